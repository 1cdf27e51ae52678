"""What the data say of themselves: title, purpose, languages, days to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import LANGUAGES, SHARED_PREFIXES, TERM

_DCTERMS = SHARED_PREFIXES["dcterms"]


@dataclass(frozen=True)
class Description:
    """What a file such as ``data/dataset.ttl`` says of the data; nothing where there is none.

    ``titles`` and ``purposes`` are by language; ``languages`` are those in which everything is said.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    purposes: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = LANGUAGES
    key_dates: tuple[str, ...] = ()


def read_description(engine: Engine) -> Description:
    """Return what the data of an engine say of themselves.

    >>> from kg.graph import load
    >>> read_description(load("tests/mini").engine).languages
    ('en', 'fr')
    """
    return described((row[0].value, row[1]) for row in engine.table(lookup("dataset")).terms if row[0] is not None)


def described(statements: Iterable[tuple[str, object]]) -> Description:
    """Return the description that statements about the data, each a property and a value, amount to."""
    found: dict[str, list[ox.Literal]] = {}
    for name, value in statements:
        if isinstance(value, ox.Literal):
            found.setdefault(name, []).append(value)
    titles, purposes = (
        {text.language or "en": text.value for text in found.get(_DCTERMS + name, ())}
        for name in ("title", "description")
    )
    languages = tuple(sorted({text.value for text in found.get(_DCTERMS + "language", ())}))
    return Description(
        titles, purposes, languages or LANGUAGES, tuple(sorted(one.value for one in found.get(TERM + "keyDate", ())))
    )
