"""Faults in the syntax of a data file, told as what was most likely meant."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from kg.errors import DataError
from kg.messages import message
from kg.signs import closing_place, sign_words, strange_place

_OPAQUE = re.compile(r'"(?:[^"\\]|\\.)*+"?|\'(?:[^\'\\]|\\.)*+\'?|#.*')
_RELATIVE = re.compile(r"<([^<>\s]*)>")
_OTHER_KINDS = (
    (re.compile(rb"\x1f\x8b"), "error.data.packed"),
    (re.compile(rb"\xff\xfe|\xfe\xff|(?:[^\0]\0|\0[^\0]){4}"), "error.data.utf16"),
    (re.compile(rb"\A\s*+(?:<!doctype\s+html|<html)\b", re.IGNORECASE), "error.data.web_page"),
    (re.compile(rb'\A\s*+(?:\{\s*+"|\[\s*+\{)'), "error.data.is_json"),
)
"""How a file begins that is no Turtle at all, and our words for it."""
_LINES = (
    (re.compile(r"\A\s*+(```)"), "error.syntax.fenced"),
    (re.compile(r"\A(<{7}|\|{7}|={7}|>{7})(?:\s|$)"), "error.data.unmerged"),
)
"""How a line looks that belongs to what the file came out of."""
_SIGNS = (
    (re.compile(r"(&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-fA-F]+);)"), "error.syntax.entity"),
    (re.compile(r"""["']\s*@[A-Za-z]+(_)\w"""), "error.syntax.language_hyphen"),
)
"""What stands in a line in place of what is meant."""


def syntax_fault(error: SyntaxError, path: Path, content: bytes) -> DataError:
    """Return what the parser says of a file as an error with its place: an odd sign and a missing base are named."""
    other = file_of_another_kind(path, content)
    if other:
        return other
    reason = re.sub(r"^.*?columns? \d+( and \d+)?: ", "", str(error.msg))
    line, column = error.lineno or 0, error.offset or 0
    text = _line(content, line)
    if "No scheme found" in reason:
        found = _RELATIVE.search(text, max(column - 1, 0))
        return DataError("error.data.no_base", path, line, column, address=found[0] if found else "<>")
    for patterns, shown in ((_LINES, text), (_SIGNS, _bare(text))):
        for pattern, key in patterns:
            if meant := pattern.search(shown):
                told = partial(message, key)
                return DataError("error.data.as_told", path, line, meant.start(1) + 1, reason=told)
    place = _odd_place(text, column)
    if place is None:
        return DataError("error.data.as_told", path, line, column, reason=reason)
    return DataError("error.data.odd_sign", path, line, place + 1, reason=partial(sign_words, text[place]))


def file_of_another_kind(path: Path, content: bytes) -> DataError | None:
    """Return what a file is that is no text in UTF-8, or not of the kind that its name says; None where it may be.

    >>> str(file_of_another_kind(Path("a.ttl"), b"<!DOCTYPE html><html>"))
    'a.ttl:1:1: is a web page; save the data that it offers'
    """
    for beginning, key in _OTHER_KINDS:
        if beginning.match(content) and not (key == "error.data.is_json" and ".jsonld" in path.suffixes):
            return DataError("error.data.as_told", path, 1, 1, reason=partial(message, key))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return not_utf8(error, path)
    return None


def not_utf8(error: UnicodeDecodeError, path: Path) -> DataError:
    """Return where a file is no text in UTF-8, as the error of its decoding says it."""
    before = error.object[: error.start].decode("utf-8").split("\n")
    byte = f"{error.object[error.start]:02X}"
    return DataError("error.data.not_utf8", path, len(before), len(before[-1]) + 1, byte=byte)


def _bare(line: str) -> str:
    """Return a line with its texts and comments blanked out, but for the mark that ends a text."""
    return _OPAQUE.sub(lambda text: " " * (len(text[0]) - 1) + text[0][-1], line)


def _line(content: bytes, number: int) -> str:
    lines = re.split(rb"\r\n?|\n", content)
    return lines[number - 1].decode("utf-8", "replace") if 0 < number <= len(lines) else ""


def _odd_place(line: str, column: int) -> int | None:
    """Return the place of the sign at a column, else of the first outside texts and IRIs, that Turtle does not have."""
    if column and strange_place(line[column - 1 : column]) is not None:
        return column - 1
    place = strange_place(_OPAQUE.sub(lambda text: " " * len(text[0]), line))
    return closing_place(line) if place is None else place
