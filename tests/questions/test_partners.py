"""The partners of an actor are its neighbours in the network, on any day."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from kg import KnowledgeGraph
from kg.dates import Period, first_day
from kg.questions.catalogue import question
from kg.questions.template import as_it_runs
from kg.vocabulary import local_name

DAYS = [None, "1950", "2001-09-11", "2010-06", "2024"]


def joined(graph: KnowledgeGraph, day: str | None) -> set[tuple[str, str, str]]:
    """Who is joined to whom in the network, and by what; each pair both ways."""
    found = set()
    for actors in ("organizations", "countries"):
        for first, second, edge in graph.network(actors=actors, as_of=day).edges(data=True):  # type: ignore[arg-type]
            reasons = {reason.through or reason.ties[0].relation for reason in edge["reasons"]}
            found |= {pair for one in reasons for pair in ((first, one, second), (second, one, first))}
    return found


@pytest.mark.parametrize("day", DAYS)
def test_all_actors_meet_whom_the_network_joins_them_to(shipped: KnowledgeGraph, day: str | None) -> None:
    text = "SELECT DISTINCT ?of ?through ?partner WHERE {\n  #part meetings\n}\n"
    meetings = shipped.engine.table(as_it_runs(replace(question("partners"), text=text), {}, Period.of(day)))
    assert len(meetings) > 100
    assert set(meetings.rows) == joined(shipped, day)


@pytest.mark.parametrize("day", [None, "2010-06"])
def test_the_partners_of_an_actor_are_those_whom_it_meets(shipped: KnowledgeGraph, day: str | None) -> None:
    pairs = joined(shipped, day)
    when: dict[str, Any] = {"as_of": day} if day else {}
    always = ["norad", "dhs", "cbsa", "us-department-of-defense", "rcmp", "canada"]
    for name in [*always, *random.Random(1958).sample(sorted({local_name(first) for first, *_ in pairs}), 12)]:
        table = shipped.ask("partners", of=name, **when)
        told = set(zip(table.column("through"), table.column("partner"), strict=True))
        assert told == {(one, second) for first, one, second in pairs if local_name(first) == name}, name
        for partner, shared in zip(table.column("partner"), table.column("shared"), strict=True):
            assert shared == sum(second == partner for _, second in told), (name, partner)


@pytest.mark.parametrize("of", ["cbsa", "dhs", "norad", "cjoc", "canada-command", "canadian-armed-forces", "ciffc"])
def test_nobody_is_a_partner_before_both_exist_and_have_part(shipped: KnowledgeGraph, of: str) -> None:
    times, network = shipped.record.valid_times, shipped.network()
    table = shipped.ask("partners", of=of)
    me = f"https://w3id.org/perimeter/entity/{of}"
    for partner, through, since in zip(*map(table.column, ("partner", "through", "since")), strict=True):
        reasons = network.edges[me, partner]["reasons"]
        same = [one for one in reasons if (one.through or one.ties[0].relation) == through]
        day = min((one.since for one in same if one.since), default=None)
        lives = [start for one in (me, str(partner)) if (start := times.of(one)[0])]
        told = first_day(str(since)) if since else None
        assert told == (max(day, *lives) if day and lives else day), (partner, through)


def test_a_customs_service_that_had_ended_is_no_partner(shipped: KnowledgeGraph) -> None:
    partners = {local_name(str(one)) for one in shipped.ask("partners", of="cbsa").column("partner")}
    assert "cbp" in partners
    assert "us-customs-service" not in partners


def test_whom_others_supply_or_share_with_is_a_partner(shipped: KnowledgeGraph) -> None:
    def partners(of: str) -> set[str]:
        return {local_name(str(one)) for one in shipped.ask("partners", of=of).column("partner")}

    assert {"royal-canadian-navy", "marlant"} <= partners("norad")
    assert "canadian-commercial-corporation" in partners("us-department-of-defense")
    assert "us-law-enforcement-unnamed" in partners("rcmp")
