"""The record: all that networks and counts are made from, read once; and how its spans of time compare."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from kg.engine import Engine
from kg.entities import Relation, Tie, assemble_ties, by_language, first_day, last_day, read_identity, read_relations
from kg.evidence import Document, read_claims, read_passages
from kg.vocabulary import TERM, local_name

Span = tuple[datetime.date | None, datetime.date | None]


class Record:
    """All that the network is made from, read once: ties with their spans, identities, documents."""

    def __init__(self, engine: Engine) -> None:
        self.relations: dict[str, Relation] = read_relations(engine)
        self.claims = read_claims(engine)
        self.identity = read_identity(engine)
        self.passages = read_passages(engine)
        self.ties: list[Tie] = assemble_ties(self.claims, self.relations)
        self.classes = {iri: {term.value for term in own["type"]} for iri, own in self.identity.items()}

    @cached_property
    def ties_from(self) -> Mapping[str, list[Tie]]:
        """The ties of each subject."""
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            found[tie.subject].append(tie)
        return found

    @cached_property
    def taken_part_in(self) -> Mapping[str, list[str]]:
        """What each entity takes part in, in whatever way, each once."""
        found: dict[str, list[str]] = defaultdict(list)
        for tie in self.ties:
            if self.relations[tie.relation].family == TERM + "takesPartIn" and tie.object not in found[tie.subject]:
                found[tie.subject].append(tie.object)
        return found

    def iris(self, iri: str, name: str) -> list[str]:
        """Return what an entity has by one of the properties that identify it, such as ``hasTopic``."""
        return sorted(term.value for term in self.identity.get(iri, {}).get(name, ()))

    def ids(self, iri: str, name: str) -> list[str]:
        """Return the same by local name.

        >>> from kg.graph import load
        >>> load("tests/mini").record.ids("https://w3id.org/perimeter/entity/norad", "hasCountry")
        ['canada', 'united-states']
        """
        return [local_name(found) for found in self.iris(iri, name)]

    def is_a(self, iri: str, name: str) -> bool:
        """Say whether an entity is a member of one of our classes."""
        return TERM + name in self.classes.get(iri, ())

    def span(self, iri: str) -> Span:
        """Return the earliest start and latest end of an entity, None where no passage gives one."""
        own = self.identity.get(iri, {})
        starts = [first_day(term.value) for term in own.get("earliestStart", ())]
        ends = [last_day(term.value) for term in own.get("latestEnd", ())]
        return (starts[0] if starts else None, ends[0] if ends else None)

    def tie_span(self, tie: Tie) -> Span:
        """Return the span of a tie: its own dates, else those of the collaboration in it.

        A tie to or from a collaboration cannot begin before either end does, nor outlast one. Two that work with
        each other directly are undated unless a passage dates the tie.
        """
        starts = [day for stated in tie.starts if (day := first_day(stated.value))]
        ends = [day for stated in tie.ends if (day := last_day(stated.value))]
        start, end = self._common_span(tie)
        return (min(starts) if starts else start, max(ends) if ends else end)

    def _common_span(self, tie: Tie) -> Span:
        among = [iri for iri in (tie.subject, tie.object) if self.is_a(iri, "Collaboration")]
        if not among or self.relations[tie.relation].joins == "directly":
            return None, None
        if not any(self.span(iri)[0] for iri in among):
            return None, overlap_end(self.span(tie.subject), self.span(tie.object))
        return overlap(self.span(tie.subject), self.span(tie.object)) or self.span(among[-1])


def in_effect(span: Span, day: datetime.date) -> bool | None:
    """Say whether a span holds a day; None when it has no start, since then nobody can tell.

    >>> in_effect((datetime.date(1958, 5, 12), None), datetime.date(2001, 9, 11))
    True
    """
    start, end = span
    if end is not None and end < day:
        return False
    return None if start is None else start <= day


def independent_documents(record: Record, passages: Iterable[str]) -> int:
    """Return how many publishers the passages come from: two pages of one publisher count once."""
    return len(publishers(record.passages[passage].document for passage in passages if passage in record.passages))


def publishers(documents: Iterable[Document]) -> set[str]:
    """Return the publishers of documents; one that names none stands for itself."""
    return {document.publisher.casefold() or document.iri for document in documents}


def overlap_end(first: Span, second: Span) -> datetime.date | None:
    """Return the earlier of the ends of two spans."""
    return min((day for day in (first[1], second[1]) if day), default=None)


def overlap(first: Span, second: Span) -> Span | None:
    """Return the time that two spans have in common, None when they have none; an open side stays open."""
    starts = [day for day in (first[0], second[0]) if day]
    ends = [day for day in (first[1], second[1]) if day]
    start, end = (max(starts) if starts else None), (min(ends) if ends else None)
    return None if start and end and start > end else (start, end)


def describe(record: Record, iri: str) -> dict[str, Any]:
    """Return what a node carries: labels, class, kind, countries, topics, dates."""
    own = record.identity.get(iri, {})
    labels, short = by_language(own.get("label", ())), by_language(own.get("abbreviation", ()))
    since, until = record.span(iri)
    return {
        "label_en": labels.get("en", local_name(iri)),
        "label_fr": labels.get("fr", labels.get("en", local_name(iri))),
        "abbreviation": short.get("en") or next(iter(short.values()), ""),
        "class": class_of(record, iri),
        "kind": ", ".join(record.ids(iri, "hasKind")),
        "countries": ", ".join(record.ids(iri, "hasCountry")),
        "topics": ", ".join(record.ids(iri, "hasTopic")),
        "since": since,
        "until": until,
    }


_WIDE = {TERM + name for name in ("Entity", "Actor", "Collaboration")}


def class_of(record: Record, iri: str) -> str:
    """Return the most specific class of an entity, by its local name."""
    own = sorted(record.classes.get(iri, set()) - _WIDE)
    return local_name(own[0]) if own else "Entity"
