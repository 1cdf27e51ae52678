"""A network written for other programs can be read back."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest

import kg
from kg.errors import KgError
from kg.network.files import write_network
from tests.network.small_worlds import edges


def read_json(path: str) -> nx.Graph[str]:
    network: nx.Graph[str] = nx.node_link_graph(json.loads(Path(path).read_text(encoding="utf-8")), edges="links")
    return network


@pytest.mark.parametrize(
    ("extension", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf), ("json", read_json)]
)
def test_a_written_network_can_be_read_back(
    mini: kg.KnowledgeGraph, tmp_path: Path, extension: str, read: object
) -> None:
    network = mini.network(actors="all")
    path = f"{tmp_path}/network.{extension}"
    write_network(network, path)
    assert callable(read)
    again = read(path)
    assert {tuple(sorted(pair)) for pair in again.edges} == set(edges(network))
    assert again.edges["cbsa", "rcmp"]["since"] == "2021-03-31"
    assert again.edges["cbsa", "rcmp"]["voices"] == 1
    assert again.edges["cbsa", "rcmp"]["sources"] == "ps-cbftf-note-2021"
    assert again.nodes["norad"]["label_fr"].startswith("Commandement de la défense")


def test_an_unknown_extension_for_a_network_names_the_known(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"names no format here; the known ones are \.graphml, \.gexf, \.json\."):
        write_network(mini.network(), f"{tmp_path}/network.png")


def test_a_network_that_cannot_be_written_says_why(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot be written: there is no folder"):
        write_network(mini.network(), f"{tmp_path}/nowhere/network.graphml")
