"""Questions that a computation finishes."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg import KnowledgeGraph
from kg.network.measures.brokerage import brokerage
from kg.network.measures.communities import find_communities
from kg.vocabulary import local_name
from tests.questions.asked import asked


def test_no_connection_is_an_empty_answer(shipped: KnowledgeGraph) -> None:
    assert len(asked(shipped, "connections", {"of": "rcmp", "to": "fentanyl-trafficking"})) == 0


@pytest.mark.parametrize("when", [None, "2010", "2001-09-11"])
def test_brokers_are_those_that_the_measure_counts(shipped: KnowledgeGraph, when: str | None) -> None:
    answer, found = asked(shipped, "brokers", {}, when), brokerage(shipped.network(as_of=when), "sector")
    told = {local_name(str(one)): tuple(counts) for one, _, *counts, _ in answer.rows}
    assert told == {row[0]: row[2:4] for row in found.rows if row[2]}
    assert len(told) >= 4


@pytest.mark.parametrize("ends", [("rcmp", "us-air-force"), ("rcmp", "cbsa"), ("canada", "norad")])
def test_connections_are_the_paths_of_the_network(shipped: KnowledgeGraph, ends: tuple[str, str]) -> None:
    steps = asked(shipped, "connections", dict(zip(("of", "to"), ends, strict=True)))
    paths = shipped.path(*ends, most=1)["shortest"]
    told = [(row[2], row[4]) for row in steps.rows if row[0] == 1]
    assert told == list(pairwise(paths[0].entities))
    network = shipped.network(actors="all" if "canada" in ends else "organizations")
    assert [row[6] for row in steps.rows] == [round(network.edges[row[2], row[4]]["weight"], 3) for row in steps.rows]


def test_communities_are_those_of_the_network(shipped: KnowledgeGraph) -> None:
    for given in ({}, {"topic": "cyber"}):
        answer, found = asked(shipped, "communities", given), find_communities(shipped.network(**given))  # type: ignore[arg-type]
        told = dict(zip(answer.column("actor"), answer.column("community"), strict=True))
        assert told == {one: found[one] + 1 for one in told}
