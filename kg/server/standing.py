"""Answers that stand: who asks in the very same words, headers and all, is sent the same again."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import chain

from starlette.types import Scope

from kg.dates import today
from kg.server.kept import Kept

Headers = Sequence[tuple[bytes, bytes]]

_MOST, _LONGEST = 16_000_000, 200_000
"""How many bytes all answers that stand may take, and the body of one."""
_TELLS_MORE = frozenset((b"content-length", b"transfer-encoding", b"expect"))
"""The headers of a request that may not end with them."""

Answer = tuple[bytes, bytes, str, datetime.date | None]
"""The headers of an answer, its body, the path that it is of, and the day, where it may be another tomorrow.

A plain tuple, as the text of what was asked is plain: the garbage collector does not look at either each time.
"""


class Standing:
    """Answers that depend on the data, the day and the words of the request alone, by these words.

    >>> standing, asked = Standing(), [(b"host", b"localhost")]
    >>> scope = {"method": "GET", "path": "/a", "raw_path": b"/a", "query_string": b"", "headers": asked}
    >>> standing.note(scope, today(), 200, [(b"cache-control", b"no-cache"), (b"etag", b'"1"')], b"text")
    >>> standing.to(b"/a", asked)[1], standing.to(b"/a", [])
    (b'text', None)
    """

    def __init__(self) -> None:
        self._kept = Kept[Answer](_MOST)

    def to(self, target: bytes, headers: Headers) -> Answer | None:
        """Return the answer that stands to a GET of an address with some headers, None where none does."""
        found = self._kept.get(_words(target if b"?" in target else target + b"?", headers))
        return found if found and found[3] in (None, today()) else None

    def note(self, scope: Scope, day: datetime.date, status: int, headers: Headers, body: bytes) -> None:
        """Have the answer to a request of a day stand, if it says that it does not turn on the moment."""
        if status != 200 or len(body) > _LONGEST or scope["method"] != "GET":
            return
        told = dict(headers)
        if told.get(b"cache-control") != b"no-cache" or b"etag" not in told:
            return
        if not _TELLS_MORE.isdisjoint([name for name, _ in scope["headers"]]):
            return
        words = _words(b"%b?%b" % (scope["raw_path"], scope["query_string"]), scope["headers"])
        lines = b"".join([b"%b: %b\r\n" % one for one in headers])
        answer = lines, body, scope["path"], None if b"last-modified" in told else day
        self._kept.put(words, answer, len(words) + len(lines) + len(body))


def _words(target: bytes, headers: Headers) -> bytes:
    return b"\n".join([target, *chain.from_iterable(headers)])
