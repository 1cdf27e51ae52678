"""Gaps: the pairs of the question, with its grounds."""

from __future__ import annotations

import pytest

import kg
from kg.errors import KgError
from kg.network import measures
from kg.vocabulary import local_name
from tests.network.measures.comparison import Graph


def test_gaps_have_the_pairs_of_the_question_and_its_grounds(shipped: kg.KnowledgeGraph) -> None:
    table = measures.gaps(shipped.network())
    ours = {
        (row[0], row[2]): (*(len(str(cell).split("; ")) if cell else 0 for cell in row[5:7]), row[9])
        for row in table.rows
    }
    known = {local_name(str(iri)) for iri in shipped.network()}
    asked = {tuple(local_name(str(end)) for end in row[:2]): tuple(row[2:]) for row in shipped.ask("gaps").rows}
    shown = {pair: numbers for pair, numbers in asked.items() if set(pair) <= known}
    assert len(shown) > 100
    assert {pair: ours.get(pair) for pair in shown} == shown
    assert {pair for pair, numbers in ours.items() if any(numbers[:2])} == set(shown)
    assert table.caveats[0].startswith(f"{len(table):,} pairs with no agreement found in these documents")


def test_gaps_are_looked_for_in_the_record_alone(karate: Graph) -> None:
    with pytest.raises(KgError, match=r"give a network made by graph\.network\(\)"):
        measures.gaps(karate)
