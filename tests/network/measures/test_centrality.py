"""Strength and betweenness: against networkx, and as published."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings

import kg
from kg.network import measures
from kg.vocabulary import local_name
from tests.network.measures.comparison import GRAPHS, Graph, by_id, same, weighed


def test_betweenness_of_the_karate_club_is_as_published(karate: Graph) -> None:
    found = by_id(measures.betweenness(karate), "betweenness")
    assert [found[node] for node in (0, 33, 32, 2)] == pytest.approx([0.43764, 0.30407, 0.14525, 0.14366], abs=1e-5)


def test_betweenness_is_that_of_networkx_with_and_without_weights(karate: Graph) -> None:
    network = weighed(karate)
    for *_, edge in network.edges(data=True):
        edge["length"] = 1 / edge["weight"]
    table = measures.betweenness(network)
    assert same(by_id(table, "betweenness"), nx.betweenness_centrality(network))
    assert same(by_id(table, "by_strength"), nx.betweenness_centrality(network, weight="length"))


def test_betweenness_by_strength_can_be_left_out(karate: Graph) -> None:
    table = measures.betweenness(karate, by_strength=False)
    assert table.columns == ["id", "name", "betweenness", "degree"]
    assert by_id(table, "betweenness") == by_id(measures.betweenness(karate), "betweenness")


@given(GRAPHS)
@settings(max_examples=40)
def test_betweenness_is_that_of_networkx_on_any_network(network: Graph) -> None:
    assert same(by_id(measures.betweenness(network), "betweenness"), nx.betweenness_centrality(network))


def test_strength_is_the_sum_of_its_families(shipped: kg.KnowledgeGraph) -> None:
    network = shipped.network(actors="all")
    table = measures.strength(network)
    families = [table.columns.index(name) for name in measures.centrality.families_of(network)]
    assert len(table) == len(network)
    for row in table.rows:
        assert sum(float(str(row[place])) for place in families) == pytest.approx(float(str(row[2])), abs=1e-4)
    named = {local_name(iri): value for iri, value in dict(network.degree(weight="weight")).items()}
    assert same(by_id(table, "strength"), named)


def test_the_family_is_that_of_an_actors_own_relation(mini: kg.KnowledgeGraph) -> None:
    table = measures.strength(mini.network())
    families = {row[0]: dict(zip(table.columns[4:], row[4:], strict=True)) for row in table.rows}
    assert {name: value for name, value in families["norad"].items() if value} == {
        "worksWith": 1,
        "worksWith_degree": 1,
    }
    assert {name: value for name, value in families["rcmp"].items() if value} == {
        "takesPartIn": 1,
        "takesPartIn_degree": 1,
    }
