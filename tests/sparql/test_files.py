"""Tables as files: safe in a spreadsheet, and saying themselves where they come from."""

from __future__ import annotations

import io

import pytest

from kg.sparql.files import table_file
from kg.sparql.table import Table, read_csv

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1|calc",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "-1+cmd|' /C calc'!A0",
    " =1",
    "\u00a0＝1",
    "\ufeff=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_in_a_file_is_a_formula(text: str) -> None:
    (_, row) = read_csv(table_file(Table.of(["a"], [(text,)]), "csv").decode("utf-8-sig"))
    assert row == [f"'{text}"]


def test_numbers_and_dates_stay_what_they_are() -> None:
    table = Table.of(["a", "b", "c"], [(-2, "-2.5", "1958-05-12")])
    assert table_file(table, "csv") == b"\xef\xbb\xbfa,b,c\r\n-2,-2.5,1958-05-12\r\n"


def test_what_goes_to_a_program_is_exact() -> None:
    assert Table.of(["a"], [("=1+1",)]).serialize("csv") == b"a\r\n=1+1\r\n"


def test_markdown_parquet_and_a_workbook_say_what_they_are() -> None:
    openpyxl, parquet = pytest.importorskip("openpyxl"), pytest.importorskip("pyarrow.parquet")
    table, facts = Table.of(["a"], [(1,)]).with_caveats("Counted by hand."), [("licence", "CC BY 4.0")]
    assert (
        table_file(table, "markdown", facts)
        .decode()
        .endswith("\n---\n\n- licence: CC BY 4.0\n- caveat: Counted by hand.\n")
    )
    book = openpyxl.load_workbook(io.BytesIO(table_file(table, "xlsx", facts)))
    assert [[cell.value for cell in row] for row in book["about"]][1:] == [
        ["licence", "CC BY 4.0"],
        ["caveat", "Counted by hand."],
    ]
    held = parquet.read_table(io.BytesIO(table_file(table, "parquet", facts))).schema.metadata
    assert held[b"licence"] == b"CC BY 4.0"


def test_a_sheet_has_its_head_in_sight_a_filter_and_columns_that_fit() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    table = Table.of(["a", "b"], [("x" * 40, "y" * 400)])
    sheet = openpyxl.load_workbook(io.BytesIO(table_file(table, "xlsx")))["answer"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (42, 60)
