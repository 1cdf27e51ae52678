"""Queries of questions with something that stands in for what is given: what the page fills in."""

from __future__ import annotations

import pytest

from kg import KnowledgeGraph
from kg.dates import Period
from kg.questions.ask import resolve
from kg.questions.catalogue import question, questions
from kg.questions.template import DAY, GIVEN, as_it_runs, template


@pytest.mark.parametrize("in_time", [False, True], ids=["all-years", "as-of"])
@pytest.mark.parametrize("name", questions())
def test_template_filled_is_the_query_as_it_runs(shipped: KnowledgeGraph, name: str, in_time: bool) -> None:
    asking = question(name)
    values = resolve(shipped.names, asking, asking.example)
    block = " ".join(f"VALUES ?{word} {{ {term} }}" for word, term in values.items())
    filled = template(asking, in_time and asking.turns_on_time).replace(GIVEN, block).replace(DAY, "2010-12-31")
    bare = "".join(line for line in filled.splitlines(keepends=True) if line.strip())
    assert bare == as_it_runs(asking, values, Period.of("2010") if in_time else None)
