"""Ranges of characters against the texts that are kept."""

import hashlib
import re
from pathlib import Path

import pytest

from kg.rdf.folders import Folders
from kg.validation.checks import check
from kg.validation.passage_ranges import uncovered
from tests.validation.examples import BAD, add, rules_of

TEXT = "Canada’s forces lead the operation.\n\nThe United States is invited.\n"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
LAST = len(TEXT)


@pytest.fixture
def kept(world: Folders, tmp_path: Path) -> Path:
    """A folder with the text of a page that has one passage."""
    example = (BAD / "passage-range.trig").read_text(encoding="utf-8")
    digest = re.search(r"[0-9a-f]{64}", example)
    assert digest
    text = example.replace(digest[0], DIGEST).replace("oa:start 28", "oa:start 0").replace("oa:end 90", "oa:end 35")
    add(world, text, "kept.trig")
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "note.txt").write_text(TEXT, encoding="utf-8", newline="")
    return sources


def set_range(world: Folders, start: int, end: int) -> None:
    path = world.data / "kept.trig"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("oa:start 0", f"oa:start {start}").replace("oa:end 35", f"oa:end {end}"))


def test_a_range_of_characters_in_the_kept_text_is_good(world: Folders, kept: Path) -> None:
    assert check(world, kept) == []
    set_range(world, 37, LAST - 1)
    assert check(world, kept) == []


RANGES = {
    "goes beyond the end": (37, LAST + 5),
    "begins beyond the end": (LAST + 5, LAST + 9),
    "ends with a line end": (37, LAST),
    "begins with a line end": (36, LAST - 1),
}


@pytest.mark.parametrize("case", RANGES)
def test_a_range_is_found_that(world: Folders, kept: Path, case: str) -> None:
    set_range(world, *RANGES[case])
    assert rules_of(check(world, kept)) == {"passage-range"}


def test_a_range_that_runs_backwards_is_found_twice(world: Folders, kept: Path) -> None:
    set_range(world, 35, 0)
    assert rules_of(check(world, kept)) == {"passage-range", "passage-range-in-order"}


def test_a_text_that_has_changed_is_found(world: Folders, kept: Path) -> None:
    (kept / "note.txt").write_text(TEXT.replace("lead", "hold"), encoding="utf-8", newline="")
    (finding,) = check(world, kept)
    assert (finding.subject, finding.rule) == ("src:a-page", "passage-hash")


def test_texts_are_compared_only_when_asked_and_there(world: Folders, kept: Path) -> None:
    set_range(world, 0, 999)
    assert check(world) == []
    (kept / "note.txt").unlink()
    assert check(world, kept) == []


@pytest.mark.parametrize(
    ("ranges", "left"),
    [
        ([], ["One. Two, three."]),
        ([(0, 4)], ["Two, three."]),
        ([(5, 16)], ["One."]),
        ([(9, 16), (0, 4)], ["Two,"]),
        ([(0, 16)], []),
        ([(0, 15)], []),
        ([(0, 9), (5, 10), (0, 2)], ["three."]),
    ],
)
def test_what_no_passage_covers_is_told(ranges: list[tuple[int, int]], left: list[str]) -> None:
    assert uncovered("One. Two, three.", ranges) == left
