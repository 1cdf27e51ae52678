"""Rows for assistants: each with its evidence, as many as fit, nothing left out in silence."""

from __future__ import annotations

import json

import kg
from kg.assistants.evidence import Fit, Row, with_evidence


def rows(graph: kg.KnowledgeGraph) -> list[Row]:
    return [Row({"subject": claim.subject}, claim.passages) for claim in graph.record.claims]


def test_every_passage_of_a_row_is_told(mini: kg.KnowledgeGraph) -> None:
    told = with_evidence(rows(mini), mini.record.passages, Fit(characters=10**6), {})
    assert len(told["rows"]) == len(rows(mini))
    assert {name for row in told["rows"] for name in row["passages"]} == set(told["passages"])
    for passage in told["passages"].values():
        assert {"says", "title", "publisher", "standing", "reading"} <= set(passage)
    assert "cut" not in told


def test_an_answer_keeps_its_ceiling_and_says_what_is_cut(mini: kg.KnowledgeGraph) -> None:
    told = with_evidence(rows(mini), mini.record.passages, Fit(characters=3_000), {})
    assert len(json.dumps(told, ensure_ascii=False)) < 3_500
    count = len(told["rows"])
    assert told["cut"] == f"Rows 1 to {count} of {len(rows(mini))}. For the next, ask again with offset {count}."


def test_the_parts_of_an_answer_are_the_whole(mini: kg.KnowledgeGraph) -> None:
    offset, found = 0, []
    while offset < len(rows(mini)):
        part = with_evidence(rows(mini), mini.record.passages, Fit(offset, characters=3_000), {})["rows"]
        assert part
        found += part
        offset += len(part)
    assert [row["subject"] for row in found] == [row.told["subject"] for row in rows(mini)]


def test_a_row_that_is_too_long_is_told_nevertheless(mini: kg.KnowledgeGraph) -> None:
    assert len(with_evidence([Row({"told": "x" * 5_000})], {}, Fit(characters=1_000), {})["rows"]) == 1


def test_nothing_is_worded_as_nothing_found() -> None:
    assert with_evidence([], {}, Fit(language="fr"), {})["absence"].startswith("Rien")
