"""Limits on an answer: so many rows at most, asked of the engine itself where the query allows it."""

from __future__ import annotations

import re

from kg.engine import Answer, Engine
from kg.errors import QueryError
from kg.table import Table

_SELECT = re.compile(r"(?:\s|#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s+\S*\s*<[^>]*>)*SELECT\b", re.IGNORECASE)


def answer_at_most(engine: Engine, text: str, most: int | None, language: str = "en") -> Answer:
    """Return an answer, a table cut to so many rows; one that was cut says so in its notes.

    A query that ends without a LIMIT gets one, so that the engine can stop early; any other is answered whole.

    >>> import pyoxigraph as ox
    >>> answer = answer_at_most(Engine(ox.Store()), "SELECT ?n WHERE { VALUES ?n { 1 2 3 } }", 2)
    >>> isinstance(answer, Table) and (answer.column("n"), answer.notes)
    ([1, 2], ['Only the first 2 rows are given: the answer is cut by the limit.'])
    """
    if most is None:
        return engine.answer(text)
    answer = _with_limit(engine, text, most + 1) if _SELECT.match(text) else engine.answer(text)
    return answer.first(most, language) if isinstance(answer, Table) else answer


def _with_limit(engine: Engine, text: str, most: int) -> Answer:
    try:
        return engine.answer(f"{text}\nLIMIT {most}")
    except QueryError:  # it has a limit of its own, ends in VALUES, or is at fault: told in its own words
        return engine.answer(text)
