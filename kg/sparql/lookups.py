"""The queries that the library itself asks, each in a file of its own."""

from __future__ import annotations

from functools import cache

from kg.version import PACKAGE

LOOKUPS = PACKAGE / "sparql" / "lookups"


@cache
def lookup(name: str) -> str:
    """Return the text of one of the queries that the library itself asks."""
    return (LOOKUPS / f"{name}.rq").read_text(encoding="utf-8")
