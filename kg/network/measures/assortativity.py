"""Whether like ties with like, and how unevenly ties and documents are spread."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.network.measures.result import result, values_in

if TYPE_CHECKING:
    import networkx as nx

    from kg.sparql.table import Table

ATTRIBUTES = {"country": "countries", "topic": "topics", "kind": "kind"}
_SEED, _DRAWS = 1958, 200

Shares = Mapping[Any, Mapping[str, float]]


def assortativity(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return how far actors tie with their like by country, topic and kind: 1 only with their like, 0 as by chance.

    Newman (2003), doi:10.1103/PhysRevE.67.026126, on weights; ``error`` is his jackknife over ties. An actor of
    several countries or topics counts for an equal part of each. ``null_mean`` is the mean where the values are
    dealt anew among the actors (200 seeded draws), ``p_value`` the share of draws that come as high or higher: it
    is small where the mixing is not chance. Actors without a value are left out with their ties.

    >>> import networkx as nx
    >>> network = nx.Graph([("a", "b"), ("c", "d")])
    >>> nx.set_node_attributes(network, {"a": "x", "b": "x", "c": "y", "d": "y"}, "countries")
    >>> assortativity(network).rows[0][:3]
    ('country', 1.0, 0.0)
    """
    rows = []
    for by, attribute in ATTRIBUTES.items():
        shares = _shares(network, attribute)
        ties = [
            (first, second, float(weight))
            for first, second, weight in network.edges.data("weight", 1.0)
            if first in shares and second in shares
        ]
        if not ties:
            continue
        found = coefficient(shares, ties)
        draws = _dealt_anew(shares, ties)
        p_value = None if found is None else sum(draw >= found for draw in draws) / len(draws)
        mean = sum(draws) / len(draws)
        rows.append((by, found, _jackknife(shares, ties, found), mean, p_value, len(ties), len(network) - len(shares)))
    columns = ["by", "assortativity", "error", "null_mean", "p_value", "pairs", "without"]
    return result(columns, rows, network, language=language)


def coefficient(shares: Shares, ties: Sequence[tuple[Any, Any, float]]) -> float | None:
    """Return Newman's coefficient for ties of nodes that share out their weight among values; None for one value."""
    return _coefficient(*_mixing(shares, ties))


def _mixing(shares: Shares, ties: Sequence[tuple[Any, Any, float]]) -> tuple[float, dict[str, float], float]:
    """Return the weight between like and like, the weight at each value, and all of it; each tie counts both ways."""
    alike, at = 0.0, defaultdict[str, float](float)
    for first, second, weight in ties:
        ours, theirs = shares[first], shares[second]
        shared = 0.0
        for value, share in ours.items():
            at[value] += weight * share
            if value in theirs:
                shared += share * theirs[value]
        alike += 2 * weight * shared
        for value, share in theirs.items():
            at[value] += weight * share
    return alike, at, sum(at.values())


def _coefficient(alike: float, at: Mapping[str, float], total: float) -> float | None:
    expected = sum((weight / total) ** 2 for weight in at.values()) if total else 1.0
    return None if expected > 1 - 1e-12 else (alike / total - expected) / (1 - expected)


def _shares(network: nx.Graph[Any], attribute: str) -> dict[Any, dict[str, float]]:
    carried = {node: values_in(network, node, attribute) for node in network}
    return {node: {value: 1 / len(own) for value in own} for node, own in carried.items() if own}


def _jackknife(shares: Shares, ties: Sequence[tuple[Any, Any, float]], found: float | None) -> float | None:
    """Return the standard error of a coefficient: the root of the squares by which it moves without each tie."""
    if found is None or len(ties) < 2:
        return None
    alike, at, total = _mixing(shares, ties)
    squares = 0.0
    for tie in ties:
        own_alike, own_at, own_total = _mixing(shares, [tie])
        rest = Counter(at)
        rest.subtract(own_at)
        moved = _coefficient(alike - own_alike, rest, total - own_total)
        squares += (found - moved) ** 2 if moved is not None else 0.0
    return float(squares**0.5)


def _dealt_anew(shares: Shares, ties: Sequence[tuple[Any, Any, float]]) -> list[float]:
    nodes, chance = sorted(shares, key=str), random.Random(_SEED)
    hands = [shares[node] for node in nodes]
    draws = []
    for _ in range(_DRAWS):
        chance.shuffle(hands)
        draws.append(coefficient(dict(zip(nodes, hands, strict=True)), ties) or 0.0)
    return draws
