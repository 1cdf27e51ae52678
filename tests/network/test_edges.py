"""Edges: their reasons, weights, spans and the documents behind them."""

from __future__ import annotations

from itertools import combinations

import pytest

import kg
from kg.dates import overlap
from kg.network.edges import sides_of
from kg.record.governments import verdict
from kg.record.index import Record
from kg.vocabulary import ENTITY, SOURCE, local_name
from tests.network.small_worlds import HEAD, Day, claims, edge, edges
from tests.worlds import MakeGraph


def period(subject: str, thing: str, start: str = "", end: str = "", number: int = 1) -> str:
    """A claim that something took part in a thing, with the years in a node of its own."""
    dates = (f' ; sec:startDate "{start}"^^xsd:gYear' if start else "") + (
        f' ; sec:endDate "{end}"^^xsd:gYear' if end else ""
    )
    return (
        f"ent:{subject} sec:participatesIn ent:{thing} . tie:{subject}-{thing}-{number} sec:hasSubject ent:{subject} ;"
        f" sec:hasRelation sec:participatesIn ; sec:hasObject ent:{thing}{dates} ."
    )


def test_weights_are_one_over_the_other_parties_summed_over_what_is_shared(mini: kg.KnowledgeGraph) -> None:
    third = pytest.approx(1 / 3, abs=1e-4)
    assert edges(mini.network(actors="all")) == {
        ("canada", "united-states"): pytest.approx(1 + 1 + 1 / 3 + 1 + 1 / 2 + 1, abs=1e-4),
        ("canada", "canadian-armed-forces"): 0.5,
        ("canada", "cbsa"): third,
        ("canada", "rcmp"): third,
        ("canadian-armed-forces", "united-states"): 0.5,
        ("cbsa", "rcmp"): third,
        ("cbsa", "united-states"): third,
        ("norad", "usnorthcom"): 1,
        ("rcmp", "united-states"): third,
    }


def test_the_weight_of_every_edge_is_that_of_its_reasons(shipped: kg.KnowledgeGraph) -> None:
    network = shipped.network(actors="all")
    parties: dict[str, set[str]] = {}
    for tie in shipped.record.ties:
        if shipped.record.relations[tie.relation].joins == "through" and shipped.record.is_a(tie.subject, "Actor"):
            parties.setdefault(tie.object, set()).add(tie.subject)
    assert network.number_of_edges() > 1_000
    for first, second, found in network.edges(data=True):
        through = [reason.through for reason in found["reasons"]]
        weights = [1 / (len(parties[iri]) - 1) if iri else 1 for iri in through]
        assert found["weight"] == pytest.approx(sum(weights))
        assert all({first, second} <= parties[iri] for iri in through if iri)


def test_edges_name_what_they_go_through_with_ties_and_passages(mini: kg.KnowledgeGraph) -> None:
    found = edge(mini.network(), "cbsa", "rcmp")
    (reason,) = found["reasons"]  # type: ignore[misc]
    assert reason.through == f"{ENTITY}cross-border-firearms-task-force"
    assert [tuple(map(local_name, tie.key)) for tie in reason.ties] == [
        ("cbsa", "coLeads", "cross-border-firearms-task-force"),
        ("rcmp", "supports", "cross-border-firearms-task-force"),
    ]
    assert reason.passages == (f"{SOURCE}ps-cbftf-note-2021/p1", f"{SOURCE}ps-cbftf-note-2021/p2")
    assert (found["since"], found["until"], found["voices"]) == (Day(2021, 3, 31), None, 1)
    assert found["governments"] == "one"


def test_a_direct_tie_goes_through_nothing(mini: kg.KnowledgeGraph) -> None:
    found = edge(mini.network(), "norad", "usnorthcom")
    (reason,) = found["reasons"]  # type: ignore[misc]
    assert (reason.through, [local_name(tie.relation) for tie in reason.ties]) == (None, ["cooperatesWith"])
    assert (found["since"], found["until"]) == (Day(2002, 10, 1), None)


def test_ways_of_taking_part_in_one_thing_count_it_once(make_graph: MakeGraph) -> None:
    graph = make_graph(HEAD + claims("ent:a sec:leads ent:x ; sec:hosts ent:x .", "ent:b sec:participatesIn ent:x ."))
    network = graph.network()
    assert edges(network) == {("a", "b"): 1}
    assert len(edge(network, "a", "b")["reasons"]) == 1  # type: ignore[arg-type]


def test_those_who_were_never_in_it_at_one_time_are_not_joined(make_graph: MakeGraph) -> None:
    graph = make_graph(
        HEAD + claims(period("a", "x", "1990", "1995"), period("b", "x", "1996", "2000"), period("c", "x", "1994"))
    )
    network = graph.network()
    assert set(edges(network)) == {("a", "c"), ("b", "c")}
    found = edge(network, "a", "c")
    assert (found["since"], found["until"]) == (Day(1994, 1, 1), Day(1995, 12, 31))
    assert (edge(network, "b", "c")["since"], edge(network, "b", "c")["until"]) == (Day(1996, 1, 1), Day(2000, 12, 31))


def test_several_periods_together_last_from_the_first_to_the_last(make_graph: MakeGraph) -> None:
    graph = make_graph(
        HEAD
        + claims(period("a", "x", "1990", "1995"), period("a", "x", "2001", "", 2), period("b", "x", "1980"))
        + claims(period("a", "y", "1990", "1995"), period("a", "y", "1997", "1999", 2), period("c", "y", "1980"))
    )
    network = graph.network()
    assert (edge(network, "a", "b")["since"], edge(network, "a", "b")["until"]) == (Day(1990, 1, 1), None)
    assert (edge(network, "a", "c")["since"], edge(network, "a", "c")["until"]) == (Day(1990, 1, 1), Day(1999, 12, 31))


def test_a_tie_without_dates_lasts_as_long_as_what_it_leads_to(make_graph: MakeGraph) -> None:
    graph = make_graph(
        HEAD
        + claims("ent:a sec:participatesIn ent:x . ent:b sec:participatesIn ent:x .")
        + claims('ent:x sec:startDate "1958"^^xsd:gYear ; sec:endDate "1960-02"^^xsd:gYearMonth .')
    )
    found = edge(graph.network(), "a", "b")
    assert (found["since"], found["until"]) == (Day(1958, 1, 1), Day(1960, 2, 29))


def test_an_edge_lasts_from_its_first_reason_and_ends_when_all_have_ended(make_graph: MakeGraph) -> None:
    text = HEAD + claims(period("a", "x", "1990", "1995"), period("b", "x", "1990", "1996"))
    ended = make_graph(text + claims(period("a", "y", "1980", "1985"), period("b", "y", "1980"))).network()
    assert (edge(ended, "a", "b")["since"], edge(ended, "a", "b")["until"]) == (Day(1980, 1, 1), Day(1995, 12, 31))
    going = make_graph(text + claims(period("a", "y", "2000"), period("b", "y"))).network()
    assert (edge(going, "a", "b")["since"], edge(going, "a", "b")["until"]) == (Day(1990, 1, 1), None)


def test_voices_are_counted_and_not_pages(make_graph: MakeGraph) -> None:
    text = HEAD + claims("ent:a sec:trainsWith ent:b .") + claims("ent:a sec:trainsWith ent:b .", passage="e")
    assert edge(make_graph(text).network(), "a", "b")["voices"] == 1
    text += claims("ent:a sec:trainsWith ent:b .", passage="f")
    assert edge(make_graph(text).network(), "a", "b")["voices"] == 2


def test_reasons_are_made_when_they_are_read_and_number_as_many(shipped: kg.KnowledgeGraph) -> None:
    for _, _, found in shipped.network(actors="all").edges(data=True):
        reasons = found["reasons"]
        assert "_all" not in vars(reasons)
        assert len(reasons) == len(list(reasons)) > 0
        assert found["weight"] == pytest.approx(sum(reason.weight for reason in reasons))
        passages = {passage for reason in reasons for passage in reason.passages}
        assert found["voices"] == shipped.record.count_voices(passages)
        assert found["governments"] == verdict(sides_of(reason, shipped.record) for reason in reasons).word


def test_the_projection_is_that_of_a_plain_count_over_all_pairs(shipped: kg.KnowledgeGraph) -> None:
    """All pairs of parties of each collaboration, counted the slow way, without regard to time."""
    record, pairs = shipped.record, set()
    parties: dict[str, set[str]] = {}
    for tie in record.ties:
        through = record.relations[tie.relation].joins == "through" and record.is_a(tie.object, "Collaboration")
        if through and record.is_a(tie.subject, "Country"):
            parties.setdefault(tie.object, set()).add(tie.subject)
        ends = (tie.subject, tie.object)
        if record.relations[tie.relation].joins == "directly" and all(record.is_a(iri, "Country") for iri in ends):
            pairs.add(frozenset(ends))
    pairs |= {frozenset(pair) for found in parties.values() for pair in combinations(found, 2)}
    drawn = {frozenset(pair) for pair in shipped.network(actors="countries").edges}
    assert drawn
    assert drawn <= pairs
    apart = pairs - drawn
    assert all(shared_never(record, *sorted(pair)) for pair in apart)


def shared_never(record: Record, first: str, second: str) -> bool:
    """Say whether no two participations of a pair in one thing overlap in time."""
    spans = [
        (record.valid_times.of_tie(one), record.valid_times.of_tie(other))
        for one in record.ties
        if one.subject == first and record.relations[one.relation].joins == "through"
        for other in record.ties
        if other.subject == second
        and other.object == one.object
        and record.relations[other.relation].joins == "through"
    ]
    return bool(spans) and not any(overlap(*both) for both in spans)
