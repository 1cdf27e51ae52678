"""Faults in the syntax of a data file, told as what was most likely meant."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from pathlib import Path

from kg.errors import DataError
from kg.messages import message

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"?|\'(?:[^\'\\]|\\.)*+\'?|#.*')
_RELATIVE = re.compile(r"<([^<>\s]*)>")
_ADVICE = {
    "Cf": "data.sign.hidden",
    "Pd": "data.sign.dash",
    "Pf": "data.sign.quote",
    "Pi": "data.sign.quote",
    "Ps": "data.sign.quote",
    "Zs": "data.sign.space",
}
"""What to write in place of a sign, by its category."""


def syntax_fault(error: SyntaxError, path: Path, content: bytes) -> DataError:
    """Return what the parser says of a file as an error with its place: an odd sign and a missing base are named."""
    reason = re.sub(r"^.*?columns? \d+( and \d+)?: ", "", str(error.msg))
    line, column = error.lineno or 0, error.offset or 0
    text = _line(content, line)
    if "No scheme found" in reason:
        found = _RELATIVE.search(text, max(column - 1, 0))
        return DataError("error.data.no_base", path, line, column, address=found[0] if found else "<>")
    sign = _odd_sign(text, column)
    if not sign:
        return DataError("error.data.as_told", path, line, column, reason=reason)
    category = unicodedata.category(sign)
    shown = f"{'' if category in ('Cf', 'Zs') else sign} U+{ord(sign):04X}".strip()
    name = unicodedata.name(sign, "–").lower()
    advice = partial(message, _ADVICE.get(category, "data.sign.other"))
    return DataError("error.data.odd_sign", path, line, column, sign=shown, name=name, advice=advice)


def _line(content: bytes, number: int) -> str:
    lines = content.split(b"\n")
    return lines[number - 1].decode("utf-8", "replace") if 0 < number <= len(lines) else ""


def _odd_sign(line: str, column: int) -> str:
    """Return the sign at a place, else the first outside of texts, that Turtle has nowhere; or nothing."""
    here = line[column - 1 : column] if column else ""
    outside = _QUOTED.sub("", line)
    return next((sign for sign in here + outside if not sign.isascii() and not sign.isalnum()), "")
