"""What the picture is given: areas with their topics, and agreements among them."""

from __future__ import annotations

import kg
from kg.explorer.drawing_payload import SMALLEST_AREA, area_topics, placed, placed_between
from kg.network.measures import find_communities
from kg.network.network import NetworkFilter, build_network


def test_each_area_of_some_size_has_topics_that_set_it_apart(shipped: kg.KnowledgeGraph) -> None:
    network = build_network(shipped.record, NetworkFilter())
    groups = find_communities(network)
    found = area_topics(network, groups, shipped.record)
    large = {group for group in groups.values() if list(groups.values()).count(group) >= SMALLEST_AREA}
    assert len(found) == len(large)
    assert all(1 <= len(topics) <= 2 for topics in found)
    norad = groups["https://w3id.org/perimeter/entity/norad"]
    assert found[norad][0] == "aerospace-defence"


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
