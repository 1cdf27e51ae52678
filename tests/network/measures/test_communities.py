"""Communities: the best division known, the same every time, with what marks each."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import networkx as nx
import pytest

import kg
from kg.network import measures
from kg.network.measures import find_communities as communities
from kg.network.measures.communities import modularity
from tests.network.measures.comparison import Graph


def test_communities_of_the_karate_club_reach_the_best_modularity_known(karate: Graph) -> None:
    found = measures.find_communities(karate)
    groups = [{node for node in karate if found[node] == number} for number in range(len(set(found.values())))]
    assert modularity(karate, found) == pytest.approx(nx.community.modularity(karate, groups))
    assert modularity(karate, found) == pytest.approx(0.41979, abs=1e-5)  # Brandes and others (2008)
    assert sorted(map(len, groups), reverse=True) == [len(group) for group in groups]


def test_communities_carry_their_topics_and_countries(mini: kg.KnowledgeGraph) -> None:
    table = measures.communities(mini.network())
    assert table.rows[0] == (
        1,
        2,
        1.0,
        "border-security 2; law-enforcement 1; trade-facilitation 1",
        "canada 2",
        "CBSA; RCMP",
    )
    assert table.caveats[0].startswith("Modularity of this division: 0.500")
    members = measures.membership(mini.network())
    assert Counter(members.column("community")) == {1: 2, 2: 2, 3: 1}
    assert members.column("size") == [2, 2, 2, 2, 1]


@pytest.fixture
def cliques() -> nx.Graph[str]:
    """Two groups of six that one thin edge joins, a pair, and a node alone."""
    network: nx.Graph[str] = nx.Graph()
    for name in "xy":
        network.add_weighted_edges_from((f"{name}{a}", f"{name}{b}", 1.0) for a, b in combinations(range(6), 2))
    network.add_weighted_edges_from([("x0", "y0", 0.1), ("p", "q", 1.0)])
    network.add_node("alone")
    return network


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
