"""A story told as text: its steps one after another, each sentence with the numbers of its passages."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from kg.language import localized
from kg.messages import message
from kg.render.citations import Citations
from kg.render.text import clean

if TYPE_CHECKING:
    from kg.record.evidence import Passage
    from kg.record.stories import Story

_WIDTH = 100


def tell_story(story: Story, passages: dict[str, Passage], language: str = "en") -> str:
    """Return a story as text, with its sources at the end."""
    citations = Citations(passages)
    lines = [localized(story.title, language), *textwrap.wrap(localized(story.summary, language), _WIDTH)]
    for number, step in enumerate(story.steps, 1):
        told = [f"{localized(one.texts, language)} {citations.markers(one.passages)}" for one in step.sentences]
        lines += ["", f"{number}. {localized(step.title, language)}"]
        lines += textwrap.wrap(" ".join(told), _WIDTH, initial_indent="   ", subsequent_indent="   ")
    lines += ["", message("common.sources", language), *citations.lines(language)]
    return clean("\n".join(lines)) + "\n"
