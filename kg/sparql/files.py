"""Tables as the files that people take away: safe in a spreadsheet, and saying themselves where they come from.

What goes to a program, by ``Table.serialize``, is exact; what goes into a file is opened by people as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.messages import message
from kg.rdf.terms import Term
from kg.render.markdown import markdown_facts
from kg.sparql.table import Table, csv_text, term_csv

Facts = Sequence[tuple[str, str]]
"""What a file says of itself: labels with their values."""

_FORMULA = re.compile(r"[\t\r\n]|[\s\u200b\ufeff]*+[=+\-@＝＋－＠]")
"""How a text begins that a spreadsheet may take for a formula: some drop spaces before they look."""
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def table_file(tables: Table | Mapping[str, Table], format_name: str, facts: Facts = (), language: str = "en") -> bytes:
    """Return a table as a file that says of itself what it is; of several by their names, a workbook holds them all.

    CSV has a byte-order mark, by which spreadsheets know UTF-8, and no text in it is a formula. It has no place for
    facts, nor has TSV, nor has what SPARQL defines (JSON, XML).

    >>> table_file(Table.of(["text"], [("=1+1",), (-2,)]), "csv")
    b"\\xef\\xbb\\xbftext\\r\\n'=1+1\\r\\n-2\\r\\n"
    """
    sheets = {message("sheet.answer", language): tables} if isinstance(tables, Table) else dict(tables)
    table = next(iter(sheets.values()))
    told = [*facts, *((message("about.caveat", language), caveat) for caveat in table.caveats)]
    if format_name == "csv":
        return b"\xef\xbb\xbf" + csv_text(table, _harmless).encode()
    if format_name == "markdown":
        return table.serialize("markdown") + markdown_facts(told, language).encode()
    if format_name == "xlsx":
        from kg.sparql.frames import to_workbook

        about = Table.of(["about", "value"], told).with_labels(["", ""])
        return to_workbook({**sheets, message("sheet.about", language): about})
    if format_name == "parquet":
        from kg.sparql.frames import to_parquet

        return to_parquet(table, dict(told))
    return table.serialize(format_name)


def _harmless(term: Term | None) -> str:
    """Return a cell that no spreadsheet reckons: a formula has an apostrophe before it, as on the page."""
    text = term_csv(term)
    is_number = isinstance(term, ox.Literal) and _NUMBER.fullmatch(text)
    return f"'{text}" if _FORMULA.match(text) and not is_number else text
