"""Stories in the explorer: each step sets the view, is read in the panel, and can be linked to, printed and left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from tests.browser import PHONE, Visit
from tests.worlds import MINI


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kg.load(MINI).explore(path=tmp_path_factory.mktemp("stories") / "mini.html").path


@pytest.fixture(scope="module")
def whole(shipped: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shipped.explore(path=tmp_path_factory.mktemp("stories") / "whole.html").path


@pytest.fixture
def visit(browser: Any, explorer: Path) -> Iterator[Visit]:
    with Visit(browser, explorer) as opened:
        yield opened.open()
        assert opened.troubles == []


def bar(visit: Visit) -> str:
    return str(visit.page.get_attribute(".story-way", "aria-label"))


def test_the_opening_panel_lists_the_stories_and_begins_one(visit: Visit) -> None:
    assert "How NORAD was founded, and who stands beside it." in visit.text("#panel .stories")
    visit.page.click("#panel .stories button")
    assert bar(visit) == "Step 1 of 2."
    assert visit.text(".step h2") == "Two founders"
    assert "The circle of NORAD" in visit.text("#chosen")
    assert "1958" in visit.text("#when-said")
    assert visit.page.url.endswith("#story=norad")


def test_the_header_has_the_stories_everywhere(visit: Visit) -> None:
    visit.page.click(".story-menu summary")
    visit.page.click(".story-menu .stories button")
    assert bar(visit) == "Step 1 of 2."
    assert not visit.page.locator(".story-menu[open]").count()


def test_buttons_and_arrow_keys_go_from_step_to_step(visit: Visit) -> None:
    visit.open("#story=norad")
    visit.page.get_by_role("button", name="Next step").click()
    assert visit.text(".step h2") == "A neighbour in the same building"
    assert "step=2" in visit.page.url
    assert visit.page.get_by_role("button", name="Next step").is_disabled()
    visit.page.locator("#panel").focus()
    visit.page.keyboard.press("ArrowLeft")
    assert visit.text(".step h2") == "Two founders"
    visit.page.keyboard.press("ArrowRight")
    assert bar(visit) == "Step 2 of 2."
    visit.page.go_back()
    visit.page.wait_for_timeout(100)
    assert bar(visit) == "Step 1 of 2."


def test_arrow_keys_in_the_search_field_stay_there(visit: Visit) -> None:
    visit.open("#story=norad")
    visit.page.focus("#search")
    visit.page.keyboard.press("ArrowRight")
    assert bar(visit) == "Step 1 of 2."


def test_a_step_is_said_to_a_screen_reader(visit: Visit) -> None:
    visit.open("#story=norad&step=2")
    said = visit.page.text_content("#status")
    assert said.startswith("Step 2 of 2. A neighbour in the same building U.S. Northern Command began work")


def test_a_link_opens_a_step_with_its_view(visit: Visit) -> None:
    visit.open("#story=norad&step=2")
    assert bar(visit) == "Step 2 of 2."
    assert visit.page.get_attribute(".story-way [aria-current]", "data-key") == "step-2"
    assert "Why they are joined" in visit.text(".carried .eyebrow")


def test_what_the_reader_changes_within_a_step_is_in_the_address(visit: Visit) -> None:
    visit.open("#story=norad")
    visit.page.get_by_role("button", name="All years").click()
    assert re.search(r"#when=&story=norad$|story=norad&when=$", visit.page.url)
    visit.page.reload()
    visit.page.wait_for_selector("#chosen span")
    assert "All years" in visit.text("#when-said")
    assert bar(visit) == "Step 1 of 2."


def test_another_card_shortens_the_story_until_one_is_back(visit: Visit) -> None:
    visit.open("#story=norad")
    visit.page.locator(".carried a.inward", has_text="Canada").first.click()
    assert visit.page.locator(".step").count() == 0
    assert visit.text(".carried h2") == "Canada"
    visit.page.get_by_role("button", name="Back to the step").click()
    assert visit.text(".step h2") == "Two founders"


def test_leaving_keeps_the_view(visit: Visit) -> None:
    visit.open("#story=norad")
    before = visit.text("#chosen"), visit.text("#when-said")
    visit.page.get_by_role("button", name="Leave the story").click()
    assert visit.page.locator(".story").count() == 0
    assert (visit.text("#chosen"), visit.text("#when-said")) == before
    assert "story" not in visit.page.url
    assert "when=1958" in visit.page.url


def test_each_sentence_opens_its_passages(visit: Visit) -> None:
    visit.open("#story=norad")
    toggles = visit.page.locator(".step .evidence-toggle")
    assert toggles.count() == 2
    toggles.nth(1).click()
    assert "The agreement of 12 May 1958 made the command formal" in visit.text(".step .evidence .says")
    assert visit.page.get_attribute(".step .evidence .address a", "href").startswith("https://www.norad.mil/")


def test_a_reader_of_the_table_stays_in_the_table(visit: Visit) -> None:
    visit.open("#story=norad&view=table")
    visit.page.get_by_role("button", name="Next step").click()
    assert visit.page.locator("#table tbody tr").count() > 0
    assert "view=table" in visit.page.url


def test_a_story_that_is_not_there_opens_the_page_as_usual(visit: Visit) -> None:
    visit.open("#story=nothing&step=7")
    assert visit.page.locator(".story").count() == 0


def test_a_step_that_a_story_does_not_have_is_told_and_its_first_shown(visit: Visit) -> None:
    visit.open("#story=norad&step=99")
    assert "Not understood in the address, and left out: step=99" in visit.text("#chips")
    assert "Two founders" in visit.text(".story")


def test_the_printed_story_is_whole(visit: Visit) -> None:
    visit.open("#story=norad")
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")
    printed = visit.text(".printed")
    assert "1. Two founders" in printed
    assert "2. A neighbour in the same building" in printed
    assert "before there was a formal agreement. [1]" in printed
    assert printed.count("https://") + printed.count("http://") == 3
    assert not visit.page.locator(".story").is_visible()
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator(".printed").count() == 0


def test_on_a_phone_picture_and_step_are_both_in_sight(browser: Any, explorer: Path) -> None:
    with Visit(browser, explorer, PHONE) as visit:
        visit.open("#story=norad")
        visit.page.wait_for_timeout(200)
        picture = visit.page.locator("#picture").bounding_box()
        panel = visit.page.locator("#panel").bounding_box()
        assert 0 <= picture["y"] < panel["y"]
        assert panel["y"] - picture["y"] > 200
        assert visit.page.get_by_role("button", name="Next step").bounding_box()["height"] >= 24
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert visit.troubles == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_step_of_every_story_shows_what_it_talks_about(
    browser: Any, whole: Path, shipped: kg.KnowledgeGraph, language: str
) -> None:
    def name(entity: str) -> str:
        return shipped.labels.of(shipped.names.resolve(entity), language)

    with Visit(browser, whole) as visit:
        visit.open(f"#lang={language}")
        for story in shipped.stories.values():
            for number, step in enumerate(story.steps, 1):
                where = f"{story.name}, step {number}"
                visit.page.evaluate("to => { location.hash = to }", f"story={story.name}&step={number}&lang={language}")
                visit.page.wait_for_selector(f'[aria-current][data-key="step-{number}"]')
                assert visit.text(".step h2") == step.title[language], where
                assert sentences(visit) == [one.texts[language] for one in step.sentences], where
                heading = visit.text(".carried h2")
                assert all(name(end) in heading for end in step.view["card"].split("~")), where
                assert re.search(r"\d+ (lines?|liens?)", visit.text("#chosen")), where
                visit.page.evaluate("location.hash += '&view=table'")
                visit.page.wait_for_selector("#table:not([hidden]) tbody tr")
                rows = visit.text("#table tbody")
                assert all(name(entity) in rows for entity in step.view["focus"].split()), where
        assert visit.troubles == []


def sentences(visit: Visit) -> list[str]:
    """The sentences of the step, without the buttons that open their passages."""
    return list(
        visit.page.evaluate("[...document.querySelectorAll('.telling')].map(one => one.firstChild.data.trim())")
    )
