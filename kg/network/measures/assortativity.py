"""Whether like ties with like, and how unevenly ties and documents are spread."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.measures.result import result, values_in
from kg.measures.words import note

if TYPE_CHECKING:
    import networkx as nx

    from kg.table import Table

ATTRIBUTES = {"country": "countries", "topic": "topics", "kind": "kind"}
_SEED, _DRAWS = 1958, 200

Shares = Mapping[Any, Mapping[str, float]]


def assortativity(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return how far actors tie with their like by country, topic and kind: 1 only with their like, 0 as by chance.

    Newman (2003), doi:10.1103/PhysRevE.67.026126, on weights; ``error`` is his jackknife over ties. An actor of
    several countries or topics counts for an equal part of each. ``by_chance`` is the mean where the values are
    dealt anew among the actors (200 seeded draws), ``beyond`` the share of draws that come as high or higher: it
    is small where the mixing is not chance. Actors without a value are left out with their ties.

    >>> import networkx as nx
    >>> network = nx.Graph([("a", "b"), ("c", "d")])
    >>> nx.set_node_attributes(network, {"a": "x", "b": "x", "c": "y", "d": "y"}, "countries")
    >>> assortativity(network).rows[0][:3]
    ('country', 1.0, 0.0)
    """
    rows = []
    for by, attribute in ATTRIBUTES.items():
        shares = _shares(network, attribute)
        ties = [
            (first, second, float(weight))
            for first, second, weight in network.edges.data("weight", 1.0)
            if first in shares and second in shares
        ]
        if not ties:
            continue
        found = coefficient(shares, ties)
        draws = _dealt_anew(shares, ties)
        beyond = None if found is None else sum(draw >= found for draw in draws) / len(draws)
        mean = sum(draws) / len(draws)
        rows.append((by, found, _jackknife(shares, ties, found), mean, beyond, len(ties), len(network) - len(shares)))
    columns = ["by", "assortativity", "error", "by_chance", "beyond", "pairs", "without"]
    return result(columns, rows, network, language=language)


def coefficient(shares: Shares, ties: Sequence[tuple[Any, Any, float]]) -> float | None:
    """Return Newman's coefficient for ties of nodes that share out their weight among values; None for one value."""
    return _coefficient(*_mixing(shares, ties))


def _mixing(shares: Shares, ties: Sequence[tuple[Any, Any, float]]) -> tuple[float, dict[str, float], float]:
    """Return the weight between like and like, the weight at each value, and all of it; each tie counts both ways."""
    alike, at = 0.0, defaultdict[str, float](float)
    for first, second, weight in ties:
        ours, theirs = shares[first], shares[second]
        alike += 2 * weight * sum(share * theirs.get(value, 0.0) for value, share in ours.items())
        for side in (ours, theirs):
            for value, share in side.items():
                at[value] += weight * share
    return alike, at, sum(at.values())


def _coefficient(alike: float, at: Mapping[str, float], total: float) -> float | None:
    expected = sum((weight / total) ** 2 for weight in at.values()) if total else 1.0
    return None if expected > 1 - 1e-12 else (alike / total - expected) / (1 - expected)


def _shares(network: nx.Graph[Any], attribute: str) -> dict[Any, dict[str, float]]:
    carried = {node: values_in(network, node, attribute) for node in network}
    return {node: {value: 1 / len(own) for value in own} for node, own in carried.items() if own}


def _jackknife(shares: Shares, ties: Sequence[tuple[Any, Any, float]], found: float | None) -> float | None:
    """Return the standard error of a coefficient: the root of the squares by which it moves without each tie."""
    if found is None or len(ties) < 2:
        return None
    alike, at, total = _mixing(shares, ties)
    squares = 0.0
    for tie in ties:
        own_alike, own_at, own_total = _mixing(shares, [tie])
        rest = Counter(at)
        rest.subtract(own_at)
        moved = _coefficient(alike - own_alike, rest, total - own_total)
        squares += (found - moved) ** 2 if moved is not None else 0.0
    return float(squares**0.5)


def _dealt_anew(shares: Shares, ties: Sequence[tuple[Any, Any, float]]) -> list[float]:
    nodes, chance = sorted(shares, key=str), random.Random(_SEED)
    hands = [shares[node] for node in nodes]
    draws = []
    for _ in range(_DRAWS):
        chance.shuffle(hands)
        draws.append(coefficient(dict(zip(nodes, hands, strict=True)), ties) or 0.0)
    return draws


def concentration(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return how unevenly strength, ties and documents are spread: among actors, and among publishers.

    ``gini`` is the coefficient of Gini (1912, *Variabilità e mutabilità*): 0 all equal, near 1 all with one.
    ``herfindahl`` is the sum of squared shares of Hirschman (1945) and Herfindahl (1950), ``as_if`` its inverse: how
    many equal holders would be as concentrated; ``largest`` the share of the largest. Documents are counted at the
    ties that they state, so what the publishers' rows show is whose view of the network this is.

    >>> import networkx as nx
    >>> concentration(nx.star_graph(["hub", "a", "b"])).rows[0]
    ('strength of actors', 3, 0.166667, 0.375, 2.66667, 'hub', 0.5)
    """
    held: dict[str, Mapping[Any, float]] = {
        "strength": dict(network.degree(weight="weight")),
        "degree": dict(network.degree()),
    }
    if network.graph.get("record"):
        held |= {"documents": _documents_of_actors(network), "publishers": _ties_of_publishers(network)}
    rows = []
    for what, amounts in held.items():
        total = sum(amounts.values())
        if not total:
            continue
        most = min(amounts, key=lambda name: (-amounts[name], str(name)))
        squares = herfindahl(amounts.values())
        name = _name(network, most, language)
        title = note(f"concentration of {what}", language)
        rows.append((title, len(amounts), gini(amounts.values()), squares, 1 / squares, name, amounts[most] / total))
    columns = ["of", "holders", "gini", "herfindahl", "as_if", "largest", "share"]
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
    record = network.graph["record"]
    documents: dict[Any, set[str]] = {node: set() for node in network}
    for first, second, edge in network.edges(data=True):
        for reason in edge["reasons"]:
            found = {document.iri for document in record.documents_of(reason["passages"])}
            documents[first] |= found
            documents[second] |= found
    return {node: float(len(found)) for node, found in documents.items()}


def _ties_of_publishers(network: nx.Graph[Any]) -> dict[Any, float]:
    """Return for each publisher how many tied pairs its documents speak of."""
    record, counts = network.graph["record"], Counter[str]()
    for _, _, edge in network.edges(data=True):
        passages = {passage for reason in edge["reasons"] for passage in reason["passages"]}
        counts.update({document.publisher for document in record.documents_of(passages)} - {""})
    return {name: float(count) for name, count in counts.items()}


def _name(network: nx.Graph[Any], thing: Any, language: str) -> str:
    from kg.measures.result import name_of

    return name_of(network, thing, language) if thing in network else str(thing)
