"""Stories told in text."""

from __future__ import annotations

import kg
from kg.render.story import tell_story


def test_a_story_is_told_with_the_numbers_of_its_passages(mini: kg.KnowledgeGraph) -> None:
    told = tell_story(mini.stories["norad"], mini.record.passages)
    assert told.startswith("A command for two countries\nHow NORAD was founded, and who stands beside it.\n\n1. Two")
    assert "before there was a formal agreement. [1]" in " ".join(told.split())
    assert "[3] The US command began work on 1 October 2002" in told


def test_a_story_is_told_in_french(mini: kg.KnowledgeGraph) -> None:
    told = tell_story(mini.stories["norad"], mini.record.passages, "fr")
    assert "2. Un voisin sous le même toit" in told
    assert "[1] Le commandement date du 12 septembre 1957" in told
