"""What follows from what is written: each rule is a CONSTRUCT query in ``ontology/rules/``."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError
from kg.vocabulary import PREFIXES


def derive(store: ox.Store, folder: Path) -> None:
    """Add to the default graph of a store what the rules construct, rule by rule in the order of their names."""
    for path in sorted(folder.glob("*.rq")):
        try:
            triples = store.query(path.read_text(encoding="utf-8"), prefixes=PREFIXES)
        except SyntaxError as error:
            raise DataError(f"the rule is not a CONSTRUCT query that can be read ({error})", path) from None
        assert isinstance(triples, ox.QueryTriples)
        store.extend([ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples])
