"""Paths told in sentences."""

from __future__ import annotations

import kg


def test_a_way_is_told_in_sentences_with_its_sources(shipped: kg.KnowledgeGraph) -> None:
    from kg.render.paths import tell_paths

    ways = shipped.path("rcmp", "usaf", actors="organizations")
    for language, heading in (("en", "Shortest paths"), ("fr", "Chemins les plus courts")):
        told = tell_paths(ways, shipped.record.passages, shipped.labels, language)
        assert told.startswith(heading)
        assert "[1]" in told


def test_a_year_with_which_a_name_ends_is_told_once(shipped: kg.KnowledgeGraph) -> None:
    from kg.render.paths import tell_paths

    ways = shipped.path("rcmp", "us-air-force", actors="organizations")
    told = " ".join(tell_paths(ways, shipped.record.passages, shipped.labels, "fr").split())
    assert "objets à haute altitude (2023) [" in told
    assert "(2023) (2023)" not in told
