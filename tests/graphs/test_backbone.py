"""The backbone: the strongest edges, which leave nobody behind."""

from __future__ import annotations

import networkx as nx
import pytest

import kg
from kg.graphs.backbone import backbone, significance, spanning_edges


@pytest.fixture
def star() -> nx.Graph[str]:
    """A hub with three neighbours, one of them far heavier, and an edge between the two light ones."""
    network: nx.Graph[str] = nx.Graph()
    network.add_weighted_edges_from([("hub", "a", 6.0), ("hub", "b", 1.0), ("hub", "c", 1.0), ("b", "c", 1.0)])
    return network


def test_significance_is_that_of_a_computation_by_hand(star: nx.Graph[str]) -> None:
    # hub: degree 3, strength 8; b and c: degree 2, strength 2; a: degree 1, which tells nothing.
    assert significance(star) == {
        ("hub", "a"): pytest.approx((1 - 6 / 8) ** 2),
        ("hub", "b"): pytest.approx(min((1 - 1 / 8) ** 2, 1 - 1 / 2)),
        ("hub", "c"): pytest.approx(0.5),
        ("b", "c"): pytest.approx(0.5),
    }


def test_edges_without_weight_are_never_significant() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_weighted_edges_from([("a", "b", 0.0), ("b", "c", 0.0)])
    assert set(significance(network).values()) == {1.0}


def test_an_edge_between_two_that_have_no_other_is_never_significant() -> None:
    assert significance(nx.Graph([("a", "b")])) == {("a", "b"): 1.0}


def test_the_spanning_edges_are_the_heaviest_that_hold_all_together() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_weighted_edges_from([("a", "b", 3.0), ("b", "c", 2.0), ("a", "c", 1.0), ("d", "e", 0.5)])
    assert spanning_edges(network) == {frozenset("ab"), frozenset("bc"), frozenset("de")}


def test_the_backbone_is_the_spanning_forest_and_what_is_significant(star: nx.Graph[str]) -> None:
    star.add_weighted_edges_from([("a", f"leaf{place}", 0.1) for place in range(3)] + [("b", "a", 3.0)])
    kept = {frozenset(edge) for edge in backbone(star, 0.15).edges}
    chances = significance(star)
    spanning = spanning_edges(star)
    assert kept == spanning | {frozenset(edge) for edge, chance in chances.items() if chance <= 0.15}
    assert frozenset("bc") not in kept or frozenset("bc") in spanning
    assert kept < {frozenset(edge) for edge in star.edges}


@pytest.mark.parametrize("alpha", [0.0, 0.05, 0.15])
def test_the_backbone_leaves_nobody_behind_and_parts_nothing(shipped: kg.KnowledgeGraph, alpha: float) -> None:
    network = shipped.network(actors="all")
    network.remove_nodes_from(list(nx.isolates(network)))
    part = backbone(network, alpha)
    assert set(part) == set(network)
    assert part.number_of_edges() < network.number_of_edges()
    whole = {frozenset(found) for found in nx.connected_components(network)}
    assert {frozenset(found) for found in nx.connected_components(part)} == whole


def test_the_backbone_of_nothing_is_nothing() -> None:
    assert len(backbone(nx.Graph())) == 0
