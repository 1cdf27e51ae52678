"""Who shares a threat, a forum, a topic or a place without an agreement on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.messages import message
from kg.network.measures.result import identity, label_of, result, values_in
from kg.record.index import describe

if TYPE_CHECKING:
    import networkx as nx

    from kg.record.index import Record
    from kg.sparql.table import Table

GROUNDS = ("forums", "threats", "places", "topics")


def gaps(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return the actors of the two countries that share a ground but no agreement in these documents, closest first.

    Grounds are forums that both take part in, threats that both address or that what they take part in addresses,
    places that both cover so, and topics of both. ``score`` adds 1/(n − 1) for each ground that n actors share, as
    ties are weighed, so that a rare ground counts for more than a common one. ``directly`` counts ties by which they
    work with each other without an agreement. The question ``gaps`` has the same forums, threats and pairs, and
    orders by their numbers; it does not look at topics and places, and pairs that share these alone are not in it.
    A gap is no proof: the caveats say what was searched. Raises KgError for a network without a record.

    >>> from kg.graph import load
    >>> gaps(load("tests/mini").network()).columns[2:5]
    ['second', 'second_name', 'score']
    """
    record: Record | None = network.graph.get("record")
    if record is None:
        raise KgError("error.measure.gaps_need_record")
    ours, theirs = (_of_country_alone(network, record, country) for country in record.countries)
    held = {name: _grounds(network, record, name, [*ours, *theirs]) for name in GROUNDS}
    shared_by = {name: _holders(grounds) for name, grounds in held.items()}
    agreements = {node: _agreements(record, node) for node in [*ours, *theirs]}
    rows, agreed = [], 0
    for one, other in product(ours, theirs):
        shared = {name: held[name][one] & held[name][other] for name in GROUNDS}
        if not any(shared.values()):
            continue
        if agreements[one] & agreements[other]:
            agreed += 1
            continue
        score = sum(1 / (len(shared_by[name][ground]) - 1) for name in GROUNDS for ground in shared[name])
        rows.append((one, other, score, shared, _direct(record, one, other)))
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    columns = ["first", "first_name", "second", "second_name", "score", *GROUNDS, "directly"]
    table = result(columns, [_row(network, record, row, language) for row in rows], network, language=language)
    searched = {"first": len(ours), "second": len(theirs), "pairs": len(ours) * len(theirs)}
    found = {
        "gaps": len(rows),
        "tied": agreed,
        "agreements": sum(record.is_a(iri, "Agreement") for iri in record.identity),
    }
    return table.with_caveats(message("measure.note.gaps", language, **found, **searched), *table.caveats)


def _row(network: nx.Graph[Any], record: Record, row: tuple[Any, ...], language: str) -> tuple[Any, ...]:
    one, other, score, shared, direct = row
    ends = (part for node in (one, other) for part in (identity(node), label_of(network, node, language)))
    names = ("; ".join(sorted(_ground_name(record, one, language) for one in shared[name])) or None for name in GROUNDS)
    return (*ends, score, *names, direct)


def _ground_name(record: Record, iri: str, language: str) -> str:
    """Return the label of a ground; a topic, which is no entity, goes by its id as it does on nodes."""
    labels = describe(record, iri)
    return str(labels.get(f"label_{language}") or labels["label_en"])


def _of_country_alone(network: nx.Graph[Any], record: Record, country: str) -> list[Any]:
    """Return the named organizations of one country that are not the other's too."""
    other = next(one for one in record.countries if one != country)
    return sorted(
        node
        for node in network
        if country in values_in(network, node, "countries")
        and other not in values_in(network, node, "countries")
        and record.is_a(node, "Organization")
        and record.unnamed_kinds.isdisjoint(record.iris(node, "hasKind"))
    )


def _grounds(network: nx.Graph[Any], record: Record, name: str, nodes: Iterable[Any]) -> dict[Any, set[str]]:
    """Return for each node the grounds of one sort that it stands on, itself or by what it takes part in."""
    if name == "topics":
        return {node: set(record.iris(node, "hasTopic")) for node in nodes}
    if name == "forums":
        return {node: {one for one in record.taken_part_in[node] if record.is_a(one, "Forum")} for node in nodes}
    classes = _CLASSES[name]
    return {
        node: {
            ground
            for thing in (node, *record.taken_part_in[node])
            for tie in record.ties_from[thing]
            if record.relations[tie.relation].is_common_ground
            for ground in (tie.object,)
            if any(record.is_a(ground, kind) for kind in classes)
        }
        for node in nodes
    }


_CLASSES = {"threats": ("Threat",), "places": ("Place", "Facility")}
"""Of which classes the grounds are that a body, or what it takes part in, comes to by a relation to common ground."""


def _holders(grounds: dict[Any, set[str]]) -> dict[str, set[Any]]:
    holders: dict[str, set[Any]] = defaultdict(set)
    for node, own in grounds.items():
        for ground in own:
            holders[ground].add(node)
    return holders


def _agreements(record: Record, node: Any) -> set[str]:
    """Return the agreements that an actor is bound by or takes part in."""
    return {
        tie.object
        for tie in record.ties_from[node]
        if record.relations[tie.relation].joins == "through" and record.is_a(tie.object, "Agreement")
    }


def _direct(record: Record, one: Any, other: Any) -> int:
    """Return by how many relations two actors work with each other directly."""
    ties = [tie for tie in record.ties_from[one] if tie.object == other]
    ties += [tie for tie in record.ties_from[other] if tie.object == one]
    return len({tie.relation for tie in ties if record.relations[tie.relation].joins == "directly"})
