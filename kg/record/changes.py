"""What changed between two dates: what began, ended, got a new parent or name, and which passages say so."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.dates import Interval, first_day, last_day
from kg.errors import KgError
from kg.record.index import Record, class_of
from kg.record.ties import Tie
from kg.sparql.table import Table
from kg.vocabulary import TERM

COLUMNS = ("change", "date", "what", "subject", "relation", "object", "passages")


def changes(record: Record, first: datetime.date, second: datetime.date, around: Sequence[str] = ()) -> Table:
    """Return what changed after the first day and up to the second, in order of time.

    A row is an entity (with its class), a tie (subject, relation, object) or an event (what it is about, and the
    event itself: a new name, say). It *began* or *ended*; a tie to a parent was *joined* or *left*; what took over
    from another *succeeded* it; an event *happened*. Dates are as precise as stated: 1981, 1981-03 or 1981-03-12.
    ``around`` keeps what has to do with some entities, by IRI. What has no date on record is in no row. Raises
    KgError when the second day is not after the first.
    """
    if second <= first:
        raise KgError("error.date.not_after", end=second, start=first)
    rows = [*_entities(record, first, second), *_ties(record, first, second), *_events(record, first, second)]
    if around:
        rows = [row for row in rows if any(str(cell).strip("<>") in around for cell in (row[3], row[5]))]
    return Table.of(COLUMNS, sorted(rows, key=lambda row: (row[1], row[0], *(str(cell) for cell in row[2:6]))))


def _entities(record: Record, first: datetime.date, second: datetime.date) -> Iterator[tuple[object, ...]]:
    for iri in record.identity:
        for change, day in _within(record.valid_times.of(iri), first, second):
            names = ("startDate", "inForceDate") if change == "began" else ("endDate",)
            claims = [claim for name in names for claim in record.claims.values(iri, name)]
            passages = {passage for claim in claims for passage in claim.passages}
            date = _as_stated([claim.object.value for claim in claims], day, change)
            what = ox.NamedNode(TERM + class_of(record, iri))
            yield change, date, what, ox.NamedNode(iri), None, None, " ".join(sorted(passages))


def _ties(record: Record, first: datetime.date, second: datetime.date) -> Iterator[tuple[object, ...]]:
    for tie in record.ties:
        for change, day in _within(_own_span(record, tie), first, second):
            date = _as_stated([one.value for one in (tie.starts if change == "began" else tie.ends)], day, change)
            row = (ox.NamedNode(tie.subject), ox.NamedNode(tie.relation), ox.NamedNode(tie.object))
            yield _change_of(record, tie, change), date, ox.NamedNode(TERM + "Tie"), *row, " ".join(tie.passages)


def _events(record: Record, first: datetime.date, second: datetime.date) -> Iterator[tuple[object, ...]]:
    for claim in record.claims.by_object.get(TERM + "Event", ()):
        own = record.claims.by_subject[claim.subject]
        passages = " ".join(sorted({passage for found in own for passage in found.passages}))
        dates = {found.object.value for found in record.claims.values(claim.subject, "date")}
        within = sorted(date for date in dates if (day := last_day(date)) and first < day <= second)
        for about in record.claims.values(claim.subject, "isAbout"):
            for date in within:
                subject, event = ox.NamedNode(about.object.value), ox.NamedNode(claim.subject)
                yield "happened", date, ox.NamedNode(TERM + "Event"), subject, None, event, passages


def _as_stated(dates: Iterable[str], day: datetime.date, change: str) -> str:
    """Return a day no more precisely than passages state it: as a year or a month where they give no more."""
    meant = first_day if change == "began" else last_day
    return max((date for date in dates if meant(date) == day), key=len, default=day.isoformat())


def _own_span(record: Record, tie: Tie) -> Interval:
    """Return the span of a tie by its own dates: those of what it leads to are told once, with that.

    What took over from another did so when it began, unless a passage dates that.
    """
    start, end = record.valid_times.of_tie(tie)
    if record.relations[tie.relation].placing == "after" and not tie.starts:
        return record.valid_times.of(tie.subject)[0], None
    return (start if tie.starts else None, end if tie.ends else None)


def _change_of(record: Record, tie: Tie, change: str) -> str:
    placing = record.relations[tie.relation].placing
    if placing == "under":
        return {"began": "joined", "ended": "left"}[change]
    return "succeeded" if placing == "after" and change == "began" else change


def _within(span: Interval, first: datetime.date, second: datetime.date) -> Iterator[tuple[str, datetime.date]]:
    start, end = span
    if start is not None and first < start <= second:
        yield "began", start
    if end is not None and first < end <= second:
        yield "ended", end
