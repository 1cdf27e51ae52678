"""Terms: as Python values, as text, and as those of rdflib."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given

from kg.rdf.terms import plain, to_rdflib, to_rdflib_graph
from kg.sparql.table import Table
from tests.rdf.any_terms import XSD, literal, rows_of_terms

A, B = ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/b")


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (A, rdflib.URIRef("http://example.org/a")),
        (ox.BlankNode("b0"), rdflib.BNode("b0")),
        (ox.Literal("é", language="fr"), rdflib.Literal("é", lang="fr")),
        (ox.Literal("x"), rdflib.Literal("x")),
    ],
)
def test_terms_become_those_of_rdflib(
    term: ox.NamedNode | ox.BlankNode | ox.Literal, expected: rdflib.term.Identifier
) -> None:
    assert to_rdflib(term) == expected


def test_a_literal_keeps_its_lexical_form_in_rdflib() -> None:
    made = to_rdflib(ox.Literal("01", datatype=ox.NamedNode(f"{XSD}integer")))
    assert isinstance(made, rdflib.Literal)
    assert (str(made), made.datatype) == ("01", rdflib.XSD.integer)


def test_a_graph_for_rdflib_writes_our_prefixes() -> None:
    graph = to_rdflib_graph([ox.Triple(ox.NamedNode("https://w3id.org/perimeter/entity/a"), B, ox.Literal(1))])
    assert len(graph) == 1
    assert "ent:a" in graph.serialize(format="turtle")


@given(rows_of_terms())
def test_terms_come_out_as_they_went_in(rows: list[tuple[Any, ...]]) -> None:
    table = Table.of([f"c{place}" for place in range(len(rows[0]))], rows)
    assert table.terms == rows
    assert len(table) == len(rows)


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (ox.NamedNode("http://example.org/a"), "http://example.org/a"),
        (ox.BlankNode("b0"), "_:b0"),
        (ox.Literal("word", language="en"), "word"),
        (ox.Literal(3), 3),
        (ox.Literal(1.5), 1.5),
        (ox.Literal(True), True),
        (literal("0", "boolean"), False),
        (literal("1.50", "decimal"), Decimal("1.50")),
        (literal("2001-09-11", "date"), datetime.date(2001, 9, 11)),
        (literal("2001-09", "gYearMonth"), "2001-09"),
        (literal("2001-13-45", "date"), "2001-13-45"),
        (literal("many", "integer"), "many"),
        (literal("much", "decimal"), "much"),
    ],
)
def test_a_term_reads_as_the_python_value_that_it_is(term: Any, value: Any) -> None:
    assert plain(term) == value
    assert type(plain(term)) is type(value)


def test_python_values_become_terms_of_their_datatype() -> None:
    row = ("norad", 12, 1.5, True, Decimal("2.50"), datetime.date(1958, 5, 12), None)
    table = Table.of(list("abcdefg"), [row])
    assert table.rows == [row]
    assert [term.datatype.value.removeprefix(XSD) for term in table.terms[0][1:6]] == [  # type: ignore[union-attr]
        "integer",
        "double",
        "boolean",
        "decimal",
        "date",
    ]


@pytest.fixture
def table() -> Table:
    return Table.of(
        ["actor", "note"],
        [
            (ox.NamedNode("https://w3id.org/perimeter/entity/norad"), 'a "b"|\n\tc'),
            (None, ox.Literal("é", language="fr")),
        ],
    )


def test_rdflib_terms_keep_language_and_lexical_form() -> None:
    first, second, third = map(to_rdflib, (literal("01", "integer"), ox.Literal("é", language="fr"), ox.Literal("x")))
    assert str(first) == "01"
    assert isinstance(first, rdflib.Literal)
    assert first.datatype == rdflib.XSD.integer
    assert second == rdflib.Literal("é", lang="fr")
    assert third == rdflib.Literal("x")
