"""A fault in a query is explained: where it is, what was expected, and what was probably meant."""

from __future__ import annotations

from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, QueryError
from kg.sparql.engine import Engine
from kg.sparql.syntax_errors import explain
from kg.vocabulary import PREFIXES

ENGINE = Engine(ox.Store())


def account(text: str) -> list[str]:
    with pytest.raises(QueryError) as fault:
        ENGINE.answer(text)
    return str(fault.value).split("\n")


def test_the_line_is_shown_with_a_caret_under_the_place() -> None:
    assert account("ASK {\n  ?x sec:a ; . }") == [
        "The query has a fault at line 2, column 12: expected a variable, “(”, “.”, “|”, “/” or “*”.",
        "    ?x sec:a ; . }",
        "             ^",
    ]


def test_an_unknown_prefix_is_named_with_the_nearest() -> None:
    assert account("SELECT ?x WHERE {\n  ?x a set:Thing }") == [
        "The query has a fault at line 2, column 8: the prefix “set:” is not declared; "
        "did you mean “sector:”, “sec:” or “ent:”.",
        "    ?x a set:Thing }",
        "         ^",
    ]


def test_a_prefix_that_is_near_to_none_gets_the_whole_list() -> None:
    first = account("ASK { ?x zzzz:a ?y }")[0]
    assert "the prefix “zzzz:” is not declared; the known ones are " in first
    assert all(prefix in first for prefix in PREFIXES)


def test_tabs_and_signs_beyond_ascii_do_not_move_the_caret() -> None:
    _, shown, caret = account("ASK {\n\t'é🎈' sett:x 1 }")
    assert shown[caret.index("^") :].startswith("sett:x")


def test_a_carriage_return_at_the_end_of_a_line_is_not_shown() -> None:
    assert account("ASK {\r\n ?a ?b ]\r\n}")[1] == "   ?a ?b ]"


def test_a_query_that_ends_too_soon_points_behind_its_end() -> None:
    first, shown, caret = account("ASK { ?a ?b ?c")
    assert first.startswith("The query has a fault at line 1, column 15: expected ")
    assert "“}”" in first
    assert len(caret) == len(shown) + 1


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("SELCT ?x WHERE {}", 1, 1),
        ("", 1, 1),
        ("# only a comment", 1, 17),
        ("PREFIX x: <http://x/>\n# why\n  SELCT * {}", 3, 3),
        ("BASE <http://x/> PREFIX : <y> FIND ?x", 1, 31),
    ],
)
def test_a_query_begins_with_one_of_four_words(text: str, line: int, column: int) -> None:
    assert account(text)[0] == (
        f"The query has a fault at line {line}, column {column}: expected “SELECT”, “ASK”, “CONSTRUCT” or “DESCRIBE”."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?y (COUNT(?x) AS ?n) { ?x ?y ?z }", "a selected variable is not in GROUP BY"),
        ("SELECT * { ?x ?y ?z } GROUP BY ?x", "“*” cannot be selected from groups; name the variables"),
        ("SELECT ?x ?x { ?x ?y ?z }", "a variable is selected twice"),
        ("SELECT (1 AS ?x) { ?x ?y ?z }", "the name after AS is in use already"),
        ("ASK { ?x ?y <a b> }", "this is not a whole IRI"),
        ("ASK { ?x ?y <a> }", "this is not a whole IRI"),
        ("ASK { ?x ?y 'a'@toolonglanguagetag }", "this is not a language tag"),
    ],
)
def test_what_the_parser_says_in_words_is_said_in_ours(text: str, said: str) -> None:
    assert account(text)[0].endswith(f": {said}.")


def test_a_message_without_a_place_is_passed_on() -> None:
    assert explain("ASK {}", "out of luck") == "The query cannot be understood: out of luck"


def test_a_place_without_usable_words_says_that_it_cannot_stand_there() -> None:
    assert explain("ASK {}", "error at 1:5: expected [_]").startswith(
        "The query has a fault at line 1, column 5: this cannot stand here."
    )


def test_a_single_expected_word_is_named_alone() -> None:
    assert explain("ASK {", 'error at 1:6: expected "}"').startswith(
        "The query has a fault at line 1, column 6: expected “}”."
    )


@given(st.text(alphabet="SELECT ASK{}()<>?:.;,'\"\\#\n\r\té🎈ax1*|^/&=", max_size=60))
def test_no_text_ends_in_anything_but_an_answer_or_an_account(text: str) -> None:
    with suppress(KgError):
        assert ENGINE.answer(text) is not None


@pytest.mark.parametrize("declared", ["", "PREFIX wikibase: <http://wikiba.se/ontology#> "])
@pytest.mark.parametrize("service", ["SERVICE", "service silent"])
def test_the_label_service_of_wikidata_is_known_without_its_prefixes(declared: str, service: str) -> None:
    (told,) = account(declared + f'SELECT ?x {{ ?x a ?y {service} wikibase:label {{ bd:serviceParam ?z "en" }} }}')
    assert "rdfs:label" in told
    assert "wikibase:" in account("SELECT ?x { ?x wikibase:label ?y }")[0]


@pytest.mark.parametrize(
    "text",
    ['ASK { ?a ?b "c”@en , "d"@en }', 'ASK { ?a ?b "c” . ?d ?e "f" }', 'ASK { ?a ?b "c“^^xsd:string ; ?e "f" }'],
)
def test_a_curly_mark_that_was_to_close_a_text_is_told(text: str) -> None:
    told, _, caret = account(text)
    assert "line 1, column 15 holds a curly quotation mark" in told
    assert caret.index("^") == 16


def test_a_curly_mark_within_a_text_is_no_fault() -> None:
    assert "curly" not in account('ASK { ?a ?b "the ”big” , lake"@en . . }')[0]


@pytest.mark.parametrize("having", ["", " HAVING (?m > 1)"])
def test_a_count_that_is_used_by_its_name_is_told(having: str) -> None:
    text = "SELECT ?a (COUNT(?b) AS ?n) (?n * 2 AS ?m) { ?a ?c ?b } GROUP BY ?a" + having
    assert "uses a name that is not in GROUP BY" in account(text)[0]
