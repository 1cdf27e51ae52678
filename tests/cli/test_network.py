"""The commands that draw."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.main import kg as command
from tests.explorer.content import content_of
from tests.worlds import MINI


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
