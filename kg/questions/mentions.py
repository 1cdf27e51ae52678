"""What a text is mentioned with, where it is nobody's name: definitions, events and dates, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.catalogue import lookup
from kg.engine import Engine
from kg.names import fold
from kg.vocabulary import LANGUAGES
from kg.words import date_text

_SOURCES = ("definition", "event", "date")
"""Where a text may be mentioned; what is first says most of an entity."""

_NUMBERS = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")


def find_mentions(engine: Engine, text: str, limit: int = 20) -> list[str]:
    """Return the IRIs of the entities that are described by all words of a text, or have to do with a date.

    A date may be written 11 September 2001, 11 septembre, 2001-09-11 or 9/11.

    >>> from kg.graph import load
    >>> find_mentions(load("tests/mini").engine, "9/11")
    ['https://w3id.org/perimeter/entity/norad']
    """
    wanted = [set(fold(reading).split()) for reading in _readings(text)]
    found: dict[str, int] = {}
    for entity, source, said, date in engine.table(lookup("mentions")).rows:
        dates = " ".join(date_text(str(date), language) for language in LANGUAGES) if date else ""
        words = set(fold(f"{said or ''} {dates}").split())
        if any(reading and reading <= words for reading in wanted):
            rank = _SOURCES.index(str(source))
            found[str(entity)] = min(found.get(str(entity), rank), rank)
    return sorted(found, key=lambda entity: (found[entity], entity))[:limit]


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
