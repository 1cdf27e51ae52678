"""Who is joined to whom: the edges of a network with the reasons for each, read only when somebody asks."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, overload

from kg.dates import Span, spanned
from kg.graphs.projection import EVER, NEVER, Projection, project
from kg.record.index import Record
from kg.record.ties import Tie

Reason = dict[str, Any]


class Joint:
    """Ties by which members share settings, projected onto pairs of members.

    Members and settings are numbered in the order of their IRIs, participations in the order of the ties.
    """

    def __init__(self, record: Record, ties: Sequence[Tie]) -> None:
        self.record = record
        self.members = sorted({tie.subject for tie in ties})
        self.settings = sorted({tie.object for tie in ties})
        self.parts: dict[tuple[int, int], list[Tie]] = defaultdict(list)
        numbers = [{iri: number for number, iri in enumerate(iris)} for iris in (self.members, self.settings)]
        rows = []
        for tie in ties:
            ends = numbers[0][tie.subject], numbers[1][tie.object]
            self.parts[ends].append(tie)
            start, end = record.tie_span(tie)
            rows.append((*ends, start.toordinal() if start else NEVER, end.toordinal() if end else EVER))
        members, settings, since, until = zip(*rows, strict=True) if rows else ((), (), (), ())
        self.projection: Projection = project(members, settings, since=since, until=until)

    def pairs(self) -> Iterator[tuple[tuple[str, str], Reasons]]:
        """Yield each pair that shares a setting at one time, with the reasons that join it."""
        made = self.projection
        ends = zip(made.first.tolist(), made.second.tolist(), strict=True)
        for pair, (first, second) in enumerate(ends):
            yield (self.members[first], self.members[second]), Reasons(self, pair)

    def reasons(self, pair: int) -> list[Reason]:
        """Return the reasons of one pair, a setting each, in order."""
        made = self.projection
        ends = int(made.first[pair]), int(made.second[pair])
        return [
            reason(self._ties(ends, setting), self.settings[setting], span, 1 / (int(made.parties[setting]) - 1))
            for setting, span in self._shared(pair)
        ]

    def _shared(self, pair: int) -> Iterator[tuple[int, Span]]:
        made = self.projection
        first, last = made.bounds[pair : pair + 2].tolist()
        assert made.since is not None and made.until is not None
        for entry in range(first, last):
            start, end = int(made.since[entry]), int(made.until[entry])
            yield int(made.settings[entry]), (_day(start, NEVER), _day(end, EVER))

    def _ties(self, ends: tuple[int, int], setting: int) -> list[Tie]:
        return [tie for member in ends for tie in self.parts[member, setting]]

    def span(self, pair: int) -> Span:
        """Return since when any of the reasons of a pair holds, and until when all that hold have ended."""
        spans = [span for _, span in self._shared(pair)]
        return spanned(spans)

    def weight(self, pair: int) -> float:
        """Return the sum of the weights of the reasons of a pair."""
        return float(self.projection.weight[pair])

    def publishers(self, pair: int) -> int:
        """Return the publishers behind a pair, as the bits of a whole number."""
        made, found = self.projection, 0
        for setting in made.shared(pair).tolist():
            for member in (int(made.first[pair]), int(made.second[pair])):
                found |= self._publishers[member, setting]
        return found

    @cached_property
    def _publishers(self) -> dict[tuple[int, int], int]:
        return {
            ends: publisher_bits(self.record, [passage for tie in ties for passage in tie.passages])
            for ends, ties in self.parts.items()
        }


class Reasons(Sequence[Reason]):
    """The reasons of one edge: what both share, then direct ties. Made when they are first read."""

    def __init__(self, joint: Joint | None, pair: int = -1) -> None:
        self.joint, self.pair = joint, pair
        self.direct: list[Reason] = []

    @cached_property
    def _all(self) -> list[Reason]:
        return [*(self.joint.reasons(self.pair) if self.joint else ()), *self.direct]

    @overload
    def __getitem__(self, place: int) -> Reason: ...
    @overload
    def __getitem__(self, place: slice) -> list[Reason]: ...
    def __getitem__(self, place: int | slice) -> Reason | list[Reason]:
        return self._all[place]

    def __len__(self) -> int:
        shared = len(self.joint.projection.shared(self.pair)) if self.joint else 0
        return shared + len(self.direct)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self._all)

    def summary(self, record: Record) -> dict[str, Any]:
        """Return what an edge carries: its weight, these reasons, how many publishers, since when, until when."""
        joint, pair = self.joint, self.pair
        spans = [joint.span(pair)] if joint else []
        spans += [(one["since"], one["until"]) for one in self.direct]
        bits = joint.publishers(pair) if joint else 0
        bits |= publisher_bits(record, [passage for one in self.direct for passage in one["passages"]])
        since, until = spanned(spans)
        weight = (joint.weight(pair) if joint else 0.0) + sum(one["weight"] for one in self.direct)
        return {"weight": weight, "reasons": self, "documents": bits.bit_count(), "since": since, "until": until}


def reason(ties: list[Tie], through: str | None, span: Span, weight: float = 1.0) -> Reason:
    """Return one reason for an edge."""
    passages = tuple(dict.fromkeys(passage for tie in ties for passage in tie.passages))
    return {
        "through": through,
        "ties": ties,
        "weight": weight,
        "since": span[0],
        "until": span[1],
        "passages": passages,
    }


def publisher_bits(record: Record, passages: Sequence[str]) -> int:
    """Return the publishers of passages as the bits of a whole number, one bit a publisher of the record."""
    bits = 0
    for passage in passages:
        bits |= record.publisher_bit.get(passage, 0)
    return bits


def _day(ordinal: int, none: int) -> datetime.date | None:
    return None if ordinal == none else datetime.date.fromordinal(ordinal)
