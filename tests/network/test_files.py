"""A network written for other programs can be read back."""

from __future__ import annotations

import json
import os
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


@pytest.mark.parametrize("extension", ["graphml", "gexf"])
@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\x0b", "\ufffe", "\uffff"])
def test_a_sign_that_xml_cannot_hold_is_replaced_as_on_a_terminal(
    mini: kg.KnowledgeGraph, tmp_path: Path, extension: str, sign: str
) -> None:
    network = mini.network(actors="all")
    network.nodes["https://w3id.org/perimeter/entity/canada"]["label_en"] = f"Ca{sign}[31mnada\t🍁"
    write_network(network, f"{tmp_path}/n.{extension}")
    again = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[extension](tmp_path / f"n.{extension}")
    assert again.nodes["canada"]["label_en"] == "Ca\ufffd[31mnada\t🍁"


@pytest.mark.parametrize("extension", ["graphml", "gexf", "json"])
def test_a_write_that_fails_keeps_the_older_file(
    mini: kg.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extension: str
) -> None:
    path = tmp_path / f"n.{extension}"
    path.write_text("old", encoding="utf-8")

    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(KgError, match="cannot be written: No space left on device"):
        write_network(mini.network(), str(path))
    assert path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_gexf_tells_the_date_of_the_source_and_never_today_s(
    mini: kg.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "n.gexf"
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    write_network(mini.network(), str(path))
    assert "lastmodifieddate" not in path.read_text(encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    write_network(mini.network(), str(path))
    assert 'lastmodifieddate="1970-01-02"' in path.read_text(encoding="utf-8")
