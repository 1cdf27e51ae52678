"""Where a place lies, in words, at the command line, in Python and on its page."""

import json
import re

import pytest

from kg import load
from kg.pages.pages import Pages
from kg.render.coordinates import coordinates_among
from kg.vocabulary import ENTITY


def test_a_facility_tells_its_coordinates_with_what_lies_there_and_the_source() -> None:
    entity = load().entity("cfb-goose-bay")
    assert "  coordinates: 53.3192° N, 60.4258° W (its airport) [1]\n" in entity.tell(whole=True)
    assert "  coordonnées : 53,3192° N., 60,4258° O. (son aéroport) [1]\n" in entity.tell("fr").replace("\xa0", " ")
    where = next(coordinates_among(entity.claims))
    assert [iri.rpartition("source/")[2] for iri in where.passages] == ["airportsdata/p4"]


def test_what_has_none_tells_none() -> None:
    assert list(coordinates_among(load().entity("norad").claims)) == []


@pytest.mark.parametrize("place", ["yellowknife", "alaska"])
def test_coordinates_are_one_line(place: str) -> None:
    told = load().entity(place).tell(whole=True)
    assert told.count("coordinates:") == 1
    assert not re.search("latitude:|longitude:|precision:|disagree", told)


def test_the_page_of_a_place_has_them_for_search_engines() -> None:
    page = Pages(load()).write(ENTITY + "iqaluit", "html").decode()
    described = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert described["@type"] == "Place"
    assert (described["geo"]["latitude"], described["geo"]["longitude"]) == (63.74697, -68.51727)
    assert described["geo"]["description"] == "the town, not a building in it"
    assert "coordinates: 63.74697° N, 68.51727° W" in page
