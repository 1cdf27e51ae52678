"""Who is joined to whom: the edges of a network with the reasons for each, read only when somebody asks."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict, overload

from kg.dates import Interval, spanned
from kg.errors import KgError
from kg.graphs.projection import EVER, NEVER, Projection, project
from kg.record.governments import Word, verdict
from kg.record.index import Record
from kg.record.ties import Tie

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class EdgeReason:
    """One reason why two are joined: what both take part in (``through``), or None and the tie between them.

    ``ties`` are those that it rests on, ``weight`` is its part in the weight of the edge, ``since`` and ``until`` say
    when it holds, None for a day that is not known or not yet.
    """

    through: str | None
    ties: tuple[Tie, ...]
    weight: float = 1.0
    since: datetime.date | None = None
    until: datetime.date | None = None

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """The passages that make the ties, each once."""
        return tuple(dict.fromkeys(passage for tie in self.ties for passage in tie.passages))

    def relations_of(self, node: object) -> tuple[str, ...]:
        """Return the relations by which a node has part in it: those of its own ties, or all where it is the object."""
        own = self._relations.get(node)
        return self._relations[None] if own is None else own

    @cached_property
    def _relations(self) -> dict[object, tuple[str, ...]]:
        """The relations of the ties of each subject, and under None those of all; measures ask many times."""
        found: dict[object, dict[str, None]] = {None: {}}
        for tie in self.ties:
            found[None][tie.relation] = None
            found.setdefault(tie.subject, {})[tie.relation] = None
        return {subject: tuple(relations) for subject, relations in found.items()}


class Edge(TypedDict):
    """What an edge of a network carries; ``voices`` counts the independent ones, read again.

    ``governments`` is the word for what both governments say of it: that of ``kg.record.governments.Verdict``.
    """

    weight: float
    reasons: Sequence[EdgeReason]
    voices: int
    governments: Word
    since: datetime.date | None
    until: datetime.date | None


class MembershipProjection:
    """Ties by which members share affiliations, projected onto pairs of members.

    Members and affiliations are numbered in the order of their IRIs, participations in the order of the ties. Where
    these are only some of the ties, ``whole`` are all of them: of those the parties are counted.
    """

    def __init__(self, record: Record, ties: Sequence[Tie], whole: Iterable[Tie] | None = None) -> None:
        self.record = record
        self.members = sorted({tie.subject for tie in ties})
        self.affiliations = sorted({tie.object for tie in ties})
        self.parts: dict[tuple[int, int], list[Tie]] = defaultdict(list)
        numbers = [{iri: number for number, iri in enumerate(iris)} for iris in (self.members, self.affiliations)]
        rows = []
        for tie in ties:
            ends = numbers[0][tie.subject], numbers[1][tie.object]
            self.parts[ends].append(tie)
            start, end = record.valid_times.of_tie(tie)
            rows.append((*ends, start.toordinal() if start else NEVER, end.toordinal() if end else EVER))
        members, affiliations, since, until = zip(*rows, strict=True) if rows else ((), (), (), ())
        parties = self._parties(ties if whole is None else whole)
        self.projection: Projection = project(members, affiliations, since=since, until=until, parties=parties)

    def _parties(self, ties: Iterable[Tie]) -> list[int]:
        """Return how many members each affiliation has by some ties."""
        found: dict[str, set[str]] = {iri: set() for iri in self.affiliations}
        for tie in ties:
            if tie.object in found:
                found[tie.object].add(tie.subject)
        return [len(members) for members in found.values()]

    def pairs(self) -> Iterator[tuple[tuple[str, str], EdgeReasons]]:
        """Yield each pair that shares an affiliation at one time, with the reasons that join it."""
        made = self.projection
        ends = zip(made.first.tolist(), made.second.tolist(), strict=True)
        for pair, (first, second) in enumerate(ends):
            yield (self.members[first], self.members[second]), EdgeReasons(self, pair)

    def reasons(self, pair: int) -> list[EdgeReason]:
        """Return the reasons of one pair, an affiliation each, in order."""
        made = self.projection
        ends = int(made.first[pair]), int(made.second[pair])
        return [
            EdgeReason(
                self.affiliations[affiliation],
                self._ties(ends, affiliation),
                1 / (int(made.parties[affiliation]) - 1),
                *interval,
            )
            for affiliation, interval in self._shared(pair)
        ]

    def _shared(self, pair: int) -> Iterator[tuple[int, Interval]]:
        made = self.projection
        first, last = made.bounds[pair : pair + 2].tolist()
        assert made.since is not None and made.until is not None
        for entry in range(first, last):
            start, end = int(made.since[entry]), int(made.until[entry])
            yield int(made.affiliations[entry]), (_day(start, NEVER), _day(end, EVER))

    def _ties(self, ends: tuple[int, int], affiliation: int) -> tuple[Tie, ...]:
        return tuple(tie for member in ends for tie in self.parts[member, affiliation])

    def interval(self, pair: int) -> Interval:
        """Return since when any of the reasons of a pair holds, and until when all that hold have ended."""
        return spanned([interval for _, interval in self._shared(pair)])

    def weight(self, pair: int) -> float:
        """Return the sum of the weights of the reasons of a pair."""
        return float(self.projection.weight[pair])

    def voices(self, pair: int) -> int:
        """Return the independent voices behind a pair, as the bits of an integer."""
        found = 0
        for one, other in self._parts_of(pair):
            found |= self._voices[one] | self._voices[other]
        return found

    def settings(self, pair: int) -> Iterator[tuple[int, int]]:
        """Yield for each affiliation of a pair which governments confirm the part of each end, as bits."""
        for one, other in self._parts_of(pair):
            yield self._governments[one], self._governments[other]

    def _parts_of(self, pair: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        made = self.projection
        first, second = int(made.first[pair]), int(made.second[pair])
        for affiliation in made.shared(pair).tolist():
            yield (first, affiliation), (second, affiliation)

    @cached_property
    def _voices(self) -> dict[tuple[int, int], int]:
        return {ends: self.record.voice_bits(passages_of(ties)) for ends, ties in self.parts.items()}

    @cached_property
    def _governments(self) -> dict[tuple[int, int], int]:
        return {ends: self.record.government_bits(passages_of(ties)) for ends, ties in self.parts.items()}


class EdgeReasons(Sequence[EdgeReason]):
    """The reasons of one edge: what both share, then direct ties. Made when they are first read."""

    def __init__(self, projection: MembershipProjection | None, pair: int = -1) -> None:
        self.projection, self.pair = projection, pair
        self.direct: list[EdgeReason] = []

    @cached_property
    def _all(self) -> list[EdgeReason]:
        return [*(self.projection.reasons(self.pair) if self.projection else ()), *self.direct]

    @overload
    def __getitem__(self, place: int) -> EdgeReason: ...
    @overload
    def __getitem__(self, place: slice) -> list[EdgeReason]: ...
    def __getitem__(self, place: int | slice) -> EdgeReason | list[EdgeReason]:
        return self._all[place]

    def __iter__(self) -> Iterator[EdgeReason]:
        return iter(self._all)

    def __len__(self) -> int:
        shared = len(self.projection.projection.shared(self.pair)) if self.projection else 0
        return shared + len(self.direct)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self._all)

    @property
    def weight(self) -> float:
        """What they weigh together."""
        shared = self.projection.weight(self.pair) if self.projection else 0.0
        return shared + sum(one.weight for one in self.direct)

    def summary(self, record: Record) -> Edge:
        """Return what an edge carries: its weight, these reasons, who says so, since when, until when."""
        made, pair = self.projection, self.pair
        intervals = [made.interval(pair)] if made else []
        since, until = spanned([*intervals, *((one.since, one.until) for one in self.direct)])
        bits = made.voices(pair) if made else 0
        bits |= record.voice_bits(passage for one in self.direct for passage in one.passages)
        settings = [
            *(made.settings(pair) if made else ()),
            *((record.government_bits(one.passages),) for one in self.direct),
        ]
        return {
            "weight": self.weight,
            "reasons": self,
            "voices": bits.bit_count(),
            "governments": verdict(settings).word,
            "since": since,
            "until": until,
        }


def record_of(network: nx.Graph[str]) -> Record:
    """Return the record that a network was made from. Raises KgError for a graph of others, which has none.

    >>> from kg.graph import load
    >>> "norad" in [iri.rpartition("/")[2] for iri in record_of(load("tests/mini").network()).identity]
    True
    """
    if "record" not in network.graph:
        raise KgError("error.network.no_record")
    record: Record = network.graph["record"]
    return record


def sides_of(reason: EdgeReason, record: Record) -> tuple[int, ...]:
    """Return which governments confirm each side of a reason, as bits: the ties of each end, or the tie between."""
    subjects = sorted({tie.subject for tie in reason.ties}) if reason.through else [""]
    return tuple(
        record.government_bits(passages_of(tie for tie in reason.ties if not end or tie.subject == end))
        for end in subjects
    )


def passages_of(ties: Iterable[Tie]) -> Iterator[str]:
    """Yield the passages that make ties."""
    for tie in ties:
        yield from tie.passages


def passages_behind(reasons: Iterable[EdgeReason]) -> set[str]:
    """Return the passages that reasons rest on."""
    return {passage for reason in reasons for passage in reason.passages}


def _day(ordinal: int, none: int) -> datetime.date | None:
    return None if ordinal == none else datetime.date.fromordinal(ordinal)
