"""Reading quads into a data frame: N-Quads, line by line, or Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.optional import import_optional
from kg.spark.session import Frame, ask
from kg.vocabulary import SHARED_PREFIXES

COLUMNS = ("graph", "subject", "predicate", "object", "language", "datatype")
"""Of a quad: no graph is the default graph, no datatype an object that is no literal; blank nodes are ``_:name``."""

_IRI = r'<([^\x00-\x20<>"{}|^`\\]++)>'
_NODE = rf'(?:{_IRI}|(_:[^\s<>"\\]*+(?<!\.)))'
_BODY = r"""[^"\\\n\r]*+(?:\\(?:[tbnrf"'\\]|u[0-9A-Fa-f]{4})[^"\\\n\r]*+)*+"""
_LITERAL = rf'(")({_BODY})"(?:@([A-Za-z]++(?:-[A-Za-z0-9]++)*+)|\^\^{_IRI})?'
_LINE = rf"^\s*{_NODE}\s*{_IRI}\s*(?:{_NODE}|{_LITERAL})\s*{_NODE}?\s*\.\s*(?:#.*)?\z"
"""A line of N-Quads, as Java reads it: nothing in it goes back, so that no line costs more than its length."""

_PARTS = "$1$2\n$3\n$4$5$7\n$6\n$8\n$9\n$10$11"
_EMPTY = r"^\s*(#.*)?\z"

_SPLIT = """
SELECT value, split(regexp_replace(value, :line, :parts), '\n') AS part
FROM {lines}
WHERE NOT value RLIKE :empty
"""

_QUADS = """
SELECT
  nullif(get(part, 6), '') AS graph,
  get(part, 0) AS subject,
  get(part, 1) AS predicate,
  CASE
    WHEN get(part, 3) <> '' AND contains(get(part, 2), :backslash) THEN from_json(
      concat('{{"text":"', get(part, 2), '"}}'),
      'text STRING',
      map('allowBackslashEscapingAnyCharacter', 'true', 'allowUnquotedControlChars', 'true')
    ).text
    ELSE get(part, 2)
  END AS object,
  lower(nullif(get(part, 4), '')) AS language,
  CASE
    WHEN get(part, 3) = '' THEN NULL
    WHEN get(part, 4) <> '' THEN :tagged
    WHEN get(part, 5) <> '' THEN get(part, 5)
    ELSE :plain
  END AS datatype,
  CASE WHEN size(part) <> 7 THEN value END AS wrong
FROM {split}
"""
"""The escapes of N-Quads are those of JSON, but for that of an apostrophe; one of eight digits is refused as wrong."""


def read_quads(session: Any, dataset: str) -> Frame:
    """Return the quads of a dataset: Parquet where its name ends so, as ``write_parquet`` makes it, else N-Quads.

    A line that is no quad stands in the column ``wrong``: who reads on refuses it. Files may be compressed, folders of
    files and patterns are read whole, wherever Spark reads. Raises KgError where there is nothing.
    """
    errors = import_optional("pyspark.errors")
    try:
        if dataset.rstrip("/").endswith(".parquet"):
            found = session.read.parquet(dataset)
            missing = [name for name in COLUMNS if name not in found.columns]
            if missing:
                raise KgError("error.spark.no_column", path=dataset, column=missing[0])
            return ask("SELECT *, CAST(NULL AS STRING) AS wrong FROM {found}", found=found.select(*COLUMNS))
        lines = session.read.text(dataset)
    except errors.AnalysisException as reason:
        if "PATH_NOT_FOUND" not in str(reason.getCondition()):
            raise KgError("error.file.not_read", path=dataset, reason=_first_line(reason)) from None
        raise KgError("error.file.missing", path=dataset) from None
    return quads_of(lines)


def quads_of(lines: Frame) -> Frame:
    """Return the quads of lines of N-Quads, a data frame with the column ``value``."""
    split = ask(_SPLIT, {"line": _LINE, "parts": _PARTS, "empty": _EMPTY}, lines=lines)
    datatypes = {"tagged": SHARED_PREFIXES["rdf"] + "langString", "plain": SHARED_PREFIXES["xsd"] + "string"}
    return ask(_QUADS, {"backslash": "\\", **datatypes}, split=split)


def refuse_wrong(quads: Frame, dataset: str) -> None:
    """Raise KgError for a line that is no quad."""
    wrong = quads.where("wrong IS NOT NULL").select("wrong").first()
    if wrong is not None:
        raise KgError("error.spark.no_quad", path=dataset, line=wrong[0][:80])


def write_parquet(session: Any, dataset: str, target: str) -> None:
    """Write N-Quads as Parquet, which is read many times faster; the name of the target ends with ``.parquet``."""
    if not target.rstrip("/").endswith(".parquet"):
        raise KgError("error.file.extension", path=target, known=".parquet")
    if "://" not in target and Path(target).exists():
        raise KgError("error.store.folder_taken", path=target)
    quads = read_quads(session, dataset)
    refuse_wrong(quads, dataset)
    quads.select(*COLUMNS).write.parquet(target)


def _first_line(reason: Exception) -> str:
    return str(reason).splitlines()[0].rstrip(".")
