"""kg build: the dataset as a store on disk, and the same answers out of it."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

import kg
from kg.errors import KgError
from kg.graph import build, open_read_only
from kg.rdf.formats import write_quads
from kg.sparql.lookups import LOOKUPS as LOOKUP_FILES
from kg.sparql.lookups import lookup
from kg.version import __version__
from tests.worlds import MINI, RunKg

LOOKUPS = sorted(path.stem for path in LOOKUP_FILES.glob("*.rq"))


@pytest.fixture
def store(tmp_path: Path, cache: Path) -> Path:
    build(tmp_path / "store", MINI)
    return tmp_path / "store"


def test_a_store_holds_the_dataset(store: Path, mini: kg.KnowledgeGraph) -> None:
    for graph in (kg.load(store=store), open_read_only(store=store)):
        assert write_quads(graph.quads(), "nquads") == write_quads(mini.quads(), "nquads")
        assert len(graph) == len(mini)


@pytest.mark.parametrize("name", LOOKUPS)
def test_a_store_answers_our_own_lookups_as_the_memory_does(store: Path, mini: kg.KnowledgeGraph, name: str) -> None:
    here, there = mini.engine.table(lookup(name)), kg.load(store=store).engine.table(lookup(name))
    assert Counter(there.rows) == Counter(here.rows)


def test_the_marker_tells_version_and_counts(store: Path, mini: kg.KnowledgeGraph) -> None:
    marker = json.loads((store / "perimeter.json").read_text(encoding="utf-8"))
    assert marker["version"] == __version__
    assert marker["quads"] == len(mini)
    assert marker["triples"] == mini.engine.table("SELECT (COUNT(*) AS ?n) { ?a ?b ?c }")[0][0]
    assert marker["passages"] == mini.engine.table("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?a ?b ?c } }")[0][0]


def test_a_store_is_replaced_whole_while_someone_reads_it(store: Path, mini: kg.KnowledgeGraph) -> None:
    reading = kg.load(store=store)
    build(store, MINI)
    assert len(reading.quads()) == len(kg.load(store=store)) == len(mini)
    assert [path.name for path in store.parent.iterdir()] == ["store"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert build(tmp_path / "empty", MINI)["quads"] == len(kg.load(store=tmp_path / "empty"))


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(KgError, match="holds other things"):
        build(tmp_path, MINI)
    (tmp_path / "perimeter.json").write_text('{"name": "another tool"}')
    with pytest.raises(KgError, match="holds other things"):
        build(tmp_path, MINI)
    assert (tmp_path / "letter.txt").read_text() == "dear"
    with pytest.raises(KgError, match="is a file"):
        build(tmp_path / "letter.txt", MINI)


def test_a_failed_build_keeps_the_earlier_store(
    store: Path, mini: kg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.replace

    def fail(source: Path, target: Path) -> None:
        if Path(source).name == "new":
            raise OSError(28, "No space left on device")
        rename(source, target)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(KgError, match="cannot be written"):
        build(store, MINI)
    assert len(kg.load(store=store)) == len(mini)
    assert [path.name for path in store.parent.iterdir()] == ["store"]


def test_a_missing_and_a_foreign_store_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"There is no store .* kg build"):
        kg.load(store=tmp_path / "none")
    with pytest.raises(KgError, match="not a store of ours"):
        kg.load(store=tmp_path)


def test_a_store_of_another_version_is_to_be_built_again(store: Path) -> None:
    marker = json.loads((store / "perimeter.json").read_text(encoding="utf-8"))
    (store / "perimeter.json").write_text(json.dumps(marker | {"layout": "0", "version": "0.0.1"}))
    with pytest.raises(KgError, match=r"written by another version \(0.0.1\)"):
        kg.load(store=store)


@pytest.mark.parametrize("pattern", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_damaged_store_is_said_to_be_damaged(store: Path, pattern: str) -> None:
    for file in store.glob(pattern):
        file.write_bytes(b"\0" * 10)
    with pytest.raises(KgError, match=r"is damaged. Write it with: kg build"):
        kg.load(store=store)


def test_the_command_line_builds_and_asks_a_store(tmp_path: Path, run_kg: RunKg) -> None:
    place = tmp_path / "store"
    assert run_kg("build", place, "--data", MINI).returncode == 0
    for words in (["find", "norad"], ["show", "norad"], ["ask", "acronym", "--text", "NORAD"], ["coverage"]):
        here, there = run_kg(*words, "--data", MINI), run_kg(*words, "--store", place)
        assert (there.returncode, there.stdout) == (here.returncode, here.stdout)
    both = run_kg("find", "norad", "--data", MINI, "--store", place)
    assert both.returncode == 2
    assert b"one place" in both.stderr
