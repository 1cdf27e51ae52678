"""The dataset: every claim once in the default graph, each passage as a named graph, and what the rules derive.

Each rule is a CONSTRUCT query in ``ontology/rules/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError
from kg.rdf.files import Folders, ParsedFiles
from kg.vocabulary import PREFIXES


def derive(store: ox.Store, folder: Path) -> None:
    """Add to the default graph of a store what the rules construct, rule by rule in the order of their names."""
    for path in sorted(folder.glob("*.rq")):
        try:
            triples = store.query(path.read_text(encoding="utf-8"), prefixes=PREFIXES)
        except SyntaxError as error:
            place = re.search(r"(\d+):(\d+)", str(error)) or ("", 0, 0)
            raise DataError("error.data.rule", path, int(place[1]), int(place[2]), reason=error) from None
        if not isinstance(triples, ox.QueryTriples):
            raise DataError("error.data.rule", path, reason="SELECT, ASK")
        store.extend([ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples])


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
