"""The areas of the picture: communities of actors, named by their topics, and agreements among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.explorer.drawing_payload import SMALLEST_AREA, area_topics, placed, placed_between
from kg.network.measures import find_communities
from kg.network.network import View, build_network
from tests.browser import Visit


@pytest.fixture
def visit(browser: Any, shipped_page: Path) -> Iterator[Visit]:
    with Visit(browser, shipped_page) as opened:
        yield opened.open()
        assert opened.troubles == []


def svg(visit: Visit, place: Path) -> str:
    """Return the picture as the page gives it away."""
    visit.page.locator("#toolbar .menu").evaluate("menu => { menu.open = true }")
    with visit.page.expect_download() as download:
        visit.page.locator("#toolbar .menu").get_by_role("button", name="SVG", exact=True).click()
    download.value.save_as(place)
    return place.read_text(encoding="utf-8")


def patches(drawn: str) -> set[tuple[str, str]]:
    """Return the middles of the patches under the actors of areas."""
    return set(re.findall(r'<circle cx="([-\d.]+)" cy="([-\d.]+)" r="26"', drawn))


def test_each_area_of_some_size_has_topics_that_set_it_apart(shipped: kg.KnowledgeGraph) -> None:
    network = build_network(shipped.record, View())
    groups = find_communities(network)
    found = area_topics(network, groups, shipped.record)
    large = {group for group in groups.values() if list(groups.values()).count(group) >= SMALLEST_AREA}
    assert len(found) == len(large)
    assert all(1 <= len(topics) <= 2 for topics in found)
    norad = groups["https://w3id.org/perimeter/entity/norad"]
    assert found[norad][0] == "aerospace-defence"


def test_agreements_that_hold_the_backbone_together_come_first(shipped: kg.KnowledgeGraph) -> None:
    joined, between = (build_network(shipped.record, View(mode=mode)) for mode in ("shared", "between"))
    numbers = {iri: number for number, iri in enumerate(sorted(shipped.record.identity))}
    drawn = placed_between(between, joined, numbers, shipped.record)
    first = {end for *ends, chance, _ in drawn["edges"] if chance < 0.05 for end in ends}
    names = [iri for iri in between if numbers[iri] in first]
    assert "https://w3id.org/perimeter/entity/cross-border-firearms-task-force" in names
    assert len(names) < len(between) / 4
    assert {number for number, *_ in placed(joined, numbers, shipped.record)["nodes"]} <= {
        number for (number,) in drawn["nodes"]
    }


def test_legend_names_areas_and_hides_one(visit: Visit) -> None:
    assert "Aerospace defence" in visit.text("#legend")
    drawn = visit.text("#chosen")
    visit.page.locator('[data-key="hide-area-0"]').click()
    assert "hide=area-0" in visit.page.url
    assert visit.text("#chosen") != drawn


def test_picture_names_areas_in_both_languages(visit: Visit, tmp_path: Path) -> None:
    assert ">Aerospace defence<" in svg(visit, tmp_path / "en.svg")
    visit.page.get_by_role("button", name="Français").click()
    assert ">Défense aérospatiale<" in svg(visit, tmp_path / "fr.svg")


def test_actors_stay_where_they_are_when_agreements_come_between(visit: Visit, tmp_path: Path) -> None:
    shared = patches(svg(visit, tmp_path / "shared.svg"))
    visit.page.get_by_role("button", name="With agreements and bodies").click()
    between = patches(svg(visit, tmp_path / "between.svg"))
    assert len(between) > 40
    assert len(between & shared) >= 0.9 * len(between)


def test_circle_of_one_actor_has_no_areas(visit: Visit, tmp_path: Path) -> None:
    visit.page.evaluate("location.hash = '#focus=norad'")
    visit.page.wait_for_timeout(150)
    assert patches(svg(visit, tmp_path / "circle.svg")) == set()
