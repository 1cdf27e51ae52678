"""What changed between two dates: what began, what ended, and which passages say so."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pyoxigraph as ox

from kg.entities import Tie
from kg.errors import KgError
from kg.record import Record, Span, class_of
from kg.table import Table
from kg.vocabulary import TERM

COLUMNS = ("change", "date", "what", "subject", "relation", "object", "passages")


def changes(record: Record, first: datetime.date, second: datetime.date) -> Table:
    """Return what began or ended after the first day and up to the second, in order of time.

    A row is an entity (with its class) or a tie (subject, relation, object). What has no date on record is in no
    row. Raises KgError when the second day is not after the first.
    """
    if second <= first:
        raise KgError(f"{second} is not after {first}; give the earlier date first.")
    rows = [*_entities(record, first, second), *_ties(record, first, second)]
    return Table.of(COLUMNS, sorted(rows, key=lambda row: (row[1], row[0], *(str(cell) for cell in row[2:6]))))


def _entities(record: Record, first: datetime.date, second: datetime.date) -> Iterator[tuple[object, ...]]:
    for iri in record.identity:
        for change, day in _within(record.span(iri), first, second):
            names = ("startDate", "inForceDate") if change == "began" else ("endDate",)
            claims = [claim for name in names for claim in record.claims.values(iri, name)]
            passages = {passage for claim in claims for passage in claim.passages}
            what = ox.NamedNode(TERM + class_of(record, iri))
            yield change, day, what, ox.NamedNode(iri), None, None, " ".join(sorted(passages))


def _ties(record: Record, first: datetime.date, second: datetime.date) -> Iterator[tuple[object, ...]]:
    for tie in record.ties:
        for change, day in _within(_own_span(record, tie), first, second):
            row = (ox.NamedNode(tie.subject), ox.NamedNode(tie.relation), ox.NamedNode(tie.object))
            yield change, day, ox.NamedNode(TERM + "Tie"), *row, " ".join(tie.passages)


def _own_span(record: Record, tie: Tie) -> Span:
    """Return the span of a tie by its own dates: those of what it leads to are told once, with that."""
    start, end = record.tie_span(tie)
    return (start if tie.starts else None, end if tie.ends else None)


def _within(span: Span, first: datetime.date, second: datetime.date) -> Iterator[tuple[str, datetime.date]]:
    start, end = span
    if start is not None and first < start <= second:
        yield "began", start
    if end is not None and first < end <= second:
        yield "ended", end
