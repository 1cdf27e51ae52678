"""Any terms and rows of them, for Hypothesis."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
from hypothesis import strategies as st

XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
IRIS = st.sampled_from(["http://example.org/a", "urn:b", "https://example.org/é?x=(1)#y", "http://example.org/a%20b"])

LITERALS = st.one_of(
    TEXT.map(ox.Literal),
    st.tuples(TEXT, st.sampled_from(["en", "fr", "fr-ca"])).map(lambda pair: ox.Literal(pair[0], language=pair[1])),
    st.tuples(TEXT, st.sampled_from([f"{XSD}gYear", f"{XSD}date", f"{XSD}integer", "http://example.org/type"])).map(
        lambda pair: ox.Literal(pair[0], datatype=ox.NamedNode(pair[1]))
    ),
    st.integers().map(ox.Literal),
    st.booleans().map(ox.Literal),
    st.floats(allow_nan=False).map(ox.Literal),
)

TERMS = st.one_of(st.none(), IRIS.map(ox.NamedNode), st.just(ox.BlankNode("b0")), LITERALS)


@st.composite
def rows_of_terms(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    width = draw(st.integers(1, 4))
    return draw(st.lists(st.tuples(*[TERMS] * width), max_size=6).map(lambda rows: rows or [(None,) * width]))


def literal(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))
