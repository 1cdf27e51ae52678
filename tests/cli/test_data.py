"""The commands that write, build and check data."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.graph import build
from kg.validation.kept_reviews import KEPT
from tests.record.spoilt_story import spoil
from tests.worlds import MINI, RunKg


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small world whose one story may be spoilt."""
    shutil.copytree(MINI, tmp_path / "world")
    return tmp_path / "world"


def test_the_command_line_checks_one_story(run_kg: RunKg, folder: Path) -> None:
    path = spoil(folder, "card: norad\n", "card: norat\n")
    answer = run_kg("check", path, "--data", folder)
    assert answer.returncode == 1
    assert answer.stdout.decode().startswith(f"{path}:14: norad: No entity is called “norat”.")


@pytest.fixture
def store(tmp_path: Path, cache: Path) -> Path:
    build(tmp_path / "store", MINI)
    return tmp_path / "store"


def test_the_command_line_builds_and_asks_a_store(tmp_path: Path, run_kg: RunKg) -> None:
    place = tmp_path / "store"
    assert run_kg("build", place, "--data", MINI).returncode == 0
    for words in (["find", "norad"], ["show", "norad"], ["ask", "acronym", "--text", "NORAD"], ["coverage"]):
        here, there = run_kg(*words, "--data", MINI), run_kg(*words, "--store", place)
        assert (there.returncode, there.stdout) == (here.returncode, here.stdout)
    both = run_kg("find", "norad", "--data", MINI, "--store", place)
    assert both.returncode == 2
    assert b"one place" in both.stderr


COMMANDS = (
    ["find", "norad"],
    ["show", "norad"],
    ["why", "norad", "canada"],
    ["path", "norad", "canada"],
    ["ask", "partners", "--of", "rcmp"],
    ["network"],
    ["coverage"],
    ["diff", "1950", "2020"],
    ["explore"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_label_without_text_is_told_by_every_command_as_by_check(
    run_kg: RunKg, folder: Path, command: list[str]
) -> None:
    path = folder / "entities" / "x.ttl"
    path.write_text(
        "@prefix ent: <https://w3id.org/perimeter/entity/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\n"
        "ent:norad\n    rdfs:label ent:canada .\n"
    )
    told = f"{path}:5: ent:norad: rdfs:label must be a text, in quotation marks"
    answer = run_kg(*command, "--data", folder)
    assert (answer.returncode, answer.stderr.decode()) == (2, f"kg: {told}\n")
    found = run_kg("check", folder)
    assert found.returncode == 1
    assert (
        f"{path}:5: x.ttl: ent:norad: rdfs:label must be a text, in quotation marks [syntax]" in found.stdout.decode()
    )


def test_a_passage_that_is_not_described_stops_no_command(run_kg: RunKg, folder: Path) -> None:
    (folder / "more.trig").write_text(
        "@prefix ent: <https://w3id.org/perimeter/entity/> .\n@prefix sec: <https://w3id.org/perimeter/term/> .\n"
        "ent:nowhere { ent:rcmp sec:cooperatesWith ent:cbsa . }\n"
    )
    for command in (
        ["show", "rcmp"],
        ["why", "rcmp", "cbsa"],
        ["ask", "partners", "--of", "rcmp"],
        ["network"],
        ["coverage"],
    ):
        assert run_kg(*command, "--data", folder).returncode == 0
    assert b"[claims-in-no-passage]" in run_kg("check", folder).stdout


def test_a_claim_in_a_graph_without_a_name_is_found_at_its_line(run_kg: RunKg, folder: Path) -> None:
    page = folder / "documents" / "encyclopedia" / "wikipedia-norad.trig"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\nGRAPH [] {{\n  ent:norad sec:isMemberOf ent:canada .\n}}\n", encoding="utf-8")
    told = f"{page}:{text.count(chr(10)) + 3}: ent:norad: sec:isMemberOf is claimed in a graph without a name"
    assert told in run_kg("check", folder).stdout.decode()


def led_by_two(folder: Path) -> None:
    """Have two lead one thing, which is worth a second look."""
    path = folder / "documents" / "government" / "ps-cbftf-note-2021.trig"
    text = path.read_text(encoding="utf-8").replace("sec:supports ent:cross", "sec:leads ent:cross")
    path.write_text(text.replace("sec:coLeads", "sec:leads").replace("-coLeads-", "-leads-"), encoding="utf-8")


def test_a_review_is_listed_and_fails_nothing(run_kg: RunKg, folder: Path) -> None:
    led_by_two(folder)
    plain, more = run_kg("check", folder), run_kg("check", folder, "--review")
    assert (plain.returncode, plain.stdout) == (0, b"")
    assert more.returncode == 0
    assert more.stdout.count(b"[led-by-several]") == 2
    assert more.stderr.decode() == "0 findings\n2 to review\n"
    other = folder / "entities" / "place.ttl"
    assert run_kg("check", other, "--data", folder, "--review").stdout == b""


def test_what_was_kept_for_a_second_look_is_told_no_more(run_kg: RunKg, folder: Path) -> None:
    assert run_kg("check", folder, "--keep").stderr.decode().endswith(f"0 to review, kept in {folder / KEPT}\n")
    led_by_two(folder)
    told = run_kg("check", folder)
    assert (told.returncode, told.stdout.count(b"[led-by-several]")) == (0, 2)
    assert told.stderr.decode() == "0 findings\n2 to review that reviews.csv does not have\n"
    assert run_kg("check", folder, "--keep").returncode == 0
    again = run_kg("check", folder)
    assert (again.stdout, again.stderr) == (b"", b"0 findings\n")
    assert run_kg("check", folder, "--review").stdout == told.stdout


def test_reviews_are_kept_for_whole_data_that_can_be_read(run_kg: RunKg, folder: Path) -> None:
    part = run_kg("check", folder / "entities", "--keep")
    assert (part.returncode, part.stderr.decode()) == (
        2,
        "kg: What is worth a second look is kept for a whole data set; leave out PATH.\n",
    )
    (folder / "entities" / "broken.ttl").write_text("ent:a a", encoding="utf-8")
    assert run_kg("check", folder, "--keep").returncode == 1
    assert not (folder / KEPT).exists()


def test_a_file_that_holds_no_reviews_is_told(run_kg: RunKg, folder: Path) -> None:
    (folder / KEPT).write_text("name,age\n", encoding="utf-8")
    told = run_kg("check", folder)
    assert told.returncode == 2
    assert f"kg: {folder / KEPT}:1: holds no reviews: its columns should be rule," in told.stderr.decode()
    assert run_kg("check", folder, "--keep").returncode == 0  # as the sentence says
    assert run_kg("check", folder).stderr == b"0 findings\n"
