"""The page as it is written: its policy and its script."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

import kg
from kg.errors import KgError
from kg.explorer import build_page
from kg.explorer.page import write_page
from tests.explorer.content import content_of
from tests.worlds import MINI, ROOT

PAGE = ROOT / "kg" / "explorer" / "page"


@pytest.fixture(scope="module")
def mini() -> kg.KnowledgeGraph:
    return kg.load(ROOT / "tests" / "mini")


@pytest.fixture(scope="module")
def explorer(mini: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mini.explore(path=tmp_path_factory.mktemp("explorer") / "mini.html").path


def test_policy_allows_only_the_scripts_of_the_page(explorer: Path) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', explorer.read_text(encoding="utf-8"))
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    scripts = policy[1].partition("style-src")[0]
    assert "unsafe" not in scripts.replace("'wasm-unsafe-eval'; worker-src blob:", "")


def test_scripts_never_read_text_as_markup() -> None:
    own = "".join(path.read_text(encoding="utf-8") for path in PAGE.rglob("*.ts"))
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert way not in own


def test_the_script_that_was_built_is_in_the_page(explorer: Path) -> None:
    assert build_page.SCRIPT.read_text(encoding="utf-8") in explorer.read_text(encoding="utf-8")


def test_the_page_is_the_same_from_one_processor_and_from_two(
    mini: kg.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = mini._page_source()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    two = write_page(source, path=tmp_path / "two.html")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    one = write_page(source, path=tmp_path / "one.html")
    assert one.path.read_bytes() == two.path.read_bytes()
    assert len(mini) == len(kg.load(MINI))


def test_a_country_that_the_data_are_about_and_do_not_describe_is_told(tmp_path: Path) -> None:
    shutil.copytree(MINI, tmp_path / "world")
    path = tmp_path / "world" / "entities" / "country.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("/perimeter/term/", "/another/term/"), encoding="utf-8")
    with pytest.raises(KgError, match="ent:canada is one of the two countries"):
        kg.load(tmp_path / "world").explore(path=tmp_path / "page.html")


def test_a_name_that_is_no_text_names_nothing(tmp_path: Path) -> None:
    world = shutil.copytree(MINI, tmp_path / "world")
    path = world / "entities" / "task-force.ttl"
    more = 'ent:cross-border-firearms-task-force skos:altLabel ent:norad, "The other"@en .'
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{more}\n", encoding="utf-8")
    content = content_of(kg.load(world).explore(path=tmp_path / "page.html").path)
    (entity,) = [one for one in content["entities"] if one["id"] == "cross-border-firearms-task-force"]
    assert ["skos:altLabel", "The other", "en"] in entity["called"]
    assert not [text for _, text, _ in entity["called"] if "norad" in text]
