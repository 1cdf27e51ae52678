"""What is told while a query is carried out that takes long: that there is a faster form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def told_when_slow(text: str, tell: Callable[[], None], after: float = 2) -> Iterator[None]:
    """Tell, while a query is carried out that looks anew, after some seconds that there is a faster form."""
    if not _looks_anew(text):
        yield
        return
    from threading import Timer

    timer = Timer(after, tell)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _looks_anew(text: str) -> bool:
    """Tell the same as ``looks_anew``, whose patterns take long to compile, where a query may need them."""
    if "exists" not in text.lower():
        return False
    from kg.sparql.existence import looks_anew

    return looks_anew(text)
