"""How many slips of the finger a text is from a name: letters that are added, dropped, changed or swapped."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Any

_FAR = 99
_LONG = 4
"""The letters of a word that tells one name from another."""


def resembling(names: Iterable[str], wanted: str, order: Callable[[str], Any] = len) -> list[str]:
    """Return the folded names that contain a folded text, are a few slips away, or share a long word with it.

    Up to three that contain it come first, in an ``order``.

    >>> resembling(["canadian coast guard", "coal", "uscis", "norad"], "cost guard"), resembling(["uscis"], "scrs")
    (['canadian coast guard'], [])
    """
    known = list(names)
    inside = sorted((name for name in known if wanted and wanted in name), key=order)
    close = [name for name in difflib.get_close_matches(wanted, known, 9, 0.6) if _is_akin(name, wanted)]
    return list(dict.fromkeys([*inside[:3], *close])) or sorted(
        (name for name in known if _long_words(name) & _long_words(wanted)), key=len
    )


def _is_akin(name: str, wanted: str) -> bool:
    """Say whether a name shares a long word with a text, or is about a slip in four letters away at most."""
    return bool(_long_words(name) & _long_words(wanted)) or slips_between(name, wanted) <= (len(wanted) + 2) // 4


def _long_words(name: str) -> set[str]:
    return {word for word in name.split() if len(word) >= _LONG}


def slips_in(names: Iterable[str], wanted: str) -> dict[str, int]:
    """Return the folded names all of whose words a folded text nearly has, each with how many slips it is away.

    A word of the text may be the beginning of one of the name; up to three letters allow no slip, up to seven one,
    more of them two.

    >>> slips_in(["norad", "norad region", "nato"], "norat rebion")
    {'norad region': 2}
    """
    split = {name: name.split() for name in names}
    words = {word for own in split.values() for word in own}
    near = [_near(words, part) for part in wanted.split()]
    found = {}
    for name, own in split.items():
        slips = [min((each[word] for word in own if word in each), default=_FAR) for each in near]
        if slips and max(slips) < _FAR:
            found[name] = sum(slips)
    return found


def _near(words: Iterable[str], part: str) -> dict[str, int]:
    """Return the words that a part of a text may mean, each with its slips."""
    most = _allowed(part)
    counted = ((word, slips_between(word, part, most)) for word in words)
    return {word: slips for word, slips in counted if slips <= most}


def _allowed(part: str) -> int:
    return 0 if len(part) < 4 else 1 if len(part) < 8 else 2


def slips_between(word: str, wanted: str, most: int = _FAR) -> int:
    """Return how many letters to add, drop, change or swap to get from the beginning of one word to the other.

    What is plainly more than the ``most`` is not counted to the end.

    Damerau (1964), doi:10.1145/363958.363994, where letters that were swapped are not changed again.

    >>> slips_between("norad", "noard"), slips_between("northern", "north")
    (1, 0)
    """
    if word.startswith(wanted):
        return 0
    if len(wanted) < 4 or abs(len(word) - len(wanted)) > 2:
        return _FAR
    before: list[int] = []
    row = list(range(len(wanted) + 1))
    for at, letter in enumerate(word, 1):
        following = [at]
        for to, other in enumerate(wanted, 1):
            least = min(following[-1] + 1, row[to] + 1, row[to - 1] + (letter != other))
            if at > 1 and to > 1 and letter == wanted[to - 2] and word[at - 2] == other:
                least = min(least, before[to - 2] + 1)
            following.append(least)
        before, row = row, following
        if min(row) > most and min(before) > most:
            return _FAR
    return row[-1]
