"""Which dates and statuses cannot both be right, and which a later page tells of what an earlier one announced."""

from __future__ import annotations

import pytest

from kg.render.contradiction import contradict
from kg.vocabulary import PREFIXES

OVER = {PREFIXES["status"] + name for name in ("ended", "ended-some-day", "superseded")}
DATES = [
    ({"1958": []}, False),
    ({"1958": [], "1958-05-12": []}, False),
    ({"1957": [], "1958": []}, True),
    ({"1958-05": [], "1958-05-12": []}, False),
    ({"1958-05-12": [], "1958-09-12": []}, True),
    ({"1958": [], "1958-05": [], "1958-05-12": []}, False),
    ({"1958": [], "1958-05": [], "1958-06": []}, True),
    ({"1958-05-12": [], "1957": [], "1958": []}, True),
    ({"2001": [], "2001-09": [], "2002": []}, True),
    ({"2024-11": [], "2024-12": []}, True),
    ({"2024": [], "2024-12": [], "2024-12-01": []}, False),
    ({"1996": [], "1996-01-01": []}, False),
    ({"2024": ["2022-06-19"], "2025": ["2024-05", "2024-06-01"]}, False),
    ({"2024": ["2022-06-19", "2024-06"], "2025": ["2024-05"]}, True),
    ({"2019-12-31": ["2015"], "2022-12-31": ["2020-01-01", ""]}, False),
    ({"2019-12-31": ["2020-01-01"], "2022-12-31": ["2015"]}, False),
    ({"2019-12-31": ["2015"], "2022-12-31": ["2015-06"]}, True),
    ({"2019-12-31": ["2015"], "2022-12-31": [""]}, True),
]
STATUSES = [
    ({"announced": ["2020-06-01"], "active": ["2021-06-01"]}, False),
    ({"announced": ["2020-06-01", "2022"], "active": ["2021-06-01"]}, True),
    ({"active": ["2020-06-01"], "announced": ["2021-06-01"]}, True),
    ({"announced": [""], "active": ["2021-06-01"]}, False),
    ({"active": ["2021-06-01"], "ended": []}, False),
    ({"active": ["2021-06-01"], "ended": ["2022-06-01"]}, False),
    ({"ended": ["2021-06-01"], "active": ["2022-06-01"]}, True),
    ({"announced": ["2019"], "active": ["2021-06-01"], "superseded": ["2022-06-01"]}, False),
    ({"active": ["2021-06-01"], "planned": ["2022-06-01"]}, True),
    ({"ended": [], "superseded": []}, False),
]


@pytest.mark.parametrize(("sides", "expected"), DATES)
def test_dates_contradict_each_other_where_none_can_be_the_other(sides: dict[str, list[str]], expected: bool) -> None:
    assert contradict(sides) is expected


@pytest.mark.parametrize(("sides", "expected"), STATUSES)
def test_a_status_that_succeeds_another_contradicts_nothing(sides: dict[str, list[str]], expected: bool) -> None:
    assert contradict({PREFIXES["status"] + name: dates for name, dates in sides.items()}, OVER) is expected
