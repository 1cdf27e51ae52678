"""Places: every node has one, and the picture is the same every time."""

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
from kg.graphs.layout import positions
from kg.network.measures import find_communities as communities
from tests.worlds import ROOT


@pytest.fixture
def cliques() -> nx.Graph[str]:
    """Two groups of six that one thin edge joins, a pair, and a node alone."""
    network: nx.Graph[str] = nx.Graph()
    for name in "xy":
        network.add_weighted_edges_from((f"{name}{a}", f"{name}{b}", 1.0) for a, b in combinations(range(6), 2))
    network.add_weighted_edges_from([("x0", "y0", 0.1), ("p", "q", 1.0)])
    network.add_node("alone")
    return network


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
        " network = kg.load('tests/mini').network('two-mode', 'all');"
        "print(json.dumps([positions(network), communities(network)]))"
    )
    network = mini.network("two-mode", "all")
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
