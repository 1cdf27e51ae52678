"""The questions that ship: complete headers, ordered and portable queries."""

from __future__ import annotations

import re

from kg import KnowledgeGraph
from kg.questions.catalogue import question, questions
from tests.questions.asked import EACH, asked, projected


def test_they_are_numbered_in_a_row() -> None:
    assert [one.number for one in questions().values()] == list(range(1, len(questions()) + 1))


@EACH
def test_header_has_words_for_everything_in_both_languages(name: str, shipped: KnowledgeGraph) -> None:
    one = question(name)
    assert all(set(words) == {"en", "fr"} and all(words.values()) for words in (one.title, one.question))
    assert list(one.columns) == asked(shipped, name).columns
    assert all(set(heads) == {"en", "fr"} for heads in one.columns.values())
    assert not one.undated or one.undated in one.columns


@EACH
def test_question_asks_in_words_for_what_must_be_given(name: str) -> None:
    one = question(name)
    needed = {parameter.name for parameter in one.parameters if parameter.default is None}
    for words in one.question.values():
        assert needed <= set(re.findall(r"\{(\w+)\}", words)) <= {parameter.name for parameter in one.parameters}


@EACH
def test_query_is_ordered_portable_and_uses_its_parameters(name: str) -> None:
    one = question(name)
    query = "\n".join(line for line in one.text.splitlines() if not line.startswith("# "))
    assert "ORDER BY" in query
    assert "SELECT *" not in query
    assert not re.search(r"\bMINUS\b|\bSERVICE\b|\bYEAR\(|\bPREFIX\b", query)
    assert all(f"?{parameter.name}" in query for parameter in one.parameters)
    if "passages" in projected(one):
        assert projected(one)[-1] == "passages"
