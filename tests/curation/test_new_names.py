"""Names that the record does not have are told, in both languages; a longer name takes the place within it."""

import pytest

from kg.curation.mark import Mark
from kg.curation.name_marks import NameFinder
from kg.curation.new_names import find_new_names, swallowed

FINDER = NameFinder(
    [
        ("China", "china"),
        ("Cornwall", "cornwall"),
        ("Alaska", "alaska"),
        ("Canadian Coast Guard", "ccg"),
        ("FBI", "fbi"),
    ]
)
PLACED = frozenset(["china", "cornwall", "alaska"])


def found(text: str, language: str = "en") -> tuple[list[str], list[str]]:
    """Return the names of the record and the new ones in a text."""
    known = FINDER.find(text)
    new = find_new_names(text, known, PLACED, language=language)
    return [mark.value for mark in swallowed(known, new, PLACED)], [mark.value for mark in new]


@pytest.mark.parametrize(
    ("text", "known", "new"),
    [
        ("The Royal Australian Navy (RAN) sailed.", [], ["Royal Australian Navy"]),
        ("The Royal Australian Navy’s ships left", [], ["Royal Australian Navy"]),
        ("in the South China Sea off China", ["china"], ["South China Sea"]),
        ("with the Republic of Korea Navy", [], ["Republic of Korea Navy"]),
        ("at exercise JOINT WARRIOR 17-2 and Operation Martillo", [], ["exercise JOINT WARRIOR", "Operation Martillo"]),
        ("the Canadian Coast Guard’s Central and Arctic Region", ["ccg"], ["Central and Arctic Region"]),
        ("Virginia and Alaska National Guard", [], ["Alaska National Guard"]),
        ("the Jefferson County Sheriff’s Office", [], ["Jefferson County Sheriff’s Office"]),
        ("the 35th Brigade Group", [], ["35th Brigade Group"]),
        ("six CH-146 Griffin helicopters at Fort Wainwright", [], ["CH-146 Griffin", "Fort Wainwright"]),
        ("citizens of India", [], ["India"]),
        ("FBI Director Jane Smith said so in Toronto", ["fbi"], []),
        ("Rear Admiral Jane Smith, The Officer", [], []),
    ],
)
def test_new_names_in_english(text: str, known: list[str], new: list[str]) -> None:
    assert found(text) == (known, new)


@pytest.mark.parametrize(
    ("text", "known", "new"),
    [
        ("avec la Marine royale australienne", [], ["Marine royale australienne"]),
        ("en mer de Chine méridionale", [], ["mer de Chine méridionale"]),
        ("à l’exercice NEPTUNE TRIDENT 17-02", [], ["exercice NEPTUNE TRIDENT"]),
        ("la Force d’autodéfense maritime du Japon", [], ["Force d’autodéfense maritime du Japon"]),
        ("le Service de police de Brantford", [], ["Service de police de Brantford"]),
        ("sur l’île de Cornwall et à Cornwall", ["cornwall"], ["île de Cornwall"]),
        ("l’Italie, les Pays-Bas et l’Espagne", [], ["Italie", "Pays-Bas", "Espagne"]),
        ("le service de chiens détecteurs du groupe", [], []),
    ],
)
def test_new_names_in_french(text: str, known: list[str], new: list[str]) -> None:
    assert found(text, "fr") == (known, new)


def test_what_the_record_calls_in_full_is_no_new_name() -> None:
    assert FINDER.is_part("Coast Guard")
    assert not FINDER.is_part("Royal Australian Navy")


def test_a_new_name_keeps_its_abbreviation() -> None:
    (mark,) = find_new_names("The Royal Australian Navy (RAN) sailed.", [], ())
    assert mark == Mark("new", 4, 31, "Royal Australian Navy (RAN)", "Royal Australian Navy")


@pytest.mark.parametrize("language", ["xx-zz", "xx", "not a language", ""])
def test_a_language_that_has_no_names_of_countries_is_read_without(language: str) -> None:
    assert found("the FBI and Mongolia", language)[0] == ["FBI".lower()]
