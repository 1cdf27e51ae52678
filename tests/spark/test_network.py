"""The network that Spark makes is the one that is made in process: pairs, weights, reasons, measures."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import networkx as nx
import pytest

import kg
from kg.graphs.conversion import to_igraph
from kg.network.network import Network
from kg.spark.network import SparkNetwork, make_network
from kg.vocabulary import TERM
from tests.spark.made_up import made_up_lines

ASKED = (
    ("mini", None),
    ("mini", "2022"),
    ("shipped", None),
    ("shipped", "2010"),
    ("made up 1", None),
    ("made up 1", "2004-02"),
    ("made up 2", "2004-02"),
    ("made up 3", "2002"),
)
Made = tuple[Network, SparkNetwork]


@pytest.fixture(scope="module", params=ASKED, ids=str)
def made(request: pytest.FixtureRequest, spark: Any, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A network twice: as it is made in process, and as Spark makes it of the same record."""
    world, date = request.param
    dataset = tmp_path_factory.mktemp("dataset") / "all.nq"
    graph = request.getfixturevalue("mini" if world.startswith("made up") else world)
    graph.write(dataset)
    if world.startswith("made up"):
        relations = [*sorted(iri for iri, one in graph.record.relations.items() if one.joins), TERM + "addresses"]
        with dataset.open("a", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in made_up_lines(int(world[-1]), relations))
        graph = kg.load(dataset)
    return graph.network(as_of=date), make_network(spark, str(dataset), date)


def test_reasons_are_the_same(made: Made) -> None:
    ours, theirs = made
    found = defaultdict(list)
    for row in theirs.reasons.collect():
        found[row.first, row.second].append((row.through, row.relation, row.since, row.until, row.weight))
    assert {pair: sorted(map(str, reasons)) for pair, reasons in found.items()} == {
        (one, other): sorted(str((*_named(reason), reason.since, reason.until, reason.weight)) for reason in reasons)
        for one, other, reasons in ours.edges(data="reasons")
    }


def _named(reason: Any) -> tuple[str | None, str | None]:
    return reason.through, None if reason.through else reason.ties[0].relation


def test_edges_are_the_same(made: Made) -> None:
    ours, theirs = made
    rows = {(row.first, row.second): row for row in theirs.edges.collect()}
    assert rows.keys() == set(ours.edges)
    for pair, row in rows.items():
        edge = ours.edges[pair]
        assert row.weight == pytest.approx(edge["weight"], abs=1e-9)
        assert (row.reasons, row.since, row.until) == (len(edge["reasons"]), edge["since"], edge["until"])


def test_actors_degrees_and_strengths_are_the_same(made: Made) -> None:
    ours, theirs = made
    rows = {row.actor: row for row in theirs.actors.collect()}
    assert {actor: row.degree for actor, row in rows.items()} == dict(ours.degree())
    strengths = dict(ours.degree(weight="weight"))
    assert {actor: row.strength for actor, row in rows.items()} == pytest.approx(strengths, abs=1e-9)


def test_components_are_those_of_networkx_named_by_the_least(made: Made) -> None:
    ours, theirs = made
    named = {actor: min(part) for part in nx.connected_components(ours) for actor in part}
    assert {row.actor: row.component for row in theirs.actors.collect()} == named


def test_pagerank_is_that_of_igraph(made: Made) -> None:
    ours, theirs = made
    graph = to_igraph(ours)
    ranks = dict(zip(graph.vs["name"], graph.pagerank(damping=0.85, weights="weight"), strict=True))
    assert {row.actor: row.pagerank for row in theirs.actors.collect()} == pytest.approx(ranks, abs=1e-6)


def test_what_is_undated_is_counted(made: Made) -> None:
    ours, theirs = made
    assert theirs.undated == ours.graph["undated"]
