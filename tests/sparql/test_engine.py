"""SPARQL is answered, parameters are bound and never pasted, and no query takes the process down."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import LimitExceeded, QueryError
from kg.sparql.engine import Answer, Engine, answer_at_most, bind
from kg.sparql.table import Table
from tests.sparql.deep_queries import HIDDEN
from tests.worlds import ROOT

A, B = ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/b")
KNOWS = ox.NamedNode("http://example.org/knows")
NUMBERS = "VALUES ?n { 1 2 3 }"


@pytest.fixture
def engine() -> Engine:
    store = ox.Store()
    store.extend([ox.Quad(A, KNOWS, B), ox.Quad(B, KNOWS, A), ox.Quad(A, KNOWS, ox.Literal("c"))])
    return Engine(store)


def test_select_gives_a_table_ask_a_bool_and_construct_triples(engine: Engine) -> None:
    assert engine.table("SELECT ?a WHERE { ?a ?p ?b } ORDER BY ?a").column("a") == [A.value, A.value, B.value]
    assert engine.answer("ASK { ?a ?p 'c' }") is True
    assert engine.answer("ASK { ?a ?p 'd' }") is False
    assert engine.answer("CONSTRUCT { ?b ?p ?a } WHERE { ?a ?p ?b FILTER(?a = <http://example.org/b>) }") == [
        ox.Triple(A, KNOWS, B)
    ]
    assert engine.answer("DESCRIBE <http://example.org/b>") == [ox.Triple(B, KNOWS, A)]


def test_the_prefixes_of_the_project_need_no_declaration(mini: kg.KnowledgeGraph) -> None:
    assert mini.query("ASK { ent:norad a sec:Collaboration ; sec:hasKind kind:binational-command }")


def test_a_query_may_declare_a_prefix_of_ours_anew(engine: Engine) -> None:
    assert engine.answer("PREFIX ent: <http://example.org/> ASK { ent:a ?p ent:b }")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?b WHERE { ?a ?p ?b }",
        "SELECT ?b { ?a ?p ?b }",
        "select ?b where{?a ?p ?b}",
        "SELECT ?b # WHERE {\nWHERE { ?a ?p ?b }",
        "PREFIX x: <http://example.org/{>\nSELECT ?b WHERE { ?a ?p ?b }".replace("{>", "%7B>"),
        'SELECT ?b (" WHERE { } " AS ?c) WHERE { ?a ?p ?b }',
        "SELECT ?b ('''{' WHERE {''' AS ?c) { ?a ?p ?b }",
        "SELECT ?b (EXISTS { ?b ?p ?b } AS ?c) WHERE { ?a ?p ?b }",
        "SELECT ?b WHERE { { SELECT ?a ?b WHERE { ?a ?p ?b } } }",
        "SELECT ?b { { SELECT ?b ?a WHERE { ?a ?p ?b } } }",
        "SELECT ?b { { SELECT ?where { ?where ?p ?x } } ?a ?p ?b } GROUP BY ?b",
        "SELECT ?b WHERE { { ?a ?p ?b } UNION { ?a ?q ?b } } GROUP BY ?b",
        "SELECT ?b ?construct { ?a ?p ?b }",
    ],
)
def test_a_bound_variable_holds_in_the_outermost_where_clause(engine: Engine, text: str) -> None:
    assert engine.table(text, {"a": B}).column("b") == [A.value]


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT { ?b ?p ?a } WHERE { ?a ?p ?b }",
        "CONSTRUCT { ?b ?p ?a } { ?a ?p ?b }",
        "construct{?b ?p ?a}where{?a ?p ?b}",
        "CONSTRUCT # {\n { ?b ?p ?a . } WHERE { ?a ?p ?b }",
        "CONSTRUCT {} WHERE { ?a ?p ?b }",
    ],
)
def test_a_variable_is_bound_in_the_where_clause_and_not_in_the_template(engine: Engine, text: str) -> None:
    expected = [] if "{}" in text else [ox.Triple(A, KNOWS, B)]
    assert engine.answer(text, {"a": B}) == expected


def test_several_terms_mean_any_of_them(engine: Engine) -> None:
    text = "SELECT ?a ?b WHERE { ?a ?p ?b } ORDER BY ?a ?b"
    assert len(engine.table(text, {"a": [A, B]})) == 3
    assert len(engine.table(text, {"a": [A, B], "b": B})) == 1
    assert len(engine.table(text, {"a": []})) == 0


def test_a_bound_variable_can_be_selected(engine: Engine) -> None:
    assert engine.table("SELECT ?a WHERE { ?a ?p ?b }", {"a": B}).column("a") == [B.value]


@pytest.mark.parametrize("value", [1, None, "a text", ["a text"], {"a": 1}])
def test_what_is_no_term_cannot_be_bound(engine: Engine, value: Any) -> None:
    with pytest.raises(QueryError, match=r"\?a can only be bound to pyoxigraph NamedNodes and Literals"):
        engine.table("SELECT ?a WHERE { ?a ?p ?b }", {"a": value})


def test_without_bindings_the_query_is_asked_as_it_is(engine: Engine) -> None:
    assert len(engine.table("SELECT ?a WHERE { ?a ?p ?b }", {})) == 3


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "en"]))
def test_no_text_that_is_bound_can_change_the_query(text: str, language: str) -> None:
    literal = ox.Literal(text, language=language) if language else ox.Literal(text)
    store = ox.Store()
    store.add(ox.Quad(A, KNOWS, B))
    asked = "SELECT ?a ?text WHERE { ?a ?p ?b }"
    assert Engine(store).table(asked, {"text": literal}).terms == [(A, literal)]


@pytest.mark.parametrize(
    "text",
    [
        '" } DROP ALL #',
        "'''",
        '"""',
        "\\",
        '\\" } {',
        "?a } UNION { ?a ?p ?b",
        "\n} ASK {",
        "\x00\x1b\u202e",
        "{" * 300,
    ],
)
def test_hostile_literals_stay_literals(engine: Engine, text: str) -> None:
    literal = ox.Literal(text)
    assert engine.table("SELECT ?b ?v WHERE { ?a ?p ?b }", {"a": B, "v": literal}).terms == [(A, literal)]


@pytest.mark.parametrize("value", ["", "ent:norad", "} ASK {", ["ent:norad"], [A, "x } #"], [None]])
def test_only_terms_can_be_bound(engine: Engine, value: object) -> None:
    with pytest.raises(QueryError, match=r"\?a can only be bound to pyoxigraph NamedNodes and Literals"):
        engine.answer("ASK { ?a ?p ?b }", {"a": value})  # type: ignore[dict-item]


@pytest.mark.parametrize("text", ["DESCRIBE ?a", "", "CONSTRUCT WHERE ?a", "SELECT ?a"])
def test_a_query_without_a_where_clause_has_no_place_for_a_variable(engine: Engine, text: str) -> None:
    with pytest.raises(QueryError, match="no WHERE clause"):
        engine.answer(text, {"a": A})


def test_binding_keeps_the_rest_of_the_query_as_it_was() -> None:
    text = "SELECT ?b\nWHERE {\n  ?a ?p ?b . # {}\n}\nORDER BY ?b"
    assert bind(text, {"a": A, "b": ox.Literal("c")}) == (
        'SELECT ?b\nWHERE { VALUES ?a { <http://example.org/a> } VALUES ?b { "c" }\n  ?a ?p ?b . # {}\n}\nORDER BY ?b'
    )


@pytest.mark.parametrize(
    "text", ["INSERT DATA { <a:b> <a:b> 1 }", "DROP ALL", "CLEAR ALL", "LOAD <http://127.0.0.1:9/>"]
)
def test_an_update_is_refused_and_changes_nothing(engine: Engine, text: str) -> None:
    with pytest.raises(QueryError, match="The graph is only read"):
        engine.answer(text)
    assert len(engine.store) == 3


def test_a_graph_named_in_from_is_never_fetched(engine: Engine, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<http://example.org/a> <http://example.org/b> 'secret' .", encoding="utf-8")
    assert len(engine.table(f"SELECT * FROM <{secret.as_uri()}> WHERE {{ ?s ?p ?o }}")) == 0


def test_what_the_engine_cannot_carry_out_is_one_sentence(engine: Engine) -> None:
    with pytest.raises(QueryError, match=r"could not be carried out: The custom function .* is not supported"):
        engine.answer("SELECT ?a WHERE { FILTER(<http://example.org/f>(1)) }")


def test_a_long_query_is_answered_like_a_short_one(engine: Engine) -> None:
    padding = "#" + " " * 5_000 + "\n"
    assert engine.table(padding + "SELECT ?a WHERE { ?a ?p 'c' }").column("a") == [A.value]
    assert engine.answer(padding + "ASK {}") is True
    assert engine.answer(padding + "CONSTRUCT WHERE { ?a ?p 'c' }") == [ox.Triple(A, KNOWS, ox.Literal("c"))]
    with pytest.raises(QueryError, match="line 2, column 1"):
        engine.answer(padding + "SELCT")
    with pytest.raises(QueryError, match="could not be carried out"):
        engine.answer(padding + "SELECT ?a WHERE { FILTER(<http://example.org/f>(1)) }")


def test_a_query_over_a_million_bytes_is_refused(engine: Engine) -> None:
    fits = "ASK {} #" + "x" * (1_000_000 - 8)
    assert engine.answer(fits) is True
    with pytest.raises(LimitExceeded, match="longer than 1,000,000 bytes"):
        engine.answer(fits + "x")
    with pytest.raises(LimitExceeded, match="longer than 1,000,000 bytes"):
        engine.answer("ASK {} #" + "é" * 500_000)


def test_nesting_is_allowed_up_to_200_levels_and_no_further(engine: Engine) -> None:
    assert engine.answer("ASK " + "{" * 200 + "}" * 200) is True
    with pytest.raises(LimitExceeded, match="nested deeper than 200 levels"):
        engine.answer("ASK " + "{" * 201 + "}" * 201)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a WHERE { ?a ?p '" + "(" * 300 + "' }",
        'SELECT ?a WHERE { ?a ?p """' + "{\n" * 300 + '""" }',
        "SELECT ?a WHERE { ?a ?p 1 } # " + "(" * 300,
        "SELECT ?a WHERE { VALUES ?a { " + "<http://example.org/a-b+c_(d)!> 'x' " * 300 + "} }",
        "SELECT ?a WHERE { VALUES (?a ?b) { " + "(-1 +2) " * 3_000 + "} }",
        "SELECT ?a WHERE { ?a ?p ent:o\\'neill, ent:\\(x\\), 'it\\'s' . # '\n ?a ?p '" + "(" * 300 + "' }",
    ],
)
def test_brackets_in_texts_iris_and_comments_are_not_nesting(engine: Engine, text: str) -> None:
    assert engine.answer(text) is not None


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_nesting_cannot_hide(engine: Engine, text: str) -> None:
    with pytest.raises(LimitExceeded, match="nested deeper than 200 levels"):
        engine.answer(text)


def test_no_shape_of_query_ends_the_process() -> None:
    """Each shape is deep or wide enough to overflow a small stack; each must end as an answer or an error."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.sparql.deep_queries"], cwd=ROOT, capture_output=True, timeout=240, check=False
    )
    lines = ended.stdout.decode().splitlines()
    told = dict(json.loads(line) for line in lines)
    assert ended.returncode == 0, f"ended by {ended.returncode} in {lines[-1] if lines else 'the first shape'}"
    assert len(told) > 50
    assert set(told.values()) == {"answer", "QueryError", "LimitExceeded"}


class Told(Engine):
    """An engine that keeps what it is asked."""

    def __init__(self) -> None:
        super().__init__(ox.Store())
        self.asked: list[str] = []

    def answer(self, text: str, bindings: object = None) -> Answer:
        self.asked.append(text)
        return super().answer(text)


@pytest.mark.parametrize(
    ("query", "most", "rows", "is_cut"),
    [
        (f"SELECT ?n WHERE {{ {NUMBERS} }}", 2, 2, True),
        (f"SELECT ?n WHERE {{ {NUMBERS} }}", 3, 3, False),
        (f"SELECT ?n WHERE {{ {NUMBERS} }}", 0, 0, True),
        (f"SELECT ?n WHERE {{ {NUMBERS} }}", None, 3, False),
        (f"SELECT ?n WHERE {{ {NUMBERS} }} ORDER BY ?n # the end", 1, 1, True),
        (f"SELECT ?n WHERE {{ {NUMBERS} }} OFFSET 1", 1, 1, True),
        (f"SELECT ?n WHERE {{ {NUMBERS} }} LIMIT 2", 1, 1, True),
        (f"SELECT ?n WHERE {{ {NUMBERS} }} LIMIT 1", 2, 1, False),
        (f"SELECT ?n WHERE {{ }} {NUMBERS}", 2, 2, True),
        (f"# A question\nPREFIX x: <urn:x:>\nselect ?n {{ {NUMBERS} }}", 2, 2, True),
    ],
)
def test_an_answer_is_cut_and_says_so(query: str, most: int | None, rows: int, is_cut: bool) -> None:
    answer = answer_at_most(Engine(ox.Store()), query, most)
    assert isinstance(answer, Table)
    assert len(answer) == len(answer.rows) == rows
    assert bool(answer.caveats) is is_cut


def test_the_engine_itself_is_asked_for_no_more_than_needed() -> None:
    engine = Told()
    answer_at_most(engine, f"SELECT ?n WHERE {{ {NUMBERS} }}", 2)
    assert engine.asked == [f"SELECT ?n WHERE {{ {NUMBERS} }}\nLIMIT 3"]


@pytest.mark.parametrize(
    "text", ["ASK { ent:norad a ?kind }", "ASK { ent:norad a <a:b\\u0063> }", "ASK { ?ent a ?kind }"]
)
def test_a_result_knows_the_prefixes_that_an_answer_does(mini: kg.KnowledgeGraph, text: str) -> None:
    assert mini.engine.results(text, bool) is mini.engine.answer(text)
