"""What follows from events is what the rules of the ontology say."""

from __future__ import annotations

from pathlib import Path

import kg
from kg.events import write_events
from tests.events.made_up import line


def test_of_countries_with_as_many_bodies_the_first_by_id_count(tmp_path: Path) -> None:
    rows = (line(1, "20240503", "GNBMIL", "062", "GINMIL"), line(2, "20240503", "GNBCOP", "062", "GINCOP"))
    (tmp_path / "a.CSV").write_text("\n".join((*rows, line(3, "20240503", "FINMIL", "062", "FINCOP"))))
    write_events([tmp_path / "a.CSV"], tmp_path / "a.nq")
    write_events([tmp_path / "a.CSV"], tmp_path / "a")
    assert set(kg.load(tmp_path / "a.nq").quads()) == set(kg.load(tmp_path / "a").quads())


def test_what_is_said_row_by_row_is_what_the_rules_derive_of_the_whole(events: kg.KnowledgeGraph, folder: Path) -> None:
    derived = kg.load(folder)
    assert set(events.quads()) == set(derived.quads())
    assert events.query("ASK { ent:cameo-canmil sec:hasSector sector:armed-force ; sec:isTiedTo ent:cameo-finmil }")
    assert events.query("ASK { ?data sec:hasFirstCountry ent:canada }")
