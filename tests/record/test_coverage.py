"""How complete and how sure the record is."""

from __future__ import annotations

import pytest

import kg
from kg.record.coverage import COLUMNS, GROUPINGS, READING_COLUMNS
from tests.worlds import MakeGraph

WORLD = """
ent:x a sec:Organization ; rdfs:label "X"@en ; sec:hasTopic topic:arctic ; sec:hasCountry ent:canada .
ent:y a sec:Forum ; rdfs:label "Y"@en ; sec:hasTopic topic:cyber .
ent:canada a sec:Country ; rdfs:label "Canada"@en .
src:news a sec:Document ; dcterms:publisher ent:paper ; sec:hasStanding standing:news .
src:page a sec:Document ; dcterms:publisher ent:ministry ; sec:hasStanding standing:government ;
  sec:speaksFor ent:canada .
src:n a sec:Passage ; sec:isPassageOf src:news .
src:g a sec:Passage ; sec:isPassageOf src:page ; sec:readOn "2026-11-29"^^xsd:date .
src:n { ent:x sec:supports ent:y . ent:x sec:leads ent:y }
src:g { ent:x sec:leads ent:y . ent:y sec:startDate "1999"^^xsd:gYear }
"""


def row(graph: kg.KnowledgeGraph, by: str, group: str) -> dict[str, object]:
    table = graph.coverage(by)
    return next(dict(zip(table.columns, cells, strict=True)) for cells in table.rows if cells[0] == group)


def test_thin_ground_is_counted(make_graph: MakeGraph) -> None:
    found = row(make_graph(WORLD), "topic", "all")
    assert (found["ties"], found["documents"], found["undated"]) == (2, 2, 0)
    assert found["one_voice"] == 2
    assert (found["one_government"], found["no_government"]) == (1, 1)
    assert found["weak_sources"] == 1


def test_a_period_is_a_decade_or_undated(make_graph: MakeGraph) -> None:
    graph = make_graph(WORLD)
    assert row(graph, "period", "1990s")["ties"] == 2
    assert row(graph, "period", "undated")["entities"] == 2


READ = """
src:news sec:lookedForOn "2026-11-29"^^xsd:date .
src:g sec:readFrom reading:excerpt ; sec:readOn "2026-11-29"^^xsd:date .
src:h a sec:Passage ; sec:isPassageOf src:page ; sec:readFrom reading:whole-page ; sec:readOn "2026-11-29"^^xsd:date .
src:i a sec:Passage ; sec:isPassageOf src:page .
src:h { event:e a sec:Event ; sec:isAbout ent:x, ent:y ; sec:date "2001"^^xsd:gYear ; sec:summary "It was."@en }
src:i { ent:x sec:startDate "2004"^^xsd:gYear }
"""


def reading(graph: kg.KnowledgeGraph, by: str) -> dict[object, tuple[tuple[object, ...], tuple[object, ...]]]:
    table = graph.coverage(by, of="reading")
    assert table.columns == list(READING_COLUMNS)
    return {cells[0]: (cells[1:6], cells[6:]) for cells in table.rows}


def test_passages_and_claims_are_counted_by_how_they_were_read_again(make_graph: MakeGraph) -> None:
    found = reading(make_graph(WORLD + READ), "topic")
    assert found["all"] == ((4, 1, 1, 1, 1), (5, 1, 2, 1, 1))
    assert found["arctic"] == ((4, 1, 1, 1, 1), (4, 1, 1, 1, 1))
    assert found["cyber"] == ((3, 1, 1, 0, 1), (4, 1, 2, 0, 1))


def test_reading_by_period_goes_by_when_what_is_spoken_of_began(make_graph: MakeGraph) -> None:
    found = reading(make_graph(WORLD + READ), "period")
    assert found["1990s"][1] == (2, 1, 1, 0, 0)
    assert found["2000s"][1] == (4, 1, 1, 1, 1)


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_grouping_of_reading_ends_with_the_same_total(mini: kg.KnowledgeGraph, by: str) -> None:
    assert reading(mini, by)["all"] == reading(mini, "class")["all"]


def test_what_is_not_counted_is_refused(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(kg.KgError, match="Coverage counts ties or reading; not “colours”"):
        mini.coverage(of="colours")
    with pytest.raises(kg.KgError, match="topic, period, country, standing, class or official"):
        mini.coverage("colour", of="reading")


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_grouping_ends_with_the_same_total(mini: kg.KnowledgeGraph, by: str) -> None:
    table = mini.coverage(by)
    assert table.columns == list(COLUMNS)
    assert table.rows[-1] == mini.coverage("class").rows[-1]


def test_an_unknown_grouping_names_the_known(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(kg.KgError, match="topic, period, country, standing, class or official"):
        mini.coverage("colour")


def test_counts_that_documents_state_are_not_told_of_reading(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(kg.KgError, match="beside the record: that is not told of “reading”"):
        mini.coverage("official", of="reading")


def test_official_counts_stand_beside_what_is_held(shipped: kg.KnowledgeGraph) -> None:
    table = shipped.labelled(shipped.coverage("official"))
    counts = {str(row[0]): (row[2], *map(int, row[5:])) for row in table.rows}
    assert {number for number, *_ in counts.values()} == {80, 145, 250, 226, 719}
    assert all(held >= bilateral >= lasting > 0 for _, held, bilateral, lasting in counts.values())
    forums = next(held for counted, (_, *held) in counts.items() if counted.startswith("bilateral forums"))
    treaties = next(held for counted, (_, *held) in counts.items() if "treaty database" in counted)
    assert forums[0] < treaties[0]
