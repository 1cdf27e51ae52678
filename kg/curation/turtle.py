"""Values as a document file writes them in Turtle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox


def text_literal(value: str) -> str:
    """Return a text as a literal, its white space made even.

    >>> text_literal("two  words")
    '"two words"'
    """
    return str(ox.Literal(" ".join(value.split())))


_DATE_TYPES: Mapping[int, str] = {4: "gYear", 7: "gYearMonth", 10: "date"}


def date_literal(value: str) -> str:
    """Return a year, a month or a day as a literal.

    >>> date_literal("2001-09")
    '"2001-09"^^xsd:gYearMonth'
    """
    return f'"{value}"^^xsd:{_DATE_TYPES[len(value)]}'


def blank_texts(tongues: Sequence[str]) -> str:
    """Return a text to be written in each language.

    >>> blank_texts(["en", "fr"])
    '""@en, ""@fr'
    """
    return ", ".join(f'""@{tag}' for tag in tongues)
