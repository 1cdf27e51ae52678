"""The schema card: what an assistant has to know before it writes a query."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.rdf.files import text_of
from kg.record.dataset import read_dataset
from kg.sparql.lookups import lookup
from kg.version import PACKAGE
from kg.vocabulary import OWN_PREFIXES, PREFIXES, SHARED_PREFIXES, TERM, shorten

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

_OWL = SHARED_PREFIXES["owl"]


def schema_card(graph: KnowledgeGraph) -> str:
    """Return classes with their counts, each property with an example, prefixes and pitfalls, as Markdown.

    >>> from kg.graph import load
    >>> "`sec:Country` (2)" in schema_card(load("tests/mini"))
    True
    """
    told = read_dataset(graph.engine)
    head = " · ".join(one for one in (told.name() or "Perimeter", told.date, told.licence_name) if one)
    parts = [f"# {head}\n", *_prefixes(), *_classes(graph), *_properties(graph)]
    return "\n".join([*parts, text_of(PACKAGE / "assistants" / "pitfalls.md")])


def _prefixes() -> Iterator[str]:
    yield "## Prefixes\n"
    yield from (f"- `{name}:` <{PREFIXES[name]}>" for name in (*OWN_PREFIXES, "rdfs", "skos", "dcterms", "schema"))
    yield ""


def _classes(graph: KnowledgeGraph) -> Iterator[str]:
    counts = _counts(graph, "class-counts")
    yield "## Classes, with how many there are\n"
    for term, (kind, definition, wider) in _defined(graph).items():
        if kind == f"{_OWL}Class":
            above = f" a kind of {', '.join(map(shorten, wider))}." if wider else ""
            yield f"- `{shorten(term)}` ({counts.get(term, 0)}) {definition}{above}"
    yield ""


def _properties(graph: KnowledgeGraph) -> Iterator[str]:
    counts = _counts(graph, "relation-counts")
    pairs = {str(term): str(pair).split(" ") for term, pair in graph.engine.table(lookup("relation-examples")).rows}
    yield "## Properties, with how many pairs a relation joins and an example\n"
    for term, (kind, definition, wider) in _defined(graph).items():
        if kind != f"{_OWL}Class":
            count = f" ({counts[term]})" if term in counts else ""
            above = f" Implies {', '.join(map(shorten, wider))}." if wider else ""
            pair = [shorten(one) for one in pairs.get(term, ())]
            example = f" Example: `{pair[0]} {shorten(term)} {pair[1]}`." if len(pair) == 2 else ""
            yield f"- `{shorten(term)}`{count} {definition}{above}{example}"
    yield ""


def _counts(graph: KnowledgeGraph, name: str) -> dict[str, str]:
    return {str(term): str(count) for term, count in graph.engine.table(lookup(name)).rows}


def _defined(graph: KnowledgeGraph) -> dict[str, tuple[str, str, list[str]]]:
    """Return each of our terms with its kind, its definition and what is above it."""
    found: dict[str, tuple[str, str, list[str]]] = {}
    for term, kind, definition, wider in graph.engine.table(lookup("definitions")).rows:
        if str(term).startswith(TERM):
            above = found.setdefault(str(term), (str(kind), str(definition), []))[2]
            if wider and str(wider).startswith(TERM) and wider not in above:
                above.append(str(wider))
    return found
