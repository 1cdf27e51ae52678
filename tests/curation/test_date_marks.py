"""Dates are read in both languages: at their precision, from when to when, and with the year of their page."""

import pytest

from kg.curation.date_marks import find_dates, only_year


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on May 12, 1958", ["1958-05-12"]),
        ("le 1er août 2024, puis en décembre 2025", ["2024-08-01", "2025-12"]),
        ("on 3 Sept. 2001 and Nov. 2002", ["2001-09-03", "2002-11"]),
        ("from 1999 to 2003-04-05", ["1999", "2003-04-05"]),
        ("the 8th of January 2024; le 28 juill. 2020", ["2024-01-08", "2020-07-28"]),
        ("on March 21 and 23, 2021", ["2021-03-21", "2021-03-23"]),
        ("les 8, 9 et 10 mai 2023", ["2023-05-08", "2023-05-09", "2023-05-10"]),
        ("taken 02.15.2024, posted 03/04/2021", ["2024-02-15"]),
        ("12,345 people in room 3021", []),
        ("31 February and 1,999 boats", []),
        ("On March 5, 20 officers", []),
    ],
)
def test_a_date_keeps_its_precision(text: str, values: list[str]) -> None:
    assert [mark.value for mark in find_dates(text)] == values


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("August 5-15, 2022", "2022-08-05", "2022-08-15"),
        ("8–11 January 2024", "2024-01-08", "2024-01-11"),
        ("from March 14 to 17, 2022", "2022-03-14", "2022-03-17"),
        ("June 28 to July 3, 2021", "2021-06-28", "2021-07-03"),
        ("from Monday, June 28 to Saturday, July 3, 2021", "2021-06-28", "2021-07-03"),
        ("between 8 and 11 January 2024", "2024-01-08", "2024-01-11"),
        ("Dec. 28 to Jan. 3, 2022", "2021-12-28", "2022-01-03"),
        ("December 28, 2023 – January 5, 2024", "2023-12-28", "2024-01-05"),
        ("January to March 2024", "2024-01", "2024-03"),
        ("from 2019 to 2021", "2019", "2021"),
        ("du 8 au 11 janvier 2024", "2024-01-08", "2024-01-11"),
        ("du 28 juin au 3 juillet 2021", "2021-06-28", "2021-07-03"),
        ("entre le 8 et le 11 janvier 2024", "2024-01-08", "2024-01-11"),
        ("de janvier à mars 2024", "2024-01", "2024-03"),
        ("Formidable 25 du 5 au 23 mai 2025", "2025-05-05", "2025-05-23"),
    ],
)
def test_a_range_has_a_start_and_an_end(text: str, start: str, end: str) -> None:
    found = find_dates(text)
    assert [(mark.part, mark.value, mark.of_page) for mark in found] == [("start", start, False), ("end", end, False)]
    assert all(text[mark.start : mark.end] == mark.text for mark in found)


@pytest.mark.parametrize(
    ("text", "page", "values"),
    [
        ("Jan. 8-11", "2024-01-20", ["2024-01-08", "2024-01-11"]),
        ("between January 26 and 28", "2026-01", ["2026-01-26", "2026-01-28"]),
        ("le 14 mai", "2025", ["2025-05-14"]),
        ("on Dec. 28", "2022-01-03", ["2021-12-28"]),
        ("on January 4", "2021-12-20", ["2022-01-04"]),
        ("last March and in February", "2017-03-14", ["2016-03", "2017-02"]),
        ("en juillet", "2024-08-28", ["2024-07"]),
        ("On March 5, 20 officers", "2020", ["2020-03-05"]),
        ("you may 5 times", "2020", []),
        ("31 February", "2020", []),
        ("Jan. 8-11 and in February", "", []),
    ],
)
def test_what_has_no_year_has_that_of_its_page_and_says_so(text: str, page: str, values: list[str]) -> None:
    found = find_dates(text, page)
    assert [mark.value for mark in found] == values
    assert all(mark.of_page for mark in found)


def test_the_only_year_of_a_page_stands_for_its_date() -> None:
    assert only_year("On 3 May 2001, and again in 2001") == "2001"
    assert only_year("On 3 May 2001, and again in 2003") == ""


def test_a_long_row_of_numbers_is_read_at_once() -> None:
    assert find_dates("1, " * 20_000 + "May") == []
