"""The queries that ship with the library, each in a file of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_LOOKUPS = Path(__file__).parent / "lookups"


@cache
def lookup(name: str) -> str:
    """Return the text of one of the queries that the library itself asks."""
    return (_LOOKUPS / f"{name}.rq").read_text(encoding="utf-8")
