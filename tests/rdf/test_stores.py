"""A store on disk is believed when every file is what it was, and told to be damaged else."""

from __future__ import annotations

import os
import random
import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.rdf import stores
from kg.rdf.folders import Folders
from kg.rdf.stores import open_store, open_whole, write_store
from tests.damage import WAYS, damage
from tests.worlds import MINI


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no test changes."""
    place = tmp_path_factory.mktemp("stores") / "store"
    write_store(Folders.find(MINI), place)
    return place


@pytest.fixture
def store(written: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return Path(shutil.copytree(written, tmp_path / "store"))


def answer(place: Path) -> set[ox.Quad] | str:
    """Return what a store holds, or what to do about it."""
    try:
        return set(open_store(place))
    except KgError as error:
        return re.split(r"Write it with: |readable perimeter.json. ", str(error))[1]


@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_store_that_is_damaged_in_any_way_answers_right_or_is_told(written: Path, tmp_path: Path, way: str) -> None:
    expected, chance = set(open_store(written)), random.Random(way)
    for number in range(8):
        place = Path(shutil.copytree(written, tmp_path / str(number)))
        what = damage(place, way, chance)
        assert answer(place) in (expected, f"kg build {place}", "Name another folder."), what


def test_a_damaged_table_is_told_though_size_and_times_are_kept(store: Path) -> None:
    table = max(store.glob("*.sst"), key=lambda path: path.stat().st_size)
    WAYS["unseen"](table, random.Random(1))
    with pytest.raises(KgError, match=r"is damaged\. Write it with: kg build"):
        open_store(store)
    write_store(Folders.find(MINI), store)
    assert len(open_store(store))


def test_files_that_look_untouched_are_read_through_once_a_day(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digested: list[str] = []
    digest = stores._digest
    monkeypatch.setattr(stores, "_digest", lambda path: digested.append(path.name) or digest(path))
    open_store(store)
    files = len(digested)  # a copy is read through once
    assert files > 10
    open_store(store)
    assert len(digested) == files
    moment = (store / "perimeter.json").stat().st_mtime - 90_000
    os.utime(store / "perimeter.json", (moment, moment))
    open_store(store)
    open_store(store)
    assert len(digested) == 2 * files


def test_a_store_that_may_not_be_written_is_opened_none_the_less(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda place, mode: False)
    before = (store / "perimeter.json").read_bytes()
    assert len(open_store(store))
    assert (store / "perimeter.json").read_bytes() == before


def test_what_is_told_of_a_store_must_hold(store: Path) -> None:
    assert open_whole(store, version="other") is None
    assert open_whole(store) is not None


def test_a_marker_that_was_changed_is_told(store: Path) -> None:
    marker = store / "perimeter.json"
    marker.write_bytes(marker.read_bytes().replace(b'"quads": ', b'"quads": 1'))
    with pytest.raises(KgError, match="is damaged"):
        open_store(store)
    write_store(Folders.find(MINI), store)
    assert len(open_store(store))


@pytest.mark.parametrize("name", ["letter.txt", "000099.txt", "notes/"])
def test_a_store_with_other_people_s_files_is_left_alone(store: Path, name: str) -> None:
    (store / name).mkdir() if name.endswith("/") else (store / name).touch()
    with pytest.raises(KgError, match="holds other things"):
        write_store(Folders.find(MINI), store)
    assert (store / name).exists()
    assert len(open_store(store))


def test_a_store_of_another_program_is_left_alone(store: Path) -> None:
    (store / "perimeter.json").unlink()
    before = sorted(store.iterdir())
    with pytest.raises(KgError, match="holds other things"):
        write_store(Folders.find(MINI), store)
    assert sorted(store.iterdir()) == before


def test_the_working_folder_is_never_replaced(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(store)
    with pytest.raises(KgError, match="is the folder you are in"):
        write_store(Folders.find(MINI), Path("."))
    assert len(open_store(Path(".")))
