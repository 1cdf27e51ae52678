"""Stories: read with the place of every mistake, judged, and told at each door."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import kg
from kg.errors import DataError, UnknownName
from kg.rdf.files import Folders
from kg.record.stories import Story, named_story, read_stories, read_story
from kg.render.story import tell_story
from kg.validation.checks import check
from kg.validation.stories import VIEW_KEYS
from tests.worlds import MINI, ROOT, RunKg

GOOD = (MINI / "stories" / "norad.yaml").read_text(encoding="utf-8")
STATE = (ROOT / "kg" / "explorer" / "page" / "state" / "state.ts").read_text(encoding="utf-8")
OF_THE_READER = {"lang", "theme", "story", "step", "question", "given", "query"}
"""Keys of the explorer's address that are the reader's own, and not a story's."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small world whose one story may be spoilt."""
    shutil.copytree(MINI, tmp_path / "world")
    return tmp_path / "world"


def spoil(folder: Path, old: str, new: str) -> Path:
    assert old in GOOD
    path = folder / "stories" / "norad.yaml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    return path


def findings(folder: Path) -> list[tuple[int, str, str]]:
    return [(one.line, one.rule, one.message) for one in check(Folders.find(folder))]


# Reading


def test_a_story_is_read_with_its_steps_sentences_and_passages(mini: kg.KnowledgeGraph) -> None:
    story = mini.stories["norad"]
    assert (story.title["en"], story.title["fr"]) == (
        "A command for two countries",
        "Un commandement pour deux pays",
    )
    assert [len(step.sentences) for step in story.steps] == [2, 1]
    assert story.steps[0].view == {"focus": "norad", "card": "norad", "lens": "all", "when": "1958"}
    assert [iri.split("/source/")[1] for iri in story.passages] == [
        "wikipedia-norad/p1",
        "norad-agreement-page/p1",
        "northcom-fourth-birthday/p1",
    ]


def test_dates_and_words_of_yaml_stay_texts(folder: Path) -> None:
    path = spoil(folder, 'when: "1958"', "when: 2001-09-11\n      undated: no")
    view = read_story(path)[0].steps[0].view
    assert (view["when"], view["undated"]) == ("2001-09-11", "no")


def test_stories_stand_in_the_order_of_their_numbers(folder: Path) -> None:
    (folder / "stories" / "a-later-one.yaml").write_text(GOOD.replace("number: 1", "number: 2"), encoding="utf-8")
    assert list(read_stories(folder)) == ["norad", "a-later-one"]


def test_a_story_that_is_no_yaml_is_told_with_line_and_column(folder: Path) -> None:
    path = spoil(folder, "  en: How NORAD", "  en: [How NORAD")
    with pytest.raises(DataError) as caught:
        read_stories(folder)
    assert caught.value.path == str(path)
    assert caught.value.line > 5


def test_the_first_mistake_of_form_is_told_when_stories_are_read(folder: Path) -> None:
    path = spoil(folder, "  fr: Un commandement pour deux pays\n", "")
    with pytest.raises(DataError, match=re.escape(f"{path}:3:1: Write the text in “fr” too.")):
        kg.load(folder).stories  # noqa: B018


def test_unknown_story_suggests_the_nearest(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"No story is called “norat”\. Did you mean “norad”\?"):
        named_story(mini.stories, "norat")


def test_a_graph_without_a_folder_has_no_stories(mini: kg.KnowledgeGraph) -> None:
    assert kg.KnowledgeGraph(mini.engine).stories == {}


# Judging


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
    assert state
    assert set(re.findall(r"^    (\w+):", state[1], re.MULTILINE)) - OF_THE_READER == VIEW_KEYS


# Telling


def test_a_story_is_told_with_the_numbers_of_its_passages(mini: kg.KnowledgeGraph) -> None:
    told = tell_story(mini.stories["norad"], mini.record.passages)
    assert told.startswith("A command for two countries\nHow NORAD was founded, and who stands beside it.\n\n1. Two")
    assert "before there was a formal agreement. [1]" in " ".join(told.split())
    assert "[3] The US command began work on 1 October 2002" in told


def test_a_story_is_told_in_french(mini: kg.KnowledgeGraph) -> None:
    told = tell_story(mini.stories["norad"], mini.record.passages, "fr")
    assert "2. Un voisin sous le même toit" in told
    assert "[1] Le commandement date du 12 septembre 1957" in told


def test_the_command_line_lists_and_tells(run_kg: RunKg) -> None:
    listed = run_kg("stories", "--data", MINI)
    assert listed.stdout.decode().splitlines() == ["name,title,steps", "norad,A command for two countries,2"]
    told = run_kg("stories", "norad", "--data", MINI)
    assert told.returncode == 0
    assert told.stdout.decode().startswith("A command for two countries\n")


def test_the_command_line_checks_one_story(run_kg: RunKg, folder: Path) -> None:
    path = spoil(folder, "card: norad\n", "card: norat\n")
    answer = run_kg("check", path, "--data", folder)
    assert answer.returncode == 1
    assert answer.stdout.decode().startswith(f"{path}:14: norad: No entity is called “norat”.")


def test_the_command_line_says_which_stories_there_are(run_kg: RunKg) -> None:
    answer = run_kg("stories", "norat", "--data", MINI)
    assert answer.returncode == 2
    assert "No story is called “norat”. Did you mean “norad”?" in answer.stderr.decode()


# The stories that ship


SHIPPED = sorted(read_stories(ROOT / "data").values(), key=lambda story: story.number)


def test_the_four_stories_ship() -> None:
    assert [story.name for story in SHIPPED] == ["norad", "firearms", "fentanyl", "arctic"]


@pytest.mark.parametrize("story", SHIPPED, ids=lambda story: story.name)
def test_a_story_that_ships_is_short(story: Story) -> None:
    assert 5 <= len(story.steps) <= 8
    for step in story.steps:
        words = sum(len(sentence.texts["en"].split()) for sentence in step.sentences)
        assert 40 <= words <= 90, f"{step.title['en']}: {words} words"
