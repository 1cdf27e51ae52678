"""What one edition of the data says otherwise than another."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

import kg
from kg.render.release_notes import release_notes
from tests.worlds import MINI, RunKg

PAGE = "documents/government/continental-defense-and-security.trig"


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition with another figure, without a claim of today and with one that was withdrawn since."""
    place = tmp_path_factory.mktemp("older") / "data"
    shutil.copytree(MINI, place)
    page = place / PAGE
    text = page.read_text(encoding="utf-8")
    changed = text.replace("sec:value 1000 .", "sec:value 900 .").replace(
        "        sec:participatesIn ent:norad .\n    figure:", "        sec:leads ent:norad .\n    figure:"
    )
    assert changed.count("sec:leads ent:norad") == 1
    page.write_text(changed, encoding="utf-8")
    return place


def test_each_claim_is_added_withdrawn_or_changed(mini: kg.KnowledgeGraph, older: Path) -> None:
    rows = [[str(cell) for cell in row] for row in mini.changes(kg.load(older)).claims.rows]
    found = {(row[0], row[1].rsplit("/", 1)[-1], row[2].rsplit("/", 1)[-1]): row[3:] for row in rows}
    assert found["changed", "canadian-armed-forces-members-for-norad", "value"][:2] == ["1000", "900"]
    assert found["added", "canadian-armed-forces", "participatesIn"][0].endswith("/norad")
    assert found["withdrawn", "canadian-armed-forces", "leads"][2].endswith("continental-defense-and-security/p2")


def test_what_was_added_one_way_is_withdrawn_the_other(mini: kg.KnowledgeGraph, older: Path) -> None:
    ahead, back = mini.changes(kg.load(older)), kg.load(older).changes(mini)
    turned = {"added": "withdrawn", "withdrawn": "added", "changed": "changed"}
    assert sorted(turned[str(change)] for change in ahead.claims.column("change")) == sorted(
        str(change) for change in back.claims.column("change")
    )
    assert [row[3:] for row in ahead.counts().rows] == [row[:2:-1] for row in back.counts().rows]


def test_notes_name_what_changed_with_the_page(mini: kg.KnowledgeGraph, older: Path) -> None:
    notes = release_notes(mini.changes(kg.load(older)))
    assert "## 1 claim put otherwise" in notes
    assert "Canadian Armed Forces (Canadian members who support the NORAD mission), value: 1000" in notes
    assert "*Continental Defense" in notes
    assert "(before: 900)" in notes
    assert "affirmation modifiée" in release_notes(mini.changes(kg.load(older)), "fr")


def test_the_command_line_takes_folders_stores_and_files(
    run_kg: RunKg, mini: kg.KnowledgeGraph, older: Path, tmp_path: Path
) -> None:
    kg.graph.build(tmp_path / "store", older)
    kg.load(older).write(tmp_path / "older.nq")
    told = [run_kg("changes", place, MINI).stdout for place in (older, tmp_path / "store", tmp_path / "older.nq")]
    assert told[0] == told[1] == told[2] == release_notes(mini.changes(kg.load(older))).encode()
    table = run_kg("changes", older, MINI, "--format", "csv").stdout.decode()
    assert {row["change"] for row in csv.DictReader(io.StringIO(table))} == {"added", "withdrawn", "changed"}
    assert run_kg("changes", MINI, MINI).stdout.decode().endswith("Nothing changed.\n")


def test_an_edition_that_is_not_there_is_told(run_kg: RunKg) -> None:
    done = run_kg("changes", "nowhere.nq", MINI)
    assert (done.returncode, done.stderr.decode()) == (2, "kg: There is no file nowhere.nq.\n")
