"""Faults in a query, explained: the line with a caret under the place, and what was expected there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from kg.errors import QueryError
from kg.language import either, phrase, quoted
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
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_START = re.compile(r"((?:\s|#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s+\S*\s*<[^>]*>)*)(\w*)", re.IGNORECASE)
SAID = {
    "contains a variable that is unbound": "not grouped",
    "SELECT * is not authorized": "all of groups",
    "Duplicated variable": "selected twice",
    "overrides an existing variable": "name in use",
    "IRI parsing failed": "no whole iri",
    "language tag parsing failed": "no language tag",
}
"""What the parser says in words, and our phrase for it."""
EXPECTED = ("{", "}", "(", ")", ".", ";", ",", "|", "/", "=", "*", *_WORDS)
"""What a person can use of the parser's long list of what it expected."""


def fault(text: str, message: str = "") -> QueryError:
    """Return the error for a query that the parser complains of, or that is an update: the graph is only read."""
    start = _START.match(text)
    if start and start[2].upper() in _UPDATES:
        return QueryError.of("only read", start[2].upper())
    return QueryError(explain(text, message), explain(text, message, "fr"))


def explain(text: str, message: str, language: str = "en") -> str:
    """Return a readable account of a parser's message about a query.

    >>> print(explain("ASK { ?a ?b }", 'error at 1:13: expected one of "?", "("'))
    The query has a fault at line 1, column 13: expected a variable or “(”.
      ASK { ?a ?b }
                  ^
    """
    start = _START.match(text)
    if start and start[2].upper() not in _FORMS:
        before = start[1].split("\n")
        place_of_form = len(before), len(before[-1]) + 1
        return _account(_line(text, len(before)), place_of_form, _list(_FORMS, language), language)
    place = re.search(r"(?:at|line) (\d+)(?::| between columns | column )(\d+)", message)
    if not place:
        return phrase("query not understood", language).format(message)
    line, column = int(place[1]), int(place[2])
    shown = _line(text, line)
    if "Prefix not found" in message:
        name = re.search(r"([\w.-]*):[\w.-]*\Z", shown[: column - 1])
        if name:
            return _account(shown, (line, name.start() + 1), _unknown_prefix(name[1], language), language)
    return _account(shown, (line, column), _expected(message[place.end() :], language), language)


def _line(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[min(line, len(lines)) - 1].replace("\t", " ").rstrip("\r")


def _account(shown: str, place: tuple[int, int], what: str, language: str) -> str:
    caret = " " * (place[1] - 1) + "^"
    return f"{phrase('query at fault', language).format(*place, what)}\n  {shown}\n  {caret}"


def _unknown_prefix(prefix: str, language: str) -> str:
    near = [quoted(f"{one}:", language) for one in difflib.get_close_matches(prefix, PREFIXES, 3)]
    hint = ("mean a prefix", either(near, language)) if near else ("known prefixes", ", ".join(PREFIXES))
    return phrase("no prefix", language).format(prefix) + phrase(hint[0], language).format(hint[1])


def _expected(message: str, language: str) -> str:
    """Keep what a person can use out of the parser's long list of what it expected."""
    said = next((ours for theirs, ours in SAID.items() if theirs in message), None)
    if said:
        return phrase(said, language)
    found = set(re.findall(r"\b[A-Z]{2,}\b", message)) | set(re.findall(r'"((?:[^"\\]|\\.)+)"', message))
    wanted = ["variable"] if found & {"?", "$"} else []
    wanted += [word for word in EXPECTED if word in found]
    return _list(wanted, language) if wanted else phrase("not here", language)


def _list(wanted: Sequence[str], language: str) -> str:
    told = [phrase("a variable", language) if word == "variable" else quoted(word, language) for word in wanted]
    return phrase("expected", language).format(either(told, language))
