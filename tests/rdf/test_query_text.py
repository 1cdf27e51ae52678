"""What is told of a query from its text: its form, how deep it is, and what its lists hold."""

from __future__ import annotations

import pytest

from kg.errors import LimitExceeded, QueryError
from kg.rdf.query_text import blank_out, check, checked, form_of, limit_of, list_items, nesting, opening


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("select ?a {}", "SELECT"),
        ("SELECT* {}", "SELECT"),
        ("ASK{}", "ASK"),
        ("ASKWHERE{}", "ASK"),
        ("#" * 30 + "\n" + "#" * 30 + "\nCONSTRUCT {} {}", "CONSTRUCT"),
        ("PREFIX a:<x:>#<y>\nBASE<z:>DESCRIBE <b>", "DESCRIBE"),
        ('VERSION "1.2" ASK {}', "ASK"),
        ("PREFIXa:<x:>ASK{}", "ASK"),
        ("DROP ALL", ""),
        ("", ""),
        ("# ASK {}", ""),
    ],
)
def test_the_form_of_a_query_is_known(text: str, form: str) -> None:
    assert form_of(text) == form


def test_where_a_query_opens_is_known() -> None:
    text = "# one\nPREFIX a: <b:>\nASK {}"
    assert text[opening(text)[0] :] == "ASK {}"


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("ASK {}", 1),
        ("ASK { FILTER((1)) }", 3),
        ("ASK { ?a ?b '((((' } # ((((", 1),
        ("ASK { FILTER(1 < <a:b>) }", 2),
        ("ASK {" + "<<" * 300, 301),
        ("ASK {" + "<<(" * 300, 601),
    ],
)
def test_nesting_is_counted(text: str, depth: int) -> None:
    assert nesting(blank_out(text)) == depth


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("ASK { ?a ?b (1 2 3) }", 3),
        ("ASK { ?a ?b (1 (2 3)) }", 4),
        ("ASK { ?a ?b (-1 +2 'x'@en <a:b> ent:c-d []) }", 6),
        ("ASK { (1 2) ?b (3 4), (5) ; a (6) . (7) ?c 1 }", 7),
        ("ASK { ?a ?b 1 FILTER(?a IN (1, 2) && (?b > 3)) }", 0),
        ("ASK { FILTER EXISTS { (1 2) ?a ?b } }", 2),
        ("ASK { VALUES (?a ?b) { (1 2) (3 4) } ?a ?b (5) }", 1),
        ("ASK { VALUES ?a { 1 2 } ?a ?b (5) }", 1),
        ("SELECT (1 AS ?a) (COUNT(?b) AS ?c) { ?b ?d 1 } GROUP BY (?e) HAVING (1) ORDER BY (?a) (?c)", 0),
        ("ASK { ?a !(<a:b>|<c:d>) ?b }", 0),
        ("ASK { ?a ?b 'a (1 2 3)' } # (1 2 3)", 0),
    ],
)
def test_what_lists_hold_is_counted(text: str, items: int) -> None:
    assert list_items(blank_out(text)) == items


@pytest.mark.parametrize(
    "text",
    [
        *("ASK {}", "ASK { FILTER(1) }", "ASK { ?a ?b 'é' }", "ASK {" + 150 * "{" + 150 * "}" + "}"),
        *("ASK {" + 300 * "{", "ASK {" + 300 * "<<", "ASK { FILTER(" + 300 * "!" + "1) }", "ASK { ?a ?b " + 300 * "["),
        *("ASK { ?a ?b (" + 101 * '""' + ") }", "ASK { ?a ?b '\ud800' }", "ASK {} #" + 1_000_000 * "a"),
        "ASK { " + 300 * "-" + "}",
    ],
)
def test_a_short_look_refuses_what_a_close_one_does(text: str) -> None:
    ends = []
    for look in (check, checked):
        try:
            look(text)
            ends.append("")
        except (LimitExceeded, QueryError) as error:
            ends.append(error.key)
    assert ends[0] == ends[1]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("SELECT * {} limit 7", 7),
        ("SELECT * {}LIMIT 7 OFFSET 2\n", 7),
        ("SELECT * {} OFFSET 2 LIMIT 7 # LIMIT 8", 7),
        ("SELECT * {} ORDER BY <a:b>(?c) LIMIT 7", 7),
        ("SELECT * {} # LIMIT 7", None),
        ("SELECT * {} \\u0023 LIMIT 7", None),
        ("SELECT * { SELECT * {} LIMIT 7 }", None),
        ("SELECT * {} LIMIT 7 VALUES ?a { 1 }", None),
        ("SELECT * { ?a ?b ' LIMIT 7' }", None),
        ("SELECT * { ?a ?b ?LIMIT }", None),
        ("", None),
    ],
)
def test_the_limit_of_a_query_is_known(text: str, limit: int | None) -> None:
    assert limit_of(text) == limit
