"""Quads are read from N-Quads as Oxigraph reads them, and Parquet holds the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import kg
from kg.errors import KgError
from kg.spark.quads import COLUMNS, quads_of, read_quads, refuse_wrong, write_parquet

LINES = [
    "<http://a/s> <http://a/p> <http://a/o> .",
    '<http://a/s>\t<http://a/p>  "plain" <http://a/g>. # told',
    '_:b <http://a/p> "trois"@fr-CA _:g .',
    '<http://a/s> <http://a/p> "2001"^^<http://www.w3.org/2001/XMLSchema#gYear> <http://a/g> .',
    r"""<http://a/s> <http://a/p> "a \"b\" \\n \n \t \u00E9 \' < > . _:c \\u0041" <http://a/g> .""",
    '<http://a/s><http://a/p>"tight"<http://a/g>.',
    '<http://a/s> <http://a/p> "" .',
    '<http://a/s> <http://a/p> "' + r"\" " * 20_000 + '" .',
    '<http://a/s> <http://a/p> "' + "long " * 20_000 + '" .',
]

WRONG = [
    "<http://a/s> <http://a/p> .",
    "<http://a/s> <http://a/p> <http://a/o>",
    '"literal" <http://a/p> <http://a/o> .',
    '<http://a/s> <http://a/p> "open .',
    "<http://a/s> _:p <http://a/o> .",
    "<http://a/s> <http://a/p> <http://a/ o> .",
    r'<http://a/s> <http://a/p> "\q" .',
    "no line of N-Quads at all",
]


def frame_of(spark: Any, tmp_path: Path, lines: list[str]) -> Any:
    (tmp_path / "lines.nq").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return quads_of(spark.read.text(str(tmp_path / "lines.nq")))


def as_row(quad: ox.Quad) -> tuple[str | None, ...]:
    def text(term: Any) -> str | None:
        return (
            None if isinstance(term, ox.DefaultGraph) else str(term) if isinstance(term, ox.BlankNode) else term.value
        )

    told = quad.object if isinstance(quad.object, ox.Literal) else None
    ends = text(quad.graph_name), text(quad.subject), quad.predicate.value, text(quad.object)
    return (*ends, told.language if told else None, told.datatype.value if told else None)


def test_lines_are_read_as_oxigraph_reads_them(spark: Any, tmp_path: Path) -> None:
    found = [
        tuple(row[name] for name in COLUMNS) for row in frame_of(spark, tmp_path, ["", "# told", *LINES]).collect()
    ]
    quads = ox.parse("\n".join(LINES), ox.RdfFormat.N_QUADS)
    named = [as_row(quad) for quad in quads]
    anonymous = [tuple("_:" if str(cell).startswith("_:") else cell for cell in row) for row in named]
    assert [tuple("_:" if str(cell).startswith("_:") else cell for cell in row) for row in found] == anonymous


@pytest.mark.parametrize("line", WRONG)
def test_a_line_that_is_no_quad_is_refused(spark: Any, tmp_path: Path, line: str) -> None:
    frame = frame_of(spark, tmp_path, [LINES[0], line])
    with pytest.raises(KgError, match="a line that is no N-Quad") as refusal:
        refuse_wrong(frame, "lines.nq")
    assert line[:80] in str(refusal.value)


def test_parquet_holds_the_same(spark: Any, tmp_path: Path, mini: kg.KnowledgeGraph) -> None:
    mini.write(tmp_path / "all.nq")
    write_parquet(spark, str(tmp_path / "all.nq"), str(tmp_path / "all.parquet"))
    found = read_quads(spark, str(tmp_path / "all.parquet")).select(*COLUMNS).collect()
    assert sorted(map(str, map(tuple, found))) == sorted(str(as_row(quad)) for quad in mini.quads())


def test_parquet_of_something_else_is_refused(spark: Any, tmp_path: Path) -> None:
    spark.sql("SELECT 1 AS subject").write.parquet(str(tmp_path / "other.parquet"))
    with pytest.raises(KgError, match="has no column graph"):
        read_quads(spark, str(tmp_path / "other.parquet"))


def test_parquet_is_not_written_over_anything(spark: Any, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").mkdir()
    with pytest.raises(KgError, match="holds other things"):
        write_parquet(spark, "all.nq", str(tmp_path / "a.parquet"))
