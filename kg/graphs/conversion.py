"""A graph of networkx as one of igraph, for what igraph computes faster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

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
    edges = sorted(
        (min(place[first], place[second]), max(place[first], place[second]), float(weight))
        for first, second, weight in network.edges(data="weight", default=1.0)
    )
    graph = igraph.Graph(len(names), [edge[:2] for edge in edges])
    graph.vs["name"], graph.es["weight"] = names, [weight for *_, weight in edges]
    return graph


def igraph_pairs(graph: igraph.Graph) -> list[tuple[Any, Any]]:
    """Return the two names of each edge of a graph, in igraph's order."""
    names = graph.vs["name"]
    return [(names[first], names[second]) for first, second in graph.get_edgelist()]
