"""Finding entities by what they are called, else by what mentions a text, else by what is nearly so called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType

from kg.language import column_labels, date_text, fold, number_text
from kg.messages import message
from kg.questions.names import Names
from kg.record.identity import read_identity
from kg.record.labels import Labels
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.sparql.table import Table
from kg.vocabulary import LANGUAGES, local_name


def search(engine: Engine, names: Names, labels: Labels, text: str, *, limit: int = 20, language: str = "en") -> Table:
    """Return the entities that a text finds, best first: id, name, what it is, named in a language.

    Where no name matches, those whose definition, events or dates mention the text, and a caveat that says so.

    >>> from kg.graph import load
    >>> graph = load("tests/mini")
    >>> search(graph.engine, graph.names, graph.labels, "norad").column("id")[0]
    'norad'
    """
    named = names.matching(text, limit)
    mentioned = [] if named else find_mentions(engine, text, limit, names.ties)
    found = named or mentioned or names.near(text, limit)
    identity = read_identity(engine, found) if found else {}
    rows = [
        (
            local_name(iri),
            labels.of(iri, language),
            ", ".join(labels.of(kind.value, language) for kind in identity[iri]["hasKind"]),
        )
        for iri in found
    ]
    caveats = [message("caveat.mentioned", language)] if mentioned else []
    table = Table.of(["id", "name", "kind"], rows)
    return table.with_labels(column_labels(table.columns, language)).with_caveats(*caveats)


_SOURCES = ("definition", "event", "figure", "date")
"""Where a text may be mentioned; what is first says most of an entity."""


_NUMBERS = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")


_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")


def find_mentions(
    engine: Engine, text: str, limit: int = 20, ties: Mapping[str, int] = MappingProxyType({})
) -> list[str]:
    """Return the IRIs of the entities that are described by all words of a text, or have to do with a date or a figure.

    Of those that are described alike, the one with the most ``ties`` is first. A date may be written
    11 September 2001, 11 septembre, 2001-09-11 or 9/11,
    a figure 1,300,000,000, 1.3 billion or 1,3 milliard, with what it counts or without.

    >>> from kg.graph import load
    >>> find_mentions(load("tests/mini").engine, "9/11")
    ['https://w3id.org/perimeter/entity/norad']
    """
    wanted = [[f" {word} " for word in fold(reading).split()] for reading in _readings(text)]
    found: dict[str, int] = {}
    for entity, rank, said in engine.derived("mentions", partial(_mentions, engine)):
        if any(reading and all(word in said for word in reading) for reading in wanted):
            found[entity] = min(found.get(entity, rank), rank)
    return sorted(found, key=lambda entity: (found[entity], -ties.get(entity, 0), entity))[:limit]


def _mentions(engine: Engine) -> list[tuple[str, int, str]]:
    """Return what is said of each entity: its IRI, how much of it that says, and the words, folded, between spaces."""
    told = []
    for entity, source, said, date, amount in engine.table(lookup("mentions")).rows:
        dates = [date_text(str(date), language) for language in LANGUAGES] if date else []
        words = fold(" ".join([str(said or ""), *dates, *_amounts(str(amount or ""))]))
        told.append((str(entity), _SOURCES.index(str(source)), f" {words} "))
    return told


def _amounts(value: str) -> Iterator[str]:
    """Yield the ways in which a number is written: in digits, and in millions and billions in each language."""
    yield value
    for language in LANGUAGES:
        yield number_text(value, language)
        for scale, digits in (("millions", 6), ("billions", 9)):
            if value.isdigit() and len(value) > digits:
                number = f"{value[:-digits]}.{value[-digits:]}".rstrip("0").rstrip(".")
                yield message(f"number.{scale}", language, number=number_text(number, language))


def _readings(text: str) -> Iterator[str]:
    """Yield a text, or in words the date that it writes in numbers: the month first, as in 9/11, or the day."""
    numbers = _NUMBERS.fullmatch(text.strip())
    if _DAY.fullmatch(text.strip()):
        yield date_text(text.strip())
    elif not numbers:
        yield text
    else:
        first, second, year = numbers.groups()
        month, day = (first, second) if int(first) <= 12 else (second, first)
        if 1 <= int(month) <= 12:
            yield date_text(f"{year or '0001'}-{int(month):02}-{int(day):02}").removesuffix(" 0001")
