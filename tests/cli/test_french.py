"""French at the command line: what is shown in French has no English of ours in it, whatever the data hold."""

from __future__ import annotations

import re

import pytest

from kg.cli.main import kg as commands
from kg.messages import catalogue
from kg.network.measures.registry import MEASURES
from kg.questions.catalogue import questions
from tests.worlds import MINI, RunKg

ENGLISH = re.compile(
    r"\b(?:the|of|is|are|was|were|rows?|which|with|and|since|until|undated|given|only|ties|takes?|has|have|found|left|no)\b"
)
"""Words that English cannot do without, and that are none in French."""

SHOWN = [
    ["find", "norad"],
    ["find", "9/11"],
    ["show", "rcmp"],
    ["why", "rcmp", "cbsa"],
    ["why", "norad", "rcmp"],
    ["path", "rcmp", "cbsa"],
    ["diff", "2000", "2005"],
    ["network", "--as-of", "2024"],
    ["coverage", "--by", "country"],
    ["stories"],
    ["measure"],
    ["measure", "overview"],
    ["query", "SELECT ?x WHERE { ?x sec:leeds ?y }"],
    ["query", "SELECT ?x WHERE { ?x a sec:Entity } ORDER BY ?x", "--limit", "1", "--labels"],
    ["ask", "partners", "--of", "rcmp", "--as-of", "2024", "--limit", "1"],
    ["ask", "thin-ground", "--as-of", "2024", "--standing", "news"],
    ["ask", "against-threat", "--of", "rcmp"],
]

MISTAKES = [
    ["ask"],
    ["ask", "partners"],
    ["ask", "partners", "rcmp"],
    ["ask", "partners", "--of"],
    ["ask", "partners", "--of", "norat"],
    ["ask", "partners", "--of", "firearms"],
    ["ask", "partners", "--of", "rcmp", "--as-of", "soon"],
    ["ask", "event-to-agreement", "--of", "norad", "--months", "many"],
    ["query", "SELECT ?x WHERE { ?x sec:a ; . }"],
    ["query", "missing.rq"],
    ["query", "partners"],
    ["path", "rcmp", "arctic"],
    ["diff", "2005", "2000"],
    ["coverage", "--by", "colour"],
    ["measure", "betweeness"],
    ["measure", "change"],
    ["measure", "overview", "--by", "country"],
    ["measure", "strength", "-o", "nowhere/x.csv"],
    ["stories", "nothing"],
]


TYPED = re.compile(
    r"\bkg \w+(?: --?[\w-]+(?: \S+)?| [\w/.-]+)*"  # a command
    r"|«\u00a0[^»]*»|‹\w+›|\{\w+\}|\S+:\S+|--[\w-]+|\([a-z]+(?: [a-z]+)*\)"  # names, ids, options, places
    r"|No such file or directory"  # the system's own words
    r"|(?m:^[A-Za-z_]+(?:,[A-Za-z_]+)*\r?$)"  # the names of columns, which programs read
    r"|(?m:^[a-z]+(?:[-_][a-z]+)*,)"  # the id that begins a row
)
"""What is to be typed, and names and ids: none of it is translated."""


def bare(text: str) -> str:
    """Return a text without what is never translated."""
    return TYPED.sub(" ", text)


@pytest.mark.parametrize("words", [*SHOWN, *MISTAKES], ids=" ".join)
def test_what_is_shown_in_french_is_french(run_kg: RunKg, words: list[str]) -> None:
    done = run_kg(*words, "--language", "fr", "--data", MINI)
    told = done.stderr.decode() if words in MISTAKES else done.stdout.decode() + done.stderr.decode()
    assert told.strip()
    assert done.returncode == (2 if words in MISTAKES else 0)
    assert ENGLISH.findall(bare(told)) == []


@pytest.mark.parametrize("name", questions())
def test_the_help_of_a_question_is_french(run_kg: RunKg, name: str) -> None:
    told = run_kg("ask", name, "--help", "--language", "fr").stdout.decode()
    assert ENGLISH.findall(bare(told)) == []
    assert "[any]" not in told


@pytest.mark.parametrize("name", [name for name in MEASURES if name not in ("removal", "change", "change-of-whole")])
def test_what_limits_a_measure_is_told_in_french(run_kg: RunKg, name: str) -> None:
    told = run_kg("measure", name, "--language", "fr", "--data", MINI).stderr.decode()
    assert "Documents sur lesquels reposent les liens" in told
    assert ENGLISH.findall(bare(told)) == []


def test_no_text_is_english_in_french() -> None:
    told = (
        (key, form)
        for key, text in catalogue("fr").items()
        for form in ([text] if isinstance(text, str) else text.values())
    )
    assert [key for key, form in told if ENGLISH.findall(bare(form))] == []


def test_every_command_that_tells_something_tells_it_in_french() -> None:
    silent = {
        "build",
        "check",
        "deposit",
        "describe",
        "docs",
        "explore",
        "format",
        "mcp",
        "publish",
        "serve",
    }  # they write files, or speak to authors
    for name, command in commands.commands.items():
        assert any(option.name == "language" for option in command.params) == (name not in silent)
