"""Whether documents contradict each other on a date or a status, or a later one tells what has come of it since.

The rule of ``kg ask disagreements`` (``questions/parts/differing-dates-and-statuses.rq``), for what is told of a thing
in sentences. A page may tell what is to come: an announcement, a day ahead. What a later page tells then succeeds it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from kg.vocabulary import PREFIXES, TERM

if TYPE_CHECKING:
    from kg.record.evidence import Claim
    from kg.record.ties import Stated, Tie

DISPUTABLE = frozenset(TERM + name for name in ("startDate", "inForceDate", "endDate", "date", "hasStatus"))
"""What a thing has one of: of others, such as purposes, it may have several."""

_ANNOUNCED = PREFIXES["status"] + "announced"

Sides = Mapping[str, Sequence[str]]
"""What documents say, with the dates on which those that say it were issued, empty for one that is not known."""
Issued = Callable[[Iterable[str]], Sequence[str]]
"""Says when the documents of passages were issued."""


def contradict(sides: Sides, over: Container[str] | None = None) -> bool:
    """Say whether two of some dates cannot both be right; of statuses ``over`` holds those of what has ended.

    1958 and 1958-05-12 can, as can two where the one was still ahead when its pages spoke, before those of the other.

    >>> contradict({"1957": ["1990"], "1958": ["1991"]}), contradict({"1958": [], "1958-05-12": []})
    (True, False)
    >>> contradict({"2024": ["2022-06-19"], "2025": ["2024-05"]})  # put off
    False
    """
    return any(_exclude(one, other, over) for one, other in combinations(sides.items(), 2))


_Side = tuple[str, Sequence[str]]


def _exclude(one: _Side, other: _Side, over: Container[str] | None) -> bool:
    if one[0].startswith(other[0]) or other[0].startswith(one[0]):
        return False
    (first, last), (rival_first, rival_last) = (_extent(dates) for _, dates in (one, other))
    if not last or not rival_last:  # nobody can tell which came first
        return over is None or not (_announces(one, other, over) or _announces(other, one, over))
    is_before = _announces(one, other, over) and _is_before(last, rival_first)
    is_after = _announces(other, one, over) and _is_before(rival_last, first)
    return not is_before and not is_after


def _announces(one: _Side, other: _Side, over: Container[str] | None) -> bool:
    """Say whether what one tells may come before what the other tells: it is announced, ahead of its pages, or over."""
    if over is not None:
        return one[0] == _ANNOUNCED or other[0] in over
    return _is_before(_extent(one[1])[1], one[0])


def _extent(dates: Sequence[str]) -> tuple[str, str]:
    """Return the first and the last of the dates that are known, both empty where none is."""
    known = sorted(filter(None, dates))
    return (known[0], known[-1]) if known else ("", "")


def _is_before(date: str, other: str) -> bool:
    """Say whether a date is before another, as far as both are stated."""
    return date < other[: len(date)]


def contradicted(claims: Sequence[Claim], over: Container[str], issued: Issued) -> bool:
    """Say whether documents contradict each other in what they claim of a thing by one property.

    ``over`` are the statuses of what has ended.
    """
    if len(claims) < 2 or claims[0].predicate not in DISPUTABLE:
        return False
    sides = {claim.object.value: issued(claim.passages) for claim in claims}
    return contradict(sides, over if claims[0].predicate == TERM + "hasStatus" else None)


def disputed_dates(tie: Tie, issued: Issued) -> dict[str, Sequence[Stated]]:
    """Return the starts and the ends of a tie, by the names of their properties, where documents contradict each other
    on them; of one that held in several periods none.
    """
    dates = {"startDate": tie.starts, "endDate": tie.ends} if not have_periods(tie.starts, tie.ends) else {}
    return {name: each for name, each in dates.items() if contradict({one.value: issued(one.passages) for one in each})}


def have_periods(starts: Sequence[Stated], ends: Sequence[Stated]) -> bool:
    """Say whether the dates of a tie are those of several periods: it began, and by another page began again and ended.

    >>> from kg.record.ties import Stated
    >>> have_periods([Stated("2005", "", ("a",)), Stated("2012", "", ("b",))], [Stated("2013", "", ("b",))])
    True
    """
    ended: dict[str, list[str]] = {}
    for end in ends:
        for passage in end.passages:
            ended.setdefault(passage, []).append(end.value)
    return any(
        any(day < again.value for day in ended.get(passage, (begun.value,)))
        for again in starts
        if any(each in ended for each in again.passages)
        for begun in starts
        for passage in begun.passages
    )
