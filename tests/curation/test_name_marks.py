"""Names, dates and figures are found in any text, in both languages."""

import pytest

from kg.curation.marks import NameFinder, find_dates, find_figures

FINDER = NameFinder(
    [
        ("Immigration and Customs Enforcement", "ice"),
        ("ICE", "ice"),
        ("Canada", "canada"),
        ("Canada Border Services Agency", "cbsa"),
        ("Agence des services frontaliers du Canada", "cbsa"),
        ("Accord", "one"),
        ("Accord", "other"),
        ("Alert", "alert"),
        ("ransomware", "ransomware"),
        ("CSA", "space-agency"),
        ("Canadian Space Agency", "space-agency"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Canada Border Services Agency and ICE", ["cbsa", "ice"]),
        ("L’Agence des services frontaliers du Canada", ["cbsa"]),
        ("thin ice in canada", ["canada"]),
        ("the CANADA BORDER SERVICES AGENCY", ["cbsa"]),
        ("Canadaland, policed", []),
        ("the Accord", []),
        ("This Alert is to alert those at Alert.", ["alert"]),
        ("RANSOMWARE, Ransomware and ransomware", ["ransomware"] * 3),
        ("", []),
    ],
)
def test_the_longest_name_that_means_one_thing_is_found(text: str, found: list[str]) -> None:
    assert [mark.value for mark in FINDER.find(text)] == found


def test_an_abbreviation_that_a_page_explains_as_something_else_is_no_name() -> None:
    page = "The joint Cybersecurity Advisory (CSA) is new. In the CSA stands more."
    assert FINDER.meant_otherwise(page) == {"CSA"}
    assert FINDER.find(page, FINDER.meant_otherwise(page)) == []
    assert not FINDER.meant_otherwise("The CSA, that is the Canadian Space Agency (CSA)")


def test_a_mark_stands_where_the_name_stands() -> None:
    text = "« L’Agence des services frontaliers du Canada »"
    (mark,) = FINDER.find(text)
    assert text[mark.start : mark.end] == mark.text == "Agence des services frontaliers du Canada"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on May 12, 1958", ["1958-05-12"]),
        ("le 1er août 2024, puis en décembre 2025", ["2024-08-01", "2025-12"]),
        ("on 3 Sept. 2001 and Nov. 2002", ["2001-09-03", "2002-11"]),
        ("from 1999 to 2003-04-05", ["1999", "2003-04-05"]),
        ("12,345 people in room 3021", []),
        ("31 February and 1,999 boats", []),
    ],
)
def test_a_date_keeps_its_precision(text: str, values: list[str]) -> None:
    assert [mark.value for mark in find_dates(text)] == values


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("more than 300 officers", [("over", "300", "officers")]),
        ("près de 46,17 kilogrammes", [("nearly", "46.17", "kilogrammes")]),
        ("plus de 1 300 agents", [("over", "1300", "agents")]),
        ("$1.3 billion", [("", "1300000000", "$")]),
        ("in 1958 with 12 stations", [("", "12", "stations")]),
        ("F-35 and 9/11", []),
    ],
)
def test_a_figure_keeps_its_hedge_and_unit(text: str, figures: list[tuple[str, str, str]]) -> None:
    found = [(mark.hedge, mark.value, mark.unit.split(" ")[0]) for mark in find_figures(text)]
    assert found == figures
