"""Whether both governments say the same: of one setting, of parts of it, of different ones, one alone or neither."""

from __future__ import annotations

import pytest

from kg.record.evidence import Document, Passage
from kg.record.governments import Verdict, confirmed, government_bits, verdict
from kg.vocabulary import ENTITY

PAIR = ("canada", "united-states")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ([(3, 3)], Verdict("both", 3)),
        ([(1, 0), (3,)], Verdict("both", 3)),
        ([(3, 1)], Verdict("parts", 3)),
        ([(1, 2)], Verdict("parts", 3)),
        ([(1, 1), (2, 2)], Verdict("apart", 3)),
        ([(0, 2), (0, 0)], Verdict("one", 2)),
        ([(0, 0)], Verdict("none", 0)),
        ([], Verdict("none", 0)),
    ],
)
def test_the_verdict_asks_for_one_and_the_same_setting(settings: list[tuple[int, ...]], expected: Verdict) -> None:
    assert verdict(settings) == expected


def test_a_setting_without_sides_is_confirmed_by_nobody() -> None:
    assert confirmed(()) == (0, 0)


def test_a_government_speaks_where_its_own_page_was_read_again() -> None:
    american = Document("src:d", speaks_for=(f"{ENTITY}united-states",))
    treaty = Document("src:e", speaks_for=(f"{ENTITY}canada", f"{ENTITY}united-states"))
    assert government_bits([Passage("src:p", american)], PAIR) == 0
    assert government_bits([Passage("src:p", american, read_on="2026-11-29")], PAIR) == 2
    assert government_bits([Passage("src:p", treaty, read_on="2026-11-29")], PAIR) == 3
