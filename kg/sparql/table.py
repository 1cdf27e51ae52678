"""A table: the answer to a SELECT and the result of every measure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.messages import message
from kg.rdf.terms import Cell, Term, plain, show, write_term
from kg.vocabulary import SHARED_PREFIXES

if TYPE_CHECKING:
    import pandas
    import polars


_XSD = SHARED_PREFIXES["xsd"]


class Table:
    """Named columns and rows of cells.

    It holds the answer as the engine wrote it (SPARQL TSV, which keeps every term whole) and reads cells
    only when they are asked for.

    >>> table = Table.of(["actor", "ties"], [("norad", 12), ("rcmp", 9)])
    >>> table.columns, len(table), table.rows[0]
    (['actor', 'ties'], 2, ('norad', 12))
    """

    def __init__(self, tsv: bytes) -> None:
        self.tsv = tsv
        self.heads: list[str] | None = None
        """What stands over the columns for a reader, where that is not their names."""
        self.notes: list[str] = []
        """What a reader should know of the answer: a name in the query that nothing carries."""

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
        """Make a table from Python values or terms; ``None`` is an empty cell.

        Raises KgError for a name of a column that SPARQL could not give: ``heads`` may hold any words.
        """
        for name in columns:
            if not str(name).isidentifier():
                raise KgError("error.table.column_name", name=name)
        lines = ["\t".join(f"?{column}" for column in columns)]
        lines += ["\t".join(write_term(value) for value in row) for row in rows]
        return cls(("\n".join(lines) + "\n").encode())

    @cached_property
    def columns(self) -> list[str]:
        """The names of the columns, as the query wrote them."""
        head = self.tsv.split(b"\n", 1)[0].decode()
        return [name.removeprefix("?") for name in head.rstrip("\r").split("\t")] if head else []

    @cached_property
    def terms(self) -> list[tuple[Term | None, ...]]:
        """The rows as pyoxigraph terms."""
        return [tuple(solution) for solution in self._parsed()]

    @cached_property
    def rows(self) -> list[tuple[Cell, ...]]:
        """The rows as plain Python values: IRIs and text as ``str``, numbers and dates as what they are."""
        return [tuple(plain(term) for term in row) for row in self.terms]

    def __len__(self) -> int:
        return max(self.tsv.count(b"\n") - 1, 0)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)

    def __getitem__(self, index: int) -> tuple[Cell, ...]:
        return self.rows[index]

    def first(self, most: int, language: str = "en") -> Table:
        """Return the table cut to its first rows; one that is cut says so in its notes, in a language."""
        if len(self) <= most:
            return self
        cut = Table(b"\n".join(self.tsv.split(b"\n", most + 1)[: most + 1]) + b"\n")
        note = message("caveat.cut", language, count=most)
        cut.heads = self.heads
        cut.notes = [*self.notes, note]
        return cut

    def column(self, name: str) -> list[Cell]:
        """Return one column by name. Raises KgError when there is none of that name."""
        if name not in self.columns:
            raise KgError("error.table.no_column", name=name, columns=", ".join(self.columns))
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def without(self, *names: str) -> Table:
        """Return the table without some of its columns.

        >>> Table.of(["actor", "ties"], [("norad", 12)]).without("ties").rows
        [('norad',)]
        """
        kept = [place for place, name in enumerate(self.columns) if name not in names]
        rest = Table.of([self.columns[place] for place in kept], [[row[place] for place in kept] for row in self.terms])
        rest.heads, rest.notes = self.heads and [self.heads[place] for place in kept], self.notes
        return rest

    def to_pandas(self) -> pandas.DataFrame:
        """Return the table as a pandas DataFrame: IRIs as text, numbers, truth values and dates typed by column.

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
        if format_name in ("xlsx", "parquet"):
            from kg.sparql.frames import to_parquet, to_sheet

            return to_sheet(self) if format_name == "xlsx" else to_parquet(self)
        native = {
            "csv": ox.QueryResultsFormat.CSV,
            "json": ox.QueryResultsFormat.JSON,
            "xml": ox.QueryResultsFormat.XML,
        }
        if format_name not in native:
            raise KgError("error.table.format", name=format_name)
        written = self._parsed().serialize(format=native[format_name]) or b""
        if format_name == "xml":
            from kg.rdf.formats import as_xml

            return as_xml(written)
        return written

    def __str__(self) -> str:
        from kg.render.text import table_text

        return table_text(self)

    def _repr_html_(self) -> str:
        from kg.render.html import table_html

        return table_html(self)

    def _parsed(self) -> ox.QuerySolutions:
        parsed = ox.parse_query_results(self.tsv, format=ox.QueryResultsFormat.TSV)
        assert isinstance(parsed, ox.QuerySolutions)
        return parsed

    def _markdown(self) -> str:
        def line(cells: Iterable[str]) -> str:
            return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

        rows = [line(show(term) for term in row) for row in self.terms]
        return "\n".join([line(self.columns), line("---" for _ in self.columns), *rows]) + "\n"


def read_csv(text: str) -> list[list[str]]:
    """Return the rows of a CSV text; for comparing answers with files."""
    return list(csv.reader(io.StringIO(text)))
