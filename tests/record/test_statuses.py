"""A status has the date of the page that states it, and the record says what it amounts to."""

from __future__ import annotations

import datetime

import pytest

import kg
from kg.record.statuses import Status, read_statuses
from kg.vocabulary import BASE, ENTITY, local_name
from tests.worlds import MakeGraph

WORLD = """
src:today a sec:Document ; dcterms:issued "2020-01-01"^^xsd:date .
src:today-p a sec:Passage ; sec:isPassageOf src:today .
src:old a sec:Document ; dcterms:issued "2009"^^xsd:gYear ; sec:hasStanding standing:news .
src:older a sec:Document ; dcterms:issued "2006-03"^^xsd:gYearMonth ; sec:hasStanding standing:government .
src:never a sec:Document .
src:o a sec:Passage ; sec:isPassageOf src:old . src:p a sec:Passage ; sec:isPassageOf src:older .
src:n a sec:Passage ; sec:isPassageOf src:never .
ent:x a sec:Forum ; rdfs:label "X"@en . ent:y a sec:Organization ; rdfs:label "Y"@en .
"""
EVENT = "src:n { event:e a sec:Event ; sec:isAbout ent:x ; sec:date '2016'^^xsd:gYear }"
LED = """src:n { ent:y sec:leads ent:x . tie:y-leads-x a sec:Tie ; sec:hasSubject ent:y ; sec:hasRelation sec:leads ;
  sec:hasObject ent:x ; sec:startDate "2012"^^xsd:gYear }"""
DAY = datetime.date


def told(graph: kg.KnowledgeGraph, day: datetime.date | None = None, thing: str = "x") -> tuple[str, str, str] | None:
    status = read_statuses(graph.engine, day=day).get(ENTITY + thing)
    assert status == read_statuses(graph.engine, [ENTITY + thing], day).get(ENTITY + thing)
    return (status.id, status.as_of, local_name(status.stated)) if status else None


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ("src:o { ent:x sec:hasStatus status:active }", ("not-heard-of", "2009", "active")),
        ("src:n { ent:x sec:hasStatus status:active }", ("active", "", "active")),
        ("src:o { ent:x sec:hasStatus status:announced }", ("announced", "2009", "announced")),
        ("src:o { ent:x sec:hasStatus status:ended }", ("ended-some-day", "2009", "ended")),
        ("src:o { ent:x sec:hasStatus status:superseded }", ("superseded", "2009", "superseded")),
        ("src:o { ent:x sec:hasStatus status:ended ; sec:endDate '2008'^^xsd:gYear }", ("ended", "2009", "ended")),
        (
            "src:o { ent:x sec:hasStatus status:active ; sec:endDate '2010'^^xsd:gYear }",
            ("ended", "2010-12-31", "active"),
        ),
        ("src:p { ent:x sec:hasStatus status:ended } src:o { ent:x sec:hasStatus status:active }", None),
        ("src:o { ent:x sec:hasStatus status:active } " + EVENT, ("active", "2009", "active")),
        ("src:o { ent:x sec:hasStatus status:active } " + LED, ("not-heard-of", "2012", "active")),
    ],
)
def test_a_status_is_as_old_as_its_page(
    make_graph: MakeGraph, claims: str, expected: tuple[str, str, str] | None
) -> None:
    assert told(make_graph(WORLD + claims)) == (expected or ("not-heard-of", "2009", "active"))


def test_an_organization_is_not_forgotten(make_graph: MakeGraph) -> None:
    assert told(make_graph(WORLD + "src:o { ent:y sec:hasStatus status:active }"), thing="y") == (
        "active",
        "2009",
        "active",
    )


def test_five_years_are_counted_from_the_last_day_that_a_date_can_mean(make_graph: MakeGraph) -> None:
    graph = make_graph(WORLD + "src:o { ent:x sec:hasStatus status:active }")
    assert told(graph, DAY(2014, 12, 31)) == ("active", "2009", "active")
    assert told(graph, DAY(2015, 1, 1)) == ("not-heard-of", "2009", "active")


def test_later_pages_and_pages_without_a_date_do_not_count_of_a_day_that_is_past(make_graph: MakeGraph) -> None:
    graph = make_graph(
        WORLD
        + "src:p { ent:x sec:hasStatus status:announced } src:o { ent:x sec:hasStatus status:active } "
        + "src:n { ent:x sec:hasStatus status:superseded }"
    )
    assert told(graph, DAY(2005, 1, 1)) is None
    assert told(graph, DAY(2008, 1, 1)) == ("announced", "2006-03", "announced")
    assert told(graph, DAY(2010, 1, 1)) == ("active", "2009", "active")
    assert told(graph) == ("not-heard-of", "2009", "active")


def test_of_two_pages_of_one_day_the_better_standing_counts(make_graph: MakeGraph) -> None:
    graph = make_graph(
        WORLD
        + "src:older dcterms:issued '2009'^^xsd:gYear . src:p { ent:x sec:hasStatus status:ended } "
        + "src:o { ent:x sec:hasStatus status:announced }"
    )
    assert told(graph) == ("ended-some-day", "2009", "ended")


def test_a_record_without_any_date_has_statuses(make_graph: MakeGraph) -> None:
    graph = make_graph(
        "src:d a sec:Document . src:q a sec:Passage ; sec:isPassageOf src:d . ent:x a sec:Forum . "
        "src:q { ent:x sec:hasStatus status:active }"
    )
    assert told(graph) == ("active", "", "active")


def test_entity_network_and_question_tell_one_status(shipped: kg.KnowledgeGraph) -> None:
    """Every door tells of each collaboration what the one query says."""
    statuses = read_statuses(shipped.engine)
    assert len(statuses) > 300
    network = shipped.network("two-mode", "all")
    for iri, node in network.nodes(data=True):
        status = statuses.get(iri, Status(""))
        assert (node["status"], node["status_as_of"]) == (status.id, status.as_of)
    answer = shipped.ask("agreements-on", topic="arctic")
    for row in answer.terms:
        cells = dict(zip(answer.columns, row, strict=True))
        status = statuses.get(cells["agreement"].value)  # type: ignore[union-attr]
        assert (cells["status"].value if cells["status"] else None) == (status.iri if status else None)
    for name in ("norad", "cvts-agreement", "rcmp"):
        assert shipped.entity(name).status == statuses.get(ENTITY + name)


def test_nothing_is_said_to_be_active_that_has_ended(shipped: kg.KnowledgeGraph) -> None:
    ended = shipped.engine.table("SELECT ?it WHERE { ?it sec:latestEnd ?day FILTER(STR(?day) < STR(NOW())) }")
    statuses = read_statuses(shipped.engine)
    over = {f"{BASE}status/{name}" for name in ("ended", "superseded")}
    assert {statuses[iri].iri for iri in ended.column("it") if iri in statuses} <= over
