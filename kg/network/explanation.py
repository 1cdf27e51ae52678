"""Why two entities are tied: their direct ties, and what they both take part in at the same time.

It is what the edge between the two stands for in the one-mode network of all actors, computed from the claims about
these two alone; pairs that no network draws have an explanation as well.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.dates import Absence, Interval, Period, absence, spanned, time_shared
from kg.messages import readers_language
from kg.record.evidence import Claim, Passage, independent_voices
from kg.record.evidence_reader import read_claims, read_claims_about, read_passages
from kg.record.governments import Verdict, government_bits, verdict
from kg.record.identity import is_a, read_identity, read_principal_countries
from kg.record.statuses import Status, read_statuses, stated_by
from kg.record.ties import Relation, Tie, assemble_ties, read_relations
from kg.record.valid_time import ValidTimes, ties_in
from kg.sparql.engine import Engine
from kg.vocabulary import local_name

_STATED = ("startDate", "inForceDate", "endDate", "hasStatus")


@dataclass(frozen=True)
class Shared:
    """Something that both entities take part in at the same time, with the ties of each, and from when to when."""

    through: str
    first: tuple[Tie, ...]
    second: tuple[Tie, ...]
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, repr=False)
class TieExplanation:
    """The answer to *why*: direct ties, what is shared with its stated dates, other ties, and the passages.

    ``direct`` and ``shared`` are what an edge of the network stands for; ``other`` ties, such as being part of each
    other, join nobody there. ``since`` and ``until`` are those of the edge; ``statuses`` tells of what
    is shared what it is by the newest page that says so. ``countries`` are the ids of the two whose governments are
    told of; ``absent`` are the ends that do not exist in the period, by the dates on record.
    """

    first: str
    second: str
    direct: tuple[Tie, ...]
    shared: tuple[Shared, ...]
    other: tuple[Tie, ...]
    dates: dict[str, tuple[Claim, ...]] = field(hash=False)
    passages: dict[str, Passage] = field(hash=False)
    engine: Engine = field(compare=False, repr=False)
    period: Period | None = None
    statuses: Mapping[str, Status] = field(default_factory=dict, hash=False)
    since: datetime.date | None = None
    until: datetime.date | None = None
    countries: tuple[str, ...] = ()
    absent: Mapping[str, Absence] = field(default_factory=dict, hash=False)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """All ties that the answer tells."""
        return (*self.direct, *(tie for one in self.shared for tie in (*one.first, *one.second)), *self.other)

    @property
    def joining(self) -> tuple[Tie, ...]:
        """The ties that an edge of the network stands for; the others where there is no edge."""
        return self.ties[: len(self.ties) - len(self.other)] or self.other

    @property
    def voices(self) -> int:
        """How many independent voices say why the two are joined; others only date what is shared."""
        return len(independent_voices(self._of(self.joining)))

    @property
    def governments(self) -> Verdict:
        """What the governments of the two ``countries`` say of it, on pages that were read again."""
        if self.direct or self.shared:
            settings = [(self._bits([tie]),) for tie in self.direct]
            sides = [(self._bits(one.first), self._bits(one.second)) for one in self.shared]
            return verdict([*settings, *sides])
        return verdict((self._bits([tie]),) for tie in self.other)

    def _bits(self, ties: Iterable[Tie]) -> int:
        return government_bits(self._of(ties), self.countries)

    def _of(self, ties: Iterable[Tie]) -> list[Passage]:
        """Return the passages that make ties."""
        made = {iri for tie in ties for iri in tie.passages}
        return [self.passages[iri] for iri in made if iri in self.passages]

    def __bool__(self) -> bool:
        return bool(self.ties)

    def tell(self, language: str = "en") -> str:
        """Return why the two are tied as text, with the passages that say so."""
        from kg.record.labels import read_labels
        from kg.render.sentences import tell_reasons

        return tell_reasons(self, read_labels(self.engine), language)

    def __str__(self) -> str:
        return self.tell(readers_language())

    def __repr__(self) -> str:
        counts = (
            f"{len(self.direct)} direct ties, {len(self.shared)} shared affiliations, {len(self.passages)} passages"
        )
        return f"<TieExplanation of {local_name(self.first)} and {local_name(self.second)}: {counts}>"

    def _repr_html_(self) -> str:
        from kg.record.labels import read_labels
        from kg.render.html import reasons_html

        return reasons_html(self, read_labels(self.engine), readers_language())


def explain_tie(engine: Engine, first: str, second: str, period: Period | None = None) -> TieExplanation:
    """Return why two entities, given by IRI, are tied; in a period, where one is given."""
    claims, relations = read_claims_about(engine, [first, second]), read_relations(engine)
    ties = assemble_ties(claims, relations)
    parts = _parts(ties, relations, first, second)
    identity = read_identity(engine, sorted({first, second, *parts}))
    times = ValidTimes(relations, identity)
    settings = {iri: both for iri, both in parts.items() if is_a(identity, iri, "Setting")}
    shared = tuple(_shared(settings, times, period))
    between = ties_in((tie for tie in ties if {tie.subject, tie.object} == {first, second}), times, period)
    direct = tuple(tie for tie in between if relations[tie.relation].joins == "directly")
    other = tuple(tie for tie in between if tie not in direct)
    dates = _dates(engine, [one.through for one in shared])
    since, until = _extent(times, shared, direct or (() if shared else other))
    countries = read_principal_countries(engine)
    statuses = read_statuses(engine, dates, period.last if period else None) if dates else {}
    absent = {end: how for end in (first, second) if (how := absence(times.of(end), period))}
    found = TieExplanation(
        first, second, direct, shared, other, dates, {}, engine, period, statuses, since, until, countries, absent
    )
    told = {passage for tie in found.ties for passage in tie.passages}
    told |= {passage for stated in dates.values() for claim in stated for passage in claim.passages}
    passages = read_passages(engine, told)
    if period:
        dates = {iri: stated_by(engine, stated, passages, period.last) for iri, stated in dates.items()}
    return replace(found, passages=passages, dates=dates)


_Parts = tuple[list[Tie], list[Tie]]


def _parts(ties: Iterable[Tie], relations: Mapping[str, Relation], first: str, second: str) -> dict[str, _Parts]:
    """Return what both are tied to as parties are, in order, with the ties of each."""
    found: dict[str, _Parts] = {}
    for tie in ties:
        if relations[tie.relation].joins == "through":
            for side, end in enumerate((first, second)):
                if tie.subject == end:
                    found.setdefault(tie.object, ([], []))[side].append(tie)
    return {iri: parts for iri, parts in sorted(found.items()) if all(parts)}


def _shared(parts: Mapping[str, _Parts], times: ValidTimes, period: Period | None) -> Iterator[Shared]:
    """Yield what both take part in, where each does in the period and both do on one day at least."""
    for iri, both in parts.items():
        first, second = (ties_in(ties, times, period) for ties in both)
        common = time_shared([times.of_tie(tie) for tie in first], [times.of_tie(tie) for tie in second])
        if common:
            yield Shared(iri, first, second, *common)


def _extent(times: ValidTimes, shared: Iterable[Shared], ties: Iterable[Tie]) -> Interval:
    intervals = [(one.since, one.until) for one in shared] + [times.of_tie(tie) for tie in ties]
    return spanned(intervals) if intervals else (None, None)


def _dates(engine: Engine, iris: list[str]) -> dict[str, tuple[Claim, ...]]:
    """Return what passages state of the beginning, the end and the status of things."""
    claims = read_claims(engine, iris) if iris else None
    return {
        iri: tuple(claim for name in _STATED for claim in claims.values(iri, name))
        for iri in iris
        if claims is not None
    }
