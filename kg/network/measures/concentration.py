"""Concentration: whether a few documents or voices carry most of the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx

from kg.messages import message
from kg.network.edges import passages_behind, record_of
from kg.network.measures.result import result
from kg.sparql.table import Table


def concentration(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return how unevenly strength, ties and documents are spread: among actors, and among voices.

    ``gini`` is the coefficient of Gini (1912, *Variabilità e mutabilità*): 0 all equal, near 1 all with one.
    ``herfindahl`` is the sum of squared shares of Hirschman (1945) and Herfindahl (1950), ``effective_number`` its
    inverse: how many equal holders would be as concentrated; ``largest`` the share of the largest. Documents are
    counted at the ties that they state, so what the row of the voices shows is whose view of the network this is.

    >>> import networkx as nx
    >>> concentration(nx.star_graph(["hub", "a", "b"])).rows[0]
    ('strength of actors', 3, 0.166667, 0.375, 2.66667, 'hub', 0.5)
    """
    held: dict[str, Mapping[Any, float]] = {
        "strength": dict(network.degree(weight="weight")),
        "degree": dict(network.degree()),
    }
    if network.graph.get("record"):
        held |= {"documents": _documents_of_actors(network), "voices": _ties_of_voices(network, language)}
    rows = []
    for what, amounts in held.items():
        total = sum(amounts.values())
        if not total:
            continue
        most = min(amounts, key=lambda name: (-amounts[name], str(name)))
        squares = herfindahl(amounts.values())
        name = _name(network, most, language)
        title = message(f"measure.concentration.{what}", language)
        rows.append((title, len(amounts), gini(amounts.values()), squares, 1 / squares, name, amounts[most] / total))
    columns = ["of", "holders", "gini", "herfindahl", "effective_number", "largest", "share"]
    return result(columns, rows, network, language=language)


def gini(amounts: Sequence[float] | Any) -> float:
    """Return the Gini coefficient of amounts that are not negative.

    >>> gini([1, 1, 1]), gini([0, 0, 0, 4])
    (0.0, 0.75)
    """
    ranked = sorted(amounts)
    total, count = sum(ranked), len(ranked)
    if not total:
        return 0.0
    return float(
        2 * sum(place * amount for place, amount in enumerate(ranked, 1)) / (count * total) - (count + 1) / count
    )


def herfindahl(amounts: Sequence[float] | Any) -> float:
    """Return the sum of the squared shares of amounts.

    >>> herfindahl([1, 1, 1, 1])
    0.25
    """
    total = sum(amounts)
    return float(sum((amount / total) ** 2 for amount in amounts)) if total else 0.0


def _documents_of_actors(network: nx.Graph[Any]) -> dict[Any, float]:
    """Return for each actor how many documents state a tie of it."""
    record = record_of(network)
    documents: dict[Any, set[str]] = {node: set() for node in network}
    for first, second, edge in network.edges(data=True):
        for reason in edge["reasons"]:
            found = {document.iri for document in record.documents_of(reason.passages)}
            documents[first] |= found
            documents[second] |= found
    return {node: float(len(found)) for node, found in documents.items()}


def _ties_of_voices(network: nx.Graph[Any], language: str) -> dict[Any, float]:
    """Return for each voice how many tied pairs its documents speak of, read again or not."""
    record, counts, names = record_of(network), Counter[str](), dict[str, str]()
    for _, _, edge in network.edges(data=True):
        voices = {document.voice for document in record.documents_of(passages_behind(edge["reasons"]))}
        counts.update(voice.iri for voice in voices)
        names |= {voice.iri: voice.name(language) for voice in voices}
    return {names[voice]: float(count) for voice, count in sorted(counts.items())}


def _name(network: nx.Graph[Any], thing: Any, language: str) -> str:
    from kg.network.measures.result import label_of

    return label_of(network, thing, language) if thing in network else str(thing)
