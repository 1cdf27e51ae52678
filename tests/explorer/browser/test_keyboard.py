"""By keyboard alone: how few Tabs lead to each part of the page, in which order, and what is seen on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import PHONE, Visit
from tests.explorer.browser.test_access import focus_is_on

WORDS = {
    "en": ["Skip to the picture", "Skip to the filters", "Skip to the card"],
    "fr": ["Aller à l’image", "Aller aux filtres", "Aller à la fiche"],
}
RESULTS = {"en": "Skip to the results", "fr": "Aller aux résultats"}


@pytest.fixture(scope="module")
def visit(browser: Any, shipped_page: Path) -> Iterator[Visit]:
    with Visit(browser, shipped_page, alone=True) as opened:
        yield opened.open()
        assert opened.troubles == []


def tabs_to(visit: Visit, selector: str, most: int = 60) -> int:
    """Press Tab until the focus is on an element, and return how often: what has it on the way is always seen."""
    for count in range(1, most + 1):
        visit.page.keyboard.press("Tab")
        if focus_is_on(visit, selector):
            return count
    raise AssertionError(f"{selector} is not reached by {most} Tabs")


def focused_words(visit: Visit) -> str:
    return str(visit.page.evaluate("document.activeElement.textContent"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_first_tabs_lead_to_picture_filters_and_card(visit: Visit, language: str) -> None:
    visit.open(f"#lang={language}")
    told = []
    for _ in range(3):
        visit.page.keyboard.press("Tab")
        assert focus_is_on(visit, ".skip")
        told.append(focused_words(visit))
    assert told == WORDS[language]
    assert tabs_to(visit, "#search") == 1
    assert visit.page.get_attribute("#panel", "aria-label") == {"en": "Card", "fr": "Fiche"}[language]


@pytest.mark.parametrize("view", ["table", "timeline", "map"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_in_place_of_the_picture_the_results_are_two_tabs_away(visit: Visit, view: str, language: str) -> None:
    visit.open(f"#view={view}&lang={language}")
    assert tabs_to(visit, "#skip-to-results") == 2
    assert focused_words(visit) == RESULTS[language]
    visit.page.keyboard.press("Enter")
    assert focus_is_on(visit, "#stage")
    assert f"view={view}" in visit.page.url


def test_filters_are_three_tabs_away_and_left_in_one(visit: Visit) -> None:
    visit.open()
    assert tabs_to(visit, "#skip-to-filters") == 2
    visit.page.keyboard.press("Enter")
    assert focus_is_on(visit, "#legend")
    assert tabs_to(visit, "#legend .skip") == 1
    assert tabs_to(visit, "#legend .legend input") == 1
    visit.page.keyboard.press("Shift+Tab")
    visit.page.keyboard.press("Enter")
    assert focus_is_on(visit, "#picture canvas")


def test_without_skipping_the_order_is_that_of_the_page(visit: Visit) -> None:
    visit.open()
    parts = ["header", "toolbar", "legend", "stage", "panel", "footer"]
    met = []
    for _ in range(120):
        visit.page.keyboard.press("Tab")
        part = visit.page.evaluate(
            "parts => parts.find(part => document.getElementById(part).contains(document.activeElement))", parts
        )
        if part and part not in met:
            met.append(part)
        if part == "footer":
            break
    assert met == parts


def test_questions_have_no_filters_and_no_card_to_skip_to(visit: Visit) -> None:
    visit.open("#view=ask&lang=en")
    told = []
    for _ in range(2):
        visit.page.keyboard.press("Tab")
        told.append(focused_words(visit))
    assert told == ["Skip to the picture", "Skip to the results"]
    assert tabs_to(visit, "#search") == 1


def test_filters_that_are_folded_away_open(browser: Any, shipped_page: Path) -> None:
    with Visit(browser, shipped_page, PHONE) as visit:
        visit.open("#lang=en")
        assert not visit.page.locator("#legend").is_visible()
        assert tabs_to(visit, "#skip-to-filters") == 2
        visit.page.keyboard.press("Enter")
        assert visit.page.locator("#legend").is_visible()
        assert focus_is_on(visit, "#legend")
        assert visit.troubles == []
