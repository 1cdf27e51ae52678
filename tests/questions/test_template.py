"""Queries as they run: plain SPARQL for any store, within a period, in which nobody takes part who does not exist."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pyoxigraph as ox
import pytest

from kg import KnowledgeGraph
from kg.dates import Period, absence, first_day, last_day
from kg.questions.ask import resolve
from kg.questions.catalogue import question, questions
from kg.questions.template import DAY, GIVEN, as_it_runs, template
from kg.sparql.engine import Engine
from kg.sparql.table import Table
from kg.vocabulary import ENTITY, local_name
from tests.questions.asked import EACH, asked, projected

DAYS = ["1950", "2001-09-11", "2010-06", "2024"]
TIMED = [name for name, one in questions().items() if one.turns_on_time]
WIDE: dict[str, dict[str, str]] = {
    "agencies-in": {"of": "pjbd"},
    "connections": {"of": "rcmp", "to": "us-air-force"},
    "programme-uses": {"of": "norad-modernization"},
    "partners": {"of": "dhs"},
    "agreements-on": {"topic": "border-security"},
    "what-is": {"of": "norad"},
}
"""What is asked of a question that needs something; the others are asked of all."""


@EACH
def test_query_as_it_runs_is_plain_sparql_for_any_store(name: str, shipped: KnowledgeGraph) -> None:
    values = resolve(shipped.names, question(name), question(name).example)
    text = as_it_runs(question(name), values, Period.of("2024"))
    assert "#given" not in text
    assert "#when" not in text
    assert all(line.strip() for line in text.splitlines())
    results = shipped.engine.store.query(text)
    assert isinstance(results, ox.QuerySolutions)
    assert [variable.value for variable in results.variables] == projected(question(name))


@pytest.fixture(scope="module")
def repeated(shipped: KnowledgeGraph) -> Engine:
    """The record in which each claim stands in two passages at most: in their union it is there three times.

    All that is stated is there. Where a claim stood in the union as often as documents make it, up to dozens of
    times, what a query joins was multiplied by that, and nothing else was told of it.
    """
    store, standing = ox.Store(), Counter[ox.Triple]()
    kept = []
    for quad in shipped.quads():
        if quad.graph_name != ox.DefaultGraph():
            standing[quad.triple] += 1
        if standing[quad.triple] <= 2 or quad.graph_name == ox.DefaultGraph():
            kept.append(quad)
    store.bulk_extend(kept)
    assert max(standing.values()) > 20
    return Engine(store)


@EACH
def test_query_means_the_same_where_the_default_graph_is_the_union(
    name: str, shipped: KnowledgeGraph, repeated: Engine
) -> None:
    text = as_it_runs(question(name), resolve(shipped.names, question(name), question(name).example))
    results = repeated.store.query(text, use_default_graph_as_union=True)
    assert isinstance(results, ox.QuerySolutions)
    union = Table.read(results.serialize(format=ox.QueryResultsFormat.TSV) or b"")
    merged = repeated.table(text)
    width = len(merged.columns) - ("passages" in merged.columns)
    assert [row[:width] for row in union.rows] == [row[:width] for row in merged.rows]


def test_period_keeps_what_was_in_effect_and_counts_the_undated(shipped: KnowledgeGraph) -> None:
    all_time, then = asked(shipped, "third-parties"), asked(shipped, "third-parties", as_of="2010")
    kept = {local_name(str(iri)) for iri in then.column("collaboration")}
    assert "cospas-sarsat-agreement-1988" in kept
    assert "cspo-mou-2014" not in kept
    assert "" not in then.column("since")
    undated = all_time.column("since").count("")
    assert all_time.caveats == (f"{undated} of {len(all_time)} undated.",)
    assert then.caveats == (f"{undated} of {len(all_time)} are undated and left out.",)


def test_end_of_a_tie_takes_it_out_of_later_periods(shipped: KnowledgeGraph) -> None:
    def chairs(year: str) -> list[str]:
        answer = asked(shipped, "chairs-and-commands", {"of": "arctic-council"}, as_of=year)
        return [local_name(str(iri)) for iri in answer.column("holder")]

    assert (chairs("1997"), chairs("2005"), chairs("2014"), chairs("2016")) == (
        ["canada"],
        [],
        ["canada"],
        ["united-states"],
    )


@pytest.mark.parametrize("in_time", [False, True], ids=["all-years", "as-of"])
@EACH
def test_template_filled_is_the_query_as_it_runs(shipped: KnowledgeGraph, name: str, in_time: bool) -> None:
    asking = question(name)
    values = resolve(shipped.names, asking, asking.example)
    block = " ".join(f"VALUES ?{word} {{ {term} }}" for word, term in values.items())
    filled = template(asking, in_time and asking.turns_on_time).replace(GIVEN, block).replace(DAY, "2010-12-31")
    bare = "".join(line for line in filled.splitlines(keepends=True) if line.strip())
    assert bare == as_it_runs(asking, values, Period.of("2010") if in_time else None)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", TIMED)
def test_no_answer_of_a_day_names_who_did_not_exist(shipped: KnowledgeGraph, name: str, day: str) -> None:
    record, period = shipped.record, Period.of(day)
    given = WIDE.get(name, {} if not questions()[name].needed() else questions()[name].example)
    answer = shipped.ask(name, as_of=day, **given)
    named = {str(cell) for row in answer.rows for cell in row if str(cell).startswith(ENTITY)}
    absent = {
        local_name(iri)
        for iri in named
        if record.is_a(iri, "Actor") and absence(record.valid_times.of(iri), period) is not None
    }
    assert not absent - set(given.values())


@pytest.mark.parametrize("day", [None, *DAYS])
def test_agencies_take_part_as_in_the_network(shipped: KnowledgeGraph, day: str | None) -> None:
    record = shipped.record
    when: dict[str, Any] = {"as_of": day} if day else {}
    parts: dict[str, set[tuple[str, str]]] = {}
    for tie in shipped.network(mode="two-mode", **when).graph["ties"]:
        agency = record.is_a(tie.subject, "Actor") and not record.is_a(tie.subject, "Country")
        if record.relations[tie.relation].joins == "through" and agency and record.ids(tie.subject, "hasCountry"):
            parts.setdefault(tie.object, set()).add((tie.subject, tie.relation))
    settings = sorted(iri for iri in record.identity if record.is_a(iri, "Collaboration"))
    for iri in [ENTITY + "pjbd", *random.Random(1940).sample(settings, 40)]:
        answer = shipped.ask("agencies-in", of=local_name(iri), **when)
        told = set(zip(answer.column("agency"), answer.column("relation"), strict=True))
        assert told == parts.get(iri, set()), local_name(iri)
        for agency, since in zip(answer.column("agency"), answer.column("since"), strict=True):
            start = record.valid_times.of(str(agency))[0]
            assert not since or not start or (first_day(str(since)) or start) >= start, (iri, agency)


def test_an_agency_takes_part_since_it_exists(shipped: KnowledgeGraph) -> None:
    later = {"dhs", "usnorthcom", "cjoc", "norad"}

    def agencies(**when: str) -> set[str]:
        return {local_name(str(iri)) for iri in shipped.ask("agencies-in", of="pjbd", **when).column("agency")}

    assert later <= agencies()
    assert agencies(as_of="1950")
    assert not agencies(as_of="1950") & later


def test_who_takes_part_on_a_day_is_counted(shipped: KnowledgeGraph) -> None:
    network = shipped.network(mode="two-mode", actors="all", as_of="2010-06")
    record, found = shipped.record, {}
    for tie in network.graph["ties"]:
        if record.relations[tie.relation].joins == "through" and record.is_a(tie.subject, "Actor"):
            found.setdefault(tie.object, set()).add(tie.subject)
    answer = shipped.ask("against-threat", as_of="2010-06")
    assert len(answer) > 10
    for collaboration, parties in zip(answer.column("collaboration"), answer.column("parties"), strict=True):
        assert parties == len(found.get(collaboration, ())), collaboration


def test_a_chair_is_held_while_holder_and_body_exist(shipped: KnowledgeGraph) -> None:
    answer, times = shipped.ask("chairs-and-commands"), shipped.record.valid_times
    for body, holder, since, until in zip(*map(answer.column, ("body", "holder", "since", "until")), strict=True):
        lives = [times.of(str(one)) for one in (body, holder)]
        assert not since or all(first_day(str(since)) >= start for start, _ in lives if start)  # type: ignore[operator]
        assert not until or all(last_day(str(until)) <= end for _, end in lives if end)  # type: ignore[operator]


@pytest.mark.parametrize("day", [None, "2010"])
@pytest.mark.parametrize("name", ["partners", "agencies-in", "against-threat", "third-parties", "chairs-and-commands"])
def test_another_engine_has_the_same_answer(mini: KnowledgeGraph, name: str, day: str | None) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib, an engine of its own, is absent")
    other = rdflib.Dataset(default_union=True)
    other.parse(data=ox.serialize(mini.quads(), format=ox.RdfFormat.N_QUADS), format="nquads")
    given = {"partners": {"of": "rcmp"}, "agencies-in": {"of": "cross-border-firearms-task-force"}}.get(name, {})
    text = as_it_runs(question(name), resolve(mini.names, question(name), given), Period.of(day))
    own = mini.engine.table(text).without("passages")
    theirs = [[str(cell or "") for cell in row] for row in other.query(text)]
    assert [[str(cell or "") for cell in row] for row in own.rows] == [row[: len(own.columns)] for row in theirs]
    assert name not in ("partners", "agencies-in") or day or theirs
