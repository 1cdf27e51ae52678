"""Names of the record are found in any text, in both languages and in the forms that pages give them."""

import pytest

from kg.curation.name_forms import forms
from kg.curation.name_marks import NameFinder

NAMES = [
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
    ("United States", "us"),
    ("United States Navy", "navy"),
    ("Garde côtière des États-Unis", "uscg"),
    ("United States Customs Service", "customs"),
    ("Prime Minister of Canada", "pm"),
    ("Canada Command", "command"),
    ("Attorney General of the United States", "attorney"),
    ("Integrated Border Enforcement Teams", "ibet"),
    ("IBET", "ibet"),
    ("National Defence Centre", "centre"),
    ("Halifax", "halifax"),
    ("Winnipeg", "winnipeg"),
    ("Yellowknife", "yellowknife"),
    ("Ontario", "ontario"),
    ("Windsor, Ontario", "windsor"),
    ("NATO", "nato"),
    ("Operation NOBLE DEFENDER", "defender"),
    ("Operation IMPACT", "impact"),
    ("Commissioner of the RCMP", "commissioner"),
    ("RCMP", "rcmp"),
    ("CF-18 Hornet", "cf-18"),
]
COUNTRIES = {
    "us": ["United States", "États-Unis", "U.S.", "US", "American", "Américaine"],
    "canada": ["Canada", "Canadian", "Canadienne", "Canadien"],
}
FINDER = NameFinder(NAMES, forms(NAMES, COUNTRIES))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Canada Border Services Agency and ICE", ["cbsa", "ice"]),
        ("L’Agence des services frontaliers du Canada", ["cbsa"]),
        ("thin ice in canada", ["canada"]),
        ("the CANADA BORDER SERVICES AGENCY", ["cbsa"]),
        ("à Halifax, à l’Alert", ["halifax", "alert"]),
        ("Canadaland, policed", []),
        ("the Accord", []),
        ("This Alert is to alert those at Alert.", ["alert"]),
        ("RANSOMWARE, Ransomware and ransomware", ["ransomware"] * 3),
        ("", []),
    ],
)
def test_the_longest_name_that_means_one_thing_is_found(text: str, found: list[str]) -> None:
    assert [mark.value for mark in FINDER.find(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the U.S. Navy, the US Navy, the U.S Navy and the American Navy", ["navy"] * 4),
        ("the U.S. Customs Service’s officers", ["customs"]),
        ("la Garde côtière américaine", ["uscg"]),
        ("the Canadian Prime Minister and Canada’s Prime Minister", ["pm", "pm"]),
        ("the U.S. Attorney General", ["attorney"]),
        ("two IBETs and an Integrated Border Enforcement Team", ["ibet", "ibet"]),
        ("the National Defense Center", ["centre"]),
        ("in Windsor", ["windsor"]),
        ("l’opération de défense Noble Defender, Op IMPACT, an impact", ["defender", "impact"]),
        ("des CF‑18 américains", ["cf-18"]),
        ("under Canadian command", []),
        ("The alerts and alert teams", []),
    ],
)
def test_a_name_is_found_in_another_form(text: str, found: list[str]) -> None:
    assert [mark.value for mark in FINDER.find(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a Halifax-class frigate and une frégate de classe Halifax in Halifax", ["halifax"]),
        ("HMCS Winnipeg sailed. Winnipeg came to Winnipeg.", ["winnipeg"]),
        ("HMC Ships Moncton, Summerside and Yellowknife met", []),
        ("le NCSM Halifax", []),
        ("an Assistant Commissioner of the RCMP", ["rcmp"]),
        ("a NATO-led and a non-NATO force", ["nato"]),
    ],
)
def test_what_is_called_after_a_place_is_not_the_place(text: str, found: list[str]) -> None:
    assert [mark.value for mark in FINDER.find(text, FINDER.meant_otherwise(text))] == found


def test_an_abbreviation_that_a_page_explains_as_something_else_is_no_name() -> None:
    page = "The joint Cybersecurity Advisory (CSA) is new. In the CSA stands more."
    assert FINDER.meant_otherwise(page) == {"CSA"}
    assert FINDER.find(page, FINDER.meant_otherwise(page)) == []
    assert not FINDER.meant_otherwise("The CSA, that is the Canadian Space Agency (CSA)")


def test_a_mark_stands_where_the_name_stands() -> None:
    text = "« L’Agence des services frontaliers du Canada »"
    (mark,) = FINDER.find(text)
    assert text[mark.start : mark.end] == mark.text == "Agence des services frontaliers du Canada"
