"""Tables hold every term whole, and show it as people and programs want it."""

from __future__ import annotations

import csv
import datetime
import io
import json
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.rdf.terms import plain, show, to_rdflib
from kg.sparql.engine import Engine
from kg.sparql.table import Table, read_csv

XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
IRIS = st.sampled_from(["http://example.org/a", "urn:b", "https://example.org/é?x=(1)#y", "http://example.org/a%20b"])
LITERALS = st.one_of(
    TEXT.map(ox.Literal),
    st.tuples(TEXT, st.sampled_from(["en", "fr", "fr-ca"])).map(lambda pair: ox.Literal(pair[0], language=pair[1])),
    st.tuples(TEXT, st.sampled_from([f"{XSD}gYear", f"{XSD}date", f"{XSD}integer", "http://example.org/type"])).map(
        lambda pair: ox.Literal(pair[0], datatype=ox.NamedNode(pair[1]))
    ),
    st.integers().map(ox.Literal),
    st.booleans().map(ox.Literal),
    st.floats(allow_nan=False).map(ox.Literal),
)
TERMS = st.one_of(st.none(), IRIS.map(ox.NamedNode), st.just(ox.BlankNode("b0")), LITERALS)


@st.composite
def rows_of_terms(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    width = draw(st.integers(1, 4))
    return draw(st.lists(st.tuples(*[TERMS] * width), max_size=6).map(lambda rows: rows or [(None,) * width]))


@given(rows_of_terms())
def test_terms_come_out_as_they_went_in(rows: list[tuple[Any, ...]]) -> None:
    table = Table.of([f"c{place}" for place in range(len(rows[0]))], rows)
    assert table.terms == rows
    assert len(table) == len(rows)


@given(rows_of_terms())
def test_what_an_engine_binds_is_what_the_table_holds(rows: list[tuple[Any, ...]]) -> None:
    kept = [row for row in rows if all(isinstance(term, ox.NamedNode | ox.Literal | None) for term in row)]
    names = " ".join(f"?c{place}" for place in range(len(rows[0])))
    values = " ".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in kept)
    answer = Engine(ox.Store()).table(f"SELECT {names} WHERE {{ VALUES ({names}) {{ {values} }} }}")
    expected = Table.of([f"c{place}" for place in range(len(rows[0]))], kept)
    assert [[plain(term) for term in row] for row in answer.terms] == [
        [plain(term) for term in row] for row in expected.terms
    ]
    assert len(answer) == len(kept)


def literal(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))


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


def test_a_table_is_a_sequence_of_rows(table: Table) -> None:
    assert list(table) == table.rows
    assert table[1] == (None, "é")
    assert table.column("note") == ['a "b"|\n\tc', "é"]


def test_an_unknown_column_names_those_that_there_are(table: Table) -> None:
    with pytest.raises(KgError, match=r"no column “nothing”; it has actor, note"):
        table.column("nothing")


def test_csv_can_be_read_back(table: Table) -> None:
    written = table.serialize("csv").decode()
    assert read_csv(written) == list(csv.reader(io.StringIO(written, newline="")))
    assert read_csv(written)[1:] == [["https://w3id.org/perimeter/entity/norad", 'a "b"|\n\tc'], ["", "é"]]


def test_tsv_can_be_read_back_term_for_term(table: Table) -> None:
    assert Table(table.serialize("tsv")).terms == table.terms


def test_json_holds_every_cell_that_is_bound(table: Table) -> None:
    answer = json.loads(table.serialize("json"))
    assert answer["head"]["vars"] == ["actor", "note"]
    assert answer["results"]["bindings"][1] == {"note": {"type": "literal", "value": "é", "xml:lang": "fr"}}


def test_xml_can_be_read_by_another_parser(table: Table) -> None:
    root = ElementTree.fromstring(table.serialize("xml"))
    names = {"s": "http://www.w3.org/2005/sparql-results#"}
    assert [found.text for found in root.iterfind(".//s:literal", names)] == ['a "b"|\n\tc', "é"]


def test_markdown_keeps_a_row_on_a_line_and_pipes_in_their_cell(table: Table) -> None:
    assert table.serialize("markdown").decode() == (
        '| actor | note |\n| --- | --- |\n| ent:norad | a "b"\\| \tc |\n|  | é |\n'
    )


def test_xml_is_refused_where_no_reader_would_accept_it() -> None:
    table = Table.of(["a"], [("x\x01y",)])
    with pytest.raises(KgError, match="control characters"):
        table.serialize("xml")
    assert json.loads(table.serialize("json"))["results"]["bindings"][0]["a"]["value"] == "x\x01y"


def test_an_unknown_format_names_those_that_there_are(table: Table) -> None:
    with pytest.raises(KgError, match=r"“docx”; choose csv, tsv, json, xml, markdown, xlsx or parquet"):
        table.serialize("docx")


def test_rdflib_terms_keep_language_and_lexical_form() -> None:
    first, second, third = map(to_rdflib, (literal("01", "integer"), ox.Literal("é", language="fr"), ox.Literal("x")))
    assert str(first) == "01"
    assert isinstance(first, rdflib.Literal)
    assert first.datatype == rdflib.XSD.integer
    assert second == rdflib.Literal("é", lang="fr")
    assert third == rdflib.Literal("x")


def test_pandas_gets_plain_values() -> None:
    pandas = pytest.importorskip("pandas")
    frame = Table.of(["actor", "ties"], [("norad", 12), ("rcmp", 9)]).to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert frame.to_dict("list") == {"actor": ["norad", "rcmp"], "ties": [12, 9]}


def test_a_query_that_selects_nothing_has_rows_without_columns() -> None:
    table = Engine(ox.Store()).table("SELECT * WHERE {}")
    assert (table.columns, len(table), table.rows) == ([], 1, [()])


def test_an_empty_answer_has_columns_and_no_rows() -> None:
    table = Engine(ox.Store()).table("SELECT ?a ?b WHERE { ?a sec:none ?b }")
    assert (table.columns, len(table), table.rows) == (["a", "b"], 0, [])


def test_printed_it_shows_prefixed_names_and_counts_its_rows(table: Table) -> None:
    lines = str(table).splitlines()
    assert lines[0].split() == ["actor", "note"]
    assert lines[2].split()[0] == "ent:norad"
    assert lines[-1] == "2 rows"


def test_one_row_is_counted_in_the_singular() -> None:
    assert str(Table.of(["a"], [(1,)])).endswith("1 row\n")


def test_printed_it_holds_no_control_characters() -> None:
    hostile = "\x1b[31mred\x1b[0m \x9b31m \u202eabc \x07"
    shown = str(Table.of(["a"], [(hostile,)]))
    assert not set(shown) & set("\x1b\x9b\u202e\x07")
    assert "red" in shown


def test_as_html_it_escapes_cells() -> None:
    html = Table.of(["a"], [("<script>alert(1)</script>",)])._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert html.count("</th>") == html.count("</td>") == 1


def test_as_html_it_says_how_many_rows_it_leaves_out() -> None:
    assert "<p>1,134 more rows</p>" in Table.of(["a"], [(number,) for number in range(1234)])._repr_html_()
    assert "more rows" not in Table.of(["a"], [(number,) for number in range(100)])._repr_html_()


def test_an_empty_cell_is_shown_as_nothing() -> None:
    assert show(None) == ""
    assert show(ox.BlankNode("b0")) == "_:b0"


def test_a_column_is_named_as_a_variable_of_sparql_is() -> None:
    with pytest.raises(KgError, match="“two words” cannot name a column"):
        Table.of(["two words"], [(1,)])
