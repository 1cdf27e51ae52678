"""The map in a browser: marks with names, keys and cards, in both languages and at every size; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

import kg
from tests.browser import DESKTOP, PHONE, Visit
from tests.explorer.browser.test_canvas import Fingers, touching

SIZES = (DESKTOP, PHONE, {"width": 320, "height": 640})
MARK = "#map .mark"


@pytest.fixture(scope="module")
def page(shipped: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shipped.explore(path=tmp_path_factory.mktemp("map") / "full.html").path


@pytest.fixture(scope="module")
def visit(browser: Any, page: Path) -> Iterator[Visit]:
    with Visit(browser, page) as opened:
        yield opened.open("#view=map&lang=en")
        assert opened.troubles == []


def show(visit: Visit, **parameters: str) -> None:
    visit.page.evaluate("to => { location.hash = to }", urlencode({"view": "map", "lang": "en", **parameters}))
    visit.page.wait_for_selector("#map .place-map .land")


def test_places_are_marked_on_the_ground_and_named(visit: Visit) -> None:
    show(visit)
    assert visit.page.locator(MARK).count() > 25
    named = visit.page.locator(f"{MARK}:not(.crowded) text").all_text_contents()
    assert {"Yellowknife", "Iqaluit", "Colorado Springs", "Alert"} <= set(named)
    colorado = visit.page.locator(f"{MARK}[data-key=map-colorado-springs]")
    assert "North American Aerospace Defense Command" in (colorado.get_attribute("aria-label") or "")
    land = visit.page.locator("#map .land").get_attribute("d") or ""
    assert len(land) > 10_000


def test_marks_lie_where_they_should(visit: Visit) -> None:
    show(visit)
    spots = {
        name: visit.page.locator(f"{MARK}[data-key=map-{name}] .dot").bounding_box()
        for name in ("alert", "iqaluit", "whitehorse", "halifax", "tyndall-air-force-base")
    }
    assert spots["alert"]["y"] < spots["iqaluit"]["y"] < spots["halifax"]["y"] < spots["tyndall-air-force-base"]["y"]
    assert spots["whitehorse"]["x"] < spots["alert"]["x"] < spots["iqaluit"]["x"] < spots["halifax"]["x"]


def test_a_mark_is_reached_by_keys_told_and_opens_its_card(visit: Visit) -> None:
    show(visit)
    assert visit.page.locator(f'{MARK}[tabindex="0"]').count() == 1
    visit.page.locator(f'{MARK}[tabindex="0"]').focus()
    first = visit.page.evaluate("document.activeElement.dataset.key")
    visit.page.keyboard.press("ArrowUp")
    second = visit.page.evaluate("document.activeElement.dataset.key")
    assert second not in (first, None)
    assert visit.page.locator(".map-told").inner_text() == visit.page.evaluate("document.activeElement.ariaLabel")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector("#panel h2")
    assert f"card={second.removeprefix('map-')}" in visit.page.evaluate("location.hash")
    visit.page.keyboard.press("Escape")
    assert visit.page.evaluate("document.activeElement.dataset.key") == second


def test_a_card_tells_coordinates_with_their_source(visit: Visit) -> None:
    show(visit, card="yellowknife", lang="fr")
    told = visit.page.locator("#panel .sentence").first.inner_text().replace("\xa0", " ")
    assert told.startswith("Coordonnées : 62,45411° N., 114,37248° O. (la ville, et non un bâtiment")
    visit.page.locator("#panel .evidence-toggle").first.click()
    assert "GeoNames" in visit.page.locator("#panel .evidence").first.inner_text()


def test_a_filter_narrows_the_map(visit: Visit) -> None:
    show(visit)
    whole = visit.page.locator(MARK).count()
    show(visit, topic="arctic")
    visit.page.wait_for_function("count => document.querySelectorAll('#map .mark').length < count", arg=whole)


def test_an_answer_shows_as_a_map_and_again_as_a_table(visit: Visit, shipped: kg.KnowledgeGraph) -> None:
    answer = shipped.ask("facilities", topic="arctic")
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]  # the middle of a province is no place
    spots = [row for row in rows if row["latitude"] and not str(row["precision"]).startswith("the middle")]
    places = {(row["latitude"], row["longitude"]) for row in spots}
    visit.page.evaluate("to => { location.hash = to }", "view=ask&question=facilities&topic=arctic&lang=en")
    visit.page.wait_for_selector("#ask table.answer")
    visit.page.locator("#ask .choice").get_by_role("button", name="Map").click()
    visit.page.wait_for_selector("#ask .place-map .land")
    assert in_sight(visit) == len(places) >= 8
    nowhere = {row["facility"] for row in rows if not row["latitude"]}
    assert f"all {len(nowhere)}" in visit.page.locator("#ask figcaption").inner_text()
    visit.page.locator("#ask .choice").get_by_role("button", name="Table").click()
    assert visit.page.locator("#ask table.answer").count() == 1


def in_sight(visit: Visit) -> int:
    """Return how many marks the map of an answer shows; the others are where one may move it to."""
    return int(
        visit.page.evaluate("""() => {
        const { left, top, right, bottom } = document.querySelector('#ask .map-stage').getBoundingClientRect();
        return [...document.querySelectorAll('#ask .mark .dot')].map(one => one.getBoundingClientRect())
            .filter(box => box.left > left && box.right < right && box.top > top && box.bottom < bottom).length;
    }""")
    )


def spot(visit: Visit, name: str = "halifax") -> tuple[int, int]:
    """Return where a mark stands."""
    box = visit.page.locator(f"{MARK}[data-key=map-{name}] .dot").bounding_box()
    return round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2)


def test_the_wheel_zooms_to_where_it_is_and_buttons_lead_back(visit: Visit) -> None:
    show(visit)
    visit.page.locator("#map [data-key=map-fit]").click()
    home, [x, y] = spot(visit, "alert"), spot(visit)
    visit.page.mouse.move(x, y)
    visit.page.mouse.wheel(0, -600)
    visit.page.wait_for_selector("#map .map-stage.near")
    assert spot(visit) == (pytest.approx(x, abs=2), pytest.approx(y, abs=2))
    assert spot(visit, "alert") != home
    visit.page.locator("#map [data-key=map-fit]").click()
    assert spot(visit, "alert") == home
    visit.page.locator("#map [data-key=map-in]").click()
    assert spot(visit, "alert") != home
    visit.page.locator("#map [data-key=map-out]").click()
    assert spot(visit, "alert") == (pytest.approx(home[0], abs=2), pytest.approx(home[1], abs=2))


def test_a_drag_moves_the_map_and_presses_nothing(visit: Visit) -> None:
    show(visit)
    visit.page.locator("#map [data-key=map-fit]").click()
    visit.page.locator("#map [data-key=map-in]").click()
    x, y = spot(visit, "churchill-manitoba")
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x - 60, y - 30, steps=4)
    visit.page.mouse.up()
    assert spot(visit, "churchill-manitoba") == pytest.approx((x - 60, y - 30), abs=1)  # in whole points
    assert "card=" not in visit.page.url
    visit.page.mouse.click(x - 60, y - 30)
    visit.page.wait_for_selector("#panel.open h2")
    assert "card=churchill-manitoba" in visit.page.url


def test_keys_zoom_and_move_the_map_and_a_mark_that_is_reached_is_in_sight(visit: Visit) -> None:
    show(visit)
    visit.page.locator("#map [data-key=map-fit]").click()
    visit.page.locator(f"{MARK}[data-key=map-winnipeg]").focus()
    home = spot(visit, "winnipeg")
    keyboard = visit.page.keyboard
    keyboard.press("Shift+ArrowRight")
    assert spot(visit, "winnipeg")[0] <= home[0]
    for _ in range(8):
        keyboard.press("+")
    stage = visit.page.locator("#map .map-stage").bounding_box()
    for way in ("ArrowRight", "ArrowRight", "ArrowDown"):
        keyboard.press(way)
        x, y = spot(visit, visit.page.evaluate("document.activeElement.dataset.key.slice(4)"))
        assert stage["x"] < x < stage["x"] + stage["width"]
        assert stage["y"] < y < stage["y"] + stage["height"]
    keyboard.press("0")
    assert spot(visit, "winnipeg") == home


def test_two_fingers_bring_the_map_nearer(browser: Any, page: Path) -> None:
    with touching(browser, page, PHONE, "#view=map&lang=en") as touched:
        touched.wait_for_selector("#map .place-map .land")
        touched.locator("#map .map-stage").scroll_into_view_if_needed()
        box = touched.locator("#map .map-stage").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        fingers = Fingers(touched)
        for kind, apart in (("touchStart", 30), ("touchMove", 60), ("touchMove", 120)):
            fingers(kind, (x - apart, y), (x + apart, y))
        fingers("touchEnd")
        touched.wait_for_selector("#map .map-stage.near")
        assert "card=" not in touched.url
        assert touched.evaluate("visualViewport.scale") == 1


def test_the_wheel_over_a_map_amid_an_answer_scrolls_unless_a_key_is_held(visit: Visit) -> None:
    visit.page.evaluate("to => { location.hash = to }", "view=ask&question=facilities&topic=arctic&answer=map&lang=en")
    visit.page.wait_for_selector("#ask .place-map .land")
    box = visit.page.locator("#ask .map-stage").bounding_box()
    visit.page.mouse.move(box["x"] + 200, box["y"] + 100)
    visit.page.mouse.wheel(0, 200)
    visit.page.wait_for_function(
        "top => document.querySelector('#ask .map-stage').getBoundingClientRect().top < top - 20", arg=box["y"]
    )
    assert visit.page.locator("#ask .map-stage.near").count() == 0
    visit.page.keyboard.down("Control")
    visit.page.mouse.wheel(0, -200)
    visit.page.keyboard.up("Control")
    visit.page.wait_for_selector("#ask .map-stage.near")


def test_how_an_answer_is_shown_is_in_its_link_and_comes_back(visit: Visit) -> None:
    asked = "view=ask&question=facilities&topic=arctic&lang=en"
    pressed = "#ask .choice [aria-pressed=true]"

    def way(told: str) -> bool:
        return bool(visit.page.wait_for_selector(f"{pressed}:text-is('{told}')"))

    visit.page.evaluate("to => { location.hash = to }", asked)
    assert way("Table")
    visit.page.locator("#ask .choice").get_by_role("button", name="Map").click()
    assert visit.page.url.endswith("&answer=map") or "&answer=map&" in visit.page.url
    visit.page.go_back()
    assert way("Table")
    visit.page.go_forward()
    assert way("Map")
    link = visit.page.url.partition("#")[2]
    visit.open(f"#{link}")
    assert way("Map")
    visit.page.get_by_role("button", name="All questions").click()
    assert "answer" not in visit.page.url


def test_an_answer_shows_as_bars(visit: Visit) -> None:
    visit.page.evaluate("to => { location.hash = to }", "view=ask&question=agreements-on&topic=arctic&lang=en")
    visit.page.locator("#ask .choice").get_by_role("button", name="Chart").click()
    assert visit.page.locator(".chart-bars li").count() >= 8
    counted = visit.page.locator(".chart-bars .bar-value").all_inner_texts()
    undated = int(re.search(r"(\d+) of \d+ undated", visit.text("#ask .caveats"))[1])
    rows = int(re.match(r"\d+", visit.text("#ask .caveats"))[0])
    assert sum(map(int, counted)) == rows - undated
    visit.page.locator("#ask .choice").get_by_role("button", name="Table").click()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_map_fits(browser: Any, page: Path, size: dict[str, int], language: str) -> None:
    with Visit(browser, page, size=size) as visit:
        visit.open(f"#view=map&lang={language}")
        visit.page.wait_for_selector("#map .place-map .land")
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        box = visit.page.locator("#map svg").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
        assert visit.page.locator(f"{MARK}:not(.crowded)").count() >= 8
        assert visit.troubles == []


def test_a_page_of_a_network_alone_has_no_map(browser: Any, shipped: kg.KnowledgeGraph, tmp_path: Path) -> None:
    part = shipped.explore(shipped.network(around="norad"), path=tmp_path / "part.html").path
    with Visit(browser, part) as visit:
        visit.open("#view=network&lang=en")
        assert visit.page.locator("#toolbar").get_by_role("button", name="Map", exact=True).count() == 0
