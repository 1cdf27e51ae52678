"""Answers as a client gets them, written as the library writes them."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest

import kg
from kg.server.answers import Asked, answer, as_csv
from kg.sparql.table import Table

HARD = r"""SELECT * { VALUES (?a ?b ?c) {
  ("a,b" "x\"y" 1.50) ("l\nm" UNDEF true) (<http://a/b,c> "é"@fr "01"^^<http://www.w3.org/2001/XMLSchema#integer>)
  ("" "2001"^^<http://www.w3.org/2001/XMLSchema#gYear> "l\rx") (" s " 1e3 "tab\t\\t\\") (UNDEF UNDEF UNDEF)
  ("\u0008\u000C" "<b>" "?d") ('"' "\\\"" "\r\n") ("a\u2028b" "\u0085" "😀")
} }"""


def tsv(text: str) -> bytes:
    out = io.BytesIO()
    results = ox.Store().query(text)
    assert isinstance(results, ox.QuerySolutions)
    results.serialize(out, format=ox.QueryResultsFormat.TSV)
    return out.getvalue()


@pytest.mark.parametrize(
    "text", [HARD, "SELECT ?a { VALUES ?a { 1 UNDEF '' 'a,b' } }", "SELECT ?a ?b { FILTER(false) }"]
)
def test_csv_is_what_the_table_writes(text: str) -> None:
    assert as_csv(tsv(text)) == Table.read(tsv(text)).serialize("csv")


def test_csv_of_all_that_is_on_record_is_what_the_table_writes(shipped: kg.KnowledgeGraph) -> None:
    text = "SELECT * { ?a ?b ?c }"
    written = answer(shipped.engine, Asked(text, None, "csv", 10**6, 10**9)).body
    assert written == shipped.query(text).serialize("csv")  # type: ignore[union-attr]
    assert {len(row) for row in csv.reader(io.StringIO(written.decode(), newline=""))} == {3}
