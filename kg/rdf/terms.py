"""Terms of RDF: as Python values, as text, and as the terms of rdflib."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.vocabulary import PREFIXES, SHARED_PREFIXES, shorten

if TYPE_CHECKING:
    import rdflib


_XSD = SHARED_PREFIXES["xsd"]

Cell = str | int | float | bool | Decimal | datetime.date | None


Term = ox.NamedNode | ox.BlankNode | ox.Literal


def plain(term: Term | None) -> Cell:
    """Return a term as a plain Python value.

    >>> plain(ox.Literal(3)), plain(ox.NamedNode("http://example.org/a"))
    (3, 'http://example.org/a')
    """
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else str(term)
    reader = _READERS.get(term.datatype.value.removeprefix(_XSD))
    try:
        return reader(term.value) if reader else term.value
    except (ValueError, ArithmeticError):
        return term.value


def in_order(rows: Iterable[tuple[Term | None, ...]], *places: int) -> list[tuple[Term | None, ...]]:
    """Return rows sorted by the texts of some of their cells, then by the language of the last of these.

    The engine takes longer to sort an answer than to find it.

    >>> one, two = ox.NamedNode("x:1"), ox.NamedNode("x:2")
    >>> in_order([(two, None), (one, two), (one, None)], 0, 1) == [(one, None), (one, two), (two, None)]
    True
    """

    last = places[-1]

    def key(row: tuple[Term | None, ...]) -> str:  # one text is compared in half the time of a list of them
        texts = [getattr(row[place], "value", "") for place in places]
        return "\0".join([*texts, getattr(row[last], "language", "") or ""])

    return sorted(rows, key=key)


def text_of(term: Term | None) -> str:
    """Return the text of a term: an IRI or a lexical form whole, an empty cell as nothing.

    >>> text_of(ox.NamedNode("http://example.org/a")), text_of(None)
    ('http://example.org/a', '')
    """
    return "" if term is None else term.value


def show(term: Term | None) -> str:
    """Return a term as a person reads it: prefixed names, text without quotes, an empty cell as nothing."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)


_READERS: dict[str, Callable[[str], Cell]] = {
    "integer": int,
    "decimal": Decimal,
    "double": float,
    "boolean": lambda text: text in ("true", "1"),
    "date": datetime.date.fromisoformat,
}


def to_term(value: Any) -> Term | None:
    """Return a Python value as a term: a text, a number, a boolean or a date as a literal, a term as it is.

    >>> to_term(datetime.date(1958, 5, 12)).value, to_term(None)
    ('1958-05-12', None)
    """
    if value is None or isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal):
        return value
    if isinstance(value, Decimal):
        return ox.Literal(str(value), datatype=ox.NamedNode(_XSD + "decimal"))
    if isinstance(value, datetime.date):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(_XSD + "date"))
    return ox.Literal(value)


def write_term(value: Any) -> str:
    """Return a Python value or a term as a cell of SPARQL TSV; nothing for ``None``."""
    return "" if value is None else _escape(str(to_term(value)))


def _escape(term: str) -> str:
    return term.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> rdflib.term.Identifier:
    """Return a pyoxigraph term as an rdflib term."""
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=None if datatype == rdflib.XSD.string else datatype, normalize=False)


def to_rdflib_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return triples as an rdflib graph with our prefixes bound."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))  # type: ignore[arg-type]
    return graph
