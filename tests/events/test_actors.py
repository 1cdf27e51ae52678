"""Actor codes as actors of the record."""

from __future__ import annotations

import pytest

from kg.events.actors import Actors, parts, slug
from kg.events.rows import LeftOut, Party
from tests.worlds import ROOT


def party(code: str, name: str = "", country: str | None = None, group: str = "") -> Party:
    return Party(code, name, code[:3] if country is None else country, group, False)


def test_a_country_alone_is_a_country_with_its_own_names() -> None:
    found = Actors().of(party("USA", "WASHINGTON"))
    assert (found.id, found.sort, found.names["fr"]) == ("united-states", "Country", "États-Unis")


def test_a_code_is_one_body_whatever_it_is_called() -> None:
    actors = Actors()
    assert actors.of(party("USAMIL", "THE ARMY")) == actors.of(party("USAMIL", "THE PENTAGON"))


def test_a_body_has_its_country_its_kind_and_names_in_both_languages() -> None:
    found = Actors().of(party("FINCOP", "POLICE"))
    assert found.country is not None
    assert (found.country.id, found.kind, found.topic) == ("finland", "police-service", "law-enforcement")
    assert found.names == {"en": "Finland: police", "fr": "Finlande\xa0: police"}


def test_a_known_organization_needs_no_country() -> None:
    found = Actors().of(party("IGOUNO", "UNITED NATIONS", "", "UNO"))
    assert (found.country, found.kind) == (None, "international-organization")
    assert "United Nations" in found.names["en"]


def test_a_code_with_an_unknown_part_is_called_as_the_row_calls_it() -> None:
    assert Actors().of(party("FINXYZ", "NORTH HARBOUR BOARD")).names["en"] == "North Harbour Board (FINXYZ)"
    assert Actors().of(party("FINXYZ")).names["fr"] == "FINXYZ"


@pytest.mark.parametrize("code", ["COP", "EUR", "GRL", "XXX", "UNO"])
def test_a_role_a_region_and_a_territory_alone_are_nobody(code: str) -> None:
    with pytest.raises(LeftOut, match="nobody"):
        Actors().of(party(code, "SOMEBODY"))


def test_a_people_or_a_faith_is_no_actor() -> None:
    with pytest.raises(LeftOut, match="people"):
        Actors().of(party("CAN")._replace(is_people=True))


def test_ids_of_countries_are_unlike_each_other_and_those_of_the_record_that_ships() -> None:
    ids = [slug(part.names["en"]) for part in parts().values() if part.sort == "country"]
    assert len(ids) == len(set(ids)) > 190
    shipped = (ROOT / "data" / "entities" / "country.ttl").read_text("utf-8")
    assert {"canada", "united-states", "united-kingdom"} <= {one for one in ids if f"ent:{one}\n" in shipped}


def test_every_part_has_a_kind_and_a_topic_of_the_ontology() -> None:
    concepts = (ROOT / "ontology" / "concepts.ttl").read_text("utf-8")
    for code, part in parts().items():
        assert part.names["en"], code
        assert part.names["fr"], code
        assert not part.kind or f"\nkind:{part.kind}\n" in concepts, code
        assert not part.topic or f"\ntopic:{part.topic}\n" in concepts, code
