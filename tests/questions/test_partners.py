"""The partners of an actor are its neighbours in the network, on any day."""

from __future__ import annotations

import random

import pytest

from kg import KnowledgeGraph
from kg.dates import first_day
from kg.vocabulary import local_name

_APART = {"australian-federal-police", "uk-national-crime-agency"}
"""Members of one group, whose parts in it that are dated do not meet, and that are members without a date."""


@pytest.mark.parametrize("day", [None, "1950", "2001-09-11", "2010-06"])
def test_the_partners_of_an_actor_are_those_that_it_is_joined_to(shipped: KnowledgeGraph, day: str | None) -> None:
    when = {"as_of": day} if day else {}
    network = shipped.network(**when)  # type: ignore[arg-type]
    actors = sorted(iri for iri in shipped.network() if local_name(iri) not in _APART)
    always = [iri for iri in actors if local_name(iri) in ("norad", "dhs", "cbsa", "us-department-of-defense")]
    for iri in [*always, *random.Random(1958).sample(actors, 30)]:
        partners = set(shipped.ask("partners", of=local_name(iri), **when).column("partner"))  # type: ignore[arg-type]
        assert partners == (set(network[iri]) if iri in network else set()), (local_name(iri), day)


@pytest.mark.parametrize("of", ["cbsa", "dhs", "norad"])
def test_nobody_is_a_partner_before_both_exist(shipped: KnowledgeGraph, of: str) -> None:
    times = shipped.record.valid_times
    table = shipped.ask("partners", of=of)
    own = times.of(f"https://w3id.org/perimeter/entity/{of}")[0]
    for partner, since in zip(table.column("partner"), table.column("since"), strict=True):
        starts = [day for day in (own, times.of(str(partner))[0]) if day]
        told = first_day(str(since)) if since else None
        assert told is None or all(told >= start or str(start).startswith(str(since)) for start in starts), partner


def test_an_agency_takes_part_since_it_exists(shipped: KnowledgeGraph) -> None:
    later = {"dhs", "usnorthcom", "cjoc", "norad"}

    def agencies(**when: str) -> set[str]:
        return {local_name(str(iri)) for iri in shipped.ask("agencies-in", of="pjbd", **when).column("agency")}

    assert later <= agencies()
    assert agencies(as_of="1950")
    assert not agencies(as_of="1950") & later
