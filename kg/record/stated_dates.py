"""Days told as precisely as a passage states them, and no more: 2019, 2019-10, 2019-10-01."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kg.dates import first_day, last_day
from kg.vocabulary import TERM

if TYPE_CHECKING:
    from kg.record.index import Record
    from kg.record.ties import Tie

_STARTS = frozenset(TERM + name for name in ("startDate", "inForceDate", "date"))
_ENDS = frozenset(TERM + name for name in ("endDate", "date"))
"""The properties that the first and the last day of a thing are derived from (``ontology/rules``)."""


def stated_start(record: Record, day: datetime.date | None, ties: Iterable[Tie] = (), *, of: Iterable[str] = ()) -> str:
    """Return a first day as passages state it of ties, of their ends or of some things; empty where there is no day.

    >>> from kg.graph import load
    >>> record, norad = load("tests/mini").record, "https://w3id.org/perimeter/entity/norad"
    >>> stated_start(record, record.valid_times.of(norad)[0], of=[norad])
    '1957-09-12'
    """
    held = tuple(ties)
    own = (one.value for tie in held for one in tie.starts)
    return _as_stated(day, first_day, [*own, *_values(record, held, of, _STARTS)])


def stated_end(record: Record, day: datetime.date | None, ties: Iterable[Tie] = (), *, of: Iterable[str] = ()) -> str:
    """Return a last day as passages state it of ties, of their ends or of some things; empty where there is no day."""
    held = tuple(ties)
    own = (one.value for tie in held for one in tie.ends)
    return _as_stated(day, last_day, [*own, *_values(record, held, of, _ENDS)])


def _as_stated(day: datetime.date | None, read: Callable[[str], datetime.date | None], stated: Iterable[str]) -> str:
    """Return the most precise of the dates that mean a day; the day itself where it was not derived from any."""
    if day is None:
        return ""
    return max((value for value in stated if read(value) == day), key=len, default=day.isoformat())[:10]


def _values(record: Record, ties: Iterable[Tie], things: Iterable[str], names: frozenset[str]) -> Iterator[str]:
    for iri in {*things, *(end for tie in ties for end in (tie.subject, tie.object))}:
        for claim in record.claims.by_subject.get(iri, ()):
            if claim.predicate in names:
                yield claim.object.value
