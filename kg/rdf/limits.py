"""What a query may take."""

from __future__ import annotations

import os
from dataclasses import dataclass

from kg.errors import LimitExceeded

MEMORY = 2_000_000_000
"""How many bytes a query may take beyond those of the graph, unless told otherwise."""


@dataclass(frozen=True)
class Limits:
    """What a query may take: seconds, bytes of memory beyond those of the graph, and servers to ask by SERVICE."""

    seconds: float | None = None
    memory: int = MEMORY
    services: tuple[str, ...] = ()


def memory_in_use() -> int:
    """Return how many bytes of memory this process holds, 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as sizes:
            return int(sizes.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # no Linux
        return 0


def memory_exceeded(memory: int) -> LimitExceeded:
    """Return the error for a query that needs more memory than it may take."""
    return LimitExceeded("error.query.memory", megabytes=memory // 1_000_000)
