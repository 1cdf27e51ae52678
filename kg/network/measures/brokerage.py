"""Who stands between groups that are not tied themselves: between two countries, or police and armed forces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations_with_replacement, product
from typing import TYPE_CHECKING, Any

from kg.errors import UnknownName
from kg.messages import message
from kg.network.measures.result import actor_table, values_in
from kg.record.identity import two_most_common
from kg.record.labels import read_labels
from kg.vocabulary import ENTITY, PREFIXES

if TYPE_CHECKING:
    import networkx as nx

    from kg.record.index import Record
    from kg.sparql.table import Table

ROLES = ("coordinator", "itinerant", "gatekeeper", "liaison")


def brokerage(network: nx.Graph[Any], by: str | Mapping[Any, str] = "country", *, language: str = "en") -> Table:
    """Return for each actor how many pairs it joins that are not tied themselves, and in which role.

    The roles of Gould and Fernandez (1989), doi:10.2307/270949, without direction: a *coordinator* joins two of its
    own group, an *itinerant* two of one other group, a *gatekeeper* one of its own and one of another (their
    gatekeeper and representative), a *liaison* two of different other groups. ``by`` is "country" (each combination on
    record is a group of its own), "sector" (law enforcement, armed forces, or whatever
    sector the ontology gives a kind of actor), or the group of each node. ``across`` counts the pairs with an end in
    each of two groups: the two countries or sectors that most actors have, or the first two of the groups that are
    given; ``alone`` those of them that nobody else joins.

    >>> import networkx as nx
    >>> groups = {"police": "law enforcement", "army": "military", "ministry": ""}
    >>> brokerage(nx.path_graph(["police", "ministry", "army"]), groups).rows[0]
    ('ministry', 'ministry', 1, 1, '', 1, 0, 0, 0, 1)
    """
    groups = groups_of(network, by)
    ends = _ends(network, groups, by)
    inside = [[node for node in network if groups.get(node, "") == end] for end in ends]
    across, alone = joined_pairs(network, *inside) if len(ends) == 2 else (Counter[Any](), Counter[Any]())
    values, around, named = {}, _neighbours(network), _group_names(network, by, language)
    for node in network:
        roles = _roles(around, groups, node)
        pairs = sum(roles.values())
        own = groups.get(node, "")
        values[node] = (across[node], alone[node], named.get(own, own), pairs, *(roles[role] for role in ROLES))
    table = actor_table(network, ["across", "alone", "group", "pairs", *ROLES], values, language=language)
    without = sum(not groups.get(node) for node in network)
    if without and isinstance(by, str):
        caveat = message(f"measure.note.without_{by}", language, without=without, count=len(network))
        return table.with_caveats(*table.caveats, caveat)
    return table


def joined_pairs(
    network: nx.Graph[Any], first: Iterable[Any], second: Iterable[Any]
) -> tuple[Counter[Any], Counter[Any]]:
    """Return how many pairs of one node of each group a node joins that are not tied, and how many it alone joins."""
    joined, alone = Counter[Any](), Counter[Any]()
    around = _neighbours(network)
    for one, other in product(first, list(second)):
        if other not in around[one] and (between := around[one] & around[other]):
            joined.update(between)
            alone.update(between if len(between) == 1 else ())
    return joined, alone


def _neighbours(network: nx.Graph[Any]) -> dict[Any, set[Any]]:
    return {node: set(network[node]) for node in network}


def groups_of(network: nx.Graph[Any], by: str | Mapping[Any, str]) -> dict[Any, str]:
    """Return the group of each node by "country" or "sector", "" for none. Raises UnknownName for another."""
    if not isinstance(by, str):
        return {node: by.get(node, "") for node in network}
    carried = {"country": "countries", "sector": "sector"}
    if by not in carried:
        raise UnknownName("grouping", by, sorted(carried))
    return {node: ", ".join(values_in(network, node, carried[by])) for node in network}


def _group_names(network: nx.Graph[Any], by: str | Mapping[Any, str], language: str) -> dict[str, str]:
    """Return what the groups on record are called in a language; those that are given are called as they are."""
    record = _record_of(network)
    if record is None or record.engine is None or not isinstance(by, str):
        return {}
    labels, namespace = read_labels(record.engine), {"country": ENTITY, "sector": PREFIXES["sector"]}[by]
    groups = set(groups_of(network, by).values()) - {""}
    return {group: ", ".join(labels.of(namespace + one, language) for one in group.split(", ")) for group in groups}


def _ends(network: nx.Graph[Any], groups: Mapping[Any, str], by: str | Mapping[Any, str]) -> tuple[str, ...]:
    """Return the two groups whose open pairs are counted; of groups that are given, the first two in order."""
    known = [group for group in groups.values() if group]
    if not isinstance(by, str):
        return tuple(sorted(set(known)))[:2]
    record = _record_of(network)
    if by == "country":
        return record.countries if record else two_most_common(", ".join(known).split(", "))
    return two_most_common(known)


def _record_of(network: nx.Graph[Any]) -> Record | None:
    """Return the record that tells of the actors, also where chance has dealt their ties anew."""
    record: Record | None = network.graph.get("record") or network.graph.get("dealt_from")
    return record


def _roles(around: Mapping[Any, set[Any]], groups: Mapping[Any, str], node: Any) -> Counter[str]:
    """Count the open pairs around a node by the role that it has between them.

    Pairs of two groups are as many as the product of the groups, less those that are tied: triangles are fewer.
    """
    near = around[node] - {node}
    sizes = Counter(groups.get(other, "") for other in near)
    tied = Counter[tuple[str, str]]()  # from each end: a pair within a group twice, one of two groups once each way
    for other in near:
        first = groups.get(other, "")
        for second, count in Counter(groups.get(third, "") for third in near & around[other] if third != other).items():
            tied[first, second] += count
    own, roles = groups.get(node, ""), Counter[str]()
    for first, second in combinations_with_replacement(sizes, 2):
        if first == second:
            role = "coordinator" if first == own else "itinerant"
            roles[role] += (sizes[first] * (sizes[first] - 1) - tied[first, first]) // 2
        else:
            role = "gatekeeper" if own in (first, second) else "liaison"
            roles[role] += sizes[first] * sizes[second] - tied[first, second]
    return roles
