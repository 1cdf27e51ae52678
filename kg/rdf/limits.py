"""What a query may take."""

from __future__ import annotations

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


def memory_exceeded(memory: int) -> LimitExceeded:
    """Return the error for a query that needs more memory than it may take."""
    return LimitExceeded("error.query.memory", megabytes=memory // 1_000_000)
