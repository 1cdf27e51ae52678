"""Days told as precisely as passages state them."""

from __future__ import annotations

import datetime

import pytest

import kg
from kg.record.stated_dates import stated_end, stated_start
from kg.vocabulary import ENTITY
from tests.worlds import MakeGraph

Day = datetime.date

PATROL = """
ent:east a sec:Organization ; rdfs:label "East"@en, "Est"@fr .
ent:west a sec:Organization ; rdfs:label "West"@en, "Ouest"@fr .
ent:patrol a sec:Operation ; rdfs:label "Patrol"@en, "Patrouille"@fr .
src:page a sec:Document . <https://w3id.org/perimeter/source/page/p1> a sec:Passage ; sec:isPassageOf src:page .
<https://w3id.org/perimeter/source/page/p1> {{
  ent:patrol sec:startDate "{start}"^^xsd:{type} ; sec:endDate "2021"^^xsd:gYear .
  ent:east sec:participatesIn ent:patrol . ent:west sec:participatesIn ent:patrol .
}}
"""


@pytest.mark.parametrize(
    ("start", "type_", "day"),
    [
        ("2019", "gYear", Day(2019, 1, 1)),
        ("2019-10", "gYearMonth", Day(2019, 10, 1)),
        ("2019-01-01", "date", Day(2019, 1, 1)),
    ],
)
def test_a_date_is_as_precise_as_the_page_has_it(make_graph: MakeGraph, start: str, type_: str, day: Day) -> None:
    record = make_graph(PATROL.format(start=start, type=type_)).record
    patrol = ENTITY + "patrol"
    assert record.valid_times.of(patrol) == (day, Day(2021, 12, 31))
    assert stated_start(record, day, of=[patrol]) == start
    assert stated_start(record, day, record.ties) == start
    assert stated_end(record, Day(2021, 12, 31), record.ties) == "2021"


def test_a_day_that_no_passage_states_is_told_as_it_is(mini: kg.KnowledgeGraph) -> None:
    assert stated_start(mini.record, Day(1900, 1, 1)) == "1900-01-01"
    assert stated_start(mini.record, None) == stated_end(mini.record, None) == ""
