"""Names in a text that the record does not know: organizations, operations, agreements, waters, countries."""

from __future__ import annotations

import importlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from kg.curation.mark import Mark
from kg.language import fold

_LAST_TEXT = (
    "administration agency agreement airport alliance army arrangement authority base battalion bay board "
    "bridge brigade bureau center centre channel city coalition command commission committee compact "
    "convention corporation corps council department detachment dialogue district division exercise facility "
    "fleet force forces forum framework group guard gulf harbor harbour initiative institute island islands "
    "laboratory lake lakes ministry mission navy network ocean office operation organisation organization "
    "partnership peninsula plan police port program programme project protocol range regiment region reserve "
    "river sea sector service services sound squadron station strait strategy summit system team treaty tribe "
    "union university wing "
)
_LAST = frozenset(_LAST_TEXT.split())
"""What an English name ends with: *Royal Australian Navy*."""
_FIRST_TEXT = (
    "agreement bureau camp department exercise fort gulf lake memorandum ministry office operation port project strait "
    "treaty"
)
_FIRST = frozenset(_FIRST_TEXT.split())
"""What an English name may begin with: *Operation Martillo*, *Department of Finance*."""
_OPERATIONS = r"[Oo]perations?|[Ee]xercises?|[Pp]roject|[Oo]pérations?|[Ee]xercices?|[Pp]rojet"
_CAPITAL = r"(?:St|Ste|Mt)\.|(?:[A-Z]\.){2,}|[A-ZÀ-Þ][\w&’'-]{0,40}(?<![’'])(?!\w)"
_RUN = re.compile(
    rf"(?<![\w’'-])(?:\d{{1,3}}(?:st|nd|rd|th)\s)?(?:{_CAPITAL})"
    rf"(?:(?:\s|\s(?:of|of the|for|for the|on|and)\s)(?:{_CAPITAL}|\d{{1,4}}(?=\s[A-Z]))){{0,24}}"
)
"""Words with capitals, one after the other, with what may stand between them."""
_NAMED = re.compile(rf"\b(?:{_OPERATIONS})\s(?:{_CAPITAL})(?:[\s-](?:{_CAPITAL})){{0,8}}")
"""An operation, exercise or project by its name."""
_AIRCRAFT = re.compile(
    r"\b[A-Z]{1,3}(?:/[A-Z])?[-‑]\d{1,3}[A-Z]?\s[A-Z][a-z]{2,20}(?:\s(?:[A-Z][a-z]{2,20}|[IV]{1,3}\b))?"
)
"""An aircraft by its model and nickname: *CH-146 Griffin*."""
_OPENING_TEXT = (
    "a after all also an and another any as at because before between both by during each following for from "
    "her his how however if in it its many members more most new no on our over several she since some such "
    "that the their these they this those through to today under we what when where while who with "
)
_OPENING = frozenset(_OPENING_TEXT.split())
"""Words that have a capital because a sentence begins."""
_LINKS = frozenset(["", "s", "of", "for", "on", "and", "the", "roks"])
"""What is no first word of a name."""
_OFFICES_TEXT = (
    "admiral captain chief colonel commander commissioner director inspector minister officer president secretary "
    "sergeant superintendent"
)
_OFFICES = frozenset(_OFFICES_TEXT.split())
"""Whose words before a name are none of it: *Assistant Commissioner of the …*."""
_DIRECTIONS = frozenset(["central", "eastern", "inland", "northern", "southern", "western"])
"""What is no name by itself, and may be joined to one: *Central and Arctic Region*."""
_POSSESSIVE = re.compile(r"[’']s?$")

_HEADS = (
    "administration agence alliance armée aviation base brigade bureau centre coalition comité commandement commission "
    "conseil département détachement division direction entente équipe escadre escadron bataillon flotte "
    "force forces forum garde gendarmerie groupe initiative institut laboratoire marine ministère mission organisation "
    "partenariat plan police "
    "programme protocole région régiment réseau secteur service station stratégie système traité accord université"
)
_PLACES = "aéroport baie détroit fleuve golfe île îles lac mer océan pont rivière champ centre service"
_NATION = (
    r"\w{3,20}(?:ien|ienne|éen|éenne|icain|icaine|ais|aise|ois|oise|agnol|agnole|emand|emande|annique|andaise?)s?"
    r"|mohawk"
)
_KIND = (
    r"royale?s?|fédérale?s?|nationale?s?|provinciale?s?|tribale?s?|régionale?s?|maritimes?|navale?s?|aérienne?s?|"
    r"internationale?s?|spatiale?s?|côtière|méridionale?|septentrionale?|orientale?|occidentale?|conjointe?|interarmées|militaires?"
)
_LINK = (
    r"(?:\sde\sla\s|\sde\sl[’']|\sdes\s|\sdu\s|\sde\s|\sd[’']|\set\s(?:de\s(?:la\s|l[’'])|des\s|du\s)?|\saux?\s"
    r"|\spour\s(?:la\s|le\s|les\s|l[’'])?)"
)
_FIELD = (
    r"autodéfense|défense|sécurité|frontières?|frontali(?:er|ère)s?|renseignements?|douanes|immigration|sauvetage|"
    r"recherches?|transports?|police|affaires|étrangères|intérieure|justice|lutte"
)
_TELLING = rf"(?:[A-ZÀ-Þ][\w’-]{{0,40}}|\b(?:{_NATION}|{_KIND})\b)"
_WHAT = rf"(?:{_TELLING}|\b(?:{_FIELD})\b)"
_FRENCH = re.compile(
    r"(?<![\w-])(?:\d{1,3}e\s)?(?:"
    + "|".join(
        [
            *(f"{head[0].upper()}{head[1:]}" for head in _HEADS.split()),
            *(f"[{head[0].upper()}{head[0]}]{head[1:]}" for head in _PLACES.split()),
        ]
    )
    + rf")\b(?:\s(?:côtière|aérienne|de\stir|spatial|de\spolice)\b)?(?:(?:\s|{_LINK}){_WHAT}){{1,7}}"
)
"""A French name: its head, and what follows it."""
_SHORT = re.compile(r"\s?\(([A-Z][A-Za-z]{1,9})\)")


def find_new_names(
    text: str, known: Sequence[Mark], placed: Collection[str], is_known: Iterable[str] = (), language: str = "en"
) -> list[Mark]:
    """Return the names in a text that the record does not have, but for those within one that it has.

    ``known`` are the names of the record that were found there, ``placed`` the IRIs of countries and places, whose
    names stand in those of others. ``is_known`` are names to be left out, folded.

    >>> [mark.value for mark in find_new_names("The Royal Australian Navy (RAN) sailed the South China Sea.", [], ())]
    ['Royal Australian Navy', 'South China Sea']
    """
    left_out, found = set(is_known), list[Mark]()
    for finder in (_operations, _aircraft, _french if language == "fr" else _english):
        for start, end in finder(text, known, placed):
            name = re.sub(r"\s\d[\d-]*$", "", text[start:end])
            end = start + len(name)
            if not (fold(name) in left_out or _overlap(found, start, end)):
                short = _SHORT.match(text, end)
                until = short.end() if short and _explains(short[1], name) else end
                found.append(Mark("new", start, until, text[start:until], name))
    found += _unknown_countries(text, [*found, *known], language)
    return sorted(found, key=lambda mark: mark.start)


def _overlap(marks: Iterable[Mark], start: int, end: int) -> bool:
    return any(start < mark.end and mark.start < end for mark in marks)


def swallowed(known: Iterable[Mark], new: Sequence[Mark], placed: Collection[str]) -> list[Mark]:
    """Return the known names of a text without the places within a longer name: *China* in *South China Sea*."""
    return [
        mark
        for mark in known
        if mark.value not in placed or not any(one.start <= mark.start and mark.end <= one.end for one in new)
    ]


def _operations(text: str, known: Sequence[Mark], placed: Collection[str]) -> Iterator[tuple[int, int]]:
    barriers = [mark for mark in known if mark.value not in placed]
    yield from (match.span() for match in _NAMED.finditer(text) if not _overlap(barriers, *match.span()))


def _aircraft(text: str, known: Sequence[Mark], placed: Collection[str]) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _AIRCRAFT.finditer(text) if not _overlap(known, *match.span()))


def _english(text: str, known: Sequence[Mark], placed: Collection[str]) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(text):
        yield from _within_run(text, run.start(), run.end(), known, placed)


def _within_run(
    text: str, start: int, end: int, known: Sequence[Mark], placed: Collection[str]
) -> Iterator[tuple[int, int]]:
    """Yield the names in words with capitals; what the record knows parts them, unless it stands within one."""
    inside = [mark for mark in known if mark.value not in placed and start <= mark.start and mark.end <= end]
    starts = {mark.start for mark in known}
    edges = [start, *(edge for mark in inside for edge in (mark.start, mark.end)), end]
    pieces = [(edges[number], edges[number + 1]) for number in range(0, len(edges), 2)]
    if len(inside) == 1 and not re.search(r"\s[a-z]", text[slice(*pieces[0])]) and text[slice(*pieces[1])].strip():
        whole = _named(text, start, end, starts)
        if whole and whole[0] < inside[0].start:
            yield whole
            return
    for first, last in pieces:
        for piece in _owners(text, first, last):
            if one := _named(text, *piece, starts):
                yield one


def _owners(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces that a possessive parts words into, where it stands at a name: *the Navy’s Task Force*."""
    for match in re.finditer(r"\b(\w{1,40})[’']s?(?!\w)", text[start:end]):
        if match[1].casefold() in _LAST:
            yield start, start + match.end(1)
            start += match.end()
            break
    yield start, end


def _named(text: str, start: int, end: int, starts: Collection[int]) -> tuple[int, int] | None:
    """Return where a name stands in words with capitals, None where they are none."""
    words = [
        (start + match.start(), start + match.end(), fold(match[0])) for match in re.finditer(r"\S+", text[start:end])
    ]
    while words and (words[0][2] in _OPENING or words[0][2] in _LINKS):
        words.pop(0)
    offices = [number for number, (*_, word) in enumerate(words) if word in _OFFICES]
    words = words[offices[-1] + 1 :] if offices else words
    while words and words[0][2] in _LINKS:
        words.pop(0)
    if "and" in [word for *_, word in words]:
        words = _after_and(words, starts)
    ends = [number for number, (*_, word) in enumerate(words) if word in _LAST]
    if words and words[0][2] in _FIRST and len(words) > 1:
        return words[0][0], words[-1][1]
    if not ends or ends[-1] == 0:
        return None
    return words[0][0], words[ends[-1]][1]


def _after_and(words: list[tuple[int, int, str]], starts: Collection[int]) -> list[tuple[int, int, str]]:
    """Return the words after an *and* that joins two things; *Central and Arctic Region* is one."""
    at = [number for number, (*_, word) in enumerate(words) if word == "and"]
    first, last = words[: at[0]], words[at[-1] + 1 :]
    is_list = first[0][2] not in _DIRECTIONS and any(row and row[0][0] in starts for row in (first, last))
    is_list = is_list or len(at) > 1
    is_one = not is_list and (len(first) == 1 or any(word == "of" for *_, word in first))
    if is_one and first[-1][2] not in _LAST:
        return words
    return last if any(word in _LAST for *_, word in last[1:]) else first


def _french(text: str, known: Sequence[Mark], placed: Collection[str]) -> Iterator[tuple[int, int]]:
    barriers = [mark for mark in known if mark.value not in placed]
    for match in _FRENCH.finditer(text):
        end = min((mark.start for mark in barriers if match.start() < mark.end and mark.start < match.end()), default=0)
        span = re.sub(rf"{_LINK}$", "", text[match.start() : end]).rstrip() if end else match[0]
        if end != match.start() and re.search(rf"[\s’']{_TELLING}", span):
            yield match.start(), match.start() + len(span)


def _explains(short: str, name: str) -> bool:
    """Tell whether letters in brackets abbreviate the name before them."""
    letters = iter(fold(name).replace(" ", ""))
    return name[:1].casefold() == short[:1].casefold() and all(letter in letters for letter in short.casefold())


_NO_COUNTRIES = ("EU", "EZ", "GE", "QO", "UN", "XA", "XB", "ZZ")
"""What the CLDR lists with countries and is none; Georgia is a state too."""


@cache
def _countries(language: str) -> frozenset[str]:
    """Return the names of countries in a language, by the CLDR; none where it has none, or its package is missing."""
    try:
        babel = importlib.import_module("babel")
    except ImportError:
        return frozenset()
    try:
        names = babel.Locale.parse(language, sep="-").territories
    except (ValueError, babel.UnknownLocaleError):
        return frozenset()
    return frozenset(str(name) for code, name in names.items() if code.isalpha() and code not in _NO_COUNTRIES)


def _unknown_countries(text: str, taken: Sequence[Mark], language: str) -> Iterator[Mark]:
    names = _countries(language)
    for match in re.finditer(rf"(?<![\w-])(?:{_CAPITAL})(?:[\s-](?:{_CAPITAL})){{0,8}}", text):
        name = _POSSESSIVE.sub("", match[0])
        end = match.start() + len(name)
        elided = re.match(r"[LlDd][’']", name)
        start = match.start() + (elided.end() if elided else 0)
        if text[start:end] in names and not _overlap(taken, start, end):
            yield Mark("new", start, end, text[start:end], text[start:end])
