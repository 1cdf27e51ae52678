"""From participations to pairs on arrays of integers, with what each pair shares kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Whole = NDArray[np.integer[Any]]

NEVER, EVER = -(2**31), 2**31 - 1
"""In place of a day: the start that nobody knows, and the end that has not come."""

_NARROW = 2**31
"""What numbers of half the usual space do not reach."""


@dataclass(frozen=True)
class Projection:
    """Pairs of members in order, each with its weight and the affiliations that it shares.

    Those of pair p are ``affiliations[bounds[p] : bounds[p + 1]]``, and with them ``since`` and ``until``: the time,
    as ordinals of days, from when both first take part to when they last do. ``parties`` counts the members of each
    affiliation.
    """

    first: Whole
    second: Whole
    weight: NDArray[np.float64]
    bounds: Whole
    affiliations: Whole
    since: Whole | None
    until: Whole | None
    parties: Whole

    def __len__(self) -> int:
        return len(self.first)

    def shared(self, pair: int) -> Whole:
        """Return the affiliations that a pair shares."""
        return self.affiliations[self.bounds[pair] : self.bounds[pair + 1]]


def project(
    members: ArrayLike,
    affiliations: ArrayLike,
    *,
    since: ArrayLike | None = None,
    until: ArrayLike | None = None,
    parties: ArrayLike | None = None,
) -> Projection:
    """Return the pairs of members that share affiliations; the weight is Σ 1/(parties − 1) over what a pair shares.

    One row a participation: the numbers of a member and an affiliation, and with ``since`` and ``until`` the days
    from and to which it lasts (``NEVER`` and ``EVER`` where they are open): then a pair shares an affiliation only
    where two of its participations have a day in common. ``parties`` counts the members of each affiliation where the
    rows are only some of its participations. The weight is that of Newman (2001),
    doi:10.1103/PhysRevE.64.016132. The product of the incidence matrix with its transpose, with the list of what is
    shared: made by sorting in linear time.

    >>> made = project([0, 1, 2, 0, 1], [0, 0, 0, 1, 1])
    >>> list(zip(made.first.tolist(), made.second.tolist(), made.weight.tolist()))
    [(0, 1, 1.5), (0, 2, 0.5), (1, 2, 0.5)]
    >>> made.shared(0).tolist()
    [0, 1]
    """
    import numpy as np

    member, affiliation = (_narrow(np.asarray(given, dtype=np.int64)) for given in (members, affiliations))
    order = np.lexsort((member, affiliation)) if since is not None else _each_once(affiliation, member)
    member, affiliation = member[order], affiliation[order]
    counted = _parties(member, affiliation) if parties is None else np.asarray(parties, dtype=np.int64)
    one, other = _pairs_of_rows(member, affiliation)
    times = None
    if since is not None and until is not None:
        start, end = (np.asarray(given, dtype=np.int64)[order] for given in (since, until))
        starts, ends = np.maximum(start[one], start[other]), np.minimum(end[one], end[other])
        kept = (member[one] != member[other]) & (starts <= ends)
        one, other, times = one[kept], other[kept], (starts[kept], ends[kept])
    return _grouped(member[one], member[other], affiliation[other], counted, times)


def _each_once(affiliation: Whole, member: Whole) -> Whole:
    """Return the order of the rows by affiliation and member, each of these once."""
    order = _order(member)
    order = order[_order(affiliation[order])]
    return order[_is_new(affiliation[order], member[order])]


def _parties(member: Whole, affiliation: Whole) -> Whole:
    """Return how many members each affiliation has, from rows in order of affiliation and member."""
    import numpy as np

    new = _is_new(affiliation, member)
    return np.bincount(affiliation[new]) if len(affiliation) else np.zeros(0, dtype=np.int64)


def _pairs_of_rows(member: Whole, affiliation: Whole) -> tuple[Whole, Whole]:
    """Return each earlier row of an affiliation with each row of it, in order of the member and affiliation of that."""
    import numpy as np

    places = np.arange(len(affiliation))
    begins = np.maximum.accumulate(np.where(_is_new(affiliation), places, 0))
    rows = _order(member)
    earlier = (places - begins)[rows]
    ends = np.cumsum(earlier)
    number = np.int32 if int(ends[-1:].sum()) < _NARROW else np.int64
    one = np.arange(ends[-1] if len(ends) else 0, dtype=number)
    one += np.repeat((begins[rows] - ends + earlier).astype(number), earlier)
    return one, np.repeat(rows.astype(number), earlier)


def _grouped(
    first: Whole, second: Whole, affiliation: Whole, parties: Whole, times: tuple[Whole, Whole] | None
) -> Projection:
    """Return the projection of pairs that each share one affiliation, given in order of their second and of that."""
    import numpy as np

    order = _order(first)
    first, second, affiliation = first[order], second[order], affiliation[order]
    fresh = _is_new(first, second)
    since = until = None
    if times is not None:
        start, end = times[0][order], times[1][order]
        start[start == NEVER] = EVER
        places = np.flatnonzero(fresh | _is_new(affiliation))
        since = np.minimum.reduceat(start, places) if len(places) else start
        until = np.maximum.reduceat(end, places) if len(places) else end
        since[since == EVER] = NEVER
        first, second, affiliation, fresh = first[places], second[places], affiliation[places], fresh[places]
    bounds = np.flatnonzero(np.append(fresh, True))
    begins = bounds[:-1]
    shares = (1 / np.maximum(parties - 1, 1))[affiliation]
    weight = np.add.reduceat(shares, begins) if len(begins) else shares
    return Projection(first[begins], second[begins], weight, bounds, affiliation, since, until, parties)


def _is_new(*columns: Whole) -> NDArray[np.bool_]:
    """Tell of each row whether it is another than the one before it."""
    import numpy as np

    new = np.zeros(len(columns[0]), dtype=bool)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return new


def _narrow(numbers: Whole) -> Whole:
    """Return numbers in half the space where they fit, and are moved in half the time."""
    import numpy as np

    return numbers.astype(np.int32) if int(numbers.max(initial=0)) < _NARROW else numbers


def _order(numbers: Whole) -> Whole:
    """Return the order of numbers from 0 on, equal ones as they are: in linear time, by sixteen bits and the next."""
    import numpy as np

    most, bits = int(numbers.max(initial=0)), 16
    order: Whole = np.argsort(numbers.astype(np.uint16), kind="stable")
    while most >> bits:
        order = order[np.argsort((numbers >> bits).astype(np.uint16)[order], kind="stable")]
        bits += 16
    return order
