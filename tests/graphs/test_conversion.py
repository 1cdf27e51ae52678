"""Networks for igraph."""

from __future__ import annotations

import networkx as nx
import pytest

import kg
from kg.graphs.conversion import igraph_pairs, to_igraph


def test_igraph_gets_all_that_nodes_and_edges_carry(mini: kg.KnowledgeGraph) -> None:
    network = mini.network(actors="all")
    graph = network.to_igraph()
    assert graph.vs["name"] == sorted(network)
    assert graph.vs["label_fr"] == [network.nodes[iri]["label_fr"] for iri in sorted(network)]
    for edge, (first, second) in zip(graph.es, igraph_pairs(graph), strict=True):
        assert {key: edge[key] for key in edge.attribute_names()} == network.edges[first, second]


@pytest.mark.parametrize(
    ("graph", "edges"),
    [
        (nx.Graph([("b", "a", {"weight": 2}), ("c", "b"), ("c", "c")]), [(0, 1, 2.0), (1, 2, 1.0), (2, 2, 1.0)]),
        (nx.DiGraph([("b", "a", {"weight": 2}), ("a", "b")]), [(0, 1, 1.0), (0, 1, 2.0)]),
        (nx.MultiGraph([("b", "a", {"weight": 2}), ("a", "b")]), [(0, 1, 1.0), (0, 1, 2.0)]),
    ],
)
def test_every_edge_of_any_graph_is_there_once_and_in_order(graph: nx.Graph, edges: list[object]) -> None:  # type: ignore[type-arg]
    made = to_igraph(graph)
    found = [(*pair, weight) for pair, weight in zip(made.get_edgelist(), made.es["weight"], strict=True)]
    assert found == edges
