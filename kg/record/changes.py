"""What changed between two dates: what began, ended, got a new parent or name, and which passages say so."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.dates import Interval, Period, first_day, last_day
from kg.record.index import Record, class_of
from kg.record.settings import topics_of
from kg.record.ties import Tie
from kg.sparql.table import Table
from kg.vocabulary import OWN_PREFIXES, TERM, local_name

COLUMNS = ("change", "date", "what", "subject", "relation", "object", "passages")


def changes(
    record: Record, period: Period, around: Iterable[str] = (), topic: str | None = None, *, kind: str | None = None
) -> Table:
    """Return what changed in a period, its first and its last day included, in order of time.

    A row is an entity (with its class), a tie (subject, relation, object) or an event (what it is about, and the
    event itself: a new name, say). It *began* or *ended*; a tie to a parent was *joined* or *left*; what took over
    from another *succeeded* it; an event *happened*. Dates are as precise as stated: 1981, 1981-03 or 1981-03-12.
    ``around`` keeps what has to do with some entities, by IRI, or with what addresses them; ``topic`` what is about a
    topic, and ``kind`` what has to do with a thing of a kind, by their ids. What has no date on record is in no row.
    """
    rows = [*_entities(record, period), *_ties(record, period, topic), *_events(record, period)]
    if near := {iri for centre in around for iri in addressing(record, centre)}:
        rows = [row for row in rows if any(str(cell).strip("<>") in near for cell in (row[3], row[5]))]
    if topic is not None:
        rows = [row for row in rows if row[4] or topic in record.ids(str(row[3]).strip("<>"), "hasTopic")]
    if kind is not None:
        rows = [row for row in rows if any(kind in record.ids(str(row[end]).strip("<>"), "hasKind") for end in (3, 5))]
    return Table.of(COLUMNS, sorted(rows, key=lambda row: (row[1], row[0], *(str(cell) for cell in row[2:6]))))


def addressing(record: Record, iri: str) -> set[str]:
    """Return a thing with what addresses it, and with the parts of a programme; of a topic, what is about it.

    >>> from kg.graph import load
    >>> record = load("tests/mini").record
    >>> found = addressing(record, "https://w3id.org/perimeter/topic/firearms")
    >>> "https://w3id.org/perimeter/entity/cross-border-firearms-task-force" in found
    True
    """
    if iri.startswith(OWN_PREFIXES["topic"]):
        found = (one for one in record.identity if local_name(iri) in record.ids(one, "hasTopic"))
        return {one for one in found if not record.is_a(one, "Actor")}
    names = _ADDRESSES + (_PARTS if record.is_a(iri, "Program") else ())
    return {iri} | {tie.subject for tie in record.ties if tie.object == iri and local_name(tie.relation) in names}


_ADDRESSES = ("addresses", "covers", "pursues")
_PARTS = ("isPartOf", "implements")


def _entities(record: Record, period: Period) -> Iterator[tuple[object, ...]]:
    for iri in record.identity:
        for change, day in _within(record.valid_times.of(iri), period):
            names = ("startDate", "inForceDate") if change == "began" else ("endDate",)
            claims = [claim for name in names for claim in record.claims.values(iri, name)]
            passages = {passage for claim in claims for passage in claim.passages}
            date = _as_stated([claim.object.value for claim in claims], day, change)
            what = ox.NamedNode(TERM + class_of(record, iri))
            yield change, date, what, ox.NamedNode(iri), None, None, " ".join(sorted(passages))


def _ties(record: Record, period: Period, topic: str | None) -> Iterator[tuple[object, ...]]:
    for tie in record.ties if topic is None else [tie for tie in record.ties if topic in topics_of(record, tie)]:
        for change, day in _within(_own_span(record, tie), period):
            date = _as_stated([one.value for one in (tie.starts if change == "began" else tie.ends)], day, change)
            row = (ox.NamedNode(tie.subject), ox.NamedNode(tie.relation), ox.NamedNode(tie.object))
            yield _change_of(record, tie, change), date, ox.NamedNode(TERM + "Tie"), *row, " ".join(tie.passages)


def _events(record: Record, period: Period) -> Iterator[tuple[object, ...]]:
    for claim in record.claims.by_object.get(TERM + "Event", ()):
        own = record.claims.by_subject[claim.subject]
        passages = " ".join(sorted({passage for found in own for passage in found.passages}))
        dates = {found.object.value for found in record.claims.values(claim.subject, "date")}
        within = sorted(date for date in _finest(dates) if (day := last_day(date)) and _holds(period, day))
        for about in record.claims.values(claim.subject, "isAbout"):
            for date in within:
                subject, event = ox.NamedNode(about.object.value), ox.NamedNode(claim.subject)
                yield "happened", date, ox.NamedNode(TERM + "Event"), subject, None, event, passages


def _finest(dates: set[str]) -> set[str]:
    """Return dates without those that another tells more precisely: what was in July 2024 is not told of 2024 too."""
    return {date for date in dates if not any(other != date and other.startswith(f"{date}-") for other in dates)}


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


def _within(span: Interval, period: Period) -> Iterator[tuple[str, datetime.date]]:
    for change, day in zip(("began", "ended"), span, strict=True):
        if day is not None and _holds(period, day):
            yield change, day


def _holds(period: Period, day: datetime.date) -> bool:
    return period.first <= day <= period.last
