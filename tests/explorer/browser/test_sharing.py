"""What is taken away from the picture: whole sheets, a link, a frame for another page, paper."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Visit


@pytest.fixture(scope="module")
def visit(browser: Any, shipped_page: Path) -> Iterator[Visit]:
    with Visit(browser, shipped_page, alone=True) as opened:
        opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield opened.open()
        assert opened.troubles == []


def copied(visit: Visit, name: str) -> str:
    visit.press(name)
    visit.page.wait_for_selector(".told")
    assert visit.page.text_content("#status") == visit.text(".told") == "Copied"
    return str(visit.page.evaluate("navigator.clipboard.readText()"))


def test_picture_has_title_filters_legend_credit_and_licence(visit: Visit, tmp_path: Path) -> None:
    visit.open("#topic=arctic&when=2024")
    place = visit.taken("SVG", tmp_path)
    told = place.read_text(encoding="utf-8")
    assert place.name == "perimeter-arctic-2024-en.svg"
    for part in ("Who works with whom", "In effect at the end of", "Topic: Arctic", ">Canada<", "wider: more shared"):
        assert part in told, part
    assert re.search(
        r"Perimeter [\d.]+ · data of .+ · CC BY 4\.0 \(https://creativecommons\.org/licenses/by/4\.0/", told
    )
    visit.page.get_by_role("button", name="Français").click()
    assert "Qui travaille avec qui" in visit.taken("SVG", tmp_path).read_text(encoding="utf-8")


def test_points_of_a_picture_are_twice_or_three_times_as_many(visit: Visit, tmp_path: Path) -> None:
    visit.open("#focus=norad")
    sizes = []
    for name in ("PNG", "PNG × 3"):
        head = visit.taken(name, tmp_path).read_bytes()[:24]
        sizes.append(struct.unpack(">II", head[16:]))
    assert sizes[1][0] == pytest.approx(1.5 * sizes[0][0], abs=2)
    assert sizes[0][0] > 1200


def test_two_dates_side_by_side_are_taken_away_so(visit: Visit, tmp_path: Path) -> None:
    visit.open("#focus=norad&when=2024&against=1960&beside=yes")
    told = visit.taken("SVG", tmp_path).read_text(encoding="utf-8")
    assert told.count("<svg") == 3
    assert ">1960<" in told
    assert ">2024<" in told


def test_link_and_frame_show_the_same(visit: Visit) -> None:
    visit.open("#focus=norad&when=2024")
    assert copied(visit, "Copy link to this") == visit.page.url
    visit.page.wait_for_selector(".told", state="detached")
    frame = copied(visit, "Copy code to embed")
    assert "focus=norad" in frame
    assert "embed=yes" in frame
    assert 'title="The circle of NORAD"' in frame


@pytest.mark.parametrize("fragment", ["#embed", "#embed&focus=norad", "#embed=yes&lang=fr"])
def test_embedded_picture_has_its_credit_and_a_way_to_the_whole(visit: Visit, fragment: str) -> None:
    visit.open(fragment)
    for part in ("#header", "#toolbar", "#legend", "#when", "#footer"):
        assert not visit.page.locator(part).is_visible(), part
    assert visit.page.locator("#picture").bounding_box()["height"] > 700
    credit = visit.page.locator("#credit")
    assert "CC BY 4.0" in credit.inner_text()
    link = credit.locator("a").get_attribute("href")
    assert "embed" not in link
    assert ("focus=norad" in link) == ("norad" in fragment)


def test_the_wheel_over_a_frame_scrolls_the_page_around_it(visit: Visit) -> None:
    for fragment, zoomed in (("#embed", 0), ("#", 1)):
        visit.open(fragment)
        visit.page.mouse.move(700, 450)
        visit.page.mouse.wheel(0, -400)
        visit.page.wait_for_timeout(100)
        assert visit.page.locator("#picture.near").count() == zoomed


def test_a_printed_card_has_its_passages_and_the_picture_its_credit(visit: Visit) -> None:
    visit.open("#card=norad")
    before = visit.page.locator("#panel .evidence").count()
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert visit.page.locator("#panel .evidence .says").count() > 20
    assert "CC BY 4.0" in str(visit.page.text_content("#printed"))
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator("#panel .evidence:visible").count() == before


def test_paper_is_told_how_much_of_a_list_it_has(visit: Visit) -> None:
    visit.open("#card=norad")
    visit.page.emulate_media(media="print")
    more = visit.page.locator("#panel .more")
    assert more.count()
    for button in more.all():
        told = button.evaluate("(one) => [getComputedStyle(one, '::after').content, getComputedStyle(one).fontSize]")
        assert re.fullmatch(r'"\d+ of \d+; the others are in the page"', told[0])
        assert told[1] == "0px"
    assert not visit.page.locator(".own-note").is_visible()


def test_a_card_is_printed_whole_on_upright_paper(visit: Visit) -> None:
    visit.open("#card=rcmp~cbsa")
    visit.page.wait_for_timeout(300)
    pages = re.findall(rb"/Type\s*/Page\b", visit.page.pdf(format="A4"))
    assert len(pages) > 10  # as a sheet on a screen of that width it was two
