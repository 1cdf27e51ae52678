"""Stories: guided walks through the record, step by step, each sentence with the passages that it rests on.

A story is a YAML file of `data/stories/`: people write it, so it is read with the line of every part, and what is
wrong with it is told where it stands.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError, UnknownName
from kg.rdf.files import text_of
from kg.render.lines import listing
from kg.vocabulary import LANGUAGES, SOURCE

if TYPE_CHECKING:
    import yaml


@dataclass(frozen=True)
class Sentence:
    """One sentence in each language, and the IRIs of the passages that say what it says."""

    texts: Mapping[str, str]
    passages: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Step:
    """One step: its title, its sentences, and what the explorer shows beside them, in the keys of its address."""

    title: Mapping[str, str]
    sentences: tuple[Sentence, ...]
    view: Mapping[str, str]
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, repr=False)
class Story:
    """A story with a name, a title and a summary by language, and its steps."""

    name: str
    title: Mapping[str, str]
    summary: Mapping[str, str]
    steps: tuple[Step, ...]
    number: int = 999

    def __repr__(self) -> str:
        return f"<Story {self.name}: {self.title.get('en', '')}, {len(self.steps)} steps>"

    @property
    def passages(self) -> list[str]:
        """The IRIs of all passages that the story rests on, in the order in which they are first named."""
        named = (iri for step in self.steps for sentence in step.sentences for iri in sentence.passages)
        return list(dict.fromkeys(named))


@dataclass(frozen=True)
class Mistake:
    """What is wrong with the form of a story: on which line, by which rule, and what to do."""

    line: int
    rule: str
    message: str


def story_files(folder: Path) -> list[Path]:
    """Return the files of the stories in a folder of data, in order."""
    return sorted((folder / "stories").glob("*.yaml"))


class Stories(dict[str, Story]):
    """Stories by name, shown as a list of their titles."""

    def __repr__(self) -> str:
        return listing((name, one.title.get("en", "")) for name, one in self.items())


def read_stories(folder: Path, languages: Sequence[str] = LANGUAGES) -> Stories:
    """Return the stories in a folder of data by name. Raises DataError with the place of the first mistake.

    >>> list(read_stories(Path("tests/mini")))
    ['norad']
    """
    stories = []
    for path in story_files(folder):
        story, mistakes = read_story(path, languages)
        if mistakes:
            raise DataError("error.data.as_told", path, mistakes[0].line, 1, reason=mistakes[0].message)
        stories.append(story)
    return Stories({story.name: story for story in sorted(stories, key=lambda one: (one.number, one.name))})


def named_story(stories: Mapping[str, Story], name: str) -> Story:
    """Return one story by name. Raises UnknownName with the nearest names."""
    if name not in stories:
        raise UnknownName("story", name, difflib.get_close_matches(name, stories, 3, 0.3) or sorted(stories)[:4])
    return stories[name]


def read_story(path: Path, languages: Sequence[str] = LANGUAGES) -> tuple[Story, list[Mistake]]:
    """Return a story as far as it can be understood, and the mistakes in its form.

    What it does not say in a language that is not among ``languages`` is told in English.
    Raises DataError, with line and column, for what is not YAML.
    """
    reader = _Reader(languages)
    parts = reader.parts(_root(path), ("title", "summary", "steps"), ("number",))
    number = reader.text(parts.get("number"))
    if number and not number.isdecimal():
        reader.mistake(parts["number"], "story-form", f"“{number}” is not a number; write its place among the stories.")
    title, summary = (reader.texts(parts.get(name)) for name in ("title", "summary"))
    steps = [reader.step(node) for node in reader.items(parts.get("steps"), "steps")]
    order = int(number) if number.isdecimal() else 999
    return Story(path.stem, title, summary, tuple(steps), order), reader.mistakes


def _root(path: Path) -> yaml.Node | None:
    import yaml

    try:
        return yaml.compose(text_of(path), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise DataError("error.data.as_told", path, line, column, reason=error.problem or error.context) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise DataError("error.data.not_yaml", path, reason=str(error).splitlines()[0]) from None


_PASSAGE = re.compile(r"[\w./-]+")
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?…][»”’]?\s+(?=[A-ZÀ-Ý«“‘])")


class _Reader:
    """Takes the parts of a story from YAML and collects the mistakes on the way."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.mistakes: list[Mistake] = []
        self._asked = languages

    def mistake(self, node: yaml.Node | None, rule: str, message: str) -> None:
        self.mistakes.append(Mistake(_line(node), rule, message))

    def parts(
        self, node: yaml.Node | None, wanted: Iterable[str], optional: Iterable[str] = ()
    ) -> dict[str, yaml.Node]:
        """Return the parts of a block by name; what is missing, unknown or there twice is a mistake."""
        found = self.mapping(node)
        known = [*wanted, *optional]
        for name, part in found.items():
            if name not in known:
                self.mistake(part, "story-form", f"“{name}” is not known here; write {', '.join(known)}.")
        for name in wanted:
            if name not in found:
                self.mistake(node, "story-form", f"Add “{name}”.")
        return found

    def mapping(self, node: yaml.Node | None) -> dict[str, yaml.Node]:
        found: dict[str, yaml.Node] = {}
        if node is None or node.id != "mapping":
            self.mistake(node, "story-form", "Write a block of “name: value” lines here.")
            return found
        for key, value in node.value:
            name = self.text(key)
            if name in found:
                self.mistake(key, "story-form", f"“{name}” stands here twice; keep one.")
            found[name] = value
        return found

    def items(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        if node is None:
            return []
        if node.id != "sequence" or not node.value:
            self.mistake(node, "story-form", f"Write {what} as a list of one or more, each after “- ”.")
            return []
        return list(node.value)

    def text(self, node: yaml.Node | None) -> str:
        if node is None:
            return ""
        if node.id != "scalar":
            self.mistake(node, "story-form", "Write one text here.")
            return ""
        return str(node.value).strip()

    def texts(self, node: yaml.Node | None) -> dict[str, str]:
        """Return a text by language; one that is missing is a mistake."""
        return self.languages(node, self.mapping(node), ()) if node is not None else {}

    def languages(self, node: yaml.Node, found: dict[str, yaml.Node], other: Iterable[str]) -> dict[str, str]:
        known = tuple(dict.fromkeys((*LANGUAGES, *self._asked)))
        for name, part in found.items():
            if name not in (*known, *other):
                self.mistake(part, "story-form", f"“{name}” is not known here; write {', '.join((*known, *other))}.")
        texts = {language: self.text(found.get(language)) for language in known}
        for language, text in texts.items():
            if not text and language not in self._asked:
                texts[language] = texts["en"]
            elif not text:
                self.mistake(node, "story-both-languages", f"Write the text in “{language}” too.")
        return texts

    def step(self, node: yaml.Node) -> Step:
        parts = self.parts(node, ("title", "view", "text"))
        view = self.mapping(parts["view"]) if "view" in parts else {}
        sentences = tuple(self.sentence(one) for one in self.items(parts.get("text"), "the text"))
        lines = {name: _line(value) for name, value in view.items()}
        return Step(
            self.texts(parts.get("title")), sentences, {name: self.text(value) for name, value in view.items()}, lines
        )

    def sentence(self, node: yaml.Node) -> Sentence:
        found = self.mapping(node)
        texts = self.languages(node, found, ("passages",))
        listed = found.get("passages")
        passages = [self.text(one) for one in self.items(listed, "the passages")] if listed and listed.value else []
        if not any(passages):
            self.mistake(node, "story-sentence-with-passage", "Name the passages that say this, or leave it out.")
        for language, text in texts.items():
            if _SENTENCE_END.search(text):
                message = f"The text in “{language}” is more than one sentence; give each its own passages."
                self.mistake(node, "story-sentence-with-passage", message)
        for one in passages:
            if one and not _PASSAGE.fullmatch(one):
                self.mistake(node, "story-form", f"“{one}” is no id of a passage; write it as in a-document/p1.")
        return Sentence(texts, tuple(SOURCE + one for one in passages if _PASSAGE.fullmatch(one)), _line(node))


def _line(node: yaml.Node | None) -> int:
    return node.start_mark.line + 1 if node is not None else 1
