"""Stories judged: their form, and whether the passages, entities and views that they name are there."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import DataError
from kg.rdf.files import ParsedFiles
from kg.record.stories import Mistake, Step, Story, read_story
from kg.validation.findings import Finding
from kg.validation.writing import text_faults
from kg.vocabulary import ENTITY, LANGUAGES, OWN_PREFIXES, SOURCE, TERM

RULES = {
    "story-form": "a part of a story that is missing, unknown or not of its kind",
    "story-both-languages": "a text of a story in one language",
    "story-sentence-with-passage": "a sentence of a story that no passage is named for",
    "story-passage-unknown": "a passage named in a story that is not on record",
    "story-entity-unknown": "an entity named in the view of a story that is not on record",
    "story-view": "a key or value that the explorer does not know in the view of a story",
}

VIEW_CHOICES = {
    "view": ("network", "table", "timeline", "map"),
    "mode": ("shared", "between"),
    "lens": ("organizations", "countries", "all"),
    "by": ("shortest", "strongest"),
    "beside": ("yes",),
    "read": ("again",),
    "undated": ("yes", "no"),
    "ends": ("across",),
    "governments": ("both",),
}
"""What the view of a step may choose from, in the words of the explorer's address."""
_NUMBERS = {"depth": (1, 3), "detail": (0, 5), "publishers": (1, 9)}
_CONCEPTS = {name: name for name in ("topic", "kind", "standing")} | {"rests": "standing"}
_SIDES = {"first", "second", "both", "other", "collaboration"}
_ENTITIES: dict[str, Callable[[str], list[str]]] = {
    "focus": str.split,
    "card": lambda text: text.split("~"),
    "path": lambda text: text.split("~"),
    "country": lambda text: [text],
}
VIEW_KEYS = {*VIEW_CHOICES, *_NUMBERS, *_CONCEPTS, *_ENTITIES, "hide", "when", "against", "since", "text"}
"""The keys of the explorer's address that the view of a step may have: all but whose page it is and its language."""


def story_findings(path: Path, content: ParsedFiles, languages: Sequence[str] = LANGUAGES) -> Iterator[Finding]:
    """Yield a finding for each mistake in the file of a story."""
    try:
        story, mistakes = read_story(path, languages)
    except DataError as error:
        reason = f"column {error.column}: {error.reason()}" if error.column else error.reason()
        mistakes = [Mistake(error.line, "syntax", reason)]
    else:
        mistakes = [*mistakes, *_unknown(story, content.file_of), *_badly_written(story)]
    for mistake in mistakes:
        yield Finding(str(path), mistake.line, path.stem, mistake.rule, mistake.message)


def _badly_written(story: Story) -> Iterator[Mistake]:
    titles = [(1, story.title), (1, story.summary)]
    titles += [(min(step.lines.values(), default=1), step.title) for step in story.steps]
    sentences = [(sentence.line, sentence.texts) for step in story.steps for sentence in step.sentences]
    for line, texts in [*titles, *sentences]:
        for language, text in texts.items():
            for rule, fault in text_faults(text, language):
                yield Mistake(line, rule, fault)


def _unknown(story: Story, known: Mapping[str, Path]) -> Iterator[Mistake]:
    for step in story.steps:
        for sentence in step.sentences:
            for iri in sentence.passages:
                if iri not in known:
                    name = iri.removeprefix(SOURCE)
                    message = f"There is no passage {name}.{_nearest(iri, known, SOURCE)}"
                    yield Mistake(sentence.line, "story-passage-unknown", message)
        yield from _view_mistakes(step, known)


def _view_mistakes(step: Step, known: Mapping[str, Path]) -> Iterator[Mistake]:
    for key, value in step.view.items():
        line = step.lines.get(key, 0)
        if key not in VIEW_KEYS:
            near = difflib.get_close_matches(key, VIEW_KEYS, 1, 0.5) or sorted(VIEW_KEYS)
            yield Mistake(line, "story-view", f"The explorer has no “{key}”; it has {', '.join(near)}.")
        elif key in _ENTITIES:
            for name in _ENTITIES[key](value):
                if ENTITY + name not in known:
                    message = f"No entity is called “{name}”.{_nearest(ENTITY + name, known, ENTITY)}"
                    yield Mistake(line, "story-entity-unknown", message)
            if key == "path" and value.count("~") != 1:
                yield Mistake(line, "story-view", f"“{value}” is not a path; write two ids with ~ between them.")
        else:
            wanted = _wanted(key, value, known)
            if wanted:
                yield Mistake(line, "story-view", f"“{value}” is no value of “{key}”; write {wanted}.")


def _wanted(key: str, value: str, known: Mapping[str, Path]) -> str:
    """Return what a key takes where a value is not that, nothing where it is."""
    if key in VIEW_CHOICES:
        return "" if value in VIEW_CHOICES[key] else " or ".join(VIEW_CHOICES[key])
    if key in _NUMBERS:
        first, last = _NUMBERS[key]
        return "" if value.isdecimal() and first <= int(value) <= last else f"a number from {first} to {last}"
    if key in _CONCEPTS:
        return "" if OWN_PREFIXES[_CONCEPTS[key]] + value in known else f"the id of a {_CONCEPTS[key]}"
    if key == "text":
        return "" if value.strip() else "a word or more"
    if key == "hide":
        good = all(one in _SIDES or TERM + one in known for one in value.split())
        return "" if good else "families of relations or sides of the legend"
    return "" if _is_date(value) else "a date such as 2001, 2001-09 or 2001-09-11"


def _is_date(value: str) -> bool:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return False
    try:
        datetime.date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


def _nearest(iri: str, known: Mapping[str, Path], namespace: str) -> str:
    names = [one.removeprefix(namespace) for one in known if one.startswith(namespace)]
    near = difflib.get_close_matches(iri.removeprefix(namespace), names, 1, 0.6)
    return f" Did you mean “{near[0]}”?" if near else ""
