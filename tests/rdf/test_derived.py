"""What the data alone decide, kept beside their snapshot."""

from __future__ import annotations

import os
import pickle
import threading
from pathlib import Path

import pytest

from kg.rdf import derived
from kg.rdf.derived import Derived, Pieces, made_by, moment
from kg.rdf.limits import Limits
from kg.rdf.worker import CAN_FORK, Workers


def kept(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_it_is_computed_once_and_read_by_the_next_process(tmp_path: Path) -> None:
    folder = tmp_path / "derived"
    assert Derived(folder).get("answer", lambda: [42]) == [42]
    assert Derived(folder).get("answer", lambda: [43]) == [42]
    assert Derived(folder).get("question", lambda: [43]) == [43]


def test_within_a_process_it_is_the_same_object_with_and_without_a_folder(tmp_path: Path) -> None:
    for one in (Derived(None), Derived(tmp_path / "derived")):
        assert one.get("answer", lambda: [42]) is one.get("answer", lambda: [42])


@pytest.mark.parametrize("processors", [1, 2])
def test_what_is_large_is_there_at_once_and_kept_before_the_process_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processors: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)), raising=False)
    folder = tmp_path / "derived"
    held = Derived(folder)
    assert held.get("answer", lambda: [42], is_large=True) is held.get("answer", lambda: [43], is_large=True)
    assert (CAN_FORK and processors > 1) or kept(folder)  # here it might change while it is written
    for thread in threading.enumerate():
        if thread.name.startswith("keeps"):
            assert not thread.daemon  # the interpreter waits for it
            thread.join()
    assert Derived(folder).get("answer", lambda: [44], is_large=True) == [42]


@pytest.mark.skipif(not CAN_FORK, reason="processes are not copied here")
def test_a_copy_of_the_process_keeps_what_is_large_before_it_answers(tmp_path: Path) -> None:
    folder = tmp_path / "derived"
    assert Workers().call(lambda: Derived(folder).get("answer", lambda: [42], is_large=True), (), Limits(60)) == [42]
    assert Derived(folder).get("answer", lambda: [43]) == [42]


@pytest.mark.parametrize("content", [b"", b"short", b"\0" * 32 + pickle.dumps([43]), b"cut", b"other"])
def test_what_is_damaged_is_computed_again_and_written_anew(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "derived"
    Derived(folder).get("answer", lambda: [42])
    whole = kept(folder).read_bytes()
    spoilt = {b"cut": whole[:-1], b"other": whole[:-2] + bytes([whole[-2] ^ 1]) + whole[-1:]}.get(content, content)
    kept(folder).write_bytes(spoilt)
    assert Derived(folder).get("answer", lambda: [42]) == [42]
    assert kept(folder).read_bytes() == whole


def test_content_that_means_nothing_to_us_is_computed_again(tmp_path: Path) -> None:
    folder = tmp_path / "derived"
    Derived(folder).get("answer", lambda: [42])
    derived._write(kept(folder), b"no pickle")
    assert Derived(folder).get("answer", lambda: [44]) == [44]


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise here")
def test_what_others_can_write_is_never_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "derived"
    Derived(folder).get("answer", lambda: [42])
    kept(folder).chmod(0o666)
    assert Derived(folder).get("answer", lambda: [43]) == [43]
    folder.chmod(0o777)
    assert Derived(folder).get("answer", lambda: [44]) == [44]
    folder.chmod(0o700)
    assert Derived(folder).get("answer", lambda: [45]) == [44]
    monkeypatch.setattr(os, "geteuid", lambda: 4321)
    assert Derived(folder).get("answer", lambda: [46]) == [46]


def test_another_state_of_the_program_derives_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, program = tmp_path / "derived", tmp_path / "program"
    program.mkdir()
    monkeypatch.setattr(derived, "PACKAGE", program)
    Derived(folder).get("answer", lambda: [42])
    (program / "new.py").write_text("", encoding="utf-8")
    assert Derived(folder).get("answer", lambda: [43]) == [43]


def test_where_nothing_can_be_written_it_is_computed(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert Derived(tmp_path / "taken").get("answer", lambda: [42]) == [42]


def test_a_day_and_a_version_are_part_of_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234")
    assert moment().endswith(" 1234")
    assert "networkx " in made_by()


def test_of_a_dictionary_in_pieces_only_those_that_are_wanted_are_read(tmp_path: Path) -> None:
    folder, held = tmp_path / "derived", {"a1": ["a", 1], "a2": ["a", 2], "b1": ["b", 1]}
    for compute in (held.copy, dict):  # the second time it is read
        one = Derived(folder)
        assert one.get_some("held", ["b1", "none"], compute, lambda item: item[0]) == {"b1": held["b1"]}
        assert list(one.get_some("held", None, dict, lambda item: item[0]).items()) == list(held.items())
    pieces = _pieces_of(folder)
    assert pieces.some(["a2"]) == {"a2": held["a2"]}
    assert set(pieces._read) == {0}


def test_what_is_in_one_piece_shares_what_it_shared(tmp_path: Path) -> None:
    shared = ["page"]
    for _ in range(2):
        made = {"a": (shared, 1), "b": (shared, 2)}
        found = Derived(tmp_path).get_some("held", None, made.copy, lambda item: item[0][0])
        assert found["a"][0] is found["b"][0]
        assert Derived(tmp_path).get_some("held", ["a"], dict, id) == {"a": (shared, 1)}


def _pieces_of(folder: Path) -> Pieces[list[object]]:
    found: Pieces[list[object]] = pickle.loads(kept(folder).read_bytes()[32:])
    return found


def test_what_lasts_is_known_in_another_state_of_the_data(tmp_path: Path) -> None:
    one, other = Derived(tmp_path / "1-derived"), Derived(tmp_path / "2-derived")
    assert one.get_lasting("double", "21", lambda: 42) == 42
    assert other.get_lasting("double", "21", lambda: 43) == 42
    assert other.get_lasting("double", "22", lambda: 44) == 44


def test_of_what_lasts_the_newest_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derived, "_MOST_LASTING", 2)
    for given in ("1", "2", "3"):
        Derived(tmp_path / "1-derived").get_lasting("same", given, lambda given=given: given)  # type: ignore[misc]
    assert len(list((tmp_path / "lasting").iterdir())) == 2
    assert Derived(tmp_path / "2-derived").get_lasting("same", "3", lambda: "") == "3"


def test_what_lasts_is_computed_once_where_nothing_is_kept() -> None:
    derived, computed = Derived(None), list[int]()
    for _ in range(2):
        assert derived.get_lasting("length", "given", lambda: computed.append(1) or len(computed)) == 1
