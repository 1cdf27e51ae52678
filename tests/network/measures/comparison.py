"""Any graphs, and the comparison of a column with figures known otherwise."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import strategies as some

from kg.sparql.table import Table

Graph = nx.Graph

GRAPHS = some.builds(
    lambda size, share, seed: nx.gnp_random_graph(size, share / 10, seed=seed),
    some.integers(2, 14),
    some.integers(0, 10),
    some.integers(0, 999),
)


def by_id(table: Table, column: str) -> dict[Any, Any]:
    return dict(zip(table.column(table.columns[0]), table.column(column), strict=True))


def same(found: dict[Any, Any], expected: dict[Any, Any]) -> bool:
    return found.keys() == expected.keys() and all(
        found[key] == pytest.approx(expected[key], rel=1e-4, abs=1e-6) for key in expected
    )


def weighed(network: Graph, seed: int = 1958) -> Graph:
    """The same ties with weights that are not all alike; their inverses add up exactly, so equal ways stay equal."""
    made: Graph = nx.Graph()
    made.add_nodes_from(network)
    made.add_weighted_edges_from((a, b, 2 ** ((a * 7 + b * 13 + seed) % 4)) for a, b in sorted(network.edges))
    return made
