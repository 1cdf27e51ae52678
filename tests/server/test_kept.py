"""Answers that are kept: the same bytes, up to a size, and none of the moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import kg
from kg.server import endpoint
from kg.server.kept import Kept
from tests.serving import Served, serving

ASKED = "SELECT * { ?a ?b ?c } ORDER BY ?a ?b ?c LIMIT 5"


@pytest.fixture
def counted(mini: kg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Served, list[Any]]]:
    """A server, and what its workers were asked."""
    asked: list[Any] = []
    carried_out = endpoint.Lane.call

    async def call(lane: Any, given: Any, left: Any) -> Any:
        asked.append(given)
        return await carried_out(lane, given, left)

    monkeypatch.setattr(endpoint.Lane, "call", call)
    with serving(mini, rows=20) as served:
        yield served, asked


def test_what_is_asked_again_is_computed_once(counted: tuple[Served, list[Any]]) -> None:
    served, asked = counted
    first, again = served.query(ASKED), served.query(ASKED)
    assert first.body == again.body
    assert {**first.headers, "date": ""} == {**again.headers, "date": ""}
    assert len(asked) == 1
    assert served.query(ASKED, "text/csv").body != first.body
    assert served.query(ASKED, **{"default-graph-uri": "http://example.org/none"}).body != first.body
    assert len(asked) == 3


def test_a_cut_answer_says_so_again(counted: tuple[Served, list[Any]]) -> None:
    served, asked = counted
    for _ in range(2):
        assert served.query("SELECT * { ?a ?b ?c }")["x-sparql-maxrows"] == "20"
    assert len(asked) == 1


@pytest.mark.parametrize("text", ["SELECT (RAND() AS ?n) {}", r"SELECT (\u0052AND() AS ?n) {}", "ASK {"])
def test_what_turns_on_the_moment_or_fails_is_computed_each_time(counted: tuple[Served, list[Any]], text: str) -> None:
    served, asked = counted
    for _ in range(2):
        served.query(text)
    assert len(asked) == 2


def test_what_is_kept_has_a_size() -> None:
    kept = Kept[str](100)
    for number in range(50):
        kept.put(number, "12345", 10)
        kept.get(1)
    assert [number for number in range(50) if kept.get(number)] == [1, *range(41, 50)]
    kept.put("large", "answer", 101)
    assert kept.get("large") is None
