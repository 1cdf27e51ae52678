"""Why two entities are tied: their direct ties, and what they both take part in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from kg.dates import Period
from kg.record.entities import members, read_identity
from kg.record.evidence import Claim, Passage, read_claims_about, read_passages
from kg.record.ties import Relation, Tie, assemble_ties, read_relations
from kg.record.valid_time import Spans, ties_in
from kg.sparql.engine import Engine

_STATED = ("startDate", "inForceDate", "endDate", "hasStatus")


@dataclass(frozen=True)
class Shared:
    """Something that both entities are tied to, with the ties of each."""

    through: str
    first: tuple[Tie, ...]
    second: tuple[Tie, ...]


@dataclass(frozen=True)
class Reasons:
    """The answer to *why*: direct ties, what is shared with its stated dates, and the passages."""

    first: str
    second: str
    direct: tuple[Tie, ...]
    shared: tuple[Shared, ...]
    dates: dict[str, tuple[Claim, ...]] = field(hash=False)
    passages: dict[str, Passage] = field(hash=False)
    engine: Engine = field(compare=False, repr=False)
    period: Period | None = None

    @property
    def ties(self) -> tuple[Tie, ...]:
        """All ties that the answer rests on."""
        return (*self.direct, *(tie for one in self.shared for tie in (*one.first, *one.second)))

    @property
    def publishers(self) -> int:
        """How many publishers the passages come from; pages of one publisher are not independent."""
        return len({passage.document.publisher.casefold() for passage in self._making})

    @property
    def governments(self) -> tuple[str, ...]:
        """The governments whose own documents are among the passages."""
        spoken = {country for passage in self._making for country in passage.document.speaks_for}
        return tuple(sorted(spoken))

    @property
    def _making(self) -> list[Passage]:
        """The passages that make the ties; others only date what is shared."""
        return [
            self.passages[iri] for iri in {iri for tie in self.ties for iri in tie.passages} if iri in self.passages
        ]

    def __bool__(self) -> bool:
        return bool(self.direct or self.shared)

    def _repr_html_(self) -> str:
        from kg.record.labels import Labels
        from kg.render.html import reasons_html

        return reasons_html(self, Labels(self.engine))


def find_reasons(engine: Engine, first: str, second: str, period: Period | None = None) -> Reasons:
    """Return why two entities, given by IRI, are tied; in a period, where one is given."""
    claims = read_claims_about(engine, [first, second])
    relations = read_relations(engine)
    ties = _ties_in(engine, assemble_ties(claims, relations), relations, period)
    direct = tuple(tie for tie in ties if {tie.subject, tie.object} == {first, second})
    through: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    for tie in ties:
        if relations[tie.relation].joins == "through" and tie.subject in (first, second):
            through[tie.object][tie.subject].append(tie)
    collaborations = members(engine, through, "Collaboration")
    shared = tuple(
        Shared(iri, tuple(parties[first]), tuple(parties[second]))
        for iri, parties in sorted(through.items())
        if iri in collaborations and first in parties and second in parties
    )
    dates = _dates(engine, [one.through for one in shared])
    stated = {passage for claims in dates.values() for claim in claims for passage in claim.passages}
    reasons = Reasons(first, second, direct, shared, dates, {}, engine, period)
    made = {passage for tie in reasons.ties for passage in tie.passages}
    return replace(reasons, passages=read_passages(engine, made | stated))


def _ties_in(engine: Engine, ties: list[Tie], relations: dict[str, Relation], period: Period | None) -> tuple[Tie, ...]:
    if period is None:
        return tuple(ties)
    ends = {end for tie in ties for end in (tie.subject, tie.object)}
    return ties_in(ties, Spans(relations, read_identity(engine, sorted(ends))), period)


def _dates(engine: Engine, iris: list[str]) -> dict[str, tuple[Claim, ...]]:
    """Return what passages state of the beginning, the end and the status of things."""
    claims = read_claims_about(engine, iris) if iris else None
    return {
        iri: tuple(claim for name in _STATED for claim in claims.values(iri, name))
        for iri in iris
        if claims is not None
    }
