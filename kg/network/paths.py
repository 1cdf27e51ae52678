"""Paths between two nodes: the shortest, and the strongest, each step with its reasons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import networkx as nx

from kg.errors import KgError
from kg.network.edges import EdgeReason
from kg.vocabulary import local_name

_MOST_COMPARED = 50


@dataclass(frozen=True, repr=False)
class NetworkPath:
    """A path from one entity to another: the entities on it in order, and the reasons of each step."""

    entities: tuple[str, ...]
    steps: tuple[tuple[EdgeReason, ...], ...]
    strength: float

    def __len__(self) -> int:
        return len(self.steps)

    def __repr__(self) -> str:
        return f"<NetworkPath {' – '.join(map(local_name, self.entities))}: strength {self.strength:.3g}>"


def shortest_paths(network: nx.Graph[Any], first: str, second: str, most: int = 3) -> list[NetworkPath]:
    """Return up to so many paths with the fewest steps, the strongest of them first, then by the names on them.

    Raises KgError when one of the two is not in the network, or nothing joins them.

    >>> network = nx.Graph([("a", "b", {"weight": 1.0}), ("b", "d", {"weight": 1.0}), ("a", "c", {"weight": 2.0})])
    >>> network.add_edge("c", "d", weight=2.0)
    >>> [path.entities for path in shortest_paths(network, "a", "d")]
    [('a', 'c', 'd'), ('a', 'b', 'd')]
    """
    _refuse_parted(network, first, second)
    found = sorted((_strain(network, path), path) for path in nx.all_shortest_paths(network, first, second))
    return [_path(network, path) for _, path in found[:most]]


def strongest_paths(network: nx.Graph[Any], first: str, second: str, most: int = 3) -> list[NetworkPath]:
    """Return up to so many paths whose ties are strongest, by the sum of 1/weight along the path, least first.

    Dijkstra (1959), doi:10.1007/BF01386390, on the distance of Newman (2001), doi:10.1103/PhysRevE.64.016132: strong
    ties are short; paths of one length go by the names on them. Raises KgError when one of the two is not in the
    network, or nothing joins them.
    """
    _refuse_parted(network, first, second)
    found: list[tuple[float, list[str]]] = []
    for path in islice(nx.shortest_simple_paths(network, first, second, weight=_distance), _MOST_COMPARED):
        strain = _strain(network, path)
        if len(found) >= most and strain > found[most - 1][0]:
            break
        found.append((strain, path))
    return [_path(network, path) for _, path in sorted(found)[:most]]


def _distance(_first: str, _second: str, edge: Any) -> float:
    return 1 / float(edge["weight"])


def _strain(network: nx.Graph[Any], path: Sequence[str]) -> float:
    """Return the length of a path by its weights, rounded so that sums in another order are equal."""
    return round(sum(_distance(*pair, network.edges[pair]) for pair in pairwise(path)), 9)


def _refuse_parted(network: nx.Graph[Any], first: str, second: str) -> None:
    for end in (first, second):
        if end not in network:
            raise KgError("error.network.no_ties", name=local_name(end))
    if not nx.has_path(network, first, second):
        raise KgError("error.path.none", first=local_name(first), second=local_name(second))


def _path(network: nx.Graph[Any], entities: Sequence[str]) -> NetworkPath:
    edges = [network.edges[pair] for pair in pairwise(entities)]
    strength = 1 / sum(1 / edge["weight"] for edge in edges) if edges else math.inf
    return NetworkPath(tuple(entities), tuple(tuple(edge.get("reasons", ())) for edge in edges), strength)
