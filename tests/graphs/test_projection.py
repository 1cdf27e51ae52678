"""The projection: pairs, weights and what is shared, the same as counted by hand in plain Python."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from kg.graphs.projection import EVER, NEVER, Projection, project

Row = tuple[int, int, int, int]

ROWS = some.lists(
    some.tuples(
        some.integers(0, 7),
        some.integers(0, 5),
        some.one_of(some.just(NEVER), some.integers(0, 9)),
        some.one_of(some.just(EVER), some.integers(0, 9)),
    ),
    max_size=40,
)


def by_hand(rows: list[Row]) -> dict[tuple[int, int], dict[int, tuple[int, int]]]:
    """Each pair with the affiliations that it shares at one time, and from when to when, the slow way."""
    found: dict[tuple[int, int], dict[int, tuple[int, int]]] = defaultdict(dict)
    for one, other in combinations(sorted(rows), 2):
        start, end = max(one[2], other[2]), min(one[3], other[3])
        if one[1] != other[1] or one[0] == other[0] or start > end:
            continue
        pair = (min(one[0], other[0]), max(one[0], other[0]))
        first, last = found[pair].get(one[1], (NEVER, NEVER))
        known = [day for day in (first, start) if day != NEVER]
        found[pair][one[1]] = (min(known, default=NEVER), max(last, end))
    return dict(sorted(found.items()))


def told(made: Projection) -> dict[tuple[int, int], dict[int, tuple[int, int]]]:
    assert made.since is not None
    assert made.until is not None
    spans = list(zip(made.affiliations.tolist(), made.since.tolist(), made.until.tolist(), strict=True))
    return {
        (int(made.first[pair]), int(made.second[pair])): {
            affiliation: (start, end) for affiliation, start, end in spans[made.bounds[pair] : made.bounds[pair + 1]]
        }
        for pair in range(len(made))
    }


def columns(rows: list[Row]) -> list[list[int]]:
    return [[row[place] for row in rows] for place in range(4)]


@given(ROWS)
def test_pairs_share_what_they_take_part_in_at_one_time(rows: list[Row]) -> None:
    members, things, since, until = columns(rows)
    made = project(members, things, since=since, until=until)
    assert told(made) == by_hand(rows)
    assert list(told(made)) == sorted(told(made))
    parties = {thing: len({row[0] for row in rows if row[1] == thing}) for thing in things}
    for pair, weight in enumerate(made.weight.tolist()):
        assert weight == pytest.approx(sum(1 / (parties[thing] - 1) for thing in made.shared(pair).tolist()))


@given(ROWS)
def test_without_times_all_parties_of_a_thing_share_it(rows: list[Row]) -> None:
    members, things, *_ = columns(rows)
    made = project(members, things)
    always = by_hand([(row[0], row[1], NEVER, EVER) for row in rows])
    pairs = zip(made.first.tolist(), made.second.tolist(), strict=True)
    assert {pair: made.shared(place).tolist() for place, pair in enumerate(pairs)} == {
        pair: sorted(shared) for pair, shared in always.items()
    }
    assert made.since is None


@given(ROWS)
def test_weights_sum_to_half_the_parties_of_what_is_shared(rows: list[Row]) -> None:
    members, things, *_ = columns(rows)
    parties = [len({row[0] for row in rows if row[1] == thing}) for thing in set(things)]
    assert project(members, things).weight.sum() == pytest.approx(sum(count / 2 for count in parties if count > 1))


@given(ROWS, some.permutations(range(8)))
def test_other_numbers_for_the_members_change_nothing_else(rows: list[Row], numbers: list[int]) -> None:
    members, things, *_ = columns(rows)

    def weights(made: Projection, names: list[int]) -> dict[frozenset[int], float]:
        pairs = zip(made.first.tolist(), made.second.tolist(), strict=True)
        return {
            frozenset(names[end] for end in pair): round(weight, 9)
            for pair, weight in zip(pairs, made.weight.tolist(), strict=True)
        }

    turned = project([numbers[member] for member in members], things)
    assert weights(project(members, things), numbers) == weights(turned, list(range(8)))


@pytest.mark.parametrize("timed", [False, True])
@pytest.mark.parametrize("apart", [70_001, 2**31, 2**33 + 7])
def test_numbers_of_any_size_give_the_same(timed: bool, apart: int) -> None:
    dice = np.random.default_rng(1958)
    members, things = dice.integers(0, 50, 400), dice.integers(0, 60, 400)
    times = {"since": dice.integers(0, 9, 400), "until": dice.integers(5, 20, 400)} if timed else {}
    usual, wide = project(members, things, **times), project(members * apart, things * 70_001, **times)
    assert len(usual) > 500
    assert np.array_equal(usual.bounds, wide.bounds)
    assert np.array_equal(usual.affiliations * 70_001, wide.affiliations)
    for name in ("first", "second"):
        assert np.array_equal(getattr(usual, name).astype(np.int64) * apart, getattr(wide, name))
    assert np.allclose(usual.weight, wide.weight)


def test_nothing_is_projected_onto_nothing() -> None:
    assert len(project([], [])) == len(project([], [], since=[], until=[])) == 0
    assert len(project([3], [7])) == 0
