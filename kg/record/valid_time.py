"""How long entities and ties last, by their own dates and by those of what they lead to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.dates import Period, Span, first_day, last_day, overlap, overlap_end
from kg.record.entities import Entity, Identity, read_identity
from kg.record.evidence import Claim
from kg.record.ties import Relation, Tie, read_relations
from kg.vocabulary import TERM, local_name


class Spans:
    """The spans of entities and ties, from what identifies entities and from the relations of the ontology."""

    def __init__(self, relations: Mapping[str, Relation], identity: Identity) -> None:
        self.relations, self.identity = relations, identity
        self._spans: dict[str, Span] = {}
        self.classes = {iri: {term.value for term in own["type"]} for iri, own in identity.items()}

    def is_a(self, iri: str, name: str) -> bool:
        """Say whether an entity is a member of one of our classes."""
        return TERM + name in self.classes.get(iri, ())

    def span(self, iri: str) -> Span:
        """Return the earliest start and latest end of an entity, None where no passage gives one."""
        if iri not in self._spans:
            self._spans[iri] = self._span(iri)
        return self._spans[iri]

    def _span(self, iri: str) -> Span:
        own = self.identity.get(iri, {})
        starts = [first_day(term.value) for term in own.get("earliestStart", ())]
        ends = [last_day(term.value) for term in own.get("latestEnd", ())]
        return (starts[0] if starts else None, ends[0] if ends else None)

    def tie_span(self, tie: Tie) -> Span:
        """Return the span of a tie: its own dates, else those of the collaboration in it.

        A tie to or from a collaboration cannot begin before either end does, nor outlast one; where a collaboration
        in it has no start, nor has the tie. Two that work with each other directly are undated unless a passage
        dates the tie.
        """
        starts = [day for stated in tie.starts if (day := first_day(stated.value))]
        ends = [day for stated in tie.ends if (day := last_day(stated.value))]
        start, end = self._common_span(tie)
        return (min(starts) if starts else start, max(ends) if ends else end)

    def _common_span(self, tie: Tie) -> Span:
        among = [iri for iri in (tie.subject, tie.object) if self.is_a(iri, "Collaboration")]
        if not among or self.relations[tie.relation].joins == "directly":
            return None, None
        if not all(self.span(iri)[0] for iri in among):
            return None, overlap_end(self.span(tie.subject), self.span(tie.object))
        return overlap(self.span(tie.subject), self.span(tie.object)) or self.span(among[-1])


def ties_in(ties: Iterable[Tie], spans: Spans, period: Period | None) -> tuple[Tie, ...]:
    """Return the ties that a period holds, and those without a start marked as undated; all where there is none."""
    if period is None:
        return tuple(ties)
    answers = [(tie, period.holds(spans.tie_span(tie))) for tie in ties]
    return tuple(
        replace(tie, undated=True) if answer is None else tie for tie, answer in answers if answer is not False
    )


def entity_in(entity: Entity, period: Period | None) -> Entity:
    """Return an entity with the ties, figures and events of a period; of a date, figures and events up to it."""
    if period is None:
        return entity
    ends = {end for tie in entity.ties for end in (tie.subject, tie.object)}
    spans = Spans(read_relations(entity.engine), read_identity(entity.engine, sorted(ends)))
    told = Period(datetime.date.min, period.last) if period.is_day else period
    figures, events = (
        {node: claims for node, claims in nodes.items() if told.holds(_node_span(claims)) is not False}
        for nodes in (entity.figures, entity.events)
    )
    return replace(entity, ties=ties_in(entity.ties, spans, period), figures=figures, events=events, period=period)


def _node_span(claims: Iterable[Claim]) -> Span:
    """Return the first and the last day that a figure or an event is about."""
    dates: dict[str, list[str]] = {"date": [], "startDate": [], "endDate": []}
    for claim in claims:
        dates.get(local_name(claim.predicate), []).append(claim.object.value)
    starts = [day for value in dates["startDate"] + dates["date"] if (day := first_day(value))]
    ends = [day for value in dates["endDate"] + dates["date"] if (day := last_day(value))]
    return min(starts, default=None), max(ends, default=None)
