"""What of a page a copy of this process makes, beside what else is read: the dataset, and what was drawn before.

What who works with whom alone decides is kept for all states of the data in which that is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.explorer.dataset_payload import Ordered, digest_without, ordered, strings_in, write_dataset
from kg.explorer.packing import packed_text
from kg.explorer.question_payload import Partition
from kg.questions.catalogue import Question
from kg.questions.template import template
from kg.rdf.dataset import Changes
from kg.rdf.derived import made_by, moment
from kg.rdf.files import text_of
from kg.rdf.worker import Beside
from kg.sparql.engine import Engine
from kg.vocabulary import TERM

_WORDS = frozenset(TERM + name for name in ("says", "section", "locator", "textFragment"))
"""What passages are told in: it decides nothing of what is drawn."""


@dataclass(frozen=True)
class Drawn:
    """The networks, who is in which community, and what was read again differs in.

    The ties of what was read again have ``texts`` of their own, by their places.
    """

    views: dict[str, Any]
    partitions: Mapping[str, Mapping[str, Partition]]
    read_again: dict[str, Any]
    texts: list[tuple[str, ...]]


@dataclass(frozen=True)
class Found:
    """What was drawn before of the very same; where nothing was, what makes the dataset of what was read again.

    That is known where there are two processors.
    """

    given: str
    drawn: Drawn | None
    changes: Changes | None


class SecondProcess:
    """A copy of this process that puts the dataset in order, looks for what was drawn, and writes the dataset."""

    def __init__(self, engine: Engine, asked: Iterable[Question]) -> None:
        self._engine, self._name = engine, f"drawn {moment()} by {made_by()}"
        self._asked = [*map(text_of, engine.rules), *(template(one) for one in asked if one.then == "communities")]
        self._quads: Ordered = []
        if engine.asks_elsewhere:  # two would ask one server
            self._begin: Callable[..., Callable[[], Any]] = lambda *given: lambda: self._here(*given)
        else:
            engine.hold_in_memory()
            self._begin = Beside(self._in_copy, self._here).begin
        self._looking: Callable[[], Any] = self._begin()

    @cached_property
    def found(self) -> Found:
        """What was found, once it was."""
        found: Found = self._looking()
        return found

    def keep(self, drawn: Drawn) -> None:
        """Keep what had to be drawn for the next time."""
        if self.found.given:
            self._engine.keep_lasting(self._name, self.found.given, drawn)

    def begin_dataset(self, words: dict[str, Any]) -> None:
        """Begin to write the dataset without the words of the page: what is added to them comes after all of them."""
        assert self.found  # one thing after another
        self._writing = self._begin(strings_in(words))

    def dataset(self) -> str:
        """Return the dataset, packed, once it is written."""
        written: str = self._writing()
        return written

    def _in_copy(self, strings: list[str] | None = None) -> Found | str:
        found = self._here(strings)
        if isinstance(found, Found) and found.drawn is None:
            return Found(found.given, None, self._engine.changes_to_read_again())
        return found

    def _here(self, strings: list[str] | None = None) -> Found | str:
        self._quads = self._quads or ordered(self._engine.quads())
        if strings is not None:
            return packed_text(write_dataset(self._quads, strings))
        if not self._engine.keeps:
            return Found("", None, None)
        given = f"{self._asked} {digest_without(self._quads, _WORDS)}"
        return Found(given, self._engine.find_lasting(self._name, given), None)
