"""What is written takes its place whole, and what a dead process left is swept."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.rdf import drafts
from kg.rdf.drafts import check_not_within, replace_file, replacing_folder, sweep
from tests.worlds import ROOT

HOLDING = """
import sys, time
from pathlib import Path
from kg.rdf.drafts import replacing_folder
with replacing_folder(Path(sys.argv[1])) as made:
    made.mkdir()
    (made / "half").write_text("half")
    print("at work", flush=True)
    time.sleep(600)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_draft_lives_as_long_as_its_process(tmp_path: Path) -> None:
    words = [sys.executable, "-c", HOLDING, str(tmp_path / "place")]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"at work\n"
    (draft,) = names(tmp_path)
    sweep(tmp_path)
    assert names(tmp_path) == [draft]
    process.kill()
    process.communicate()
    assert names(tmp_path) == [draft]
    replace_file(tmp_path / "file", b"content")
    assert names(tmp_path) == ["file"]


def test_a_folder_takes_the_place_of_an_older_one_only_when_it_is_done(tmp_path: Path) -> None:
    place = tmp_path / "place"
    with replacing_folder(place) as made:
        made.mkdir()
        (made / "old").touch()
    with contextlib.suppress(ZeroDivisionError), replacing_folder(place) as made:
        made.mkdir()
        (made / "new").touch()
        raise ZeroDivisionError
    assert (names(tmp_path), names(place)) == (["place"], ["old"])
    with replacing_folder(place) as made:
        made.mkdir()
        (made / "new").touch()
    assert (names(tmp_path), names(place)) == (["place"], ["new"])


def test_what_looks_like_no_draft_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".draft-of-a-letter").mkdir()
    (tmp_path / ".perimeter-draft-file").touch()
    (tmp_path / ".perimeter-draft-link").symlink_to(tmp_path / ".draft-of-a-letter")
    before = names(tmp_path)
    sweep(tmp_path)
    sweep(tmp_path / "nowhere")
    assert names(tmp_path) == before


def test_where_there_are_no_locks_a_draft_is_left_over_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "_lock", lambda folder, wait=False: None)
    for name, age in (("new", 60), ("old", 90_000)):
        draft = tmp_path / f".perimeter-draft-{name}"
        draft.mkdir()
        os.utime(draft, (time.time() - age,) * 2)
    replace_file(tmp_path / "file", b"content")
    assert names(tmp_path) == [".perimeter-draft-new", "file"]


def test_a_draft_that_was_swept_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, swept = drafts._lock, []

    def late(folder: Path, wait: bool = False) -> int | None:
        if not swept:
            swept.append(folder)
            folder.rmdir()
        return lock(folder, wait)

    monkeypatch.setattr(drafts, "_lock", late)
    replace_file(tmp_path / "file", b"content")
    assert names(tmp_path) == ["file"]


def test_all_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    rename, flush = os.replace, os.fsync

    def renamed(source: Path, target: Path) -> None:
        done.append(f"named {target.name}")
        rename(source, target)

    def flushed(handle: int) -> None:
        done.append("on disk")
        flush(handle)

    monkeypatch.setattr(os, "replace", renamed)
    monkeypatch.setattr(os, "fsync", flushed)
    replace_file(tmp_path / "file", b"content")
    assert done == ["on disk", "named file", "on disk"]
    done.clear()
    replace_file(tmp_path / "file", b"what can be made again", is_synced=False)
    assert done == ["named file"]
    done.clear()
    with replacing_folder(tmp_path / "place") as made:
        made.mkdir()
        (made / "inner").touch()
    assert done == ["on disk", "on disk", "named place", "on disk"]


def test_the_folder_that_one_stands_in_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KgError, match="is the folder you are in, and would be replaced"):
        check_not_within(Path("."))
    check_not_within(tmp_path / "new")
    check_not_within(tmp_path.parent)
