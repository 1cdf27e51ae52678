"""Random states of the explorer, some few: every number on screen as the library has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import kg
from tests.browser import Visit
from tests.explorer.expected import Shown
from tests.explorer.states import fragment, run


def test_every_number_of_random_states_is_that_of_the_library(
    browser: Any, shipped: kg.KnowledgeGraph, shipped_page: Path
) -> None:
    with Visit(browser, shipped_page) as visit:
        visit.open()
        found = {fragment(state): differs for state, differs in run(visit, Shown(shipped, shipped_page), 6, "suite")}
        assert len(found) == 6
        assert {state: differs for state, differs in found.items() if differs} == {}
        assert visit.troubles == []


def test_a_card_without_a_line_names_the_filter_that_hides_it(browser: Any, shipped_page: Path) -> None:
    with Visit(browser, shipped_page) as visit:
        visit.open("#rests=encyclopedia&card=cbsa~rcmp")
        assert "because of: Rests only on: Encyclopedia." in visit.text("#panel .notice")
        visit.open("#rests=encyclopedia&card=cbsa")
        assert "because of: Rests only on: Encyclopedia." in visit.text("#panel .partners .notice")
