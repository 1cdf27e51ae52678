"""How each language writes dates, numbers and the labels of columns."""

from __future__ import annotations

import datetime

import pytest

from kg.language import date_text, fold, number_text


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        ("1958", "1958", "1958"),
        ("2024-11", "November 2024", "novembre 2024"),
        ("2024-08", "August 2024", "août 2024"),
        ("1958-05-12", "12 May 1958", "12 mai 1958"),
        ("2002-10-01", "1 October 2002", "1er octobre 2002"),
        (datetime.date(2001, 9, 11), "11 September 2001", "11 septembre 2001"),
    ],
)
def test_a_date_is_written_as_people_write_it(value: str | datetime.date, english: str, french: str) -> None:
    assert (date_text(value), date_text(value, "fr")) == (english, french)


@pytest.mark.parametrize("value", ["", "active", "2024-13", "2024-00", "613-995-1234", "555-1234", "-0044", "12-34-56"])
def test_what_is_not_a_date_stays_as_it_is(value: str) -> None:
    assert date_text(value) == value


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        ("110000", "110,000", "110\u00a0000"),
        ("1000", "1,000", "1\u00a0000"),
        ("999", "999", "999"),
        ("0.5", "0.5", "0,5"),
        ("-0.5", "-0.5", "-0,5"),
        ("1234567.50", "1,234,567.50", "1\u00a0234\u00a0567,50"),
        ("-1200", "-1,200", "-1\u00a0200"),
        ("many", "many", "many"),
        ("1.0E3", "1.0E3", "1.0E3"),
        ("", "", ""),
    ],
)
def test_a_number_has_its_thousands_apart(value: str, english: str, french: str) -> None:
    assert (number_text(value), number_text(value, "fr")) == (english, french)


def test_letters_that_a_keyboard_may_lack_are_folded() -> None:
    names = "Œuvre, ŒUVRE, Łabędź, Þingvellir, Ærø, Straße, Đakovo, Ħamrun, ﬁnal, Kırklareli"
    assert fold(names) == "oeuvre oeuvre labedz thingvellir aero strasse dakovo hamrun final kirklareli"
