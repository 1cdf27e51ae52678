"""The picture under mouse, finger and key: the camera keeps size and place, taps press nothing else, names stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.vocabulary import local_name
from tests.browser import PHONE, Visit

NOTE_NAMES = """
const { fillText, fillRect } = CanvasRenderingContext2D.prototype;
globalThis.names = [];
CanvasRenderingContext2D.prototype.fillRect = function (...box) {
  if (this.globalAlpha === 1) globalThis.names = [];
  return fillRect.apply(this, box);
};
CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
  globalThis.names.push([text, this.globalAlpha]);
  return fillText.call(this, text, ...at);
};
"""
"""Keeps the names of the last painting, each with how strongly it was painted."""


@contextmanager
def noting_names(browser: Any, place: Path) -> Iterator[Visit]:
    """Open a page that keeps the names of its last painting."""
    with Visit(browser, place, alone=True) as opened:
        opened.page.add_init_script(NOTE_NAMES)
        yield opened.open()
        assert opened.troubles == []


@pytest.fixture(scope="module")
def visit(browser: Any, shipped_page: Path) -> Iterator[Visit]:
    with noting_names(browser, shipped_page) as opened:
        yield opened


@contextmanager
def touching(browser: Any, place: Path, size: dict[str, int], fragment: str = "") -> Iterator[Any]:
    """Open the page on a screen that is touched."""
    context = browser.new_context(offline=True, viewport=size, has_touch=True, locale="en-CA", reduced_motion="reduce")
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.goto(place.as_uri() + fragment)
    page.wait_for_selector("#chosen span", state="attached")
    page.wait_for_timeout(200)
    yield page
    context.close()


class Fingers:
    """What fingers do on a page."""

    def __init__(self, page: Any) -> None:
        self.session = page.context.new_cdp_session(page)

    def __call__(self, kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def largest(page: Any, stage: str = "#picture") -> tuple[float, float]:
    """Walk by key to the largest mark, and return where its preview stands, from the middle of the stage."""
    canvas = page.locator(f"{stage} canvas")
    page.locator("#chosen button").last.focus()
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(60)
    box, stands = page.locator(f"{stage} .preview").bounding_box(), page.locator(stage).bounding_box()
    return (
        box["x"] + box["width"] / 2 - stands["x"] - stands["width"] / 2,
        box["y"] - stands["y"] - stands["height"] / 2,
    )


def on_a_mark(page: Any) -> tuple[float, float]:
    """Return a point of the picture where the mouse finds something, and take the mouse away."""
    box = page.locator("#picture").bounding_box()
    for y in range(int(box["y"]) + 60, int(box["y"] + box["height"]) - 60, 9):
        page.mouse.move(box["x"] + box["width"] / 2, y)
        if page.locator("#picture.pointing").count():
            page.mouse.move(5, 5)
            return box["x"] + box["width"] / 2, y
    raise AssertionError("nothing is drawn in the middle")


def test_side_by_side_keeps_both_pictures_in_their_panes(visit: Visit) -> None:
    visit.open("#focus=norad&when=2024&against=1960")
    before = largest(visit.page)
    for _ in range(2):
        visit.page.click("#side")
        visit.page.wait_for_timeout(300)
        for stage in ("#picture", "#beside"):
            box = visit.page.locator(stage).bounding_box()
            x, y = largest(visit.page, stage)
            assert abs(x) < box["width"] / 2, stage
            assert abs(y) < box["height"] / 2, stage
        visit.page.click("#side")
        visit.page.wait_for_timeout(300)
        assert largest(visit.page) == pytest.approx(before, abs=2)


def test_what_is_in_the_middle_stays_there_when_the_window_changes(visit: Visit) -> None:
    visit.open()
    visit.page.locator("#picture canvas").focus()
    visit.page.keyboard.press("ArrowRight")
    x, y = largest(visit.page)
    box = visit.page.locator("#picture").bounding_box()
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.down()
    mark = y - 24  # it stands above its preview
    visit.page.mouse.move(box["x"] + box["width"] / 2 - x, box["y"] + box["height"] / 2 - mark, steps=4)
    visit.page.mouse.up()
    for _ in range(4):
        visit.page.keyboard.press("+")
    before = largest(visit.page)
    visit.page.set_viewport_size({"width": 1240, "height": 800})
    visit.page.wait_for_timeout(400)
    assert largest(visit.page) == pytest.approx(before, abs=40)
    visit.page.set_viewport_size({"width": 1440, "height": 900})
    visit.page.wait_for_timeout(400)
    assert largest(visit.page) == pytest.approx(before, abs=40)


def test_names_of_partners_stay_while_a_card_is_open_and_the_others_pale(visit: Visit) -> None:
    visit.open("#card=dhs")
    visit.page.wait_for_timeout(200)
    names = visit.page.evaluate("names")
    strong = {name for name, alpha in names if alpha == 1}
    assert {"DHS", "CBP", "CBSA", "RCMP", "USCG", "FBI", "NORAD"} <= strong
    assert len(strong) > 30
    assert sum(alpha < 1 for _, alpha in names) > 30


def test_most_marks_have_a_name_at_rest_and_no_two_the_same(visit: Visit) -> None:
    visit.open()
    visit.page.wait_for_timeout(200)
    marks = int(re.search(r"(\d+) actors", visit.text("#chosen"))[1])
    lines = [name for name, _ in visit.page.evaluate("names")]
    assert len(set(lines)) > 0.7 * marks


def test_pointing_tells_what_it_is_its_partners_and_its_strongest_tie(visit: Visit, shipped: kg.KnowledgeGraph) -> None:
    network = shipped.network()
    visit.open()
    visit.page.locator("#picture canvas").focus()
    visit.page.keyboard.press("ArrowRight")
    told = visit.text("#picture .preview")
    (actor,) = (iri for iri, node in network.nodes(data=True) if node["label_en"] == told.splitlines()[0])
    assert int(re.search(r"(\d+) partners", told)[1]) == network.degree(actor)
    closest = max(network[actor], key=lambda other: network[actor][other]["weight"])
    short, name = network.names(closest)
    assert re.search(rf"strongest tie: {re.escape(short or name)}, \d+ shared settings", told)
    visit.open(f"#focus={local_name(actor)}")
    assert network.degree(actor) == int(re.search(r"(\d+) actors", visit.text("#chosen"))[1]) - 1


def test_lines_are_walked_by_key_and_opened(visit: Visit) -> None:
    visit.open()
    visit.page.locator("#picture canvas").focus()
    visit.page.keyboard.press("ArrowRight")
    actor = visit.text("#picture .preview").splitlines()[0]
    visit.page.keyboard.press("PageDown")
    line = visit.text("#picture .preview").splitlines()[0]
    assert re.fullmatch(r".+ — .+", line)
    assert "shared settings since" in str(visit.page.text_content("#status"))
    visit.page.keyboard.press("Enter")
    assert re.search(r"card=[\w-]+%7E[\w-]+", visit.page.url)
    assert actor in visit.text("#panel h2")


def test_picture_and_its_keys_are_within_five_tabs(visit: Visit) -> None:
    visit.open("#focus=norad")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.matches('#picture canvas[role=application]')")
    assert "Arrow keys" in visit.page.get_attribute("#picture canvas", "aria-label")
    assert visit.page.locator("#picture .keys").is_visible()
    assert "focus=norad" in visit.page.url


@pytest.mark.parametrize(
    ("fragment", "left"),
    [("#path=rcmp~norad", "path="), ("#focus=norad", "focus="), ("#card=norad", "card="), ("#story=norad", "story=")],
)
def test_escape_leaves(visit: Visit, fragment: str, left: str) -> None:
    visit.open(fragment)
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("Escape")
    assert left not in visit.page.url


def test_network_leads_back_from_a_path(visit: Visit) -> None:
    visit.open("#path=rcmp~us-air-force")
    visit.page.click("#toolbar >> text=Network")
    assert "path" not in visit.page.url
    assert "strongest of" in visit.text("#chosen")


def test_escape_leaves_the_form_of_a_path_and_a_menu(visit: Visit) -> None:
    visit.open()
    visit.page.click("#toolbar [data-key=path]")
    visit.page.keyboard.press("Escape")
    assert "How to read this" in visit.text("#panel")
    visit.page.click("#toolbar .menu summary")
    visit.page.keyboard.press("Escape")
    assert visit.page.locator(".menu[open]").count() == 0


def test_a_finger_finds_each_year(browser: Any, shipped_page: Path) -> None:
    with touching(browser, shipped_page, PHONE, "#when=2010-03-15&lang=en") as page:
        earlier, later = (page.get_by_role("button", name=f"One year {word}") for word in ("earlier", "later"))
        for step in (earlier, later):
            box = step.bounding_box()
            assert box["width"] >= 44
            assert box["height"] >= 36
        shown = []
        for step in (earlier, earlier, later):
            step.tap()
            shown.append(page.input_value("#when-date"))
        assert shown == ["2009", "2008", "2009"]
        page.fill("#when-date", "1900")
        page.press("#when-date", "Enter")
        earlier.tap()
        assert page.input_value("#when-date") == "1900"
        page.get_by_role("button", name="All years").tap()
        later.tap()
        assert page.input_value("#when-date") == ""
        earlier.tap()
        assert page.input_value("#when-date") == page.evaluate("String(new Date().getFullYear())")


def test_a_tap_opens_a_card_and_presses_nothing_of_it(browser: Any, shipped_page: Path) -> None:
    with touching(browser, shipped_page, PHONE) as page:
        opened = 0
        for y in range(430, 830, 36):
            for x in (60, 120, 165, 210, 270, 330):
                page.evaluate("() => { location.hash = ''; scrollTo(0, 0) }")
                page.wait_for_timeout(30)
                page.touchscreen.tap(x, y)
                page.wait_for_timeout(30)
                fragment = page.evaluate("location.hash")
                assert fragment in ("", "#") or re.fullmatch(r"#card=[^&]+", fragment), (x, y)
                opened += "card" in fragment
        assert opened > 10


def test_fingers_zoom_and_preview(browser: Any, shipped_page: Path) -> None:
    with touching(browser, shipped_page, PHONE) as page:
        touch = Fingers(page)
        box = page.locator("#picture").bounding_box()
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        touch("touchStart", (middle[0] - 30, middle[1]), (middle[0] + 30, middle[1]))
        for far in (40, 50, 60):
            touch("touchMove", (middle[0] - far, middle[1]), (middle[0] + far, middle[1]))
        touch("touchEnd")
        page.wait_for_timeout(200)
        assert page.locator("#picture.near").count() == 1
        page.locator("#chosen [data-key=fit]").tap()
        assert page.locator("#picture.near").count() == 0
        paper = box["x"] + 6, box["y"] + 6
        for _ in range(2):
            page.touchscreen.tap(*paper)
        assert page.locator("#picture.near").count() == 1
        page.locator("#chosen [data-key=fit]").tap()
        mark = on_a_mark(page)
        touch("touchStart", mark)
        page.wait_for_timeout(700)
        assert page.locator("#picture .preview").is_visible()
        touch("touchEnd")
        page.wait_for_timeout(100)
        assert "card" not in page.url


@pytest.mark.parametrize("width", [320, 360, 390, 430])
def test_menus_stay_within_a_narrow_screen(browser: Any, shipped_page: Path, width: int) -> None:
    with touching(browser, shipped_page, {"width": width, "height": 800}) as page:
        for menu in page.locator(".menu").all():
            menu.locator("summary").click()
            box = menu.locator("div").first.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.keyboard.press("Escape")


def test_sheet_is_dragged_and_leaves_the_chosen_in_sight(browser: Any, shipped_page: Path) -> None:
    with touching(browser, shipped_page, PHONE, "#focus=norad&card=norad") as page:
        touch = Fingers(page)
        grip = page.locator("#grip").bounding_box()
        top = page.locator("#panel").bounding_box()["y"]
        assert page.locator("#picture").bounding_box()["y"] < top - 200
        touch("touchStart", (195, grip["y"] + 8))
        for y in (300, 200, 100, 60):
            touch("touchMove", (195, y))
        touch("touchEnd")
        page.wait_for_timeout(100)
        assert page.locator("#panel").bounding_box()["y"] == pytest.approx(844 * 0.08, abs=3)
        page.locator("#grip").focus()
        page.keyboard.press("ArrowDown")
        assert page.locator("#panel").bounding_box()["y"] == pytest.approx(top, abs=3)


def test_what_a_finger_presses_is_no_smaller_than_it_may_be(browser: Any, shipped_page: Path) -> None:
    with touching(browser, shipped_page, PHONE, "#when=2024") as page:
        for pressed in page.locator("button, summary, select, input[type=range], input[type=text]").all():
            box = pressed.bounding_box()
            assert not box or not box["width"] or min(box["width"], box["height"]) >= 24, pressed.inner_text()


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (768, 1024), (844, 390), (820, 1180)])
def test_picture_has_a_good_part_of_a_tablet_and_of_a_phone_on_its_side(
    browser: Any, shipped_page: Path, width: int, height: int
) -> None:
    with touching(browser, shipped_page, {"width": width, "height": height}) as page:
        box = page.locator("#picture").bounding_box()
        seen = box["width"] * (min(box["y"] + box["height"], height) - box["y"])
        assert seen > 0.33 * width * height


@pytest.mark.parametrize(
    ("fragment", "change"),
    [("#card=rcmp", "topic=arctic"), ("#focus=norad&card=norad&when=2024&against=1960", "beside=yes")],
)
def test_names_follow_the_marks_while_a_card_is_open(visit: Visit, fragment: str, change: str) -> None:
    visit.open(fragment)
    visit.page.wait_for_timeout(200)
    visit.page.evaluate("to => { location.hash = to }", f"{fragment}&{change}")
    visit.page.wait_for_timeout(500)
    changed = visit.picture()
    visit.open(f"{fragment}&{change}")
    visit.page.wait_for_timeout(500)
    assert changed == visit.picture()
