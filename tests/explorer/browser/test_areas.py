"""The areas of the picture in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Visit


@pytest.fixture
def visit(browser: Any, shipped_page: Path) -> Iterator[Visit]:
    with Visit(browser, shipped_page) as opened:
        yield opened.open()
        assert opened.troubles == []


def svg(visit: Visit, place: Path) -> str:
    """Return the picture as the page gives it away."""
    visit.page.locator("#toolbar .menu").evaluate("menu => { menu.open = true }")
    with visit.page.expect_download() as download:
        visit.page.locator("#toolbar .menu").get_by_role("button", name="SVG", exact=True).click()
    download.value.save_as(place)
    return place.read_text(encoding="utf-8")


def patches(drawn: str) -> set[tuple[str, str]]:
    """Return the middles of the patches under the actors of areas."""
    return set(re.findall(r'<circle cx="([-\d.]+)" cy="([-\d.]+)" r="26"', drawn))


def test_legend_names_areas_and_hides_one(visit: Visit) -> None:
    assert "Aerospace defence" in visit.text("#legend")
    drawn = visit.text("#chosen")
    visit.page.locator('[data-key="hide-area-0"]').click()
    assert "hide=area-0" in visit.page.url
    assert visit.text("#chosen") != drawn


def test_picture_names_areas_in_both_languages(visit: Visit, tmp_path: Path) -> None:
    assert ">Aerospace defence<" in svg(visit, tmp_path / "en.svg")
    visit.page.get_by_role("button", name="Français").click()
    assert ">Défense aérospatiale<" in svg(visit, tmp_path / "fr.svg")


def test_actors_stay_where_they_are_when_agreements_come_between(visit: Visit, tmp_path: Path) -> None:
    shared = patches(svg(visit, tmp_path / "shared.svg"))
    visit.page.get_by_role("button", name="With agreements and bodies").click()
    between = patches(svg(visit, tmp_path / "between.svg"))
    assert len(between) > 40
    assert len(between & shared) >= 0.9 * len(between)


def test_circle_of_one_actor_has_no_areas(visit: Visit, tmp_path: Path) -> None:
    visit.page.evaluate("location.hash = '#focus=norad'")
    visit.page.wait_for_timeout(150)
    assert patches(svg(visit, tmp_path / "circle.svg")) == set()
