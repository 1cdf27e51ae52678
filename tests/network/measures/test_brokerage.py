"""Brokers: the roles of Gould and Fernandez, and every open triad counted by hand."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import kg
from kg.errors import UnknownName
from kg.network import measures
from kg.network.measures.brokerage import ROLES
from kg.vocabulary import local_name
from tests.network.measures.comparison import GRAPHS, Graph, by_id


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("AAA", "coordinator"),
        ("ABA", "itinerant"),
        ("AAB", "gatekeeper"),
        ("BAA", "gatekeeper"),
        ("ABC", "liaison"),
    ],
)
def test_the_roles_of_brokers_are_those_of_gould_and_fernandez(groups: str, role: str) -> None:
    chain = nx.path_graph(3)
    table = measures.brokerage(chain, dict(enumerate(groups)))
    assert {name: by_id(table, name)[1] for name in ROLES} == {name: int(name == role) for name in ROLES}


def roles_by_triads(network: Graph, groups: dict[Any, str]) -> Counter[tuple[Any, str]]:
    """Each open triad read off as Gould and Fernandez define it, one direction only."""
    found: Counter[tuple[Any, str]] = Counter()
    for a, b, c in permutations(network, 3):
        if a < c and network.has_edge(a, b) and network.has_edge(b, c) and not network.has_edge(a, c):
            kinds = {(True, True): "coordinator", (False, False): "", (True, False): "gatekeeper"}
            own = (groups[a] == groups[b], groups[c] == groups[b])
            role = kinds[max(own), min(own)] or ("itinerant" if groups[a] == groups[c] else "liaison")
            found[b, role] += 1
    return found


@given(GRAPHS, some.integers(1, 4))
@settings(max_examples=40)
def test_brokerage_counts_every_open_triad_once(network: Graph, kinds: int) -> None:
    groups = {node: "ABCD"[node % kinds] for node in network}
    table, expected = measures.brokerage(network, groups), roles_by_triads(network, groups)
    for role in ROLES:
        assert by_id(table, role) == {node: expected[node, role] for node in network}
    triads = sum(1 for triad in combinations(network, 3) if network.subgraph(triad).number_of_edges() == 2)
    assert sum(by_id(table, "pairs").values()) == triads


def test_brokers_stand_between_the_same_sides_as_in_the_question(shipped: kg.KnowledgeGraph) -> None:
    asked = shipped.ask("brokers").rows
    named = shipped.labels.of
    groups = {local_name(str(broker)): named(str(group), "en") if group else "" for broker, group, *_ in asked}
    ours = by_id(measures.brokerage(shipped.network(), "sector"), "group")
    assert len(groups) > 10
    assert {name: ours[name] for name in groups} == groups


def test_groups_are_called_by_their_names(mini: kg.KnowledgeGraph) -> None:
    told = {language: set(mini.measure("brokerage", language=language).column("group")) for language in ("en", "fr")}
    assert {"Canada", "United States"} <= told["en"]
    assert {"Canada", "États-Unis"} <= told["fr"]


def test_an_unknown_grouping_of_brokers_names_those_that_there_are(karate: Graph) -> None:
    with pytest.raises(UnknownName, match="“country” or “sector”"):
        measures.brokerage(karate, "colour")
