"""Numbers as sentences write them."""

from decimal import Decimal

import pytest

from kg.validation.numerals import in_digits, in_words, numbers

SAME = [
    ("2.67 billion dollars", "2,67 milliards de dollars"),
    ("1,378 sorties", "1\u00a0378 sorties"),
    ("the 4,121-mile border", "la frontière de 4 121 milles"),
    ("by 2015-16", "d’ici 2015-2016"),
    ("the 21st Century", "le XXIe siècle"),
    ("from 12:01 a.m. on 4 February", "dès 0 h 01 le 4 février"),
    ("at 4 p.m. on 15 February", "le 15 février à 16 h"),
    ("after 9/11", "après le 11 septembre"),
    ("directive 5230.25", "la directive 5230.25"),
    ("$200 million to $300 million", "200 à 300 millions de dollars"),
    ("43 pounds (2024).", "43 livres (2024)."),
]


@pytest.mark.parametrize(("english", "french"), SAME)
def test_the_same_numbers_are_found_in_both_languages(english: str, french: str) -> None:
    assert in_digits(english, "en") - numbers(french, "fr") == set()
    assert in_digits(french, "fr") - numbers(english, "en") == set()


def test_a_code_is_no_number() -> None:
    assert in_digits("The M5 of the five countries", "en") == set()


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("twenty-one points", "en", 21),
        ("nine thousand cases", "en", 9000),
        ("about a dozen people", "en", 12),
        ("more than half a century", "en", 50),
        ("quatre-vingt-dix-neuf", "fr", 99),
        ("soixante et onze", "fr", 71),
        ("deux cent mille", "fr", 200_000),
        ("une douzaine", "fr", 12),
    ],
)
def test_numbers_in_words_are_read(text: str, language: str, value: int) -> None:
    assert Decimal(value) in in_words(text, language)
