"""Ways between two entities."""

from __future__ import annotations

import pytest

import kg
from tests.worlds import MakeGraph

CHAIN = """
ent:a a sec:Organization ; rdfs:label "A"@en . ent:b a sec:Organization ; rdfs:label "B"@en .
ent:c a sec:Organization ; rdfs:label "C"@en . ent:d a sec:Organization ; rdfs:label "D"@en .
ent:weak a sec:Forum ; rdfs:label "Weak"@en . ent:strong a sec:Forum ; rdfs:label "Strong"@en .
src:doc a sec:Document ; dcterms:publisher "Publisher" ; dcterms:title "Title"@en .
src:p a sec:Passage ; sec:isPassageOf src:doc ; sec:says "So."@en .
src:p {
  ent:a sec:cooperatesWith ent:b ; sec:trainsWith ent:b . ent:b sec:cooperatesWith ent:d ; sec:trainsWith ent:d .
  ent:a sec:participatesIn ent:weak . ent:c sec:participatesIn ent:weak . ent:d sec:participatesIn ent:weak .
}
"""


def test_the_shortest_way_has_the_fewest_steps(make_graph: MakeGraph) -> None:
    ways = make_graph(CHAIN).path("a", "d")
    assert [way.entities[1:-1] for way in ways["shortest"]] == [()]


def test_the_strongest_way_may_be_longer(make_graph: MakeGraph) -> None:
    strongest = make_graph(CHAIN).path("a", "d")["strongest"][0]
    assert [iri.rsplit("/", 1)[-1] for iri in strongest.entities] == ["a", "b", "d"]
    assert strongest.strength == pytest.approx(1.0)


def test_every_step_names_its_reasons_and_passages(make_graph: MakeGraph) -> None:
    for ways in make_graph(CHAIN).path("a", "d").values():
        for way in ways:
            assert len(way.steps) == len(way) == len(way.entities) - 1
            assert all(reason["passages"] for step in way.steps for reason in step)


def test_two_that_nothing_joins_are_told_so(make_graph: MakeGraph) -> None:
    graph = make_graph(CHAIN + "ent:e a sec:Organization ; rdfs:label 'E'@en . src:p { ent:e sec:trainsWith ent:e2 }")
    with pytest.raises(kg.KgError, match="has no ties in this view"):
        graph.path("a", "e")
