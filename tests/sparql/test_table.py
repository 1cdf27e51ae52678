"""Tables hold every term whole, and show it as people and programs want it."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pyoxigraph as ox
import pytest
from hypothesis import given

from kg.errors import KgError
from kg.rdf.terms import plain, show
from kg.sparql import cells
from kg.sparql.engine import Engine
from kg.sparql.files import table_file
from kg.sparql.table import Table, csv_text, read_csv
from tests.rdf.any_terms import rows_of_terms


@pytest.mark.parametrize("iri", ["http://dbpedia.org/resource/Ottawa,_Ontario", "http://example.org/a,b,c"])
def test_an_iri_with_a_comma_is_one_cell_of_csv(iri: str) -> None:
    table = Engine(ox.Store()).table(
        f"SELECT (<{iri}> AS ?place) (1 AS ?rank) ?none ('a \"b\"\\nc' AS ?text) (<http://example.org/> AS ?plain) {{}}"
    )
    assert read_csv(table.serialize("csv").decode()) == [
        ["place", "rank", "none", "text", "plain"],
        [iri, "1", "", 'a "b"\nc', "http://example.org/"],
    ]


def test_csv_is_what_the_engine_writes_but_for_the_quotes() -> None:
    text = "SELECT ?a ?b { VALUES (?a ?b) { (1 'x') (1.5 'y, z') (true UNDEF) (UNDEF '') (<a:b> 'l'@fr) } }"
    table = Engine(ox.Store()).table(text)
    assert csv_text(table).encode() == table.serialize("csv")


@pytest.mark.parametrize("values", ["UNDEF 1", "1 UNDEF", "'' 1", "''@en UNDEF", "1 ''"])
def test_a_row_of_one_empty_cell_is_a_row_of_csv(values: str) -> None:
    table = Engine(ox.Store()).table(f"SELECT ?a {{ VALUES ?a {{ {values} }} }}")
    assert len(read_csv(table.serialize("csv").decode())) == 3
    assert "\r\n\r\n" not in table.serialize("csv").decode()
    assert "\r\n\r\n" not in table_file(table, "csv").decode("utf-8-sig")
    assert len(table.to_pandas()) == len(pd.read_csv(io.BytesIO(table.serialize("csv")))) == 2


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


def test_nothing_changes_a_table(table: Table) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.caveats = ("changed",)  # type: ignore[misc]


@pytest.mark.parametrize(
    "derive",
    [
        lambda table: table.first(1),
        lambda table: table.without("missing"),
        lambda table: table.with_rows(table.rows),
        lambda table: table.with_rows([]),
    ],
)
def test_what_is_made_from_a_table_keeps_its_labels_and_caveats(table: Table, derive: Callable[[Table], Table]) -> None:
    labels = tuple(f"Column {name}" for name in table.columns)
    made = derive(table.with_labels(labels).with_caveats("Counted by hand."))
    assert made.column_labels == labels
    assert made.caveats[0] == "Counted by hand."


def test_labels_of_columns_are_their_names_unless_others_are_given(table: Table) -> None:
    assert table.column_labels == tuple(table.columns)
    rest = table.with_labels(table.columns[::-1]).without(table.columns[0])
    assert rest.column_labels == tuple(table.columns[::-1][1:])


def test_an_answer_is_read_once_and_rows_of_python_never(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []

    def counted(text: bytes, **options: Any) -> object:
        read.append(text)
        return ox.parse_query_results(text, **options)

    monkeypatch.setattr(cells, "ox", SimpleNamespace(**(vars(ox) | {"parse_query_results": counted})))
    answer = Engine(ox.Store()).table("SELECT ?a ?b WHERE { VALUES (?a ?b) { (1 2) (3 4) } }")
    assert len(answer) == 2
    assert answer.first(1).columns == ["a", "b"]
    assert read == []
    made = answer.with_caveats("few").with_rows(answer.terms).without("b").first(1)
    assert (answer.rows, made.rows) == ([(1, 2), (3, 4)], [(1,)])
    assert len(read) == 1


def test_csv_can_be_read_back(table: Table) -> None:
    written = table.serialize("csv").decode()
    assert read_csv(written) == list(csv.reader(io.StringIO(written, newline="")))
    assert read_csv(written)[1:] == [["https://w3id.org/perimeter/entity/norad", 'a "b"|\n\tc'], ["", "é"]]


def test_tsv_can_be_read_back_term_for_term(table: Table) -> None:
    assert Table.read(table.serialize("tsv")).terms == table.terms


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
        '| actor | note |\n| --- | --- |\n| ent:norad | a "b"\\| c |\n|  | é |\n'
    )


def test_xml_is_refused_where_no_reader_would_accept_it() -> None:
    table = Table.of(["a"], [("x\x01y",)])
    with pytest.raises(KgError, match="control characters"):
        table.serialize("xml")
    assert json.loads(table.serialize("json"))["results"]["bindings"][0]["a"]["value"] == "x\x01y"


def test_an_unknown_format_names_those_that_there_are(table: Table) -> None:
    with pytest.raises(KgError, match=r"“docx”; choose csv, tsv, json, xml, markdown, xlsx or parquet"):
        table.serialize("docx")


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


def test_the_first_rows_keep_every_cell_whole() -> None:
    table = Table.of(["text"], [('a\nb\t"c"',), (None,), ("d",)])
    assert table.first(2).rows == [('a\nb\t"c"',), (None,)]
    assert table.first(3) is table
