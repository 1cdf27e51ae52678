"""What holds of every measure: notes in both languages, an answer on nobody, no unit and no names."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import kg
from kg.network import measures
from kg.network.measures.registry import MEASURES
from kg.sparql.table import Table
from tests.network.measures.comparison import GRAPHS, Graph, by_id, same, weighed

SHIPPED = sorted(MEASURES)


@given(GRAPHS, some.randoms(use_true_random=False))
@settings(max_examples=25)
def test_other_names_change_no_figure(network: Graph, dice: Any) -> None:
    names = list(network)
    dice.shuffle(names)
    turned = nx.relabel_nodes(network, dict(zip(network, names, strict=True)))
    for measure in (measures.strength, measures.betweenness, measures.resilience, measures.redundancy):
        first, second = measure(network), measure(turned)
        column = first.columns[2]
        renamed = {names[list(network).index(node)]: value for node, value in by_id(first, column).items()}
        assert same(by_id(second, column), renamed)


def groups_of(part: dict[Any, int]) -> list[set[Any]]:
    return [{node for node, own in part.items() if own == number} for number in sorted(set(part.values()))]


@given(GRAPHS, some.integers(2, 9))
@settings(max_examples=25)
def test_weights_in_another_unit_change_no_share(network: Graph, times: int) -> None:
    small, large = weighed(network), weighed(network)
    for *_, edge in large.edges(data=True):
        edge["weight"] *= times
    assert same(by_id(measures.betweenness(large), "by_strength"), by_id(measures.betweenness(small), "by_strength"))
    grown = {node: value * times for node, value in by_id(measures.strength(small), "strength").items()}
    assert same(by_id(measures.strength(large), "strength"), grown)
    if network.size():
        parts = [measures.find_communities(each) for each in (large, small)]  # equally good ones may differ
        found = [nx.community.modularity(small, groups_of(part)) for part in parts]
        assert found[0] == pytest.approx(found[1], abs=0.05)
    assert [row[2] for row in measures.concentration(large)] == [row[2] for row in measures.concentration(small)]


@pytest.mark.parametrize("name", [name for name in SHIPPED if MEASURES[name].takes == "network"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_measure_tells_what_limits_it_in_both_languages(
    mini: kg.KnowledgeGraph, name: str, language: str
) -> None:
    table = mini.measure(name, actors="all", language=language)
    assert table.column_labels is not None
    assert len(table.column_labels) == len(table.columns)
    told = {"en": "Documents that the ties rest on", "fr": "Documents sur lesquels reposent les liens"}
    assert any(note.startswith(told[language]) for note in table.caveats)


@pytest.mark.parametrize("name", [name for name in SHIPPED if MEASURES[name].takes == "network"])
def test_every_measure_answers_on_a_network_of_nobody(mini: kg.KnowledgeGraph, name: str) -> None:
    network = mini.network(MEASURES[name].mode, as_of="1800")
    assert len(network) == 0
    assert isinstance(MEASURES[name].function(network), Table)
