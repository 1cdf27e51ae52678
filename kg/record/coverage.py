"""How complete and how sure the record is: what is held, what is undated, and what is weakly sourced."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

import pyoxigraph as ox

from kg.errors import KgError
from kg.language import column_labels
from kg.messages import message
from kg.record.evidence import READING_STATES, Claim, ReadingState
from kg.record.identity import read_principal_countries
from kg.record.index import Record, class_of
from kg.record.labels import Labels, labelled
from kg.record.ties import Tie
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.sparql.table import Table
from kg.vocabulary import ENTITY, OWN_PREFIXES, SHARED_PREFIXES, TERM, local_name

Grouping = Literal["topic", "period", "country", "standing", "class"]

GROUPINGS: tuple[Grouping, ...] = ("topic", "period", "country", "standing", "class")
COLUMNS = (
    "group",
    "entities",
    "agreements",
    "ties",
    "documents",
    "undated",
    "one_voice",
    "one_government",
    "no_government",
    "weak_sources",
)

READING_COLUMNS = (
    "group",
    *(name for what in ("passages", "claims") for name in (what, *(f"{what}_{state}" for state in READING_STATES))),
)

_TYPE = SHARED_PREFIXES["rdf"] + "type"
_GROUP_NAMESPACES = {
    "topic": OWN_PREFIXES["topic"],
    "country": OWN_PREFIXES["ent"],
    "standing": OWN_PREFIXES["standing"],
    "class": OWN_PREFIXES["sec"],
}


def coverage(record: Record, by: Grouping = "topic") -> Table:
    """Return one row a group: what is held, and how many of its ties are weakly sourced.

    ``undated`` counts ties with no start of their own or of what they lead to; ``one_voice`` those that at most one
    independent voice states: what was not read again has none. ``one_government`` and ``no_government`` count those
    that one of the two governments alone, or neither, states on a page that was read again; ``weak_sources`` those
    that documents of no better kind state than the ontology calls a weak source. Raises KgError for a grouping that
    is not known.

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


def reading_coverage(record: Record, by: Grouping = "topic") -> Table:
    """Return one row a group: how many of its passages and claims were read again, and how.

    A claim is a tie, a date or another fact of an entity, a figure or an event; it counts by the passage that was
    read best: from the whole page, in part, not again, or not since its page was not found. A passage is of the groups
    of its claims. Raises KgError for a grouping that is not known.

    >>> from kg.graph import load
    >>> reading_coverage(load("tests/mini").record, "class").rows[-1][:3]
    ('all', 16, 1)
    """
    if by not in GROUPINGS:
        raise KgError("error.coverage.grouping", groupings=", ".join(GROUPINGS), text=by)
    passages: dict[str, set[str]] = defaultdict(set)
    claims: dict[str, Counter[ReadingState]] = defaultdict(Counter)
    for groups, found in _claims_in_groups(record, by):
        known = found & record.passages.keys()
        states = {record.passages[iri].state for iri in known} or {"unread"}
        best = next(state for state in READING_STATES if state in states)
        for group in {*groups, "all"}:
            passages[group] |= known
            claims[group][best] += 1
    passages["all"] = set(record.passages)
    return Table.of(
        READING_COLUMNS,
        [
            (group, *_counted(Counter(record.passages[iri].state for iri in passages[group])), *_counted(claims[group]))
            for group in [*sorted(claims.keys() - {"all"}), "all"]
        ],
    )


def official_counts(engine: Engine) -> Table:
    """Return the counts that documents state of a class or kind, beside how many of it both countries have here.

    ``bilateral`` are those held that have no third country, ``not_over`` those of them that no page calls ended or
    superseded. The counts are as wide as their documents say; what is held here is of all topics.
    """
    both = (ox.NamedNode(ENTITY + country) for country in read_principal_countries(engine))
    return engine.table(lookup("official-counts"), dict(zip(("first", "second"), both, strict=False)))


def named(table: Table, by: str, labels: Labels, language: str = "en") -> Table:
    """Return a table of coverage for reading: its groups, or what documents count, by their labels."""
    if by == "official":
        return labelled(table, labels, language).with_labels(column_labels(table.columns, language))
    space = _GROUP_NAMESPACES.get(by, "")
    whole = message("common.all", language)
    rows = [
        (whole if group == "all" else labels.of(space + str(group), language), *numbers)
        for group, *numbers in table.rows
    ]
    return table.with_rows(rows).with_labels(column_labels(table.columns, language))


def _claims_in_groups(record: Record, by: Grouping) -> Iterator[tuple[set[str], set[str]]]:
    """Yield each claim: the groups that it is of, and its passages."""
    about: dict[str, list[Claim]] = defaultdict(list)
    for tie in record.ties:
        yield set(_groups_of_tie(record, tie, by)), set(tie.passages)
    for claim in record.claims:
        if claim.predicate == TERM + "isAbout":
            about[claim.subject].append(claim)
        elif claim.subject in record.identity and claim.predicate not in record.relations and claim.predicate != _TYPE:
            yield _groups_of_facts(record, [claim], [claim.subject], by)
    for claims in about.values():
        yield _groups_of_facts(record, claims, [claim.object.value for claim in claims], by)


def _groups_of_facts(
    record: Record, claims: Sequence[Claim], entities: Iterable[str], by: Grouping
) -> tuple[set[str], set[str]]:
    """Return the groups of what is said of entities, and its passages."""
    passages = {passage for claim in claims for passage in claim.passages}
    if by == "standing":
        return {record.passages[passage].document.standing for passage in passages}, passages
    known = (iri for iri in entities if iri in record.identity)
    return {group for iri in known for group in _groups_of_entity(record, iri, by)}, passages


def _counted(states: Counter[ReadingState]) -> tuple[int, ...]:
    """Return how many there are in all, and in each state."""
    return states.total(), *(states[state] for state in READING_STATES)


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
        count(lambda tie: record.count_voices(tie.passages) < 2),
        count(lambda tie: record.government_bits(tie.passages).bit_count() == 1),
        count(lambda tie: record.government_bits(tie.passages) == 0),
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


def _decade(day: object) -> str:
    return f"{str(day)[:3]}0s" if day else "undated"
