"""What the picture is given: areas with their topics, and agreements among them."""

from __future__ import annotations

import random
from collections import Counter

import networkx as nx
import pytest

import kg
from kg.explorer.drawing_payload import SMALLEST_AREA, area_anchors, area_topics, placed, placed_between
from kg.network.measures import find_communities
from kg.network.network import NetworkFilter
from kg.network.projection import build_network
from kg.vocabulary import local_name


def test_each_area_of_some_size_has_topics_that_set_it_apart(shipped: kg.KnowledgeGraph) -> None:
    network = build_network(shipped.record, NetworkFilter())
    groups = find_communities(network)
    found = area_topics(network, groups, shipped.record)
    large = {group for group in groups.values() if list(groups.values()).count(group) >= SMALLEST_AREA}
    assert len(found) == len(large)
    assert all(1 <= len(topics) <= 2 for topics in found)
    norad = groups["https://w3id.org/perimeter/entity/norad"]
    assert found[norad][0] == "aerospace-defence"


@pytest.mark.parametrize("actors", ["organizations", "countries", "all"])
def test_no_two_areas_have_the_same_topics(shipped: kg.KnowledgeGraph, actors: str) -> None:
    network = build_network(shipped.record, NetworkFilter(actors=actors))
    found = [frozenset(topics) for topics in area_topics(network, find_communities(network), shipped.record)]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("actors", ["organizations", "all"])
def test_areas_keep_their_ids_when_one_unrelated_tie_is_added(shipped: kg.KnowledgeGraph, actors: str) -> None:
    network = build_network(shipped.record, NetworkFilter(actors=actors))
    groups = find_communities(network)
    before = area_anchors(network, groups)
    sizes = Counter(groups.values())
    apart = [iri for iri in sorted(network) if sizes[groups[iri]] < SMALLEST_AREA]
    chance = random.Random(1958)
    for _ in range(5):
        first, second = chance.sample(apart, 2)
        more = nx.Graph(network)
        more.add_edge(first, second, weight=0.5)
        assert set(before) <= set(area_anchors(more, find_communities(more))), (first, second)


def test_an_area_is_known_by_the_member_tied_most_to_the_others(shipped: kg.KnowledgeGraph) -> None:
    network = build_network(shipped.record, NetworkFilter())
    anchors = [local_name(iri) for iri in area_anchors(network, find_communities(network))]
    assert {"norad", "uscg", "cbsa"} <= set(anchors)
    assert len(set(anchors)) == len(anchors)


def test_agreements_that_hold_the_backbone_together_come_first(shipped: kg.KnowledgeGraph) -> None:
    joined, between = (build_network(shipped.record, NetworkFilter(mode=mode)) for mode in ("one-mode", "two-mode"))
    numbers = {iri: number for number, iri in enumerate(sorted(shipped.record.identity))}
    drawn = placed_between(between, joined, numbers, shipped.record)
    first = {end for *ends, chance, _ in drawn["edges"] if chance < 0.05 for end in ends}
    names = [iri for iri in between if numbers[iri] in first]
    assert "https://w3id.org/perimeter/entity/norad" in names
    assert len(names) < len(between) / 4
    alone = {numbers[iri] for iri in joined if not joined.degree(iri)}
    assert {number for number, *_ in placed(joined, numbers, shipped.record)["nodes"]} - alone <= {
        number for (number,) in drawn["nodes"]
    }
