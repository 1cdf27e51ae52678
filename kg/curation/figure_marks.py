"""The figures of a text, with their units and hedges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.curation.date_marks import find_dates
from kg.curation.mark import Mark
from kg.language import fold

_HEDGE_WORDS = {
    "about": ["about", "around", "approximately", "roughly", "environ", "approximativement"],
    "at-least": ["at least", "au moins"],
    "nearly": ["nearly", "almost", "close to", "près de", "presque"],
    "over": ["over", "more than", "plus de"],
    "under": ["under", "less than", "fewer than", "moins de"],
    "up-to": ["up to", "jusqu’à", "jusqu'à"],
}
_HEDGE_OF = {word: hedge for hedge, words in _HEDGE_WORDS.items() for word in words}
_SCALES = {
    **{"thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "milliard": 9, "milliards": 9},
    **{"k": 3, "m": 6, "b": 9},
}
_NO_UNIT_TEXT = (
    "across after before between chez during entre near per since through via when where while within "
    "a afin an and are as at au aux avec been by ce ces contre dans de des du elle en est et for from had has "
    "have il in is it la le les leur mais may of on or ou où par pour puis qui se ses son sont sous sur than "
    "that the their then this to un une vers was were which who will with à "
)
_NO_UNIT = frozenset(fold(_NO_UNIT_TEXT).split())
"""Words that stand after a number and are no unit."""
_AGES = ("year-old", "years old", "months old")
_IN_WORDS = {
    word: str(number)
    for number, words in {
        3: "three trois", 4: "four quatre", 5: "five cinq", 6: "six", 7: "seven sept", 8: "eight huit", 9: "nine neuf",
        10: "ten dix", 11: "eleven onze", 12: "twelve douze", 13: "thirteen treize", 14: "fourteen quatorze",
        15: "fifteen quinze", 16: "sixteen seize", 18: "eighteen", 20: "twenty vingt", 30: "thirty trente",
    }.items()
    for word in words.split()
}  # fmt: skip
"""Numbers in words; one and two are rarely figures."""
_UNIT = r"[^\W\d_][\w’'-]{0,30}(?!\.?\w)"
_FIGURE = re.compile(
    rf"(?:\b({'|'.join(sorted(map(re.escape, _HEDGE_OF), key=len, reverse=True))})\s{{1,3}})?"
    r"(?:(?:\b[A-Z]{2,3}\s?)?([$€£])\s?)?(?<![\w.,/-])(\d{1,3}(?:[,\u00a0\u202f ]\d{3}){1,4}|\d{1,15})([.,]\d{1,3})?"
    rf"(?:(?:[\s-]({'|'.join(one for one in _SCALES if len(one) > 1)})\b)|\s?([KMB])\b|(?![\w/]))"
    rf"\)?(?:\s?([$€])|\s(?:de\s|d’)?({_UNIT})(?:\s({_UNIT}))?)?",
    re.IGNORECASE,
)
"""A number with what stands around it; every part is bounded, so that no text costs more than its length."""
_WORDED = re.compile(rf"\b({'|'.join(_IN_WORDS)})\s(?:de\s|d’)?({_UNIT})(?:\s({_UNIT}))?", re.IGNORECASE)
"""A number in words, with its unit."""
_NUMBERED = re.compile(r"(?:(?<![.!?:]\s)(?<!^)\b[A-Z][\w’-]{1,30}|\b[A-Z]{2,12})\s$")
"""A word with a capital within a sentence, or one in capitals: the number after it is part of a name."""


def find_figures(text: str, page_date: str = "") -> list[Mark]:
    """Return the figures in a text that have a unit or a hedge; years, days and numbers of names are none.

    >>> [(mark.hedge, mark.value, mark.unit) for mark in find_figures("About 1,000 men; $3.5 billion; three ships.")]
    [('about', '1000', 'men'), ('', '3500000000', '$'), ('', '3', 'ships')]
    """
    dates = {at for mark in find_dates(text, page_date or "2000") for at in range(mark.start, mark.end)}
    found = [
        mark
        for match in _FIGURE.finditer(text)
        if match.start(3) not in dates and match.end(3) - 1 not in dates
        for mark in _figure(match)
    ]
    found += (mark for match in _WORDED.finditer(text) for mark in _in_words(match))
    return sorted(found, key=lambda mark: mark.start)


def _in_words(match: re.Match[str]) -> Iterator[Mark]:
    word, *units = match.groups()
    said = _units(units)
    if said and units[0].casefold() not in _IN_WORDS:
        end = match.end(1 + said)
        text = match.string[match.start() : end]
        yield Mark("figure", match.start(), end, text, _IN_WORDS[word.casefold()], " ".join(units[:said]))


def _units(units: list[str]) -> int:
    """Return how many of the words after a number are its unit."""
    said = 0
    while said < len(units) and units[said] and fold(units[said]).split()[0] not in _NO_UNIT:
        if said and (units[said][0].isupper() or units[said][1:2] in ("'", "’")):
            break
        said += 1
    return said


def _figure(match: re.Match[str]) -> Iterator[Mark]:
    hedge, before, whole, part, scale, letter, after, *units = match.groups()
    currency = before or after
    if not hedge and not currency and _NUMBERED.search(match.string[max(0, match.start() - 40) : match.start()]):
        return
    number = re.sub(r"\D", "", whole) + (part or "").replace(",", ".")
    if scale or (letter and currency):
        number = f"{float(number) * 10 ** _SCALES[(scale or letter).casefold()]:.0f}"
    said = _units(units)
    if ")" in match[0] and not any(unit.endswith(("s", "people")) for unit in units[:said]):
        said = 0
    end = max(match.end(group) for group in (3, 4, 5, 6, 7, *range(8, 8 + (0 if before else said))))
    unit = currency or letter or " ".join(units[:said])
    if unit in _AGES or (unit.isupper() and re.match(r"\s\d", match.string[end : end + 2])):
        return  # how old somebody is; a title of a code, with its section
    if unit or hedge:
        yield Mark(
            "figure",
            match.start(),
            end,
            match.string[match.start() : end].strip(),
            number,
            unit,
            _HEDGE_OF.get((hedge or "").casefold(), ""),
        )
