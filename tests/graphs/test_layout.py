"""What is drawn and where: the strongest edges, the groups, and the same picture every time."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from itertools import combinations

import networkx as nx
import pytest

import kg
from kg.graphs.backbone import backbone, significance, spanning_edges
from kg.graphs.layout import positions
from kg.network.measures import find_communities as communities
from tests.worlds import ROOT


@pytest.fixture
def star() -> nx.Graph[str]:
    """A hub with three neighbours, one of them far heavier, and an edge between the two light ones."""
    network: nx.Graph[str] = nx.Graph()
    network.add_weighted_edges_from([("hub", "a", 6.0), ("hub", "b", 1.0), ("hub", "c", 1.0), ("b", "c", 1.0)])
    return network


@pytest.fixture
def cliques() -> nx.Graph[str]:
    """Two groups of six that one thin edge joins, a pair, and a node alone."""
    network: nx.Graph[str] = nx.Graph()
    for name in "xy":
        network.add_weighted_edges_from((f"{name}{a}", f"{name}{b}", 1.0) for a, b in combinations(range(6), 2))
    network.add_weighted_edges_from([("x0", "y0", 0.1), ("p", "q", 1.0)])
    network.add_node("alone")
    return network


def test_significance_is_that_of_a_computation_by_hand(star: nx.Graph[str]) -> None:
    # hub: degree 3, strength 8; b and c: degree 2, strength 2; a: degree 1, which tells nothing.
    assert significance(star) == {
        ("hub", "a"): pytest.approx((1 - 6 / 8) ** 2),
        ("hub", "b"): pytest.approx(min((1 - 1 / 8) ** 2, 1 - 1 / 2)),
        ("hub", "c"): pytest.approx(0.5),
        ("b", "c"): pytest.approx(0.5),
    }


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
    network = shipped.network(lens="all")
    network.remove_nodes_from(list(nx.isolates(network)))
    part = backbone(network, alpha)
    assert set(part) == set(network)
    assert part.number_of_edges() < network.number_of_edges()
    whole = {frozenset(found) for found in nx.connected_components(network)}
    assert {frozenset(found) for found in nx.connected_components(part)} == whole


def test_the_backbone_of_nothing_is_nothing() -> None:
    assert len(backbone(nx.Graph())) == 0


def test_communities_are_the_groups_that_are_plain_to_see_largest_first(cliques: nx.Graph[str]) -> None:
    cliques.remove_node("y5")
    found = communities(cliques)
    groups = [{name for name, number in found.items() if number == wanted} for wanted in range(4)]
    assert groups == [
        {f"x{place}" for place in range(6)},
        {f"y{place}" for place in range(5)},
        {"p", "q"},
        {"alone"},
    ]


def test_groups_that_are_hard_to_tell_apart_are_told_apart_the_same_way_every_time() -> None:
    network: nx.Graph[str] = nx.relabel_nodes(nx.gnm_random_graph(150, 450, seed=1958), str)
    first = communities(network)
    assert all(communities(network) == first for _ in range(5))


def test_every_node_has_a_place_of_its_own(cliques: nx.Graph[str]) -> None:
    places = positions(cliques)
    assert set(places) == set(cliques)
    nearest = min(math.dist(first, second) for first, second in combinations(places.values(), 2))
    assert nearest >= 40


def test_separate_parts_do_not_overlap(cliques: nx.Graph[str]) -> None:
    places = positions(cliques)

    def box(part: set[str]) -> tuple[float, float, float, float]:
        across, down = zip(*(places[name] for name in part), strict=True)
        return min(across), max(across), min(down), max(down)

    for first, second in combinations(map(box, nx.connected_components(cliques)), 2):
        assert first[1] < second[0] or second[1] < first[0] or first[3] < second[2] or second[3] < first[2]


@pytest.mark.parametrize("nodes", [[], ["a"], ["a", "b"]])
def test_small_networks_have_places_too(nodes: list[str]) -> None:
    network: nx.Graph[str] = nx.empty_graph(nodes)
    assert set(positions(network)) == set(communities(network)) == set(nodes)


def test_the_order_in_which_a_network_was_made_does_not_show(cliques: nx.Graph[str]) -> None:
    turned: nx.Graph[str] = nx.Graph()
    turned.add_nodes_from(reversed(list(cliques)))
    turned.add_weighted_edges_from((b, a, weight) for a, b, weight in reversed(list(cliques.edges(data="weight"))))
    assert positions(turned) == positions(cliques)
    assert communities(turned) == communities(cliques)


def test_the_picture_is_the_same_twice_and_in_another_process(mini: kg.KnowledgeGraph) -> None:
    program = (
        "import json, kg; from kg.graphs.layout import *;"
        " from kg.network.measures import find_communities as communities;"
        " network = kg.load('tests/mini').network('between', 'all');"
        "print(json.dumps([positions(network), communities(network)]))"
    )
    network = mini.network("between", "all")
    here = [positions(network), communities(network)]
    assert here == [positions(network), communities(network)]
    for seed in ("0", "1"):
        told = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=120,
        )
        assert json.loads(told.stdout) == json.loads(json.dumps(here))


def test_a_very_large_part_is_still_drawn() -> None:
    network: nx.Graph[str] = nx.relabel_nodes(nx.path_graph(1_300), str)
    assert len(set(positions(network).values())) > 1_000
