"""The commands that write, build and check data."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.graph import build
from tests.record.spoilt_story import spoil
from tests.worlds import MINI, RunKg


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small world whose one story may be spoilt."""
    shutil.copytree(MINI, tmp_path / "world")
    return tmp_path / "world"


def test_the_command_line_checks_one_story(run_kg: RunKg, folder: Path) -> None:
    path = spoil(folder, "card: norad\n", "card: norat\n")
    answer = run_kg("check", path, "--data", folder)
    assert answer.returncode == 1
    assert answer.stdout.decode().startswith(f"{path}:14: norad: No entity is called “norat”.")


@pytest.fixture
def store(tmp_path: Path, cache: Path) -> Path:
    build(tmp_path / "store", MINI)
    return tmp_path / "store"


def test_the_command_line_builds_and_asks_a_store(tmp_path: Path, run_kg: RunKg) -> None:
    place = tmp_path / "store"
    assert run_kg("build", place, "--data", MINI).returncode == 0
    for words in (["find", "norad"], ["show", "norad"], ["ask", "acronym", "--text", "NORAD"], ["coverage"]):
        here, there = run_kg(*words, "--data", MINI), run_kg(*words, "--store", place)
        assert (there.returncode, there.stdout) == (here.returncode, here.stdout)
    both = run_kg("find", "norad", "--data", MINI, "--store", place)
    assert both.returncode == 2
    assert b"one place" in both.stderr
