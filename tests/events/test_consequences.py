"""What follows from events is what the rules of the ontology say."""

from __future__ import annotations

from pathlib import Path

import kg


def test_what_is_said_row_by_row_is_what_the_rules_derive_of_the_whole(events: kg.KnowledgeGraph, folder: Path) -> None:
    derived = kg.load(folder)
    assert set(events.quads()) == set(derived.quads())
    assert events.query("ASK { ent:cameo-canmil sec:hasSector sector:armed-force ; sec:isTiedTo ent:cameo-finmil }")
    assert events.query("ASK { ?data sec:hasFirstCountry ent:canada }")
