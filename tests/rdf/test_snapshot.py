"""The snapshot of the dataset that is kept in the cache."""

from __future__ import annotations

import os
import random
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.errors import KgWarning
from kg.graph import open_read_only
from kg.rdf import snapshot as snapshots
from kg.rdf.dataset import build
from kg.rdf.derived import Derived
from kg.rdf.folders import Folders, data_files
from kg.rdf.limits import Limits
from kg.rdf.stores import fill, open_whole
from kg.rdf.worker import CAN_FORK, Workers
from tests.damage import WAYS, damage
from tests.worlds import MINI, ROOT, write_world


def open_snapshot(folders: Folders) -> ox.Store:
    held = snapshots.open_snapshot(folders).store
    return held if isinstance(held, ox.Store) else held()


def open_memory(folders: Folders) -> ox.Store:
    held = snapshots.open_memory(folders).store
    assert isinstance(held, ox.Store)
    written()
    return held


def written() -> None:
    """Wait until what is kept for the next time is on the disk."""
    for thread in threading.enumerate():
        if not thread.daemon and thread is not threading.current_thread():
            thread.join()


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
    return {path.name: path.stat().st_ino for path in kept(folder)}


def kept(folder: Path) -> list[Path]:
    """What is in the cache, but for what is derived of the snapshots."""
    return [path for path in folder.iterdir() if not path.name.endswith("-derived")]


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_the_snapshot_holds_what_is_built_and_is_used_again(home: Path, world: Folders, opened: object) -> None:
    assert callable(opened)
    first = quads(opened(world))
    before = state(home)
    assert len(before) == 1
    assert quads(opened(world)) == first == quads(build(world))
    assert state(home) == before


@pytest.mark.skipif(not CAN_FORK, reason="processes are not copied here")
def test_a_copy_of_a_process_makes_a_part_in_memory(home: Path, world: Folders) -> None:
    engine = kg.load(world.data).engine

    def size() -> int:
        return engine.read_again.size()

    there = Workers().call(size, (), Limits(seconds=60))
    assert there == engine.read_again.size()


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
    drafts = [draft.startswith(".perimeter-draft-") for draft, _ in seen]
    assert drafts == [True, True, True]  # the marker, the text of the quads, and the whole
    assert list(state(home)) == [seen[-1][1]]


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
@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_damaged_snapshot_is_made_again(home: Path, world: Folders, opened: object, way: str) -> None:
    assert callable(opened)
    expected, chance = quads(opened(world)), random.Random(way)
    for _ in range(3):
        (snapshot,) = kept(home)
        what = damage(snapshot, way, chance)
        assert quads(opened(world)) == expected, what
        assert open_whole(home / snapshot.name) is not None, what


@pytest.mark.parametrize("subject", ["_:a", "<http://example.org/a>"])
def test_a_copy_in_memory_is_the_same_in_the_same_order_when_it_comes_from_its_text(
    tmp_path: Path, subject: str
) -> None:
    said = f'{subject} <urn:b> "c\\n_d"@en, 1.50, "", <<( <urn:e> <urn:f> "g"^^<urn:h> )>>, <urn:%C3%A9>, <urn:é> .'
    written, derived = ox.Store(), Derived(tmp_path / "derived")
    written.load(said, format=ox.RdfFormat.TURTLE)
    fill(written, tmp_path / "disk")
    disk = open_whole(tmp_path / "disk")
    assert disk is not None
    for _ in range(2):  # the text is made, and read again
        made = snapshots.in_memory(disk, derived)
        assert list(made) == list(snapshots.in_memory(disk))
        assert quads(made) == quads(written)
    assert len(list((tmp_path / "derived").iterdir())) == 1


def test_the_text_of_the_record_is_kept_so_that_it_is_read_faster(cache: Path, tmp_path: Path) -> None:
    disk, derived = open_read_only().engine.store, Derived(tmp_path / "derived")
    assert list(snapshots.in_memory(disk, derived)) == list(snapshots.in_memory(disk))
    assert derived.get("quads", bytes)


def test_a_snapshot_that_is_another_s_is_not_believed(home: Path, world: Folders) -> None:
    open_snapshot(Folders.find(MINI))
    (other,) = home.iterdir()
    write_world(world.data, "ent:added a sec:Organization .")
    expected = quads(open_snapshot(world))
    (own,) = (path for path in home.iterdir() if path != other)
    shutil.rmtree(own)
    other.rename(own)
    assert quads(open_snapshot(world)) == expected


def test_an_edit_that_keeps_size_and_time_makes_a_new_snapshot(home: Path, world: Folders) -> None:
    before = quads(open_snapshot(world))
    file = world.data / "entities" / "country.ttl"
    moment = file.stat().st_mtime_ns
    file.write_text(file.read_text(encoding="utf-8").replace("North", "Sorth"), encoding="utf-8")
    os.utime(file, ns=(moment, moment))
    assert quads(open_snapshot(world)) == quads(build(world)) != before


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_what_killed_runs_left_is_swept_by_the_next(home: Path, world: Folders, opened: object) -> None:
    assert callable(opened)
    opened(world)
    (snapshot,) = home.iterdir()
    left = home / ".perimeter-draft-killed"
    shutil.copytree(snapshot, left / "new")
    shutil.copytree(snapshot, home / f"{snapshot.name[:12]}-older")
    opened(world)
    assert kept(home) == [snapshot]


def test_what_is_derived_goes_with_its_snapshot(home: Path, world: Folders) -> None:
    first = snapshots.open_snapshot(world)[1]
    assert first.get("answer", lambda: 42) == 42
    written()
    assert snapshots.open_memory(world)[1].get("answer", lambda: 43) == 42
    (world.data / "more.ttl").write_text("", encoding="utf-8")
    assert snapshots.open_snapshot(world)[1].get("answer", lambda: 43) == 43
    written()
    assert len(list(home.iterdir())) == 2


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise here")
@pytest.mark.parametrize(("within", "rights"), [(".", 0o777), (".", 0o775), ("..", 0o777)])
def test_a_cache_that_others_can_write_is_told_and_not_used(
    home: Path, world: Folders, within: str, rights: int
) -> None:
    open_snapshot(world)
    planted = state(home)
    (home / within).chmod(rights)
    with pytest.warns(KgWarning, match="is not used: others can write into it") as told:
        assert quads(open_snapshot(world)) == quads(build(world))
    assert isinstance(told[0].message, KgWarning)
    assert told[0].message.message("fr").startswith("Le cache ")
    assert state(home) == planted


def test_a_cache_that_is_another_user_s_is_not_used(
    home: Path, world: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_snapshot(world)
    monkeypatch.setattr(os, "geteuid", lambda: 4321)
    with pytest.warns(KgWarning, match="others can write"):
        open_snapshot(world)


def test_a_cache_of_ours_is_for_us_alone(home: Path, world: Folders) -> None:
    open_snapshot(world)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_relative_cache_folder_is_ignored_as_the_standard_says(
    tmp_path: Path, world: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    open_snapshot(world)
    assert not (tmp_path / "relative").exists()
    assert len(state(tmp_path / "home" / ".cache" / "perimeter")) == 1


def test_a_user_without_a_home_has_no_cache(tmp_path: Path, world: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert quads(open_snapshot(world)) == quads(build(world))
    assert [path.name for path in tmp_path.iterdir()] == ["world"]


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
    assert not snapshot.name.startswith(".")


def test_what_was_built_is_not_read_from_disk_again(
    home: Path, world: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = open_read_only(world.data)
    read, again = [], snapshots.in_memory

    def noted(store: ox.Store, *derived: Derived) -> ox.Store:
        read.append(store)
        return again(store, *derived)

    monkeypatch.setattr(snapshots, "in_memory", noted)
    on_disk = quads(graph.engine.store)
    graph.engine.hold_in_memory()
    assert quads(graph.engine.store) == on_disk
    assert not read
    second = open_read_only(world.data)
    second.engine.hold_in_memory()
    assert quads(second.engine.store) == on_disk
    assert len(read) == 1


def test_what_is_drawn_is_the_same_from_what_was_built_and_from_disk(
    home: Path, world: Folders, tmp_path: Path
) -> None:
    built = open_read_only(world.data).explore(path=tmp_path / "built.html")
    shutil.rmtree(next(home.glob("*-derived")))
    assert any(home.iterdir())
    read = open_read_only(world.data).explore(path=tmp_path / "read.html")
    assert built.path.read_bytes() == read.path.read_bytes()


def test_what_was_read_again_is_kept_for_the_next_process_and_made_again_when_damaged(
    home: Path, world: Folders
) -> None:
    made = quads(open_read_only(world.data).engine.read_again.store)
    assert made != quads(build(world))
    (kept,) = [path for path in home.glob("*-derived/*") if path.is_dir() and not path.name.endswith("-derived")]
    before = state(kept)
    assert quads(open_read_only(world.data).engine.read_again.store) == made
    assert state(kept) == before
    (kept / "CURRENT").write_bytes(b"")
    assert quads(open_read_only(world.data).engine.read_again.store) == made
    assert state(kept)["CURRENT"] != before["CURRENT"]
    assert quads(open_read_only(world.data).engine.store) == quads(build(world))


def test_a_record_of_what_was_read_again_is_part_of_the_whole_also_when_it_was_kept(home: Path, world: Folders) -> None:
    for _ in range(2):
        graph = open_read_only(world.data)
        assert graph.record.read_again.whole is graph.record
        assert graph.record.read_again.engine is graph.engine.read_again
        assert [tie.iri for tie in graph.read_again.record.ties] == [tie.iri for tie in graph.record.read_again.ties]
