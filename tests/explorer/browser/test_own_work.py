"""What a reader adds: marks moved by hand, in the link; notes of their own, as text, in a small file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from tests.browser import DESKTOP, PHONE, Visit
from tests.explorer.browser.test_canvas import Fingers, on_a_mark, touching

POISON = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script> & **bold**"
NOTE = "[data-key=own-note]"


@pytest.fixture(scope="module")
def page(mini: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mini.explore(path=tmp_path_factory.mktemp("own") / "mini.html").path


@pytest.fixture
def visit(browser: Any, page: Path) -> Iterator[Visit]:
    with Visit(browser, page, DESKTOP, alone=True) as opened:
        yield opened.open("#mode=shared&lens=all&lang=en")
        assert opened.troubles == []


def places(visit: Visit, tmp_path: Path) -> dict[str, tuple[float, float]]:
    """Return where the marks stand, by their names."""
    import networkx as nx

    graph = nx.read_graphml(visit.taken("GraphML", tmp_path))
    return {entity: (node["x"], node["y"]) for entity, node in graph.nodes(data=True)}


def on_stage(visit: Visit, place: tuple[float, float]) -> tuple[float, float]:
    """Return where on the screen a place of the picture is, as long as all of it is seen."""
    box = visit.page.locator("#picture canvas").bounding_box()
    return box["x"] + box["width"] / 2 + place[0], box["y"] + box["height"] / 2 + place[1]


def test_a_mark_that_is_dragged_stays_there_in_the_link_and_goes_back(visit: Visit, tmp_path: Path) -> None:
    before = places(visit, tmp_path)
    x, y = on_stage(visit, before["rcmp"])
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x + 50, y - 30, steps=5)
    visit.page.mouse.up()
    visit.page.wait_for_function("() => location.hash.includes('moved=rcmp')")
    after = places(visit, tmp_path)
    assert after["rcmp"] == (pytest.approx(before["rcmp"][0] + 50, abs=2), pytest.approx(before["rcmp"][1] - 30, abs=2))
    assert {name: place for name, place in after.items() if name != "rcmp"} == {
        name: place for name, place in before.items() if name != "rcmp"
    }
    assert "card=" not in visit.page.url
    link = visit.page.url.partition("#")[2]
    assert len(link) < 90
    visit.open(f"#{link}")
    assert places(visit, tmp_path) == after
    visit.page.get_by_role("button", name="Put the moved mark back").click()
    assert places(visit, tmp_path) == before
    visit.page.go_back()
    visit.page.wait_for_function("() => location.hash.includes('moved=rcmp')")
    assert places(visit, tmp_path) == after


def test_a_mark_is_moved_by_key_and_another_layout_puts_it_back(visit: Visit, tmp_path: Path) -> None:
    before = places(visit, tmp_path)
    visit.open("#mode=shared&lens=all&lang=en&card=rcmp")
    visit.page.locator("#picture canvas").focus()
    for _ in range(3):
        visit.page.keyboard.press("Control+ArrowRight")
    after = places(visit, tmp_path)
    assert after["rcmp"] == (pytest.approx(before["rcmp"][0] + 30, abs=3), pytest.approx(before["rcmp"][1], abs=1))
    visit.page.get_by_role("button", name="With agreements and bodies").click()
    assert "moved" not in visit.page.url


def test_a_finger_moves_a_mark_that_it_was_held_on(browser: Any, shipped_page: Path) -> None:
    with touching(browser, shipped_page, PHONE) as touched:
        fingers, (x, y) = Fingers(touched), on_a_mark(touched)
        fingers("touchStart", (x, y))
        touched.wait_for_selector("#picture .preview", state="visible")
        for far in (20, 40):
            fingers("touchMove", (x + far, y + far))
        fingers("touchEnd")
        touched.wait_for_function("() => location.hash.includes('moved=')")
        assert "card=" not in touched.url
        assert touched.locator("[data-key=put-back]").is_visible()


def test_the_picture_taken_away_has_marks_where_they_were_moved(visit: Visit, tmp_path: Path) -> None:
    plain = visit.taken("SVG", tmp_path).read_text(encoding="utf-8")
    visit.open("#mode=shared&lens=all&lang=en&moved=rcmp~100~0")
    assert visit.taken("SVG", tmp_path).read_text(encoding="utf-8") != plain


def test_notes_are_saved_opened_again_and_only_ever_text(browser: Any, page: Path, tmp_path: Path) -> None:
    with Visit(browser, page, DESKTOP, alone=True) as visit:
        visit.open("#mode=shared&lens=all&lang=en&card=rcmp&moved=rcmp~40~0")
        visit.page.locator("#panel .own-note summary").click()
        visit.page.fill(NOTE, POISON)
        visit.page.keyboard.press("Escape")
        place = visit.taken("Save as a file", tmp_path)
        held = json.loads(place.read_text(encoding="utf-8"))
        assert held["notes"] == {"rcmp": POISON}
        assert "moved=rcmp" in held["view"]
        assert visit.troubles == []
    with Visit(browser, page, DESKTOP, alone=True) as visit:
        visit.open("#lang=en")
        opened(visit, place)
        visit.page.wait_for_function("() => location.hash.includes('moved=rcmp')")
        assert visit.page.text_content("#status") == "1 note opened."
        visit.page.locator("#panel .own-notes a").click()
        assert visit.page.input_value(NOTE) == POISON
        assert visit.page.locator("#panel .own-note[open]").count() == 1
        assert visit.page.locator("#panel img, #panel script, #panel b").count() == 0
        assert "owned" not in visit.page.title()
        assert visit.troubles == []


def opened(visit: Visit, place: Path) -> None:
    with visit.page.expect_file_chooser() as chooser:
        visit.press("Open a file…")
    chooser.value.set_files(str(place))


@pytest.mark.parametrize("text", ["<b>no</b>", '{"format": "other", "notes": {}}', ""])
def test_what_is_no_file_of_notes_is_refused_in_words(visit: Visit, tmp_path: Path, text: str) -> None:
    place = tmp_path / "<b>bad.json"
    place.write_text(text, encoding="utf-8")
    before = visit.page.url
    opened(visit, place)
    told = visit.page.wait_for_selector(".told")
    assert told.inner_text() == "“<b>bad.json” is no file of notes that this page saved."
    assert visit.page.url == before


def test_notes_of_a_line_and_of_what_is_not_on_record(visit: Visit, tmp_path: Path) -> None:
    place = tmp_path / "notes.json"
    notes = {"cbsa~rcmp": "A line.", "nobody": "Lost.", "__proto__": "Odd."}
    place.write_text(
        '{"format": "perimeter-notes", "view": "javascript:alert(1)", "notes": ' + json.dumps(notes) + "}",
        encoding="utf-8",
    )
    opened(visit, place)
    visit.page.wait_for_selector("#panel .own-notes")
    assert visit.page.text_content("#status") == "3 notes opened. 2 are about things that are not on record here."
    assert visit.page.locator("#panel .own-notes li").count() == 1
    visit.page.locator("#panel .own-notes a").click()
    assert visit.page.input_value(NOTE) == "A line."
