"""What CAMEO codes of events of cooperation become: one of our relations, and words of our own in both languages."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLES = Path(__file__).parent / "tables"
"""What codes mean, one a line, and the term that events need and the ontology lacks."""


class Code(NamedTuple):
    """What an event of a code says of its two actors: the name of a relation, and words by language."""

    relation: str
    words: Mapping[str, str]


@cache
def codes() -> Mapping[str, Code]:
    """Return the codes of events of cooperation.

    >>> codes()["064"].relation, codes()["042"].words["en"]
    ('sharesInformationWith', 'the first visits the second')
    """
    return {row["code"]: Code(row["relation"], {"en": row["en"], "fr": row["fr"]}) for row in table("cameo")}


def table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
