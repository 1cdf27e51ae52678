"""Literals whose text their datatype does not allow; parsers let them pass."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.rdf.files import ParsedFiles, graph_of, iri_of
from kg.validation.findings import Finding, finding
from kg.vocabulary import SHARED_PREFIXES, shorten

_XSD = SHARED_PREFIXES["xsd"]


def literal_findings(content: ParsedFiles) -> Iterator[Finding]:
    """Yield a finding for each literal that is not a value of its datatype."""
    for quad in content.quads:
        value = quad.object
        if isinstance(value, ox.Literal) and not well_typed(value):
            datatype = shorten(value.datatype.value)
            message = f"“{value.value}” is not a value of {datatype}; correct the value or the datatype."
            yield finding(content, iri_of(quad.subject), "literal-ill-typed", message, graph_of(quad))


def well_typed(literal: ox.Literal) -> bool:
    """Say whether a literal is a value of its datatype; datatypes that we do not use are not judged.

    >>> well_typed(ox.Literal("2024-02-30", datatype=ox.NamedNode(_XSD + "date")))
    False
    """
    datatype = literal.datatype.value.removeprefix(_XSD)
    pattern = _LEXICAL.get(datatype)
    if pattern is None:
        return True
    if not pattern.fullmatch(literal.value):
        return False
    if datatype in ("date", "gYearMonth"):
        try:
            datetime.date.fromisoformat((literal.value + "-01")[:10])
        except ValueError:
            return False
    return True


_LEXICAL = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "gYearMonth": re.compile(r"\d{4}-\d\d"),
    "gYear": re.compile(r"\d{4}"),
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "double": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN"),
    "boolean": re.compile(r"true|false|1|0"),
    "anyURI": re.compile(r"\S+"),
}
