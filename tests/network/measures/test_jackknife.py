"""Figures that rest on one document: each left out in turn."""

from __future__ import annotations

import pytest

import kg
from kg.errors import KgError
from kg.network import measures
from tests.network.measures.comparison import Graph


def test_a_broker_that_one_document_makes_does_not_stay_one(shipped: kg.KnowledgeGraph) -> None:
    table = measures.jackknife(shipped.network(topic="arctic"), measures.betweenness, 5)
    for _, _, rank, best, worst, kept, value, lowest, highest, most_by in table.rows:
        assert int(str(best)) <= int(str(rank)) <= int(str(worst))
        assert float(str(lowest)) <= float(str(value)) <= float(str(highest))
        assert (most_by is None) == (rank == worst)
        assert 0 <= float(str(kept)) <= 1
    assert "alone state a tie" in table.caveats[0]


def test_dropping_a_document_gives_the_network_of_a_record_without_it(shipped: kg.KnowledgeGraph) -> None:
    """Each network joined again in parts is the one that is made anew from the ties that are left."""
    from dataclasses import replace

    from kg.network.measures.jackknife import without_each_document
    from kg.network.projection import build_network

    network, record = shipped.network(topic="arctic"), shipped.record
    tried = 0
    for document, made in without_each_document(network):
        kept = [tie for tie in record.ties if record.documents_of(tie.passages) != {document}]
        rest = record.__class__.__new__(record.__class__)
        rest.__dict__.update(record.__dict__, ties=kept, whole=rest)
        anew = build_network(rest, replace(network.graph["filter"]))
        weights = {frozenset(pair): round(weight, 9) for *pair, weight in anew.edges.data("weight")}
        assert {frozenset(pair): round(weight, 9) for *pair, weight in made.edges.data("weight")} == weights
        tried += 1
    assert tried > 5


def test_only_the_record_has_documents_to_drop(karate: Graph) -> None:
    with pytest.raises(KgError, match="Documents can only be dropped from a network of the record"):
        measures.jackknife(karate, measures.betweenness)  # type: ignore[arg-type]
