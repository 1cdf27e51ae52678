"""A country is one word in a name, however it is written."""

from __future__ import annotations

import pytest

from kg.questions.name_keys import NameKeys
from kg.vocabulary import ENTITY

UNITED_STATES = ("United States", "U.S.", "US", "American", "Américaine", "États-Unis", "É.-U.")
KEYS = NameKeys([(f"{ENTITY}united-states", name) for name in UNITED_STATES])


@pytest.mark.parametrize(
    "name", ["US Navy", "U.S. Navy", "United States Navy", "American navy", "the U.S. Navy", "United States’s Navy"]
)
def test_names_that_begin_with_a_country_are_the_same(name: str) -> None:
    assert KEYS.of(name) == "united states navy"


@pytest.mark.parametrize("name", ["Marine des États-Unis", "Marine É.-U.", "MARINE AMÉRICAINE"])
def test_names_that_end_with_a_country_are_the_same(name: str) -> None:
    assert KEYS.of(name) == "marine united states"


def test_a_part_of_a_word_is_no_country() -> None:
    assert KEYS.of("USCG, Usage, Canadarm, bonus") == "uscg usage canadarm bonus"


def test_without_countries_a_name_is_only_made_plain() -> None:
    assert NameKeys([]).of("Défense — U.S.") == "defense u s"
