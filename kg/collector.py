"""The collector of reference cycles, and when it is better left alone."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

_USUALLY = gc.get_threshold()
_RARELY = 1_000_000
"""How many new objects a command may make before the collector goes through them: some two hundred megabytes."""


def collect_rarely() -> None:
    """Have the collector run once in a million objects: a command ends soon, and makes few cycles."""
    gc.set_threshold(_RARELY)


def collect_as_usual() -> None:
    """Have the collector run as Python has it: for what stays."""
    gc.set_threshold(*_USUALLY)


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector from going through many new objects again and again while they are made.

    Nothing that has no cycles waits for it. Within another pause it stays off until that ends.

    >>> with collector_paused():
    ...     gc.isenabled()
    False
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextlib.contextmanager
def collector_spared() -> Iterator[None]:
    """Keep the collector from going through what is there already, while much is made and thrown away again.

    Unlike within a pause, cycles among what is made meanwhile are collected.

    >>> with collector_spared():
    ...     gc.isenabled(), gc.get_freeze_count() > 0
    (True, True)
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
