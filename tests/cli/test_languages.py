"""An answer in a language that the data have and our own texts have not."""

from __future__ import annotations

import pytest

import kg
from kg.errors import KgError
from tests.worlds import ROOT, RunKg

NORDIC = ROOT / "docs" / "how-to" / "norway-sweden"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["find", "polis"], "swedish-police,Polismyndigheten,"),
        (["show", "swedish-police"], "Polismyndigheten"),
        (["ask", "partners", "--of", "norway", "--limit", "1"], "Sverige,"),
        (["network"], "swedish-police,Polismyndigheten"),
        (["measure", "strength"], "Polismyndigheten"),
        (["why", "norway", "sweden"], "Sverige"),
    ],
)
def test_names_are_in_a_language_of_the_data(run_kg: RunKg, words: list[str], told: str) -> None:
    done = run_kg(*words, "--language", "sv", "--data", NORDIC)
    assert done.returncode == 0
    assert told in done.stdout.decode()


@pytest.mark.parametrize("tag", ["no", "de"])
def test_a_language_that_neither_has_is_refused_with_those_there_are(run_kg: RunKg, tag: str) -> None:
    done = run_kg("show", "norway", "--language", tag, "--data", NORDIC)
    assert done.returncode == 2
    assert done.stderr.decode() == f"kg: No texts are in the language “{tag}”; choose one of en, fr, sv.\n"


def test_python_answers_in_a_language_of_the_data(shipped: kg.KnowledgeGraph) -> None:
    nordic = kg.load(NORDIC)
    assert nordic.languages == ("en", "fr", "sv")
    assert nordic.find("polis", language="sv").rows[0][1] == "Polismyndigheten"
    with pytest.raises(KgError, match="choose one of en, fr"):
        shipped.find("polis", language="sv")


def test_before_a_command_only_the_languages_of_our_texts_are_known(run_kg: RunKg) -> None:
    told = run_kg("--language", "sv", "find", "polis").stderr.decode()
    assert "'sv' is not one of 'en', 'fr'" in told
