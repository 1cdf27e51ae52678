"""Whether a figure is more than chance: measures against null models, random networks that keep the degrees."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

import networkx as nx

from kg.errors import KgError
from kg.graphs.conversion import to_igraph
from kg.messages import message
from kg.network.measures.result import by_first_cell, goes_through, number_in, result, value_place

if TYPE_CHECKING:
    from kg.sparql.table import Table

Measure = Callable[[Any], "Table"]
Null = Literal["memberships", "ties"]

NULLS: tuple[Null, ...] = ("memberships", "ties")
SEED = 1958


def null_model(
    network: nx.Graph[Any],
    measure: Measure,
    draws: int = 100,
    *,
    null: Null | None = None,
    seed: int = SEED,
    language: str = "en",
) -> Table:
    """Return each row of a measure against a null model, where everybody keeps as many ties but chance deals them.

    ``null`` "memberships" deals anew who takes part in what: each actor in as many things, each thing with as many
    parties (the curveball of Strona and others 2014, doi:10.1038/ncomms5114), direct ties as they are; "ties" rewires
    pairs so that each actor keeps its degree (Maslov and Sneppen 2002, doi:10.1126/science.1065103). The first is
    the default where the network goes through collaborations. A row tells the value, its mean and
    standard deviation over the seeded draws, how many of these it lies above the mean (``z_score``), and the share of
    draws that reach it (``p_value``): small for what is more than chance. Raises KgError for another null.

    >>> from kg.network.measures import betweenness
    >>> null_model(nx.star_graph(["hub", "a", "b"]), betweenness, draws=5).rows[0][2:5]
    (1.0, 1.0, 0.0)
    """
    chosen = null or ("memberships" if goes_through(network) else "ties")
    if chosen not in NULLS or draws < 1:
        raise KgError("error.measure.null_model", known=", ".join(NULLS))
    dice = random.Random(seed)
    deal = _deal_memberships if chosen == "memberships" else _rewire
    first = measure(network)
    place = value_place(first)
    drawn: dict[Any, list[float]] = defaultdict(list)
    for _ in range(draws):
        for name, (_, value) in by_first_cell(measure(deal(network, dice)), place).items():
            drawn[name].append(number_in(value))
    rows = [(row[0], row[1], row[place], *_beside(number_in(row[place]), drawn[row[0]], draws)) for row in first.rows]
    columns = ["id", "name", "value", "null_mean", "null_sd", "z_score", "p_value"]
    table = result(columns, rows, network, language=language)
    return table.with_caveats(message(f"measure.note.null_model.{chosen}", language, draws=draws), *table.caveats)


def _beside(value: float, drawn: list[float], draws: int) -> tuple[float, float, float | None, float]:
    """Return the mean and standard deviation of draws, and the z-score and p-value of a value against them."""
    values = drawn + [0.0] * (draws - len(drawn))
    mean = sum(values) / draws
    deviation = (sum((one - mean) ** 2 for one in values) / draws) ** 0.5
    reached = sum(one >= value - 1e-9 for one in values) / draws
    return mean, deviation, (value - mean) / deviation if deviation > 1e-12 else None, reached


def _deal_memberships(network: nx.Graph[Any], dice: random.Random) -> nx.Graph[Any]:
    """Return the network that would be if the parties of collaborations were dealt anew."""
    parties: dict[str, set[Any]] = defaultdict(set)
    made: nx.Graph[Any] = _bare(network)
    for first, second, edge in network.edges(data=True):
        for reason in edge.get("reasons", ()):
            if reason.through:
                parties[reason.through] |= {first, second}
            else:
                _strengthen(made, first, second, reason.weight)
    dealt = [set(parties[through]) for through in sorted(parties)]
    for _ in range(5 * len(dealt) if len(dealt) > 1 else 0):
        _trade(dealt, dice)
    for own in dealt:
        for pair in combinations(sorted(own), 2):
            _strengthen(made, *pair, 1 / (len(own) - 1))
    return made


def _trade(hands: list[set[Any]], dice: random.Random) -> None:
    """Deal anew between two of the hands what only one of the two holds, each keeping its number."""
    one, other = dice.sample(hands, 2)
    cards = sorted(one ^ other)
    dice.shuffle(cards)
    both, count = one & other, len(one - other)
    one.clear()
    other.clear()
    one |= both | set(cards[:count])
    other |= both | set(cards[count:])


def _rewire(network: nx.Graph[Any], dice: random.Random) -> nx.Graph[Any]:
    """Return a network of the same degrees with pairs exchanged at random; weights are dealt anew."""
    import igraph

    graph = to_igraph(network)
    igraph.set_random_number_generator(dice)
    weights = list(graph.es["weight"])
    graph.rewire(n=10 * graph.ecount())
    dice.shuffle(weights)
    made, names = _bare(network), graph.vs["name"]
    for (first, second), weight in zip(graph.get_edgelist(), weights, strict=True):
        _strengthen(made, names[first], names[second], weight)
    return made


def _bare(network: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return the nodes of a network with all that they carry, without a tie; no record stands behind its ties.

    What the record says of the actors themselves, such as their sector, is still to be had: ``dealt_from``.
    """
    bare: nx.Graph[Any] = nx.Graph(dealt_from=network.graph.get("record"))
    bare.add_nodes_from(network.nodes(data=True))
    return bare


def _strengthen(network: nx.Graph[Any], first: Any, second: Any, weight: float) -> None:
    before = network.edges[first, second]["weight"] if network.has_edge(first, second) else 0.0
    network.add_edge(first, second, weight=before + weight)
