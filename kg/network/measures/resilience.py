"""What would fall apart without an actor, what a network is like as a whole, and how it changed between two dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import KgError
from kg.graphs.conversion import to_igraph
from kg.network.measures.result import actor_table, identity, names_of

if TYPE_CHECKING:
    from kg.sparql.table import Table


def resilience(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return for each actor what would fall apart without it, the gravest first.

    ``pairs_disconnected`` is the share of the pairs of others, joined by some path now, that none would join any more;
    ``disconnected`` how many would be parted from the largest component of what is now one, ``components`` into how
    many that would fall, and ``who`` names these. Above 0 are the articulation points of Hopcroft and Tarjan
    (1973), doi:10.1145/362248.362272. All are 0 for an actor whose ties others back up. What documents do not tell
    may hold together what seems to fall apart here.

    >>> resilience(nx.path_graph(["a", "b", "c", "d", "e"])).rows[0]
    ('c', 'c', 0.666667, 2, 2, 'd; e')
    """
    cutting = set(_articulation_points(network))
    pairs = sum(len(part) * (len(part) - 1) / 2 for part in nx.connected_components(network))
    values = {}
    for node in network:
        components = _components_without(network, node) if node in cutting else []
        lost = _pairs_between(components)
        left = pairs - len(nx.node_connected_component(network, node)) + 1
        off = [other for component in components[1:] for other in component]
        values[node] = (lost / left if lost else 0.0, len(off), len(components), names_of(network, off, language))
    return actor_table(network, ["pairs_disconnected", "disconnected", "components", "who"], values, language=language)


def removal(network: nx.Graph[Any], *names: str, language: str = "en") -> Table:
    """Return who loses what when actors are gone: their ties lost, and whether they are disconnected from the rest.

    ``strength_lost`` is the share of an actor's strength that was with those gone. Names are ids or IRIs. Raises
    KgError for one that is not in the network.

    >>> removal(nx.path_graph(["a", "b", "c", "d"]), "b").rows
    [('a', 'a', 1.0, 1, True), ('c', 'c', 0.5, 1, False)]
    """
    gone = {_node(network, name) for name in names}
    rest = network.subgraph(set(network) - gone)
    parts = sorted(nx.connected_components(rest), key=lambda part: (-len(part), min(map(str, part))))
    largest = parts[0] if parts else set()
    before = {node: part for part in nx.connected_components(network) for node in part}
    whole, values = dict(network.degree(weight="weight")), {}
    for node in rest:
        lost = [network.edges[node, other].get("weight", 1.0) for other in gone if network.has_edge(node, other)]
        off = node not in largest and bool(before[node] & largest)
        if lost or off:
            values[node] = (sum(lost) / whole[node] if lost else 0.0, len(lost), off)
    return actor_table(network, ["strength_lost", "ties_lost", "disconnected"], values, language=language)


def _articulation_points(network: nx.Graph[Any]) -> list[Any]:
    graph = to_igraph(network)
    return [graph.vs["name"][place] for place in graph.articulation_points()]


def _components_without(network: nx.Graph[Any], node: Any) -> list[set[Any]]:
    """Return what the component of a node falls into without it, the largest first."""
    rest = network.subgraph(nx.node_connected_component(network, node) - {node})
    return sorted(nx.connected_components(rest), key=lambda part: (-len(part), min(map(str, part))))


def _pairs_between(components: list[set[Any]]) -> float:
    total = sum(map(len, components))
    return (total * total - sum(len(component) ** 2 for component in components)) / 2


def tie_weights(network: nx.Graph[Any], node: Any) -> Mapping[Any, float]:
    if node not in network:
        return {}
    return {other: edge.get("weight", 1.0) for other, edge in network[node].items()}


def _node(network: nx.Graph[Any], name: str) -> Any:
    found = next((node for node in network if name in (node, identity(node))), None)
    if found is None:
        raise KgError("error.network.no_ties", name=name)
    return found
