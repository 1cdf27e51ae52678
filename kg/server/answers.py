"""The answer to a query, written as a client gets it; computed in a worker."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.errors import LimitExceeded
from kg.rdf.formats import as_xml, write_boolean, write_triples
from kg.rdf.query_text import limit_of
from kg.sparql.cells import CellsOfTerms
from kg.sparql.engine import Engine, Graphs, Results
from kg.sparql.table import Table

_NATIVE = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
_ROW_ENDS = {"json": (b"}}", b"{}"), "xml": (b"</result>", b"<result/>"), "tsv": (b"\n",)}
"""What rows end with, each with one of them; a text may hold some too."""

_ESCAPED, _QUOTED = re.compile(r"\\(.)", re.DOTALL), re.compile('[",\r\n]')
_SIGNS = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}

SMALL = 1_000_000
"""Up to so many bytes an answer is handed over at once, else as a file."""
_WORTH_PACKING = 1_000


class Asked(NamedTuple):
    """A query to be answered: its text, the graphs that it is asked of, the format, the most rows, triples and bytes.

    ``place`` is where an answer that is not small may be left as a file.
    """

    text: str
    graphs: Graphs | None
    format_name: str
    rows: int
    bytes: int
    packed: bool = False
    place: str = ""


class Written(NamedTuple):
    """What was written: here, or in the file that was offered; ``cut`` is whether rows were left out."""

    body: bytes
    cut: bool = False
    packed: bool = False
    in_file: bool = False


def answer(engine: Engine, asked: Asked) -> Written:
    """Return the answer to a query, written.

    Raises QueryError for a fault in the query, LimitExceeded for an answer of too many bytes.

    >>> from kg.graph import load
    >>> answer(load("tests/mini").engine, Asked("ASK {}", None, "json", 10, 1_000)).body
    b'{"head": {}, "boolean": true}\\n'
    """
    write = partial(_written, asked)
    body, cut = engine.results(asked.text, write, asked.graphs, most=asked.rows + 1)
    return handed_over(body, cut=cut, packed=asked.packed, place=asked.place)


def answer_of(engine: Engine, *asked: Any) -> tuple[Any, ...]:
    """Return the same of plain values, which cost less on their way from one process to another."""
    return tuple(answer(engine, Asked(*asked)))


def handed_over(body: bytes, *, cut: bool = False, packed: bool = False, place: str = "") -> Written:
    """Return what was written, packed where that is asked and worth it, and as a file where it is not small."""
    is_packed = packed and len(body) > _WORTH_PACKING
    if is_packed:
        body = gzip.compress(body, 4, mtime=0)
    if place and len(body) > SMALL:
        Path(place).write_bytes(body)
        return Written(b"", cut, is_packed, in_file=True)
    return Written(body, cut, is_packed)


def _written(asked: Asked, results: Results) -> tuple[bytes, bool]:
    if isinstance(results, ox.QueryBoolean):
        return write_boolean(bool(results), asked.format_name), False
    if isinstance(results, ox.QueryTriples | list):
        triples = list(islice(results, asked.rows + 1))
        body = write_triples(triples[: asked.rows], asked.format_name)
        if len(body) > asked.bytes:
            raise _too_large(asked)
        return body, len(triples) > asked.rows
    out = _Bounded(asked)
    try:
        results.serialize(out, format=_NATIVE.get(asked.format_name, ox.QueryResultsFormat.TSV))
    except OSError:
        raise _too_large(asked) from None
    return _cut(asked, out.getvalue())


def _cut(asked: Asked, written: bytes) -> tuple[bytes, bool]:
    """Return the rows in the format, without those that are too many, and whether there were any."""
    held = asked.format_name if asked.format_name in _NATIVE else "tsv"
    if _is_short(asked, written) or sum(map(written.count, _ROW_ENDS[held])) <= asked.rows:
        if asked.format_name in _NATIVE:
            return as_xml(written) if held == "xml" else written, False
        return as_csv(written), False
    found = ox.parse_query_results(written, format=_NATIVE[held])
    assert isinstance(found, ox.QuerySolutions)
    columns = [variable.value for variable in found.variables]
    rows: Sequence[ox.QuerySolution] = list(islice(found, asked.rows + 1))
    cells = [tuple(row[name] for name in columns) for row in rows[: asked.rows]]
    return Table(CellsOfTerms(columns, cells)).serialize(asked.format_name), len(rows) > asked.rows


def _is_short(asked: Asked, written: bytes) -> bool:
    """Tell whether there are no more rows than may be, without a count of them: each is a byte at least."""
    if len(written) <= asked.rows:
        return True
    limit = limit_of(asked.text)
    return limit is not None and limit <= asked.rows


def as_csv(written: bytes) -> bytes:
    """Return rows in TSV, which the engine writes, as CSV: its own leaves an IRI with a comma without quotes.

    >>> as_csv(b'?a\\t?b\\n<http://a/b,c>\\t"d\\\\ne"@en\\n')
    b'a,b\\r\\n"http://a/b,c","d\\ne"\\r\\n'
    """
    text = written.decode()
    head, _, rows = text.partition("\n")
    if "<<(" in rows or "\t" not in head:  # a triple as a term, or a row that may be an empty line
        return Table.read(written).serialize("csv")
    lines = [head.replace("?", "").replace("\t", ",")]
    known = _Cells()
    lines += [",".join([known[cell] for cell in line.split("\t")]) for line in rows.split("\n")[:-1]]
    return ("\r\n".join(lines) + "\r\n").encode()


class _Cells(dict[str, str]):
    """Cells of TSV with the same in CSV, each worked out once."""

    def __missing__(self, cell: str) -> str:
        told = cell
        if cell.startswith("<"):
            told = cell[1:-1]
        elif cell.startswith('"'):
            told = _ESCAPED.sub(lambda found: _SIGNS.get(found[1], found[1]), cell[1 : cell.rindex('"')])
        self[cell] = f'"{told.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(told) else told
        return self[cell]


def _too_large(asked: Asked) -> LimitExceeded:
    return LimitExceeded("error.http.answer_bytes", megabytes=asked.bytes // 1_000_000)


class _Bounded(io.BytesIO):
    """Bytes up to a limit; what comes after it ends the writing."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._left = asked.bytes

    def write(self, piece: bytes, /) -> int:  # type: ignore[override]
        self._left -= len(piece)
        if self._left < 0:
            raise OSError
        return super().write(piece)
