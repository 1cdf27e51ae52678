"""What of a page is made beside what else is read: the dataset, what was drawn before, and its words, packed.

What who works with whom alone decides is kept for all states of the data in which that is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.explorer.dataset_payload import digest_without, ordered, strings_in, write_dataset
from kg.explorer.packing import packed_json, packed_text
from kg.explorer.question_payload import Partition, Rows, community_rows
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
    """What was drawn before of the very same; where nothing was, what communities are found in.

    With these comes what makes the dataset of what was read again. Both are known where there are two processors.
    """

    given: str
    drawn: Drawn | None
    rows: Rows | None = None
    changes: Changes | None = None


class SecondProcess:
    """A copy of this process that puts the dataset in order, looks for what was drawn, and writes the dataset."""

    def __init__(self, engine: Engine, asked: Iterable[Question]) -> None:
        self._engine, self._name = engine, f"drawn {moment()} by {made_by()}"
        self._questions = [one for one in asked if one.then == "communities"]
        self._asked = [*map(text_of, engine.rules), *map(template, self._questions)]
        self._quads, self._ordered = b"", b""
        if engine.asks_elsewhere:  # two would ask one server
            self._begin: Callable[..., Callable[[], Any]] = lambda *given: lambda: self._here(*given)
        else:
            engine.hold_in_memory()
            self._begin = Beside(self._in_copy, self._here).begin
        self._begun: Callable[[], Any] = self._begin("look")

    @cached_property
    def found(self) -> Found:
        """What was found, once it was; the quads are put in order from then on."""
        found: Found = self._begun()
        self._begun = self._begin("order")
        return found

    def keep(self, drawn: Drawn) -> None:
        """Keep what had to be drawn for the next time."""
        if self.found.given:
            self._engine.keep_lasting(self._name, self.found.given, drawn)

    def begin_words(self, words: dict[str, Any]) -> None:
        """Begin to write the dataset without the words of the page, and to pack those: a thread waits for the copy."""
        assert self.found  # one thing after another
        thread = ThreadPoolExecutor(1)
        self._writing = thread.submit(self._begin_to_write, words)
        self._packing = thread.submit(packed_json, words)

    def _begin_to_write(self, words: dict[str, Any]) -> Callable[[], Any]:
        self._begun()
        return self._begin("write", strings_in(words))

    def words(self) -> str:
        """Return the words, packed, once they are: packing lets others run."""
        return self._packing.result()

    def dataset(self) -> str:
        """Return the dataset, packed, once it is written."""
        written: str = self._writing.result()()
        return written

    def _in_copy(self, step: str, *given: Any) -> Any:
        made = self._here(step, *given)
        if isinstance(made, Found) and made.drawn is None:
            rows = community_rows(self._engine, self._questions)
            return Found(made.given, None, rows, self._engine.changes_to_read_again())
        return made

    def _here(self, step: str, *given: Any) -> Any:
        self._quads = self._quads or self._engine.text()
        steps: dict[str, Callable[..., Any]] = {"look": self._look, "order": self._order, "write": self._write}
        return steps[step](*given)

    def _look(self) -> Found:
        if not self._engine.keeps:
            return Found("", None)
        given = f"{self._asked} {digest_without(self._quads, _WORDS)}"
        return Found(given, self._engine.find_lasting(self._name, given))

    def _order(self) -> None:
        self._ordered = ordered(self._quads)

    def _write(self, strings: list[str]) -> str:
        return packed_text(write_dataset(self._ordered or ordered(self._quads), strings))
