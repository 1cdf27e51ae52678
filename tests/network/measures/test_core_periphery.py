"""Core and periphery: against networkx, and against all cores there could be."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
from hypothesis import given, settings

from kg.network import measures
from tests.network.measures.comparison import GRAPHS, Graph, by_id


def test_core_numbers_are_those_of_networkx(karate: Graph) -> None:
    assert by_id(measures.core_periphery(karate), "core_number") == nx.core_number(karate)


@given(GRAPHS)
@settings(max_examples=30)
def test_no_other_core_makes_fewer_exceptions(network: Graph) -> None:
    def exceptions(core: set[Any]) -> int:
        inside, outside = network.subgraph(core), network.subgraph(set(network) - core)
        return len(core) * (len(core) - 1) // 2 - inside.number_of_edges() + outside.number_of_edges()

    found = {node for node, inside in by_id(measures.core_periphery(network), "in_core").items() if inside}
    nodes = list(network)[:9]
    small = network.subgraph(nodes)
    if len(small) == len(network):
        cores = (set(some_nodes) for size in range(len(nodes) + 1) for some_nodes in combinations(nodes, size))
        assert exceptions(found) == min(map(exceptions, cores))
