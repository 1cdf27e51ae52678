"""Answers that are kept for who asks the same again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from kg.server.answers import Written


class Kept:
    """Answers by what was asked, up to so many bytes: those that nobody asked for longest make room.

    >>> kept = Kept(10)
    >>> kept.put("a", Written(b"123456")), kept.put("b", Written(b"12345"))
    (None, None)
    >>> kept.get("a"), kept.get("b")
    (None, Written(body=b'12345', cut=False, packed=False, in_file=False))
    """

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._answers: OrderedDict[Hashable, tuple[Written, int]] = OrderedDict()

    def get(self, asked: Hashable) -> Written | None:
        """Return the answer to what is asked, None where it is not kept."""
        found = self._answers.get(asked)
        if found is None:
            return None
        self._answers.move_to_end(asked)
        return found[0]

    def put(self, asked: Hashable, written: Written, more: int = 0) -> None:
        """Keep an answer; ``more`` is how many bytes what was asked takes."""
        if written.in_file or asked in self._answers:
            return
        size = len(written.body) + more
        self._answers[asked] = written, size
        self._held += size
        while self._held > self._most:
            self._held -= self._answers.popitem(last=False)[1][1]
