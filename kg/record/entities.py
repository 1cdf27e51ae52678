"""Entities and their ties, each with the evidence for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.catalogue import lookup
from kg.engine import Engine
from kg.evidence import Claim, Claims, Passage, Value, read_claims_about, read_passages
from kg.period import Period
from kg.vocabulary import SHARED_PREFIXES, TERM, local_name

Identity = dict[str, dict[str, list[Value]]]
"""What identifies entities: for each its properties by local name."""

_TYPE = SHARED_PREFIXES["rdf"] + "type"


@dataclass(frozen=True)
class Relation:
    """A relation of the network, as the ontology describes it."""

    iri: str
    family: str
    joins: str = ""
    colour: str = ""
    order: int = 99


@dataclass(frozen=True)
class Stated:
    """A value with the passages that state it: a date, a role, a hedge."""

    value: str
    language: str = ""
    passages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tie:
    """A relation between two entities with its dates and roles as stated, and the passages that make it.

    ``undated`` marks one of which nobody can tell whether it was in effect in the period that was asked for.
    """

    subject: str
    relation: str
    object: str
    passages: tuple[str, ...]
    iri: str = ""
    starts: tuple[Stated, ...] = ()
    ends: tuple[Stated, ...] = ()
    roles: tuple[Stated, ...] = ()
    hedges: tuple[Stated, ...] = ()
    undated: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Subject, relation and object."""
        return self.subject, self.relation, self.object


@dataclass(frozen=True, repr=False)
class Entity:
    """One entity with what identifies it, what is claimed of it, and its ties, in a period where one is given."""

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

    @property
    def id(self) -> str:
        """The short name that its IRI ends with."""
        return local_name(self.iri)

    @property
    def label(self) -> str:
        """The English label."""
        return self.labels.get("en", self.id)

    def tell(self, language: str = "en", whole: bool = False) -> str:
        """Return what is known of it as text: in short, or the ``whole`` with every passage.

        >>> from kg.graph import load
        >>> load("tests/mini").entity("rcmp").tell("fr").splitlines()[0]
        'Gendarmerie royale du Canada (GRC)'
        """
        from kg.names import Labels
        from kg.views.tell import tell_entity
        from kg.views.tell_short import tell_short

        return (tell_entity if whole else tell_short)(self, Labels(self.engine), language)

    def __str__(self) -> str:
        return self.tell()

    def __repr__(self) -> str:
        return f"<Entity {self.id}: {self.label}>"

    def _repr_html_(self) -> str:
        from kg.views.notebook import entity_html

        return entity_html(self)


def read_relations(engine: Engine) -> dict[str, Relation]:
    """Return the relations of the network by IRI, in the order of the legend."""
    found = {}
    for relation, family, joins, colour, order in engine.table(lookup("relations")).rows:
        found[str(relation)] = Relation(
            str(relation), str(family), str(joins or ""), str(colour or ""), int(str(order or 99))
        )
    return found


def read_entity(engine: Engine, iri: str) -> Entity:
    """Return one entity with its evidence."""
    identity = read_identity(engine, [iri])[iri]
    claims = read_claims_about(engine, [iri])
    relations = read_relations(engine)
    ties = tuple(tie for tie in assemble_ties(claims, relations) if iri in (tie.subject, tie.object))
    own = tuple(
        claim
        for claim in claims.by_subject.get(iri, ())
        if claim.predicate not in relations and claim.predicate != _TYPE
    )
    figures, events = (_nodes_about(claims, iri, kind) for kind in ("Figure", "Event"))
    texts = [by_language(identity[name]) for name in ("label", "abbreviation", "definition")]
    passages = read_passages(engine, {passage for claim in claims for passage in claim.passages})
    plain = {name: tuple(term.value for term in terms) for name, terms in identity.items()}
    labels, abbreviations, definitions = texts
    return Entity(iri, labels, abbreviations, plain, definitions, own, ties, figures, events, passages, engine)


def by_language(terms: Iterable[Value]) -> dict[str, str]:
    """Return texts by language, the first where a language has several; a text without language counts as English."""
    texts: dict[str, str] = {}
    for term in terms:
        if isinstance(term, ox.Literal):
            texts.setdefault(term.language or "en", term.value)
    return texts


def read_identity(engine: Engine, iris: Iterable[str] | None = None) -> Identity:
    """Return what identifies entities: for each its properties by local name. All entities, or those named."""
    found: Identity = defaultdict(_by_name)
    bindings = None if iris is None else {"entity": [ox.NamedNode(iri) for iri in iris]}
    for entity, name, value in engine.table(lookup("entities"), bindings).terms:
        assert entity is not None and name is not None and value is not None
        found[entity.value][local_name(name.value)].append(value)
    return found


def _by_name() -> dict[str, list[ox.NamedNode | ox.Literal | ox.BlankNode]]:
    return defaultdict(list)


def assemble_ties(claims: Claims, relations: Mapping[str, Relation]) -> list[Tie]:
    """Return the ties that claims make, each once, with the dates and roles of its nodes.

    A relation with two nodes (two periods) gives two ties; one without a node gives one that is bare.
    """
    nodes: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for subject, own in claims.by_subject.items():
        parts = {local_name(claim.predicate): claim.object.value for claim in own}
        if "hasRelation" in parts and "hasSubject" in parts and "hasObject" in parts:
            nodes[parts["hasSubject"], parts["hasRelation"], parts["hasObject"]].append(subject)
    ties = []
    for claim in claims:
        if claim.predicate not in relations or isinstance(claim.object, ox.Literal):
            continue
        found = nodes.get((claim.subject, claim.predicate, claim.object.value), [])
        if not found:
            ties.append(Tie(claim.subject, claim.predicate, claim.object.value, claim.passages))
        for node in sorted(found):
            ties.append(_tie(claim, node, found, claims))
    return ties


def _tie(claim: Claim, node: str, siblings: Sequence[str], claims: Claims) -> Tie:
    """Return the tie of one node: the passages that describe it, and those that make the claim without any node."""

    def stated(name: str) -> tuple[Stated, ...]:
        return tuple(
            Stated(found.object.value, getattr(found.object, "language", "") or "", found.passages)
            for found in claims.values(node, name)
        )

    others = {passage for each in siblings if each != node for passage in _described_in(each, claims)}
    own = _described_in(node, claims)
    passages = [passage for passage in claim.passages if passage in own or passage not in others]
    return Tie(
        claim.subject,
        claim.predicate,
        claim.object.value,
        tuple(passages),
        node,
        stated("startDate"),
        stated("endDate"),
        stated("role"),
        stated("hasHedge"),
    )


def _described_in(node: str, claims: Claims) -> set[str]:
    return {passage for part in claims.values(node, "hasRelation") for passage in part.passages}


def _nodes_about(claims: Claims, iri: str, kind: str) -> dict[str, tuple[Claim, ...]]:
    about = [claim.subject for claim in claims.by_object.get(iri, ()) if claim.predicate == TERM + "isAbout"]
    return {
        node: tuple(claims.by_subject[node])
        for node in dict.fromkeys(about)
        if any(claim.predicate == _TYPE and claim.object.value == TERM + kind for claim in claims.by_subject[node])
    }
