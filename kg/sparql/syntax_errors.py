"""Syntax errors of a query, explained: the line with a caret under the place, and what was expected there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from functools import partial

from kg.errors import QueryError
from kg.language import either, quoted
from kg.messages import message
from kg.rdf.query_text import FORMS, opening
from kg.sparql.mistakes import closing_sign, early_mistake, frequent_mistake, refused_form, strange_sign
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
_LABEL_SERVICE = re.compile(
    r"\bSERVICE\s+(?:SILENT\s+)?(?:wikibase:label\b|<http://wikiba\.se/ontology#label>)", re.IGNORECASE
)
_OF_WIKIDATA = ("wikibase", "bd")
"""The prefixes that Wikidata's own editor knows, so that what is copied from there does not declare them."""
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
SAID = {
    "contains a variable that is unbound": "error.syntax.not_grouped",
    "contains an expression with a variable that is unbound": "error.syntax.not_grouped_within",
    "SELECT * is not authorized": "error.syntax.all_of_groups",
    "Duplicated variable": "error.syntax.selected_twice",
    "overrides an existing variable": "error.syntax.name_in_use",
    "IRI parsing failed": "error.syntax.iri",
    "language tag parsing failed": "error.syntax.language_tag",
}
"""What the parser says in words, and our message for it."""
_MOST_SHOWN, _MOST_BEFORE = 200, 100
"""How much of a long line is shown, and how much of it before the caret."""
EXPECTED = ("{", "}", "(", ")", ".", ";", ",", "|", "/", "=", "*", *_WORDS)
"""What a person can use of the parser's long list of what it expected."""


def syntax_error(text: str, said: str = "") -> QueryError:
    """Return the error for a query that the parser refuses, or that is an update: the graph is only read."""
    word = opening(text)[1]
    if word in _UPDATES:
        return QueryError("error.query.update", form=word)
    return QueryError("error.syntax.explained", account=partial(explain, text, said))


def explain(text: str, said: str, language: str = "en") -> str:
    """Return a readable account of a parser's message about a query.

    >>> print(explain("ASK { ?a ?b }", 'error at 1:13: expected one of "?", "("'))
    The query has a fault at line 1, column 13: expected a variable or “(”.
      ASK { ?a ?b }
                  ^
    """
    early = early_mistake(text)
    if early:
        return _at(text, early.place, early.told(language), language)
    sign = strange_sign(text) or closing_sign(text)
    if sign:
        return _at(text, sign.place, sign.told(language), language, key="error.sign.at")
    start, word = opening(text)
    if not word.startswith(FORMS):
        return _at(text, start, _list(FORMS, language), language)
    place = re.search(r"(?:at|line) (\d+)(?::| between columns | column )(\d+)", said)
    if not place:
        return message("error.syntax.unclear", language, reason=said)
    line, column = int(place[1]), int(place[2])
    shown = _line(text, line)
    if "Prefix not found" in said:
        name = re.match(r"[\w.-]*+:([\w.-]*+)", shown[: column - 1][::-1])  # backwards, so that it is found at once
        if name:
            start = column - 1 - name.end()
            if name[1][::-1] in _OF_WIKIDATA and _LABEL_SERVICE.search(text):
                return message("error.query.service_labels", language)
            return _account(shown, (line, start + 1), _unknown_prefix(name[1][::-1], language), language)
    is_said = any(theirs in said for theirs in SAID)
    mistake = refused_form(text, said) if is_said else frequent_mistake(text)
    if mistake:
        return _at(text, mistake.place, mistake.told(language), language)
    return _account(shown, (line, column), _expected(said[place.end() :], language), language)


def _at(text: str, place: int, what: str, language: str, *, key: str = "error.syntax.at") -> str:
    """Return an account of what stands at a place of a text."""
    before = text[:place].split("\n")
    return _account(_line(text, len(before)), (len(before), len(before[-1]) + 1), what, language, key=key)


def _line(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[min(line, len(lines)) - 1].replace("\t", " ").rstrip("\r")


def _account(shown: str, place: tuple[int, int], what: str, language: str, *, key: str = "error.syntax.at") -> str:
    line, column = map(str, place)
    cut = max(place[1] - _MOST_BEFORE, 0) if len(shown) > _MOST_SHOWN else 0
    shown = ("…" if cut else "") + shown[cut : cut + _MOST_SHOWN]
    caret = " " * (place[1] - 1 - cut + bool(cut)) + "^"
    return f"{message(key, language, line=line, column=column, reason=what)}\n  {shown}\n  {caret}"


def _unknown_prefix(prefix: str, language: str) -> str:
    near = [quoted(f"{one}:", language) for one in difflib.get_close_matches(prefix, PREFIXES, 3)]
    if near:
        return message("error.syntax.prefix_nearest", language, prefix=f"{prefix}:", nearest=either(near, language))
    return message("error.syntax.prefix_unknown", language, prefix=f"{prefix}:", known=", ".join(PREFIXES))


def _expected(said: str, language: str) -> str:
    """Keep what a person can use out of the parser's long list of what it expected."""
    key = next((ours for theirs, ours in SAID.items() if theirs in said), None)
    if key:
        return message(key, language)
    found = set(re.findall(r"\b[A-Z]{2,}\b", said)) | set(re.findall(r'"((?:[^"\\]|\\.?)++)(?:"|\Z)', said))
    wanted = ["variable"] if found & {"?", "$"} else []
    wanted += [word for word in EXPECTED if word in found]
    return _list(wanted, language) if wanted else message("error.syntax.not_here", language)


def _list(wanted: Sequence[str], language: str) -> str:
    told = [
        message("error.syntax.variable", language) if word == "variable" else quoted(word, language) for word in wanted
    ]
    return message("error.syntax.expected", language, wanted=either(told, language))
