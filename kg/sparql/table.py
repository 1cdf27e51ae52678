"""A table: the answer to a SELECT and the result of every measure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import pyoxigraph as ox

from kg.errors import KgError
from kg.messages import message, readers_language
from kg.rdf.terms import Cell, Term, show, text_of
from kg.sparql.cells import Cells, CellsOfTerms, CellsOfTsv, Row

if TYPE_CHECKING:
    import pandas
    import polars

_MOST_SHOWN = 20
_EMPTY_LINE = re.compile(rb'\n(?:""[^\n]*)?(?=\n)')
"""A cell of nothing, in SPARQL TSV of one column."""
_IRI_TO_QUOTE = re.compile(rb"<[^<>,\"\t\n]*+[,\"]|<<")
"""What looks like an IRI with a comma, in SPARQL TSV; and triple terms, which may hold one."""


@dataclass(frozen=True, eq=False, repr=False)
class Table:
    """Named columns and rows of cells: a value, from which others are made and which nothing changes.

    The answer of an engine is kept as the engine wrote it, rows of Python as terms; cells are read when they are
    asked for, once for all tables that share them. ``column_labels`` stand over the columns for a reader and are their
    names unless others are given; ``caveats`` are sentences on what limits the answer.

    >>> table = Table.of(["actor", "ties"], [("norad", 12), ("rcmp", 9)])
    >>> table.columns, len(table), table.rows[0]
    (['actor', 'ties'], 2, ('norad', 12))
    """

    cells: Cells
    column_labels: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.column_labels:
            object.__setattr__(self, "column_labels", tuple(self.columns))

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
        """Make a table from Python values or terms; ``None`` is an empty cell.

        Raises KgError for a name of a column that SPARQL could not give: ``with_labels`` takes any words.
        """
        for name in columns:
            if not str(name).isidentifier():
                raise KgError("error.table.column_name", name=name)
        return Table(CellsOfTerms.of(columns, rows))

    @classmethod
    def read(cls, tsv: bytes) -> Table:
        """Make a table from SPARQL TSV, as an engine writes an answer.

        >>> Table.read(b"?actor\\t?ties\\n\\"norad\\"\\t12\\n").rows
        [('norad', 12)]
        """
        return Table(CellsOfTsv(tsv))

    def with_labels(self, labels: Sequence[str]) -> Self:
        """Return the table with labels over its columns for a reader.

        >>> Table.of(["n"], [(1,)]).with_labels(["number of ties"]).column_labels
        ('number of ties',)
        """
        return replace(self, column_labels=tuple(labels))

    def with_caveats(self, *caveats: str) -> Self:
        """Return the table with these caveats in place of its own."""
        return replace(self, caveats=caveats)

    def with_rows(self, rows: Iterable[Sequence[Any]]) -> Self:
        """Return the table with other rows under the same columns, labels and caveats.

        >>> table = Table.of(["actor", "ties"], [("norad", 12)]).with_caveats("Counted by hand.")
        >>> table.with_rows([("rcmp", 9)]).caveats
        ('Counted by hand.',)
        """
        return replace(self, cells=CellsOfTerms.of(self.columns, rows))

    @property
    def columns(self) -> list[str]:
        """The names of the columns, as the query wrote them."""
        return self.cells.columns

    @property
    def terms(self) -> list[Row]:
        """The rows as pyoxigraph terms."""
        return self.cells.terms

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """The rows as plain Python values: IRIs and strings as ``str``, numbers and dates as what they are."""
        return self.cells.rows

    @property
    def tsv(self) -> bytes:
        """The columns and rows as SPARQL TSV, which keeps every term whole."""
        return self.cells.tsv

    def __len__(self) -> int:
        return len(self.cells)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)

    def __getitem__(self, index: int) -> tuple[Cell, ...]:
        return self.rows[index]

    def first(self, most: int, language: str = "en") -> Self:
        """Return the table cut to its first rows; one that is cut says so in its caveats, in a language."""
        if len(self) <= most:
            return self
        cut = replace(self, cells=self.cells.first(most))
        return cut.with_caveats(*self.caveats, message("caveat.cut", language, count=most))

    def column(self, name: str) -> list[Cell]:
        """Return one column by name. Raises KgError when there is none of that name."""
        if name not in self.columns:
            raise KgError("error.table.no_column", name=name, columns=", ".join(self.columns))
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def without(self, *names: str) -> Self:
        """Return the table without some of its columns.

        >>> Table.of(["actor", "ties"], [("norad", 12)]).without("ties").rows
        [('norad',)]
        """
        kept = [place for place, name in enumerate(self.columns) if name not in names]
        rows = [tuple(row[place] for place in kept) for row in self.terms]
        labels = tuple(self.column_labels[place] for place in kept)
        return replace(self, cells=CellsOfTerms([self.columns[place] for place in kept], rows), column_labels=labels)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the table as a pandas DataFrame: IRIs as strings, numbers, booleans and dates typed by column.

        An unbound cell is missing. Needs the ``tables`` extra.
        """
        from kg.sparql.frames import to_pandas

        return to_pandas(self)

    def to_polars(self) -> polars.DataFrame:
        """Return the table as a polars DataFrame, typed as ``to_pandas`` does. Needs the ``tables`` extra."""
        from kg.sparql.frames import to_polars

        return to_polars(self)

    def serialize(self, format_name: str) -> bytes:
        """Return the table in ``csv``, ``tsv``, ``json``, ``xml``, ``markdown``, ``xlsx`` or ``parquet``.

        Raises KgError for another name; the last two need the ``tables`` extra.
        """
        if format_name == "tsv":
            return self.tsv
        if format_name == "markdown":
            return self._markdown().encode()
        if format_name == "csv" and self._needs_quotes():
            return csv_text(self).encode()
        if format_name in ("xlsx", "parquet"):
            from kg.sparql.frames import to_parquet, to_workbook

            return to_workbook({"answer": self}) if format_name == "xlsx" else to_parquet(self)
        native = {
            "csv": ox.QueryResultsFormat.CSV,
            "json": ox.QueryResultsFormat.JSON,
            "xml": ox.QueryResultsFormat.XML,
        }
        if format_name not in native:
            raise KgError("error.table.format", name=format_name)
        written = self.cells.solutions().serialize(format=native[format_name]) or b""
        if format_name == "xml":
            from kg.rdf.formats import as_xml

            return as_xml(written)
        return written

    def __str__(self) -> str:
        from kg.render.text import table_text

        return "\n".join((table_text(self, language=readers_language()), *self.caveats))

    def __repr__(self) -> str:
        from kg.render.text import table_text

        shown = table_text(self.first(_MOST_SHOWN)).rstrip()
        more = [f"<{len(self):,} rows in all>"] if len(self) > _MOST_SHOWN else []
        return "\n".join((f"{shown} …" if more else shown, *more, *self.caveats))

    def _repr_html_(self) -> str:
        from kg.render.html import table_html

        return table_html(self, readers_language())

    def _needs_quotes(self) -> bool:
        """Tell whether the engine's own CSV would be read as something else: an IRI as two, an empty row as none."""
        is_narrow = len(self.columns) == 1
        return bool(_IRI_TO_QUOTE.search(self.tsv) or (is_narrow and _EMPTY_LINE.search(self.tsv)))

    def _markdown(self) -> str:
        from kg.render.markdown import markdown_table, markdown_text

        rows = ([markdown_text(show(term)) for term in row] for row in self.terms)
        return markdown_table([markdown_text(label) for label in self.column_labels], rows)


def csv_text(table: Table, told: Callable[[Term | None], str] | None = None) -> str:
    """Return a table in CSV, with IRIs quoted where that is needed; ``told`` says what stands in a cell.

    A row of one cell without a value is two quotation marks: programs pass over an empty line.

    >>> csv_text(Table.of(["a"], [(1,), (None,)]))
    'a\\r\\n1\\r\\n""\\r\\n'
    """
    read, nothing = told or term_csv, '""' if len(table.columns) == 1 else ""
    lines = [table.columns, *(map(read, row) for row in table.terms)]
    return "".join(f"{','.join(map(_quoted, line)) or nothing}\r\n" for line in lines)


def term_csv(term: Term | None) -> str:
    """Return a term as it stands in CSV."""
    if isinstance(term, ox.Triple):
        return " ".join(_quoted(term_csv(part)) for part in term)
    return str(term) if isinstance(term, ox.BlankNode) else text_of(term)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\r\n]', text) else text


def read_csv(text: str) -> list[list[str]]:
    """Return the rows of a CSV text; for comparing answers with files."""
    return list(csv.reader(io.StringIO(text)))
