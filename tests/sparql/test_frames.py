"""Tables become data frames, sheets and Parquet files without losing anything of a cell."""

from __future__ import annotations

import datetime
import io
import math
import re
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.sparql.engine import Engine
from kg.sparql.table import Table, read_csv
from tests.worlds import MINI, RunKg

XSD = "http://www.w3.org/2001/XMLSchema#"
TRICKY = 'tab\t, newline\n, return\r, "quoted", \\n as written, \\t, ?, é, 😀, \u0001 and no end\\'
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WHOLE = st.integers(-(2**63), 2**63 - 1)
CELLS: dict[str, st.SearchStrategy[Any]] = {
    "text": st.one_of(TEXT, st.sampled_from([TRICKY, "", "1", "true", "<urn:a>", '"', "NULL", "nan", "\ufeff"])),
    "integer": WHOLE,
    "number": st.floats(allow_nan=False),
    "truth": st.booleans(),
    "date": st.dates(),
}
COLUMNS = st.sampled_from(sorted(CELLS)).flatmap(
    lambda kind: st.lists(st.one_of(st.none(), CELLS[kind]), min_size=3, max_size=3)
)


@pytest.fixture
def pandas() -> Any:
    pytest.importorskip("pyarrow")
    return pytest.importorskip("pandas")


@pytest.fixture
def polars() -> Any:
    pytest.importorskip("pyarrow")
    return pytest.importorskip("polars")


def select(values: str, names: str = "?cell") -> Table:
    """The answer to a query that does nothing but give values."""
    return Engine(ox.Store()).table(f"SELECT {names} WHERE {{ VALUES ({names}) {{ {values} }} }}")


@given(columns=st.lists(COLUMNS, min_size=1, max_size=3))
def test_what_goes_into_a_table_comes_out_of_a_frame(columns: list[list[Any]]) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("polars")
    table = Table.of([f"c{place}" for place in range(len(columns))], list(zip(*columns, strict=True)))
    frame = table.to_polars()
    assert [frame[name].to_list() for name in frame.columns] == columns


@given(columns=st.lists(COLUMNS, min_size=1, max_size=3))
def test_pandas_has_the_same_cells_missing_and_the_same_texts(columns: list[list[Any]]) -> None:
    pytest.importorskip("pyarrow")
    pandas = pytest.importorskip("pandas")
    table = Table.of([f"c{place}" for place in range(len(columns))], list(zip(*columns, strict=True)))
    frame = table.to_pandas()
    for name, cells in zip(frame.columns, columns, strict=True):
        assert [bool(pandas.isna(cell)) for cell in frame[name]] == [cell is None for cell in cells]
        texts = [cell for cell in cells if isinstance(cell, str)]
        assert not texts or [cell for cell in frame[name] if not pandas.isna(cell)] == texts


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("(<urn:a>) (<urn:b?x=1&y=(2)#z>)", ["urn:a", "urn:b?x=1&y=(2)#z"]),
        ('("a"@en) ("b"@en)', ["a", "b"]),
        ('("a"@en) ("b"@fr-CA) ("c") (<urn:d>) (4)', ["a", "b", "c", "urn:d", "4"]),
        ('("") (UNDEF)', ["", None]),
        ("(1) (-2) (UNDEF)", [1, -2, None]),
        ('("1") ("02")', ["1", "02"]),
        ('(1) ("1")', ["1", "1"]),
        ("(1) (true)", ["1", "true"]),
        ("(true) (1)", ["true", "1"]),
        ("(1.5) (2) (3e0)", [1.5, 2.0, 3.0]),
        ("(2) (1.5)", [2.0, 1.5]),
        ("(true) (false) (UNDEF)", [True, False, None]),
        ('("2001-09-11"^^xsd:date) (UNDEF)', [datetime.date(2001, 9, 11), None]),
        ('("2001-09-11"^^xsd:date) ("2001"^^xsd:gYear)', ["2001-09-11", "2001"]),
        ('("2001-09"^^xsd:gYearMonth) ("2001-10"^^xsd:gYearMonth)', ["2001-09", "2001-10"]),
        ('("soon"^^xsd:date) ("2001-09-11"^^xsd:date)', ["soon", "2001-09-11"]),
        ('("abc"^^xsd:integer) (1)', ["abc", "1"]),
        ('("INF"^^xsd:double) (1e0)', [math.inf, 1.0]),
        ("(UNDEF) (UNDEF)", [None, None]),
    ],
)
def test_a_column_is_typed_where_all_of_it_allows(cells: str, expected: list[Any], polars: Any) -> None:
    found = select(cells).to_polars()["cell"].to_list()
    assert found == expected
    assert [type(cell) for cell in found] == [type(cell) for cell in expected]


def test_integers_that_are_too_large_stay_as_they_are_written(polars: Any) -> None:
    table = Table.read(b"?n\n1\n100000000000000000000\n")
    assert table.to_polars()["n"].to_list() == ["1", "100000000000000000000"]


def test_pandas_columns_have_the_types_that_analysis_needs(pandas: Any) -> None:
    row = '(<urn:a> "text" 1 1.5 true "2001-09-11"^^xsd:date)'
    frame = select(f"{row} {row}", "?iri ?text ?whole ?part ?truth ?day").to_pandas()
    assert [frame[name].dtype.kind for name in ("whole", "part", "truth", "day")] == ["i", "f", "b", "M"]
    assert list(frame.columns) == ["iri", "text", "whole", "part", "truth", "day"]


def test_pandas_keeps_whole_numbers_whole_where_some_are_missing(pandas: Any) -> None:
    frame = select("(9007199254740993 true) (UNDEF UNDEF)", "?whole ?truth").to_pandas()
    assert frame["whole"][0] == 9007199254740993
    assert str(frame["whole"].dtype) == "Int64"
    assert str(frame["truth"].dtype) == "boolean"


def test_pandas_without_pyarrow_gets_the_same_by_way_of_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    frame = Table.of(["actor", "ties"], [("norad", 12), ("rcmp", 9)]).to_pandas()
    assert frame["ties"].sum() == 21


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_frame_has_as_many_rows_as_the_table_even_when_all_are_empty(rows: int, pandas: Any, polars: Any) -> None:
    table = Table.of(["cell"], [(None,)] * rows)
    assert table.to_pandas().shape == table.to_polars().shape == (rows, 1)
    assert len(Table.of([], [()] * rows).to_pandas()) == rows


def test_a_cell_longer_than_a_block_of_the_reader_is_read(polars: Any) -> None:
    long = "x" * 3_000_000
    assert Table.of(["cell"], [("a",), (long,), ("b",)]).to_polars()["cell"].to_list() == ["a", long, "b"]


def test_parquet_keeps_types_and_texts(polars: Any) -> None:
    table = Table.of(["text", "day"], [(TRICKY, datetime.date(2001, 9, 11)), ("", None)])
    frame = polars.read_parquet(io.BytesIO(table.serialize("parquet")))
    assert frame.rows() == [(TRICKY, datetime.date(2001, 9, 11)), ("", None)]


def sheet_rows(content: bytes) -> list[list[Any]]:
    openpyxl = pytest.importorskip("openpyxl")
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content)).active]


def test_a_sheet_holds_text_as_text_and_never_a_formula() -> None:
    pytest.importorskip("openpyxl")
    cells = ["=1+1", "#N/A", "+1", "007", 12, True, datetime.date(2001, 9, 11), Decimal("1.5"), 10**20, None]
    head, row = sheet_rows(Table.of([f"c{place}" for place in range(10)], [cells]).serialize("xlsx"))
    assert head == [f"c{place}" for place in range(10)]
    assert row[:6] == ["=1+1", "#N/A", "+1", "007", 12, True]
    assert row[6].date() == datetime.date(2001, 9, 11)
    assert row[7:] == [1.5, str(10**20), None]


@pytest.mark.parametrize("text", ["\x01", "a\ufffe", "\uffff", "x" * 40_000])
def test_what_a_sheet_cannot_hold_is_said(text: str) -> None:
    pytest.importorskip("openpyxl")
    with pytest.raises(KgError, match=r"^Column cell, row 3: .*choose csv or parquet"):
        Table.of(["first", "cell"], [("", ""), ("", text)]).serialize("xlsx")


def test_a_sheet_tells_the_date_of_the_source_and_never_today_s(monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    table = Table.of(["cell"], [("a",)])
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert openpyxl.load_workbook(io.BytesIO(table.serialize("xlsx"))).properties.modified.year == 1980
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(20 * 365 * 86_400))
    told = table.serialize("xlsx")
    assert openpyxl.load_workbook(io.BytesIO(told)).properties.created.year == 1989
    assert {part.date_time[0] for part in zipfile.ZipFile(io.BytesIO(told)).infolist()} == {1989}
    assert sheet_rows(told) == [["cell"], ["a"]]


@pytest.mark.parametrize(
    ("package", "format_name"), [("openpyxl", "xlsx"), ("pyarrow", "parquet"), ("pyarrow.parquet", "parquet")]
)
def test_a_missing_package_is_named_with_the_extra_that_brings_it(
    package: str, format_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(KgError, match=re.escape(f"{package.partition('.')[0]}: pip install 'perimeter-kg[tables]'")):
        Table.of(["cell"], [("a",)]).serialize(format_name)


def test_polars_that_is_missing_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(KgError, match="polars"):
        Table.of(["cell"], [("a",)]).to_polars()


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_csv_gives_back_every_text(rows: list[tuple[str, str]]) -> None:
    written = Table.of(["a", "b"], rows).serialize("csv")
    text = io.TextIOWrapper(io.BytesIO(written), encoding="utf-8", newline="").read()
    assert read_csv(text) == [["a", "b"], *map(list, rows)]


@pytest.mark.parametrize("name", ["answer.xlsx", "answer.parquet"])
def test_the_extension_of_the_output_names_the_format(name: str, tmp_path: Path, run_kg: RunKg) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("openpyxl")
    query = "SELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who"
    done = run_kg("query", query, "--data", MINI, "-o", tmp_path / name)
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / name).read_bytes()[:4] in (b"PK\x03\x04", b"PAR1")
