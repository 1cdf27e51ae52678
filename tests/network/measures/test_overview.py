"""The network as a whole, and what changed in it between two dates."""

from __future__ import annotations

import networkx as nx
import pytest

import kg
from kg.network import measures
from tests.network.measures.comparison import Graph, by_id


def test_change_tells_who_gained_and_lost_whom(mini: kg.KnowledgeGraph) -> None:
    table = measures.change(mini.network(as_of="2001"), mini.network(as_of="2024"))
    assert {row[0]: row[2:] for row in table.rows}["norad"] == (1.0, 0.0, 1.0, 1, 0, "USNORTHCOM", None)
    assert any(note.startswith("Before: ") for note in table.caveats)
    whole = {
        row[0]: row[2:] for row in measures.change_of_whole(mini.network(as_of="2001"), mini.network(as_of="2024"))
    }
    assert whole["ties"] == (0.0, 2.0, 2.0)


def test_change_there_and_back_is_the_same_with_the_other_sign(karate: Graph) -> None:
    later = nx.Graph(karate)
    later.remove_edges_from([(0, 1), (32, 33)])
    later.add_edge(0, 33)
    there, back = measures.change(karate, later), measures.change(later, karate)
    assert by_id(there, "change") == {node: -value for node, value in by_id(back, "change").items()}
    assert set(by_id(there, "id")) == {0, 1, 32, 33}


def test_the_overview_is_that_of_networkx(karate: Graph) -> None:
    found = by_id(measures.overview(karate), "value")
    assert (found["actors"], found["ties"], found["components"], found["largest"]) == (34, 78, 1, 1)
    assert found["density"] == pytest.approx(nx.density(karate), abs=1e-5)
    assert found["clustering"] == pytest.approx(nx.transitivity(karate), abs=1e-5)
