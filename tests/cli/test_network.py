"""The commands that draw."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli.main import kg as command
from kg.vocabulary import local_name
from tests.explorer.content import content_of
from tests.worlds import MINI, RunKg


@pytest.mark.parametrize(
    "words",
    [
        ["query", "SELECT ?who ?what WHERE { ?who sec:participatesIn ?what }"],
        ["ask", "partners", "--of", "norad"],
        ["network", "--actors", "all"],
    ],
    ids=["query", "ask", "network"],
)
def test_output_that_ends_in_html_is_a_page(tmp_path: Path, words: list[str]) -> None:
    ended = CliRunner().invoke(command, [*words, "--data", str(MINI), "-o", str(tmp_path / "a.html")])
    assert ended.exit_code == 0, ended.output
    assert len(content_of(tmp_path / "a.html")["entities"]) >= 2


def test_the_command_line_counts_what_was_read_again_as_the_library_does(
    run_kg: RunKg, shipped: kg.KnowledgeGraph
) -> None:
    told = run_kg("network", "--read-again")
    rows = csv.DictReader(told.stdout.decode().splitlines())
    made = shipped.network(read_again=True)
    assert {(row["source"], row["target"]): float(row["weight"]) for row in rows} == {
        (local_name(a), local_name(b)): round(weight, 4) for a, b, weight in made.edges(data="weight")
    }
    assert told.stderr.decode() == "Only passages that were read again count.\n"


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "partners", "--of", "norad"],
        ["show", "norad"],
        ["why", "canada", "united-states"],
        ["path", "canada", "united-states"],
        ["measure", "strength", "--actors", "all"],
        ["query", "SELECT ?who ?what WHERE { ?who sec:participatesIn ?what }"],
        ["coverage", "--by", "class"],
        ["diff", "1950", "2024"],
    ],
    ids=lambda words: words[0],
)
def test_every_command_that_asks_can_count_only_what_was_read_again(words: list[str]) -> None:
    whole, part = (
        CliRunner().invoke(command, [*words, "--data", str(MINI), *more], catch_exceptions=False)
        for more in ([], ["--read-again"])
    )
    assert (whole.exit_code, part.exit_code) == (0, 0)
    assert len(part.stdout) < len(whole.stdout) or words[0] == "coverage"
    assert "Only passages that were read again count." in part.stderr


def test_a_page_can_be_of_what_was_read_again_alone(tmp_path: Path) -> None:
    page = str(tmp_path / "a.html")
    ended = CliRunner().invoke(command, ["explore", "--read-again", "--data", str(MINI), "-o", page])
    assert ended.exit_code == 0, ended.output
    assert len(content_of(tmp_path / "a.html")["passages"]) == 3
