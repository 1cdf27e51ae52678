"""What is sent on of a stranger's query: what our own engine reads, and nothing that another may read otherwise."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import KgError, QueryError
from kg.sparql.forwarding import forwarded
from kg.vocabulary import BASE
from tests.canary import ASKING, HARMLESS


def sent(text: str, most: int | None = None) -> str:
    """What is sent of a query, below the base that it stands on."""
    head, _, rest = forwarded(text, most=most).partition("\n")
    assert head == f"BASE <{BASE}>"
    return rest


@pytest.mark.parametrize("name", [name for name in ASKING if not name.startswith("from")])
def test_no_query_that_asks_a_server_is_sent_on(name: str) -> None:
    with pytest.raises(QueryError):
        forwarded(ASKING[name].replace("{canary}", "http://127.0.0.1:9"))


@pytest.mark.parametrize("name", HARMLESS)
def test_the_word_alone_does_no_harm(name: str) -> None:
    assert forwarded(HARMLESS[name])


@pytest.mark.parametrize(
    "text",
    [
        "# \\u000A SERVICE <http://127.0.0.1:9/> {}\nASK {}",
        'ASK { ?a ?b "x\\u0022 . SERVICE <http://127.0.0.1:9/> {} #" }',
        "ASK { ?a ?b 'x\\U00000027 . SERVICE <http://127.0.0.1:9/> {} #' }",
        'ASK { ?a ?b "\\\\u0022" }',
        "ASK { ?a ?b <http://example.org/a\\u003E> }",
    ],
)
def test_an_escape_that_may_end_a_text_elsewhere_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="Write the sign itself"):
        forwarded(text)


def test_an_escape_that_means_nothing_but_its_sign_becomes_it() -> None:
    assert sent('ASK { ?a ?b "caf\\u00e9 \\U00004e2d" }') == 'ASK { ?a ?b "café 中" }'
    assert sent('ASK { ?a ?b "C:\\\\users" }') == 'ASK { ?a ?b "C:\\\\users" }'


def test_comments_are_not_sent() -> None:
    assert sent('SELECT ?a { # which?\n?a ?b "#1" } # all').rstrip() == 'SELECT ?a {         \n?a ?b "#1" }'


def test_a_query_that_leaves_open_how_much_gets_a_limit() -> None:
    assert sent("SELECT * { ?a ?b ?c } # all", 7).splitlines()[1:] == ["LIMIT 7"]
    assert sent("CONSTRUCT WHERE { ?a ?b ?c }", 7).endswith("\nLIMIT 7")
    for text in ("SELECT * { ?a ?b ?c } LIMIT 9", "SELECT * { ?a ?b ?c } VALUES ?a { 1 }", "ASK { ?a ?b ?c }"):
        assert sent(text, 7) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("DROP ALL", "only read"),
        ("ASK {} ; DROP ALL", "line 1"),
        ('define get:soft "replace" ASK {}', "line 1"),
        ("SELECT", "line 1"),
        ("", "line 1"),
        ("ASK {" + "{" * 300 + "}" * 300 + "}", "200"),
    ],
)
def test_what_is_no_query_of_the_standard_is_not_sent(text: str, told: str) -> None:
    with pytest.raises(KgError, match=told):
        forwarded(text)


def test_what_is_sent_means_what_was_written() -> None:
    held = ox.Store()
    held.add(ox.Quad(ox.NamedNode(f"{BASE}entity/a"), ox.NamedNode(f"{BASE}term/b"), ox.Literal("é#")))
    text = 'SELECT ?a # what?\n{ ?a sec:b "\\u00e9#" . FILTER(?a = <entity/a>) }'
    found = held.query(forwarded(text, most=3))
    assert isinstance(found, ox.QuerySolutions)
    assert [row["a"].value for row in found] == [f"{BASE}entity/a"]
