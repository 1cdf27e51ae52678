"""Networks for igraph."""

from __future__ import annotations

import kg
from kg.graphs.conversion import igraph_pairs


def test_igraph_gets_all_that_nodes_and_edges_carry(mini: kg.KnowledgeGraph) -> None:
    network = mini.network(actors="all")
    graph = network.to_igraph()
    assert graph.vs["name"] == sorted(network)
    assert graph.vs["label_fr"] == [network.nodes[iri]["label_fr"] for iri in sorted(network)]
    for edge, (first, second) in zip(graph.es, igraph_pairs(graph), strict=True):
        assert {key: edge[key] for key in edge.attribute_names()} == network.edges[first, second]
