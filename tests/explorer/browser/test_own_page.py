"""Pages of data of one’s own in the browser: nothing hostile runs, nothing missing breaks."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner

import kg
from kg.cli.main import kg as command
from tests.browser import Visit
from tests.worlds import ROOT

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


def test_another_pair_of_countries_has_a_page_of_its_own(browser: Any, tmp_path: Path) -> None:
    nordic = kg.load(ROOT / "docs" / "how-to" / "norway-sweden")
    page = nordic.explore(path=tmp_path / "nordic.html").path
    with Visit(browser, page) as visit:
        visit.open("")
        assert visit.page.title().startswith("Police cooperation of Norway and Sweden — Who polices the border")
        legend = visit.text("#legend")
        assert re.search(r"Norway\s+6\s+Sweden\s+7\s+Norway and Sweden\s+1\s", legend)
        assert visit.text(".presets").split("\n") == ["4 September 2018", "2022", "September 2025", "All years"]
        assert visit.page.get_attribute("#year", "min") == "2000"
        assert not re.search("Canad|United States|America", visit.text("body"))
        visit.page.get_by_role("button", name="Svenska").click()
        assert visit.text("h1") == "Polissamarbetet mellan Norge och Sverige"
        visit.open("#lang=sv&card=joint-police-station")
        card = visit.text("#panel")
        assert "Norsk-svenska polisstationen\nJoint Norwegian–Swedish police station" in re.sub(r"\n+", "\n", card)
        assert "Norska polisen" in card
        assert visit.troubles == []
