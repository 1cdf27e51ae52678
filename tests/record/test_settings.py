"""A filter asks what ties are about: over the whole record no edge is heavier, and no reason fails the filter."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

import kg
from kg.network.edges import EdgeReason
from kg.network.network import Network
from kg.record.index import Record
from kg.record.settings import countries_of, kinds_of, topics_of
from kg.record.ties import Tie
from kg.vocabulary import ENTITY, local_name
from tests.network.small_worlds import HEAD, claims, edges
from tests.worlds import MakeGraph

WORLD = (
    HEAD
    + """
ent:home a sec:Country ; rdfs:label "Home"@en .
ent:away a sec:Country ; rdfs:label "Away"@en .
ent:threat a sec:Threat ; rdfs:label "Threat"@en ; sec:hasTopic topic:drugs .
ent:x sec:hasTopic topic:cyber ; sec:hasKind kind:task-force .
"""
)


def test_a_tie_is_about_its_setting_and_not_about_its_actor(make_graph: MakeGraph) -> None:
    graph = make_graph(WORLD + claims("ent:a sec:participatesIn ent:x .", "ent:b sec:participatesIn ent:x ."))
    assert [topics_of(graph.record, tie) for tie in graph.record.ties] == [{"cyber"}, {"cyber"}]
    assert edges(graph.network(topic="cyber")) == {("a", "b"): 1}
    assert edges(graph.network(topic="arctic")) == {}
    assert edges(graph.network("two-mode", topic="arctic")) == {}


def test_a_direct_tie_is_about_what_its_passages_tell_of(make_graph: MakeGraph) -> None:
    said = claims("ent:a sec:trainsWith ent:b .", "ent:x sec:addresses ent:threat .")
    graph = make_graph(WORLD + said + claims("ent:a sec:trainsWith ent:c .", passage="e"))
    assert edges(graph.network(topic="drugs")) == {("a", "b"): 1}
    assert edges(graph.network(topic="cyber")) == {("a", "b"): 1}
    assert edges(graph.network(topic="arctic")) == {}


def test_a_setting_is_of_the_countries_of_all_that_have_part_in_it(make_graph: MakeGraph) -> None:
    graph = make_graph(
        WORLD
        + claims(
            "ent:a sec:hasCountry ent:home ; sec:participatesIn ent:x .",
            "ent:b sec:participatesIn ent:x .",
            "ent:c sec:participatesIn ent:x ; sec:trainsWith ent:a .",
            "ent:away sec:leads ent:x .",
        )
    )
    assert edges(graph.network(country="away")) == {("a", "b"): 0.5, ("a", "c"): 0.5, ("b", "c"): 0.5}
    assert edges(graph.network(country="home")) == {("a", "b"): 0.5, ("a", "c"): 1.5, ("b", "c"): 0.5}


def test_a_kind_is_that_of_the_setting_or_of_all_actors_of_a_tie(make_graph: MakeGraph) -> None:
    graph = make_graph(
        WORLD
        + claims(
            "ent:c sec:hasKind kind:agency .",
            "ent:a sec:participatesIn ent:x ; sec:trainsWith ent:b .",
            "ent:b sec:participatesIn ent:x ; sec:trainsWith ent:c .",
            "ent:c sec:participatesIn ent:x .",
        )
    )
    assert edges(graph.network(kind="task-force")) == {("a", "b"): 0.5, ("a", "c"): 0.5, ("b", "c"): 0.5}
    assert edges(graph.network(kind="agency")) == {("b", "c"): 1.5}


CHOICES = {"topic": "hasTopic", "country": "hasCountry", "kind": "hasKind"}


@pytest.fixture(scope="module")
def filters(shipped: kg.KnowledgeGraph) -> list[dict[str, Any]]:
    """Every topic, country, family and standing, some kinds, what was read again, a date, and some of these at once."""
    record = shipped.record
    values = {
        name: sorted({local_name(term.value) for own in record.identity.values() for term in own.get(property_, ())})
        for name, property_ in CHOICES.items()
    }
    values["family"] = sorted({local_name(relation.family) for relation in record.relations.values()})
    values["standing"] = sorted({passage.document.standing for passage in record.passages.values()})
    draw = random.Random(1958)
    values["kind"] = draw.sample(values["kind"], 20)
    alone: list[dict[str, Any]] = [{name: value} for name, each in values.items() for value in each]
    alone += [{"as_of": "2015-06"}, {"read_again": True}]
    return alone + [{**draw.choice(alone), **draw.choice(alone), **draw.choice(alone)} for _ in range(30)]


@pytest.mark.parametrize("mode", ["one-mode", "two-mode"])
def test_no_edge_is_heavier_under_a_filter_and_no_reason_fails_it(
    shipped: kg.KnowledgeGraph, filters: list[dict[str, Any]], mode: str
) -> None:
    whole = shipped.network(mode, "all")
    for wanted in filters:
        network = shipped.network(mode, "all", **wanted)
        for first, second, weight in network.edges(data="weight"):
            assert weight <= whole.edges[first, second]["weight"] + 1e-9, (wanted, first, second)
        for tie in {tie for reason in reasons(network) for tie in reason.ties}:
            assert passes(network.graph["record"], tie, wanted), (wanted, tie)


def test_the_strongest_tie_on_a_topic_is_about_it_in_all_its_reasons(shipped: kg.KnowledgeGraph) -> None:
    guards = shipped.network(topic="arctic").edges[ENTITY + "canadian-coast-guard", ENTITY + "uscg"]
    assert {"arctic"} <= set.intersection(
        *(set(shipped.record.ids(reason.through, "hasTopic")) for reason in guards["reasons"])
    )


def reasons(network: Network) -> Iterator[EdgeReason]:
    for *_, edge in network.edges(data=True):
        yield from edge["reasons"]


def passes(record: Record, tie: Tie, wanted: dict[str, Any]) -> bool:
    """Say whether a tie has all that a filter asks of it; dates are tested elsewhere."""
    has = {
        "topic": topics_of(record, tie),
        "country": countries_of(record, tie),
        "kind": kinds_of(record, tie),
        "family": {local_name(record.relations[tie.relation].family)},
        "standing": {record.passages[iri].document.standing for iri in tie.passages},
    }
    return all(value in has[name] for name, value in wanted.items() if name in has)
