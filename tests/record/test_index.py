"""The record at a glance: classes, what describes an entity, and voices counted."""

from __future__ import annotations

import datetime

import pytest

import kg
from kg.record.index import Record, class_of
from kg.vocabulary import ENTITY, SOURCE
from tests.worlds import MakeGraph

Day = datetime.date


VOICES = """
src:d a sec:Document ; dcterms:publisher ent:paper ; sec:isTextOf ent:wire .
src:d1 a sec:Passage ; sec:isPassageOf src:d .
src:e a sec:Document ; dcterms:publisher ent:other-paper ; sec:isTextOf ent:wire .
src:e1 a sec:Passage ; sec:isPassageOf src:e .
src:f a sec:Document ; dcterms:publisher ent:site ; sec:isCopyOf src:d . src:f1 a sec:Passage ; sec:isPassageOf src:f .
src:g a sec:Document ; dcterms:publisher ent:paper . src:g1 a sec:Passage ; sec:isPassageOf src:g .
src:h1 a sec:Passage ; sec:isPassageOf src:h . src:i1 a sec:Passage ; sec:isPassageOf src:i .
"""


def read_again(*names: str) -> str:
    return "".join(f'src:{name} sec:readOn "2026-11-29"^^xsd:date .' for name in names)


def test_a_wire_story_and_its_copies_are_one_voice(make_graph: MakeGraph) -> None:
    record = make_graph(VOICES + read_again("d1", "e1", "f1", "g1")).record
    assert record.count_voices([f"{SOURCE}d1", f"{SOURCE}e1", f"{SOURCE}f1"]) == 1
    assert record.count_voices([f"{SOURCE}d1", f"{SOURCE}g1", "http://example.org/nowhere"]) == 2


def test_what_was_not_read_again_has_no_voice(make_graph: MakeGraph) -> None:
    assert make_graph(VOICES + read_again("d1")).record.count_voices([f"{SOURCE}d1", f"{SOURCE}g1"]) == 1
    assert make_graph(VOICES).record.count_voices([f"{SOURCE}d1", f"{SOURCE}g1"]) == 0


def test_documents_without_a_publisher_count_one_by_one(make_graph: MakeGraph) -> None:
    assert make_graph(VOICES + read_again("h1", "i1")).record.count_voices([f"{SOURCE}h1", f"{SOURCE}i1"]) == 2


def test_nodes_carry_labels_class_kind_countries_topics_and_dates(mini: kg.KnowledgeGraph) -> None:
    assert mini.network().nodes[f"{ENTITY}norad"] == {
        "label_en": "North American Aerospace Defense Command",
        "label_fr": "Commandement de la défense aérospatiale de l’Amérique du Nord",
        "abbreviation": "NORAD",
        "class": "Organization",
        "kind": "binational-command",
        "sector": "armed-force",
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


@pytest.mark.parametrize("which", ["mini", "shipped"])
def test_what_was_read_again_is_the_same_taken_from_the_whole_and_read_anew(
    request: pytest.FixtureRequest, which: str
) -> None:
    graph: kg.KnowledgeGraph = request.getfixturevalue(which)
    part, anew = graph.record.read_again, Record(graph.engine.read_again)
    assert list(part.passages.items()) == list(anew.passages.items())
    assert {claim: claim.passages for claim in part.claims} == {claim: claim.passages for claim in anew.claims}
    assert set(part.claims.by_object) == set(anew.claims.by_object)
    assert part.ties == anew.ties
    assert part.identity == anew.identity
    assert 0 < len(part.ties) < len(graph.record.ties)
