"""How long entities and ties last, by their own dates and by those of what they lead to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

import pyoxigraph as ox

from kg.dates import Interval, Period, first_day, last_day, overlap, overlap_end
from kg.record.entities import Entity
from kg.record.evidence import Claim
from kg.record.identity import Identity, read_identity
from kg.record.statuses import read_statuses, stated_by
from kg.record.ties import Relation, Tie, read_relations
from kg.vocabulary import TERM, local_name


class ValidTimes:
    """When entities exist and ties hold, from what identifies entities and from the relations of the ontology."""

    def __init__(self, relations: Mapping[str, Relation], identity: Identity) -> None:
        self._relations, self._identity = relations, identity
        self._known: dict[str, Interval] = {}

    def of(self, iri: str) -> Interval:
        """Return the earliest start and latest end of an entity, None where no passage gives one."""
        if iri not in self._known:
            self._known[iri] = self._of(iri)
        return self._known[iri]

    def _of(self, iri: str) -> Interval:
        own = self._identity.get(iri, {})
        starts = [first_day(term.value) for term in own.get("earliestStart", ())]
        ends = [last_day(term.value) for term in own.get("latestEnd", ())]
        return (starts[0] if starts else None, ends[0] if ends else None)

    @cached_property
    def _collaborations(self) -> set[str]:
        return self._members("Collaboration")

    @cached_property
    def _facilities(self) -> set[str]:
        return self._members("Facility")

    def _members(self, name: str) -> set[str]:
        """Return what is a member of one of our classes."""
        wanted = ox.NamedNode(TERM + name)
        return {iri for iri, own in self._identity.items() if wanted in own.get("type", ())}

    def of_tie(self, tie: Tie) -> Interval:
        """Return the valid time of a tie: its own dates, else those of the collaboration in it, or of a facility run.

        A tie to or from a collaboration cannot begin before either end does, nor outlast one; where a collaboration
        in it has no start, nor has the tie. Two that work with each other directly are undated unless a passage
        dates the tie.
        """
        starts = [day for stated in tie.starts if (day := first_day(stated.value))]
        ends = [day for stated in tie.ends if (day := last_day(stated.value))]
        start, end = self._of_ends(tie)
        return (min(starts) if starts else start, max(ends) if ends else end)

    def _of_ends(self, tie: Tie) -> Interval:
        joins = self._relations[tie.relation].joins
        if joins == "directly":
            return None, None
        among = [iri for iri in (tie.subject, tie.object) if iri in self._collaborations]
        if joins == "through" and tie.object in self._facilities:
            among.append(tie.object)
        if not among:
            return None, None
        if not all(self.of(iri)[0] for iri in among):
            return None, overlap_end(self.of(tie.subject), self.of(tie.object))
        return overlap(self.of(tie.subject), self.of(tie.object)) or self.of(among[-1])


def ties_in(ties: Iterable[Tie], times: ValidTimes, period: Period | None) -> tuple[Tie, ...]:
    """Return the ties that a period holds, and those without a start marked as undated; all where there is none."""
    if period is None:
        return tuple(ties)
    answers = [(tie, period.holds(times.of_tie(tie))) for tie in ties]
    return tuple(
        replace(tie, undated=True) if answer is None else tie for tie, answer in answers if answer is not False
    )


def entity_in(entity: Entity, period: Period | None) -> Entity:
    """Return an entity with the ties, figures and events of a period; of a date, figures and events up to it."""
    if period is None:
        return entity
    ends = {end for tie in entity.ties for end in (tie.subject, tie.object)}
    times = ValidTimes(read_relations(entity.engine), read_identity(entity.engine, sorted(ends)))
    told = Period(datetime.date.min, period.last) if period.is_day else period
    figures, events = (
        {node: claims for node, claims in nodes.items() if told.holds(_node_time(claims)) is not False}
        for nodes in (entity.figures, entity.events)
    )
    return replace(
        entity,
        claims=stated_by(entity.engine, entity.claims, entity.passages, period.last),
        ties=ties_in(entity.ties, times, period),
        figures=figures,
        events=events,
        period=period,
        status=read_statuses(entity.engine, [entity.iri], period.last).get(entity.iri),
    )


def _node_time(claims: Iterable[Claim]) -> Interval:
    """Return the first and the last day that a figure or an event is about."""
    dates: dict[str, list[str]] = {"date": [], "startDate": [], "endDate": []}
    for claim in claims:
        dates.get(local_name(claim.predicate), []).append(claim.object.value)
    starts = [day for value in dates["startDate"] + dates["date"] if (day := first_day(value))]
    ends = [day for value in dates["endDate"] + dates["date"] if (day := last_day(value))]
    return min(starts, default=None), max(ends, default=None)
