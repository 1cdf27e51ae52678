"""The dates of a text in English and French: single days, months and years, lists of days, ranges."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.curation.mark import Mark
from kg.dates import first_day
from kg.language import fold
from kg.messages import message

_MONTHS: dict[str, int] = {
    name: month
    for month in range(1, 13)
    for tag in ("en", "fr")
    for full in [fold(message(f"date.month_name.{month:02}", tag))]
    for name in (full, *({full[:3], full[:4]} if tag == "en" and len(full) > 4 else ()))
} | {"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juill": 7, "dece": 12}
"""The number of a month by its name without accents, full or short."""
_FRENCH_MONTHS = frozenset(fold(message(f"date.month_name.{month:02}", "fr")) for month in range(1, 13))

_SIGNS = {
    "I": r"\b\d{4}-\d\d-\d\d\b",
    "N": r"\b\d{1,2}([./])\d{1,2}\1\d{4}\b",
    "M": r"\b(?:jan(?:uary|vier|v)?|feb(?:ruary)?|"
    r"f[ée]v(?:rier|r)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|ma[iy]|june?|juin|"
    r"july?|juill(?:et)?|aug(?:ust)?|ao[uû]t|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|"
    r"d[ée]c(?:ember|embre)?)\b\.?",
    "Y": r"(?<!\d[.,])\b(?:1[89]|20)\d\d\b(?![.,]\d)",
    "D": r"(?<![\w$€£])(?<!\d[.,])(?<![A-Za-z]-)\d{1,2}(?:st|nd|rd|th|er|e)?\b(?![.,:h]?\d)(?!\s?[%$€])(?!\s\d{3}\b)",
    "-": r"[-‑–—]",
    "t": r"\b(?:to|through|thru|until|till|au|à|jusqu['’]au)\b",
    "a": r"\b(?:and|et)\b|&",
    "c": r",",
    "b": r"\b(?:between|entre)\b",
    "l": r"\b(?:last|derni(?:er|ère))\b",
    "p": r"\b(?:in|since|during|early|late|en|depuis|dès)\b",
    "o": r"\b(?:of|the|le|les|du|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)(?!\w)",
}
"""What a date is made of, each by a letter: a text becomes a row of letters, and dates are looked for in it."""
_SIGN = re.compile(
    "|".join(f"(?P<s{number}>{sign})" for number, sign in enumerate(_SIGNS.values())).replace(r"\1", r"\3"),
    re.IGNORECASE,
)
_ONE = r"(?:Do?Mc?Y|DoM|DM|MDc?Y|MD|MY|Y|I)"
_TWO = re.compile(rf"(?:({_ONE}|M)o?[-t]o{{0,3}}({_ONE}|M)|bo{{0,3}}({_ONE}|M)ao{{0,3}}({_ONE}|M))")
_DAYS_AFTER = re.compile(r"b?o{0,3}M(D(?:[-tac]o{0,3}D){1,9})(?:c?(Y))?")
_DAYS_BEFORE = re.compile(r"b?o{0,3}(D(?:[-tac]{1,2}o{0,3}D){1,9})o?M(?:c?(Y))?")
_SINGLE = re.compile(rf"[lp]Ml?(?![D])|Ml|N|{_ONE}")
_MOST_LINES, _LONGEST_LINE = 8, 90
"""The date of a release stands in so many first lines, none of them longer."""
_FAR = 270
"""So many days from its page's date a day is more likely to be of the year before or after."""


@dataclass(frozen=True)
class _Sign:
    letter: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class _Said:
    """A date as it is written: what it lacks is 0."""

    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    part: str = ""
    of_page: bool = False

    @property
    def shape(self) -> tuple[bool, bool]:
        return bool(self.month), bool(self.day)

    @property
    def value(self) -> str:
        """The date, empty where there is no such day."""
        text = f"{self.year:04}" + (f"-{self.month:02}" if self.month else "") + (f"-{self.day:02}" if self.day else "")
        return text if first_day(text) else ""


def find_dates(text: str, page_date: str = "") -> list[Mark]:
    """Return the dates in a text, each at the precision in which it is written; a range gives its start and its end.

    A day or month without a year has the year of its page's date, as near to that as may be, and says so (``of_page``);
    without a ``page_date``, which may be a year alone, it is none.

    >>> [mark.value for mark in find_dates("Signed on 12 May 1958, renewed in March 1968 and le 1er juin 1996.")]
    ['1958-05-12', '1968-03', '1996-06-01']
    >>> [(mark.part, mark.value) for mark in find_dates("From Jan. 8-11 in Alaska", "2024-01-15")]
    [('start', '2024-01-08'), ('end', '2024-01-11')]
    """
    signs = list(_signs(text))
    letters = "".join(sign.letter for sign in signs)
    found: list[_Said] = []
    at = 0
    while at < len(letters):
        said, length = _read(signs, letters, at, page_date)
        found += said
        at += length
    return [
        Mark("date", one.start, one.end, text[one.start : one.end], one.value, part=one.part, of_page=one.of_page)
        for one in found
    ]


def only_year(text: str) -> str:
    """Return the year of a text whose dates are all of one year, and one of them finer than that; none else.

    >>> only_year("On 3 May 2001 and in June 2001"), only_year("In 2001")
    ('2001', '')
    """
    values = [mark.value for mark in find_dates(text)]
    years = {value[:4] for value in values}
    return years.pop() if len(years) == 1 and any(len(value) > 4 for value in values) else ""


def date_line(text: str) -> str:
    """Return the day that stands in one of the first lines of a page, where a release has its date; none else.

    >>> date_line("On the border\\n\\nOttawa, May 3, 2001\\n\\nThe text of it.")
    '2001-05-03'
    """
    lines = [line for line in text.split("\n") if line.strip()][:_MOST_LINES]
    for line in lines:
        days = {mark.value for mark in find_dates(line) if len(mark.value) == 10} if len(line) < _LONGEST_LINE else ()
        if len(days) == 1:
            return next(iter(days))
    return ""


def _signs(text: str) -> Iterator[_Sign]:
    """Yield the parts of dates in a text; an ``x`` stands for everything else between them."""
    last = 0
    for match in _SIGN.finditer(text):
        if text[last : match.start()].strip():
            yield _Sign("x", last, match.start(), "")
        number = int((match.lastgroup or "s0")[1:])
        yield _Sign(list(_SIGNS)[number], match.start(), match.end(), match[0])
        last = match.end()
    if text[last:].strip():
        yield _Sign("x", last, len(text), "")


def _read(signs: list[_Sign], letters: str, at: int, page_date: str) -> tuple[list[_Said], int]:
    """Return the dates that begin at a sign, and how many signs they take."""
    if two := _TWO.match(letters, at):
        first, second = (1, 2) if two[1] else (3, 4)
        ends = [_one(signs[two.start(part) : two.end(part)]) for part in (first, second)]
        if ends[0].shape == ends[1].shape and (said := _range(ends[0], ends[1], page_date)):
            return said, len(two[0])
    for pattern in (_DAYS_AFTER, _DAYS_BEFORE):
        days = pattern.match(letters, at)
        if days and (said := _days(signs, letters, days, page_date)):
            return said, len(days[0])
    single = _SINGLE.match(letters, at)
    if single:
        own = _one(signs[at : single.end()])
        whole = _with_year(own, page_date, is_last="l" in single[0])
        if whole and whole.value:
            return [whole], len(single[0])
    return [], 1


def _one(signs: list[_Sign]) -> _Said:
    """Return the date that some signs write."""
    signs = [sign for sign in signs if sign.letter not in "lpo"]
    said = _Said(signs[0].start, signs[-1].end)
    for sign in signs:
        if sign.letter == "I":
            year, month, day = map(int, sign.text.split("-"))
            said = replace(said, year=year, month=month, day=day)
        elif sign.letter == "N":
            said = _numeric(said, sign.text)
        elif sign.letter == "M":
            said = replace(said, month=_month(sign.text))
        elif sign.letter == "Y":
            said = replace(said, year=int(sign.text))
        elif sign.letter == "D":
            said = replace(said, day=_day(sign.text))
    loose = not said.year and any(sign.letter == "M" and not _is_surely_month(sign.text) for sign in signs)
    return _Said(said.start, said.end) if loose else said


def _numeric(said: _Said, text: str) -> _Said:
    """Return a date in numbers, where only one of them can be the month."""
    first, second, year = map(int, re.split(r"[./]", text))
    if (first > 12) == (second > 12):
        return said
    day, month = (first, second) if first > 12 else (second, first)
    return replace(said, year=year, month=month, day=day)


def _month(text: str) -> int:
    word = fold(text)
    return _MONTHS.get(word) or _MONTHS.get(word[:4]) or _MONTHS[word[:3]]


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _is_surely_month(text: str) -> bool:
    """Tell whether a word without a year beside it is a month: *May* may be, *may* is none, *mai* is."""
    return text[0].isupper() or fold(text) in _FRENCH_MONTHS


def _range(first: _Said, last: _Said, page_date: str) -> list[_Said]:
    """Return the start and the end of a range; nothing when the end is before the start."""
    whole = _with_year(first, page_date) if not first.year and not last.year else first
    if whole is None:
        return []
    if not whole.year:
        late = (first.month, first.day) > (last.month, last.day)
        whole = replace(whole, year=last.year - late)
    elif not last.year:
        early = (last.month, last.day) < (first.month, first.day)
        last = replace(last, year=whole.year + early, of_page=whole.of_page)
    if not (whole.value and last.value) or whole.value >= last.value:
        return []
    return [replace(whole, part="start"), replace(last, part="end")]


def _days(signs: list[_Sign], letters: str, found: re.Match[str], page_date: str) -> list[_Said]:
    """Return the days of a month that are told together, as *March 21 and 23, 2021* or *8–11 January*."""
    own = signs[found.start() : found.end()]
    month = next(sign for sign in own if sign.letter == "M")
    year = next((sign for sign in own if sign.letter == "Y"), None)
    listed = letters[found.start(1) : found.end(1)]
    if not year and (not _is_surely_month(month.text) or not _may_list(signs, letters, found, listed)):
        return []
    joins = re.findall(r"[-tac]+", listed)
    between = "b" in found[0] and joins == ["a"]
    days = [sign for sign in signs[found.start(1) : found.end(1)] if sign.letter == "D"]
    said: list[_Said] = []
    for number, sign in enumerate(days):
        before, after = (joins[number - 1] if number else ""), (joins[number] if number < len(joins) else "")
        part = "start" if after in ("-", "t") or (between and not number) else ""
        part = "end" if before in ("-", "t") or (between and number) else part
        start = month.start if not number and month.start < sign.start else sign.start
        end = max(sign.end, own[-1].end) if number == len(days) - 1 else sign.end
        one = _Said(start, end, int(year.text) if year else 0, _month(month.text), _day(sign.text), part)
        whole = _with_year(one, page_date)
        if whole is None or not whole.value or (part == "end" and said and whole.value <= said[-1].value):
            return []
        said.append(whole)
    return said


def _may_list(signs: list[_Sign], letters: str, found: re.Match[str], listed: str) -> bool:
    """Tell whether days without a year are a list: in *On March 5, 20 officers* the second number is no day."""
    is_after = letters[found.start() : found.start(1)].endswith("M")
    return not is_after or "b" in found[0] or not re.search("[ac]", listed)


def _with_year(said: _Said, page_date: str, *, is_last: bool = False) -> _Said | None:
    """Return a date with the year of its page where it has none; None where nobody knows one."""
    if said.year or not said.month:
        return said if said.year else None
    if not page_date:
        return None
    year = int(page_date[:4])
    page = first_day(page_date)
    if page and len(page_date) > 4:
        if is_last:
            year -= said.month >= page.month
        else:
            away = (datetime.date(year, said.month, min(said.day or 15, 28)) - page).days
            year += (away < -_FAR) - (away > _FAR)
    return replace(said, year=year, of_page=True)
