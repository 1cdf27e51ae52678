"""The names of a record in a text, in whatever form the text has them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kg.curation.mark import Mark
from kg.curation.name_forms import loose
from kg.language import fold

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
_AT = frozenset(["in", "at", "near", "from", "to", "à", "au", "vers"])
"""What comes before a place, and before no ship that is called after it."""
_CAPITAL = r"[A-ZÀ-Þ][\w’'.-]{1,30}"
_SHIP_NAME = rf"{_CAPITAL}(?:\s{_CAPITAL}){{0,2}}"
_SHIP = re.compile(
    rf"\b(?:HM[CA]?S|HMNZS|USS|USNS|USCGC|CCGS|FGS|ITS|JS|ROKS|NCSM|NGCC|[Nn]avire canadien de Sa Majesté \(NCSM\)"
    rf"|Canadian [Ss]hip(?: \(HMCS\))?)\s({_SHIP_NAME})"
)
_SHIPS = re.compile(
    rf"\b(?:HMC Ships|Canadian [Ss]hips(?: \(HMCS\))?|[Nn]avires canadiens de Sa Majesté(?: \(NCSM\))?)\s"
    rf"({_SHIP_NAME}(?:(?:,\s|,?\s(?:and|et)\s){_SHIP_NAME}){{1,9}})"
)
"""A ship of a navy or coast guard, with its name, and several."""
_KIND_OF = re.compile(r"-(?:class|type|style|era|pattern)\b", re.IGNORECASE)
"""What makes a name the name of a type: *Halifax-class* is no place."""
_NOT = frozenset(["non", "anti", "pro", "classe", "type"])
"""What stands before a name that is not meant itself: *non-NATO*, *de classe Halifax*."""
_UNDER = frozenset(["assistant", "associate", "deputy", "vice"])
_OFFICES = ("attorney", "chief", "commander", "commissioner", "director", "minister", "president", "secretary")
"""An *Assistant Commissioner* is no commissioner."""


@dataclass(frozen=True)
class _Called:
    """A thing that is called so: how that is written, and whether it is a form that the record does not have."""

    iri: str
    way: str
    words: tuple[str, ...]
    is_form: bool


class NameFinder:
    """Finds in any text the names of a record, in all its languages; the longest wins.

    ``names`` are pairs of a name and the IRI of what is called so, ``forms`` other ways to write them, which count
    where the record has no such name. A name in capitals is found in capitals only, as *ICE* and *ice* are two things;
    a name of one word with a capital, and not after an article, as *Alert* is a place and an alert is none. A name of
    several words is found in the plural too, and in British or American spelling. A name that several things have
    stands for none of them.
    """

    def __init__(self, names: Iterable[tuple[str, str]], forms: Iterable[tuple[str, str]] = ()) -> None:
        self._called: dict[tuple[str, ...], set[_Called]] = defaultdict(set)
        self._longest: dict[str, int] = defaultdict(int)
        self._stems: dict[str, set[str]] = defaultdict(set)
        for some, is_form in ((names, False), (forms, True)):
            for name, iri in some:
                self._add(name, iri, is_form)
        self._all_words = " | ".join(["", *(" ".join(key) for key in self._called), ""])

    def _add(self, name: str, iri: str, is_form: bool) -> None:
        words = tuple(fold(name).split())
        if words and len(words) <= _MOST_WORDS and sum(map(len, words)) > 1:
            key = tuple(map(loose, words))
            self._called[key].add(_Called(iri, _way_of_writing(name), words, is_form))
            self._longest[key[0]] = max(self._longest[key[0]], len(key))
            self._stems[iri] |= _stems(words)

    def is_part(self, name: str) -> bool:
        """Tell whether a name is only a part of some that the record has: *Coast Guard* is no new name.

        >>> NameFinder([("United States Coast Guard", "ent:uscg")]).is_part("Coast Guards")
        True
        """
        return f" {' '.join(map(loose, fold(name).split()))} " in self._all_words

    def meant_otherwise(self, text: str) -> frozenset[str]:
        """Return what a page says that means something else than what the record calls so.

        These are abbreviations that the page explains otherwise, and places that ships are called after.

        >>> finder = NameFinder([("CSA", "ent:csa"), ("Canadian Space Agency", "ent:csa")])
        >>> sorted(finder.meant_otherwise("a joint Cybersecurity Advisory (CSA); HMCS Winnipeg sailed."))
        ['CSA', 'Winnipeg']
        """
        explained: dict[str, list[bool]] = defaultdict(list)
        for match in _EXPLAINED.finditer(text):
            before = _stems(fold(text[max(0, match.start() - 80) : match.start()]).split()[-_MOST_BEFORE:])
            for one in self._called.get(tuple(map(loose, fold(match[1]).split())), ()):
                explained[match[1]].append(bool(before & self._stems[one.iri]))
        ships = [match[1] for match in _SHIP.finditer(text)]
        ships += [name for match in _SHIPS.finditer(text) for name in re.split(r",?\s(?:and|et)\s|,\s", match[1])]
        return frozenset(short for short, known in explained.items() if not any(known)) | frozenset(
            name for ship in ships for name in (ship, ship.split()[0])
        )

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
            if mark and _means_otherwise(mark, _before(text, places, at), text, otherwise):
                words = 1
            elif mark:
                found.append(mark)
            at += max(words, 1)
        return found

    def _longest_at(self, text: str, places: Sequence[tuple[int, int, str]], at: int) -> tuple[Mark | None, int]:
        first = loose(places[at][2])
        for length in range(min(self._longest.get(first, 0), len(places) - at), 0, -1):
            words = tuple(word for *_, word in places[at : at + length])
            start, end = places[at][0], places[at + length - 1][1]
            said, before = text[start:end], _before(text, places, at)
            ranked: dict[int, set[str]] = defaultdict(set)
            for one in self._called.get(tuple(map(loose, words)), ()):
                if _is_written(one, words, said, before, text):
                    ranked[2 * one.is_form + (one.words != words)].add(one.iri)
            if ranked:
                things = ranked[min(ranked)]
                return (Mark("name", start, end, said, things.pop()) if len(things) == 1 else None), length
        return None, 1


def _before(text: str, places: Sequence[tuple[int, int, str]], at: int) -> str:
    """Return the word before a place, as it is written: *à* is no *a*."""
    return text[places[at - 1][0] : places[at - 1][1]].casefold() if at else ""


def _means_otherwise(mark: Mark, before: str, text: str, otherwise: Collection[str]) -> bool:
    """Tell whether words that a name has are none here: a ship, a type of ship, what a page abbreviates."""
    if mark.text in otherwise:
        return mark.text.isupper() or before not in _AT
    if before in _UNDER and mark.text.casefold().startswith(_OFFICES):
        return True
    return bool(_KIND_OF.match(text, mark.end)) or before in _NOT


def _way_of_writing(name: str) -> str:
    """Tell how a name is written wherever it stands: in ``capitals``, with a ``capital``, or in ``any`` way."""
    if name.isupper() and len(name) < _SHORT:
        return "capitals"
    return "capital" if name[:1].isupper() and name.isalpha() else "any"


def _is_written(one: _Called, words: tuple[str, ...], said: str, before: str, text: str) -> bool:
    """Tell whether words of a text may be a name that is written in such a way; in a text without capitals any may."""
    exact = one.words == words
    if one.way == "capitals":
        return said.isupper() or (not exact and said[:-1].isupper())
    if text == text.lower():
        return exact
    if one.way == "capital":
        return exact and said[:1].isupper() and before not in _ARTICLES
    return (exact and not one.is_form) or _has_capitals(said)


def _has_capitals(said: str) -> bool:
    """Tell whether a form of a name has the capitals of one: in French the first word's, or in a long one none."""
    if _is_french(said):
        return said[:1].isupper() or len(said.split()) > 2
    return said[:1].isupper() and all(word[:1].isupper() for word in re.findall(r"[^\W\d_]{4,}", said))


def _is_french(said: str) -> bool:
    return bool(re.search(r"\b(?:de|du|des|la|d[’']|l[’'])|[éèêç]|(?:ain|aine|ien|ienne)s?\b", said))


def _stems(words: Iterable[str]) -> set[str]:
    """Return the beginnings of the words that are long enough to mean something."""
    return {word[:_STEM] for word in words if len(word) >= _STEM - 1}
