"""Whether both governments say the same, each in its own words, on pages that were read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Literal

from kg.record.evidence import Passage, speaking_governments
from kg.vocabulary import local_name

Word = Literal["both", "parts", "apart", "one", "none"]

_BOTH = 3


@dataclass(frozen=True)
class Verdict:
    """What the two governments say of why two are joined.

    ``word`` is "both" where each confirms one and the same setting, with all of its sides; "parts" where both speak of
    one setting, but not each of all of its sides; "apart" where they speak of different settings; "one" where one of
    the two alone speaks; "none". ``speaking`` has a bit for each that speaks, 1 for the first and 2 for the second.
    """

    word: Word
    speaking: int


def verdict(settings: Iterable[Sequence[int]]) -> Verdict:
    """Return what the two governments say of some settings: for each, who confirms each of its sides, as bits.

    What two take part in has two sides, the tie of each; a tie between the two has one.

    >>> verdict([(3, 3)]).word, verdict([(1, 2)]).word, verdict([(1, 1), (2, 2)]).word, verdict([(1, 0)])
    ('both', 'parts', 'apart', Verdict(word='one', speaking=1))
    """
    held = [confirmed(sides) for sides in settings]
    speaking = reduce(or_, (some for _, some in held), 0)
    if any(whole == _BOTH for whole, _ in held):
        return Verdict("both", speaking)
    if any(some == _BOTH for _, some in held):
        return Verdict("parts", speaking)
    return Verdict("apart" if speaking == _BOTH else "one" if speaking else "none", speaking)


def confirmed(sides: Sequence[int]) -> tuple[int, int]:
    """Return who confirms all sides of a setting, and who confirms any, as bits.

    >>> confirmed((3, 1))
    (1, 3)
    """
    return (reduce(and_, sides, _BOTH) if sides else 0), reduce(or_, sides, 0)


def government_bits(passages: Iterable[Passage], countries: Sequence[str]) -> int:
    """Return which of two countries, given by their ids, speak in passages that were read again.

    >>> government_bits([], ["canada", "united-states"])
    0
    """
    spoken = {local_name(iri) for iri in speaking_governments(passages)}
    return sum(1 << place for place, country in enumerate(countries) if country in spoken)
