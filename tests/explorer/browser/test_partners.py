"""Closest partners on the card of an actor, in the order of the picture, the table and the library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.vocabulary import ENTITY
from tests.browser import Visit


@pytest.fixture(scope="module")
def visit(browser: Any, shipped_page: Path) -> Iterator[Visit]:
    with Visit(browser, shipped_page) as opened:
        yield opened.open()
        assert opened.troubles == []


def partners(graph: kg.KnowledgeGraph, who: str, country: str) -> list[str]:
    """The names of the partners in a country, the strongest first, as the library weighs them."""
    network, own = graph.network(), ENTITY + who
    near = [(-round(edge["weight"], 4), *sorted((own, other)), other) for other, edge in network[own].items()]
    return [graph.labels.of(other) for *_, other in sorted(near) if network.nodes[other]["countries"] == country]


def test_the_card_opens_with_the_closest_partners_of_the_other_country(
    visit: Visit, shipped: kg.KnowledgeGraph
) -> None:
    visit.turn("#card=cbsa")
    assert visit.text("#panel .partners h4 >> nth=0") == "United States"
    ranked = visit.page.locator("#panel .ranked >> nth=0").locator("a.inward").all_inner_texts()
    assert ranked == partners(shipped, "cbsa", "united-states")[:5]
    assert re.search(r"\d+ reasons · since .*; \d+ more", visit.text("#panel .ranked li >> nth=0"), re.DOTALL)
    visit.page.click("#panel .partners .more >> nth=0")
    ranked = visit.page.locator("#panel .ranked >> nth=0").locator("a.inward").all_inner_texts()
    assert ranked == partners(shipped, "cbsa", "united-states")


def test_a_partner_leads_to_the_card_of_the_line(visit: Visit) -> None:
    visit.turn("#card=cbsa")
    visit.page.click("#panel .ranked a.inward >> nth=0")
    assert visit.text("#panel .eyebrow >> nth=0") == "Why they are joined"
    assert "card=cbp%7Ecbsa" in visit.page.url


@pytest.mark.parametrize("fragment", ["#mode=between&card=cbsa", "#lens=countries&card=cbsa"])
def test_partners_are_the_same_in_every_view(visit: Visit, shipped: kg.KnowledgeGraph, fragment: str) -> None:
    visit.turn(fragment)
    ranked = visit.page.locator("#panel .ranked >> nth=0").locator("a.inward").all_inner_texts()
    assert ranked == partners(shipped, "cbsa", "united-states")[:5]
    visit.page.click("#panel .ranked a.inward >> nth=0")
    assert visit.text("#panel .eyebrow >> nth=0") == "Why they are joined"


def test_under_a_filter_the_card_says_how_many_partners_are_hidden(visit: Visit) -> None:
    visit.turn("#card=cbsa&topic=firearms")
    assert "partners are shown, because of: Topic: Firearms." in visit.text("#panel .partners .notice")


def test_the_table_of_a_circle_begins_with_the_lines_of_its_middle(visit: Visit, shipped: kg.KnowledgeGraph) -> None:
    visit.turn("#focus=cbsa&ends=across&view=table")
    names = visit.page.locator("#table tbody tr td:nth-child(2)").all_inner_texts()
    assert set(visit.page.locator("#table tbody tr th").all_inner_texts()[:20]) == {"Canada Border Services Agency"}
    assert names[:20] == partners(shipped, "cbsa", "united-states")[:20]
