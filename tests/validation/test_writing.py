"""How texts are written: signs, spaces, letters, French."""

from pathlib import Path

import pytest

from kg.rdf.folders import Folders
from kg.validation.checks import check
from kg.validation.writing import text_faults
from tests.validation.examples import PASSAGE, add, rules_of


def rules(text: str, language: str = "fr", *, exact: bool = False) -> set[str]:
    return {rule for rule, _ in text_faults(text, language, exact=exact)}


@pytest.mark.parametrize(
    "sign", "\x1b\u202e\u200b\u00ad\ufeff\uffff\U0001ffff\U0010fffd\ue000\u2028\t\ufe0f\u034f\u2800\ufffd\ufffc"
)
def test_a_sign_that_nobody_sees_is_found_and_named(sign: str) -> None:
    ((rule, fault),) = text_faults(f"Ca{sign}nada", "en")
    assert rule == "text-signs"
    assert f"U+{ord(sign):04X}" in fault
    assert "after “Ca”" in fault


@pytest.mark.parametrize("sign", "\u200b\u200d\u00a0\ufe0f")
def test_a_sign_that_nobody_sees_is_found_in_an_address(world: Folders, sign: str) -> None:
    add(world, PASSAGE % f"ent:norad sec:isPartOf <https://example.org/a{sign}b> .")
    found = [one for one in check(world) if one.rule == "text-signs"]
    assert [one.message.partition(" (")[0] for one in found] == [f"sec:isPartOf: Take out U+{ord(sign):04X}"]


@pytest.mark.parametrize("text", [" Canada", "Canada ", "Canada  and", "Canada \u00a0and"])
def test_a_space_too_many_is_found(text: str) -> None:
    assert rules(text, "en") == {"text-spaces"}


def test_a_letter_of_another_script_is_found_in_english_and_french_only() -> None:
    assert rules("Cаnada", "en") == rules("Cаnada") == {"text-letters"}
    assert rules("ᓄᓇᕗᑦ", "iu") == set()


@pytest.mark.parametrize("text", ["Malmö, Łódź, œuvre", "5 µm, 20 °C, n\u00a0º 4, ±10", "naïve café – “quoted” … €"])
def test_latin_letters_and_signs_of_all_kinds_are_at_home(text: str) -> None:
    assert rules(text, "en") == set()


@pytest.mark.parametrize(
    "text",
    [
        "l'accord",
        '"Ciel ouvert"',
        "« Ciel ouvert »",
        "But : voir",
        "But: voir",
        "un ; deux",
        "un\u00a0; deux",
        "Vrai ?",
        "40 %",
        "40%",
        "1 378 sorties",
        "525 $ par semaine",
        "à 17\u00a0h 45",
        "2,5 milliards de dollars",
        "et puis...",
    ],
)
def test_french_that_is_not_set_as_french_is_found(text: str) -> None:
    assert rules(text) == {"french-signs"}
    assert rules(text, "en") == rules(text, exact=True) == set()


@pytest.mark.parametrize(
    "text",
    [
        "l’accord\u00a0: «\u00a0Ciel ouvert\u00a0»; 40\u00a0% de 1\u00a0378, à 0\u00a0h\u00a001, 3\u00a0millions",
        "le 12 mai 1958, 100 agents",
        "https://example.org/a",
        "de 12:30 à 13:00",
    ],
)
def test_french_as_it_is_set_is_good(text: str) -> None:
    assert rules(text) == set()


def test_a_title_keeps_the_apostrophe_of_its_page(world: Folders) -> None:
    path = add(world, PASSAGE % "ent:rcmp sec:cooperatesWith ent:cbsa .")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("sec:says", 'sec:section "L\'accord"@fr ;\n    sec:says'), encoding="utf-8")
    assert check(world) == []
    path.write_text(
        text.replace("sec:says", 'sec:locator "The rule"@en, "L\'accord"@fr ;\n    sec:says'), encoding="utf-8"
    )
    assert rules_of(check(world)) == {"french-signs"}


def test_control_signs_in_a_name_are_found_where_they_stand(world: Folders) -> None:
    path = world.data / "entities" / "country.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('"Canada"@en, "Canada"@fr', r'"Ca\u001B[31mnada"@en, "Ca\u001B[31mnada"@fr'), encoding="utf-8"
    )
    found = [finding for finding in check(world) if finding.rule == "text-signs"]
    assert [(finding.path, finding.subject) for finding in found] == [(str(path), "ent:canada")]


def test_a_story_is_written_as_the_data_are(world: Folders) -> None:
    path: Path = world.data / "stories" / "norad.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("l’", "l'", 1), encoding="utf-8")
    assert rules_of(check(world)) == {"french-signs"}
    assert rules_of(check(world, only=path)) == {"french-signs"}
