"""The page of a plain networkx graph."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

import kg
from kg.errors import KgError
from kg.explorer.written_page import Page
from kg.network import Network
from tests.explorer.content import content_of


def test_plain_graph_keeps_its_labels_dates_and_weights(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    plain = nx.Graph()
    plain.add_node(1, label="Harbour Board", label_fr="Conseil du port", country="Canada")
    plain.add_node(2, label="Port Watch", country="United States")
    plain.add_edge(1, 2, weight=3.5, relation="patrols with", since="2001-05", until="2010")
    plain.add_edge(1, "third")
    content = content_of(mini.explore(plain, tmp_path / "n.html").path)
    labels = {tuple(entity["label"]) for entity in content["entities"]}
    assert {("Harbour Board", "Conseil du port"), ("Port Watch", "Port Watch"), ("third", "third")} <= labels
    weights = sorted((edge[2], edge[3][0][2:]) for edge in content["views"]["shared"]["edges"])
    assert weights == [(1.0, ["", "", 0, 0, 1.0]), (3.5, ["2001-05-01", "2010-12-31", 0, 0, 3.5])]
    assert ["patrols with", "patrols with"] in [relation["label"] for relation in content["relations"].values()]


def test_nodes_that_read_alike_stay_apart(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    plain = nx.Graph([("A b", "a-B"), ("a-B", "à b"), ("!", "?")])
    content = content_of(mini.explore(plain, tmp_path / "n.html").path)
    assert len({entity["id"] for entity in content["entities"]}) == 5
    assert len(content["ties"]) == 3


@pytest.mark.parametrize(
    ("weight", "told"),
    [
        (float("inf"), "inf"),
        (float("-inf"), "-inf"),
        (float("nan"), "nan"),
        (np.float32("inf"), "inf"),
        (Decimal("NaN"), "NaN"),
        (-2.5, "-2.5"),
        (1e308, "1e+308"),
        (10**400, "1000"),
    ],
)
def test_a_weight_that_nothing_can_be_drawn_by_is_refused_with_its_edge(
    mini: kg.KnowledgeGraph, tmp_path: Path, weight: Any, told: str
) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("Port Office", "Lake Office", weight=weight)
    with pytest.raises(KgError, match=f"The tie Port Office – Lake Office has the weight {re.escape(told)}"):
        mini.explore(graph, tmp_path / "page.html")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("weight", [float("inf"), float("nan"), -2.5])
def test_a_network_of_ones_own_refuses_such_a_weight_too(tmp_path: Path, weight: float) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("Port Office", "Lake Office", weight=weight)
    with pytest.raises(KgError, match=f"The tie Port Office – Lake Office has the weight {weight}"):
        Network(graph).explore(tmp_path / "page.html")
    assert list(tmp_path.iterdir()) == []


def test_a_network_writes_its_own_page(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    plain: nx.Graph[str] = nx.Graph([("Port", "Lake")])
    assert same(Network(plain).explore(tmp_path / "a.html"), mini.explore(plain, tmp_path / "b.html"))
    network = mini.network(actors="all")
    assert same(network.explore(tmp_path / "c.html"), mini.explore(network, tmp_path / "d.html"))


def same(first: Page, second: Page) -> bool:
    return first.path.read_bytes() == second.path.read_bytes()


@pytest.mark.parametrize("weight", [0, -0.0, 5e-324, 1e300, np.int64(5), Decimal("2.5"), None, "heavy", 1 + 2j])
def test_any_other_weight_is_drawn_and_the_page_holds_numbers_that_browsers_read(
    mini: kg.KnowledgeGraph, tmp_path: Path, weight: Any
) -> None:
    graph: nx.Graph[str] = nx.MultiGraph()
    graph.add_edges_from([("Port", "Lake"), ("Port", "Lake"), ("Lake", "Sea")], weight=weight)
    content = content_of(mini.explore(graph, tmp_path / "page.html").path)
    json.dumps(content, allow_nan=False)
    assert len(content["views"]["shared"]["edges"]) == 2


@pytest.mark.parametrize("weight", [float("nan"), -2.5, 10**400, None, "heavy <b>"])
def test_in_a_notebook_such_a_weight_is_told_in_a_sentence(weight: Any) -> None:
    told = Network([("Port <b>", "Lake", {"weight": weight})])._repr_html_()
    assert told.startswith("<p>The tie Port &lt;b&gt; – Lake has the weight")
    assert len(told) < 200
    assert "<b>" not in told


@pytest.mark.parametrize("weight", [0, 1e300, np.float32(2.5), True])
def test_in_a_notebook_any_other_weight_is_drawn(weight: Any) -> None:
    assert "<svg" in Network([("Port", "Lake", {"weight": weight}), ("Lake", "Sea")])._repr_html_()
