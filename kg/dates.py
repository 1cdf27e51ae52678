"""Time: days of dates at any precision, and the period that an answer is about."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.errors import KgError
from kg.language import date_in_words

Interval = tuple[datetime.date | None, datetime.date | None]
"""The first and the last day of something, None for one that is not known or not yet."""

Absence = Literal["not_yet", "no_more"]
"""That something had not begun, or had ended."""

_TODAY = ("today", "now", "aujourd'hui", "maintenant")
"""The words for today that may stand wherever a date may."""


def first_day(value: str) -> datetime.date | None:
    """Return the first day of a date at any precision.

    >>> first_day("2024-11")
    datetime.date(2024, 11, 1)
    """
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d(Z|[+-]\d\d:\d\d)?)?)?", value, re.ASCII):
        return None
    try:
        return datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return None


def last_day(value: str) -> datetime.date | None:
    """Return the last day of a date at any precision.

    >>> last_day("2024-02")
    datetime.date(2024, 2, 29)
    """
    start = first_day(value)
    if start is None or len(value) >= 10:
        return start
    if len(value) == 4:
        return start.replace(month=12, day=31)
    return start.replace(day=calendar.monthrange(start.year, start.month)[1])


def today() -> datetime.date:
    """Return the day that it is where the reader is."""
    return datetime.date.today()


def given_day(word: object, last: bool = False) -> datetime.date:
    """Return the day that a user means: the first of a month or a year, or the ``last``; in words too, and today.

    Raises KgError for what is not a date.

    >>> given_day("2001-09", last=True)
    datetime.date(2001, 9, 30)
    """
    text = str(word.date() if isinstance(word, datetime.datetime) else word).strip()
    text = date_in_words(text) or text
    if text.casefold().replace("’", "'") in _TODAY:
        return today()
    day = last_day(text) if last else first_day(text)
    if day is None:
        raise KgError("error.date.invalid", text=word)
    return day


@dataclass(frozen=True)
class Period:
    """The time that an answer is about: from its first to its last day, both included."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def of(
        cls, as_of: str | datetime.date | None = None, between: tuple[object, object] | None = None
    ) -> Period | None:
        """Return the period of a date, or from one date to another; None for all time.

        Of a month or a year, its last day counts; ``today`` is a date, ``aujourd’hui`` too.

        Raises KgError for what is not a date, for both at once, and for an end before the start.

        >>> Period.of("2001-09")
        Period(first=datetime.date(2001, 9, 30), last=datetime.date(2001, 9, 30))
        """
        if as_of is not None and between:
            raise KgError("error.date.as_of_and_between")
        if as_of is None and not between:
            return None
        start, end = between or (as_of, as_of)
        first, last = given_day(start), given_day(end, last=True)
        if first > last:
            raise KgError("error.date.reversed", start=start, end=end)
        return cls(first if between else last, last)

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last

    def holds(self, span: Interval) -> bool | None:
        """Say whether something was in effect in the period; None when it has no start, since then nobody can tell.

        >>> Period.of("2001-09-11").holds((datetime.date(1958, 5, 12), None))
        True
        """
        start, end = span
        if end is not None and end < self.first:
            return False
        return None if start is None else start <= self.last


def overlap_end(first: Interval, second: Interval) -> datetime.date | None:
    """Return the earlier of the ends of two spans."""
    return min((day for day in (first[1], second[1]) if day), default=None)


def overlap(first: Interval, second: Interval) -> Interval | None:
    """Return the time that two spans have in common, None when they have none; an open side stays open."""
    starts = [day for day in (first[0], second[0]) if day]
    ends = [day for day in (first[1], second[1]) if day]
    start, end = (max(starts) if starts else None), (min(ends) if ends else None)
    return None if start and end and start > end else (start, end)


def time_shared(first: Sequence[Interval], second: Sequence[Interval]) -> Interval | None:
    """Return from when to when two have something in common, given how long each has part in it; None where never.

    >>> day = datetime.date
    >>> time_shared([(day(2018, 1, 1), day(2018, 12, 31))], [(day(2016, 1, 1), day(2016, 12, 31))])
    """
    common = [found for one in first for other in second if (found := overlap(one, other))]
    return spanned(common) if common else None


def spanned(spans: Sequence[Interval]) -> Interval:
    """Return the first start that is known, and the last end, None while any of the spans has none."""
    ends = [end for _, end in spans]
    last = None if None in ends else max(end for end in ends if end)
    return min((start for start, _ in spans if start), default=None), last


def absence(life: Interval, period: Period | None) -> Absence | None:
    """Return how something is absent in a whole period, by its earliest start and latest end; None where it may exist.

    >>> absence((datetime.date(1957, 9, 12), None), Period.of("1950"))
    'not_yet'
    """
    start, end = life
    if period is not None and start is not None and start > period.last:
        return "not_yet"
    return "no_more" if period is not None and end is not None and end < period.first else None
