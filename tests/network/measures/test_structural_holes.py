"""Structural holes: against networkx."""

from __future__ import annotations

import networkx as nx

from kg.network import measures
from tests.network.measures.comparison import Graph, by_id, same, weighed


def test_structural_holes_are_those_of_networkx(karate: Graph) -> None:
    table = measures.redundancy(karate)
    assert same(by_id(table, "effective_size"), nx.effective_size(karate))
    assert same(by_id(table, "constraint"), nx.constraint(karate))
    assert same(
        by_id(measures.redundancy(weighed(karate)), "constraint"), nx.constraint(weighed(karate), weight="weight")
    )


def test_an_actor_without_ties_has_no_constraint() -> None:
    assert measures.redundancy(nx.empty_graph(1)).rows == [(0, "0", 0.0, None, None, 0)]
