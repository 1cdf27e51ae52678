"""A story told as text: its steps one after another, each sentence with the numbers of its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.language import localized
from kg.messages import message
from kg.render.citations import Citations, wrap
from kg.render.text import clean

if TYPE_CHECKING:
    from kg.record.evidence import Passage
    from kg.record.stories import Story


def tell_story(story: Story, passages: dict[str, Passage], language: str = "en") -> str:
    """Return a story as text, with its sources at the end."""
    citations = Citations(passages)
    lines = [localized(story.title, language), *wrap(localized(story.summary, language), "")]
    for number, step in enumerate(story.steps, 1):
        told = [f"{localized(one.texts, language)} {citations.markers(one.passages)}" for one in step.sentences]
        lines += ["", f"{number}. {localized(step.title, language)}"]
        lines += wrap(f"   {' '.join(told)}", "   ")
    lines += ["", message("common.sources", language), *citations.lines(language)]
    return clean("\n".join(lines)) + "\n"
