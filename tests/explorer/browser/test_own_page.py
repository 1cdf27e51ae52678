"""The explorer of one's own: a folder of data, a network or a part of it, the answer to a query, a plain graph."""

from __future__ import annotations

import base64
import copy
import gzip
import json
import pickle
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner

import kg
from kg.cli.main import kg as command
from kg.network.network import Network
from kg.sparql.table import Table
from kg.vocabulary import ENTITY
from tests.browser import Visit
from tests.worlds import MINI

PORT = """
@prefix sec: <https://w3id.org/perimeter/term/> .
@prefix ent: <https://w3id.org/perimeter/entity/> .
@prefix src: <https://w3id.org/perimeter/source/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
ent:port-watch a sec:Organization ; rdfs:label "Port Watch" .
ent:harbour-board a sec:Organization ; rdfs:label "Harbour Board"@en .
ent:joint-patrol a sec:Operation ; rdfs:label "Joint patrol"@en .
ent:starship a sec:Spaceship ; rdfs:label "Starship"@en .
src:letter a sec:Document ; dcterms:title "A letter"@en .
src:letter\\/p1 a sec:Passage ; sec:isPassageOf src:letter .
src:letter\\/p1 {
    ent:port-watch sec:participatesIn ent:joint-patrol .
    ent:harbour-board sec:participatesIn ent:joint-patrol .
    ent:starship sec:participatesIn ent:joint-patrol .
}
"""


def content_of(page: Path) -> dict[str, Any]:
    """What a page holds."""
    held = re.search(r'id="content">([^<]*)<', page.read_text("utf-8"))
    assert held
    content: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(held[1])))
    return content


def lines_of(page: Path, mode: str = "shared") -> set[frozenset[str]]:
    """The lines that a page can draw, as pairs of ids."""
    content = content_of(page)
    ids = [entity["id"] for entity in content["entities"]]
    return {frozenset((ids[edge[0]], ids[edge[1]])) for edge in content["views"][mode]["all"]["edges"]}


def pairs(network: Network) -> set[frozenset[str]]:
    return {frozenset((a.removeprefix(ENTITY), b.removeprefix(ENTITY))) for a, b in network.edges}


def test_network_of_a_day_is_drawn_as_it_is(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = mini.network(lens="all", as_of="2010")
    page = mini.explore(network, tmp_path / "n.html")
    assert lines_of(page.path) == pairs(network) != pairs(mini.network(lens="all"))
    assert content_of(page.path)["opening"] == {"mode": "shared", "lens": "all"}


def test_network_between_keeps_its_mode(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = mini.network("between", "all", around="norad")
    page = mini.explore(network, tmp_path / "n.html")
    assert lines_of(page.path, "between") == pairs(network)
    assert content_of(page.path)["opening"]["mode"] == "between"


def test_line_that_was_taken_out_stays_out(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = mini.network(lens="all").copy()
    gone = next(iter(network.edges))
    network.remove_edge(*gone)
    assert lines_of(mini.explore(network, tmp_path / "n.html").path) == pairs(network)


def test_part_holds_its_own_evidence_and_no_other(shipped: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = shipped.network(around="fintrac")
    content = content_of(shipped.explore(network, tmp_path / "n.html").path)
    reasons = [reason for _, _, edge in network.edges(data=True) for reason in edge["reasons"]]
    told = {passage for reason in reasons for passage in reason["passages"]}
    addresses = {shipped.record.passages[iri].document.id for iri in told}
    assert addresses <= {document[0] for document in content["documents"]}
    assert len(content["passages"]) < len(shipped.record.passages) / 3


def test_network_can_still_be_copied_and_pickled(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = mini.network(lens="all")
    assert lines_of(mini.explore(copy.deepcopy(network), tmp_path / "a.html").path) == pairs(network)
    kept = pickle.loads(pickle.dumps(network))
    assert set(kept.edges) == set(network.edges)
    assert lines_of(mini.explore(kept, tmp_path / "b.html").path) == pairs(network)


def test_empty_network_has_nothing_to_draw(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(kg.KgError, match="nothing to draw: the network has no nodes"):
        mini.explore(Network(), tmp_path / "n.html")


def test_two_columns_of_entities_are_lines(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    table = mini.query("SELECT ?who ?name ?what WHERE { ?who sec:participatesIn ?what ; rdfs:label ?name }")
    assert isinstance(table, Table)
    expected = {
        frozenset(str(cell).removeprefix(ENTITY) for cell in pair)
        for pair in zip(table.column("who"), table.column("what"), strict=True)
    }
    assert lines_of(mini.explore(table, tmp_path / "t.html").path, "between") == expected


def test_one_column_is_entities_with_the_ties_between_them(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    table = mini.query("SELECT ?who WHERE { ?who a sec:Actor }")
    assert isinstance(table, Table)
    assert lines_of(mini.explore(table, tmp_path / "t.html").path) == pairs(mini.network(lens="all"))


def test_line_that_only_the_answer_makes_says_so(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    table = mini.query("SELECT ?a ?b WHERE { VALUES (?a ?b) { (ent:arctic ent:rcmp) (ent:norad ent:canada) } }")
    assert isinstance(table, Table)
    content = content_of(mini.explore(table, tmp_path / "t.html").path)
    ids = [entity["id"] for entity in content["entities"]]
    bare = [(ids[tie[0]], ids[tie[2]], tie[3]) for tie in content["ties"] if tie[1] == "isTiedTo"]
    assert bare == [("arctic", "rcmp", [])]


def test_answer_to_a_question_can_be_drawn(shipped: kg.KnowledgeGraph, tmp_path: Path) -> None:
    answer = shipped.ask("partners", of="fintrac", country="united-states")
    drawn = lines_of(shipped.explore(answer, tmp_path / "t.html").path, "between")
    through = [str(cell) for cell in answer.column("through")]
    assert len(drawn) == sum(cell.startswith(ENTITY) for cell in through) < len(answer)
    named = {entity["id"] for entity in content_of(tmp_path / "t.html")["entities"]}
    assert {str(cell).removeprefix(ENTITY) for cell in answer.column("partner")} <= named
    assert frozenset(("fincen", "north-american-drug-dialogue")) in drawn


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?name WHERE { ent:norad rdfs:label ?name }", "none of the columns name holds entities"),
        ("SELECT ?p WHERE { ?p sec:isPassageOf ?d }", "none of the columns p holds entities"),
    ],
)
def test_answer_without_entities_has_nothing_to_draw(
    mini: kg.KnowledgeGraph, tmp_path: Path, query: str, told: str
) -> None:
    table = mini.query(query)
    assert isinstance(table, Table)
    with pytest.raises(kg.KgError, match=told):
        mini.explore(table, tmp_path / "t.html")


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
    assert weights == [(1.0, ["", "", 1.0]), (3.5, ["2001-05-01", "2010-12-31", 3.5])]
    assert ["patrols with", "patrols with"] in [relation["label"] for relation in content["relations"].values()]


def test_nodes_that_read_alike_stay_apart(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    plain = nx.Graph([("A b", "a-B"), ("a-B", "à b"), ("!", "?")])
    content = content_of(mini.explore(plain, tmp_path / "n.html").path)
    assert len({entity["id"] for entity in content["entities"]}) == 5
    assert len(content["ties"]) == 3


HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(2)>",
    "'\"><svg onload=alert(3)>",
    "\u2028;alert(4)",
]


def test_plain_graph_with_hostile_labels_runs_nothing(browser: Any, mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    plain = nx.Graph()
    for number, text in enumerate(HOSTILE):
        plain.add_node(text, label=text, country=text, abbreviation=text)
        plain.add_edge(text, f"node {number}", relation=text, since=text, weight=text)
    page = mini.explore(plain, tmp_path / "n.html")
    with Visit(browser, page.path) as visit:
        visit.open("")
        visit.page.fill("#search", "script")
        visit.page.press("#search", "Enter")
        assert HOSTILE[0] in visit.text("#panel h2")
        assert visit.page.locator("img, iframe").count() == 0
        for view in ("table", "timeline", "ask"):
            visit.open(f"#view={view}")
        assert visit.troubles == []


@pytest.mark.parametrize("fragment", ["", "#card=harbour-board", "#view=table", "#view=timeline", "#lang=fr"])
def test_data_of_ones_own_without_french_or_dates_is_shown(browser: Any, tmp_path: Path, fragment: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "port.trig").write_text(PORT, encoding="utf-8")
    place = tmp_path / "own.html"
    ended = CliRunner().invoke(command, ["explore", "--data", str(tmp_path / "data"), "-o", str(place)])
    assert ended.exit_code == 0
    assert "Not shown, since the ontology knows no class of theirs: starship" in ended.stderr
    with Visit(browser, place) as visit:
        visit.open(fragment)
        assert visit.troubles == []
        assert "2 lines" in visit.text("#chosen") or fragment == "#lang=fr"
        visit.open("#view=ask&question=partners&of=port-watch")
        visit.page.wait_for_selector("#ask [aria-busy]", state="detached")
        assert "Harbour Board" in visit.text("#ask tbody")
        assert visit.troubles == []


def test_notebook_shows_the_page_in_a_frame_of_its_own(browser: Any, mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    html = mini.explore(path=tmp_path / "page.html")._repr_html_()
    frames: list[dict[str, str | None]] = []

    class Frames(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            frames.append({"tag": tag, **dict(attrs)})

    Frames().feed(html)
    assert [frame["tag"] for frame in frames] == ["iframe"]
    whole = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert whole.startswith(str(frames[0]["srcdoc"])[:1_000])
    assert len(str(frames[0]["srcdoc"])) < len(whole) - 1_900_000
    assert "allow-same-origin" not in str(frames[0]["sandbox"])
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!DOCTYPE html><p id='chosen'><span>notebook</span></p>{html}", encoding="utf-8")
    with Visit(browser, notebook) as visit:
        visit.open()
        frame = visit.page.frame_locator("iframe")
        frame.locator("#search").fill("norad")
        frame.locator("#search").press("Enter")
        assert "North American Aerospace Defense Command" in frame.locator("#panel h2").inner_text()
        frame.get_by_role("button", name="Table", exact=True).click()
        assert frame.locator("#table tbody tr").count() > 0
        assert frame.get_by_role("button", name="Questions", exact=True).count() == 0
        assert [trouble for trouble in visit.troubles if "about:srcdoc" not in trouble] == []


@pytest.mark.parametrize(
    "words",
    [
        ["query", "SELECT ?who ?what WHERE { ?who sec:participatesIn ?what }"],
        ["ask", "partners", "--of", "norad"],
        ["network", "--lens", "all"],
    ],
    ids=["query", "ask", "network"],
)
def test_output_that_ends_in_html_is_a_page(tmp_path: Path, words: list[str]) -> None:
    ended = CliRunner().invoke(command, [*words, "--data", str(MINI), "-o", str(tmp_path / "a.html")])
    assert ended.exit_code == 0, ended.output
    assert len(content_of(tmp_path / "a.html")["entities"]) >= 2
