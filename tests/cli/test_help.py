"""Help is told in the language of the reader, whole."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click
import pytest

from kg.cli.help import help_language, help_texts
from kg.cli.main import kg
from tests.worlds import RunKg


def told_by(command: click.Command) -> Iterator[str]:
    """Yield the texts of a command that its help shows: its paragraphs, its first sentence, its options."""
    told = inspect.cleandoc(command.help or "")
    yield command.get_short_help_str(200)
    yield from (paragraph for paragraph in told.split("\n\n") if not paragraph.startswith("\b\nkg "))
    yield from (option.help or "" for option in command.params if isinstance(option, click.Option))


def test_every_text_of_help_has_its_french() -> None:
    """Add what is missing to kg/messages/help/fr.json, by its English."""
    known = help_texts("fr")
    told = {" ".join(text.split()) for command in (kg, *kg.commands.values()) for text in told_by(command) if text}
    files = {text.partition(" format: .")[0] + " format:" if " format: ." in text else text for text in told}
    assert files - set(known) == set()


def test_help_in_french_is_french_throughout(run_kg: RunKg) -> None:
    told = run_kg("--language", "fr", "--help").stdout.decode()
    assert told.startswith("Utilisation\xa0: ")
    assert "Chercher\xa0:\n  find     Trouver des entités" in told
    assert "Usage" not in told
    assert "Options\xa0:" in run_kg("find", "--help", "--language", "fr").stdout.decode()


@pytest.mark.parametrize("name", sorted(kg.commands))
def test_every_command_has_french_help(run_kg: RunKg, name: str) -> None:
    told = run_kg(name, "--help", PERIMETER_LANGUAGE="fr").stdout.decode()
    assert "Montrer cette aide" in told


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        (["find", "--language=fr", "--help"], {}, "fr"),
        (["--help"], {"PERIMETER_LANGUAGE": "fr", "LANG": "en_CA.UTF-8"}, "fr"),
        (["--help"], {"LC_ALL": "C", "LANG": "fr_CA.UTF-8"}, "en"),
        (["--help"], {"LANG": "fr_CA.UTF-8"}, "fr"),
        (["--help", "--language", "en"], {"LANG": "fr_CA.UTF-8"}, "en"),
        (["--help"], {"LANG": "de_DE"}, "en"),
        (["--help"], {}, "en"),
    ],
)
def test_the_language_of_help(words: list[str], environment: dict[str, str], language: str) -> None:
    assert help_language(words, environment) == language


def test_a_language_before_the_command_is_that_of_the_answer(run_kg: RunKg) -> None:
    wanted = run_kg("find", "GRC", "--language", "fr").stdout
    assert run_kg("--language", "fr", "find", "GRC").stdout == wanted
    assert run_kg("find", "GRC", PERIMETER_LANGUAGE="fr").stdout == wanted


def test_a_command_that_is_none_is_told_in_the_language_of_the_reader(run_kg: RunKg) -> None:
    told = run_kg("shwo", "norad", "--language", "fr").stderr.decode()
    assert told == "kg: Aucune commande ne s’appelle «\xa0shwo\xa0». Vouliez-vous dire «\xa0show\xa0»?\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["explore", "--foo"], "L’option «\xa0--foo\xa0» n’existe pas."),
        (
            ["find", "norad", "--languag", "en"],
            "L’option «\xa0--languag\xa0» n’existe pas. Vouliez-vous dire '--language'?",
        ),
        (["find"], "Il manque l’argument 'TEXT'."),
        (
            ["network", "--depth", "x"],
            "Valeur non valide pour '--depth'\xa0: «\xa0x\xa0» n’est pas un nombre qui convient.",
        ),
        (["network", "--mode", "x"], "«\xa0x\xa0» n’est pas l’un de 'one-mode', 'two-mode'."),
        (["diff", "2001", "2002", "2003"], "Il y a un mot de trop (2003)."),
    ],
)
def test_what_is_wrong_with_a_command_is_told_in_the_language_of_the_reader(
    run_kg: RunKg, words: list[str], told: str
) -> None:
    name = words[0]
    ended = run_kg("--language", "fr", *words)
    lines = ended.stderr.decode().splitlines()
    assert ended.returncode == 2
    assert lines[0].startswith("Utilisation\xa0: ")
    assert lines[1].endswith(f"{name} --help\xa0» en dit plus.")
    assert lines[-1].startswith("Erreur\xa0: ")
    assert lines[-1].endswith(told)
    assert "Error: " in run_kg(*words).stderr.decode()
