"""Concentration: its bounds, and the mean gap counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kg.network.measures.concentration import gini, herfindahl


@given(some.lists(some.integers(0, 50), min_size=1, max_size=20).filter(any), some.integers(2, 5))
def test_concentration_keeps_to_its_bounds_and_to_no_unit(amounts: list[int], times: int) -> None:
    larger = [amount * times for amount in amounts]
    assert -1e-9 <= gini(amounts) <= 1 - 1 / len(amounts) + 1e-9
    assert 1 / len(amounts) - 1e-9 <= herfindahl(amounts) <= 1 + 1e-9
    assert (gini(larger), herfindahl(larger)) == pytest.approx((gini(amounts), herfindahl(amounts)))
    mean_gap = sum(abs(a - b) for a in amounts for b in amounts) / (2 * len(amounts) * sum(amounts))
    assert gini(amounts) == pytest.approx(mean_gap)
