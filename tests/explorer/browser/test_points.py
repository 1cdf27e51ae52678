"""What an analyst does in the explorer, on the full record: search, focus, why, filter, connect, take away."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg
from kg.network.files import write_network
from kg.record.index import Record
from kg.vocabulary import local_name
from tests.browser import Visit


@pytest.fixture(scope="module")
def visit(browser: Any, shipped_page: Path) -> Iterator[Visit]:
    with Visit(browser, shipped_page, alone=True) as opened:
        opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield opened.open()
        assert opened.troubles == []


def drawn(visit: Visit) -> tuple[int, int]:
    """How many actors and lines the page says that it draws."""
    told = visit.text("#chosen").replace(",", "")  # of thousands
    actors = re.search(r"(\d+) actors", told)
    lines = re.search(r"(\d+) (?:strongest of \d+ )?lines?", told)
    return int(actors[1]) if actors else 0, int(lines[1]) if lines else 0


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cdaan", "North American Aerospace Defense Command"),
        ("norrad", "North American Aerospace Defense Command"),
        ("gendarmerie royale", "Royal Canadian Mounted Police"),
        ("royal canadain mouted", "Royal Canadian Mounted Police"),
        ("canafe", "Financial Transactions and Reports Analysis Centre of Canada"),
        ("asfc", "Canada Border Services Agency"),
        ("us coast gaurd", "United States Coast Guard"),
        ("U.S. Coast Guard", "United States Coast Guard"),
        ("ogdensburg agremment", "Ogdensburg Agreement"),
        ("pacte ice", "Icebreaker Collaboration Effort (ICE) Pact"),
    ],
)
def test_search_finds_what_is_meant(visit: Visit, typed: str, found: str) -> None:
    visit.page.fill("#search", typed)
    assert found in visit.text("#search-list li >> nth=0")
    visit.page.press("#search", "Escape")


def test_circle_grows_with_each_step(visit: Visit) -> None:
    sizes = []
    for depth in (1, 2, 3):
        visit.turn(f"#focus=fintrac&depth={depth}")
        sizes.append(drawn(visit))
    assert sizes[0] < sizes[1] < sizes[2]


def test_circle_of_another_is_added_and_taken_away(visit: Visit) -> None:
    visit.turn("#focus=fintrac&card=rcmp")
    alone = drawn(visit)
    visit.page.get_by_role("button", name="Add its circle").click()
    assert drawn(visit) > alone
    assert "focus=fintrac+rcmp" in visit.page.url
    visit.page.get_by_role("button", name="Remove its circle").click()
    assert drawn(visit) == alone


def test_line_tells_through_what_since_when_in_what_role_and_who_says_so(visit: Visit) -> None:
    visit.turn("#card=cbsa~rcmp")
    told = visit.text("#panel")
    assert "independent voices; both governments say so." in told
    assert re.search(r"CBSA–RCMP Joint Border Strategy\s+Agreement · Strategy, policy or directive · since 2014", told)
    assert "takes part in Canada-U.S. Joint Strike Force (primary partner)" in told
    visit.turn("#card=alaskan-command~canadian-armed-forces")
    assert "5 September 2025" in visit.text("#panel")


def test_disagreement_stands_side_by_side(visit: Visit) -> None:
    visit.turn("#card=canada-border-plan")
    sides = visit.page.locator("#panel .sides > li")
    values = [side.locator("strong").inner_text() for side in sides.all()]
    assert sorted(values) == ["Active as of 2025", "Announced as of 17 December 2024"]
    boxes = [side.bounding_box() for side in sides.all()]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    active = sides.nth(values.index("Active as of 2025"))
    active.locator(".evidence-toggle").click()
    assert active.locator(".evidence .says").count() == 2


def test_a_status_on_a_card_is_as_of_its_page(visit: Visit) -> None:
    for card, told in (
        ("norad", "Active as of May 2026"),
        ("arctic-sar-agreement", "Active, page undated"),
        ("cvts-agreement", "Not heard of since 2019"),
        ("operation-cancun", "Ended, nobody says when"),
    ):
        visit.turn(f"#card={card}")
        assert f"Status: {told}" in visit.text("#panel")


def test_every_disagreement_of_the_library_is_on_a_card(shipped: kg.KnowledgeGraph, visit: Visit) -> None:
    answer = shipped.ask("disagreements")
    about = {
        str(thing).rsplit("/", 1)[-1]
        for thing, name, other, nature in zip(
            *map(answer.column, ("thing", "property", "other", "nature")), strict=True
        )
        if not other and nature == "contradiction" and str(name).endswith(("Date", "hasStatus"))
    }
    assert about
    for entity in sorted(about):
        visit.turn(f"#card={entity}")
        assert visit.page.locator("#panel .sides").count() > 0, entity


def test_card_is_copied_as_a_citation(visit: Visit) -> None:
    visit.turn("#card=ice-pact")
    visit.page.get_by_role("button", name="Copy as Markdown").click()
    markdown = visit.page.evaluate("navigator.clipboard.readText()")
    assert markdown.startswith("## Icebreaker Collaboration Effort (ICE) Pact\n")
    assert set(re.findall(r"\[\^(\d+)\]", markdown)) == set(re.findall(r"(?m)^\[\^(\d+)\]: ", markdown)) != set()
    assert "http" in markdown
    visit.page.get_by_role("button", name="Copy as BibTeX").click()
    bibtex = visit.page.evaluate("navigator.clipboard.readText()")
    assert bibtex.count("@misc{") == len(set(re.findall(r"@misc\{([^,]+),", bibtex))) > 0
    assert bibtex.count("  title = {{") == bibtex.count("@misc{") >= bibtex.count("  url = {http") > 0


@pytest.mark.parametrize("key", ["topic", "country", "kind", "standing"])
def test_each_choice_says_how_many_lines_it_leaves(visit: Visit, key: str) -> None:
    visit.turn("#detail=5")
    select = visit.page.locator(f"#legend select[data-key={key}]")
    select.focus()
    offered = {str(one.get_attribute("value")): one.text_content() or "" for one in select.locator("option").all()}
    told = {value: re.search(r" \((\d+)\)$", word.replace(",", "")) for value, word in offered.items()}
    counts = {value: int(found[1]) for value, found in told.items() if found}
    assert len(counts) == len(offered) - 1
    left = sorted(value for value, count in counts.items() if count)
    for value in left[:: max(1, len(left) // 4)]:
        select.select_option(value=value)
        assert drawn(visit)[1] == counts[value]
    visit.turn("#")


def test_only_what_was_read_again_is_a_filter_that_the_address_keeps_and_a_button_takes_away(
    shipped: kg.KnowledgeGraph, visit: Visit
) -> None:
    visit.turn("#detail=5")
    whole = drawn(visit)[1]
    visit.page.get_by_label("Only what was read again", exact=True).check()
    assert "read=again" in visit.page.evaluate("location.hash")
    assert drawn(visit)[1] == len(shipped.network(read_again=True).edges) < whole
    visit.page.get_by_role("button", name="Reset the filters").click()
    assert not visit.page.get_by_label("Only what was read again", exact=True).is_checked()
    visit.turn("#detail=5")
    assert drawn(visit)[1] == whole


def test_a_card_shows_only_what_was_read_again(visit: Visit, shipped: kg.KnowledgeGraph) -> None:
    actor = partly_read(shipped.record)
    visit.turn(f"#card={actor}&read=again")
    assert "Not read again" not in opened_evidence(visit)
    visit.turn(f"#card={actor}")
    assert "Not read again" in opened_evidence(visit)
    visit.turn("#")


def partly_read(record: Record) -> str:
    """Return an actor whose card holds all its ties, one of which rests on a page that was read again and one not."""
    for iri in sorted(record.identity):
        own = [tie for tie in record.ties if iri in (tie.subject, tie.object)]
        states = [{bool(record.passages[passage].reading) for passage in tie.passages} for tie in own]
        if record.is_a(iri, "Actor") and 2 <= len(own) <= 8 and {True, False} in states:
            return local_name(iri)
    raise AssertionError("everything was read again")


def opened_evidence(visit: Visit) -> str:
    """What the card says with all its passages open."""
    for toggle in visit.page.locator("#panel .evidence-toggle").all():
        toggle.click()
    return visit.text("#panel")


def test_fewest_documents_leave_only_what_more_say(visit: Visit) -> None:
    lines = []
    for publishers in (1, 2, 5):
        visit.turn(f"#detail=5&publishers={publishers}")
        lines.append(drawn(visit)[1])
    assert lines[0] > lines[1] > lines[2] > 0


@pytest.mark.parametrize(("by", "kind"), [("shortest", "shortest"), ("strongest", "strongest")])
def test_path_is_that_of_the_library_with_its_evidence(
    shipped: kg.KnowledgeGraph, visit: Visit, by: str, kind: str
) -> None:
    way = shipped.path("rcmp", "us-air-force", actors="organizations")[kind][0]
    visit.turn(f"#path=rcmp~us-air-force&by={by}")
    steps = visit.page.locator("#panel .steps > li")
    assert steps.count() == len(way)
    names = [shipped.labels.of(iri) for iri in way.entities]
    for step, (first, second) in zip(steps.all(), pairwise(names), strict=True):
        assert first in step.inner_text()
        assert second in step.inner_text()
        step.locator(".evidence-toggle").click()
        assert step.locator(".evidence .says").count() > 0


def take(visit: Visit, kind: str, place: Path, fragment: str = "#focus=fintrac") -> Path:
    visit.turn(fragment)
    visit.page.locator(".menu summary", has_text="Save and share").click()
    with visit.page.expect_download() as download:
        visit.page.locator(".menu").get_by_role("button", name=kind, exact=True).click()
    download.value.save_as(place)
    visit.page.locator(".menu summary", has_text="Save and share").click()
    return place


def test_every_file_of_the_network_has_dates_and_sources_on_its_edges(visit: Visit, tmp_path: Path) -> None:
    graph = nx.read_graphml(take(visit, "GraphML", tmp_path / "n.graphml"))
    edges = json.loads(take(visit, "JSON", tmp_path / "n.json").read_text("utf-8"))["edges"]
    with open(take(visit, "CSV", tmp_path / "n.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    held = {frozenset((edge["source"], edge["target"])): (edge["since"] or "", edge["sources"]) for edge in edges}
    assert len(held) == drawn(visit)[1] > 5
    xml = {frozenset(pair): (edge.get("since", ""), edge["sources"]) for *pair, edge in graph.edges(data=True)}
    assert xml == held
    assert {frozenset((row["source"], row["target"])): (row["Since"], row["sources"]) for row in rows} == held
    assert all(sources for _, sources in held.values())
    assert any(since for since, _ in held.values())


@pytest.mark.parametrize(("kind", "ending"), [("GraphML", "graphml"), ("JSON", "json")])
def test_files_of_page_and_library_tell_the_same_of_a_network(
    shipped: kg.KnowledgeGraph, visit: Visit, tmp_path: Path, kind: str, ending: str
) -> None:
    own = read(take(visit, kind, tmp_path / f"page.{ending}", "#detail=5&undated=yes"))
    write_network(shipped.network(), str(tmp_path / f"library.{ending}"))
    theirs = read(tmp_path / f"library.{ending}")
    assert own.edges.keys() == theirs.edges.keys()
    for one, other, edge in theirs.edges(data=True):
        assert told(own.edges[one, other]) == told(edge), (one, other)
    for entity, node in own.nodes(data=True):
        held = {name: value for name, value in theirs.nodes[entity].items() if name not in ("x", "y")}
        assert {name: node[name] for name in held} == held
    assert own.graph["licence"] == theirs.graph["licence"] == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize("view", ["network", "table"])
def test_a_network_is_saved_with_its_places_in_any_view(visit: Visit, tmp_path: Path, view: str) -> None:
    graph = nx.read_graphml(take(visit, "GraphML", tmp_path / f"{view}.graphml", f"#view={view}&detail=5"))
    places = {(node["x"], node["y"]) for _, node in graph.nodes(data=True)}
    assert len(places) == len(graph) > 5


def test_csv_of_the_page_holds_all_that_joins_two(visit: Visit, tmp_path: Path) -> None:
    place = take(visit, "CSV", tmp_path / "n.csv", "#detail=5&undated=yes")
    with open(place, encoding="utf-8-sig", newline="") as file:
        cells = [row["Joined by"] for row in csv.DictReader(file)]
    assert max(cell.count("; ") for cell in cells) > 15
    assert not any(re.search(r"\d+ more$", cell) for cell in cells)


def read(place: Path) -> Any:
    if place.suffix == ".graphml":
        return nx.read_graphml(place)
    return nx.node_link_graph(json.loads(place.read_text("utf-8")))


def told(edge: dict[str, Any]) -> dict[str, Any]:
    """What stands on an edge, its weight as the page sums it up, and that of a reason as it rounds it."""
    reasons = edge["reasons"]
    if not isinstance(reasons, str):
        reasons = [one | {"weight": pytest.approx(one["weight"], abs=1.5e-4)} for one in reasons]
    return edge | {"weight": pytest.approx(edge["weight"], abs=2e-4), "reasons": reasons}


def test_one_claim_is_copied_with_its_sources(visit: Visit) -> None:
    visit.turn("#card=cbp~cbsa")
    visit.page.click("#panel .evidence-toggle >> nth=0")
    visit.page.click("#panel .cite-claim >> nth=0")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("## United States Customs and Border Protection — Canada Border Services Agency\n\n- ")
    assert copied.count("\n- ") == 1
    assert copied.count("\n[^") == int(visit.text("#panel .evidence-toggle >> nth=0").split()[0])


def test_the_second_end_of_a_path_is_typed_after_the_first(visit: Visit) -> None:
    visit.turn("#")
    visit.page.click("[data-key=path]")
    for name in ("RCMP", "NORAD"):
        visit.page.keyboard.type(name)
        visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector("#panel .steps")
    assert "path=rcmp%7Enorad" in visit.page.url
    visit.turn("#")


def test_svg_holds_every_name_within_its_edges(visit: Visit, tmp_path: Path) -> None:
    place = take(visit, "SVG", tmp_path / "n.svg")
    visit.page.evaluate("text => { document.body.insertAdjacentHTML('beforeend', text) }", place.read_text("utf-8"))
    outside = visit.page.evaluate("""() => { const svg = document.body.lastElementChild;
        const box = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('text')].map(one => one.getBoundingClientRect())
            .filter(one => one.left < box.left || one.right > box.right + 1).length }""")
    assert outside == 0
    assert visit.page.locator("body > svg text").count() > 5
    visit.page.evaluate("() => document.body.lastElementChild.remove()")


def test_paper_gets_the_picture_as_lines_and_letters(visit: Visit) -> None:
    visit.turn("#focus=fintrac&card=fintrac")
    visit.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")
    assert visit.page.locator("#printed svg text").count() > 5
    assert visit.page.locator("#printed > svg").is_visible()
    assert not visit.page.locator("#toolbar").is_visible()
    assert visit.page.locator("#panel h2").is_visible()
    visit.page.emulate_media(media="screen")
    visit.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator("#printed").count() == 0
