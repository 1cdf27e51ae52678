"""Resilience: what falls apart when it is tried."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings

import kg
from kg.errors import KgError
from kg.network import measures
from tests.network.measures.comparison import GRAPHS, Graph, by_id


@given(GRAPHS)
@settings(max_examples=40)
def test_what_falls_apart_is_what_falls_apart_when_tried(network: Graph) -> None:
    table = measures.resilience(network)
    assert {node for node, off in by_id(table, "disconnected").items() if off} == set(nx.articulation_points(network))
    for node, lost in by_id(table, "pairs_disconnected").items():
        rest = nx.restricted_view(network, [node], [])
        before = sum(nx.has_path(network, a, b) for a, b in combinations(set(network) - {node}, 2))
        after = sum(nx.has_path(rest, a, b) for a, b in combinations(set(network) - {node}, 2))
        assert lost == pytest.approx((before - after) / before if before else 0, abs=1e-5)


def test_without_an_actor_others_lose_what_they_had_with_it(mini: kg.KnowledgeGraph) -> None:
    assert measures.removal(mini.network(), "rcmp").rows == [
        ("cbsa", "Canada Border Services Agency", 1.0, 1, False),
    ]
    with pytest.raises(KgError, match="“nobody” has no ties in this view"):
        measures.removal(mini.network(), "nobody")
