"""Data sets made of events: the same questions run on them."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest

import kg
from kg.errors import KgError
from kg.events import write_events


def test_partners_are_asked_by_name(events: kg.KnowledgeGraph) -> None:
    table = events.labelled(events.ask("partners", of="Canada"))
    assert table.column("partner") == ["Finland", "Finland", "Norway"]
    assert set(table.column("through")) == {"consults with", "cooperates with"}


def test_the_network_joins_those_that_did_something_together(events: kg.KnowledgeGraph) -> None:
    network = events.network(actors="countries")
    assert {frozenset(edge) for edge in network.edges} == {
        frozenset((f"https://w3id.org/perimeter/entity/{one}", f"https://w3id.org/perimeter/entity/{other}"))
        for one, other in (("canada", "finland"), ("canada", "norway"))
    }
    assert len(events.network().edges) == 5


def test_why_tells_each_event_with_its_report(events: kg.KnowledgeGraph) -> None:
    told = str(events.why("Canada: military", "Finland: military"))
    assert "on 4 May 2024" in told
    assert "https://port-news.example.org/a" in told
    assert "not read again" in told


def test_an_event_is_in_effect_on_its_day_alone(events: kg.KnowledgeGraph) -> None:
    counted = {day: len(events.network(as_of=day).edges) for day in ("2024-05-04", "2024-05-20")}
    assert counted == {"2024-05-04": 1, "2024-05-20": 0}


def test_nothing_counts_as_read_again(events: kg.KnowledgeGraph) -> None:
    assert not events.read_again.query("ASK { ?tie a sec:Tie }")


def test_the_page_is_written(events: kg.KnowledgeGraph, tmp_path: Path) -> None:
    page = events.explore(path=tmp_path / "events.html")
    assert Path(page.path).stat().st_size > 100_000


def test_other_questions_run_on_events(events: kg.KnowledgeGraph) -> None:
    for question in ("brokers", "communities", "completeness", "gaps", "thin-ground", "third-parties"):
        events.ask(question)
    path = events.ask("connections", of="cameo-canmil", to="cameo-swexyz")
    assert len(path) > 0


def test_what_a_check_finds_is_what_events_do_not_tell(folder: Path) -> None:
    """Neither the language of a report, nor what a body is about, nor where an organization of no country is."""
    found = Counter(finding.rule for finding in kg.load(folder).check())
    assert found == {"document-language-known": 14, "entity-topics-one-to-three": 4, "organization-has-home": 1}


def test_a_packed_data_set_is_the_same(sample: Path, written: Path, tmp_path: Path) -> None:
    write_events([sample], tmp_path / "events.nq.gz")
    assert gzip.decompress((tmp_path / "events.nq.gz").read_bytes()) == written.read_bytes()


def test_what_was_there_stays_where_reading_fails(tmp_path: Path) -> None:
    (tmp_path / "events.nq").write_text("kept", encoding="utf-8")
    (tmp_path / "bad.CSV").write_text("no events", encoding="utf-8")
    with pytest.raises(KgError):
        write_events([tmp_path / "bad.CSV"], tmp_path / "events.nq")
    assert (tmp_path / "events.nq").read_text(encoding="utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.CSV", "events.nq"]


@pytest.mark.parametrize(
    ("out", "told"),
    [
        ("events.csv", "names no format here"),
        ("none/events.nq", "there is no folder"),
        ("none/events", "there is no folder"),
        ("full", "holds something already"),
    ],
)
def test_a_place_that_cannot_be_written_is_told(sample: Path, tmp_path: Path, out: str, told: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").touch()
    with pytest.raises(KgError, match=told):
        write_events([sample], tmp_path / out)
