"""Ties: relations between entities with their dates, roles and hedges, assembled from claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg.rdf.terms import text_of
from kg.record.evidence import Claim, Claims
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import TERM

_SUBJECT, _RELATION, _OBJECT = (TERM + name for name in ("hasSubject", "hasRelation", "hasObject"))


@dataclass(frozen=True)
class Relation:
    """A relation of the network, as the ontology describes it.

    ``placing`` is "under" where its object is a parent of its subject, "after" where the subject succeeds the object.
    ``is_common_ground`` says that two actors that have it to one thing share a ground, ``is_instantaneous`` that it
    happens on its start and does not hold since. ``words`` are those of the family, by language.
    """

    iri: str
    family: str
    joins: str = ""
    colour: str = ""
    order: int = 99
    placing: str = ""
    is_common_ground: bool = False
    is_instantaneous: bool = False
    words: Mapping[str, str] = field(default_factory=dict, hash=False)


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
    ``is_instantaneous`` is that of its relation.
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
    is_instantaneous: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Subject, relation and object."""
        return self.subject, self.relation, self.object


def read_relations(engine: Engine) -> dict[str, Relation]:
    """Return the relations of the network by IRI, in the order of the legend; read once."""
    return engine.derived("relations", lambda: _read_relations(engine))


def _read_relations(engine: Engine) -> dict[str, Relation]:
    found: dict[str, Relation] = {}
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for row in engine.terms(lookup("relations")):
        relation, family, joins, colour, order, placing, common, instant = map(text_of, row[:8])
        marks = common == "true", instant == "true"
        found[relation] = Relation(relation, family, joins, colour, int(order or 99), placing, *marks, words[family])
        if isinstance(row[8], ox.Literal):
            words[family][row[8].language or "en"] = row[8].value
    return found


def assemble_ties(claims: Claims, relations: Mapping[str, Relation]) -> list[Tie]:
    """Return the ties that claims make, each once, with the dates and roles of its nodes.

    A relation with two nodes (two periods) gives two ties; one without a node gives one that is bare.
    """
    nodes: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for subject, own in claims.by_subject.items():
        parts = {claim.predicate: claim.object.value for claim in own}
        if _RELATION in parts and _SUBJECT in parts and _OBJECT in parts:
            nodes[parts[_SUBJECT], parts[_RELATION], parts[_OBJECT]].append(subject)
    ties = []
    for claim in claims:
        if claim.predicate not in relations or isinstance(claim.object, ox.Literal):
            continue
        found = nodes.get((claim.subject, claim.predicate, claim.object.value), [])
        if not found:
            ties.append(Tie(claim.subject, claim.predicate, claim.object.value, claim.passages))
        instant = relations[claim.predicate].is_instantaneous
        ties += [replace(_tie(claim, node, found, claims), is_instantaneous=instant) for node in sorted(found)]
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
