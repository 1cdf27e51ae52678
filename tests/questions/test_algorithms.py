"""Questions that a computation finishes."""

from __future__ import annotations

from kg import KnowledgeGraph
from tests.questions.asked import asked


def test_no_connection_is_an_empty_answer(shipped: KnowledgeGraph) -> None:
    assert len(asked(shipped, "connections", {"of": "rcmp", "to": "fentanyl-trafficking"})) == 0
