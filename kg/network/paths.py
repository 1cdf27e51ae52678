"""Ways between two entities: the shortest, and the strongest, each step with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import networkx as nx

from kg.errors import KgError
from kg.network.network import Network
from kg.vocabulary import local_name


@dataclass(frozen=True)
class Way:
    """A way from one entity to another: the entities on it in order, and the reasons of each step."""

    entities: tuple[str, ...]
    steps: tuple[tuple[dict[str, Any], ...], ...]
    strength: float

    def __len__(self) -> int:
        return len(self.steps)


def shortest_ways(network: Network, first: str, second: str, most: int = 3) -> list[Way]:
    """Return up to so many ways with the fewest steps, the strongest of them first.

    Raises KgError when one of the two is not in the network, or nothing joins them.
    """
    found = list(islice(_ways(network, first, second, None), 50))
    fewest = len(found[0])
    return sorted((way for way in found if len(way) == fewest), key=lambda way: (-way.strength, way.entities))[:most]


def strongest_ways(network: Network, first: str, second: str, most: int = 3) -> list[Way]:
    """Return up to so many ways whose ties are strongest, by the sum of 1/weight along the way, least first.

    The distance of Newman (2001), doi:10.1103/PhysRevE.64.016132: strong ties are short. Raises KgError when one
    of the two is not in the network, or nothing joins them.
    """
    return list(islice(_ways(network, first, second, lambda a, b, edge: 1 / edge["weight"]), most))


def _ways(network: Network, first: str, second: str, distance: Any) -> Iterator[Way]:
    for end in (first, second):
        if end not in network:
            raise KgError("error.network.no_ties", name=local_name(end))
    if not nx.has_path(network, first, second):
        raise KgError("error.path.none", first=local_name(first), second=local_name(second))
    for entities in nx.shortest_simple_paths(network, first, second, weight=distance):
        edges = [network.edges[pair] for pair in pairwise(entities)]
        strength = 1 / sum(1 / edge["weight"] for edge in edges)
        yield Way(tuple(entities), tuple(tuple(edge["reasons"]) for edge in edges), strength)
