"""Faults in the syntax of a data file, told as what was most likely meant."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from kg.errors import DataError
from kg.signs import closing_place, sign_words, strange_place

_OPAQUE = re.compile(r'"(?:[^"\\]|\\.)*+"?|\'(?:[^\'\\]|\\.)*+\'?|#.*')
_RELATIVE = re.compile(r"<([^<>\s]*)>")


def syntax_fault(error: SyntaxError, path: Path, content: bytes) -> DataError:
    """Return what the parser says of a file as an error with its place: an odd sign and a missing base are named."""
    reason = re.sub(r"^.*?columns? \d+( and \d+)?: ", "", str(error.msg))
    line, column = error.lineno or 0, error.offset or 0
    text = _line(content, line)
    if "No scheme found" in reason:
        found = _RELATIVE.search(text, max(column - 1, 0))
        return DataError("error.data.no_base", path, line, column, address=found[0] if found else "<>")
    place = _odd_place(text, column)
    if place is None:
        return DataError("error.data.as_told", path, line, column, reason=reason)
    told = partial(sign_words, text[place])
    return DataError("error.data.odd_sign", path, line, place + 1, reason=told)


def _line(content: bytes, number: int) -> str:
    lines = re.split(rb"\r\n?|\n", content)
    return lines[number - 1].decode("utf-8", "replace") if 0 < number <= len(lines) else ""


def _odd_place(line: str, column: int) -> int | None:
    """Return the place of the sign at a column, else of the first outside texts and IRIs, that Turtle does not have."""
    if column and strange_place(line[column - 1 : column]) is not None:
        return column - 1
    place = strange_place(_OPAQUE.sub(lambda text: " " * len(text[0]), line))
    return closing_place(line) if place is None else place
