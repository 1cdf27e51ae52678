"""What a text mentions: names that the record knows, dates, and figures with their units and hedges."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kg.language import date_in_words, fold
from kg.messages import message

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 24
"""Names longer than this are titles of treaties that no text writes out."""
_SHORT, _STEM, _MOST_BEFORE = 12, 5, 8
"""An abbreviation has fewer letters; so many letters of a word tell it; an abbreviation explains so many words."""
_EXPLAINED = re.compile(r"\(([A-Z][A-Z-]{1,10})\)")
_ARTICLES = frozenset(
    ["a", "an", "this", "that", "each", "every", "any", "no", "un", "une", "ce", "cet", "cette", "chaque"]
)
"""What comes before a common noun, and before no name of one word."""

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
    *ICE* and *ice* are two things; a name of one word with a capital, and not after an article, as *Alert* is a place
    and an alert is none. A name that several things have stands for none of them.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._called: dict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
        self._longest: dict[str, int] = defaultdict(int)
        self._stems: dict[str, set[str]] = defaultdict(set)
        for name, iri in names:
            words = tuple(fold(name).split())
            if words and len(words) <= _MOST_WORDS and sum(map(len, words)) > 1:
                self._called[words].add((iri, _way_of_writing(name)))
                self._longest[words[0]] = max(self._longest[words[0]], len(words))
                self._stems[iri] |= _stems(words)

    def meant_otherwise(self, text: str) -> frozenset[str]:
        """Return the abbreviations that a page explains as something else than what the record calls so.

        >>> finder = NameFinder([("CSA", "ent:csa"), ("Canadian Space Agency", "ent:csa")])
        >>> sorted(finder.meant_otherwise("a joint Cybersecurity Advisory (CSA)"))
        ['CSA']
        """
        explained: dict[str, list[bool]] = defaultdict(list)
        for match in _EXPLAINED.finditer(text):
            before = _stems(fold(text[max(0, match.start() - 80) : match.start()]).split()[-_MOST_BEFORE:])
            for iri, _ in self._called.get(tuple(fold(match[1]).split()), ()):
                explained[match[1]].append(bool(before & self._stems[iri]))
        return frozenset(short for short, known in explained.items() if not any(known))

    def find(self, text: str, otherwise: Collection[str] = ()) -> list[Mark]:
        """Return the names in a text, in order, none within another, but for what means something ``otherwise``.

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
            if mark and mark.text not in otherwise:
                found.append(mark)
            at += max(words, 1)
        return found

    def _longest_at(self, text: str, places: list[tuple[int, int, str]], at: int) -> tuple[Mark | None, int]:
        for length in range(min(self._longest.get(places[at][2], 0), len(places) - at), 0, -1):
            start, end = places[at][0], places[at + length - 1][1]
            said = text[start:end]
            before = places[at - 1][2] if at else ""
            things = {
                iri
                for iri, way in self._called.get(tuple(word for *_, word in places[at : at + length]), ())
                if _is_written(way, said, before, text)
            }
            if things:
                return (Mark("name", start, end, said, things.pop()) if len(things) == 1 else None), length
        return None, 1


def _way_of_writing(name: str) -> str:
    """Tell how a name is written wherever it stands: in ``capitals``, with a ``capital``, or in ``any`` way."""
    if name.isupper() and len(name) < _SHORT:
        return "capitals"
    return "capital" if name[:1].isupper() and name.isalpha() else "any"


def _is_written(way: str, said: str, before: str, text: str) -> bool:
    """Tell whether words of a text may be a name that is written in such a way; in a text without capitals any may."""
    if way == "capitals":
        return said.isupper()
    return way == "any" or text == text.lower() or (said[:1].isupper() and before not in _ARTICLES)


def _stems(words: Iterable[str]) -> set[str]:
    """Return the beginnings of the words that are long enough to mean something."""
    return {word[:_STEM] for word in words if len(word) >= _STEM - 1}


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
