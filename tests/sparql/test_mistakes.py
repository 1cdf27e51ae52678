"""What is often mistaken in a query is told with its place and what to write, in the same sentence at every door."""

from __future__ import annotations

import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import QueryError
from kg.questions.catalogue import questions
from kg.questions.template import template
from kg.signs import SIGNS, UNKNOWN
from kg.sparql.engine import Engine
from kg.sparql.mistakes import MISTAKES, WORDS, distance, frequent_mistake, nearest_word, strange_sign
from tests.worlds import MINI, RunKg

ENGINE = Engine(ox.Store())

NO_BREAK = "SELECT ?who\u00a0WHERE { ?who sec:isPartyTo ent:ice-pact }"
TOLD = {
    "en": "In the query, line 1, column 12 holds a no-break space (U+00A0); type a plain space.",
    "fr": "Dans la requête, la ligne 1, colonne 12 contient une espace insécable (U+00A0); tapez une espace simple.",
}


def told(text: str, language: str = "en") -> str:
    with pytest.raises(QueryError) as fault:
        ENGINE.answer(text)
    return fault.value.message(language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_strange_sign_is_told_alike_by_command_file_standard_input_and_library(
    run_kg: RunKg, mini: kg.KnowledgeGraph, tmp_path: Path, language: str
) -> None:
    file = tmp_path / "a.rq"
    file.write_text(NO_BREAK, encoding="utf-8")
    options = ("--data", MINI, "--language", language)
    ways = [run_kg("query", NO_BREAK, *options), run_kg("query", file, *options)]
    ways.append(run_kg("query", "-", *options, text=NO_BREAK))
    caret = " " * (2 + 11) + "^"
    for done in ways:
        lines = done.stderr.decode().splitlines()
        assert lines[0].endswith(TOLD[language])
        assert lines[2] == caret
        assert done.returncode == 2
    with pytest.raises(QueryError) as fault:
        mini.query(NO_BREAK)
    assert fault.value.message(language).split("\n") == [TOLD[language], f"  {NO_BREAK}", caret]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("ASK { ?a rdfs:label “Canada”@en }", 21, 'a curly quotation mark (U+201C); type a plain "'),
        ("ASK { ?a rdfs:label «\u00a0Canada\u00a0»@fr }", 21, 'a French quotation mark (U+00AB); type a plain "'),
        ("ASK { ?a sec:isPartyTo\u200b ?b }", 23, "a zero-width space (U+200B); delete it"),
        ("ASK {\u202f?a ?b ?c }", 6, "a no-break space (U+202F); type a plain space"),
        ("ASK {\u3000?a ?b ?c }", 6, "a space of another width (U+3000); type a plain space"),
        ("ASK { ?a ?b ?c FILTER(?c > 5 – 3) }", 30, "a dash (U+2013); type a plain -"),
        ("ASK ｛ ?a ?b ?c }", 5, "a full-width sign (U+FF5B); type a plain {"),
        ("ASK { ?a ?b ?c FILTER(?c ≥ 5) }", 26, "a mathematical sign (U+2265); type a plain >="),
        ("ASK { ?a ?b ‘x’ }", 13, "a curly apostrophe (U+2018); type a plain '"),
        ("ASK { ?a ?b ″x″ }", 13, 'a curly quotation mark (U+2033); type a plain "'),
        ("ASK { ?a ?b 〝x〞 }", 13, 'a curly quotation mark (U+301D); type a plain "'),
        ("ASK { ?a ?b `x` }", 13, 'a backtick (U+0060); delete it, or type a plain " around a text'),
        ("ASK { ?a ?b ?c \u037e ?d ?e }", 16, "a sign that only looks like a plain one (U+037E); type a plain ;"),
        ("ASK { ?a ⟨b:c⟩ ?c }", 10, "a bracket of another kind (U+27E8); type a plain <"),
        ("ASK { ?a ?b 2 × 3 }", 15, "a mathematical sign (U+00D7); type a plain *"),
        ("ASK { ?a → ?b }", 10, "a sign of no meaning here (U+2192); delete it"),
        ("ASK { ?a ?b ?c } …", 18, "a sign of no meaning here (U+2026); delete it"),
        ("ASK\x0b{ ?a ?b ?c }", 4, "a space of another width (U+000B); type a plain space"),
        ("ASK { ?a\x00 ?b ?c }", 9, "a sign that nobody sees (U+0000); delete it"),
        ("ASK { ?a ?b\ufe0f ?c", 12, "a sign that nobody sees (U+FE0F); delete it"),
        ("ASK { ?a\U000e0020 ?b ?c", 9, "a sign that nobody sees (U+E0020); delete it"),
    ],
)
def test_signs_that_look_like_those_of_sparql_are_named(text: str, place: int, said: str) -> None:
    assert told(text).startswith(f"In the query, line 1, column {place} holds {said}.")


@pytest.mark.parametrize("kind", [*SIGNS, "unknown"])
def test_every_strange_sign_is_told_in_both_languages(kind: str) -> None:
    for sign in set(SIGNS.get(kind, (UNKNOWN,))[0]) - {"-"}:
        found = strange_sign(f"ASK {{ {sign} }}")
        assert found
        assert found.place == 6
        assert all(f"U+{ord(sign):04X}" in found.told(language) for language in ("en", "fr"))


def test_strange_signs_within_strings_iris_and_comments_are_left_alone() -> None:
    assert strange_sign('ASK { ?a ?b "« a – b »" . <http://a/–> ?c "" } # “so”') is None
    assert ENGINE.answer('ASK { ?a ?b "«\u00a0a\u200b»" }') is False


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("SELECT COUNT(*) WHERE { ?a ?b ?c }", (1, 8), "needs parentheses and a name: write (COUNT(*) AS ?count)"),
        ("SELECT ?a (SUM(?c)) { ?a ?b ?c } GROUP BY ?a", (1, 11), "needs parentheses and a name"),
        ("SELECT ?a { ?a sec:x ?b\n ?a sec:y ?c }", (2, 2), "a dot is missing before this"),
        ("SELECT ?a { ?a a sec:X ; sec:y ?b\n ent:c sec:y ?c }", (2, 2), "a dot is missing before this"),
        ("SELECT ?a WHERE { ?a ?b ?c } WHERE { ?c ?d ?e }", (1, 30), "a second WHERE"),
        ("SELECT ?a { ?a ?b ?c FILTER(CONTANS(?c, 'x')) }", (1, 29), "no “CONTANS”; did you mean “CONTAINS”"),
        ("SELECT ?a { ?a ?b ?c OPTOINAL { ?a ?d ?e } }", (1, 22), "no “OPTOINAL”; did you mean “OPTIONAL”"),
        ("SELECT ?a {\n ?a ?b ?c", (2, 10), "expected “}”. The “{” of line 1, column 11 is never closed"),
        ("SELECT ?a { ?a ?b ?c FILTER(STR(?a = 'x') }", (1, 43), "expected “)”. The “(” of line 1, column 28"),
        ("SELECT ?a { ?a ?b ?c } }", (1, 24), "this “}” closes nothing"),
        ("SELECT ?a { ?a ?b ?c FILTER(?a == ?b) }", (1, 32), "written =, with one sign"),
        ("SELECT ?a { ?a ?b ?c FILTER(?a = ?b & ?c = ?b) }", (1, 37), "“and” is written &&"),
        ("SELECT ?a { ?a ?b ?c FILTER(?a = ?b | ?c = ?b) }", (1, 37), "“or” is written ||"),
        ("SELECT ?a { ?a ?b ?c FILTER(?a <> ?b) }", (1, 32), "“different” is written !="),
        ("SELECT ?a { ?a ?b ?c } LIMIT 3 ORDER BY ?a", (1, 32), "the order is GROUP BY, HAVING, ORDER BY, LIMIT"),
        ("SELECT ?a { ?a ?b ?c ORDER BY ?a }", (1, 22), "stand behind the closing brace"),
        ("SELECT ?a { ?a ?b ?c FILTER(?c LIKE '%x%') }", (1, 32), "LIKE is of SQL"),
        ("SELECT ?a { ?a ?b ?c FILTER(?c IS NOT NULL) }", (1, 32), "there is no NULL"),
        ("SELECT a, b FROM x WHERE { ?a ?b ?c }", (1, 9), "no comma stands between what is selected"),
        ("SELECT ?a FROM agencies WHERE { ?a ?b ?c }", (1, 16), "FROM takes an IRI"),
        ("SELECT ?a { ?a ?b ?c };", (1, 23), "no semicolon ends a query"),
        ("SELECT ?a { ?a ?b ?c } LIMIT 1;", (1, 31), "no semicolon ends a query"),
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?a;", (1, 35), "no semicolon ends a query"),
        ("SELECT ?a ?b AS ?d { ?a ?b ?c }", (1, 11), "needs parentheses and a name"),
        ("SELECT ?a STR(?b) AS ?d { ?a ?b ?c }", (1, 11), "needs parentheses and a name"),
        ("SELECT ?a { ?a ?b ?c } GROUP BY ?a HAVING ?c > 5", (1, 43), "HAVING takes parentheses"),
        ("SELECT ?a { ?a ?b ?c } GROUP BY ?a HAVING COUNT(?c) > 5", (1, 43), "HAVING takes parentheses"),
        ("SELECT ?a { ?a ?b ?c FILTER STRLEN(STR(?c)) > 5 }", (1, 29), "FILTER takes parentheses"),
        ("SELECT ?a { ?a ?b ?c FILTER EXISTS { ?c ?d ?e } && ?c }", (1, 29), "FILTER takes parentheses"),
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?a, ?b", (1, 35), "no comma stands here"),
        ("SELECT ?a { ?a ?b ?c } ORDER BY COALESCE(?a, ?b), ?b", (1, 49), "no comma stands here"),
        ("SELECT ?a { ?a ?b ?c } GROUP BY ?a, ?b", (1, 35), "no comma stands here"),
        ("SELECT ?a { VALUES ?a { ent:norad, ent:rcmp } }", (1, 34), "no comma stands here"),
        ("SELECT ?a { VALUES ?a (ent:norad ent:rcmp) }", (1, 13), "one variable has its values in braces"),
        ("SELECT ?a { VALUES (?a) { ent:norad ent:rcmp } }", (1, 13), "one variable has its values in braces"),
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?a DESC", (1, 36), "write ORDER BY DESC(?a)"),
        ("SELECT ?a { ?a ?b ?c } ORDER BY DESC ?a", (1, 33), "write ORDER BY DESC(?a)"),
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?b STRLEN(?c) + 1", (1, 36), "what is computed takes parentheses here"),
        ("SELECT ?a { ?a ?b ?c } GROUP BY STR(?a) AS ?d", (1, 33), "what is computed takes parentheses here"),
        ("SELECT ?a { ?a ?b ?c BIND(STR(?c)) }", (1, 22), "BIND takes parentheses and a name"),
        ("SELECT ?a { ?a ?b ?c BIND STR(?c) AS ?d }", (1, 22), "BIND takes parentheses and a name"),
        ("SELECT ?a { ?a ?b ?c FILTER(?a IN [ent:norad]) }", (1, 35), "IN takes a list in parentheses"),
        ("SELECT ?a { ?a ?b ?c FILTER(?a IN 'a', 'b') }", (1, 35), "IN takes a list in parentheses"),
        ("SELECT ?a { ?a ?b ?c FILTER(?c CONTAINS 'x') }", (1, 32), "a function stands before what it is of"),
        ("SELECT ?a { ?a ?b ?c FILTER NOT(?c = 'x') }", (1, 29), "“not” is written !"),
        ("SELECT ?a { ?a ?b ?c FILTER(NOT ?c = 'x') }", (1, 29), "“not” is written !"),
        ("SELECT ?a { ?a ?b 'x'@en_CA }", (1, 25), "a language is written with a hyphen"),
        ("SELECT ?a (COUNT(?b) AS ?n) { ?b ?c ?d } GROUP BY (?d AS ?a)", (1, 51), "gives a variable no other name"),
        ("ASK { ?a ?b ?c } GROUP BY ?c", (1, 18), "the engine groups in SELECT alone"),
        ("CONSTRUCT { ?c ?b ?c } WHERE { ?a ?b ?c } GROUP BY ?c ?b", (1, 43), "the engine groups in SELECT alone"),
        ("CONSTRUCT { ?c ?b ?c } WHERE { ?a ?b ?c } LIMIT ten", (1, 43), "LIMIT and OFFSET take one number each"),
        ("SELECT ?a { ?a ?b ?c } LIMIT", (1, 24), "LIMIT and OFFSET take one number each"),
        ("SELECT ?a { ?a ?b ?c } LIMIT 5, 10", (1, 31), "LIMIT and OFFSET take one number each"),
        ("PREFIX ex <http://e/> ASK { ?a ex:b ?c }", (1, 8), "a prefix ends in a colon"),
        ("PREFIX ex: http://e/ ASK { ?a ex:b ?c }", (1, 12), "an address stands in angle brackets"),
        ("@prefix ex: <http://e/> .\nASK { ?a ex:b ?c }", (1, 1), "this is how Turtle has it"),
        ("SELECT DISTINCT(?a) { ?a ?b ?c }", (1, 16), "a variable that is only selected"),
        ("SELECT (?a) { ?a ?b ?c }", (1, 8), "a variable that is only selected"),
        ("SELECT ?a { ?a ?b ?c FILTER(?a = 1 AND ?b = 2) }", (1, 36), "“and” is written &&"),
        ("SELECT ?a { ?a ?b ?c FILTER(?a = 1 or ?b = 2) }", (1, 36), "“or” is written ||"),
        ("SELECT ?a { ?a ?b ?c FILTER(CONTAINS(?c 'x')) }", (1, 29), "takes two values or more"),
        ("SELECT (COUNT ?a AS ?n) { ?a ?b ?c }", (1, 9), "what is counted or summed stands in parentheses"),
        ("SELECT ?a { ?a ?b ?c } GROUP BY ?a HAVING COUNT > 3", (1, 43), "what is counted or summed stands in"),
        ("SELECT ?a { ?a ?b ?c UNION { ?a ?d ?e } }", (1, 22), "UNION stands between two groups"),
        ("SELECT ?a { { ?a ?b ?c } UNION ?a ?d ?e }", (1, 26), "UNION stands between two groups"),
        ("SELECT ?a { ?a ?b ?c MINUS ?a ?d ?e }", (1, 22), "MINUS takes a group in braces"),
        ("SELECT ?a { GRAPH { ?a ?b ?c } }", (1, 19), "GRAPH takes a name or a variable"),
        ("SELECT ?a { ?a sec:startDate > 2001 }", (1, 30), "a comparison stands in a FILTER"),
        ("SELECT ?a { ?a sec:startDate ?d . ?d > 2001 }", (1, 38), "a comparison stands in a FILTER"),
        ("SELECT * { ?a ?b ?c } GROUP BY ?c", (1, 34), "“*” cannot be selected from groups"),
        ("SELECT ?a { ?b ?c ?d } GROUP BY ?d", (1, 35), "a selected variable is not in GROUP BY"),
        ("SELECT ?a { ?a ?b ?c } ORDER ?a", (1, 24), "BY is missing"),
        ("SELECT ?a { ?a ?b ?c FILTER ?c = 3 }", (1, 29), "FILTER takes parentheses"),
        ("SELECT who { ?a ?b ?c }", (1, 8), "no “who”; a variable is written ?who"),
        ('SELECT ?a { ?a ?b "x }', (1, 19), "this quotation mark is never closed"),
        ("```sparql\nSELECT ?a { ?a ?b ?c }\n```", (1, 1), "leave out the lines with ```"),
    ],
)
def test_frequent_mistakes_get_the_true_hint(text: str, place: tuple[int, int], said: str) -> None:
    first, _, caret = told(text).split("\n")
    assert first.startswith(f"The query has a fault at line {place[0]}, column {place[1]}: ")
    assert said in first
    assert len(caret) == 2 + place[1]
    assert told(text, "fr").split("\n")[1:] == told(text).split("\n")[1:]


@pytest.mark.parametrize("path", sorted(Path(kg.__file__).parent.rglob("*.rq")), ids=lambda path: path.stem)
def test_no_query_of_ours_shows_a_mistake(path: Path) -> None:
    text = template(questions()[path.stem]) if path.parent.name == "questions" else path.read_text(encoding="utf-8")
    assert strange_sign(text) is None
    found = frequent_mistake(text)
    assert found is None or found.told("en").startswith("a dot is missing"), found and found.told("en")


def test_every_function_is_known() -> None:
    assert {"CONTAINS", "GROUP_CONCAT", "STRSTARTS", "OPTIONAL"} <= set(WORDS)
    assert nearest_word("STRSTART") == "STRSTARTS"
    assert nearest_word("x" * 1_000_000) is None


@given(st.text("ABC", max_size=6), st.text("ABC", max_size=6))
def test_the_distance_of_two_words_is_one_of_a_metric(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert (distance(one, other) == 0) == (one == other)


@pytest.mark.parametrize(
    "piece", ["()", "(a", "?a ?b ?c ", "; a b ", "ORDER BY ", "FILTER(", "?a<>", "select ?a ", ": a : "]
)
def test_mistakes_are_looked_for_in_time_that_grows_with_the_text(piece: str) -> None:
    start = time.process_time()
    frequent_mistake("SELECT ?a { " + piece * (200_000 // len(piece)))
    assert time.process_time() - start < 20
    assert MISTAKES
