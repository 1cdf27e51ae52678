"""Stories are read with the place of every mistake."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import kg
from kg.errors import DataError, UnknownName
from kg.record.stories import Story, named_story, read_stories, read_story
from tests.record.spoilt_story import GOOD, spoil
from tests.worlds import MINI, ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small world whose one story may be spoilt."""
    shutil.copytree(MINI, tmp_path / "world")
    return tmp_path / "world"


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


SHIPPED = sorted(read_stories(ROOT / "data").values(), key=lambda story: story.number)


def test_the_five_stories_ship() -> None:
    assert [story.name for story in SHIPPED] == ["norad", "firearms", "fentanyl", "arctic", "advisories"]


@pytest.mark.parametrize("story", SHIPPED, ids=lambda story: story.name)
def test_a_story_that_ships_is_short(story: Story) -> None:
    assert 5 <= len(story.steps) <= 8
    for step in story.steps:
        words = sum(len(sentence.texts["en"].split()) for sentence in step.sentences)
        assert 40 <= words <= 90, f"{step.title['en']}: {words} words"
