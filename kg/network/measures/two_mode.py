"""Actors and the collaborations between them, both as nodes."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.network.measures.result import actor_table
from kg.record.settings import is_setting

if TYPE_CHECKING:
    import networkx as nx

    from kg.sparql.table import Table


def two_mode(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return for each actor and each collaboration how many of the other it has, and how far they repeat each other.

    The network is one that keeps collaborations between actors: ``graph.network("two-mode")``. ``redundancy`` is the
    share of the pairs of its neighbours that another node joins too, ``clustering`` the mean overlap (Jaccard) of
    its neighbours with those of the nodes that share one: Latapy, Magnien and Del Vecchio (2008),
    doi:10.1016/j.socnet.2007.04.006. Both are empty where there is no pair to look at. Raises KgError for a network
    that has but one mode.

    >>> from kg.graph import load
    >>> two_mode(load("tests/mini").network("two-mode", "all")).rows[0][:4]
    ('canada', 'Canada', 5, 'actor')
    """
    around = memberships(network)
    actors = {node for node in around if _is_actor(network, node)}
    values = {}
    for node in around:
        mode = "actor" if node in actors else "collaboration"
        values[node] = (len(around[node]), mode, _redundancy(around, node), _clustering(around, node))
    return actor_table(network, ["degree", "mode", "redundancy", "clustering"], values, language=language)


def memberships(network: nx.Graph[Any]) -> dict[Any, set[Any]]:
    """Return for each node of a two-mode network those of the other mode that it has part in, or that have in it.

    A network that has no record names its modes by networkx's node attribute ``bipartite``, 0 for actors. Raises
    KgError where there is none of either.
    """
    record = network.graph.get("record")
    if record is None:
        modes = dict(network.nodes(data="bipartite"))
        pairs = [
            (one, other) for one, other in network.edges if modes[one] != modes[other] and None not in modes.values()
        ]
    elif network.graph["filter"].mode != "two-mode":
        raise KgError("error.measure.not_two_mode")
    else:
        pairs = [
            (tie.subject, tie.object)
            for *_, edge in network.edges(data=True)
            for reason in edge["reasons"]
            for tie in reason.ties
            if record.is_a(tie.subject, "Actor") and is_setting(record, tie)
        ]
    if record is None and network.number_of_edges() and not pairs:
        raise KgError("error.measure.no_bipartite")
    around: dict[Any, set[Any]] = defaultdict(set)
    for actor, thing in pairs:
        around[actor].add(thing)
        around[thing].add(actor)
    return dict(around)


def _is_actor(network: nx.Graph[Any], node: Any) -> bool:
    record = network.graph.get("record")
    return network.nodes[node]["bipartite"] == 0 if record is None else not record.is_a(node, "Setting")


def _redundancy(around: dict[Any, set[Any]], node: Any) -> float | None:
    pairs = list(combinations(around[node], 2))
    joined = sum(bool((around[one] & around[other]) - {node}) for one, other in pairs)
    return joined / len(pairs) if pairs else None


def _clustering(around: dict[Any, set[Any]], node: Any) -> float | None:
    near = {other for middle in around[node] for other in around[middle]} - {node}
    overlaps = [len(around[node] & around[other]) / len(around[node] | around[other]) for other in near]
    return sum(overlaps) / len(overlaps) if overlaps else None
