"""The dataset: every claim once, and what follows from it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.errors import DataError
from kg.rdf.dataset import assemble, build, keep_only_read_again
from kg.rdf.files import ParsedFiles
from kg.rdf.folders import Folders, data_files
from kg.rdf.snapshot import in_memory
from kg.vocabulary import TERM
from tests.sparql.hostile_queries import corpus
from tests.worlds import MINI, ROOT, MakeGraph

PASSAGES = """
src:d a sec:Document .
<https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d .
<https://w3id.org/perimeter/source/d/p2> a sec:Passage ; sec:isPassageOf src:d .
"""


def count(graph: kg.KnowledgeGraph, pattern: str) -> object:
    answer = graph.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    assert isinstance(answer, kg.Table)
    return answer[0][0]


def test_a_claim_that_two_passages_make_is_counted_once(mini: kg.KnowledgeGraph) -> None:
    claim = "ent:canada sec:participatesIn ent:cross-border-firearms-task-force"
    assert count(mini, claim) == 1
    assert count(mini, f"GRAPH ?passage {{ {claim} }}") == 2


def test_no_plain_pattern_ever_gives_a_row_twice(mini: kg.KnowledgeGraph) -> None:
    rows = mini.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    assert isinstance(rows, kg.Table)
    assert len(rows) == len(set(rows.terms)) == count(mini, "?s ?p ?o")


def test_every_claim_of_a_passage_is_in_the_default_graph(mini: kg.KnowledgeGraph) -> None:
    assert count(mini, "GRAPH ?passage { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o }") == 0
    assert count(mini, "GRAPH ?passage { ?s ?p ?o }") != 0


def test_a_passage_graph_holds_what_its_file_says_and_nothing_derived(mini: kg.KnowledgeGraph) -> None:
    written = {quad for quad in ParsedFiles.of(data_files(MINI)).quads if quad.graph_name != ox.DefaultGraph()}
    held = {quad for quad in mini.quads() if quad.graph_name != ox.DefaultGraph()}
    assert held == written
    assert len({quad.graph_name for quad in held}) > 10


def test_a_member_of_a_class_is_a_member_of_the_wider_ones(mini: kg.KnowledgeGraph) -> None:
    table = mini.query("SELECT ?class WHERE { ent:cross-border-firearms-task-force a ?class } ORDER BY ?class")
    assert isinstance(table, kg.Table)
    assert [str(iri).rsplit("/", 1)[1] for iri in table.column("class")] == [
        "Collaboration",
        "Entity",
        "Setting",
        "TaskForce",
    ]


def test_a_relation_is_a_case_of_its_family_and_of_being_tied(mini: kg.KnowledgeGraph) -> None:
    table = mini.query(
        "SELECT ?relation WHERE { ent:cbsa ?relation ent:cross-border-firearms-task-force } ORDER BY ?relation"
    )
    assert isinstance(table, kg.Table)
    names = [str(iri).rsplit("/", 1)[1] for iri in table.column("relation")]
    assert names == ["coLeads", "isTiedTo", "takesPartIn"]


def test_a_symmetric_relation_that_is_written_once_holds_both_ways(mini: kg.KnowledgeGraph) -> None:
    assert mini.query("ASK { ent:norad sec:cooperatesWith ent:usnorthcom }")
    assert mini.query("ASK { ent:norad sec:worksWith ent:usnorthcom }")
    assert not mini.query("ASK { GRAPH ?passage { ent:norad sec:cooperatesWith ent:usnorthcom } }")


def test_a_relation_that_is_not_symmetric_is_not_turned_round(mini: kg.KnowledgeGraph) -> None:
    assert mini.query("ASK { ent:canada sec:isMemberOf ent:norad }")
    assert not mini.query("ASK { ent:norad sec:isMemberOf ent:canada }")


def test_being_invited_is_not_taking_part(mini: kg.KnowledgeGraph) -> None:
    assert mini.query("ASK { ent:united-states sec:isInvitedTo ent:operation-nanook }")
    assert not mini.query("ASK { ent:united-states sec:takesPartIn ent:operation-nanook }")


def test_a_collaboration_has_the_countries_of_its_parties_and_members(mini: kg.KnowledgeGraph) -> None:
    pattern = "{{ ent:{} sec:hasCountry ent:canada, ent:united-states }}"
    assert mini.query("ASK " + pattern.format("norad"))
    assert mini.query("ASK " + pattern.format("lrma-preclearance-agreement"))


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        ('sec:startDate "1957"^^xsd:gYear ; sec:endDate "1958"^^xsd:gYear', "1957-01-01", "1958-12-31"),
        ('sec:startDate "1957-09"^^xsd:gYearMonth ; sec:endDate "1958-04"^^xsd:gYearMonth', "1957-09-01", "1958-04-30"),
        ('sec:startDate "1957-09-12"^^xsd:date ; sec:endDate "1958-05-12"^^xsd:date', "1957-09-12", "1958-05-12"),
        ('sec:endDate "2023-02"^^xsd:gYearMonth', None, "2023-02-28"),
        ('sec:endDate "2024-02"^^xsd:gYearMonth', None, "2024-02-29"),
        ('sec:endDate "1900-02"^^xsd:gYearMonth', None, "1900-02-28"),
        ('sec:endDate "2000-02"^^xsd:gYearMonth', None, "2000-02-29"),
        ('sec:endDate "2001-01"^^xsd:gYearMonth', None, "2001-01-31"),
        ('sec:endDate "2001-12"^^xsd:gYearMonth', None, "2001-12-31"),
        ('sec:startDate "1957"^^xsd:gYear, "1957-09-12"^^xsd:date, "1958-05-12"^^xsd:date', "1957-01-01", None),
        ('sec:endDate "1957"^^xsd:gYear, "1957-09-12"^^xsd:date, "1957-11"^^xsd:gYearMonth', None, "1957-12-31"),
        ('sec:startDate "2015-03-16"^^xsd:date ; sec:inForceDate "2019"^^xsd:gYear', "2015-03-16", None),
        ('sec:inForceDate "2019-08"^^xsd:gYearMonth', "2019-08-01", None),
        ('sec:date "1968-03"^^xsd:gYearMonth', "1968-03-01", "1968-03-31"),
        ("a sec:Agreement", None, None),
    ],
)
def test_the_first_and_last_day_follow_from_dates_of_any_precision(
    make_graph: MakeGraph, dates: str, first: str | None, last: str | None
) -> None:
    graph = make_graph(PASSAGES + f"<https://w3id.org/perimeter/source/d/p1> {{ ent:x {dates} . }}")
    for name, day in (("earliestStart", first), ("latestEnd", last)):
        found = graph.engine.table(f"SELECT (STR(?day) AS ?text) (DATATYPE(?day) AS ?type) {{ ent:x sec:{name} ?day }}")
        assert found.rows == ([(day, "http://www.w3.org/2001/XMLSchema#date")] if day else [])


def test_conflicting_starts_stand_side_by_side_and_the_earliest_is_compared(mini: kg.KnowledgeGraph) -> None:
    stated = mini.query("SELECT (STR(?date) AS ?text) WHERE { ent:norad sec:startDate ?date } ORDER BY ?text")
    assert isinstance(stated, kg.Table)
    assert stated.column("text") == ["1957-09-12", "1958", "1958-05-12"]
    assert mini.query('ASK { ent:norad sec:earliestStart "1957-09-12"^^xsd:date }')
    assert count(mini, "ent:norad sec:earliestStart ?day") == 1


def test_a_rule_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    (tmp_path / "ontology" / "rules" / "9-broken.rq").write_text("CONSTRUCT { ?a ?b ?c } WHERE {", encoding="utf-8")
    with pytest.raises(DataError, match=r"9-broken\.rq:1:\d+: the rule is not a CONSTRUCT query that can be read"):
        build(Folders(tmp_path / "ontology", MINI))


@pytest.mark.parametrize("name", ["mini", "shipped"])
def test_only_what_was_read_again_is_as_if_the_rest_had_not_been_written(
    name: str, request: pytest.FixtureRequest
) -> None:
    graph: kg.KnowledgeGraph = request.getfixturevalue(name)
    assert graph.folders
    rules = graph.folders.part("rules")
    written = ParsedFiles.of(graph.folders.files()).quads
    passages, read = (
        {quad.subject for quad in written if quad.predicate == ox.NamedNode(TERM + name)}
        for name in ("isPassageOf", "readOn")
    )
    unread = passages - read
    kept = [quad for quad in written if quad.graph_name not in unread and quad.subject not in unread]
    held, copied = in_memory(graph.engine.store), in_memory(graph.engine.store)
    changes = keep_only_read_again(held, rules)
    assert set(held) == set(assemble(kept, rules))
    changes.make(copied)
    assert set(copied) == set(held)
    assert 0 < len(kept) < len(written)


def test_what_follows_only_from_what_was_not_read_again_is_gone(mini: kg.KnowledgeGraph) -> None:
    start = "SELECT ?day WHERE { ent:norad sec:earliestStart ?day }"
    days = [str(row[0]) for graph in (mini, mini.read_again) for row in graph.engine.table(start).rows]
    assert days == ["1957-09-12", "1958-05-12"]


def with_rule(tmp_path: Path, text: str) -> Folders:
    """Return the tiny world with a rule of its own."""
    shutil.copytree(MINI, tmp_path / "world")
    (tmp_path / "world" / "ontology" / "rules").mkdir(parents=True)
    (tmp_path / "world" / "ontology" / "rules" / "own.rq").write_text(text, encoding="utf-8")
    return Folders.find(tmp_path / "world")


def test_a_rule_of_ones_own_derives(tmp_path: Path) -> None:
    rule = 'CONSTRUCT { ?who rdfs:comment "Ça"@fr , 1.5 , ?what } WHERE { ?who sec:isMemberOf ent:norad , ?what }'
    store = build(with_rule(tmp_path, rule))
    found = store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment"), None)
    assert len(list(found)) == 6


@pytest.mark.parametrize("name", ["angles closed", "groups", "list of ones", "optionals, long", "doubled"])
def test_a_rule_that_would_break_the_engine_is_refused(tmp_path: Path, name: str) -> None:
    texts = {
        "optionals, long": "CONSTRUCT { ?a ?b 1 } WHERE {" + "OPTIONAL{?a ?b 1}" * 60_000 + "}",
        "doubled": "CONSTRUCT { ?a ?b ?c } WHERE { VALUES (?a ?b ?c) { (<a:> <a:> 1) } SERVICE <http://a/> {} }",
    }
    text = texts.get(name) or corpus()[name].replace("ASK", "CONSTRUCT { ?a ?b 1 } WHERE ", 1)
    with pytest.raises(DataError, match=r"own\.rq"):
        build(with_rule(tmp_path, text))
