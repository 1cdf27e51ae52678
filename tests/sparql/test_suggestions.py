"""An empty answer says which names in the query nothing carries, and what is nearest."""

from __future__ import annotations

import pytest

import kg
from kg.errors import KgError
from kg.sparql.suggestions import own_names, undefined_terms
from kg.sparql.table import Table
from kg.vocabulary import ENTITY, TERM
from tests.worlds import MINI, RunKg


@pytest.mark.parametrize(
    ("pattern", "notes"),
    [
        ("?who sec:leeds ?what", ["Nothing in the data is called sec:leeds; did you mean sec:leads?"]),
        ("?who a sec:organization", ["Nothing in the data is called sec:organization; did you mean sec:Organization?"]),
        ("?who sec:isMemberOf ent:norrad", ["Nothing in the data is called ent:norrad; did you mean ent:norad?"]),
        ("?who sec:hasKind topic:treaty", ["Nothing in the data is called topic:treaty; did you mean kind:treaty?"]),
        ("?who sec:hasKind kind:qqqqqqqq", ["Nothing in the data is called kind:qqqqqqqq."]),
        ("?who sec:isMemberOf ent:norad, ent:rcmp", []),
        ("?who <urn:nowhere> ?what", []),
        ("?who rdfs:lable ?what", []),
        ("GRAPH src:nowhere { ?who sec:leads ?what }", ["Nothing in the data is called src:nowhere"]),
    ],
)
def test_a_name_that_nothing_carries_is_told_with_its_nearest(
    pattern: str, notes: list[str], mini: kg.KnowledgeGraph
) -> None:
    table = mini.query(f"SELECT ?who WHERE {{ {pattern} }}")
    assert isinstance(table, Table)
    assert len(table) == 0
    assert len(table.caveats) == len(notes)
    assert all(found.startswith(note) for found, note in zip(table.caveats, notes, strict=True))


def test_several_names_are_told_in_the_order_of_the_query(mini: kg.KnowledgeGraph) -> None:
    notes = undefined_terms(mini.engine, "ASK { ent:norrad sec:leeds ent:norad ; sec:leeds ?b }")
    assert [note.split()[6].rstrip(";") for note in notes] == ["ent:norrad", "sec:leeds"]


def test_an_answer_with_rows_has_no_notes(mini: kg.KnowledgeGraph) -> None:
    table = mini.query("SELECT ?who WHERE { { ?who sec:leeds ?what } UNION { ?who sec:isMemberOf ent:norad } }")
    assert isinstance(table, Table)
    assert len(table) > 0
    assert table.caveats == ()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ('ASK { ent:norad rdfs:label "ent:a" } # ent:b', [f"{ENTITY}norad"]),
        ("ASK { ?a sec:leads/sec:isPartOf* ?b . ?b a sec:Actor. }", ["leads", "isPartOf", "Actor"]),
        ("PREFIX x: <https://w3id.org/perimeter/entity/> ASK { x:norad ?b ?c }", [f"{ENTITY}norad"]),
        ("PREFIX ent: <urn:x:> ASK { ent:norad ?b ?c }", []),
        (f"ASK {{ <{ENTITY}norad> ?b <urn:c> }}", [f"{ENTITY}norad"]),
        ("CONSTRUCT { ?a sec:invented ?b } WHERE { ?a sec:leads ?b }", ["leads"]),
        ("ASK { ?a ?b '''ent:x\n''' , 'it\\'s ent:y' ; ?sec:z ?c }", []),
        (r"ASK { ent:u\.s sec:leads _:ent }", [f"{ENTITY}u.s", "leads"]),
        ("ASK { ?a ?b ent:a-b.c. }", [f"{ENTITY}a-b.c"]),
    ],
)
def test_the_names_in_a_query_are_those_it_asks_about(query: str, names: list[str]) -> None:
    assert own_names(query) == [name if name.startswith("https:") else TERM + name for name in names]


def test_an_engine_that_cannot_tell_gives_no_hints(mini: kg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Table:
        raise KgError("error.endpoint.token")

    monkeypatch.setattr(type(mini.engine), "table", refuse)
    assert undefined_terms(mini.engine, "ASK { ?a sec:leeds ?b }") == []


def test_the_command_line_tells_it_beside_the_empty_answer(run_kg: RunKg) -> None:
    done = run_kg("query", "SELECT ?who WHERE { ?who sec:leeds ?what }", "--data", MINI)
    assert (done.returncode, done.stdout.split()) == (0, [b"who"])
    assert done.stderr.decode() == "Nothing in the data is called sec:leeds; did you mean sec:leads?\n"
