"""Entities, with what identifies them and the evidence about them."""

from __future__ import annotations

import kg
from kg.record.entities import read_entity
from kg.record.identity import read_identity
from kg.record.index import describe
from kg.record.ties import Stated, Tie
from kg.vocabulary import BASE, ENTITY, SOURCE, TERM, local_name
from tests.worlds import MakeGraph


def test_an_entity_has_labels_abbreviations_and_definitions_by_language(mini: kg.KnowledgeGraph) -> None:
    rcmp = mini.entity("rcmp")
    assert (rcmp.iri, rcmp.id, rcmp.label) == (f"{ENTITY}rcmp", "rcmp", "Royal Canadian Mounted Police")
    assert rcmp.labels == {"en": "Royal Canadian Mounted Police", "fr": "Gendarmerie royale du Canada"}
    assert rcmp.abbreviations == {"en": "RCMP", "fr": "GRC"}
    assert rcmp.definitions == {"en": "Canada’s national police.", "fr": "Police nationale du Canada."}


def test_identity_is_kept_apart_from_claims(mini: kg.KnowledgeGraph) -> None:
    rcmp = mini.entity("rcmp")
    assert rcmp.identity["homepage"] == ("https://rcmp.ca/",)
    assert [local_name(iri) for iri in rcmp.identity["hasTopic"]] == ["border-security", "law-enforcement"]
    assert [(local_name(claim.predicate), local_name(claim.object.value)) for claim in rcmp.claims] == [
        ("hasCountry", "canada")
    ]


def test_a_tie_carries_its_dates_and_roles_with_the_passages_that_state_them(mini: kg.KnowledgeGraph) -> None:
    (tie,) = mini.entity("cbsa").ties
    passage = (f"{SOURCE}ps-cbftf-note-2021/p1",)
    assert tie == Tie(
        f"{ENTITY}cbsa",
        f"{TERM}coLeads",
        f"{ENTITY}cross-border-firearms-task-force",
        passage,
        f"{BASE}tie/cbsa-coLeads-cross-border-firearms-task-force",
        starts=(Stated("2021-03-31", "", passage),),
        roles=(Stated("Canadian co-lead", "en", passage), Stated("coresponsable canadienne", "fr", passage)),
    )
    assert tie.key == (tie.subject, tie.relation, tie.object)


def test_an_entity_has_the_ties_in_which_it_is_subject_or_object(mini: kg.KnowledgeGraph) -> None:
    ties = {tuple(map(local_name, tie.key)) for tie in mini.entity("operation-nanook").ties}
    assert ties == {
        ("canadian-armed-forces", "leads", "operation-nanook"),
        ("operation-nanook", "covers", "arctic"),
        ("united-states", "isInvitedTo", "operation-nanook"),
    }


def test_an_entity_has_the_figures_and_events_about_it(mini: kg.KnowledgeGraph) -> None:
    forces = mini.entity("canadian-armed-forces")
    assert [local_name(iri) for iri in forces.figures] == ["canadian-armed-forces-members-for-norad"]
    assert forces.events == {}
    assert {local_name(iri) for iri in mini.entity("norad").events} >= {
        "norad-headquarters-opens",
        "norad-first-to-respond",
    }


def test_every_passage_that_is_cited_is_at_hand(mini: kg.KnowledgeGraph) -> None:
    for iri in read_identity(mini.engine):
        entity = read_entity(mini.engine, iri)
        figures_and_events = [
            claim for claims in (*entity.figures.values(), *entity.events.values()) for claim in claims
        ]
        cited = {passage for one in (*entity.claims, *entity.ties, *figures_and_events) for passage in one.passages}
        assert cited <= set(entity.passages)


def test_an_entity_that_nothing_is_claimed_of_has_its_identity(make_graph: MakeGraph) -> None:
    entity = make_graph('ent:a a sec:Organization ; rdfs:label "A"@en ; sec:abbreviation "B"@en, "C"@en .').entity("a")
    assert (entity.claims, entity.ties, entity.figures, entity.events, entity.passages) == ((), (), {}, {}, {})
    assert entity.abbreviations == {"en": "C"}


def test_an_entity_without_an_english_label_is_called_by_its_id(make_graph: MakeGraph) -> None:
    assert make_graph('ent:a a sec:Organization ; rdfs:label "A"@fr .').entity("a").label == "a"


def test_a_publisher_that_is_no_actor_has_documents_and_nothing_else(mini: kg.KnowledgeGraph) -> None:
    publisher = mini.entity("Sécurité publique Canada")
    assert [document.id for document in publisher.documents] == ["ps-cbftf-note-2021", "ps-preclearance-2019"]
    assert (publisher.ties, publisher.claims, publisher.passages) == ((), (), {})
    told = publisher.tell("fr")
    assert told.startswith("Sécurité publique Canada\nPublic Safety Canada\nOrganisme public\n")
    assert "« Cross-Border Firearms Taskforce », Sécurité publique Canada, 10 décembre 2021" in told.replace(
        "\xa0", " "
    )
    assert "Sources" not in told


def test_a_label_of_a_region_is_one_of_its_language_at_every_door(make_graph: MakeGraph) -> None:
    graph = make_graph('ent:a a sec:Organization ; rdfs:label "Bureau du lac Est"@fr-CA, "East Lake Office"@en-CA .')
    assert graph.entity("a").label == graph.find("East Lake").rows[0][1] == "East Lake Office"
    assert graph.find("East Lake", language="fr").rows[0][1] == "Bureau du lac Est"
    told = describe(graph.record, f"{ENTITY}a")
    assert (told["label_en"], told["label_fr"]) == ("East Lake Office", "Bureau du lac Est")
