"""Event files as quads: what is kept, what is left out and why, and what is said once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.events.reading import REASONS, Reader, Summary
from kg.messages import known
from tests.events.made_up import KEPT, LEFT_OUT


def read(*paths: Path) -> Reader:
    reader = Reader(paths)
    for _ in reader.quads():
        pass
    return reader


def test_each_row_is_kept_or_counted_by_what_leaves_it_out(sample: Path) -> None:
    summary = read(sample).summary
    assert summary.read == len(KEPT) + len(LEFT_OUT)
    assert summary.kept == len(KEPT)
    assert summary.left_out == Counter(LEFT_OUT.keys())


def test_rows_are_read_as_they_are_asked_for(sample: Path) -> None:
    reader = Reader([sample])
    next(reader.quads())
    assert reader.summary.read == 1


def test_the_same_file_twice_adds_nothing(sample: Path) -> None:
    summary = read(sample, sample).summary
    assert summary.kept == len(KEPT)
    assert summary.left_out["again"] == len(KEPT) + 2


def test_actors_publishers_and_documents_are_said_once(sample: Path) -> None:
    quads = [quad for added in Reader([sample]).quads() for quad in added]
    assert [quad for quad, number in Counter(quads).items() if number > 1] == []


def test_a_file_of_something_else_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.CSV").write_text("name,age\nport,3\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.CSV: holds no GDELT 2\.0 events: no line has 61 columns"):
        read(tmp_path / "a.CSV")


def test_an_empty_file_has_no_events(tmp_path: Path) -> None:
    (tmp_path / "a.CSV").write_text("\n", encoding="utf-8")
    assert read(tmp_path / "a.CSV").summary == Summary()


def test_every_reason_is_told_in_every_language() -> None:
    assert all(known(f"events.why.{reason}") for reason in REASONS)
    told = Summary(3, 1, Counter(date=1, again=1)).text("fr")
    assert told.splitlines()[1:] == [
        "  1\xa0: un événement déjà lu (GlobalEventID)",
        "  1\xa0: pas de date, ou une date postérieure au jour de l’ajout",
    ]
