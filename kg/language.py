"""How each language writes dates, numbers, lists, quotations and the labels of columns."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import filterfalse

from kg.messages import format_number, known, languages, message

_MONTHS = range(1, 13)
_NO_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)


class _Folded(dict[int, str]):
    """What stands for each letter of a text that is taken apart, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = "" if unicodedata.combining(letter) else letter.casefold().translate(_LIGATURES)
        self[code] = "".join(one if one.isalnum() else " " for one in plain)
        return self[code]


_FOLDED = _Folded()


def column_labels(columns: Sequence[str], language: str, table: str = "") -> list[str]:
    """Return what stands over the columns of one of our own tables for a reader.

    A kind of ``table`` may have labels of its own for some.

    >>> column_labels(["id", "kind"], "fr"), column_labels(["figure"], "fr", "measure")
    (['identifiant', 'genre'], ['indicateur'])
    """
    own = ((column, f"column.{table}.{column}") for column in columns)
    return [message(key if table and known(key) else f"column.{column}", language) for column, key in own]


def without_accents(text: str) -> str:
    """Return a text with its letters taken apart and without what stands on or under them.

    >>> without_accents("Sécurité")
    'Securite'
    """
    return text if text.isascii() else "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFD", text)))


def within_sentence(label: str) -> str:
    """Return a label as it stands within a sentence: without a capital, but for an abbreviation.

    >>> within_sentence("Press release"), within_sentence("CBRN threat")
    ('press release', 'CBRN threat')
    """
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def localized(texts: Mapping[str, str], language: str) -> str:
    """Return a text in a language, that of a region where there is no other, in English where it has none.

    >>> localized({"en": "partners"}, "fr"), localized({"en": "partners", "fr-ca": "partenaires"}, "fr")
    ('partners', 'partenaires')
    """
    return _own(texts, language) or _own(texts, "en")


def _own(texts: Mapping[str, str], language: str) -> str:
    regional = (text for tag, text in texts.items() if tag.startswith(f"{language}-"))
    return texts.get(language) or next(regional, "")


def in_each(texts: Mapping[str, str], languages: Iterable[str], otherwise: str = "") -> list[str]:
    """Return a text in each of some languages, in English or what there is where it has none.

    >>> in_each({"en": "border", "sv": "gräns"}, ["en", "fr", "sv"])
    ['border', 'border', 'gräns']
    """
    known = _own(texts, "en") or next(iter(texts.values()), otherwise)
    return [_own(texts, language) or known for language in languages]


def colon(language: str) -> str:
    """Return a colon as it follows a word: in French after a space that does not break."""
    return message("text.colon", language)


def quoted(text: str, language: str) -> str:
    """Return a text in the quotation marks of a language."""
    return message("text.quoted", language, text=text)


def either(texts: Sequence[str], language: str) -> str:
    """Return texts as alternatives.

    >>> either(["one", "two", "three"], "en")
    'one, two or three'
    """
    if len(texts) < 2:
        return "".join(texts)
    return message("list.or", language, list=", ".join(texts[:-1]), last=texts[-1])


@lru_cache(maxsize=4096)
def date_text(value: str | datetime.date, language: str = "en") -> str:
    """Return a date of any precision as people write it.

    >>> date_text("1958-05-12"), date_text("2024-11", "fr"), date_text("1958")
    ('12 May 1958', 'novembre 2024', '1958')
    """
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", str(value)):
        return str(value)
    year, *rest = str(value).split("-")
    if not rest:
        return year
    month = message(f"date.month_name.{rest[0]}", language)
    if len(rest) == 1:
        return message("date.month", language, month=month, year=year)
    day = message("date.first_day", language) if rest[1] == "01" else str(int(rest[1]))
    return message("date.day", language, day=day, month=month, year=year)


def date_in_words(text: str) -> str | None:
    """Return a date that is written in words as 2001, 2001-09 or 2001-09-11; None for what is none.

    >>> date_in_words("11 September 2001"), date_in_words("1er octobre 2002"), date_in_words("March 2023")
    ('2001-09-11', '2002-10-01', '2023-03')
    """
    parts = re.sub(r"[,.]|(?<=\d)(st|nd|rd|th|er)\b", " ", text.casefold()).split()
    numbers = [word for word in parts if word.isdigit()]
    if len(parts) != len(numbers) + 1:
        return None
    months = [month for word in parts for month in _months_called(word)]
    years, days = ([word for word in numbers if (len(word) == 4) == is_year] for is_year in (True, False))
    if not months or len(years) != 1 or len(days) > 1:
        return None
    return "-".join([*years, f"{months[0]:02}", *(day.zfill(2) for day in days)])


def number_text(value: str, language: str = "en") -> str:
    """Return a number with its thousands apart; what is none stays as it is.

    >>> number_text("110000"), number_text("0.5", "fr")
    ('110,000', '0,5')
    """
    from decimal import Decimal

    return format_number(Decimal(value), language) if re.fullmatch(r"[+-]?\d+(\.\d+)?", value) else value


def coordinates_text(latitude: str, longitude: str, language: str = "en") -> str:
    """Return a latitude and a longitude in degrees as a reader writes them.

    >>> coordinates_text("82.5178", "-62.2806"), coordinates_text("-8.5", "115.26", "fr")
    ('82.5178° N, 62.2806° W', '8,5° S., 115,26° E.')
    """
    parts = []
    for value, sides in ((latitude, ("north", "south")), (longitude, ("east", "west"))):
        side = sides[value.startswith("-")]
        parts.append(message(f"common.coordinates.{side}", language, degrees=number_text(value.lstrip("-+"), language)))
    return ", ".join(parts)


def fold(text: str) -> str:
    """Return a text without case, accents, ligatures, punctuation and doubled spaces, for comparing names.

    >>> fold("Défense  aérospatiale (NORAD)"), fold("Sœur")
    ('defense aerospatiale norad', 'soeur')
    """
    if text.isascii():  # no accents: many times faster
        return " ".join(text.casefold().translate(_NO_SIGNS).split())
    return " ".join(unicodedata.normalize("NFKD", text).translate(_FOLDED).split())


def _months_called(word: str) -> list[int]:
    """Return the months that are called so in any of our languages."""
    names = ((month, message(f"date.month_name.{month:02}", tag)) for tag in languages() for month in _MONTHS)
    return [month for month, name in names if name.casefold() == word]
