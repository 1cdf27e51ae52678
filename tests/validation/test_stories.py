"""Stories are judged: each fault is found on its line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kg.rdf.folders import Folders
from kg.validation.checks import check
from kg.validation.stories import VIEW_KEYS
from tests.record.spoilt_story import spoil
from tests.worlds import MINI, ROOT, RunKg

STATE = (ROOT / "kg" / "explorer" / "page" / "state" / "state.ts").read_text(encoding="utf-8")

OF_THE_READER = {"lang", "theme", "story", "step", "question", "given", "query", "answer", "moved", "misread", "embed"}
"""Keys of the explorer's address that are the reader's own, and not a story's."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small world whose one story may be spoilt."""
    shutil.copytree(MINI, tmp_path / "world")
    return tmp_path / "world"


def findings(folder: Path) -> list[tuple[int, str, str]]:
    return [(one.line, one.rule, one.message) for one in check(Folders.find(folder))]


def test_a_finding_tells_the_line_and_the_nearest_name(folder: Path) -> None:
    spoil(folder, "card: norad\n", "card: norat\n")
    assert findings(folder) == [(14, "story-entity-unknown", "No entity is called “norat”. Did you mean “norad”?")]


def test_a_passage_that_is_not_there_is_found(folder: Path) -> None:
    spoil(folder, "[norad-agreement-page/p1]", "[norad-agreement-pages/p1]")
    assert findings(folder) == [
        (
            21,
            "story-passage-unknown",
            "There is no passage norad-agreement-pages/p1. Did you mean “norad-agreement-page/p1”?",
        )
    ]


def test_two_sentences_do_not_share_their_passages(folder: Path) -> None:
    spoil(folder, "2002; the two share", "2002. The two share")
    assert findings(folder) == [
        (
            30,
            "story-sentence-with-passage",
            "The text in “en” is more than one sentence; give each its own passages.",
        )
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("lens: all", "lens: some", "“some” is no value of “lens”; write organizations or countries or all."),
        ('"1958"', '"58"', "“58” is no value of “when”; write a date such as 2001, 2001-09 or 2001-09-11."),
        ('"1958"', '"1958-13"', "“1958-13” is no value of “when”; write a date such as 2001, 2001-09 or 2001-09-11."),
        ("lens: all", "depth: 4", "“4” is no value of “depth”; write a number from 1 to 3."),
        ("lens: all", "topic: knitting", "“knitting” is no value of “topic”; write the id of a topic."),
        ("lens: all", "hide: nobody", "“nobody” is no value of “hide”; write families of relations or sides"),
        ("lens: all", "path: norad", "“norad” is not a path; write two ids with ~ between them."),
        ("lens: all", "lang: fr", "The explorer has no “lang”; it has "),
    ],
)  # fmt: skip
def test_a_view_that_the_explorer_does_not_know_is_found(folder: Path, old: str, new: str, message: str) -> None:
    spoil(folder, old, new)
    ((_, rule, told),) = findings(folder)
    assert rule == "story-view"
    assert told.startswith(message)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("number: 1", "nummer: 1", "“nummer” is not known here; write title, summary, steps, number."),
        ("number: 1", "number: one", "“one” is not a number; write its place among the stories."),
        ("number: 1", "number: 1\nnumber: 2", "“number” stands here twice; keep one."),
        ("    view:\n      card: norad~usnorthcom\n", "", "Add “view”."),
        ("[wikipedia-norad/p1]", "wikipedia-norad/p1", "Write the passages as a list of one or more, each after “- ”."),
        ("  en: How NORAD was founded, and who stands beside it.", "  en: [a]", "Write one text here."),
    ],
)
def test_what_is_not_in_form_is_found(folder: Path, old: str, new: str, message: str) -> None:
    spoil(folder, old, new)
    assert message in [told for _, rule, told in findings(folder) if rule == "story-form"]


def test_an_empty_file_is_a_finding_and_no_traceback(folder: Path) -> None:
    (folder / "stories" / "norad.yaml").write_text("", encoding="utf-8")
    assert {rule for _, rule, _ in findings(folder)} == {"story-form"}


def test_views_of_stories_and_the_address_of_the_explorer_have_the_same_keys() -> None:
    state = re.search(r"function defaults\(\).*?return \{(.*?)\n  \};", STATE, re.DOTALL)
    unfiltered = re.search(r"const UNFILTERED = \{(.*?)\n\} as const", STATE, re.DOTALL)
    assert state
    assert unfiltered
    assert "...UNFILTERED" in state[1]
    keys = re.findall(r"^ +(\w+):", unfiltered[1] + state[1], re.MULTILINE)
    assert set(keys) - OF_THE_READER == VIEW_KEYS


def test_what_cannot_be_the_id_of_a_passage_is_told_by_every_command(world: Folders, run_kg: RunKg) -> None:
    path = world.data / "stories" / "norad.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("/p1", "/p 1<", 1), encoding="utf-8")
    assert "story-form" in {one.rule for one in check(world)}
    told = run_kg("stories", "norad", "--data", world.data)
    assert told.returncode == 2
    assert "is no id of a passage" in told.stderr.decode()
