"""Ties: each with its period and its passages; relations with their families."""

from __future__ import annotations

import kg
from kg.record.evidence_reader import read_claims
from kg.record.ties import assemble_ties, read_relations
from kg.vocabulary import SOURCE, TERM, local_name
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


def test_a_bare_claim_beside_a_dated_one_stays_evidence_for_the_tie(make_graph: MakeGraph) -> None:
    graph = make_graph(
        """
        ent:a a sec:Country ; rdfs:label "A"@en . ent:b a sec:Forum ; rdfs:label "B"@en .
        src:doc a sec:Document ; dcterms:publisher ent:publisher .
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
