"""What the ontology says of its concepts: which are marked, and what kinds of documents there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.language import within_sentence
from kg.rdf.terms import text_of
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import TERM, local_name

_UNRANKED = 99


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document, as the ontology describes it: its words by language, and its rank, of which 1 is the best.

    ``is_weak`` says that its documents, with none of another kind, are weak ground for a claim.
    """

    id: str = ""
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    rank: int = _UNRANKED
    is_weak: bool = False

    def words(self, language: str) -> str:
        """Return what it is called within a sentence; one that the ontology does not know goes by its id.

        >>> DocumentKind("news", {"en": "News report"}).words("en"), DocumentKind("court-record").words("fr")
        ('news report', 'court record')
        """
        return within_sentence(self.labels.get(language) or self.labels.get("en") or self.id.replace("-", " "))


def read_document_kinds(engine: Engine) -> dict[str, DocumentKind]:
    """Return the kinds of documents by id, the best first; read once."""
    return engine.derived("document kinds", lambda: _read_document_kinds(engine))


def _read_document_kinds(engine: Engine) -> dict[str, DocumentKind]:
    found: dict[str, DocumentKind] = {}
    labels: dict[str, dict[str, str]] = {}
    for iri, label, rank, weak in engine.terms(lookup("document-kinds")):
        name = local_name(text_of(iri))
        own = labels.setdefault(name, {})
        found[name] = DocumentKind(name, own, int(text_of(rank) or _UNRANKED), text_of(weak) == "true")
        if isinstance(label, ox.Literal):
            own.setdefault(label.language or "en", label.value)
    return found


def marked(engine: Engine, mark: str) -> set[str]:
    """Return the IRIs of what the ontology marks by one of our properties, such as the statuses that are over.

    >>> from kg.graph import load
    >>> sorted(map(local_name, marked(load("tests/mini").engine, "isOver")))
    ['ended', 'ended-some-day', 'superseded']
    """
    table = engine.table(lookup("marked"), {"mark": ox.NamedNode(TERM + mark)})
    return {str(thing) for thing in table.column("thing")}
