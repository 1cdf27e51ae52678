"""Time: days of dates at any precision, and the period that an answer is about."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import Period, first_day, given_day, last_day, overlap
from kg.errors import KgError
from tests.worlds import MakeGraph

Day = datetime.date


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1958", (1958, 1, 1), (1958, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2023-02", (2023, 2, 1), (2023, 2, 28)),
        ("1900-02", (1900, 2, 1), (1900, 2, 28)),
        ("2000-02", (2000, 2, 1), (2000, 2, 29)),
        ("2021-12", (2021, 12, 1), (2021, 12, 31)),
        ("2021-04", (2021, 4, 1), (2021, 4, 30)),
        ("2001-09-11", (2001, 9, 11), (2001, 9, 11)),
        ("9999", (9999, 1, 1), (9999, 12, 31)),
        ("9999-12", (9999, 12, 1), (9999, 12, 31)),
    ],
)
def test_a_date_of_any_precision_has_a_first_and_a_last_day(
    value: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert first_day(value) == datetime.date(*first)
    assert last_day(value) == datetime.date(*last)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "20",
        "2024-13",
        "2024-02-30",
        "2024-2",
        "0000",
        "2024-",
        "20241",
        "20240911",
        "2024-W05-1",
        "2024-09-11T10:00",
    ],
)
def test_what_is_not_a_date_has_no_days(value: str) -> None:
    assert first_day(value) is None
    assert last_day(value) is None


@pytest.mark.parametrize("word", ["today", "Now", "aujourd’hui", "aujourd'hui", "maintenant"])
def test_today_is_a_date(word: str) -> None:
    assert given_day(word) == given_day(word, last=True) == datetime.date.today()
    assert Period.of(word) == Period.of(between=(word, word)) == Period.of(datetime.date.today())


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("11 September 2001", "2001-09-11"),
        ("September 11, 2001", "2001-09-11"),
        ("11 septembre 2001", "2001-09-11"),
        ("1er octobre 2002", "2002-10-01"),
        ("Feb 2024", None),
        ("February 2024", "2024-02-29"),
        ("31 February 2024", None),
        ("11 2001", None),
        ("September", None),
        ("about March 2023", None),
        ("9/11/2001", None),
    ],
)
def test_a_date_may_be_written_in_words(words: str, last: str | None) -> None:
    if last is None:
        with pytest.raises(KgError, match="is not a date; write 2001"):
            given_day(words)
    else:
        assert given_day(words, last=True).isoformat() == last


def test_what_is_not_a_date_is_told_in_both_languages() -> None:
    with pytest.raises(KgError) as failure:
        given_day("soon")
    assert str(failure.value) == "“soon” is not a date; write 2001, 2001-09, 2001-09-11 or today."
    assert failure.value.message("fr").startswith("«\u00a0soon\u00a0» n’est pas une date; écrivez 2001, ")


@given(st.dates())
def test_the_days_of_a_month_lie_in_that_month(day: datetime.date) -> None:
    month = day.isoformat()[:7]
    first, last = first_day(month), last_day(month)
    assert first
    assert last
    assert first <= day <= last
    assert (first.isoformat()[:7], last.isoformat()[:7]) == (month, month)


def test_a_month_and_a_year_mean_their_last_day() -> None:
    assert (
        Period.of("2001") == Period.of("2001-12") == Period.of("2001-12-31") == Period.of(datetime.date(2001, 12, 31))
    )


def test_between_two_dates_both_are_included() -> None:
    assert Period.of(between=("1958", "2001-09")) == Period(datetime.date(1958, 1, 1), datetime.date(2001, 9, 30))


@pytest.mark.parametrize(
    ("as_of", "between", "said"),
    [
        ("soon", None, "“soon” is not a date"),
        (None, ("2001", "soon"), "“soon” is not a date"),
        (None, ("2002", "2001"), "2002 is after 2001"),
        ("2001", ("2001", "2002"), "not both"),
    ],
)
def test_what_is_no_period_is_refused(as_of: str | None, between: tuple[str, str] | None, said: str) -> None:
    with pytest.raises(KgError, match=said):
        Period.of(as_of, between)


def test_nothing_given_is_all_time() -> None:
    assert Period.of() is None


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        ("1958-05-12", None, True),
        ("2003-01-01", None, False),
        ("1958-05-12", "2001-01-01", False),
        ("1958-05-12", "2001-09-11", True),
        (None, "2000-01-01", False),
        (None, "2010-01-01", None),
        (None, None, None),
    ],
)
def test_a_period_tells_what_was_in_effect_in_it(start: str | None, end: str | None, holds: bool | None) -> None:
    period = Period.of("2001-09-11")
    assert period
    assert period.holds((first_day(start) if start else None, last_day(end) if end else None)) is holds


@pytest.mark.parametrize(
    ("span", "answer"),
    [
        ((Day(2001, 1, 1), None), True),
        ((Day(2001, 9, 11), Day(2001, 9, 11)), True),
        ((Day(2001, 9, 12), None), False),
        ((Day(2001, 1, 1), Day(2001, 9, 10)), False),
        ((None, Day(2001, 9, 10)), False),
        ((None, Day(2001, 9, 11)), None),
        ((None, None), None),
    ],
)
def test_nobody_can_tell_whether_what_has_no_start_was_in_effect(
    span: tuple[Day | None, Day | None], answer: bool | None
) -> None:
    assert Period.of("2001-09-11").holds(span) is answer


@pytest.mark.parametrize(
    ("first", "second", "common"),
    [
        ((Day(1990, 1, 1), Day(2000, 1, 1)), (Day(1995, 1, 1), None), (Day(1995, 1, 1), Day(2000, 1, 1))),
        ((Day(1990, 1, 1), Day(2000, 1, 1)), (Day(2000, 1, 1), None), (Day(2000, 1, 1), Day(2000, 1, 1))),
        ((Day(1990, 1, 1), Day(2000, 1, 1)), (Day(2000, 1, 2), None), None),
        ((None, None), (Day(1990, 1, 1), None), (Day(1990, 1, 1), None)),
        ((None, None), (None, None), (None, None)),
    ],
)
def test_spans_overlap_when_they_have_a_day_in_common(
    first: tuple[Day | None, Day | None],
    second: tuple[Day | None, Day | None],
    common: tuple[Day | None, Day | None] | None,
) -> None:
    assert overlap(first, second) == overlap(second, first) == common


def test_the_library_and_the_rules_agree_on_first_and_last_days(make_graph: MakeGraph) -> None:
    dates = ["1900-02", "2000-02", "2023-02", "2024-02", "2021-04", "2021-12", "1958", "2001-09-11"]
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    graph = make_graph(
        "".join(f'ent:e{place} sec:date "{date}"^^xsd:{kinds[len(date)]} .\n' for place, date in enumerate(dates))
    )
    for place, date in enumerate(dates):
        days = graph.engine.table(
            f"SELECT ?first ?last {{ ent:e{place} sec:earliestStart ?first ; sec:latestEnd ?last }}"
        )
        assert days.rows == [(first_day(date), last_day(date))]
