"""A graph of networkx as one of igraph, for what igraph computes faster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.collector import collector_paused

if TYPE_CHECKING:
    import igraph


def to_igraph(network: nx.Graph[Any]) -> igraph.Graph:
    """Return a graph for igraph to compute on: nodes by ``name`` and edges with their ``weight``, both in order.

    >>> to_igraph(nx.Graph([("b", "a"), ("b", "c")])).get_edgelist()
    [(0, 1), (1, 2)]
    """
    import igraph

    names = sorted(network)
    place = {name: number for number, name in enumerate(names)}
    with collector_paused():
        edges = sorted(_edges(network, place))
        graph = igraph.Graph(len(names), [edge[:2] for edge in edges])
        graph.vs["name"], graph.es["weight"] = names, [float(weight) for *_, weight in edges]
    return graph


def _edges(network: nx.Graph[Any], place: Mapping[Any, int]) -> Iterator[tuple[int, int, Any]]:
    """Yield the edges of a graph by the places of their ends, the smaller first, with their weights."""
    if network.is_directed() or network.is_multigraph():
        for first, second, weight in network.edges(data="weight", default=1.0):
            yield min(place[first], place[second]), max(place[first], place[second]), weight
        return
    for node, neighbours in network.adjacency():  # twice as fast: each edge is there from both its ends
        first = place[node]
        for neighbour, edge in neighbours.items():
            second = place[neighbour]
            if first <= second:
                yield first, second, edge.get("weight", 1.0)


def igraph_pairs(graph: igraph.Graph) -> list[tuple[Any, Any]]:
    """Return the two names of each edge of a graph, in igraph's order."""
    names = graph.vs["name"]
    return [(names[first], names[second]) for first, second in graph.get_edgelist()]
