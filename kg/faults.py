"""Faults in a query, explained: the line with a caret under the place, and what was expected there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from kg.vocabulary import PREFIXES

_WORDS = [
    "ASK",
    "BIND",
    "CONSTRUCT",
    "DESCRIBE",
    "DISTINCT",
    "EXISTS",
    "FILTER",
    "FROM",
    "GRAPH",
    "GROUP",
    "HAVING",
    "LIMIT",
    "MINUS",
    "NOT",
    "OFFSET",
    "OPTIONAL",
    "ORDER",
    "REDUCED",
    "SELECT",
    "SERVICE",
    "UNION",
    "VALUES",
    "WHERE",
    "AS",
    "BY",
    "IN",
]
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_START = re.compile(r"((?:\s|#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s+\S*\s*<[^>]*>)*)(\w*)", re.IGNORECASE)
_SAID = {
    "contains a variable that is unbound": "a selected variable is not in GROUP BY",
    "SELECT * is not authorized": "“*” cannot be selected from groups; name the variables",
    "Duplicated variable": "a variable is selected twice",
    "overrides an existing variable": "the name after AS is in use already",
    "IRI parsing failed": "this is not a whole IRI",
    "language tag parsing failed": "this is not a language tag",
}
"""What the parser says in words, in ours."""
_SIGNS = ("{", "}", "(", ")", ".", ";", ",", "|", "/", "=", "*")


def explain(text: str, message: str) -> str:
    """Return a readable account of a parser's message about a query.

    >>> print(explain("ASK { ?a ?b }", 'error at 1:13: expected one of "?", "("'))
    The query has a fault at line 1, column 13: expected a variable or “(”.
      ASK { ?a ?b }
                  ^
    """
    start = _START.match(text)
    if start and start[2].upper() not in _FORMS:
        before = start[1].split("\n")
        return _account(_line(text, len(before)), len(before), len(before[-1]) + 1, _list(_FORMS))
    place = re.search(r"(?:at|line) (\d+)(?::| between columns | column )(\d+)", message)
    if not place:
        return f"The query cannot be understood: {message}"
    line, column = int(place[1]), int(place[2])
    shown = _line(text, line)
    if "Prefix not found" in message:
        name = re.search(r"([\w.-]*):[\w.-]*\Z", shown[: column - 1])
        if name:
            return _account(shown, line, name.start() + 1, _unknown_prefix(name[1]))
    return _account(shown, line, column, _expected(message[place.end() :]))


def _line(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[min(line, len(lines)) - 1].replace("\t", " ").rstrip("\r")


def _account(shown: str, line: int, column: int, what: str) -> str:
    caret = " " * (column - 1) + "^"
    return f"The query has a fault at line {line}, column {column}: {what}.\n  {shown}\n  {caret}"


def _unknown_prefix(prefix: str) -> str:
    near = difflib.get_close_matches(prefix, PREFIXES, 3)
    hint = f"did you mean {_any(near)}?" if near else f"the known ones are {', '.join(PREFIXES)}"
    return f"the prefix “{prefix}:” is not declared; {hint}".rstrip("?")


def _expected(message: str) -> str:
    """Keep what a person can use out of the parser's long list of what it expected."""
    said = next((ours for theirs, ours in _SAID.items() if theirs in message), None)
    if said:
        return said
    found = set(re.findall(r"\b[A-Z]{2,}\b", message)) | set(re.findall(r'"((?:[^"\\]|\\.)+)"', message))
    wanted = ["a variable"] if found & {"?", "$"} else []
    wanted += [word for word in (*_SIGNS, *_WORDS) if word in found]
    return _list(wanted) if wanted else "this cannot stand here"


def _list(wanted: Sequence[str]) -> str:
    quoted = [word if " " in word else f"“{word}”" for word in wanted]
    return "expected " + (quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}")


def _any(prefixes: list[str]) -> str:
    return " or ".join(f"“{prefix}:”" for prefix in prefixes)
