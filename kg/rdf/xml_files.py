"""RDF/XML held against limits before the engine reads it, since its cost there grows faster than the text."""

from __future__ import annotations

from pathlib import Path
from typing import IO
from xml.parsers import expat

from kg.errors import DataError

MOST_LEVELS, MOST_ATTRIBUTES = 1_000, 1_000
"""How deep elements may stand in each other, and how many attributes and prefixes one may have."""


def refuse_costly_xml(file: IO[bytes], path: Path) -> None:
    """Raise DataError when elements stand deeper in each other, or have more attributes, than the limits; or when
    entities make a long text of a short one. What is no XML is left to the engine, which tells where.
    """
    parser, depth = expat.ParserCreate(), 0

    def begin(_name: str, attributes: list[str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_LEVELS:
            raise DataError("error.data.xml_too_deep", path, parser.CurrentLineNumber, levels=MOST_LEVELS)
        if len(attributes) > 2 * MOST_ATTRIBUTES:  # names and values
            raise DataError("error.data.xml_too_wide", path, parser.CurrentLineNumber, most=MOST_ATTRIBUTES)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.ordered_attributes = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.ParseFile(file)
    except expat.ExpatError as error:
        if "amplification" in str(error):
            raise DataError("error.data.xml_entities", path, error.lineno) from None
