"""What the library answers is what the files say, worked out again by code that shares nothing with it."""

from __future__ import annotations

import os

import kg
from tests.questions.recomputed import COLUMNS, compare

COUNT = int(os.environ.get("PERIMETER_RECOMPUTED", "60"))
"""How many questions are asked: a part of the two hundred, unless told otherwise."""


def test_questions_with_any_parameters_are_answered_as_the_files_say(shipped: kg.KnowledgeGraph) -> None:
    asked, faults = compare(COUNT, 2026, shipped)
    assert asked.keys() == {*COLUMNS, "network"}
    assert not faults
