"""Figures are found with unit and hedge, and no number that only a name or a date has."""

import pytest

from kg.curation.figure_marks import find_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("more than 300 officers", [("over", "300", "officers")]),
        ("près de 46,17 kilogrammes", [("nearly", "46.17", "kilogrammes")]),
        ("plus de 1 300 agents", [("over", "1300", "agents")]),
        ("$1.3 billion", [("", "1300000000", "$")]),
        ("nearly USD $44M in drugs", [("nearly", "44000000", "$")]),
        ("467 480 $ et 1,25 M$", [("", "467480", "$"), ("", "1250000", "$")]),
        ("from 500 feet", [("", "500", "feet")]),
        ("in 1958 with 12 stations", [("", "12", "stations")]),
        ("six (6) people", [("", "6", "people")]),
        ("up to 10 years in prison", [("up-to", "10", "years")]),
        ("F-35 and 9/11", []),
        ("Annex 1 and Operation Martillo", []),
        ("seen by Detachment 103 officers, and FLEET 17 left", []),
        ("in violation of 8 USC 1325, at 26 years old", []),
        ("le 14 mai pour, le 22 avril sur, du 5 au 23 mai", []),
    ],
)
def test_a_figure_keeps_its_hedge_and_unit(text: str, figures: list[tuple[str, str, str]]) -> None:
    found = [(mark.hedge, mark.value, mark.unit.split(" ")[0]) for mark in find_figures(text)]
    assert found == figures


def test_a_unit_ends_before_a_preposition() -> None:
    (mark,) = find_figures("as low as 500 feet between two hills")
    assert (mark.unit, mark.text) == ("feet", "500 feet")
