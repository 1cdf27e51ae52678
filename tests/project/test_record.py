"""The shipped record as a whole: what it covers, and that it is the same everywhere."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.rdf.folders import Folders
from kg.sparql.lookups import lookup
from kg.validation.checks import judge
from kg.validation.kept_reviews import new_reviews
from kg.validation.passage_ranges import uncovered
from tests.worlds import ROOT

SOURCES = ROOT.parent / "shared" / "sources"
needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason="the texts of the start pages are not at hand")


@pytest.fixture(scope="module")
def graph() -> kg.KnowledgeGraph:
    return kg.load()


def kept_texts(graph: kg.KnowledgeGraph) -> dict[str, list[tuple[int, int]]]:
    ranges: dict[str, list[tuple[int, int]]] = {}
    for _, _, file, _, start, end in graph.engine.table(lookup("ranges")).rows:
        ranges.setdefault(str(file), []).append((int(str(start)), int(str(end))))
    return ranges


@needs_sources
def test_passages_cover_every_sentence_of_the_start_pages(graph: kg.KnowledgeGraph) -> None:
    ranges = kept_texts(graph)
    assert sorted(ranges) == sorted(path.name for path in SOURCES.glob("*.txt"))
    for name, found in ranges.items():
        assert uncovered((SOURCES / name).read_bytes().decode(), found) == []


@needs_sources
def test_our_words_repeat_no_run_of_eight_words_of_a_start_page(graph: kg.KnowledgeGraph) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[place : place + 8]) for place in range(len(words) - 7)}

    pages = set().union(*(runs(path.read_text(encoding="utf-8")) for path in SOURCES.glob("*.txt")))
    query = "SELECT ?says WHERE { ?passage oa:start ?start ; sec:says ?says } ORDER BY ?says"
    said = [str(says) for says in graph.engine.table(query).column("says")]
    assert len(said) > 100
    assert [says for says in said if runs(says) & pages] == []


def test_the_shipped_data_has_no_findings() -> None:
    folders = Folders.find()
    judged = judge(folders, SOURCES if SOURCES.is_dir() else None)
    assert judged.findings == []
    assert new_reviews(judged.to_review, folders.data) == []


def test_nearly_every_entity_has_a_label_in_both_languages(graph: kg.KnowledgeGraph) -> None:
    languages = [{getattr(term, "language", "") for term in own["label"]} for own in graph.record.identity.values()]
    assert len(languages) > 800
    assert sum(1 for found in languages if found >= {"en", "fr"}) >= 0.95 * len(languages)


def test_every_claim_stands_in_a_passage_of_a_document(graph: kg.KnowledgeGraph) -> None:
    record = graph.record
    assert len(record.claims) > 10_000
    for claim in record.claims:
        assert claim.passages
        assert all(record.passages[passage].document.title for passage in claim.passages)


def test_a_line_between_two_actors_names_section_and_page(graph: kg.KnowledgeGraph) -> None:
    reasons = graph.why("Canadian Armed Forces", "NORAD")
    start_page = [one for one in reasons.passages.values() if one.document.id == "continental-defense-and-security"]
    assert any("NORAD" in passage.section for passage in start_page)


def test_the_same_files_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    digests = set()
    for number, language in enumerate(("C.UTF-8", "C")):
        place = tmp_path / f"copy{number}"
        for name in ("kg", "ontology", "data"):
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        environment = {
            **os.environ,
            "PYTHONPATH": str(place),
            "PYTHONHASHSEED": str(number),
            "LC_ALL": language,
            "XDG_CACHE_HOME": str(place / "cache"),
        }
        command = [sys.executable, "-m", "kg", "write", "all.nq"]
        subprocess.run(command, cwd=place, env=environment, check=True, capture_output=True)
        digests.add(hashlib.sha256((place / "all.nq").read_bytes()).hexdigest())
    assert len(digests) == 1
