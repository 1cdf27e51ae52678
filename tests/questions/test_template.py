"""Queries as they run: plain SPARQL for any store, within a period."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from kg import KnowledgeGraph
from kg.dates import Period
from kg.questions.ask import resolve
from kg.questions.catalogue import question
from kg.questions.template import DAY, GIVEN, as_it_runs, template
from kg.sparql.engine import Engine
from kg.sparql.table import Table
from kg.vocabulary import local_name
from tests.questions.asked import EACH, asked, projected


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
