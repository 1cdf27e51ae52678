"""From participations to pairs on arrays of integers, with what each pair shares kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Whole = NDArray[np.int64]

NEVER, EVER = -(2**31), 2**31 - 1
"""In place of a day: the start that nobody knows, and the end that has not come."""

_MOST_BITS = 62
"""What one integer holds beside its sign; pairs and affiliations that need more are sorted by three numbers."""


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
    shared: made by one sort of all pairs.

    >>> made = project([0, 1, 2, 0, 1], [0, 0, 0, 1, 1])
    >>> list(zip(made.first.tolist(), made.second.tolist(), made.weight.tolist()))
    [(0, 1, 1.5), (0, 2, 0.5), (1, 2, 0.5)]
    >>> made.shared(0).tolist()
    [0, 1]
    """
    import numpy as np

    member, affiliation = (np.asarray(given, dtype=np.int64) for given in (members, affiliations))
    order, ranks = _ranked(affiliation, member, with_times=since is not None)
    member, affiliation = member[order], affiliation[order]
    counted = _parties(member, affiliation) if parties is None else np.asarray(parties, dtype=np.int64)
    one, other = _pairs_of_rows(affiliation, ranks)
    times = None
    if since is not None and until is not None:
        start, end = (np.asarray(given, dtype=np.int64)[order] for given in (since, until))
        starts, ends = np.maximum(start[one], start[other]), np.minimum(end[one], end[other])
        kept = (member[one] != member[other]) & (starts <= ends)
        one, other, times = one[kept], other[kept], (starts[kept], ends[kept])
    return _grouped(member[one], member[other], affiliation[one], counted, times)


def _ranked(affiliation: Whole, member: Whole, *, with_times: bool) -> tuple[Whole, Whole]:
    """Return the rows by affiliation and member, and where each affiliation ends; without times, each row once."""
    import numpy as np

    if with_times:
        order = np.lexsort((member, affiliation))
    else:
        width = int(member.max(initial=0)) + 1
        order = np.unique(affiliation * width + member, return_index=True)[1]
    ends = np.append(np.flatnonzero(np.diff(affiliation[order])) + 1, len(order))
    return order, ends[ends > 0]


def _parties(member: Whole, affiliation: Whole) -> Whole:
    """Return how many members each affiliation has, from rows in order of affiliation and member."""
    import numpy as np

    new = np.ones(len(member), dtype=bool)
    new[1:] = (np.diff(member) != 0) | (np.diff(affiliation) != 0)
    return np.bincount(affiliation[new]) if len(affiliation) else np.zeros(0, dtype=np.int64)


def _pairs_of_rows(affiliation: Whole, ends: Whole) -> tuple[Whole, Whole]:
    """Return each row with every later row of its affiliation."""
    import numpy as np

    sizes = np.diff(ends, prepend=0)
    places = np.arange(len(affiliation), dtype=np.int64)
    later = np.repeat(ends, sizes) - places - 1
    one = np.repeat(places, later)
    begins = np.cumsum(later) - later
    return one, np.arange(len(one), dtype=np.int64) - np.repeat(begins - places - 1, later)


def _grouped(
    first: Whole, second: Whole, affiliation: Whole, parties: Whole, times: tuple[Whole, Whole] | None
) -> Projection:
    """Return the projection of pairs that each share one affiliation: sorted, those of one pair together."""
    import numpy as np

    first, second, affiliation, order = _sorted(first, second, affiliation, with_order=times is not None)
    fresh = np.ones(len(first), dtype=bool)
    fresh[1:] = (np.diff(first) != 0) | (np.diff(second) != 0)
    since = until = None
    if times is not None and order is not None:
        start, end = times[0][order], times[1][order]
        start[start == NEVER] = EVER
        entry = fresh.copy()
        entry[1:] |= np.diff(affiliation) != 0
        places = np.flatnonzero(entry)
        since = np.minimum.reduceat(start, places) if len(places) else start
        until = np.maximum.reduceat(end, places) if len(places) else end
        since[since == EVER] = NEVER
        first, second, affiliation, fresh = first[places], second[places], affiliation[places], fresh[places]
    bounds = np.flatnonzero(fresh)
    shares = 1 / np.maximum(parties[affiliation] - 1, 1)
    weight = np.add.reduceat(shares, bounds) if len(bounds) else shares
    ends = np.append(bounds, len(first))
    return Projection(first[bounds], second[bounds], weight, ends, affiliation, since, until, parties)


def _sorted(
    first: Whole, second: Whole, affiliation: Whole, *, with_order: bool
) -> tuple[Whole, Whole, Whole, Whole | None]:
    """Sort triples; as single integers where they fit, which is many times faster."""
    import numpy as np

    low, middle = (int(each.max(initial=0)).bit_length() for each in (affiliation, second))
    order: Whole | None = None
    if low + middle + int(first.max(initial=0)).bit_length() > _MOST_BITS:
        order = np.lexsort((affiliation, second, first))
        return first[order], second[order], affiliation[order], order
    key: Any = (first << (middle + low)) | (second << low) | affiliation
    if with_order:
        order = np.argsort(key, kind="stable")
        key = key[order]
    else:
        key.sort()
    return key >> (middle + low), (key >> low) & ((1 << middle) - 1), key & ((1 << low) - 1), order
