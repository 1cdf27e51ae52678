"""Entities and their ties, each with the evidence for it."""

from __future__ import annotations

import kg
from kg.dates import first_day, last_day
from kg.record.entities import read_entity, read_identity
from kg.record.evidence import read_claims
from kg.record.ties import Stated, Tie, assemble_ties, read_relations
from kg.vocabulary import BASE, ENTITY, SOURCE, TERM, local_name
from tests.worlds import MakeGraph

PERIODS = """
src:d a sec:Document .
<https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d .
<https://w3id.org/perimeter/source/d/p2> a sec:Passage ; sec:isPassageOf src:d .
ent:a a sec:Organization ; rdfs:label "A"@en .
ent:b a sec:TaskForce ; rdfs:label "B"@en .
<https://w3id.org/perimeter/source/d/p1> {
    ent:a sec:leads ent:b .
    tie:one sec:hasSubject ent:a ; sec:hasRelation sec:leads ; sec:hasObject ent:b ;
        sec:startDate "1990"^^xsd:gYear ; sec:endDate "1995"^^xsd:gYear .
}
<https://w3id.org/perimeter/source/d/p2> {
    ent:a sec:leads ent:b .
    tie:two sec:hasSubject ent:a ; sec:hasRelation sec:leads ; sec:hasObject ent:b ;
        sec:startDate "2001-09"^^xsd:gYearMonth .
}
"""


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


def test_two_periods_of_one_relation_are_two_ties_each_with_its_own_passage(make_graph: MakeGraph) -> None:
    graph = make_graph(PERIODS)
    ties = assemble_ties(read_claims(graph.engine), read_relations(graph.engine))
    assert [(local_name(tie.iri), [date.value for date in tie.starts], tie.passages) for tie in ties] == [
        ("one", ["1990"], (f"{SOURCE}d/p1",)),
        ("two", ["2001-09"], (f"{SOURCE}d/p2",)),
    ]
    assert [[date.value for date in tie.ends] for tie in ties] == [["1995"], []]


def test_a_relation_without_a_node_of_its_own_is_a_bare_tie(mini: kg.KnowledgeGraph) -> None:
    (tie,) = mini.entity("rcmp").ties
    assert (tie.iri, tie.starts, tie.ends, tie.roles, tie.hedges) == ("", (), (), (), ())


def test_derived_triples_are_no_ties(mini: kg.KnowledgeGraph) -> None:
    relations = {local_name(tie.relation) for tie in mini.record.ties}
    assert not relations & {"isTiedTo", "takesPartIn", "worksWith", "belongsTo"}
    assert len([tie for tie in mini.record.ties if local_name(tie.relation) == "cooperatesWith"]) == 2


def test_relations_know_their_family_and_how_they_join(mini: kg.KnowledgeGraph) -> None:
    relations = read_relations(mini.engine)

    def told(name: str) -> tuple[str, str]:
        relation = relations[TERM + name]
        return local_name(relation.family), relation.joins

    assert told("coLeads") == ("takesPartIn", "through")
    assert told("cooperatesWith") == ("worksWith", "directly")
    assert told("isPartyTo") == ("isBoundBy", "through")
    assert told("isEstablishedBy") == ("isBoundBy", "")
    assert told("isInvitedTo") == ("isInvitedTo", "")


def test_relations_come_in_the_order_of_the_legend(mini: kg.KnowledgeGraph) -> None:
    orders = [relation.order for relation in read_relations(mini.engine).values()]
    assert orders == sorted(orders)
    assert all(relation.colour for relation in read_relations(mini.engine).values())


def test_the_library_and_the_rules_agree_on_first_and_last_days(make_graph: MakeGraph) -> None:
    dates = ["1900-02", "2000-02", "2023-02", "2024-02", "2021-04", "2021-12", "1958", "2001-09-11"]
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    graph = make_graph(
        "".join(f'ent:e{place} sec:date "{date}"^^xsd:{kinds[len(date)]} .\n' for place, date in enumerate(dates))
    )
    for place, date in enumerate(dates):
        days = graph.engine.table(
            f"SELECT ?first ?last {{ ent:e{place} sec:earliestStart ?first ; sec:latestEnd ?last }}"
        )
        assert days.rows == [(first_day(date), last_day(date))]


def test_an_entity_that_nothing_is_claimed_of_has_its_identity(make_graph: MakeGraph) -> None:
    entity = make_graph('ent:a a sec:Organization ; rdfs:label "A"@en ; sec:abbreviation "B"@en, "C"@en .').entity("a")
    assert (entity.claims, entity.ties, entity.figures, entity.events, entity.passages) == ((), (), {}, {}, {})
    assert entity.abbreviations == {"en": "B"}


def test_an_entity_without_an_english_label_is_called_by_its_id(make_graph: MakeGraph) -> None:
    assert make_graph('ent:a a sec:Organization ; rdfs:label "A"@fr .').entity("a").label == "a"


def test_a_bare_claim_beside_a_dated_one_stays_evidence_for_the_tie(make_graph: MakeGraph) -> None:
    graph = make_graph(
        """
        ent:a a sec:Country ; rdfs:label "A"@en . ent:b a sec:Forum ; rdfs:label "B"@en .
        src:doc a sec:Document ; dcterms:publisher "Publisher" .
        src:bare a sec:Passage ; sec:isPassageOf src:doc . src:dated a sec:Passage ; sec:isPassageOf src:doc .
        src:bare { ent:a sec:isMemberOf ent:b }
        src:dated {
          ent:a sec:isMemberOf ent:b .
          tie:t a sec:Tie ; sec:hasSubject ent:a ; sec:hasRelation sec:isMemberOf ; sec:hasObject ent:b ;
            sec:startDate "1958"^^xsd:gYear .
        }
        """
    )
    (tie,) = graph.entity("a").ties
    assert {passage.rsplit("/", 1)[-1] for passage in tie.passages} == {"bare", "dated"}
    assert [passage.rsplit("/", 1)[-1] for passage in tie.starts[0].passages] == ["dated"]
