"""Event files as quads, row by row, with a count of what was left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError
from kg.events.actors import Actor, Actors
from kg.events.cameo import codes
from kg.events.claims import actor_quads, document_quads, event_quads, publisher_quads, report_at
from kg.events.rows import COLUMNS, LeftOut, read_lines, read_row
from kg.messages import message

REASONS = (
    "not_cooperation",
    "one_actor",
    "same_actor",
    "nobody",
    "people",
    "again",
    "date",
    "address",
    "actor",
    "code",
    "class",
    "id",
    "columns",
    "encoding",
)
"""Why a row is left out: what is no cooperation between two first, what is wrong with it last."""


@dataclass
class Summary:
    """How many rows were read, kept, and left out by which rule."""

    read: int = 0
    kept: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def text(self, language: str = "en") -> str:
        """Return it in lines.

        >>> Summary(3, 2, Counter(date=1)).text().splitlines()[0]
        '3 rows read: 2 kept as events, 1 left out'
        """
        total = message("events.summary", language, read=self.read, kept=self.kept, left=self.left_out.total())
        reasons = (
            f"  {message('events.left_out', language, count=self.left_out[reason], why=_why(reason, language))}"
            for reason in REASONS
            if self.left_out[reason]
        )
        return "\n".join((total, *reasons))


def _why(reason: str, language: str) -> str:
    return message(f"events.why.{reason}", language)


class Reader:
    """Reads event files one after the other; says each actor, publisher and document once, and each event once.

    What it holds is who and what was said before: ids of events, documents and actors, never their rows.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths, self.summary, self.actors = tuple(paths), Summary(), Actors()
        self._events, self._said = set[int](), set[str]()

    def quads(self) -> Iterator[list[ox.Quad]]:
        """Yield what each event that is kept adds to the data, as data files state it.

        Raises DataError for a file that cannot be read, or of which no line has the columns of events.
        """
        for path in self.paths:
            before = self.summary.read, self.summary.left_out["columns"]
            for line in read_lines(path):
                if line:
                    self.summary.read += 1
                    try:
                        yield self._event(line)
                    except LeftOut as left:
                        self.summary.left_out[left.reason] += 1
                    else:
                        self.summary.kept += 1
            read, odd = self.summary.read - before[0], self.summary.left_out["columns"] - before[1]
            if read and read == odd:
                raise DataError("error.events.columns", path, columns=COLUMNS)

    def _event(self, line: bytes) -> list[ox.Quad]:
        row = read_row(line)
        if row.code not in codes():
            raise LeftOut("code")
        if int(row.id) in self._events:
            raise LeftOut("again")
        first, second = self.actors.of(row.first), self.actors.of(row.second)
        if first.id == second.id:
            raise LeftOut("same_actor")
        report = report_at(row.address)
        self._events.add(int(row.id))
        quads: list[ox.Quad] = []
        for actor in (first.country, second.country, first, second):
            quads += self._once(actor)
        if self._is_new(report.publisher):
            quads += publisher_quads(report)
        if self._is_new(report.id):
            quads += document_quads(report)
        quads += event_quads(row, report, first, second)
        return quads

    def _once(self, actor: Actor | None) -> Iterator[ox.Quad]:
        if actor and self._is_new(actor.id):
            yield from actor_quads(actor)

    def _is_new(self, name: str) -> bool:
        is_new = name not in self._said
        self._said.add(name)
        return is_new
