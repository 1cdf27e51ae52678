"""The snapshot of the dataset that is kept in the cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.rdf.dataset import build
from kg.rdf.files import Folders, data_files
from kg.rdf.snapshot import open_memory, open_snapshot
from tests.worlds import MINI, ROOT, write_world


def quads(store: ox.Store) -> set[ox.Quad]:
    return set(store)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for snapshots that this test has for itself."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "perimeter"


@pytest.fixture
def world(tmp_path: Path) -> Folders:
    """A copy of the tiny world that a test may change."""
    shutil.copytree(MINI, tmp_path / "world")
    return Folders.find(tmp_path / "world")


def state(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in folder.iterdir()}


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_the_snapshot_holds_what_is_built_and_is_used_again(home: Path, world: Folders, opened: object) -> None:
    assert callable(opened)
    first = quads(opened(world))
    before = state(home)
    assert len(before) == 1
    assert quads(opened(world)) == first == quads(build(world))
    assert state(home) == before


def test_a_changed_file_makes_a_new_snapshot_in_place_of_the_old(home: Path, world: Folders) -> None:
    open_snapshot(world)
    before = state(home)
    write_world(world.data, "ent:added a sec:Organization .")
    added = ox.NamedNode("https://w3id.org/perimeter/entity/added")
    assert list(open_snapshot(world).quads_for_pattern(added, None, None))
    assert len(state(home)) == 1
    assert state(home).keys() != before.keys()


def test_a_file_of_the_same_size_that_was_written_later_counts_as_changed(home: Path, world: Folders) -> None:
    open_snapshot(world)
    before = state(home).keys()
    file = next(iter(data_files(world.data)))
    moment = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(moment, moment))
    open_snapshot(world)
    assert state(home).keys() != before


def test_two_folders_of_data_keep_a_snapshot_each(home: Path, world: Folders) -> None:
    open_snapshot(world)
    open_snapshot(Folders.find(MINI))
    open_snapshot(world)
    assert len(state(home)) == 2


def test_publishing_leaves_no_draft_behind(home: Path, world: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, str]] = []
    rename = os.replace

    def watch(source: Path, target: Path) -> None:
        seen.append((source.parent.name, target.name))
        assert not target.exists()
        rename(source, target)

    monkeypatch.setattr(os, "replace", watch)
    open_snapshot(world)
    assert len(seen) == 1
    assert seen[0][0].startswith("draft-")
    assert list(state(home)) == [seen[0][1]]


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_a_failed_publication_leaves_no_draft_and_the_graph_is_still_answered(
    home: Path, world: Folders, monkeypatch: pytest.MonkeyPatch, opened: object
) -> None:
    def fail(source: Path, target: Path) -> None:
        raise OSError("no room")

    monkeypatch.setattr(os, "replace", fail)
    assert callable(opened)
    assert quads(opened(world)) == quads(build(world))
    assert state(home) == {}


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_where_the_cache_cannot_be_a_folder_the_graph_is_in_memory(
    tmp_path: Path, world: Folders, monkeypatch: pytest.MonkeyPatch, opened: object
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert callable(opened)
    assert quads(opened(world)) == quads(build(world))


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_where_nothing_may_be_written_the_graph_is_in_memory(
    home: Path, world: Folders, monkeypatch: pytest.MonkeyPatch, opened: object
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert callable(opened)
    assert quads(opened(world)) == quads(build(world))
    assert state(home) == {}


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_where_no_draft_can_be_made_the_graph_is_in_memory(
    home: Path, world: Folders, monkeypatch: pytest.MonkeyPatch, opened: object
) -> None:
    def fail(**_: object) -> str:
        raise OSError("no room")

    monkeypatch.setattr("tempfile.mkdtemp", fail)
    assert callable(opened)
    assert quads(opened(world)) == quads(build(world))


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_a_damaged_snapshot_is_dropped_and_made_again(home: Path, world: Folders, opened: object) -> None:
    assert callable(opened)
    expected = quads(opened(world))
    (snapshot,) = home.iterdir()
    (snapshot / "CURRENT").write_text("nothing\n", encoding="utf-8")
    assert quads(opened(world)) == expected
    assert quads(opened(world)) == expected


def test_the_user_s_own_cache_folder_is_the_default(
    tmp_path: Path, world: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    open_snapshot(world)
    assert len(state(tmp_path / ".cache" / "perimeter")) == 1


def test_processes_that_build_at_once_all_answer_and_leave_one_snapshot(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "kg", "query", "--data", str(MINI), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    started = [
        subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    ended = [(*process.communicate(timeout=120), process.returncode) for process in started]
    assert len({out for out, _, _ in ended}) == 1
    assert [(errors, code) for _, errors, code in ended] == [(b"", 0)] * 4
    (snapshot,) = (tmp_path / "perimeter").iterdir()
    assert not snapshot.name.startswith("draft-")
