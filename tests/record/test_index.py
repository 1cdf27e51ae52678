"""The record at a glance: classes, what describes an entity, and publishers counted."""

from __future__ import annotations

import datetime

import kg
from kg.record.index import class_of, independent_documents
from kg.vocabulary import ENTITY, SOURCE
from tests.worlds import MakeGraph

Day = datetime.date


def test_documents_without_a_publisher_count_one_by_one(make_graph: MakeGraph) -> None:
    graph = make_graph("""
        <https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d .
        <https://w3id.org/perimeter/source/e/p1> a sec:Passage ; sec:isPassageOf src:e .
        <https://w3id.org/perimeter/source/e/p2> a sec:Passage ; sec:isPassageOf src:e .
    """)
    passages = [f"{SOURCE}d/p1", f"{SOURCE}e/p1", f"{SOURCE}e/p2", "http://example.org/nowhere"]
    assert independent_documents(graph.record, passages) == 2


def test_nodes_carry_labels_class_kind_countries_topics_and_dates(mini: kg.KnowledgeGraph) -> None:
    assert mini.network().nodes[f"{ENTITY}norad"] == {
        "label_en": "North American Aerospace Defense Command",
        "label_fr": "Commandement de la défense aérospatiale de l’Amérique du Nord",
        "abbreviation": "NORAD",
        "class": "Organization",
        "kind": "binational-command",
        "countries": "canada, united-states",
        "topics": "aerospace-defence, governance, maritime-security",
        "since": Day(1957, 9, 12),
        "until": None,
        "status": "active",
        "status_as_of": "",
    }


def test_the_class_of_an_entity_is_its_narrowest(mini: kg.KnowledgeGraph) -> None:
    names = ("canada", "norad", "norad-agreement-1958", "arctic", "nobody")
    assert [class_of(mini.record, ENTITY + name) for name in names] == [
        "Country",
        "Organization",
        "Agreement",
        "Place",
        "Entity",
    ]
