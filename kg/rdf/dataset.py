"""The dataset: every claim once in the default graph, each passage as a named graph, and what the rules derive.

Each rule is a CONSTRUCT query in ``ontology/rules/``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError, QueryError
from kg.rdf.files import Folders, ParsedFiles
from kg.rdf.query_text import asks_servers
from kg.vocabulary import PREFIXES


def derive(store: ox.Store, folder: Path) -> None:
    """Add to the default graph of a store what the rules construct, rule by rule in the order of their names."""
    for path in sorted(folder.glob("*.rq")):
        try:
            triples = store.query(_asking_nobody(path.read_text(encoding="utf-8")), prefixes=PREFIXES)
        except (SyntaxError, QueryError) as error:
            raise DataError("error.data.rule", path, reason=getattr(error, "message", error)) from None
        assert isinstance(triples, ox.QueryTriples)
        store.extend([ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples])


def _asking_nobody(text: str) -> str:
    """Return a rule as it is, or without the servers that it would ask in silence; refuse one that asks others."""
    if not asks_servers(text):
        return text
    from kg.rdf.services import only_allowed

    return only_allowed(text)[0]


def build(folders: Folders) -> ox.Store:
    """Read the files, merge the claims, apply the rules; return the dataset in memory."""
    return assemble(ParsedFiles.of(folders.files()).quads, folders.ontology / "rules")


def assemble(quads: Iterable[ox.Quad], rules: Path) -> ox.Store:
    """Return a store with the quads, their merge as its default graph, and what the rules derive from it."""
    store = ox.Store()
    both = list(quads)
    default = ox.DefaultGraph()
    both += [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in both if quad.graph_name != default]
    store.bulk_extend(both)
    derive(store, rules)
    return store
