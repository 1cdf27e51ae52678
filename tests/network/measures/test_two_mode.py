"""Networks of two modes: against networkx."""

from __future__ import annotations

import networkx as nx
import pytest

import kg
from kg.errors import KgError
from kg.network import measures
from tests.network.measures.comparison import by_id, same


def test_two_modes_are_measured_as_networkx_does() -> None:
    network = nx.davis_southern_women_graph()
    table = measures.two_mode(network)
    assert same(by_id(table, "degree"), dict(network.degree()))
    assert same(by_id(table, "clustering"), nx.bipartite.clustering(network))
    assert same(by_id(table, "redundancy"), nx.bipartite.node_redundancy(network))


def test_two_modes_need_two_modes(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(KgError, match="ask for the network in the mode “two-mode”"):
        measures.two_mode(mini.network())
    with pytest.raises(KgError, match="give each node “bipartite”"):
        measures.two_mode(nx.path_graph(3))
