"""Answers that are kept for who asks the same again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Kept(Generic[_T]):
    """Answers by what was asked, up to so many bytes: those that nobody asked for longest make room.

    >>> kept = Kept[str](10)
    >>> kept.put("a", "123456", 6), kept.put("b", "12345", 5)
    (None, None)
    >>> kept.get("a"), kept.get("b")
    (None, '12345')
    """

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._answers: OrderedDict[Hashable, tuple[_T, int]] = OrderedDict()

    def get(self, asked: Hashable) -> _T | None:
        """Return the answer to what is asked, None where it is not kept."""
        found = self._answers.get(asked)
        if found is None:
            return None
        self._answers.move_to_end(asked)
        return found[0]

    def put(self, asked: Hashable, answer: _T, size: int) -> None:
        """Keep an answer in place of one before; ``size`` is how many bytes it takes, with what was asked."""
        before = self._answers.pop(asked, None)
        self._answers[asked] = answer, size
        self._held += size - (before[1] if before else 0)
        while self._held > self._most:
            self._held -= self._answers.popitem(last=False)[1][1]
