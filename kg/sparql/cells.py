"""The cells of a table, kept in the form that they came in; any other form is made once, when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from kg.rdf.terms import Cell, Term, plain, to_term, write_term

Row = tuple[Term | None, ...]


class Cells:
    """Rows of terms under named columns, as terms or as SPARQL TSV, which keeps every term whole."""

    @cached_property
    def columns(self) -> list[str]:
        """The names of the columns."""
        raise NotImplementedError

    @cached_property
    def terms(self) -> list[Row]:
        """The rows as terms."""
        raise NotImplementedError

    @cached_property
    def tsv(self) -> bytes:
        """The columns and rows as SPARQL TSV."""
        raise NotImplementedError

    @cached_property
    def rows(self) -> list[tuple[Cell, ...]]:
        """The rows as plain Python values."""
        return [tuple(plain(term) for term in row) for row in self.terms]

    def __len__(self) -> int:
        return len(self.terms)

    def first(self, most: int) -> Cells:
        """Return the first rows."""
        return CellsOfTerms(self.columns, self.terms[:most])

    def solutions(self) -> ox.QuerySolutions:
        """Return the rows as solutions, which pyoxigraph writes in other formats faster than any loop."""
        solutions = ox.parse_query_results(self.tsv, format=ox.QueryResultsFormat.TSV)
        assert isinstance(solutions, ox.QuerySolutions)
        return solutions


class CellsOfTsv(Cells):
    """Cells as an engine wrote them: what is only counted, cut or written again is never read."""

    def __init__(self, tsv: bytes) -> None:
        self.tsv = tsv

    @cached_property
    def columns(self) -> list[str]:
        """The names of the columns, as the query wrote them."""
        header = self.tsv.split(b"\n", 1)[0].decode()
        return [name.removeprefix("?") for name in header.rstrip("\r").split("\t")] if header else []

    @cached_property
    def terms(self) -> list[Row]:
        """The rows as terms."""
        return [tuple(solution) for solution in self.solutions()]

    def __len__(self) -> int:
        return max(self.tsv.count(b"\n") - 1, 0)

    def first(self, most: int) -> Cells:
        """Return the first rows, cut from the text."""
        return CellsOfTsv(b"\n".join(self.tsv.split(b"\n", most + 1)[: most + 1]) + b"\n")


class CellsOfTerms(Cells):
    """Cells that Python made."""

    def __init__(self, columns: Sequence[str], terms: list[Row]) -> None:
        self.columns, self.terms = list(columns), terms

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> CellsOfTerms:
        """Return the cells of rows of Python values or terms."""
        held = [tuple(row) for row in rows]
        if all(type(value) in _AS_THEY_ARE for row in held for value in row):
            return _CellsOfValues(columns, held)
        return cls(columns, [tuple(map(to_term, row)) for row in held])

    @cached_property
    def tsv(self) -> bytes:
        """The columns and rows as SPARQL TSV."""
        lines = ["\t".join(f"?{column}" for column in self.columns)]
        lines += ["\t".join(write_term(term) for term in row) for row in self.terms]
        return ("\n".join(lines) + "\n").encode()


_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
"""The kinds of values that are the same after they were terms."""


class _CellsOfValues(CellsOfTerms):
    """Cells of plain values: a measure that is taken anew hundreds of times is never made into terms."""

    def __init__(self, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        self.columns, self.rows = list(columns), rows

    @cached_property
    def terms(self) -> list[Row]:
        """The rows as terms."""
        return [tuple(map(to_term, row)) for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)
