"""Paths between two entities."""

from __future__ import annotations

import networkx as nx
import pytest

import kg
from kg.network.paths import shortest_paths, strongest_paths
from kg.vocabulary import ENTITY
from tests.worlds import MakeGraph

CHAIN = """
ent:a a sec:Organization ; rdfs:label "A"@en . ent:b a sec:Organization ; rdfs:label "B"@en .
ent:c a sec:Organization ; rdfs:label "C"@en . ent:d a sec:Organization ; rdfs:label "D"@en .
ent:weak a sec:Forum ; rdfs:label "Weak"@en . ent:strong a sec:Forum ; rdfs:label "Strong"@en .
src:doc a sec:Document ; dcterms:publisher ent:publisher ; dcterms:title "Title"@en .
src:p a sec:Passage ; sec:isPassageOf src:doc ; sec:says "So."@en .
src:p {
  ent:a sec:cooperatesWith ent:b ; sec:trainsWith ent:b . ent:b sec:cooperatesWith ent:d ; sec:trainsWith ent:d .
  ent:a sec:participatesIn ent:weak . ent:c sec:participatesIn ent:weak . ent:d sec:participatesIn ent:weak .
}
"""


def test_the_shortest_path_has_the_fewest_steps(make_graph: MakeGraph) -> None:
    paths = make_graph(CHAIN).path("a", "d")
    assert [path.entities[1:-1] for path in paths["shortest"]] == [()]


def test_the_strongest_path_may_be_longer(make_graph: MakeGraph) -> None:
    strongest = make_graph(CHAIN).path("a", "d")["strongest"][0]
    assert [iri.rsplit("/", 1)[-1] for iri in strongest.entities] == ["a", "b", "d"]
    assert strongest.strength == pytest.approx(1.0)


def test_every_step_names_its_reasons_and_passages(make_graph: MakeGraph) -> None:
    for paths in make_graph(CHAIN).path("a", "d").values():
        for path in paths:
            assert len(path.steps) == len(path) == len(path.entities) - 1
            assert all(reason.passages for step in path.steps for reason in step)


def test_paths_of_one_length_go_by_their_ties_then_by_the_names_on_them() -> None:
    network = nx.Graph()
    for middle, weight in (("x", 1.0), ("m", 3.0), ("c", 1.0), ("b", 3.0)):
        network.add_edge("s", middle, weight=weight)
        network.add_edge(middle, "t", weight=weight)
    for find in (shortest_paths, strongest_paths):
        assert [path.entities[1] for path in find(network, "s", "t", 4)] == ["b", "m", "c", "x"]


def test_a_path_from_an_entity_to_itself_has_no_step(mini: kg.KnowledgeGraph) -> None:
    network, rcmp = mini.network(), ENTITY + "rcmp"
    for find in (shortest_paths, strongest_paths):
        (path,) = find(network, rcmp, rcmp, 1)
        assert (len(path), len(path.entities)) == (0, 1)


def test_two_that_nothing_joins_are_told_so(make_graph: MakeGraph) -> None:
    graph = make_graph(CHAIN + "ent:e a sec:Organization ; rdfs:label 'E'@en . src:p { ent:e sec:trainsWith ent:e2 }")
    with pytest.raises(kg.KgError, match="has no ties in this view"):
        graph.path("a", "e")
