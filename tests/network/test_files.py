"""A network written for other programs can be read back."""

from __future__ import annotations

import json
import os
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

import kg
from kg.errors import KgError
from kg.network.files import network_file, write_network
from kg.network.network import Network
from kg.network.projection import build_network
from kg.network.tables import REASON_COLUMNS, reason_table
from kg.rdf.formats import save
from kg.sparql.table import Table
from kg.vocabulary import ENTITY, local_name
from tests.network.small_worlds import edges


def read_json(path: str) -> nx.Graph[str]:
    network: nx.Graph[str] = nx.node_link_graph(json.loads(Path(path).read_text(encoding="utf-8")))
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
    with pytest.raises(KgError, match=r"names no format here; the known ones are \.graphml, \.gexf, \.json, \.svg"):
        write_network(mini.network(), f"{tmp_path}/network.docx")


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


THIRTY = 30


@pytest.fixture(scope="module")
def expected(shipped: kg.KnowledgeGraph) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Thirty reasons of the record: the ends and what joins them, their dates as an interval, and their documents."""
    rows = [reason_key(row) for row in records(reason_table(shipped.network(), shipped.labels))]
    return dict(rows[:: len(rows) // THIRTY][:THIRTY])


def records(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def reason_key(row: dict[str, Any]) -> tuple[tuple[str, str, str], tuple[str, str]]:
    dates = f"{row['since'] or ''}/{row['until'] or ''}"
    return (row["source"], row["target"], row["through"]), (dates, row["sources"])


def of_graph(network: nx.Graph[str]) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Read the reasons of a graph that networkx read: lines of text, or records."""
    found = {}
    for one, other, edge in network.edges(data=True):
        held = edge["reasons"]
        for reason in held.split("\n") if isinstance(held, str) else held:
            if isinstance(reason, str):
                parts = re.fullmatch(r"(.*?)(?: \((\S*)/(\S+)\))? \[(.*)\]", reason)
                assert parts
                since, until = parts[2] or "", (parts[3] or "").replace("..", "")
                reason = {"through": parts[1], "since": since, "until": until, "sources": parts[4]}
            key, told = reason_key({"source": min(one, other), "target": max(one, other), **reason})
            found[key] = told
    return found


@pytest.mark.parametrize(
    ("extension", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf), ("json", read_json)]
)
def test_thirty_reasons_come_back_from_a_graph(
    shipped: kg.KnowledgeGraph,
    tmp_path: Path,
    expected: dict[Any, Any],
    extension: str,
    read: Callable[[str], nx.Graph[str]],
) -> None:
    path = shipped.network().write(tmp_path / f"n.{extension}")
    found = of_graph(read(str(path)))
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("extension", ["csv", "csv.gz", "xlsx", "md", "parquet"])
def test_thirty_reasons_come_back_from_a_table(
    shipped: kg.KnowledgeGraph, tmp_path: Path, expected: dict[Any, Any], extension: str
) -> None:
    name = extension.split(".")[0]
    content = network_file(shipped.network(), name, by_reason=True)
    save(tmp_path / f"n.{extension}", content)
    found = dict(map(reason_key, read_rows(tmp_path / f"n.{extension}", name)))
    assert {key: found[key] for key in expected} == expected


def read_rows(path: Path, name: str) -> list[dict[str, Any]]:
    """Read a table as its own programs do: pandas, openpyxl, and a CommonMark parser with tables."""
    if name == "xlsx":
        sheet = pytest.importorskip("openpyxl").load_workbook(path)["reasons"]
        rows = [[cell.value for cell in row][:13] for row in sheet]
        return [dict(zip(REASON_COLUMNS, row, strict=True)) for row in rows[1:]]
    if name == "md":
        parse = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table").parse
        cells = [token.children for token in parse(path.read_text("utf-8")) if token.type == "inline"]
        texts = ["".join(part.content for part in cell) for cell in cells]
        rows = [texts[place : place + 13] for place in range(13, len(texts) - 12, 13)]
        return [dict(zip(REASON_COLUMNS, row, strict=True)) for row in rows]
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(path) if name == "parquet" else pandas.read_csv(path, dtype=str)
    return list(frame.astype(object).where(frame.notna(), None).to_dict("records"))


def test_a_workbook_has_a_sheet_for_each_and_says_what_it_is(shipped: kg.KnowledgeGraph, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    network = shipped.network(topic="arctic")
    book = openpyxl.load_workbook(network.write(tmp_path / "n.xlsx", language="fr"))
    assert book.sheetnames == ["liens", "motifs", "entités", "sources", "à propos"]
    assert book["liens"].auto_filter.ref == f"A1:N{network.number_of_edges() + 1}"
    about = {row[0].value: row[1].value for row in book["à propos"]}
    assert about["ce qui est montré"] == "thème\u00a0: Arctique"
    assert about["licence"] == "https://creativecommons.org/licenses/by/4.0/"


def test_labels_are_in_the_language_that_is_asked_for(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = mini.network(actors="all")
    for extension, read in {"graphml": nx.read_graphml, "gexf": nx.read_gexf, "json": read_json}.items():
        told = {
            tongue: read(str(network.write(tmp_path / f"{tongue}.{extension}", language=tongue)))
            for tongue in ["en", "fr"]
        }
        assert told["en"].nodes["cbsa"]["label"] == "Canada Border Services Agency"
        assert told["fr"].nodes["cbsa"]["label"] == "Agence des services frontaliers du Canada"
        assert told["fr"].edges["cbsa", "rcmp"]["through"] == "Groupe de travail transfrontalier sur les armes à feu"


def test_gexf_is_dynamic_with_days_and_says_how_its_nodes_are_drawn(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    path = mini.network(actors="all").write(tmp_path / "n.gexf")
    space, viz = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
    root = ElementTree.parse(path).getroot()
    assert (root.tag, root.get("version")) == (f"{space}gexf", "1.3")
    graph = root.find(f"{space}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert [part.tag.removeprefix(space) for part in graph] == ["attributes", "attributes", "nodes", "edges"]
    nodes = {node.get("id"): node for node in graph.iter(f"{space}node")}
    assert nodes["norad"].get("start") == "1957-09-12"
    assert {part.tag.removeprefix(viz) for part in nodes["rcmp"]} >= {"color", "position", "size", "shape"}
    starts = {(edge.get("source"), edge.get("target")): edge.get("start") for edge in graph.iter(f"{space}edge")}
    assert starts["canada", "rcmp"] == "2021-01-01"
    assert nx.read_gexf(path).edges["canada", "rcmp"]["since"] == "2021"


@pytest.mark.parametrize("ending", ["gexf", "graphml"])
def test_places_stand_in_files_and_are_the_same_each_time(mini: kg.KnowledgeGraph, tmp_path: Path, ending: str) -> None:
    written = []
    for seed in (1, 2):
        random.seed(seed)  # what chance there is in a layout is its own
        written.append(mini.network(actors="all").write(tmp_path / f"{seed}.{ending}").read_bytes())
    assert written[0] == written[1]
    if ending == "graphml":
        nodes = nx.read_graphml(tmp_path / "1.graphml").nodes.values()
        places = {(node["x"], node["y"]) for node in nodes}
    else:
        nodes = nx.read_gexf(tmp_path / "1.gexf").nodes.values()
        places = {(node["viz"]["position"]["x"], node["viz"]["position"]["y"]) for node in nodes}
    assert len(places) == len(nodes) > 5


def test_what_is_not_known_is_absent_or_null(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = mini.network(actors="all")
    assert read_json(str(network.write(tmp_path / "n.json"))).edges["cbsa", "rcmp"]["until"] is None
    assert "until" not in nx.read_graphml(network.write(tmp_path / "n.graphml")).edges["cbsa", "rcmp"]


@pytest.mark.parametrize("weight", [float("inf"), float("nan"), -2.5, "heavy"])
def test_a_weight_that_is_none_is_refused_with_its_edge(mini: kg.KnowledgeGraph, tmp_path: Path, weight: Any) -> None:
    network = mini.network()
    network.edges[f"{ENTITY}cbsa", f"{ENTITY}rcmp"]["weight"] = weight
    for extension in ("gexf", "csv", "svg"):
        with pytest.raises(KgError, match=f"The tie (cbsa – rcmp|rcmp – cbsa) has the weight {weight}"):
            network.write(tmp_path / f"n.{extension}")


def test_a_graph_of_others_has_no_record_to_tell_of(tmp_path: Path) -> None:
    network = Network(nx.path_graph(3))
    told: list[Callable[[], object]] = [
        lambda: network.write(tmp_path / "n.gexf"),
        network.to_pandas,
        network.to_networkx,
    ]
    for tell in told:
        with pytest.raises(KgError, match="holds no record"):
            tell()


@pytest.mark.parametrize(("extension", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_picture_is_written_as_its_ending_says(
    mini: kg.KnowledgeGraph, tmp_path: Path, extension: str, begins: bytes
) -> None:
    pytest.importorskip("vl_convert")
    assert mini.network().write(tmp_path / f"n.{extension}", width=400).read_bytes().startswith(begins)


def test_without_its_package_a_picture_names_the_extra(
    mini: kg.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(KgError, match=r"pip install 'perimeter-kg\[pictures\]'"):
        mini.network().write(tmp_path / "n.png")


@pytest.mark.parametrize(
    ("write", "read"), [(nx.write_graphml, nx.read_graphml), (nx.write_gml, nx.read_gml), (nx.write_gexf, nx.read_gexf)]
)
def test_writers_of_networkx_take_the_plain_graph(
    shipped: kg.KnowledgeGraph, tmp_path: Path, write: Callable[..., None], read: Callable[..., Any]
) -> None:
    network = shipped.network(around="norad")
    plain = network.to_networkx("fr")
    assert set(plain) == {local_name(iri) for iri in network}
    assert plain.nodes["norad"]["label"] == "Commandement de la défense aérospatiale de l’Amérique du Nord"
    place = tmp_path / "n"
    write(plain, place)
    again = read(place)
    assert (len(again), again.number_of_edges()) == (len(network), network.number_of_edges())
    weights = [sorted(round(weight, 6) for *_, weight in one.edges(data="weight")) for one in (plain, again)]
    assert weights[0] == weights[1]


@pytest.mark.parametrize("extension", ["graphml", "gexf", "csv", "json"])
def test_a_name_that_stands_in_another_language_alone_is_shown(
    mini: kg.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extension: str
) -> None:
    record = mini.record
    rcmp = "https://w3id.org/perimeter/entity/rcmp"
    own = record.identity[rcmp]
    for language, other in (("en", "fr"), ("fr", "en")):
        alone = [term for term in own["label"] if term.language == other]
        monkeypatch.setitem(record.identity, rcmp, own | {"label": alone})
        write_network(build_network(record), f"{tmp_path}/n.{extension}", language=language)
        written = (tmp_path / f"n.{extension}").read_text(encoding="utf-8-sig")
        assert alone[0].value in written
