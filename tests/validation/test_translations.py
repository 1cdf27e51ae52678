"""Sentences in the language that they say they are in, and the same months in both."""

import pytest

from kg.validation.translations import months, other_language


@pytest.mark.parametrize(
    ("text", "language", "other"),
    [
        ("The police and the border agency work together.", "fr", "en"),
        ("The police et the border agency work together.", "fr", "en"),
        ("La police et l’agence frontalière travaillent ensemble.", "en", "fr"),
        ("La police et l’agence frontalière travaillent ensemble.", "fr", ""),
        ("The police’s and Canada’s agencies work together.", "en", ""),
        ("Le ministre des « Allied Forces in the North of the World » est cité.", "fr", ""),
        ("NORAD, USNORTHCOM", "fr", ""),
        ("", "en", ""),
    ],
)
def test_a_sentence_is_in_the_language_of_its_small_words(text: str, language: str, other: str) -> None:
    assert other_language(text, language) == other


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("On 4 May 1949 and in August", "Le 4 mai 1949 et en août"),
        ("After 9/11", "Après le 11 septembre"),
        ("May 1973 is named", "Mai 1973 est nommé"),
        ("Theresa May may march with august people", "Theresa May défile avec des gens augustes"),
        ("The bill of March 3", "Le projet de loi du 3 mars"),
    ],
)
def test_months_that_both_languages_name_do_not_differ(english: str, french: str) -> None:
    assert months(english, "en") <= months(french, "fr", perhaps=True)
    assert months(french, "fr") <= months(english, "en", perhaps=True)


def test_another_month_is_another() -> None:
    assert months("4 March", "en") - months("4 mai", "fr", perhaps=True) == {2}
    assert months("4 mai", "fr") - months("4 March", "en", perhaps=True) == {4}
