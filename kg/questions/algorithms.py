"""What follows a question where SPARQL alone cannot answer: from the rows that a query selects to the answer.

The rows say which actor takes part in what (``how`` is "through") or deals with whom ("directly").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

import networkx as nx
import pyoxigraph as ox

from kg.errors import KgError
from kg.graphs.projection import project
from kg.network.measures.brokerage import joined_pairs
from kg.network.measures.communities import find_communities
from kg.network.paths import shortest_paths, strongest_paths
from kg.rdf.terms import text_of
from kg.record.entities import two_most_common
from kg.sparql.engine import Term
from kg.sparql.table import Table


class _Part(NamedTuple):
    """That an actor takes part in something or deals with somebody, and the passages that say so."""

    actor: str
    through: str
    how: str
    passages: str


def connections(table: Table, values: Mapping[str, Term]) -> Table:
    """Return the steps of the shortest path (1) and of the strongest (2) between ``of`` and ``to``.

    Those of ``kg.network.paths``: of equally short paths the one over the strongest ties is told, then the first by
    name.

    >>> rows = [("x:a", "x:s", "through", "1"), ("x:b", "x:s", "through", "2"), ("x:b", "x:c", "directly", "3")]
    >>> ends = {"of": ox.NamedNode("x:a"), "to": ox.NamedNode("x:c")}
    >>> connections(Table.of(["actor", "through", "how", "passages"], rows), ends).rows[:2]
    [(1, 1, 'x:a', 'x:s', 'x:b', 1, 1.0, '1 2'), (1, 2, 'x:b', None, 'x:c', 1, 1.0, '3')]
    """
    parts, ends = _parts(table), (values["of"].value, values["to"].value)
    network = _join(parts)
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


def brokers(table: Table, values: Mapping[str, Term]) -> Table:
    """Return who joins actors of the two groups that most are in, such as law enforcement and armed forces, most first.

    It joins pairs that are not tied themselves.
    The brokerage of Gould and Fernandez (1989), doi:10.2307/270949, without direction: whoever is tied to both
    ends of an open pair. In one of the two groups it is a gatekeeper, in neither a liaison.

    >>> rows = [("x:p", "x:police", "x:s", "through", "1"), ("x:u", "x:army", "x:t", "through", "3")]
    >>> rows += [("x:d", None, "x:s", "through", "2"), ("x:d", None, "x:t", "through", "2")]
    >>> brokers(Table.of(["actor", "group", "through", "how", "passages"], rows), {}).rows
    [('x:d', None, 1, 1, '2')]
    """
    parts = _parts(table)
    places = [table.columns.index(name) for name in ("actor", "group")]
    network, groups = _join(parts), {text_of(row[places[0]]): text_of(row[places[1]]) for row in table.terms}
    ends = two_most_common(group for group in groups.values() if group)
    first, second = ([name for name in network if groups.get(name) in ends[place : place + 1]] for place in (0, 1))
    joined, alone = joined_pairs(network, first, second)
    ranked = sorted(joined, key=lambda name: (-joined[name], name))
    ties = _by_actor(parts)
    rows = [(_node(one), _node(groups.get(one)), joined[one], alone[one], _passages(ties[one])) for one in ranked]
    return Table.of(["broker", "group", "pairs", "alone", "passages"], rows)


def communities(table: Table, values: Mapping[str, Term]) -> Table:
    """Return the community of each actor, the largest first, by the Leiden method on shared affiliations.

    Traag, Waltman and van Eck (2019), doi:10.1038/s41598-019-41695-z.

    >>> rows = [("x:a", "x:s", "through", "1"), ("x:b", "x:s", "through", "2"), ("x:c", "x:t", "through", "3")]
    >>> communities(Table.of(["actor", "through", "how", "passages"], rows), {}).rows
    [(1, 2, 'x:a', 1, '1'), (1, 2, 'x:b', 1, '2')]
    """
    parts = _parts(table)
    found = find_communities(_join(parts))
    sizes, affiliations = Counter(found.values()), Counter(part.actor for part in parts)
    ordered, ties = sorted(found, key=lambda name: (found[name], name)), _by_actor(parts)
    rows = [(found[one] + 1, sizes[found[one]], _node(one), affiliations[one], _passages(ties[one])) for one in ordered]
    return Table.of(["community", "size", "actor", "affiliations", "passages"], rows)


def _parts(table: Table) -> list[_Part]:
    places = [table.columns.index(name) for name in ("actor", "through", "how", "passages")]
    return [_Part(*(text_of(row[place]) for place in places)) for row in table.terms]


def _join(parts: Iterable[_Part]) -> nx.Graph[str]:
    """Return the actors joined by what they share: an affiliation of n actors weighs 1/(n − 1), a direct tie 1."""
    affiliations: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    shared: list[tuple[str, str]] = []
    for part in parts:
        if part.how == "directly":
            affiliations[min(part.actor, part.through), max(part.actor, part.through)][""] = 1.0
        else:
            shared.append((part.actor, part.through))
    actors, things = (sorted({pair[side] for pair in shared}) for side in (0, 1))
    numbers = [{name: number for number, name in enumerate(names)} for names in (actors, things)]
    made = project([numbers[0][actor] for actor, _ in shared], [numbers[1][thing] for _, thing in shared])
    numbered, parties, bounds = made.affiliations.tolist(), made.parties.tolist(), pairwise(made.bounds.tolist())
    for first, second, (start, end) in zip(made.first.tolist(), made.second.tolist(), bounds, strict=True):
        between = affiliations[actors[first], actors[second]]
        between.update((things[thing], 1 / (parties[thing] - 1)) for thing in numbered[start:end])
    network: nx.Graph[str] = nx.Graph()
    for ends in sorted(affiliations):
        network.add_edge(*ends, weight=sum(affiliations[ends].values()), affiliations=affiliations[ends])
    return network


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
