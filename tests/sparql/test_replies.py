"""Each kind of reply is told as what it is: an answer, half of one, none, or one to another question."""

from __future__ import annotations

import contextlib
import random

import pyoxigraph as ox
import pytest

from kg.errors import KgError, LimitExceeded
from kg.rdf.limits import Limits
from kg.rdf.worker import CAN_FORK, Workers
from kg.sparql.engine import Packed, packed
from kg.sparql.replies import Question, check_columns, read_reply
from kg.sparql.table import Table

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
TSV, TURTLE, N_TRIPLES = "text/tab-separated-values", "text/turtle", "application/n-triples"
ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"http://example.org/a"}}]}}'
ROWS_IN_XML = (
    b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head>'
    b'<results><result><binding name="x"><uri>http://example.org/a</uri></binding></result></results></sparql>'
)
TRIPLE = b"<http://example.org/a> <http://example.org/b> <http://example.org/c> .\n"
SELECT = Question("SELECT", "SELECT ?x { ?a ?b ?x }", "http://server/")
CONSTRUCT = Question("CONSTRUCT", "CONSTRUCT WHERE { ?a ?b ?c }", "http://server/")
URI = '{"type":"uri","value":"a:b"}'
DEEP = f'{{"type":"triple","value":{{"subject":{URI},"predicate":{URI},"object":'

NONE = {
    "a web page": (b"<html><body>Welcome</body></html>", JSON),
    "a web page as xml": (b"<html><body>Welcome</body></html>", XML),
    "nothing": (b"", JSON),
    "a list": (b"[]", JSON),
    "an object": (b'{"error": "no"}', JSON),
    "a text": (b'"results"', JSON),
    "null": (b"null", JSON),
    "rows of another shape": (b'{"head":{"vars":["x"]},"results":[1, 2]}', JSON),
    "cells of another shape": (b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":"a"}]}}', JSON),
    "a cell of no kind": (b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"value":"a"}}]}}', JSON),
    "an IRI with a space": (ROWS.replace(b"org/a", b"org/ a"), JSON),
    "an IRI that is relative": (ROWS.replace(b"http://example.org/a", b"a"), JSON),
    "a language that is none": (ROWS.replace(b'"uri"', b'"literal","xml:lang":"--"'), JSON),
    "a truth for a table": (b'{"head":{},"boolean":true}', JSON),
    "more behind it": (ROWS + b"]", JSON),
    "words behind it": (ROWS + b"trailing", JSON),
    "a comma too many": (ROWS.replace(b"]}}", b",]}}"), JSON),
    "compressed": (b"\x1f\x8b\x08\x00" + bytes(20), JSON),
    "UTF-16": (ROWS.decode().encode("utf-16"), JSON),
    "Latin-1": (ROWS.replace(b"/a", b"/\xe9"), JSON),
    "columns twice": (ROWS.replace(b'["x"]', b'["x","x"]'), JSON),
    "xml with a fault": (ROWS_IN_XML.replace(b"</uri>", b"</iri>"), XML),
    "xml with entities": (b'<!DOCTYPE s [<!ENTITY a "b">]>' + ROWS_IN_XML.replace(b"org/a", b"org/&a;&c;"), XML),
    "tsv with too many cells": (b"?x\n<http://a>\t<http://b>\n", TSV),
    "tsv that is none": (b"?x\nwords\n", TSV),
    "a media type that is none": (ROWS, "text/html"),
    "no media type": (ROWS, ""),
}
CUT = {
    "json in a text": (ROWS[:60], JSON),
    "json in a number": (ROWS[:-2], JSON),
    "json with the server's words": (ROWS[:-3] + b" The operation has been cancelled", JSON),
    "json in its head": (b'{"head"', JSON),
    "xml": (ROWS_IN_XML[:-20], XML),
    **{
        f"xml behind {end.decode()}": (ROWS_IN_XML[: ROWS_IN_XML.index(end) + len(end)], XML)
        for end in (b"<results>", b"<result>", b'<binding name="x">', b"</uri>", b"</result>", b"</results>")
    },
    "tsv": (b"?x\n<http://a>\n<http://b", TSV),
}


@pytest.mark.parametrize(("body", "media"), NONE.values(), ids=NONE)
def test_what_is_no_sparql_is_said_to_be_none(body: bytes, media: str) -> None:
    with pytest.raises(KgError, match="did not answer as a SPARQL endpoint") as told:
        read_reply(body, media, SELECT)
    assert not isinstance(told.value, LimitExceeded)


@pytest.mark.parametrize(("body", "media"), CUT.values(), ids=CUT)
def test_what_ends_too_early_is_said_to_be_cut(body: bytes, media: str) -> None:
    with pytest.raises(LimitExceeded, match="before it is whole"):
        read_reply(body, media, SELECT)


def test_a_truth_in_xml_that_ends_too_early_is_said_to_be_cut() -> None:
    body = ROWS_IN_XML[: ROWS_IN_XML.index(b"<results>")] + b"<boolean>true"
    with pytest.raises(LimitExceeded, match="before it is whole"):
        read_reply(body, XML, Question("ASK", "ASK {}", "http://server/"))


@pytest.mark.parametrize(
    "body", [b"<!doctype html><html><body>hi</body></html>", b"\n<HTML>hi", b"<?xml version='1.0'?><a>"]
)
def test_a_page_by_the_name_of_turtle_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(KgError, match="did not answer as a SPARQL endpoint"):
        read_reply(body, TURTLE, CONSTRUCT)


@pytest.mark.parametrize(("body", "media"), [(ROWS, JSON), (ROWS_IN_XML, XML), (b"?x\n<http://example.org/a>\n", TSV)])
def test_what_is_whole_is_read(body: bytes, media: str) -> None:
    table = read_reply(body, media, SELECT)
    assert isinstance(table, Table)
    assert table.rows == [("http://example.org/a",)]


@pytest.mark.parametrize(
    ("asked", "columns"),
    [("SELECT ?y { ?a ?b ?y }", ["x"]), ("SELECT ?x { ?a ?b ?x }", ["x", "y"]), ("SELECT * { ?a ?b 1 }", ["a"])],
)
def test_other_columns_than_asked_are_told(asked: str, columns: list[str]) -> None:
    body = "\t".join(f"?{name}" for name in columns).encode() + b"\n"
    with pytest.raises(KgError, match="does not answer what was asked") as told:
        read_reply(body, TSV, Question("SELECT", asked, "http://server/"))
    assert ", ".join(f"?{name}" for name in columns) in str(told.value)


def test_columns_in_another_order_are_put_in_the_order_asked() -> None:
    table = read_reply(b"?b\t?a\n2\t1\n", TSV, Question("SELECT", "SELECT ?a ?b {}", ""))
    assert isinstance(table, Table)
    assert (table.columns, table.rows) == (["a", "b"], [(1, 2)])


def test_words_of_another_sparql_than_ours_are_left_to_the_server() -> None:
    asked = Question("SELECT", "SELECT ?x { ?x bif:contains 'a' OPTION (score ?s) }", "")
    assert isinstance(read_reply(b"?x\t?s\n", TSV, asked), Table)


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rdf:RDF/>',
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    ],
)
def test_rdf_in_xml_is_not_read(body: bytes) -> None:
    with pytest.raises(KgError, match="did not answer as a SPARQL endpoint"):
        read_reply(body, "application/rdf+xml", CONSTRUCT)


@pytest.mark.parametrize("media", [N_TRIPLES, TURTLE])
def test_triples_are_read_cut_or_none(media: str) -> None:
    assert read_reply(TRIPLE, media, CONSTRUCT)
    with pytest.raises(LimitExceeded, match="before it is whole"):
        read_reply(TRIPLE + TRIPLE[:30], media, CONSTRUCT)
    with pytest.raises(KgError, match="did not answer as a SPARQL endpoint"):
        read_reply(b"<a b> <c> <d> .\n", media, CONSTRUCT)


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ("# iri: ?x", '"a"'),
        ("# iri: ?x", "_:a"),
        ("# iri: ?x", ""),
        ("# text: ?x", "<http://a>"),
        ("# text: ?x", "5"),
        ("# text: ?x", ""),
        ("# number: ?x", '"5"'),
        ("# number: ?x", "5.5"),
        ("# number: ?x", "9999999999999999999999"),
        ("# number: ?x", "<http://a>"),
        ("# boolean: ?x", "1"),
        ("# iri or nothing: ?x", '"a"'),
    ],
)
def test_a_term_of_another_kind_than_a_query_says_is_told(line: str, cell: str) -> None:
    with pytest.raises(KgError, match="does not answer in the ontology"):
        check_columns(Table.read(f"?x\n{cell}\n".encode()), f"{line}\nSELECT ?x {{}}", "http://server/")


@pytest.mark.parametrize(
    ("line", "cell"),
    [("# iri or nothing: ?x", ""), ("# text: ?x", '"a"@fr'), ("# number: ?x", "5"), ("# boolean: ?x", "true")],
)
def test_a_term_of_the_kind_that_a_query_says_is_taken(line: str, cell: str) -> None:
    check_columns(Table.read(f"?x\n{cell}\n".encode()), f"{line}\nSELECT ?x {{}}", "http://server/")


@pytest.mark.skipif(not CAN_FORK, reason="what breaks the engine can be told where processes fork")
@pytest.mark.parametrize(
    ("body", "media", "asked"),
    [
        (
            b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":'
            + DEEP.encode() * 100_000
            + b'{"type":"uri","value":"a:b"}'
            + b"}}" * 100_000
            + b"}]}}",
            JSON,
            SELECT,
        ),
        (b"<a:a> <a:b> " + b"<<( <a:a> <a:b> " * 100_000 + b"<a:c>" + b" )>>" * 100_000 + b" .", N_TRIPLES, CONSTRUCT),
    ],
    ids=["json", "triples"],
)
def test_what_breaks_the_engine_breaks_no_more_than_a_worker(body: bytes, media: str, asked: Question) -> None:
    with pytest.raises(KgError):
        Workers().call(read_and_pack, (body, media, asked), Limits(60))


def read_and_pack(body: bytes, media: str, asked: Question) -> Packed:
    return packed(read_reply(body, media, asked))


def test_replies_with_bytes_changed_are_read_or_told() -> None:
    chance = random.Random(20_261_129)
    for body, media, asked in [(ROWS, JSON, SELECT), (ROWS_IN_XML, XML, SELECT), (TRIPLE, TURTLE, CONSTRUCT)] * 300:
        changed = bytearray(body)
        for _ in range(chance.randint(1, 4)):
            place = chance.randint(0, len(changed) - 1)
            piece = chance.choice([b"", b"\x00", b"\xff", b'"', b"{", b"<", b"5"])
            changed[place : place + chance.randint(0, 5)] = piece
        with contextlib.suppress(KgError):
            answer = read_reply(bytes(changed), media, asked)
            assert isinstance(answer, Table | list)
            str(answer) if isinstance(answer, Table) else ox.serialize(answer, format=ox.RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("columns", [["x"], [], ["__ASK_RETVAL", "x"]])
def test_a_table_is_no_truth(columns: list[str]) -> None:
    body = b'{"head":{"vars":[%s]},"results":{"bindings":[]}}' % ",".join(f'"{one}"' for one in columns).encode()
    with pytest.raises(KgError, match="true or false was asked for"):
        read_reply(body, JSON, Question("ASK", "ASK {}", "http://server/"))
