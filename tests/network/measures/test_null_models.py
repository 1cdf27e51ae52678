"""Figures by chance: what is kept, and drawn the same way every time."""

from __future__ import annotations

from functools import partial
from typing import Any

import networkx as nx
import pytest

import kg
from kg.errors import KgError
from kg.network import measures
from tests.network.measures.comparison import Graph


@pytest.mark.parametrize("null", ["ties", "memberships"])
def test_chance_keeps_what_everybody_has_and_repeats_itself(shipped: kg.KnowledgeGraph, null: Any) -> None:
    network = shipped.network(topic="arctic")
    told = measures.null_model(network, measures.betweenness, 5, null=null)
    assert told.rows == measures.null_model(network, measures.betweenness, 5, null=null).rows
    degrees = measures.null_model(network, partial(measures.strength), 3, null=null)
    assert len(degrees) == len(network)
    if null == "ties":
        plain = nx.Graph(network.edges)
        drawn = measures.null_model(plain, measures.strength, 3)
        assert drawn.column("value") == drawn.column("null_mean")


def test_chance_joins_sectors_too(shipped: kg.KnowledgeGraph) -> None:
    told = measures.null_model(shipped.network(), partial(measures.brokerage, by="sector"), 2)
    assert max(told.column("null_mean")) > 10


def test_the_null_model_is_one_of_two(karate: Graph) -> None:
    with pytest.raises(KgError, match="null model is one of memberships, ties"):
        measures.null_model(karate, measures.betweenness, null="luck")  # type: ignore[arg-type]


def test_chance_knows_the_sectors_of_the_actors_that_it_deals(shipped: kg.KnowledgeGraph) -> None:
    told = measures.null_model(shipped.network(), partial(measures.brokerage, by="sector"), 2)
    assert all(mean > 0 for mean in told.column("null_mean")[:4])
