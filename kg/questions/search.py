"""Finding entities by what they are called, else by what mentions a text, else by what is nearly so called."""

from __future__ import annotations

from kg.engine import Engine
from kg.entities import read_identity
from kg.mentions import find_mentions
from kg.names import Labels, Names
from kg.table import Table
from kg.vocabulary import local_name
from kg.words import phrase


def search(engine: Engine, names: Names, labels: Labels, text: str, *, limit: int = 20, language: str = "en") -> Table:
    """Return the entities that a text finds, best first: id, name, what it is, named in a language.

    Where no name matches, those whose definition, events or dates mention the text, and a note that says so.

    >>> from kg.graph import load
    >>> graph = load("tests/mini")
    >>> search(graph.engine, graph.names, graph.labels, "norad").column("id")[0]
    'norad'
    """
    named = names.matching(text, limit)
    mentioned = [] if named else find_mentions(engine, text, limit)
    found = named or mentioned or names.near(text, limit)
    identity = read_identity(engine, found) if found else {}
    rows = [
        (
            local_name(iri),
            labels.of(iri, language),
            ", ".join(labels.of(kind.value, language) for kind in identity[iri]["hasKind"]),
        )
        for iri in found
    ]
    table = Table.of(["id", "name", "kind"], rows)
    table.notes = [phrase("mentioned", language)] if mentioned else []
    return table
