"""Slips of the finger: which words a misspelt one may mean."""

from __future__ import annotations

import pytest

from kg.questions.slips import slips_between, slips_in


@pytest.mark.parametrize(
    ("word", "wanted", "slips"),
    [
        ("norad", "norat", 1),
        ("norad", "nroad", 1),
        ("norad", "norrad", 1),
        ("command", "comand", 1),
        ("arctic", "arct", 0),
    ],
)
def test_a_letter_may_be_changed_swapped_added_or_dropped(word: str, wanted: str, slips: int) -> None:
    assert slips_between(word, wanted) == slips


def test_the_shorter_a_word_the_fewer_slips_it_may_have() -> None:
    assert slips_in(["ice", "force", "agreement"], "icf") == {}
    assert slips_in(["ice", "force", "agreement"], "forse") == {"force": 1}
    assert slips_in(["ice", "force", "agreement"], "agremant") == {"agreement": 2}


def test_each_word_of_a_text_must_be_near_to_one_of_the_name() -> None:
    assert slips_in(["coast guard", "coast watch"], "gaurd coast") == {"coast guard": 1}
    assert slips_in(["coast guard"], "") == {}
