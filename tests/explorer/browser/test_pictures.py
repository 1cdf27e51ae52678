"""The picture as the page gives it away, in either mode and language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from tests.browser import Visit

SAME_EVERYWHERE = "CanvasRenderingContext2D.prototype.measureText = text => ({ width: text.length * 6 })"
"""Names as wide as they are long: how wide the fonts of a machine make them must not decide where they stand."""


@pytest.fixture(scope="module")
def page(mini: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mini.explore(path=tmp_path_factory.mktemp("pictures") / "mini.html").path


@pytest.mark.parametrize(
    ("name", "fragment"),
    [
        ("page-one-mode", "#lens=all"),
        ("page-two-mode-french", "#mode=between&lens=all&lang=fr"),
    ],
)
def test_picture_that_is_taken_away_is_the_one_that_is_kept(
    browser: Any, page: Path, same_picture: Callable[[str, str], None], name: str, fragment: str
) -> None:
    with Visit(browser, page, alone=True) as visit:
        visit.page.add_init_script(SAME_EVERYWHERE)
        visit.open(fragment)
        menu = visit.page.locator("#toolbar .menu")
        menu.evaluate("menu => { menu.open = true }")
        with visit.page.expect_download() as download:
            menu.get_by_role("button", name="SVG", exact=True).click()
        same_picture(name, Path(download.value.path()).read_text(encoding="utf-8"))
        assert visit.troubles == []
