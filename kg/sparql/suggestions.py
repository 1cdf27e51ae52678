"""Suggestions after an empty answer: the terms of a query that no triple uses, each with the nearest that is used.

What it compares in vain is told by ``comparisons``.
"""

from __future__ import annotations

import difflib
import re

import pyoxigraph as ox

from kg.errors import KgError
from kg.messages import message
from kg.sparql.comparisons import columns_without_value, silent_comparisons
from kg.sparql.engine import Answer, Engine
from kg.sparql.lookups import lookup
from kg.sparql.table import Table
from kg.vocabulary import BASE, OWN_PREFIXES, PREFIXES, local_name, shorten

_PREFIX = r"(?i)\bPREFIX\s+([^\s:]*):\s*<([^<>]*)>"
_TEMPLATE = r"(?i)\bCONSTRUCT\s*\{[^{}]*\}"
"""Patterns that are compiled when an answer is empty: most are not."""
_OF_NAMES = r"(?:[\w:-]|[^\x00-\x7f\s])"
"""A sign that the name of a term may hold, accents that stand alone and signs that nobody sees among them."""
_TOKEN = (
    r'(?s)"{3}(?:[^\\]|\\.)*?"{3}|\'{3}(?:[^\\]|\\.)*?\'{3}|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''  # strings
    r'|<(?P<iri>[^<>"{}|^`\\\s]*)>|#[^\n\r]*|\\.'
    rf"|(?<![\w?$:.-])(?P<prefix>[A-Za-z][\w.-]*):(?P<local>(?:{_OF_NAMES}|%[0-9A-Fa-f]{{2}}|\\.|\.(?={_OF_NAMES}|[.\\%]))*)"
)
_OWN = tuple(OWN_PREFIXES.values())


def says_nothing(answer: Answer) -> bool:
    """Tell whether an answer is empty: no rows, a count of none, or that something does not hold.

    >>> says_nothing(Table.of(["count"], [(0,)])), says_nothing(True), says_nothing([])
    (True, False, True)
    """
    if isinstance(answer, Table) and len(answer) == 1:
        return not any(answer.rows[0])
    return not answer if isinstance(answer, bool) else not len(answer)


def hints(engine: Engine, text: str, answer: Answer, language: str = "en") -> list[str]:
    """Return what may be why an answer, or a column of it, is empty."""
    columns = columns_without_value(answer, text, language) if isinstance(answer, Table) else []
    return (why_empty(engine, text, language) if says_nothing(answer) else []) + columns


def why_empty(engine: Engine, text: str, language: str = "en") -> list[str]:
    """Return what may be why a query has no answer: terms that no triple uses, and comparisons that hold of nothing."""
    return undefined_terms(engine, text, language) + silent_comparisons(engine, text, language)


def undefined_terms(engine: Engine, text: str, language: str = "en") -> list[str]:
    """Return a sentence for each term of ours in a query that occurs nowhere in the data, with the nearest that does.

    >>> undefined_terms(Engine(ox.Store()), "SELECT ?who WHERE { ?who sec:leads ?what }")
    ['Nothing in the data is called sec:leads.']
    """
    names = own_names(text)
    if not names:
        return []
    given = {"term": [ox.NamedNode(name) for name in names]}
    try:
        known = {str(row[0]) for row in engine.table(lookup("known-terms"), given).rows}
        unknown = [name for name in names if name not in known]
        carried = _carried(engine) if unknown else []
    except KgError:  # a server that refuses or is slow: an answer is not lost for want of a hint
        return []
    return [_sentence(name, _nearest(name, carried), language) for name in unknown]


def own_names(text: str) -> list[str]:
    """Return the IRIs of ours that a query names, each once: outside strings, comments and what it constructs.

    >>> own_names('ASK { ent:norad rdfs:label "ent:x" } # ent:y')
    ['https://w3id.org/perimeter/entity/norad']
    """
    prefixes = PREFIXES | dict(re.findall(_PREFIX, text))
    found: dict[str, None] = {}
    for token in re.finditer(_TOKEN, re.sub(_TEMPLATE, " ", re.sub(_PREFIX, " ", text))):
        iri = token["iri"]
        if token["prefix"] in prefixes:
            iri = prefixes[token["prefix"]] + re.sub(r"\\(.)", r"\1", token["local"])
        if iri and iri.startswith(_OWN) and iri not in _OWN:
            found[iri] = None
    return list(found)


def _carried(engine: Engine) -> list[str]:
    """Return the IRIs of ours that the data describes."""
    beginning = ox.Literal(BASE)
    return [str(row[0]) for row in engine.table(lookup("own-terms"), {"beginning": beginning}).rows]


def _nearest(name: str, carried: list[str]) -> str | None:
    """Return what has the same id in another namespace, else the nearest in the same, whatever the case."""
    local = local_name(name).casefold()
    same = [iri for iri in carried if local_name(iri).casefold() == local and iri.startswith(_OWN)]
    beginning = name[: len(name) - len(local_name(name))]
    near = {iri.removeprefix(beginning).casefold(): iri for iri in carried if iri.startswith(beginning)}
    close = difflib.get_close_matches(local, near, 1, 0.7)
    return same[0] if same else near[close[0]] if close else None


def _sentence(name: str, nearest: str | None, language: str) -> str:
    if nearest is None:
        return message("caveat.undefined_term", language, term=shorten(name))
    return message("caveat.undefined_term_nearest", language, term=shorten(name), nearest=shorten(nearest))
