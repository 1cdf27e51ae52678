"""Questions asked by name at the command line."""

from __future__ import annotations

import pytest
from conftest import MINI, RunKg


def test_questions_are_listed_with_their_parameters(run_kg: RunKg) -> None:
    listed = run_kg("questions", "--format", "tsv").stdout.decode()
    assert listed.splitlines()[0] == "?name\t?question\t?parameters"
    assert '"partners"\t"Who works with {of}' in listed
    assert "--of ENTITY [--country COUNTRY]" in listed
    assert "Qui travaille avec {of}" in run_kg("questions", "--language", "fr").stdout.decode()


def test_an_answer_shows_labels_in_the_language_asked_for(run_kg: RunKg) -> None:
    words = ("ask", "agencies-in", "--of", "norad", "--country", "canada", "--data", MINI)
    assert "Canadian Armed Forces" in run_kg(*words).stdout.decode()
    assert "Forces armées canadiennes" in run_kg(*words, "--language", "fr").stdout.decode()
    assert "entity/canadian-armed-forces" in run_kg(*words, "--iri").stdout.decode()


def test_evidence_names_the_page(run_kg: RunKg) -> None:
    answer = run_kg("ask", "partners", "--of", "rcmp", "--evidence", "--data", MINI)
    assert answer.returncode == 0
    assert "— “" in answer.stdout.decode()


def test_the_query_can_be_had_as_it_runs(run_kg: RunKg) -> None:
    printed = run_kg("ask", "partners", "--of", "rcmp", "--sparql", "--data", MINI).stdout.decode()
    assert printed.startswith("PREFIX ")
    assert "entity/rcmp>" in printed
    assert run_kg("query", "-", "--data", MINI, text=printed).returncode == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["partner", "--of", "rcmp"], "Did you mean “partners”"),
        (["partners", "--off", "rcmp"], "No parameter of “partners” is called “off”"),
        (["partners", "--of", "norda"], "Did you mean “NORAD”"),
        (["partners"], "needs of (entity)"),
        (["partners", "rcmp"], "give parameters as --name value"),
        (["partners", "--of", "rcmp", "--as-of", "soon"], "is not a date"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(run_kg: RunKg, words: list[str], message: str) -> None:
    answer = run_kg("ask", *words, "--data", MINI)
    assert answer.returncode == 2
    assert message in answer.stderr.decode()
    assert b"Traceback" not in answer.stderr


def test_an_empty_answer_says_what_it_is_worth(run_kg: RunKg) -> None:
    answer = run_kg("ask", "against-threat", "--of", "firearms-smuggling", "--as-of", "1900", "--data", MINI)
    assert b"not proof that there is none" in answer.stderr
