"""Filters in the explorer: each in sight, exact, and never a verdict of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.network.network import Network
from tests.browser import PHONE, Visit
from tests.explorer.content import content_of

CUT = "#standing=news&card=cbsa~rcmp"


@pytest.fixture(scope="module")
def visit(browser: Any, shipped_page: Path) -> Iterator[Visit]:
    with Visit(browser, shipped_page) as opened:
        yield opened.open()
        assert opened.troubles == []


def chips(visit: Visit) -> list[str]:
    return [str(text) for text in visit.page.locator(".chip > span").all_inner_texts()]


def lines(visit: Visit) -> int:
    """How many lines pass the filters."""
    numbers = [int(found.replace(",", "")) for found in re.findall(r"([\d,]+) lines?", visit.text("#chosen"))]
    return numbers[0] if numbers else 0


def test_what_is_said_by_the_part_read_again_alone_is_told_with_it(visit: Visit, shipped_page: Path) -> None:
    content, words, again = (content_of(shipped_page, part) for part in ("content", "words", "again"))
    first = len(words["texts"])  # the texts of that part come after all others
    row = next(row for row in again["ties"] if len(row) > 6 and row[6] >= first)
    told = f"({again['texts'][row[6] - first][0]})"
    card = f"#card={content['entities'][row[2]]['id']}"
    visit.turn(f"{card}&read=again")
    assert told in visit.text("#panel")
    visit.turn(card)
    assert told not in visit.text("#panel")
    visit.turn("#")


def test_every_filter_that_acts_is_in_sight_and_can_be_taken_away(visit: Visit) -> None:
    visit.turn("#topic=arctic&standing=news&publishers=2&when=2024&hide=other&ends=across&governments=both&since=2010")
    told = [
        "In effect at the end of 2024",
        "Topic: Arctic",
        "Documents: News report",
        "Begun or said since 2010",
        "Confirmed by both governments",
        "Only across the border",
        "At least 2 independent voices",
        "Hidden: Other or international",
    ]
    assert chips(visit) == told
    visit.page.click("[data-key=chip-topic]")
    assert chips(visit) == [one for one in told if one != "Topic: Arctic"]
    assert "topic" not in visit.page.url
    visit.page.click("#chips [data-key=clear]")
    assert chips(visit) == []
    assert visit.page.url.endswith("#")


def test_chips_are_in_sight_on_a_phone(browser: Any, shipped_page: Path) -> None:
    with Visit(browser, shipped_page, PHONE) as visit:
        visit.open("#topic=arctic&standing=news&lang=fr")
        for chip in visit.page.locator(".chip").all():
            box = chip.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= PHONE["width"]
            assert box["y"] < PHONE["height"] / 2
        assert chips(visit) == ["Thème\u00a0: Arctique", "Documents\u00a0: Article de presse"]
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_verdict_is_of_the_whole_record_and_the_card_says_what_is_hidden(visit: Visit) -> None:
    visit.turn("#card=cbsa~rcmp")
    whole, reasons = visit.text("#panel .support"), visit.page.locator("#panel .shared").count()
    visit.turn(CUT)
    assert visit.text("#panel .support") == whole
    shown = visit.page.locator("#panel .shared").count()
    assert 0 < shown < reasons
    told = visit.text("#panel .notice")
    assert re.match(rf"{shown} of \d+ reasons are shown, because of: Documents: News report\.", told)
    visit.page.click("#panel .left-out summary")
    visit.page.locator("#panel .shared").nth(reasons - 1).wait_for()  # They are drawn when the part has opened.
    assert visit.page.locator("#panel .shared").count() == reasons
    visit.page.click("[data-key=clear-on-card]")
    assert visit.page.locator("#panel .notice").count() == 0


@pytest.mark.parametrize(("button", "sign"), [("Copy as Markdown", "*"), ("Copy as BibTeX", "% ")])
def test_what_is_copied_of_a_cut_card_says_so(visit: Visit, button: str, sign: str) -> None:
    def copied(fragment: str) -> str:
        visit.turn(fragment)
        visit.page.evaluate(
            "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }"
        )
        visit.page.get_by_role("button", name=button).click()
        return str(visit.page.evaluate("window.copied"))

    cut = re.escape(sign) + r"\d+ of \d+ reasons are shown, because of: Documents: News report\."
    assert re.search(cut, copied(CUT))
    assert "reasons are shown" not in copied("#card=cbsa~rcmp")


def test_a_date_hides_what_has_none_and_counts_it(visit: Visit, shipped: kg.KnowledgeGraph) -> None:
    visit.turn("#when=1800")
    assert lines(visit) == shipped.network(as_of="1800").number_of_edges() == 0
    visit.turn("#when=1960")
    dated = lines(visit)
    hidden = int(re.findall(r"(\d+) lines? without a date left out", visit.text("#chips"))[0])
    visit.page.click("[data-key=undated-switch]")
    assert "dashed" in visit.text("#chips")
    assert lines(visit) == dated + hidden
    visit.page.click("[data-key=undated-switch]")
    assert lines(visit) == dated


def test_no_actor_is_drawn_before_it_began(visit: Visit, shipped: kg.KnowledgeGraph) -> None:
    begun = {iri: shipped.record.valid_times.of(iri)[0] for iri in shipped.network()}
    late = {shipped.labels.of(iri) for iri, day in begun.items() if day and day.year > 1960}
    assert len(late) > 3
    visit.turn("#when=1960&undated=yes&view=table")
    names = set(visit.page.locator("#table tbody a.inward").all_inner_texts())
    assert names
    assert not names & late


def test_the_legend_counts_what_the_filters_leave(visit: Visit, shipped: kg.KnowledgeGraph) -> None:
    def counted() -> int:
        return sum(int(text) for text in visit.page.locator("#legend .legend >> nth=0 >> .count").all_inner_texts())

    def joined(network: Network) -> int:
        return sum(1 for _, degree in network.degree if degree)

    visit.turn("#")
    assert counted() == joined(shipped.network())
    visit.turn("#topic=arctic")
    assert counted() == joined(shipped.network(topic="arctic"))
    visit.turn("#topic=arctic&hide=first")
    assert counted() == joined(shipped.network(topic="arctic"))


@pytest.mark.parametrize(
    ("fragment", "filters"),
    [
        ("#ends=across&detail=5", {"ends": "across"}),
        ("#governments=both&detail=5", {"governments": "both"}),
        ("#rests=news&detail=5", {"rests_on": "news"}),
        ("#text=drug+smuggling&detail=5", {"text": "drug smuggling"}),
        ("#since=2023&detail=5", {"since": "2023"}),
    ],
)
def test_a_filter_leaves_as_many_lines_as_in_the_library(
    visit: Visit, shipped: kg.KnowledgeGraph, fragment: str, filters: dict[str, Any]
) -> None:
    visit.turn(fragment)
    assert lines(visit) == shipped.network(**filters).number_of_edges() > 0


def test_switches_and_words_filter_from_the_legend(visit: Visit) -> None:
    visit.turn("#")
    for key in ("ends", "governments", "rests"):
        visit.page.check(f"#legend [data-key={key}]")
    assert "ends=across" in visit.page.url
    assert "governments=both" in visit.page.url
    assert "rests=news" in visit.page.url
    visit.page.click("#chips [data-key=clear]")
    visit.page.fill("#legend [data-key=text]", "drug smuggling")
    visit.page.press("#legend [data-key=text]", "Tab")
    visit.page.wait_for_timeout(200)
    assert chips(visit) == ["Passages with: drug smuggling"]


def test_a_date_that_is_none_is_told_beside_its_field(visit: Visit) -> None:
    visit.turn("#")
    visit.page.fill("#legend [data-key=since]", "2023-02-30")
    visit.page.press("#legend [data-key=since]", "Tab")
    assert "is not a date" in visit.text("#legend .mistake")
    assert "since" not in visit.page.url


def test_a_bar_says_what_began_and_ended_and_leads_to_its_year(visit: Visit) -> None:
    visit.turn("#")
    told = visit.page.locator(".histogram title").all_text_contents()
    (at,) = (at for at, text in enumerate(told) if re.fullmatch(r"1958: \d+ began, \d+ ended", text))
    visit.page.locator(".histogram .year").nth(at).click()
    assert visit.page.url.endswith("#when=1958")


def test_an_actor_without_a_shared_setting_is_named_and_its_circle_says_why(visit: Visit) -> None:
    visit.turn("#")
    visit.page.click("#legend .apart summary")
    assert "Saab" in visit.text("#legend .apart")
    visit.turn("#focus=saab&card=saab")
    assert "Saab shares no setting with another actor on record" in visit.text("#chosen")


def test_what_the_address_says_wrongly_is_told(visit: Visit) -> None:
    visit.turn("#when=2001-13-45&card=nobody")
    assert "Not understood in the address, and left out: when=2001-13-45, card=nobody" in visit.text("#chips")
    visit.turn("#path=nobody~norad")
    assert "Not understood in the address, and left out: path=nobody~norad" in visit.text("#chips")
    visit.turn("#topic=nothing&hide=first+area-nothing+area-norad")
    assert "left out: topic=nothing, hide=area-nothing" in visit.text("#chips")
    assert chips(visit)[0] == "Hidden: Canada"
    assert not any("norad" in chip or "nothing" in chip for chip in chips(visit))
    visit.turn("#card=rcmp~cbsa")
    assert "Why they are joined" in visit.text("#panel")
    visit.turn("#card=cbsa~csis")
    assert "Nothing on record joins Canada Border Services Agency and Canadian Security" in visit.text("#panel .notice")


def test_a_choice_may_be_typed_whole(visit: Visit) -> None:
    visit.turn("#")
    visit.page.focus("#legend [data-key=topic]")
    visit.page.keyboard.type("Arctic", delay=20)
    visit.page.keyboard.press("Enter")
    assert chips(visit) == ["Topic: Arctic"]
    assert visit.page.evaluate("document.activeElement.dataset.key") == "topic"


def test_a_choice_that_is_typed_counts_without_another_key(visit: Visit) -> None:
    visit.turn("#")
    visit.page.focus("#legend [data-key=topic]")
    visit.page.keyboard.type("Arctic", delay=20)
    visit.page.wait_for_selector(".chip")
    assert chips(visit) == ["Topic: Arctic"]


def test_choices_are_counted_with_what_they_do_to_the_other_filters(visit: Visit) -> None:
    visit.turn("#lens=countries&publishers=5")
    visit.page.focus("#legend [data-key=standing]")
    told = visit.page.inner_text("#legend [data-key=standing] option[value=academic]")
    visit.turn("#lens=countries&publishers=5&standing=academic")
    assert told.endswith(f" ({lines(visit)})")


def test_a_step_of_the_slider_leaves_a_choice_as_it_stands_but_no_number_or_link_of_before(visit: Visit) -> None:
    visit.turn("#when=2024")
    slider = "Object.assign(document.querySelector('#year'), { value: year })"
    set_year = f"year => {slider}.dispatchEvent(new Event('input'))"
    visit.page.evaluate("() => { window.before = document.querySelector('#legend [data-key=country]') }")
    visit.page.evaluate(set_year, 2001)
    assert visit.page.evaluate("() => before === document.querySelector('#legend [data-key=country]')")
    assert "when=2001" in str(visit.page.locator("#legend .apart a").first.get_attribute("href"))
    visit.page.focus("#legend [data-key=topic]")
    counted = "() => [...document.querySelector('#legend [data-key=topic]').options].map(one => one.textContent).join()"
    at_2001 = visit.page.evaluate(counted)
    visit.page.evaluate(set_year, 2024)
    assert visit.page.evaluate("() => document.activeElement.dataset.key") == "topic"
    assert visit.page.evaluate(counted) != at_2001
    assert visit.page.locator("#legend .count").first.inner_text() != ""
    visit.page.focus("#legend [data-key=kind]")
    visit.page.evaluate(set_year, 2010)
    assert "(" not in visit.page.evaluate(counted)
    visit.turn("#")
