"""How complete and how sure the record is: what is held, what is undated, and what is weakly sourced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal

import pyoxigraph as ox

from kg.errors import KgError
from kg.language import column_labels
from kg.record.entities import principal_countries, read_identity
from kg.record.index import Record, class_of, independent_documents
from kg.record.labels import Labels, labelled
from kg.record.ties import Tie
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.sparql.table import Table
from kg.vocabulary import ENTITY, OWN_PREFIXES, local_name

Grouping = Literal["topic", "period", "country", "standing", "class"]

GROUPINGS: tuple[Grouping, ...] = ("topic", "period", "country", "standing", "class")
COLUMNS = (
    "group",
    "entities",
    "agreements",
    "ties",
    "documents",
    "undated",
    "one_publisher",
    "one_government",
    "no_government",
    "weak_sources",
)

_GROUP_NAMESPACES = {
    "topic": OWN_PREFIXES["topic"],
    "country": OWN_PREFIXES["ent"],
    "standing": OWN_PREFIXES["standing"],
    "class": OWN_PREFIXES["sec"],
}


def coverage(record: Record, by: Grouping = "topic") -> Table:
    """Return one row a group: what is held, and how many of its ties are weakly sourced.

    ``undated`` counts ties with no start of their own or of what they lead to; ``one_publisher`` those that
    a single publisher states; ``one_government`` those that only one government's documents state;
    ``no_government`` those that no government's document states; ``weak_sources`` those that documents of no
    better kind state than the ontology calls a weak source. Raises KgError for a grouping that is not known.

    >>> from kg.graph import load
    >>> coverage(load("tests/mini").record, "class").columns[:3]
    ['group', 'entities', 'agreements']
    """
    if by not in GROUPINGS:
        raise KgError("error.coverage.grouping", groupings=", ".join(GROUPINGS), text=by)
    entities: dict[str, set[str]] = defaultdict(set)
    ties: dict[str, list[Tie]] = defaultdict(list)
    for iri in record.identity:
        for group in _groups_of_entity(record, iri, by):
            entities[group].add(iri)
    for tie in record.ties:
        for group in _groups_of_tie(record, tie, by):
            ties[group].append(tie)
    rows = [_row(record, group, entities[group], ties[group]) for group in sorted({*entities, *ties})]
    return Table.of(COLUMNS, [*rows, _row(record, "all", set(record.identity), record.ties)])


def official_counts(engine: Engine) -> Table:
    """Return the counts that documents state of a class or kind, beside how many of it both countries have here.

    The counts are as wide as their documents say; what is held here is of all topics.
    """
    both = (ox.NamedNode(ENTITY + country) for country in principal_countries(read_identity(engine)))
    return engine.table(lookup("official-counts"), dict(zip(("first", "second"), both, strict=False)))


def named(table: Table, by: str, labels: Labels, language: str = "en") -> Table:
    """Return a table of coverage for reading: its groups, or what documents count, by their labels."""
    if by == "official":
        return labelled(table, labels, language).with_labels(column_labels(table.columns, language))
    space = _GROUP_NAMESPACES.get(by, "")
    rows = [(labels.of(space + str(group), language), *numbers) for group, *numbers in table.rows]
    return table.with_rows(rows).with_labels(column_labels(COLUMNS, language))


def _row(record: Record, group: str, entities: set[str], ties: list[Tie]) -> tuple[object, ...]:
    def count(test: Callable[[Tie], bool]) -> int:
        return sum(1 for tie in ties if test(tie))

    documents = record.documents_of(passage for tie in ties for passage in tie.passages)
    return (
        group,
        len(entities),
        sum(1 for iri in entities if record.is_a(iri, "Agreement")),
        len(ties),
        len(documents),
        count(lambda tie: record.valid_times.of_tie(tie)[0] is None),
        count(lambda tie: independent_documents(record, tie.passages) == 1),
        count(lambda tie: len(_governments(record, tie)) == 1),
        count(lambda tie: not _governments(record, tie)),
        count(lambda tie: all(document.kind.is_weak for document in record.documents_of(tie.passages))),
    )


def _groups_of_entity(record: Record, iri: str, by: Grouping) -> Iterable[str]:
    own = record.identity[iri]
    if by == "topic":
        return {local_name(term.value) for term in own["hasTopic"]}
    if by == "country":
        return {local_name(term.value) for term in own["hasCountry"]}
    if by == "class":
        return {class_of(record, iri)}
    if by == "period":
        return {_decade(record.valid_times.of(iri)[0])}
    claims = record.claims.by_subject.get(iri, ())
    return {document.standing for claim in claims for document in record.documents_of(claim.passages)}


def _groups_of_tie(record: Record, tie: Tie, by: Grouping) -> Iterable[str]:
    if by == "standing":
        return _standings(record, tie)
    if by == "period":
        return {_decade(record.valid_times.of_tie(tie)[0])}
    return {
        group
        for iri in (tie.subject, tie.object)
        if iri in record.identity
        for group in _groups_of_entity(record, iri, by)
    }


def _standings(record: Record, tie: Tie) -> set[str]:
    return {document.standing for document in record.documents_of(tie.passages)}


def _governments(record: Record, tie: Tie) -> set[str]:
    spoken = (document.speaks_for for document in record.documents_of(tie.passages))
    return {country for countries in spoken for country in countries}


def _decade(day: object) -> str:
    return f"{str(day)[:3]}0s" if day else "undated"
