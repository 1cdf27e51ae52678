"""Comparisons that hold of nothing, and columns that nothing fills: the engine is right, and silent."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.dates import today
from kg.errors import KgError
from kg.messages import languages, message
from kg.rdf.query_text import OPAQUE, blank_out
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.sparql.mistakes import distance, strange_sign
from kg.sparql.table import Table
from kg.vocabulary import PREFIXES

DATE = r"^(\d{4}|\d{4}-\d\d|\d{4}-\d\d-\d\d)$"
TIMED = r"^(\d{4}-\d\d-\d\d)T"
BARE_DATE = r"(?<![\w?$:.~-])\d{4}-\d\d-\d\d(?![\w.-])"
"""A date that is no text, in a query whose strings are blanked out: SPARQL takes the one number from the other."""
_DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
"""The datatype of a date by how many signs it has."""
_DATE_AND_TIME = re.compile(r"\^\^(xsd:dateTime\b|<http://www.w3.org/2001/XMLSchema#dateTime>)")
_AGGREGATE = r"(?i)\b(count|sum|min|max|avg|sample|group_concat)\s*\("
_NAME = re.compile(r"[?$]((?:\w|[^\x00-\x7f\s])+)")
_COMPUTED = re.compile(rf"(?i)\bas\s*{_NAME.pattern}")
PATTERN = r"(?i)\b(?:regex|replace)\s*\((?:[^(),{}]|\((?:[^(){}]|\([^(){}]{0,300}\)){0,300}\)){1,300},\s*(~+)"
"""A call with a regular expression, in a query whose strings are blanked out: the first group is that."""
_MOST = 20


def silent_comparisons(engine: Engine, text: str, language: str = "en") -> list[str]:
    """Return a sentence for each comparison of a query that may be why its answer is empty.

    >>> silent_comparisons(Engine(ox.Store()), 'SELECT ?a { ?a ?b ?c FILTER(?c > "2001-09-11") }')
    ['“2001-09-11” is a text, which no date equals or follows: write "2001-09-11"^^xsd:date.']
    """
    told = [*_signs(text, language), *_hidden_names(text, language), *_early_names(text, language)]
    told += [*_short_names(text, language), *_dates(text, language), *_patterns(engine, text, language)]
    return list(dict.fromkeys([*told, *_labels(engine, text, language)]))


def columns_without_value(answer: Table, text: str, language: str = "en") -> list[str]:
    """Return a sentence for each empty column that a query names once: a slip, or what is computed and fails.

    >>> columns_without_value(Table.of(["hwo"], [(None,)]), "SELECT ?hwo { ?who ?does ?what }")
    ['?hwo has no value: the query names it in SELECT alone. Did you mean ?who?']
    >>> columns_without_value(Table.of(["part"], [(None,)]), "SELECT (1/0 AS ?part) { }")
    ['?part has no value: what computes it gives none in any row, as a division by zero does.']
    """
    bare = blank_out(text)
    names = _NAME.findall(bare)
    head = set(_NAME.findall((re.search(r"(?i)\bselect\b([^{]*)", bare) or [""])[0]))
    alone = [name for name in answer.columns if name in head and names.count(name) == 1]
    if not alone or not len(answer):
        return []
    empty = [name for name in alone if all(cell is None for cell in answer.column(name))]
    others = [one for one in dict.fromkeys(names) if one not in alone]
    computed = set(_COMPUTED.findall(bare))
    return [_without_value(name, others, language, is_computed=name in computed) for name in empty]


def _without_value(name: str, others: list[str], language: str, *, is_computed: bool) -> str:
    if is_computed:
        return message("caveat.computed_without_value", language, name=name)
    near = min(others, key=lambda one: distance(name.lower(), one.lower()), default=None)
    if near is None or distance(name.lower(), near.lower()) > max(len(name) // 2, 1):
        return message("caveat.without_value", language, name=name)
    return message("caveat.without_value_nearest", language, name=name, nearest=near)


def _signs(text: str, language: str) -> Iterator[str]:
    """Yield what a name holds that nobody sees: in SPARQL it is a letter like others."""
    sign = strange_sign(text)
    if sign:
        before = text[: sign.place].split("\n")
        line, column = str(len(before)), str(len(before[-1]) + 1)
        yield message("error.sign.at", language, line=line, column=column, reason=sign.told(language))


def _hidden_names(text: str, language: str) -> Iterator[str]:
    """Yield what is said of each name that HAVING uses, and that its SELECT gives to what it computes."""
    bare = blank_out(text)
    for having in re.finditer(r"(?i)\bhaving\b", bare):
        condition = _condition(bare[having.end() :])
        for name, expression in _computed(bare, text, having.start()).items():
            if re.search(rf"[?$]{name}\b", condition):
                yield message("caveat.alias_in_having", language, name=name, expression=expression)


def _early_names(text: str, language: str) -> Iterator[str]:
    """Yield what is said of each name that a SELECT gives and its WHERE asks already, where it has no value yet."""
    bare = blank_out(text)
    for select in re.finditer(r"(?i)\bselect\b[^{]*(?=\{)", bare):
        asked = _without_selects(_group(bare, select.end()))
        head = text[select.start() : select.end()]
        for name, expression in _named(select[0], head).items():
            if re.search(rf"[?$]{name}\b", asked):
                key = "caveat.count_in_filter" if re.search(_AGGREGATE, expression) else "caveat.alias_in_filter"
                yield message(key, language, name=name, expression=expression)


def _group(bare: str, start: int) -> str:
    """Return the group that a brace opens, without its braces."""
    depth = 0
    for found in re.finditer(r"[{}]", bare[start:]):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return bare[start + 1 : start + found.start()]
    return bare[start + 1 :]


def _without_selects(group: str) -> str:
    """Return a group without the queries within, whose names are their own."""
    while within := re.search(r"(?i)\{\s*(?=select\b)", group):
        end = within.start() + len(_group(group, within.start())) + 2
        group = f"{group[: within.start()]} {group[end:]}"
    return group


def _condition(rest: str) -> str:
    """Return what HAVING asks, out of what stands behind the word: groups in braces belong to it."""
    depth = 0
    for found in re.finditer(r"(?i)[{}]|\b(?:order\s+by|limit|offset|values)\b", rest):
        if found[0] == "{":
            depth += 1
        elif not depth:
            return rest[: found.start()]
        elif found[0] == "}":
            depth -= 1
    return rest


def _computed(bare: str, text: str, having: int) -> dict[str, str]:
    """Return what the SELECT of a HAVING computes, by the name that it gets: GROUP BY gives names that HAVING knows."""
    heads = []
    for select in re.finditer(r"(?i)\bselect\b[^{]*(?=\{)", bare[:having]):
        end = select.end() + len(_group(bare, select.end())) + 2
        if end <= having:
            heads.append((end, select))
    if not heads:
        return {}
    end, select = max(heads, key=lambda one: one[0])
    grouped = _named(bare[end:having], text[end:having])
    named = _named(select[0], text[select.start() : select.end()])
    return {name: expression for name, expression in named.items() if name not in grouped}


def _named(bare: str, text: str) -> dict[str, str]:
    """Return what is computed in a query, by the name that it gets."""
    found = {}
    for named in re.finditer(r"(?i)\bas\s+[?$](\w+)\s*\)", bare):
        start, depth = named.start(), 1
        while start and depth:
            start -= 1
            depth += {")": 1, "(": -1}.get(bare[start], 0)
        found[named[1]] = text[start + 1 : named.start()].strip()
    return found


def _dates(text: str, language: str) -> Iterator[str]:
    for value, tail in _literals(text):
        if re.match(DATE, value) and not tail.startswith(("^", "@")):
            yield message("caveat.date_as_text", language, text=value, datatype=_DATATYPES[len(value)])
        timed = re.match(TIMED, value)
        if timed and (_DATE_AND_TIME.match(tail) or not tail.startswith(("^", "@"))):
            yield message("caveat.date_and_time", language, day=timed[1])
    for bare in re.findall(BARE_DATE, blank_out(text)):
        yield message("caveat.date_as_sum", language, text=bare)
    if re.search(r"(?i)\bnow\s*\(\s*\)", blank_out(text)):
        yield message("caveat.now", language, day=today().isoformat())


def _short_names(text: str, language: str) -> Iterator[str]:
    """Yield what is said of each short name in angle brackets, within which it is a whole address."""
    for found in OPAQUE.finditer(text):
        short = re.fullmatch(r"<(([a-z]\w*):[\w.-]+)>", found[0])
        if short and short[2] in PREFIXES:
            yield message("caveat.short_name_in_brackets", language, name=short[1])


def _patterns(engine: Engine, text: str, language: str) -> Iterator[str]:
    """Yield what is said of each text that stands for a regular expression, and is none for the engine."""
    found = [text[one.start(1) : one.end(1)] for one in re.finditer(PATTERN, blank_out(text))]
    for pattern in list(dict.fromkeys(one for one in found if one[0] in "\"'"))[:_MOST]:
        try:
            is_one = engine.answer(f'ASK {{ BIND(REGEX("", {pattern}) AS ?found) FILTER(BOUND(?found)) }}')
        except KgError:  # as for labels
            return
        if not is_one:
            yield message("caveat.no_pattern", language, pattern=pattern)


def _labels(engine: Engine, text: str, language: str) -> Iterator[str]:
    """Yield what is said of each text that the data has in a language, and the query in none."""
    plain = [value for value, tail in _literals(text) if value and not tail.startswith(("^", "@"))]
    asked = {ox.Literal(value, language=tag) for value in plain[:_MOST] for tag in languages()}
    if not asked:
        return
    try:
        held = engine.table(lookup("texts-in-a-language"), {"text": sorted(asked, key=str)})
    except KgError:  # a server that refuses or is slow: an answer is not lost for want of a hint
        return
    for value in dict.fromkeys(plain):
        written = [str(row[0]) for row in held.terms if isinstance(row[0], ox.Literal) and row[0].value == value]
        if written:
            yield message("caveat.label_without_language", language, text=value, written=", ".join(sorted(written)))


def _literals(text: str) -> Iterator[tuple[str, str]]:
    """Yield each string of a query, and the text right behind it."""
    for found in OPAQUE.finditer(text):
        quote = re.match(r'"""|\'\'\'|["\']', found[0])
        if quote:
            size = len(quote[0])
            yield found[0][size:-size], text[found.end() : found.end() + 60]
