"""Measures taken by name: what each takes, and what is refused."""

from __future__ import annotations

import pytest

import kg
from kg.errors import KgError
from kg.network import measures


def test_a_measure_by_name_is_that_of_the_function(mini: kg.KnowledgeGraph) -> None:
    assert mini.measure("core_periphery").rows == measures.core_periphery(mini.network()).rows
    assert mini.measure("removal", of="RCMP").rows == measures.removal(mini.network(), "rcmp").rows
    assert mini.measure("brokerage", by="sector").columns == measures.brokerage(mini.network(), "sector").columns
    both = mini.network(as_of="2001"), mini.network(as_of="2024")
    assert mini.measure("change", between=("2001", "2024")).rows == measures.change(*both).rows
    beside = mini.measure("betweenness", against="documents")
    assert beside.rows == measures.jackknife(mini.network(), measures.betweenness).rows


def test_the_words_of_before_are_still_heard(mini: kg.KnowledgeGraph) -> None:
    assert mini.measure("without", of="rcmp").rows == mini.measure("removal", of="rcmp").rows
    assert mini.measure("strength", against="chance").columns[3] == "null_mean"
    assert (measures.chance, measures.stability) == (measures.null_model, measures.jackknife)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"name": "betweeness"}, "No measure is called “betweeness”. Did you mean “betweenness”"),
        ({"name": "strength", "by": "sector"}, "“strength” takes no grouping"),
        ({"name": "strength", "of": "rcmp"}, "“strength” takes no actors"),
        ({"name": "removal"}, "“removal” needs actors to leave out"),
        ({"name": "change"}, "“change” compares two dates"),
        ({"name": "gaps", "against": "null-model"}, "“gaps” ranks no actors"),
        ({"name": "strength", "against": "luck"}, "No thing to set a measure against is called “luck”"),
    ],
)
def test_what_a_measure_does_not_take_is_refused_with_what_does(
    mini: kg.KnowledgeGraph, words: dict[str, str], message: str
) -> None:
    with pytest.raises(KgError) as refused:
        mini.measure(**words)  # type: ignore[arg-type]
    assert message in str(refused.value)


@pytest.mark.parametrize("name", ["change", "change-of-whole"])
def test_dates_the_wrong_way_round_are_refused(mini: kg.KnowledgeGraph, name: str) -> None:
    with pytest.raises(KgError, match="2024 is after 2000"):
        mini.measure(name, between=("2024", "2000"))
