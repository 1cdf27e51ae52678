"""The picture while the camera moves and at rest: names go along, and what is shown at rest is always the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg
from tests.browser import Visit
from tests.explorer.browser.test_canvas import noting_names

HOLD_REST = """() => {
    const later = setTimeout;
    globalThis.setTimeout = (act, after) => {
        if (after !== 120 && after !== 360) return later(act, after);
        globalThis.atRest = act;
        return 1e9;
    };
}"""
"""Keeps the camera moving until atRest is called, however slow the machine is."""

SHOWN = "await new Promise(requestAnimationFrame); return names.map(([name]) => name);"
WHEEL = f"""async by => {{
    const canvas = document.querySelector('#picture canvas');
    const {{ left, top, width, height }} = canvas.getBoundingClientRect();
    const at = {{ clientX: left + width * 0.45, clientY: top + height * 0.4, bubbles: true, cancelable: true }};
    canvas.dispatchEvent(new WheelEvent('wheel', {{ deltaY: by, ...at }}));
    {SHOWN}
}}"""
REST = f"async () => {{ atRest(); {SHOWN} }}"
NAMES = f"async () => {{ {SHOWN} }}"
MARKS = 1_200


@pytest.fixture(scope="module")
def visit(browser: Any, shipped_page: Path) -> Iterator[Visit]:
    with noting_names(browser, shipped_page) as opened:
        yield opened


@pytest.fixture(scope="module")
def crowd(browser: Any, shipped: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A page of more marks than are painted anew for each frame."""
    plain = nx.Graph()
    for number in range(1, MARKS):
        plain.add_edge(f"Post {number}", f"Post {number // 3}", relation="works with", since=str(1950 + number % 50))
    place = shipped.explore(plain, tmp_path_factory.mktemp("crowd") / "crowd.html").path
    with noting_names(browser, place) as opened:
        yield opened


def at_rest(visit: Visit) -> bytes:
    visit.page.wait_for_timeout(500)
    return visit.picture()


def wheel(visit: Visit, *turns: int) -> bytes:
    """Return the picture at rest after some turns of the wheel, each of which is followed by rest."""
    for by in turns:
        visit.page.evaluate(WHEEL, by)
        visit.page.wait_for_timeout(300)
    return at_rest(visit)


def drag(visit: Visit, across: int, down: int, steps: int = 5) -> None:
    box = visit.page.locator("#picture").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 8
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x + across, y + down, steps=steps)
    visit.page.mouse.up()
    visit.page.mouse.move(2, 2)


def test_names_stay_while_one_comes_nearer_and_are_placed_anew_at_rest(visit: Visit) -> None:
    visit.open()
    at_rest(visit)
    before = visit.page.evaluate(NAMES)
    visit.page.evaluate(HOLD_REST)
    assert visit.page.evaluate(WHEEL, -200) == before
    assert visit.page.evaluate(WHEEL, -200) == before
    assert len(visit.page.evaluate(REST)) > len(before)


def test_most_names_stay_while_one_goes_farther_and_none_is_new(visit: Visit) -> None:
    visit.open()
    at_rest(visit)
    before = visit.page.evaluate(NAMES)
    visit.page.evaluate(HOLD_REST)
    moving = visit.page.evaluate(WHEEL, 150)
    assert set(moving) < set(before)
    assert len(moving) > 0.5 * len(before)
    assert visit.page.evaluate(WHEEL, -150) == before


def test_names_of_what_is_chosen_stay_while_one_comes_nearer(visit: Visit) -> None:
    visit.open("#card=dhs")
    at_rest(visit)
    before = visit.page.evaluate("async () => { await new Promise(requestAnimationFrame); return names }")
    visit.page.evaluate(HOLD_REST)
    visit.page.evaluate(WHEEL, -200)
    assert visit.page.evaluate("names") == before


@pytest.mark.parametrize("fragment", ["", "#card=rcmp", "#focus=norad"])
def test_picture_at_rest_is_the_same_in_one_step_or_in_many(visit: Visit, fragment: str) -> None:
    visit.open(fragment)
    whole = at_rest(visit)
    once = wheel(visit, -400)
    visit.page.click("#chosen [data-key=fit]")
    visit.page.mouse.move(2, 2)
    assert at_rest(visit) == whole
    assert once != whole
    assert wheel(visit, -100, -100, -100, -100) == once


def test_picture_at_rest_is_the_same_dragged_at_once_or_step_by_step(visit: Visit) -> None:
    pictures = set()
    for steps in (1, 2, 12):
        visit.open()
        drag(visit, 84, 60, steps)
        pictures.add(at_rest(visit))
    assert len(pictures) == 1


def test_what_the_mouse_comes_upon_while_the_camera_moves_is_told_at_rest(visit: Visit) -> None:
    visit.open()
    wheel(visit, -200)
    place = next(place for place in _places(visit) if _tells(visit, place))
    told = visit.text("#picture .preview")
    visit.page.mouse.move(2, 2)
    visit.page.evaluate(HOLD_REST)
    visit.page.evaluate(WHEEL, -1)
    visit.page.mouse.move(*place)
    assert visit.page.locator("#picture.pointing").count() == 0
    visit.page.evaluate(REST)
    assert visit.text("#picture .preview") == told


def _places(visit: Visit) -> Iterator[tuple[float, float]]:
    box = visit.page.locator("#picture").bounding_box()
    for y in range(int(box["y"]) + 60, int(box["y"] + box["height"]) - 60, 9):
        yield box["x"] + box["width"] * 0.45, y


def _tells(visit: Visit, place: tuple[float, float]) -> bool:
    visit.page.mouse.move(*place)
    return bool(visit.page.locator("#picture.pointing").count())


def test_a_crowd_keeps_its_names_while_the_camera_moves(crowd: Visit) -> None:
    crowd.open()
    whole = at_rest(crowd)
    before = crowd.page.evaluate(NAMES)
    assert len(before) > 10
    crowd.page.evaluate(HOLD_REST)
    assert crowd.page.evaluate(WHEEL, -100) == before
    moving = crowd.picture()
    assert crowd.page.evaluate(REST) != before
    rested = crowd.picture()
    assert len({whole, moving, rested}) == 3
    crowd.page.click("#chosen [data-key=fit]")
    crowd.page.mouse.move(2, 2)
    assert at_rest(crowd) == whole


def test_a_crowd_at_rest_is_the_same_in_one_step_or_in_many(crowd: Visit) -> None:
    crowd.open()
    once = wheel(crowd, -300)
    crowd.open()
    assert wheel(crowd, -150, -150) == once
    crowd.open()
    drag(crowd, 70, 50, 1)
    once = at_rest(crowd)
    crowd.open()
    drag(crowd, 70, 50, 9)
    assert at_rest(crowd) == once


def test_a_crowd_that_is_sifted_keeps_names_and_rests_as_if_opened_so(crowd: Visit) -> None:
    crowd.open("#when=1990")
    at_rest(crowd)
    before = crowd.page.evaluate(NAMES)
    crowd.page.evaluate(HOLD_REST)
    crowd.page.evaluate("() => { location.hash = '#when=1996' }")
    crowd.page.wait_for_timeout(300)
    going = crowd.page.evaluate(NAMES)
    assert going
    assert set(going) <= set(before)
    crowd.page.evaluate(REST)
    sifted = at_rest(crowd)
    crowd.open("#when=1996")
    assert at_rest(crowd) == sifted
