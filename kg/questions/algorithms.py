"""What follows a question where SPARQL alone cannot answer: from the rows that a query selects to the answer.

The rows say which actor takes part in what (``how`` is "through") or deals with whom ("directly"): what is asked about.
Who is joined to whom by it, and how closely, is what the network says (``kg.network.network``): actors are joined by
what both take part in *at one time*.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple
from weakref import WeakKeyDictionary

import networkx as nx
import pyoxigraph as ox

from kg.dates import Period
from kg.errors import KgError
from kg.network.measures.brokerage import joined_pairs
from kg.network.measures.communities import find_communities
from kg.network.network import Actors, NetworkFilter
from kg.network.paths import shortest_paths, strongest_paths
from kg.network.projection import build_network
from kg.rdf.terms import text_of
from kg.record.identity import two_most_common
from kg.record.index import Record
from kg.sparql.engine import Term
from kg.sparql.table import Table

_Joined = tuple[str, str, list[tuple[str, float]]]
"""Two who are joined, and by what and how strongly; by nothing where they are tied directly."""

_KNOWN: WeakKeyDictionary[Record, dict[Actors, list[_Joined]]] = WeakKeyDictionary()


class _Part(NamedTuple):
    """That an actor takes part in something or deals with somebody, and the passages that say so."""

    actor: str
    through: str
    how: str
    passages: str


def connections(table: Table, values: Mapping[str, Term], record: Record, period: Period | None = None) -> Table:
    """Return the steps of the shortest path (1) and of the strongest (2) between ``of`` and ``to``.

    Those of ``kg.network.paths``: of equally short paths the one over the strongest ties is told, then the first by
    name.

    >>> from kg.graph import load
    >>> [row[:2] for row in load("tests/mini").ask("connections", of="rcmp", to="cbsa").rows]
    [(1, 1), (2, 1)]
    """
    parts, ends = _parts(table), (values["of"].value, values["to"].value)
    network = _join(parts, record, period)
    try:
        found = [find(network, *ends, most=1)[0] for find in (shortest_paths, strongest_paths)]
    except KgError:  # nothing joins the two: no rows
        found = []
    rows = [
        (number, step, *_step(network, parts, pair))
        for number, path in enumerate(found, 1)
        for step, pair in enumerate(pairwise(path.entities), 1)
    ]
    return Table.of(["path", "step", "first", "through", "second", "affiliations", "weight", "passages"], rows)


def brokers(table: Table, values: Mapping[str, Term], record: Record, period: Period | None = None) -> Table:
    """Return who joins actors of the two groups that most are in, such as law enforcement and armed forces, most first.

    It joins pairs that are not tied themselves.
    The brokerage of Gould and Fernandez (1989), doi:10.2307/270949, without direction: whoever is tied to both
    ends of an open pair. In one of the two groups it is a gatekeeper, in neither a liaison.

    >>> from kg.graph import load
    >>> load("tests/mini").ask("brokers").columns
    ['broker', 'group', 'pairs', 'alone', 'passages']
    """
    parts = _parts(table)
    places = [table.columns.index(name) for name in ("actor", "group")]
    groups = {text_of(row[places[0]]): text_of(row[places[1]]) for row in table.terms}
    network = _join(parts, record, period)
    ends = two_most_common(group for group in groups.values() if group)
    first, second = ([name for name in network if groups.get(name) in ends[place : place + 1]] for place in (0, 1))
    joined, alone = joined_pairs(network, first, second)
    ranked = sorted(joined, key=lambda name: (-joined[name], name))
    ties = _by_actor(parts)
    rows = [(_node(one), _node(groups.get(one)), joined[one], alone[one], _passages(ties[one])) for one in ranked]
    return Table.of(["broker", "group", "pairs", "alone", "passages"], rows)


def communities(table: Table, values: Mapping[str, Term], record: Record, period: Period | None = None) -> Table:
    """Return the community of each actor, the largest first, by the Leiden method on shared affiliations.

    Traag, Waltman and van Eck (2019), doi:10.1038/s41598-019-41695-z.

    >>> from kg.graph import load
    >>> load("tests/mini").ask("communities").column("community")
    [1, 1, 2, 2]
    """
    parts = _parts(table)
    found = find_communities(_join(parts, record, period))
    sizes, affiliations = Counter(found.values()), Counter(part.actor for part in parts)
    ordered, ties = sorted(found, key=lambda name: (found[name], name)), _by_actor(parts)
    rows = [(found[one] + 1, sizes[found[one]], _node(one), affiliations[one], _passages(ties[one])) for one in ordered]
    return Table.of(["community", "size", "actor", "affiliations", "passages"], rows)


def _parts(table: Table) -> list[_Part]:
    places = [table.columns.index(name) for name in ("actor", "through", "how", "passages")]
    return [_Part(*(text_of(row[place]) for place in places)) for row in table.terms]


def _join(parts: Sequence[_Part], record: Record, period: Period | None) -> nx.Graph[str]:
    """Return the network of a period with the actors and the reasons that the parts name alone, and their weight."""
    taken = {(part.actor, part.through) for part in parts if part.how == "through"}
    dealing = {frozenset((part.actor, part.through)) for part in parts if part.how == "directly"}
    named = {part.actor for part in parts}.union(*dealing)
    actors: Actors = "all" if any(record.is_a(one, "Country") for one in named) else "organizations"
    wanted = NetworkFilter(actors=actors, between=(period.first, period.last) if period else None)
    network: nx.Graph[str] = nx.Graph()
    for first, second, reasons in _reasons(record, wanted) if period else _all_reasons(record, actors):
        affiliations: dict[str, float] = defaultdict(float)
        for through, weight in reasons:
            if (
                ((first, through) in taken and (second, through) in taken)
                if through
                else frozenset((first, second)) in dealing
            ):
                affiliations[through] += weight
        if affiliations:
            network.add_edge(first, second, weight=sum(affiliations.values()), affiliations=dict(affiliations))
    return network


def _reasons(record: Record, wanted: NetworkFilter) -> list[_Joined]:
    """Return who is joined in a network, by what, and how strongly."""
    edges = build_network(record, wanted, is_bare=True).edges(data=True)
    return [
        (first, second, [(reason.through or "", reason.weight) for reason in edge["reasons"]])
        for first, second, edge in edges
    ]


def _all_reasons(record: Record, actors: Actors) -> list[_Joined]:
    """Return the same of all that is on record, read once: a question is asked of it for each of many topics."""
    known = _KNOWN.setdefault(record, {})
    if actors not in known:
        known[actors] = _reasons(record, NetworkFilter(actors=actors))
    return known[actors]


def _step(network: nx.Graph[str], parts: Iterable[_Part], pair: tuple[str, str]) -> tuple[object, ...]:
    """Return one step of a path: its ends, what joins them most closely, how many affiliations, weight, passages."""
    edge = network.edges[pair]
    affiliations = edge["affiliations"]
    closest = max(sorted(affiliations), key=lambda one: affiliations[one])
    shared = {*affiliations, *pair}
    between = [part for part in parts if part.actor in pair and part.through in shared]
    first, second = pair
    return (
        _node(first),
        _node(closest),
        _node(second),
        len(affiliations),
        round(edge["weight"], 3),
        _passages(between),
    )


def _by_actor(parts: Iterable[_Part]) -> Mapping[str, list[_Part]]:
    """Return the parts of each actor, with those in which another deals with it."""
    ties: dict[str, list[_Part]] = defaultdict(list)
    for part in parts:
        for one in {part.actor, part.through}:
            ties[one].append(part)
    return ties


def _passages(parts: Iterable[_Part]) -> str:
    """Return the passages of the parts, each once."""
    return " ".join(dict.fromkeys(passage for part in parts for passage in part.passages.split()))


def _node(name: object) -> ox.NamedNode | None:
    return ox.NamedNode(str(name)) if name else None
