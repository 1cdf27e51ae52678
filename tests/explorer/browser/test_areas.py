"""The areas of the picture in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kg.render.palette import DARK, LIGHT
from tests.browser import Visit
from tests.explorer.browser.test_access import as_lab, difference, linear, palette


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
    visit.page.locator('[data-key="hide-area-norad"]').click()
    assert "hide=area-norad" in visit.page.url
    assert visit.text("#chosen") != drawn


def test_no_two_areas_have_the_same_name(visit: Visit) -> None:
    for lens in ("organizations", "countries", "all"):
        visit.open(f"#lens={lens}&lang=en")
        names = visit.page.locator("#legend li:has(.patch) .text").all_inner_texts()
        assert len(set(names)) == len(names) > 1


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


@pytest.mark.parametrize(("theme", "drawn"), [("dark", DARK), ("light", LIGHT)])
def test_areas_stay_in_sight_beside_a_card(visit: Visit, theme: str, drawn: Mapping[str, str]) -> None:
    visit.open(f"#theme={theme}&card=norad")
    paper = palette(theme)["paper"]
    shown = [colour for name, colour in drawn.items() if name.startswith("area-")]
    faded = [mixed(colour, paper, 0.7) for colour in shown]
    counts = visit.page.evaluate(
        """colours => {
        const canvas = document.querySelector('#picture canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return colours.map(colour => {
            let count = 0;
            for (let at = 0; at < data.length; at += 4)
                count += colour.every((part, one) => Math.abs(part - data[at + one]) <= 2);
            return count;
        });
    }""",
        faded,
    )
    assert min(counts) > 500
    as_text = ["#" + "".join(f"{part:02x}" for part in colour) for colour in faded]
    assert min(difference(as_lab(linear(one)), as_lab(linear(paper))) for one in as_text) >= LEAST[theme]


LEAST = {"dark": 5, "light": 2.5}
"""How much the tint of an area differs from the paper beside a card: CIEDE2000."""


def mixed(one: str, other: str, part: float) -> list[int]:
    """Return a part of one colour and the rest of another."""
    parts = ([int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (one, other))
    return [round(part * a + (1 - part) * b) for a, b in zip(*parts, strict=True)]
