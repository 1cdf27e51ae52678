"""A comparison that holds of nothing is told, since the engine is right and silent."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.errors import KgWarning
from kg.sparql.comparisons import silent_comparisons
from kg.sparql.table import Table
from tests.worlds import MINI, RunKg

DATED = "SELECT ?a WHERE { ?a sec:earliestStart ?d FILTER(%s) }"


def notes(graph: kg.KnowledgeGraph, text: str) -> list[str]:
    answer = graph.query(text)
    assert isinstance(answer, Table)
    return list(answer.caveats)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            DATED % '?d > "1940-01-01"',
            '“1940-01-01” is a text, which no date equals or follows: write "1940-01-01"^^xsd:date.',
        ),
        (
            'SELECT ?a { ?a sec:startDate "1958" }',
            '“1958” is a text, which no date equals or follows: write "1958"^^xsd:gYear.',
        ),
        (DATED % '?d > "1940-01-01T00:00:00"^^xsd:dateTime', 'never equals or follows: write "1940-01-01"^^xsd:date.'),
        (DATED % "?d > NOW()", "which NOW() never equals or follows: write a day"),
        (
            'SELECT ?a { ?a rdfs:label "Canada" }',
            '“Canada” is here with its language alone: write "Canada"@en, "Canada"@fr.',
        ),
        ('SELECT ?a { ?a rdfs:label ?l FILTER(?l = "Canada") }', "“Canada” is here with its language alone"),
        (
            "SELECT ?b (COUNT(?a) AS ?n) { ?a sec:isMemberOf ?b } GROUP BY ?b HAVING(?n > 1)",
            "SPARQL hides ?n from HAVING, so that nothing passes: write COUNT(?a) there.",
        ),
        (
            "SELECT ?b (COUNT(?a) AS ?n) { ?a sec:isMemberOf ?b } GROUP BY ?b HAVING(EXISTS { ?b a ?c } && ?n > 1)",
            "SPARQL hides ?n from HAVING, so that nothing passes: write COUNT(?a) there.",
        ),
        (
            "SELECT (STR(?a) AS ?n) (COUNT(?b) AS ?c) { ?a sec:isMemberOf ?b } GROUP BY ?a HAVING (STRLEN(?n) > 5)",
            "SPARQL hides ?n from HAVING, so that nothing passes: write STR(?a) there.",
        ),
        (
            "SELECT ?a (STRLEN(STR(?a)) AS ?n) { { SELECT ?a { ?a sec:isMemberOf ?b } } } GROUP BY ?a HAVING (?n > 5)",
            "SPARQL hides ?n from HAVING, so that nothing passes: write STRLEN(STR(?a)) there.",
        ),
        (
            "SELECT ?b (COUNT(?a) AS ?n) { ?a sec:isMemberOf ?b FILTER(?n > 1) } GROUP BY ?b",
            "?n has no value yet in FILTER, so that nothing passes: ask for COUNT(?a) behind WHERE, in HAVING.",
        ),
        (
            "SELECT ?a { ?a sec:isMemberOf ?b { SELECT ?b (STR(?l) AS ?s) { ?b rdfs:label ?l FILTER(?s = 'x') } } }",
            "?s has no value yet in FILTER, so that nothing passes: write STR(?l) there.",
        ),
        (
            DATED % "?d > 2001-01-01",
            '2001-01-01 is a sum here, of numbers taken from each other: write "2001-01-01"^^xsd:date.',
        ),
        (
            "SELECT ?a { ?a <sec:leads> ?b }",
            "<sec:leads> is a whole address, which nothing has: write sec:leads without",
        ),
        (
            'SELECT ?a { ?a rdfs:label ?l FILTER(REGEX(STR(?l), "NORAD (", "i")) }',
            '"NORAD (" is no regular expression, so that nothing matches',
        ),
        (
            "SELECT ?a { ?a rdfs:label ?l FILTER(REPLACE('(', '[', '') = 'x') }",
            "'[' is no regular expression, so that nothing matches",
        ),
        (
            "SELECT ?a { ?a sec:isMemberOf ent:nor\u200dad }",
            "column 38 holds a sign that nobody sees (U+200D); delete it.",
        ),
    ],
)
def test_a_comparison_that_holds_of_nothing_is_told(mini: kg.KnowledgeGraph, text: str, told: str) -> None:
    assert any(note.endswith(told) or told in note for note in notes(mini, text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT ?hwo { ?who sec:isMemberOf ent:norad }", "Did you mean ?who?"),
        ("SELECT ?who { ?Who sec:isMemberOf ent:norad }", "Did you mean ?Who?"),
        ("SELECT ?who { ?who\ufe0f sec:isMemberOf ent:norad }", "?who has no value"),
        ("SELECT ?who ?zzzzzz { ?who sec:isMemberOf ent:norad }", "?zzzzzz has no value: the query names it in SELECT"),
        (
            "SELECT ?who (1/0 AS ?part) { ?who sec:isMemberOf ent:norad }",
            "?part has no value: what computes it gives none",
        ),
        ("SELECT ?who (YEAR(?who) as\n$y) { ?who sec:isMemberOf ent:norad }", "?y has no value: what computes it"),
    ],
)
def test_a_column_that_the_pattern_does_not_name_is_told(mini: kg.KnowledgeGraph, text: str, told: str) -> None:
    (note,) = notes(mini, text)
    assert told in note


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?who sec:isMemberOf ent:norad OPTIONAL { ?who sec:leads ?what } }",
        "SELECT ?who ?what { ?who sec:isMemberOf ent:norad OPTIONAL { ?who sec:leads ?what } }",
        "SELECT (COUNT(?who) AS ?n) { ?who sec:isMemberOf ent:norad }",
        "SELECT ?who ('?who' AS ?zzz) { ?who sec:isMemberOf ent:norad }",
    ],
)
def test_a_column_that_may_be_empty_is_not(mini: kg.KnowledgeGraph, text: str) -> None:
    assert notes(mini, text) == []


def test_a_column_that_a_program_fills_is_not(mini: kg.KnowledgeGraph) -> None:
    answer = mini.query("SELECT ?who { ?what sec:isMemberOf ent:norad }", {"who": ox.Literal(1)})
    assert isinstance(answer, Table)
    assert answer.caveats == ()


@pytest.mark.parametrize(
    "text",
    [
        DATED % '?d > "1940-01-01"^^xsd:date',
        'SELECT ?a { ?a rdfs:label "Canada"@en }',
        "SELECT ?b { { SELECT ?b (COUNT(?a) AS ?n) { ?a sec:isMemberOf ?b } GROUP BY ?b } FILTER(?n > 1000) }",
        "SELECT (COUNT(?n) AS ?m) { { SELECT (STR(?a) AS ?m) ?n { ?a sec:isMemberOf ?b, ?n FILTER(?n = 1) } } }",
        "SELECT ?b (COUNT(?a) AS ?n) { ?a sec:isMemberOf ?b } GROUP BY ?b HAVING(COUNT(?a) > 1)",
        "SELECT ?w (COUNT(?b) AS ?n) { ?a sec:isMemberOf ?b } GROUP BY (STR(?a) AS ?w) HAVING(STRLEN(?w) > 1)",
        DATED % 'STR(?d) > "1940-01-01"',
        "SELECT ?a { ?a rdfs:label ?l FILTER(REGEX(STR(?l), 'ORAD')) }",
    ],
)
def test_an_answer_with_rows_needs_no_hint(mini: kg.KnowledgeGraph, text: str) -> None:
    assert notes(mini, text) == []


def test_an_empty_answer_to_a_sound_query_is_given_as_it_is(mini: kg.KnowledgeGraph) -> None:
    assert silent_comparisons(mini.engine, DATED % '?d > "2999-01-01"^^xsd:date') == []


def test_a_sound_pattern_that_nothing_matches_is_given_as_it_is(mini: kg.KnowledgeGraph) -> None:
    sound = r"REGEX(CONCAT(?l, 'x'), '\\(zz') || REGEX('(', ?l) || CONTAINS(?l, '(zz')"
    assert notes(mini, f"SELECT ?a {{ ?a rdfs:label ?l FILTER({sound}) }}") == []


def test_a_count_of_none_is_told_of_too(mini: kg.KnowledgeGraph) -> None:
    assert len(notes(mini, 'SELECT (COUNT(*) AS ?n) { ?a rdfs:label "Canada" }')) == 1


def test_the_command_tells_it_on_standard_error_in_the_language_of_the_answer(run_kg: RunKg) -> None:
    done = run_kg("query", 'ASK { ?a rdfs:label "Canada" }', "--data", MINI, "--language", "fr")
    assert done.stdout == b"false\n"
    assert (
        done.stderr.decode()
        == '«\u00a0Canada\u00a0» n’est ici qu’avec sa langue\u00a0: écrivez "Canada"@en, "Canada"@fr.\n'
    )


@pytest.mark.parametrize("form", ["ASK", "CONSTRUCT", "DESCRIBE ?a"])
def test_what_is_no_table_has_it_told_beside(mini: kg.KnowledgeGraph, run_kg: RunKg, form: str) -> None:
    query = f'{form} WHERE {{ ?a rdfs:label "Canada" }}'
    told = "“Canada” is here with its language alone"
    with pytest.warns(KgWarning, match=told):
        assert not mini.query(query)
    assert told in run_kg("query", query, "--data", MINI).stderr.decode()


def test_a_page_of_no_rows_has_it_told_beside(run_kg: RunKg, tmp_path: Path) -> None:
    done = run_kg("query", 'SELECT ?a { ?a rdfs:label "Canada" }', "--data", MINI, "-o", tmp_path / "a.html")
    told = done.stderr.decode()
    assert "“Canada” is here with its language alone" in told
    assert "There is nothing to draw: the answer has no rows." in told
