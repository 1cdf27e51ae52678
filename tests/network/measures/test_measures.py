"""Measures: against networkx, published figures and counts by hand; and what limits each."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import combinations, permutations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import kg
from kg.errors import KgError, UnknownName
from kg.network import measures
from kg.network.measures.assortativity import coefficient
from kg.network.measures.brokerage import ROLES
from kg.network.measures.communities import modularity
from kg.network.measures.concentration import gini, herfindahl
from kg.network.measures.registry import MEASURES
from kg.sparql.table import Table
from kg.vocabulary import local_name

Graph = nx.Graph

GRAPHS = some.builds(
    lambda size, share, seed: nx.gnp_random_graph(size, share / 10, seed=seed),
    some.integers(2, 14),
    some.integers(0, 10),
    some.integers(0, 999),
)
SHIPPED = sorted(MEASURES)


@pytest.fixture(scope="module")
def karate() -> Graph:
    """The club of Zachary (1977), doi:10.1086/jar.33.4.3629752, without weights."""
    club = nx.karate_club_graph()
    return nx.Graph(club.edges)


def by_id(table: Table, column: str) -> dict[Any, Any]:
    return dict(zip(table.column(table.columns[0]), table.column(column), strict=True))


def same(found: dict[Any, Any], expected: dict[Any, Any]) -> bool:
    return found.keys() == expected.keys() and all(
        found[key] == pytest.approx(expected[key], rel=1e-4, abs=1e-6) for key in expected
    )


def weighed(network: Graph, seed: int = 1958) -> Graph:
    """The same ties with weights that are not all alike; their inverses add up exactly, so equal ways stay equal."""
    made: Graph = nx.Graph()
    made.add_nodes_from(network)
    made.add_weighted_edges_from((a, b, 2 ** ((a * 7 + b * 13 + seed) % 4)) for a, b in sorted(network.edges))
    return made


def test_betweenness_of_the_karate_club_is_as_published(karate: Graph) -> None:
    found = by_id(measures.betweenness(karate), "betweenness")
    assert [found[node] for node in (0, 33, 32, 2)] == pytest.approx([0.43764, 0.30407, 0.14525, 0.14366], abs=1e-5)


def test_betweenness_is_that_of_networkx_with_and_without_weights(karate: Graph) -> None:
    network = weighed(karate)
    for *_, edge in network.edges(data=True):
        edge["length"] = 1 / edge["weight"]
    table = measures.betweenness(network)
    assert same(by_id(table, "betweenness"), nx.betweenness_centrality(network))
    assert same(by_id(table, "by_strength"), nx.betweenness_centrality(network, weight="length"))


def test_betweenness_by_strength_can_be_left_out(karate: Graph) -> None:
    table = measures.betweenness(karate, by_strength=False)
    assert table.columns == ["id", "name", "betweenness", "degree"]
    assert by_id(table, "betweenness") == by_id(measures.betweenness(karate), "betweenness")


@given(GRAPHS)
@settings(deadline=None, max_examples=40)
def test_betweenness_is_that_of_networkx_on_any_network(network: Graph) -> None:
    assert same(by_id(measures.betweenness(network), "betweenness"), nx.betweenness_centrality(network))


@given(GRAPHS, some.randoms(use_true_random=False))
@settings(deadline=None, max_examples=25)
def test_other_names_change_no_figure(network: Graph, dice: Any) -> None:
    names = list(network)
    dice.shuffle(names)
    turned = nx.relabel_nodes(network, dict(zip(network, names, strict=True)))
    for measure in (measures.strength, measures.betweenness, measures.resilience, measures.redundancy):
        first, second = measure(network), measure(turned)
        column = first.columns[2]
        renamed = {names[list(network).index(node)]: value for node, value in by_id(first, column).items()}
        assert same(by_id(second, column), renamed)


def groups_of(part: dict[Any, int]) -> list[set[Any]]:
    return [{node for node, own in part.items() if own == number} for number in sorted(set(part.values()))]


@given(GRAPHS, some.integers(2, 9))
@settings(deadline=None, max_examples=25)
def test_weights_in_another_unit_change_no_share(network: Graph, times: int) -> None:
    small, large = weighed(network), weighed(network)
    for *_, edge in large.edges(data=True):
        edge["weight"] *= times
    assert same(by_id(measures.betweenness(large), "by_strength"), by_id(measures.betweenness(small), "by_strength"))
    grown = {node: value * times for node, value in by_id(measures.strength(small), "strength").items()}
    assert same(by_id(measures.strength(large), "strength"), grown)
    if network.size():
        parts = [measures.find_communities(each) for each in (large, small)]  # equally good ones may differ
        found = [nx.community.modularity(small, groups_of(part)) for part in parts]
        assert found[0] == pytest.approx(found[1], abs=0.05)
    assert [row[2] for row in measures.concentration(large)] == [row[2] for row in measures.concentration(small)]


def test_strength_is_the_sum_of_its_families(shipped: kg.KnowledgeGraph) -> None:
    network = shipped.network(lens="all")
    table = measures.strength(network)
    families = [table.columns.index(name) for name in measures.centrality.families_of(network)]
    assert len(table) == len(network)
    for row in table.rows:
        assert sum(float(str(row[place])) for place in families) == pytest.approx(float(str(row[2])), abs=1e-4)
    named = {local_name(iri): value for iri, value in dict(network.degree(weight="weight")).items()}
    assert same(by_id(table, "strength"), named)


def test_the_family_is_that_of_an_actors_own_relation(mini: kg.KnowledgeGraph) -> None:
    table = measures.strength(mini.network())
    families = {row[0]: dict(zip(table.columns[4:], row[4:], strict=True)) for row in table.rows}
    assert {name: value for name, value in families["norad"].items() if value} == {
        "worksWith": 1,
        "worksWith_degree": 1,
    }
    assert {name: value for name, value in families["rcmp"].items() if value} == {
        "takesPartIn": 1,
        "takesPartIn_degree": 1,
    }


def test_structural_holes_are_those_of_networkx(karate: Graph) -> None:
    table = measures.redundancy(karate)
    assert same(by_id(table, "effective_size"), nx.effective_size(karate))
    assert same(by_id(table, "constraint"), nx.constraint(karate))
    assert same(
        by_id(measures.redundancy(weighed(karate)), "constraint"), nx.constraint(weighed(karate), weight="weight")
    )


def test_an_actor_without_ties_has_no_constraint() -> None:
    assert measures.redundancy(nx.empty_graph(1)).rows == [(0, "0", 0.0, None, None, 0)]


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("AAA", "coordinator"),
        ("ABA", "itinerant"),
        ("AAB", "gatekeeper"),
        ("BAA", "gatekeeper"),
        ("ABC", "liaison"),
    ],
)
def test_the_roles_of_brokers_are_those_of_gould_and_fernandez(groups: str, role: str) -> None:
    chain = nx.path_graph(3)
    table = measures.brokerage(chain, dict(enumerate(groups)))
    assert {name: by_id(table, name)[1] for name in ROLES} == {name: int(name == role) for name in ROLES}


def roles_by_triads(network: Graph, groups: dict[Any, str]) -> Counter[tuple[Any, str]]:
    """Each open triad read off as Gould and Fernandez define it, one direction only."""
    found: Counter[tuple[Any, str]] = Counter()
    for a, b, c in permutations(network, 3):
        if a < c and network.has_edge(a, b) and network.has_edge(b, c) and not network.has_edge(a, c):
            kinds = {(True, True): "coordinator", (False, False): "", (True, False): "gatekeeper"}
            own = (groups[a] == groups[b], groups[c] == groups[b])
            role = kinds[max(own), min(own)] or ("itinerant" if groups[a] == groups[c] else "liaison")
            found[b, role] += 1
    return found


@given(GRAPHS, some.integers(1, 4))
@settings(deadline=None, max_examples=40)
def test_brokerage_counts_every_open_triad_once(network: Graph, kinds: int) -> None:
    groups = {node: "ABCD"[node % kinds] for node in network}
    table, expected = measures.brokerage(network, groups), roles_by_triads(network, groups)
    for role in ROLES:
        assert by_id(table, role) == {node: expected[node, role] for node in network}
    triads = sum(1 for triad in combinations(network, 3) if network.subgraph(triad).number_of_edges() == 2)
    assert sum(by_id(table, "pairs").values()) == triads


def test_brokers_stand_between_the_same_sides_as_in_the_question(shipped: kg.KnowledgeGraph) -> None:
    asked = shipped.ask("brokers").rows
    groups = {local_name(str(broker)): local_name(str(group or "")) for broker, group, *_ in asked}
    ours = by_id(measures.brokerage(shipped.network(), "sector"), "group")
    assert len(groups) > 10
    assert {name: ours[name] for name in groups} == groups


def test_an_unknown_grouping_of_brokers_names_those_that_there_are(karate: Graph) -> None:
    with pytest.raises(UnknownName, match="“country” or “sector”"):
        measures.brokerage(karate, "colour")


def test_communities_of_the_karate_club_reach_the_best_modularity_known(karate: Graph) -> None:
    found = measures.find_communities(karate)
    groups = [{node for node in karate if found[node] == number} for number in range(len(set(found.values())))]
    assert modularity(karate, found) == pytest.approx(nx.community.modularity(karate, groups))
    assert modularity(karate, found) == pytest.approx(0.41979, abs=1e-5)  # Brandes and others (2008)
    assert sorted(map(len, groups), reverse=True) == [len(group) for group in groups]


def test_communities_carry_their_topics_and_countries(mini: kg.KnowledgeGraph) -> None:
    table = measures.communities(mini.network())
    assert table.rows[0] == (
        1,
        2,
        1.0,
        "border-security 2; law-enforcement 1; trade-facilitation 1",
        "canada 2",
        "CBSA; RCMP",
    )
    assert table.notes[0].startswith("Modularity of this division: 0.500")
    members = measures.membership(mini.network())
    assert Counter(members.column("community")) == {1: 2, 2: 2, 3: 1}
    assert members.column("size") == [2, 2, 2, 2, 1]


def test_core_numbers_are_those_of_networkx(karate: Graph) -> None:
    assert by_id(measures.core_periphery(karate), "core_number") == nx.core_number(karate)


@given(GRAPHS)
@settings(deadline=None, max_examples=30)
def test_no_other_core_makes_fewer_exceptions(network: Graph) -> None:
    def exceptions(core: set[Any]) -> int:
        inside, outside = network.subgraph(core), network.subgraph(set(network) - core)
        return len(core) * (len(core) - 1) // 2 - inside.number_of_edges() + outside.number_of_edges()

    found = {node for node, inside in by_id(measures.core_periphery(network), "in_core").items() if inside}
    nodes = list(network)[:9]
    small = network.subgraph(nodes)
    if len(small) == len(network):
        cores = (set(some_nodes) for size in range(len(nodes) + 1) for some_nodes in combinations(nodes, size))
        assert exceptions(found) == min(map(exceptions, cores))


def test_two_modes_are_measured_as_networkx_does() -> None:
    network = nx.davis_southern_women_graph()
    table = measures.two_mode(network)
    assert same(by_id(table, "degree"), dict(network.degree()))
    assert same(by_id(table, "clustering"), nx.bipartite.clustering(network))
    assert same(by_id(table, "redundancy"), nx.bipartite.node_redundancy(network))


def test_two_modes_need_two_modes(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(KgError, match="ask for the network in the mode “between”"):
        measures.two_mode(mini.network())
    with pytest.raises(KgError, match="give each node “bipartite”"):
        measures.two_mode(nx.path_graph(3))


def test_assortativity_is_that_of_networkx_where_everybody_has_one_value(karate: Graph) -> None:
    nx.set_node_attributes(karate, {node: f"side{node % 3}" for node in karate}, "countries")
    row = measures.assortativity(karate).rows[0]
    assert row[1] == pytest.approx(nx.attribute_assortativity_coefficient(karate, "countries"), abs=1e-5)
    assert -0.1 < row[3] < 0  # as by chance, a little below nothing: nobody ties with itself


def test_assortativity_is_that_of_newmans_table() -> None:
    """The mixing of couples in San Francisco by ethnicity: Newman (2003), table I, r = 0.621."""
    table = [[0.258, 0.016, 0.035, 0.013], [0.012, 0.157, 0.058, 0.019], [0.013, 0.023, 0.306, 0.035]]
    table.append([0.005, 0.007, 0.024, 0.016])
    shares = {f"{side}{place}": {str(place): 1.0} for side in "mw" for place in range(4)}
    ties = [(f"m{i}", f"w{j}", weight) for i, row in enumerate(table) for j, weight in enumerate(row)]
    assert coefficient(shares, ties) == pytest.approx(0.621, abs=0.003)


def test_one_of_several_values_counts_in_part() -> None:
    network: Graph = nx.Graph([("a", "b"), ("b", "c")])
    nx.set_node_attributes(network, {"a": "x", "b": "x, y", "c": "y"}, "topics")
    by, found, *_, pairs, without = measures.assortativity(network).rows[0]
    assert (by, found, pairs, without) == ("topic", 0.0, 2, 0)


@given(some.lists(some.integers(0, 50), min_size=1, max_size=20).filter(any), some.integers(2, 5))
def test_concentration_keeps_to_its_bounds_and_to_no_unit(amounts: list[int], times: int) -> None:
    larger = [amount * times for amount in amounts]
    assert -1e-9 <= gini(amounts) <= 1 - 1 / len(amounts) + 1e-9
    assert 1 / len(amounts) - 1e-9 <= herfindahl(amounts) <= 1 + 1e-9
    assert (gini(larger), herfindahl(larger)) == pytest.approx((gini(amounts), herfindahl(amounts)))
    mean_gap = sum(abs(a - b) for a in amounts for b in amounts) / (2 * len(amounts) * sum(amounts))
    assert gini(amounts) == pytest.approx(mean_gap)


@given(GRAPHS)
@settings(deadline=None, max_examples=40)
def test_what_falls_apart_is_what_falls_apart_when_tried(network: Graph) -> None:
    table = measures.resilience(network)
    assert {node for node, off in by_id(table, "cut_off").items() if off} == set(nx.articulation_points(network))
    for node, lost in by_id(table, "pairs_lost").items():
        rest = nx.restricted_view(network, [node], [])
        before = sum(nx.has_path(network, a, b) for a, b in combinations(set(network) - {node}, 2))
        after = sum(nx.has_path(rest, a, b) for a, b in combinations(set(network) - {node}, 2))
        assert lost == pytest.approx((before - after) / before if before else 0, abs=1e-5)


def test_without_an_actor_others_lose_what_they_had_with_it(mini: kg.KnowledgeGraph) -> None:
    assert measures.without(mini.network(), "rcmp").rows == [
        ("cbsa", "Canada Border Services Agency", 1.0, 1, False),
    ]
    with pytest.raises(KgError, match="“nobody” has no ties in this view"):
        measures.without(mini.network(), "nobody")


def test_change_tells_who_gained_and_lost_whom(mini: kg.KnowledgeGraph) -> None:
    table = measures.change(mini.network(as_of="2001"), mini.network(as_of="2024"))
    assert {row[0]: row[2:] for row in table.rows}["norad"] == (1.0, 0.0, 1.0, 1, 0, "USNORTHCOM", None)
    assert any(note.startswith("Before: ") for note in table.notes)
    whole = {
        row[0]: row[2:] for row in measures.change_of_whole(mini.network(as_of="2001"), mini.network(as_of="2024"))
    }
    assert whole["ties"] == (0.0, 2.0, 2.0)


def test_change_there_and_back_is_the_same_with_the_other_sign(karate: Graph) -> None:
    later = nx.Graph(karate)
    later.remove_edges_from([(0, 1), (32, 33)])
    later.add_edge(0, 33)
    there, back = measures.change(karate, later), measures.change(later, karate)
    assert by_id(there, "change") == {node: -value for node, value in by_id(back, "change").items()}
    assert set(by_id(there, "id")) == {0, 1, 32, 33}


def test_the_overview_is_that_of_networkx(karate: Graph) -> None:
    found = by_id(measures.overview(karate), "value")
    assert (found["actors"], found["ties"], found["pieces"], found["largest"]) == (34, 78, 1, 1)
    assert found["density"] == pytest.approx(nx.density(karate), abs=1e-5)
    assert found["clustering"] == pytest.approx(nx.transitivity(karate), abs=1e-5)


def test_gaps_have_the_pairs_of_the_question_and_its_grounds(shipped: kg.KnowledgeGraph) -> None:
    table = measures.gaps(shipped.network())
    ours = {
        (row[0], row[2]): (*(len(str(cell).split("; ")) if cell else 0 for cell in row[5:7]), row[9])
        for row in table.rows
    }
    known = {local_name(str(iri)) for iri in shipped.network()}
    asked = {tuple(local_name(str(end)) for end in row[:2]): tuple(row[2:]) for row in shipped.ask("gaps").rows}
    shown = {pair: numbers for pair, numbers in asked.items() if set(pair) <= known}
    assert len(shown) > 100
    assert {pair: ours.get(pair) for pair in shown} == shown
    assert {pair for pair, numbers in ours.items() if any(numbers[:2])} == set(shown)
    assert table.notes[0].startswith(f"{len(table):,} pairs with no agreement found in these documents")


def test_gaps_are_looked_for_in_the_record_alone(karate: Graph) -> None:
    with pytest.raises(KgError, match=r"give a network made by graph\.network\(\)"):
        measures.gaps(karate)


def test_a_broker_that_one_document_makes_does_not_stay_one(shipped: kg.KnowledgeGraph) -> None:
    table = measures.stability(shipped.network(topic="arctic"), measures.betweenness, 5)
    for _, _, rank, best, worst, kept, value, lowest, highest, most_by in table.rows:
        assert int(str(best)) <= int(str(rank)) <= int(str(worst))
        assert float(str(lowest)) <= float(str(value)) <= float(str(highest))
        assert (most_by is None) == (rank == worst)
        assert 0 <= float(str(kept)) <= 1
    assert "alone state a tie" in table.notes[0]


def test_dropping_a_document_gives_the_network_of_a_record_without_it(shipped: kg.KnowledgeGraph) -> None:
    """Each network joined again in parts is the one that is made anew from the ties that are left."""
    from dataclasses import replace

    from kg.network.measures.jackknife import without_each_document
    from kg.network.network import build_network

    network, record = shipped.network(topic="arctic"), shipped.record
    tried = 0
    for document, made in without_each_document(network):
        kept = [tie for tie in record.ties if record.documents_of(tie.passages) != {document}]
        rest = record.__class__.__new__(record.__class__)
        rest.__dict__.update(record.__dict__, ties=kept)
        anew = build_network(rest, replace(network.graph["view"]))
        weights = {frozenset(pair): round(weight, 9) for *pair, weight in anew.edges.data("weight")}
        assert {frozenset(pair): round(weight, 9) for *pair, weight in made.edges.data("weight")} == weights
        tried += 1
    assert tried > 5


def test_only_the_record_has_documents_to_drop(karate: Graph) -> None:
    with pytest.raises(KgError, match="Documents can only be dropped from a network of the record"):
        measures.stability(karate, measures.betweenness)  # type: ignore[arg-type]


@pytest.mark.parametrize("null", ["ties", "memberships"])
def test_chance_keeps_what_everybody_has_and_repeats_itself(shipped: kg.KnowledgeGraph, null: Any) -> None:
    network = shipped.network(topic="arctic")
    told = measures.chance(network, measures.betweenness, 5, null=null)
    assert told.rows == measures.chance(network, measures.betweenness, 5, null=null).rows
    degrees = measures.chance(network, partial(measures.strength), 3, null=null)
    assert len(degrees) == len(network)
    if null == "ties":
        plain = nx.Graph(network.edges)
        drawn = measures.chance(plain, measures.strength, 3)
        assert drawn.column("value") == drawn.column("by_chance")


def test_the_null_model_is_one_of_two(karate: Graph) -> None:
    with pytest.raises(KgError, match="null model is one of memberships, ties"):
        measures.chance(karate, measures.betweenness, null="luck")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name in SHIPPED if MEASURES[name].takes == "network"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_measure_tells_what_limits_it_in_both_languages(
    mini: kg.KnowledgeGraph, name: str, language: str
) -> None:
    table = mini.measure(name, lens="all", language=language)
    assert table.heads is not None
    assert len(table.heads) == len(table.columns)
    told = {"en": "The ties rest on ", "fr": "Les liens reposent sur "}
    assert any(note.startswith(told[language]) for note in table.notes)


@pytest.mark.parametrize("name", [name for name in SHIPPED if MEASURES[name].takes == "network"])
def test_every_measure_answers_on_a_network_of_nobody(mini: kg.KnowledgeGraph, name: str) -> None:
    network = mini.network(MEASURES[name].mode, as_of="1800")
    assert len(network) == 0
    assert isinstance(MEASURES[name].function(network), Table)


def test_a_measure_by_name_is_that_of_the_function(mini: kg.KnowledgeGraph) -> None:
    assert mini.measure("core_periphery").rows == measures.core_periphery(mini.network()).rows
    assert mini.measure("without", of="RCMP").rows == measures.without(mini.network(), "rcmp").rows
    assert mini.measure("brokerage", by="sector").columns == measures.brokerage(mini.network(), "sector").columns
    both = mini.network(as_of="2001"), mini.network(as_of="2024")
    assert mini.measure("change", between=("2001", "2024")).rows == measures.change(*both).rows
    beside = mini.measure("betweenness", against="documents")
    assert beside.rows == measures.stability(mini.network(), measures.betweenness).rows


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"name": "betweeness"}, "No measure is called “betweeness”. Did you mean “betweenness”"),
        ({"name": "strength", "by": "sector"}, "“strength” takes no grouping"),
        ({"name": "strength", "of": "rcmp"}, "“strength” takes no actors"),
        ({"name": "without"}, "“without” needs actors to leave out"),
        ({"name": "change"}, "“change” compares two dates"),
        ({"name": "gaps", "against": "chance"}, "“gaps” ranks no actors"),
        ({"name": "strength", "against": "luck"}, "No thing to set a measure against is called “luck”"),
    ],
)
def test_what_a_measure_does_not_take_is_refused_with_what_does(
    mini: kg.KnowledgeGraph, words: dict[str, str], message: str
) -> None:
    with pytest.raises(KgError) as refused:
        mini.measure(**words)  # type: ignore[arg-type]
    assert message in str(refused.value)
