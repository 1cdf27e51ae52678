"""Two dates in the explorer: what is in effect at both, what came and what went, as one picture or as two."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

import kg
from tests.browser import PHONE, Visit
from tests.worlds import MINI

BETWEEN = "#mode=between&lens=all&when=2010&against=2023"
STAYED, CAME, WENT, UNDATED = 7, 6, 2, 3
"""How the lines of the small world stand in 2010 and in 2023, counted by hand."""


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kg.load(MINI).explore(path=tmp_path_factory.mktemp("compare") / "mini.html").path


@pytest.fixture
def visit(browser: Any, explorer: Path) -> Iterator[Visit]:
    with Visit(browser, explorer) as opened:
        yield opened.open()
        assert opened.troubles == []


def changes(visit: Visit) -> Counter[str]:
    """What the last column of the table says, counted."""
    return Counter(cell.inner_text().strip() for cell in visit.page.locator("#table tbody td:last-child").all())


def test_both_dates_and_the_counts_are_told(visit: Visit) -> None:
    visit.open(BETWEEN)
    assert " ".join(visit.text("#when-said").split()) == "2010 → 2023 7 at both 6 came 2 went 3 undated"
    assert " ".join(visit.text("#legend .changes").split()) == (
        "In effect at both dates 7 Came between the dates 6 Went between the dates 2"
    )


def test_the_order_of_the_dates_does_not_matter(visit: Visit) -> None:
    visit.open(BETWEEN)
    forwards = visit.text("#when-said"), visit.picture()
    visit.open("#mode=between&lens=all&when=2023&against=2010")
    assert (visit.text("#when-said"), visit.picture()) == forwards


def test_the_table_tells_each_line(visit: Visit) -> None:
    visit.open(f"{BETWEEN}&undated=yes&view=table")
    assert changes(visit) == {"at both": STAYED, "began": CAME, "ended": WENT, "undated": UNDATED}
    gone = [row.inner_text() for row in visit.page.locator("#table tbody tr", has_text="ended").all()]
    assert all("Air Transport Preclearance" in row for row in gone)
    visit.page.get_by_role("button", name="Change", exact=True).click()
    assert visit.page.locator("#table tbody td:last-child").first.inner_text().strip() == "at both"


def test_what_is_undated_is_left_out_of_a_comparison_until_it_is_asked_for(visit: Visit) -> None:
    visit.open(f"{BETWEEN}&view=table")
    assert changes(visit) == {"at both": STAYED, "began": CAME, "ended": WENT}
    visit.page.click("[data-key=undated-switch]")
    assert changes(visit)["undated"] == UNDATED


def test_one_date_has_no_such_column(visit: Visit) -> None:
    visit.open("#view=table&when=2010")
    assert visit.page.locator("#table thead th").count() == 7
    visit.open("#view=table&when=2010&against=2010")
    assert visit.page.locator("#table thead th").count() == 7


def test_the_downloads_tell_it_too(visit: Visit, tmp_path: Path) -> None:
    visit.open(f"{BETWEEN}&undated=yes")
    for kind in ("CSV", "JSON", "GraphML", "SVG", "PNG"):
        visit.page.locator("#toolbar .menu").evaluate("menu => { menu.open = true }")
        with visit.page.expect_download() as download:
            visit.page.locator("#toolbar .menu").get_by_role("button", name=kind, exact=True).click()
        download.value.save_as(tmp_path / kind)
    with (tmp_path / "CSV").open(encoding="utf-8-sig", newline="") as file:
        assert Counter(row["Change"] for row in csv.DictReader(file))["ended"] == WENT
    edges = json.loads((tmp_path / "JSON").read_text("utf-8"))["edges"]
    assert Counter(edge["change"] for edge in edges) == {
        "both": STAYED,
        "began": CAME,
        "ended": WENT,
        "undated": UNDATED,
    }
    assert (tmp_path / "GraphML").read_text("utf-8").count('key="edge-change"') == len(edges)
    assert (tmp_path / "SVG").read_text("utf-8").count('stroke-dasharray="9 5"') == WENT


def test_the_legend_filters_by_change(visit: Visit) -> None:
    visit.open(f"{BETWEEN}&undated=yes&view=table")
    for box in ("In effect at both dates", "Came between the dates"):
        visit.page.get_by_label(box).click()
    assert changes(visit) == {"ended": WENT, "undated": UNDATED}
    visit.page.get_by_label("Undated").click()
    assert changes(visit) == {"ended": WENT}
    assert "7 at both" in " ".join(visit.text("#when-said").split())


def test_a_button_begins_and_ends_a_comparison(visit: Visit) -> None:
    visit.open("#mode=between&lens=all&when=1960")
    assert not visit.page.locator("#against").is_visible()
    visit.page.click("#compare")
    assert visit.page.locator("#against").is_visible()
    assert "1960 → 2" in visit.text("#when-said")
    assert not visit.page.locator("#play").is_visible()
    visit.page.click("#compare")
    assert "In effect at the end of 1960" in visit.text("#chips")
    assert "against" not in visit.page.url


def test_the_second_slider_sets_the_second_year(visit: Visit) -> None:
    visit.open(BETWEEN)
    visit.page.focus("#against")
    visit.page.keyboard.press("ArrowLeft")
    assert visit.page.get_attribute("#against", "aria-valuetext") == "2022"
    assert "against=2022" in visit.page.url
    assert visit.page.evaluate("document.activeElement.id") == "against"


def test_side_by_side_has_the_same_places_and_cameras(visit: Visit) -> None:
    visit.open(f"{BETWEEN}&beside=yes")
    first, second = (visit.page.locator(f"#{name}").bounding_box() for name in ("picture", "beside"))
    assert first["y"] == second["y"]
    assert abs(first["width"] - second["width"]) <= 2
    dates = [visit.page.get_attribute(f"#{name}", "data-date") for name in ("picture", "beside")]
    assert dates == ["2010", "2023"]
    before = visit.page.locator("#beside canvas").screenshot()
    visit.page.get_by_role("button", name="Zoom in").click()
    visit.page.wait_for_timeout(300)
    assert visit.page.locator("#beside canvas").screenshot() != before
    visit.page.click("#side")
    assert not visit.page.locator("#beside").is_visible()
    assert "beside" not in visit.page.url


def test_a_line_shown_on_one_side_opens_its_card(visit: Visit) -> None:
    visit.open(f"{BETWEEN}&beside=yes&card=air-preclearance-agreement-2001~united-states")
    assert "Why they are joined" in visit.text("#panel .eyebrow")


def test_the_table_needs_no_second_picture(visit: Visit) -> None:
    visit.open(f"{BETWEEN}&beside=yes&undated=yes&view=table")
    assert not visit.page.locator("#beside").is_visible()
    assert sum(changes(visit).values()) == STAYED + CAME + WENT + UNDATED


def test_a_circle_counts_its_own_changes(visit: Visit) -> None:
    visit.open(f"{BETWEEN}&focus=cbsa")
    assert "0 at both" in " ".join(visit.text("#when-said").split())


def test_on_a_phone_there_is_one_picture_with_its_counts(browser: Any, explorer: Path) -> None:
    with Visit(browser, explorer, PHONE) as visit:
        visit.open(f"{BETWEEN}&beside=yes")
        assert not visit.page.locator("#beside").is_visible()
        assert not visit.page.locator("#side").is_visible()
        assert "6 came" in " ".join(visit.text("#when-said").split())
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert visit.troubles == []


def test_a_comparison_is_told_in_french(visit: Visit) -> None:
    visit.open(f"{BETWEEN}&undated=yes&lang=fr&view=table")
    assert " ".join(visit.text("#when-said").split()) == "2010 → 2023 7 aux deux 6 apparus 2 disparus 3 sans date"
    assert changes(visit) == {"aux deux dates": STAYED, "a débuté": CAME, "a pris fin": WENT, "sans date": UNDATED}


def chosen(visit: Visit) -> dict[str, str]:
    """What the address of the page holds."""
    return dict(parse_qsl(urlsplit(visit.page.url).fragment))


def test_dates_are_typed_as_finely_as_they_are_known(visit: Visit) -> None:
    visit.open("#mode=between&lens=all")
    visit.page.fill("#when-date", "2010-03-15")
    visit.page.press("#when-date", "Enter")
    assert chosen(visit)["when"] == "2010-03-15"
    visit.page.click("#compare")
    visit.page.fill("#against-date", "2023-13")
    visit.page.press("#against-date", "Tab")
    assert "“2023-13” is not a date" in visit.text("#when .mistake")
    assert visit.page.locator("#against-date").get_attribute("aria-invalid") == "true"
    visit.page.fill("#against-date", "2023")
    visit.page.press("#against-date", "Tab")
    assert visit.page.locator("#when .mistake").count() == 0
    assert (chosen(visit)["when"], chosen(visit)["against"]) == ("2010-03-15", "2023")
    visit.page.fill("#when-date", "")
    visit.page.press("#when-date", "Enter")
    assert "when" not in chosen(visit)
    assert "against" not in chosen(visit)
    assert visit.text("#when-said") == "All years"
