"""The network: who is in it, by mode, lens, date, filter and distance."""

from __future__ import annotations

import copy
import datetime
import pickle
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

import kg
from kg.errors import KgError, UnknownName
from kg.network.measures import edge_table
from kg.network.network import Network, NetworkFilter
from kg.network.projection import build_network
from kg.rdf.folders import Folders
from kg.sparql.engine import Engine
from kg.vocabulary import ENTITY, local_name
from tests.explorer.content import lines_of, pairs
from tests.network.small_worlds import HEAD, Day, claims, edges
from tests.worlds import MakeGraph


def test_organizations_are_joined_by_what_they_share_and_by_direct_ties(mini: kg.KnowledgeGraph) -> None:
    network = mini.network()
    assert edges(network) == {("cbsa", "rcmp"): 1, ("norad", "usnorthcom"): 1}
    assert ENTITY + "canadian-armed-forces" in network


def test_the_lens_of_countries_shows_countries_alone(mini: kg.KnowledgeGraph) -> None:
    assert edges(mini.network(actors="countries")) == {("canada", "united-states"): 6}


def test_collaborations_stand_between_actors_where_that_is_asked(mini: kg.KnowledgeGraph) -> None:
    assert edges(mini.network("two-mode")) == {
        ("air-preclearance-agreement-2001", "lrma-preclearance-agreement"): 1,
        ("canadian-armed-forces", "norad"): 1,
        ("canadian-armed-forces", "operation-nanook"): 1,
        ("cbsa", "cross-border-firearms-task-force"): 1,
        ("cross-border-firearms-task-force", "rcmp"): 1,
        ("norad", "norad-agreement-1958"): 1,
        ("norad", "usnorthcom"): 1,
    }


def test_no_network_shows_what_neither_acts_nor_joins_those_who_act(shipped: kg.KnowledgeGraph) -> None:
    for mode in ("one-mode", "two-mode"):
        network = shipped.network(mode, "all")
        assert len(network) > 100
        shown = {"Actor", "Setting"} if mode == "two-mode" else {"Actor"}
        assert all(any(shipped.record.is_a(iri, name) for name in shown) for iri in network)
        assert not list(nx.selfloop_edges(network))


def test_each_lens_shows_a_part_of_all(shipped: kg.KnowledgeGraph) -> None:
    every = set(shipped.network(actors="all"))
    countries, organizations = set(shipped.network(actors="countries")), set(shipped.network())
    assert countries | organizations == every
    assert not countries & organizations
    assert all(shipped.record.is_a(iri, "Country") for iri in countries)


def test_on_a_day_only_what_was_then_in_effect_is_shown(mini: kg.KnowledgeGraph) -> None:
    assert edges(mini.network(actors="all", as_of="2001-09-11")) == {
        ("canada", "canadian-armed-forces"): 0.5,
        ("canada", "united-states"): 2.5,
        ("canadian-armed-forces", "united-states"): 0.5,
    }
    assert edges(mini.network(actors="all", as_of="1900")) == {}


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        ("2002", Day(2002, 12, 31)),
        ("2002-02", Day(2002, 2, 28)),
        ("2002-10-01", Day(2002, 10, 1)),
        (2002, Day(2002, 12, 31)),
        (Day(2002, 10, 1), Day(2002, 10, 1)),
        (datetime.datetime(2002, 10, 1, 12, 30), Day(2002, 10, 1)),
    ],
)
def test_a_date_without_a_day_means_its_last_day(mini: kg.KnowledgeGraph, as_of: object, day: Day) -> None:
    network = mini.network(as_of=as_of)
    assert edges(network) == edges(mini.network(as_of=day))
    assert network.graph["undated"] == mini.network(as_of=day).graph["undated"]


def test_the_first_and_the_last_day_are_in_effect(mini: kg.KnowledgeGraph) -> None:
    def shown(day: str) -> bool:
        return ("norad", "usnorthcom") in edges(mini.network(as_of=day))

    assert [shown("2002-09-30"), shown("2002-10-01")] == [False, True]
    treaty = ("air-preclearance-agreement-2001", "canada")
    days = ("2001-01-17", "2001-01-18", "2019-08-15", "2019-08-16")
    shows = [treaty in edges(mini.network("two-mode", "countries", as_of=day)) for day in days]
    assert shows == [False, True, True, False]


def test_what_has_no_date_is_left_out_of_a_day_and_counted(mini: kg.KnowledgeGraph) -> None:
    everything = mini.network("two-mode", "all")
    assert everything.graph["undated"] == 0
    undated = [tie for tie in mini.record.ties if mini.record.valid_times.of_tie(tie)[0] is None]
    assert {tuple(map(local_name, tie.key)) for tie in undated} >= {
        ("canada", "cooperatesWith", "united-states"),
        ("united-states", "isInvitedTo", "operation-nanook"),
    }
    then = mini.network("two-mode", "all", as_of="2024")
    assert then.graph["undated"] == len(undated)
    assert ("operation-nanook", "united-states") not in edges(then)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"topic": "firearms"}, {("cbsa", "rcmp")}),
        ({"topic": "aerospace-defence"}, set()),
        ({"country": "canada"}, {("cbsa", "rcmp"), ("norad", "usnorthcom")}),
        ({"country": "united-states"}, {("cbsa", "rcmp"), ("norad", "usnorthcom")}),
        ({"kind": "task-force"}, {("cbsa", "rcmp")}),
        ({"family": "worksWith"}, {("norad", "usnorthcom")}),
        ({"family": "takesPartIn"}, {("cbsa", "rcmp")}),
        ({"standing": "government"}, {("cbsa", "rcmp"), ("norad", "usnorthcom")}),
        ({"standing": "encyclopedia"}, set()),
        ({"topic": "firearms", "family": "worksWith"}, set()),
    ],
)
def test_filters_keep_the_ties_that_match_all_of_them(
    mini: kg.KnowledgeGraph, filters: dict[str, str], expected: set[tuple[str, str]]
) -> None:
    assert set(edges(mini.network(**filters))) == expected


def test_a_passage_that_is_not_described_has_no_standing(make_graph: MakeGraph) -> None:
    graph = make_graph(HEAD + claims("ent:a sec:trainsWith ent:b .", passage="undescribed"))
    assert edges(graph.network()) == {("a", "b"): 1}
    assert edges(graph.network(standing="government")) == {}


def test_around_an_entity_shows_what_lies_within_so_many_steps(mini: kg.KnowledgeGraph) -> None:
    def near(depth: int) -> set[str]:
        return {local_name(iri) for iri in mini.network("two-mode", around="rcmp", depth=depth)}

    assert near(0) == {"rcmp"}
    assert near(1) == {"rcmp", "cross-border-firearms-task-force"}
    assert near(2) == {"rcmp", "cross-border-firearms-task-force", "cbsa"}
    assert near(3) == near(2)


def test_around_keeps_the_edges_among_neighbours_and_the_type(mini: kg.KnowledgeGraph) -> None:
    network = mini.network(actors="all", around="RCMP")
    assert isinstance(network, Network)
    assert {local_name(iri) for iri in network} == {"rcmp", "cbsa", "canada", "united-states"}
    assert ("canada", "united-states") in edges(network)


def test_around_several_entities_shows_what_is_near_to_any(mini: kg.KnowledgeGraph) -> None:
    assert {local_name(iri) for iri in mini.network(around=["cbsa", "norad"])} == {
        "cbsa",
        "rcmp",
        "norad",
        "usnorthcom",
    }


def test_around_an_entity_that_the_view_leaves_out_says_so(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(KgError, match=r"“canada” has no ties in this view; widen the actors or the date"):
        mini.network(around="canada")


def test_around_an_unknown_entity_suggests_the_nearest(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"No entity is called “norat”\. Did you mean “NORAD”"):
        mini.network(around="norat")


def test_the_words_of_before_are_still_heard(mini: kg.KnowledgeGraph) -> None:
    assert edges(mini.network("between", lens="all")) == edges(mini.network("two-mode", "all"))
    assert NetworkFilter("shared") == NetworkFilter("one-mode")  # type: ignore[arg-type]
    assert mini.path("rcmp", "cbsa", lens="all") == mini.path("rcmp", "cbsa", actors="all")


@pytest.mark.parametrize("name", ["topic", "country", "kind", "family", "standing", "rests_on"])
def test_a_filter_by_nothing_is_one_that_nothing_has(mini: kg.KnowledgeGraph, name: str) -> None:
    with pytest.raises(KgError):
        build_network(mini.record, NetworkFilter(**{name: ""}))  # type: ignore[arg-type]


@pytest.mark.parametrize(("mode", "actors"), [("one-mode", "everything"), ("sideways", "all")])
def test_unknown_modes_and_actors_name_those_that_there_are(mini: kg.KnowledgeGraph, mode: str, actors: str) -> None:
    with pytest.raises(
        KgError, match="mode is one of one-mode, two-mode; the actors one of organizations, countries, all"
    ):
        mini.network(mode, actors)


def test_an_unknown_filter_suggests_the_nearest(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"No filter of a network is called “topics”\. Did you mean “topic”"):
        mini.network(topics="firearms")
    with pytest.raises(UnknownName, match=r"called “when”; there are mode, actors, .*topic, .*rests_on\.$"):
        mini.network(when="2001")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("topic", "firearm"),
        ("country", "nothing"),
        ("kind", "treatys"),
        ("family", "nothing"),
        ("standing", "goverment"),
    ],
)
def test_an_unknown_value_of_a_filter_is_an_unknown_name(mini: kg.KnowledgeGraph, name: str, value: str) -> None:
    what = {"standing": "kind of document"}.get(name, name)
    with pytest.raises(UnknownName, match=rf"No {what} is called “{value}”\. Did you mean “"):
        mini.network(**{name: value})


@pytest.mark.parametrize("value", ["soon", "2001-13", "2001-02-30", ""])
def test_what_is_not_a_date_is_refused_with_how_to_write_one(mini: kg.KnowledgeGraph, value: str) -> None:
    with pytest.raises(KgError, match=f"“{value}” is not a date; write 2001, 2001-09, 2001-09-11 or today"):
        mini.network(as_of=value)


def test_an_empty_graph_has_an_empty_network() -> None:
    graph = kg.KnowledgeGraph(Engine(ox.Store()), Folders(Path(), Path()))
    assert len(graph.network()) == 0
    assert len(edge_table(graph.network())) == 0


def test_network_can_still_be_copied_and_pickled(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = mini.network(actors="all")
    assert lines_of(mini.explore(copy.deepcopy(network), tmp_path / "a.html").path) == pairs(network)
    kept = pickle.loads(pickle.dumps(network))
    assert set(kept.edges) == set(network.edges)
    assert lines_of(mini.explore(kept, tmp_path / "b.html").path) == pairs(network)
