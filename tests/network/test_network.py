"""The network: who is joined to whom, how strongly, since when, and by what evidence."""

from __future__ import annotations

import datetime
import json
from itertools import combinations
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

import kg
from kg.dates import Period, overlap
from kg.errors import KgError, UnknownName
from kg.graphs.conversion import igraph_pairs
from kg.network.files import write_network
from kg.network.measures import edge_table, node_table
from kg.network.network import Network
from kg.rdf.files import Folders
from kg.record.index import Record, class_of, independent_documents
from kg.sparql.engine import Engine
from kg.vocabulary import ENTITY, SOURCE, local_name
from tests.worlds import MakeGraph

Day = datetime.date

HEAD = """
src:d a sec:Document ; dcterms:publisher "One" ; sec:hasStanding standing:government .
src:e a sec:Document ; dcterms:publisher "ONE" ; sec:hasStanding standing:news .
src:f a sec:Document ; dcterms:publisher "Two" ; sec:hasStanding standing:news .
<https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d .
<https://w3id.org/perimeter/source/e/p1> a sec:Passage ; sec:isPassageOf src:e .
<https://w3id.org/perimeter/source/f/p1> a sec:Passage ; sec:isPassageOf src:f .
ent:a a sec:Organization ; rdfs:label "A"@en ; sec:hasTopic topic:arctic .
ent:b a sec:Organization ; rdfs:label "B"@en ; sec:hasKind kind:agency .
ent:c a sec:Organization ; rdfs:label "C"@en .
ent:x a sec:TaskForce ; rdfs:label "X"@en .
ent:y a sec:TaskForce ; rdfs:label "Y"@en .
"""


def claims(*lines: str, passage: str = "d") -> str:
    return f"<https://w3id.org/perimeter/source/{passage}/p1> {{ {' '.join(lines)} }}\n"


def period(subject: str, thing: str, start: str = "", end: str = "", number: int = 1) -> str:
    """A claim that something took part in a thing, with the years in a node of its own."""
    dates = (f' ; sec:startDate "{start}"^^xsd:gYear' if start else "") + (
        f' ; sec:endDate "{end}"^^xsd:gYear' if end else ""
    )
    return (
        f"ent:{subject} sec:participatesIn ent:{thing} . tie:{subject}-{thing}-{number} sec:hasSubject ent:{subject} ;"
        f" sec:hasRelation sec:participatesIn ; sec:hasObject ent:{thing}{dates} ."
    )


def edges(network: Network) -> dict[tuple[str, str], float]:
    return {
        (str(row[0]), str(row[1])): float(str(row[2]))
        for row in sorted(edge_table(network).rows, key=lambda row: (str(row[0]), str(row[1])))
    }


def edge(network: Network, first: str, second: str) -> dict[str, object]:
    return dict(network.edges[ENTITY + first, ENTITY + second])


def test_organizations_are_joined_by_what_they_share_and_by_direct_ties(mini: kg.KnowledgeGraph) -> None:
    network = mini.network()
    assert edges(network) == {("cbsa", "rcmp"): 1, ("norad", "usnorthcom"): 1}
    assert ENTITY + "canadian-armed-forces" in network


def test_the_lens_of_countries_shows_countries_alone(mini: kg.KnowledgeGraph) -> None:
    assert edges(mini.network(lens="countries")) == {("canada", "united-states"): 6}


def test_weights_are_one_over_the_other_parties_summed_over_what_is_shared(mini: kg.KnowledgeGraph) -> None:
    third = pytest.approx(1 / 3, abs=1e-4)
    assert edges(mini.network(lens="all")) == {
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
    network = shipped.network(lens="all")
    parties: dict[str, set[str]] = {}
    for tie in shipped.record.ties:
        if shipped.record.relations[tie.relation].joins == "through" and shipped.record.is_a(tie.subject, "Actor"):
            parties.setdefault(tie.object, set()).add(tie.subject)
    assert network.number_of_edges() > 1_000
    for first, second, found in network.edges(data=True):
        through = [reason["through"] for reason in found["reasons"]]
        weights = [1 / (len(parties[iri]) - 1) if iri else 1 for iri in through]
        assert found["weight"] == pytest.approx(sum(weights))
        assert all({first, second} <= parties[iri] for iri in through if iri)


def test_edges_name_what_they_go_through_with_ties_and_passages(mini: kg.KnowledgeGraph) -> None:
    found = edge(mini.network(), "cbsa", "rcmp")
    (reason,) = found["reasons"]  # type: ignore[misc]
    assert reason["through"] == f"{ENTITY}cross-border-firearms-task-force"
    assert [tuple(map(local_name, tie.key)) for tie in reason["ties"]] == [
        ("cbsa", "coLeads", "cross-border-firearms-task-force"),
        ("rcmp", "supports", "cross-border-firearms-task-force"),
    ]
    assert reason["passages"] == (f"{SOURCE}ps-cbftf-note-2021/p1", f"{SOURCE}ps-cbftf-note-2021/p2")
    assert (found["since"], found["until"], found["documents"]) == (Day(2021, 3, 31), None, 1)


def test_a_direct_tie_goes_through_nothing(mini: kg.KnowledgeGraph) -> None:
    found = edge(mini.network(), "norad", "usnorthcom")
    (reason,) = found["reasons"]  # type: ignore[misc]
    assert (reason["through"], [local_name(tie.relation) for tie in reason["ties"]]) == (None, ["cooperatesWith"])
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


def test_documents_count_publishers_and_not_pages(make_graph: MakeGraph) -> None:
    text = HEAD + claims("ent:a sec:trainsWith ent:b .") + claims("ent:a sec:trainsWith ent:b .", passage="e")
    assert edge(make_graph(text).network(), "a", "b")["documents"] == 1
    text += claims("ent:a sec:trainsWith ent:b .", passage="f")
    assert edge(make_graph(text).network(), "a", "b")["documents"] == 2


def test_documents_without_a_publisher_count_one_by_one(make_graph: MakeGraph) -> None:
    graph = make_graph("""
        <https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d .
        <https://w3id.org/perimeter/source/e/p1> a sec:Passage ; sec:isPassageOf src:e .
        <https://w3id.org/perimeter/source/e/p2> a sec:Passage ; sec:isPassageOf src:e .
    """)
    passages = [f"{SOURCE}d/p1", f"{SOURCE}e/p1", f"{SOURCE}e/p2", "http://example.org/nowhere"]
    assert independent_documents(graph.record, passages) == 2


def test_collaborations_stand_between_actors_where_that_is_asked(mini: kg.KnowledgeGraph) -> None:
    assert edges(mini.network("between")) == {
        ("air-preclearance-agreement-2001", "lrma-preclearance-agreement"): 1,
        ("canadian-armed-forces", "norad"): 1,
        ("canadian-armed-forces", "operation-nanook"): 1,
        ("cbsa", "cross-border-firearms-task-force"): 1,
        ("cross-border-firearms-task-force", "rcmp"): 1,
        ("norad", "norad-agreement-1958"): 1,
        ("norad", "usnorthcom"): 1,
    }


def test_no_network_shows_what_neither_acts_nor_is_a_collaboration(shipped: kg.KnowledgeGraph) -> None:
    for mode in ("shared", "between"):
        network = shipped.network(mode, "all")
        assert len(network) > 100
        shown = {"Actor", "Collaboration"} if mode == "between" else {"Actor"}
        assert all(any(shipped.record.is_a(iri, name) for name in shown) for iri in network)
        assert not list(nx.selfloop_edges(network))


def test_each_lens_shows_a_part_of_all(shipped: kg.KnowledgeGraph) -> None:
    every = set(shipped.network(lens="all"))
    countries, organizations = set(shipped.network(lens="countries")), set(shipped.network())
    assert countries | organizations == every
    assert not countries & organizations
    assert all(shipped.record.is_a(iri, "Country") for iri in countries)


def test_on_a_day_only_what_was_then_in_effect_is_shown(mini: kg.KnowledgeGraph) -> None:
    assert edges(mini.network(lens="all", as_of="2001-09-11")) == {
        ("canada", "canadian-armed-forces"): 0.5,
        ("canada", "united-states"): 2.5,
        ("canadian-armed-forces", "united-states"): 0.5,
    }
    assert edges(mini.network(lens="all", as_of="1900")) == {}


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
    shows = [treaty in edges(mini.network("between", "countries", as_of=day)) for day in days]
    assert shows == [False, True, True, False]


def test_what_has_no_date_is_left_out_of_a_day_and_counted(mini: kg.KnowledgeGraph) -> None:
    everything = mini.network("between", "all")
    assert everything.graph["undated"] == 0
    undated = [tie for tie in mini.record.ties if mini.record.tie_span(tie)[0] is None]
    assert {tuple(map(local_name, tie.key)) for tie in undated} >= {
        ("canada", "cooperatesWith", "united-states"),
        ("united-states", "isInvitedTo", "operation-nanook"),
    }
    then = mini.network("between", "all", as_of="2024")
    assert then.graph["undated"] == len(undated)
    assert ("operation-nanook", "united-states") not in edges(then)


@pytest.mark.parametrize(
    ("span", "answer"),
    [
        ((Day(2001, 1, 1), None), True),
        ((Day(2001, 9, 11), Day(2001, 9, 11)), True),
        ((Day(2001, 9, 12), None), False),
        ((Day(2001, 1, 1), Day(2001, 9, 10)), False),
        ((None, Day(2001, 9, 10)), False),
        ((None, Day(2001, 9, 11)), None),
        ((None, None), None),
    ],
)
def test_nobody_can_tell_whether_what_has_no_start_was_in_effect(
    span: tuple[Day | None, Day | None], answer: bool | None
) -> None:
    assert Period.of("2001-09-11").holds(span) is answer


@pytest.mark.parametrize(
    ("first", "second", "common"),
    [
        ((Day(1990, 1, 1), Day(2000, 1, 1)), (Day(1995, 1, 1), None), (Day(1995, 1, 1), Day(2000, 1, 1))),
        ((Day(1990, 1, 1), Day(2000, 1, 1)), (Day(2000, 1, 1), None), (Day(2000, 1, 1), Day(2000, 1, 1))),
        ((Day(1990, 1, 1), Day(2000, 1, 1)), (Day(2000, 1, 2), None), None),
        ((None, None), (Day(1990, 1, 1), None), (Day(1990, 1, 1), None)),
        ((None, None), (None, None), (None, None)),
    ],
)
def test_spans_overlap_when_they_have_a_day_in_common(
    first: tuple[Day | None, Day | None],
    second: tuple[Day | None, Day | None],
    common: tuple[Day | None, Day | None] | None,
) -> None:
    assert overlap(first, second) == overlap(second, first) == common


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"topic": "firearms"}, {("cbsa", "rcmp")}),
        ({"topic": "aerospace-defence"}, {("norad", "usnorthcom")}),
        ({"country": "canada"}, {("cbsa", "rcmp"), ("norad", "usnorthcom")}),
        ({"country": "united-states"}, {("norad", "usnorthcom")}),
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
        return {local_name(iri) for iri in mini.network("between", around="rcmp", depth=depth)}

    assert near(0) == {"rcmp"}
    assert near(1) == {"rcmp", "cross-border-firearms-task-force"}
    assert near(2) == {"rcmp", "cross-border-firearms-task-force", "cbsa"}
    assert near(3) == near(2)


def test_around_keeps_the_edges_among_neighbours_and_the_type(mini: kg.KnowledgeGraph) -> None:
    network = mini.network(lens="all", around="RCMP")
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
    with pytest.raises(KgError, match=r"“canada” has no ties in this view; widen the lens or the date"):
        mini.network(around="canada")


def test_around_an_unknown_entity_suggests_the_nearest(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"No entity is called “norat”\. Did you mean “NORAD”"):
        mini.network(around="norat")


@pytest.mark.parametrize(("mode", "lens"), [("shared", "everything"), ("sideways", "all")])
def test_an_unknown_mode_or_lens_names_those_that_there_are(mini: kg.KnowledgeGraph, mode: str, lens: str) -> None:
    with pytest.raises(KgError, match="mode is one of shared, between; the lens one of organizations, countries, all"):
        mini.network(mode, lens)


def test_an_unknown_filter_suggests_the_nearest(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"No filter of a network is called “topics”\. Did you mean “topic”"):
        mini.network(topics="firearms")


@pytest.mark.parametrize("name", ["topic", "country", "kind", "family", "standing"])
def test_an_unknown_value_of_a_filter_is_an_unknown_name(mini: kg.KnowledgeGraph, name: str) -> None:
    what = {"standing": "kind of document"}.get(name, name)
    with pytest.raises(UnknownName, match=rf"No {what} is called “nothing”\. Did you mean “"):
        mini.network(**{name: "nothing"})


@pytest.mark.parametrize("value", ["soon", "2001-13", "2001-02-30", ""])
def test_what_is_not_a_date_is_refused_with_how_to_write_one(mini: kg.KnowledgeGraph, value: str) -> None:
    with pytest.raises(KgError, match=f"“{value}” is not a date; write 2001, 2001-09, 2001-09-11 or today"):
        mini.network(as_of=value)


def test_nodes_carry_labels_class_kind_countries_topics_and_dates(mini: kg.KnowledgeGraph) -> None:
    assert mini.network().nodes[f"{ENTITY}norad"] == {
        "label_en": "North American Aerospace Defense Command",
        "label_fr": "Commandement de la défense aérospatiale de l’Amérique du Nord",
        "abbreviation": "NORAD",
        "class": "Organization",
        "kind": "binational-command",
        "countries": "canada, united-states",
        "topics": "aerospace-defence, governance, maritime-security",
        "since": Day(1957, 9, 12),
        "until": None,
    }


def test_the_class_of_an_entity_is_its_narrowest(mini: kg.KnowledgeGraph) -> None:
    names = ("canada", "norad", "norad-agreement-1958", "arctic", "nobody")
    assert [class_of(mini.record, ENTITY + name) for name in names] == [
        "Country",
        "Organization",
        "Agreement",
        "Place",
        "Entity",
    ]


def test_an_edge_table_has_the_heaviest_first_and_names_in_either_language(mini: kg.KnowledgeGraph) -> None:
    table = edge_table(mini.network(lens="all"), mini.labels, "fr")
    assert table.columns == ["source", "target", "weight", "since", "until", "documents", "through", "sources"]
    assert table[0][:2] == ("canada", "united-states")
    weights = [float(str(weight)) for weight in table.column("weight")]
    assert weights == sorted(weights, reverse=True)
    row = next(row for row in table.rows if row[:2] == ("cbsa", "rcmp"))
    assert row[3:] == (
        Day(2021, 3, 31),
        None,
        1,
        "Groupe de travail transfrontalier sur les armes à feu",
        "ps-cbftf-note-2021",
    )
    assert edge_table(mini.network()).to_pandas()["since"].dt.year.tolist() == [2021, 2002]


def read_json(path: str) -> nx.Graph[str]:
    network: nx.Graph[str] = nx.node_link_graph(json.loads(Path(path).read_text(encoding="utf-8")), edges="links")
    return network


@pytest.mark.parametrize(
    ("extension", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf), ("json", read_json)]
)
def test_a_written_network_can_be_read_back(
    mini: kg.KnowledgeGraph, tmp_path: Path, extension: str, read: object
) -> None:
    network = mini.network(lens="all")
    path = f"{tmp_path}/network.{extension}"
    write_network(network, path)
    assert callable(read)
    again = read(path)
    assert {tuple(sorted(pair)) for pair in again.edges} == set(edges(network))
    assert again.edges["cbsa", "rcmp"]["since"] == "2021-03-31"
    assert again.edges["cbsa", "rcmp"]["documents"] == 1
    assert again.edges["cbsa", "rcmp"]["sources"] == "ps-cbftf-note-2021"
    assert again.nodes["norad"]["label_fr"].startswith("Commandement de la défense")


def test_a_node_table_has_all_that_nodes_carry(mini: kg.KnowledgeGraph) -> None:
    table = node_table(mini.network())
    assert table.column("id") == ["canadian-armed-forces", "cbsa", "norad", "rcmp", "usnorthcom"]
    assert table[2] == ("norad", *list(mini.network().nodes[f"{ENTITY}norad"].values())[0:1], *table[2][2:])
    assert table[2][4:6] == ("binational-command", "canada, united-states")
    assert table.to_polars()["kind"].to_list()[1] == "agency"


def test_igraph_gets_all_that_nodes_and_edges_carry(mini: kg.KnowledgeGraph) -> None:
    network = mini.network(lens="all")
    graph = network.to_igraph()
    assert graph.vs["name"] == sorted(network)
    assert graph.vs["label_fr"] == [network.nodes[iri]["label_fr"] for iri in sorted(network)]
    for edge, (first, second) in zip(graph.es, igraph_pairs(graph), strict=True):
        assert {key: edge[key] for key in edge.attribute_names()} == network.edges[first, second]


def test_reasons_are_made_when_they_are_read_and_number_as_many(shipped: kg.KnowledgeGraph) -> None:
    for _, _, found in shipped.network(lens="all").edges(data=True):
        reasons = found["reasons"]
        assert "_all" not in vars(reasons)
        assert len(reasons) == len(list(reasons)) > 0
        assert found["weight"] == pytest.approx(sum(reason["weight"] for reason in reasons))
        passages = {passage for reason in reasons for passage in reason["passages"]}
        assert found["documents"] == independent_documents(shipped.record, passages)


def test_an_unknown_extension_for_a_network_names_the_known(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"names no format here; the known ones are \.graphml, \.gexf, \.json\."):
        write_network(mini.network(), f"{tmp_path}/network.png")


def test_a_network_that_cannot_be_written_says_why(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot be written: there is no folder"):
        write_network(mini.network(), f"{tmp_path}/nowhere/network.graphml")


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
    drawn = {frozenset(pair) for pair in shipped.network(lens="countries").edges}
    assert drawn
    assert drawn <= pairs
    apart = pairs - drawn
    assert all(shared_never(record, *sorted(pair)) for pair in apart)


def shared_never(record: Record, first: str, second: str) -> bool:
    """Say whether no two participations of a pair in one thing overlap in time."""
    spans = [
        (record.tie_span(one), record.tie_span(other))
        for one in record.ties
        if one.subject == first and record.relations[one.relation].joins == "through"
        for other in record.ties
        if other.subject == second
        and other.object == one.object
        and record.relations[other.relation].joins == "through"
    ]
    return bool(spans) and not any(overlap(*both) for both in spans)


def test_an_empty_graph_has_an_empty_network() -> None:
    graph = kg.KnowledgeGraph(Engine(ox.Store()), Folders(Path(), Path()))
    assert len(graph.network()) == 0
    assert len(edge_table(graph.network())) == 0


def test_a_tie_of_an_undated_collaboration_is_undated(shipped: kg.KnowledgeGraph) -> None:
    """A radar without a date did not support the command from the command's first day."""
    then = shipped.network("between", "all", as_of="1958")
    assert "https://w3id.org/perimeter/entity/norad" in then
    assert "https://w3id.org/perimeter/entity/norad-modernization" not in then
