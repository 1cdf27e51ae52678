"""The endings of files."""

from __future__ import annotations

from kg.rdf.extensions import GRAPH_ENDINGS, TABLE_ENDINGS
from kg.rdf.formats import (
    GRAPH_FORMATS,
    TABLE_NAMES,
    table_format,
)


def test_the_endings_are_those_of_the_formats() -> None:
    assert tuple(f".{extension}" for known in GRAPH_FORMATS for extension in known.extensions) == GRAPH_ENDINGS
    assert {table_format(ending) for ending in TABLE_ENDINGS} == set(TABLE_NAMES)
