"""What a text mentions: names that the record knows, dates, and figures with their units and hedges."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.language import date_in_words, fold
from kg.messages import message

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 24
"""Names longer than this are titles of treaties that no text writes out."""

_MONTHS = (
    r"(?:jan(?:uary|vier)?|feb(?:ruary)?|f[ée]vrier|mar(?:ch|s)|a(?:pril|vril)|ma[iy]|ju(?:ne|in)|jul(?:y)?|juillet|aug(?:ust)?|ao[uû]t|"
    r"sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|d[ée]c(?:ember|embre)?)"
)
_DATE = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d|(?:\d{{1,2}}(?:er|st|nd|rd|th)?\s{{1,3}})?{_MONTHS}\.?"
    rf"(?:\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?)?\s{{1,3}}\d{{4}}|(?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)
_SHORT_MONTHS = {
    **{name[:3].casefold(): name for name in (message(f"date.month_name.{month:02}", "en") for month in range(1, 13))},
    "sept": message("date.month_name.09", "en"),
}
_HEDGE_WORDS = {
    "about": ["about", "around", "approximately", "roughly", "environ", "approximativement"],
    "at-least": ["at least", "au moins"],
    "nearly": ["nearly", "almost", "close to", "près de", "presque"],
    "over": ["over", "more than", "plus de"],
    "under": ["under", "less than", "fewer than", "moins de"],
    "up-to": ["up to", "jusqu’à", "jusqu'à"],
}
_HEDGE_OF = {word: hedge for hedge, words in _HEDGE_WORDS.items() for word in words}
_SCALES = {"thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "milliard": 9, "milliards": 9}
_UNIT = r"[^\W\d_][\w’'-]{0,30}"
_FIGURE = re.compile(
    rf"(?:\b({'|'.join(sorted(map(re.escape, _HEDGE_OF), key=len, reverse=True))})\s{{1,3}})?"
    r"(?:([$€£])\s?)?(?<![\w.,/-])(\d{1,3}(?:[,\u00a0\u202f ]\d{3}){1,4}|\d{1,15})([.,]\d{1,3})?(?![\w/])"
    rf"(?:[\s-]({'|'.join(_SCALES)})\b)?(?:\s(?:de\s|d’)?({_UNIT}(?:\s{_UNIT})?))?",
    re.IGNORECASE,
)
"""A number with what stands around it; every part is bounded, so that no text costs more than its length."""


@dataclass(frozen=True)
class Mark:
    """A mention in a text: where it stands, and what it means.

    ``kind`` is ``name`` (``value`` an IRI), ``date`` (``value`` as 2001, 2001-09 or 2001-09-11) or ``figure``
    (``value`` a plain number, with its ``unit`` and ``hedge`` where the text has them).
    """

    kind: str
    start: int
    end: int
    text: str
    value: str
    unit: str = ""
    hedge: str = ""


class NameFinder:
    """Finds in any text the names of a record, in all its languages; the longest wins.

    ``names`` are pairs of a name and the IRI of what is called so. A name in capitals is found in capitals only, as
    *ICE* and *ice* are two things; a name that several things have stands for none of them.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._called: dict[tuple[str, ...], set[tuple[str, bool]]] = defaultdict(set)
        self._longest: dict[str, int] = defaultdict(int)
        for name, iri in names:
            words = tuple(fold(name).split())
            if words and len(words) <= _MOST_WORDS and sum(map(len, words)) > 1:
                self._called[words].add((iri, name.isupper() and len(name) < 12))
                self._longest[words[0]] = max(self._longest[words[0]], len(words))

    def find(self, text: str) -> list[Mark]:
        """Return the names in a text, in order, none within another.

        >>> finder = NameFinder([("FBI", "ent:fbi"), ("Canada", "ent:canada")])
        >>> [(mark.text, mark.value) for mark in finder.find("The FBI told Canada.")]
        [('FBI', 'ent:fbi'), ('Canada', 'ent:canada')]
        """
        places = [
            (match.start(), match.end(), folded) for match in _WORD.finditer(text) for folded in fold(match[0]).split()
        ]
        found, at = [], 0
        while at < len(places):
            mark, words = self._longest_at(text, places, at)
            if mark:
                found.append(mark)
            at += max(words, 1)
        return found

    def _longest_at(self, text: str, places: list[tuple[int, int, str]], at: int) -> tuple[Mark | None, int]:
        for length in range(min(self._longest.get(places[at][2], 0), len(places) - at), 0, -1):
            start, end = places[at][0], places[at + length - 1][1]
            said = text[start:end]
            things = {
                iri
                for iri, in_capitals in self._called.get(tuple(word for *_, word in places[at : at + length]), ())
                if said.isupper() or not in_capitals
            }
            if things:
                return (Mark("name", start, end, said, things.pop()) if len(things) == 1 else None), length
        return None, 1


def find_dates(text: str) -> list[Mark]:
    """Return the dates in a text, each at the precision in which it is written.

    >>> [mark.value for mark in find_dates("Signed on 12 May 1958, renewed in March 1968 and le 1er juin 1996.")]
    ['1958-05-12', '1968-03', '1996-06-01']
    """
    found = []
    for match in _DATE.finditer(text):
        said = re.sub(
            r"\b([A-Za-z]{3,4})\.?(?=\s)", lambda short: _SHORT_MONTHS.get(short[1].casefold(), short[0]), match[0]
        )
        value = said if re.fullmatch(r"\d{4}(-\d\d-\d\d)?", said) else date_in_words(said)
        if value:
            found.append(Mark("date", match.start(), match.end(), match[0], value))
    return found


def find_figures(text: str) -> list[Mark]:
    """Return the figures in a text that have a unit or a hedge; years and the days of dates are none.

    >>> [(mark.hedge, mark.value, mark.unit) for mark in find_figures("About 1,000 members; $3.5 billion; 3 stations.")]
    [('about', '1000', 'members'), ('', '3500000000', '$'), ('', '3', 'stations')]
    """
    dates = [(mark.start, mark.end) for mark in find_dates(text)]
    return [
        mark
        for match in _FIGURE.finditer(text)
        if not any(start < match.end(3) and match.start(3) < end for start, end in dates)
        for mark in _figure(match)
    ]


def _figure(match: re.Match[str]) -> Iterator[Mark]:
    hedge, currency, whole, part, scale, unit = match.groups()
    number = re.sub(r"\D", "", whole) + (part or "").replace(",", ".")
    if scale:
        number = f"{float(number) * 10 ** _SCALES[scale.casefold()]:.0f}"
    unit = currency or unit or ""
    if unit or hedge:
        yield Mark(
            "figure",
            match.start(),
            match.end(),
            match[0].strip(),
            number,
            unit,
            _HEDGE_OF.get((hedge or "").casefold(), ""),
        )
