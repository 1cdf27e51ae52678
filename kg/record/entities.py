"""Entities and their ties, each with the evidence for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.dates import Period
from kg.language import localized
from kg.messages import readers_language
from kg.rdf.terms import Term
from kg.record.evidence import Claim, Claims, Document, Passage
from kg.record.evidence_reader import read_claims_about, read_documents, read_passages
from kg.record.identity import PUBLISHER, Identity, by_language, read_identity
from kg.record.statuses import Status, read_statuses
from kg.record.ties import Relation, Tie, assemble_ties, read_relations
from kg.sparql.engine import Engine
from kg.vocabulary import SHARED_PREFIXES, TERM, local_name

if TYPE_CHECKING:
    from kg.record.index import Record

_TYPE = SHARED_PREFIXES["rdf"] + "type"


@dataclass(frozen=True, repr=False)
class Entity:
    """One entity with what identifies it, what is claimed of it, and its ties, in a period where one is given.

    ``status`` is what it is by the newest page that says so, up to the end of the period.
    A publisher that is no actor has ``documents`` instead: those that it publishes or speaks in.
    """

    iri: str
    labels: dict[str, str] = field(hash=False)
    abbreviations: dict[str, str] = field(hash=False)
    identity: dict[str, tuple[str, ...]] = field(hash=False)
    definitions: dict[str, str] = field(hash=False)
    claims: tuple[Claim, ...]
    ties: tuple[Tie, ...]
    figures: dict[str, tuple[Claim, ...]] = field(hash=False)
    events: dict[str, tuple[Claim, ...]] = field(hash=False)
    passages: dict[str, Passage] = field(hash=False)
    engine: Engine = field(compare=False, repr=False)
    period: Period | None = None
    status: Status | None = None
    documents: tuple[Document, ...] = ()

    @property
    def id(self) -> str:
        """The short name that its IRI ends with."""
        return local_name(self.iri)

    @property
    def label(self) -> str:
        """The English label."""
        return localized(self.labels, "en") or self.id

    def tell(self, language: str = "en", whole: bool = False) -> str:
        """Return what is known of it as text: in short, or the ``whole`` with every passage.

        >>> from kg.graph import load
        >>> load("tests/mini").entity("rcmp").tell("fr").splitlines()[0]
        'Gendarmerie royale du Canada (GRC)'
        """
        from kg.record.labels import read_labels
        from kg.render.entity import tell_short
        from kg.render.sentences import tell_entity

        labels = read_labels(self.engine)
        if whole:
            return tell_entity(self, labels, language)
        return tell_short(self, labels, read_relations(self.engine), language)

    def __str__(self) -> str:
        return self.tell(readers_language())

    def __repr__(self) -> str:
        return f"<Entity {self.id}: {self.label}>"

    def _repr_html_(self) -> str:
        from kg.record.labels import read_labels
        from kg.render.html import entity_html

        return entity_html(self, read_labels(self.engine), readers_language())


def read_entity(engine: Engine, iri: str) -> Entity:
    """Return one entity with its evidence."""
    claims = read_claims_about(engine, [iri])
    passages = read_passages(engine, {passage for claim in claims for passage in claim.passages})
    own = _Own(read_identity(engine, [iri])[iri], claims, passages, read_statuses(engine, [iri]).get(iri))
    found = _assembled(iri, own, read_relations(engine), engine)
    return replace(found, documents=_documents_by(engine, iri)) if PUBLISHER in own.identity["type"] else found


def entity_of(record: Record, engine: Engine, iri: str, identity: Identity | None = None) -> Entity:
    """Return the same from a record, at once, but for the documents of a publisher; ``identity`` may hold more.

    >>> from kg.graph import load
    >>> graph = load("tests/mini")
    >>> iri = "https://w3id.org/perimeter/entity/norad"
    >>> entity_of(graph.record, graph.engine, iri) == graph.entity("norad")
    True
    """
    claims = record.claims.about(iri)
    named = {passage for claim in claims for passage in claim.passages}
    passages = {one: record.passages[one] for one in sorted(named) if one in record.passages}
    own = _Own((identity or record.identity)[iri], claims, passages, record.statuses.get(iri))
    return _assembled(iri, own, record.relations, engine)


@dataclass(frozen=True)
class _Own:
    """What is read of one entity: what identifies it, the claims about it, their passages, and what it is by now."""

    identity: Mapping[str, list[Term]]
    claims: Claims
    passages: dict[str, Passage]
    status: Status | None


def _assembled(iri: str, own: _Own, relations: Mapping[str, Relation], engine: Engine) -> Entity:
    ties = tuple(tie for tie in assemble_ties(own.claims, relations) if iri in (tie.subject, tie.object))
    attributes = tuple(
        claim
        for claim in own.claims.by_subject.get(iri, ())
        if claim.predicate not in relations and claim.predicate != _TYPE
    )
    figures, events = (_nodes_about(own.claims, iri, kind) for kind in ("Figure", "Event"))
    labels, short, definitions = (
        by_language(own.identity.get(name, ())) for name in ("label", "abbreviation", "definition")
    )
    plain = {name: tuple(term.value for term in terms) for name, terms in own.identity.items()}
    return Entity(
        iri,
        labels,
        short,
        plain,
        definitions,
        attributes,
        ties,
        figures,
        events,
        own.passages,
        engine,
        status=own.status,
    )


def _documents_by(engine: Engine, publisher: str) -> tuple[Document, ...]:
    """Return the documents that a publisher publishes or speaks in, in order of their titles."""
    held = read_documents(engine).values()
    own = [document for document in held if publisher in (document.publisher.iri, document.voice.iri)]
    return tuple(sorted(own, key=lambda document: (document.title.casefold(), document.iri)))


def _nodes_about(claims: Claims, iri: str, kind: str) -> dict[str, tuple[Claim, ...]]:
    about = [claim.subject for claim in claims.by_object.get(iri, ()) if claim.predicate == TERM + "isAbout"]
    return {
        node: tuple(claims.by_subject[node])
        for node in dict.fromkeys(about)
        if any(claim.predicate == _TYPE and claim.object.value == TERM + kind for claim in claims.by_subject[node])
    }
