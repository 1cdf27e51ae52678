"""Assortativity: against networkx and Newman’s table."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.network import measures
from kg.network.measures.assortativity import coefficient
from tests.network.measures.comparison import Graph


def test_assortativity_is_that_of_networkx_where_everybody_has_one_value(karate: Graph) -> None:
    nx.set_node_attributes(karate, {node: f"side{node % 3}" for node in karate}, "countries")
    row = measures.assortativity(karate).rows[0]
    assert row[1] == pytest.approx(nx.attribute_assortativity_coefficient(karate, "countries"), abs=1e-5)
    assert -0.1 < row[3] < 0  # as by chance, a little below nothing: nobody ties with itself


def test_assortativity_is_that_of_newmans_table() -> None:
    """The mixing of couples in San Francisco by ethnicity: Newman (2003), table I, r = 0.621."""
    table = [[0.258, 0.016, 0.035, 0.013], [0.012, 0.157, 0.058, 0.019], [0.013, 0.023, 0.306, 0.035]]
    table.append([0.005, 0.007, 0.024, 0.016])
    shares = {f"{side}{place}": {str(place): 1.0} for side in "mw" for place in range(4)}
    ties = [(f"m{i}", f"w{j}", weight) for i, row in enumerate(table) for j, weight in enumerate(row)]
    assert coefficient(shares, ties) == pytest.approx(0.621, abs=0.003)


def test_one_of_several_values_counts_in_part() -> None:
    network: Graph = nx.Graph([("a", "b"), ("b", "c")])
    nx.set_node_attributes(network, {"a": "x", "b": "x, y", "c": "y"}, "topics")
    by, found, *_, pairs, without = measures.assortativity(network).rows[0]
    assert (by, found, pairs, without) == ("topic", 0.0, 2, 0)
