"""Claims, the passages that make them, and the documents that these stand in."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

import kg
from kg.errors import DataError
from kg.record.evidence import Claim
from kg.record.evidence_reader import read_claims, read_claims_about, read_documents, read_passages
from kg.vocabulary import BASE, ENTITY, SOURCE, TERM
from tests.worlds import MakeGraph

NOTE = f"{SOURCE}ps-cbftf-note-2021"
PAGE = f"{SOURCE}continental-defense-and-security"
TASK_FORCE = f"{ENTITY}cross-border-firearms-task-force"


def test_a_claim_that_two_passages_make_is_one_with_both(mini: kg.KnowledgeGraph) -> None:
    claims = [
        claim
        for claim in read_claims(mini.engine).by_subject[f"{ENTITY}canada"]
        if claim.predicate == f"{TERM}participatesIn"
    ]
    assert claims == [
        Claim(f"{ENTITY}canada", f"{TERM}participatesIn", ox.NamedNode(TASK_FORCE), (f"{PAGE}/p1", f"{NOTE}/p1"))
    ]


def test_all_claims_are_all_that_passages_say(mini: kg.KnowledgeGraph) -> None:
    claims = read_claims(mini.engine)
    said = {quad.triple for quad in mini.quads() if quad.graph_name != ox.DefaultGraph()}
    assert len(claims) == len(list(claims)) == len(said) > 50


def test_claims_can_be_looked_up_by_subject_object_and_property(mini: kg.KnowledgeGraph) -> None:
    claims = read_claims(mini.engine)
    assert {claim.object.value for claim in claims.values(f"{ENTITY}norad", "startDate")} == {
        "1957-09-12",
        "1958",
        "1958-05-12",
    }
    assert f"{ENTITY}rcmp" in {claim.subject for claim in claims.by_object[TASK_FORCE]}
    assert claims.values(f"{ENTITY}nobody", "startDate") == []


def test_a_literal_is_never_looked_up_as_an_object(mini: kg.KnowledgeGraph) -> None:
    assert "1958" not in read_claims(mini.engine).by_object


def test_claims_about_an_entity_include_those_on_its_ties_figures_and_events(mini: kg.KnowledgeGraph) -> None:
    claims = read_claims_about(mini.engine, [f"{ENTITY}canadian-armed-forces"])
    subjects = {claim.subject.removeprefix(BASE) for claim in claims}
    assert "figure/canadian-armed-forces-members-for-norad" in subjects
    assert [
        claim.object.value for claim in claims.values(f"{BASE}figure/canadian-armed-forces-members-for-norad", "value")
    ] == ["1000"]


def test_claims_about_an_entity_are_those_that_all_claims_hold(mini: kg.KnowledgeGraph) -> None:
    everything = {(claim.subject, claim.predicate, claim.object): claim for claim in read_claims(mini.engine)}
    some = list(read_claims_about(mini.engine, [f"{ENTITY}norad", f"{ENTITY}canada"]))
    assert some
    assert all(everything[claim.subject, claim.predicate, claim.object] == claim for claim in some)


def test_nothing_is_claimed_about_an_entity_that_no_passage_names(mini: kg.KnowledgeGraph) -> None:
    assert len(read_claims_about(mini.engine, [f"{ENTITY}nobody"])) == 0


def test_a_passage_carries_what_it_says_and_where_it_stands(mini: kg.KnowledgeGraph) -> None:
    passage = read_passages(mini.engine, [f"{SOURCE}norad-agreement-page/p2"])[f"{SOURCE}norad-agreement-page/p2"]
    assert passage.says["en"] == "The agreement was renewed for the first time in March 1968."
    assert passage.says["fr"] == "L’accord a été renouvelé pour la première fois en mars 1968."
    assert passage.locator == {"en": "on the renewals", "fr": "sur les renouvellements"}
    assert passage.reservation == {}
    assert passage.document.title == "NORAD Agreement"


def test_a_weak_passage_carries_its_reservation(mini: kg.KnowledgeGraph) -> None:
    passage = read_passages(mini.engine)[f"{SOURCE}wikipedia-norad/p1"]
    assert passage.reservation["en"] == "The only source is a general encyclopedia."


def test_a_document_carries_what_identifies_it_and_how_it_stands(mini: kg.KnowledgeGraph) -> None:
    document = read_documents(mini.engine, [NOTE])[NOTE]
    assert document.id == "ps-cbftf-note-2021"
    assert document.title == "Cross-Border Firearms Taskforce"
    assert document.publisher.name("fr") == "Sécurité publique Canada"
    assert document.voice == document.publisher
    assert document.address.startswith("https://www.publicsafety.gc.ca/")
    assert (document.issued, document.language, document.standing) == ("2021-12-10", "en", "government")
    assert document.speaks_for == (f"{ENTITY}canada",)


def test_all_passages_and_documents_are_read_when_none_is_named(mini: kg.KnowledgeGraph) -> None:
    graphs = {quad.graph_name.value for quad in mini.quads() if isinstance(quad.graph_name, ox.NamedNode)}
    assert graphs <= set(read_passages(mini.engine))
    assert set(read_documents(mini.engine)) == {passage.document.iri for passage in read_passages(mini.engine).values()}


def test_no_passages_are_read_when_none_is_wanted(mini: kg.KnowledgeGraph) -> None:
    assert read_passages(mini.engine, []) == {}


def test_a_passage_whose_document_is_not_described_is_still_read(make_graph: MakeGraph) -> None:
    graph = make_graph("""
        <https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d .
        <https://w3id.org/perimeter/source/d/p1> { ent:a sec:participatesIn ent:b . }
    """)
    passage = read_passages(graph.engine)[f"{SOURCE}d/p1"]
    assert (passage.document.iri, passage.document.title, passage.says) == (f"{SOURCE}d", "", {})


def test_claims_on_things_without_a_name_are_told_with_their_place(make_graph: MakeGraph) -> None:
    with pytest.raises(DataError, match=r"world\.trig.*sec:isAbout must lead from a thing with a name"):
        make_graph("""
        ent:a a sec:Organization ; rdfs:label "A"@en .
        <https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d .
        <https://w3id.org/perimeter/source/d/p1> { [] a sec:Figure ; sec:isAbout ent:a ; sec:value 3 . }
    """)
