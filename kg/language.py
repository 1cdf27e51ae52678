"""The words of our own text views in both languages: phrases by name, dates, numbers, heads of tables."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from kg.phrases import PHRASES

_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}

_MONTHS_FOLDED = [[month.casefold() for month in months] for months in _MONTHS.values()]

_HEADS = {
    "agreements": "accords",
    "change": "changement",
    "date": "date",
    "document": "document",
    "documents": "documents",
    "figure": "chiffre",
    "held": "au corpus",
    "id": "identifiant",
    "kind": "genre",
    "measure": "mesure",
    "name": "nom",
    "number": "nombre",
    "object": "objet",
    "parameters": "paramètres",
    "passages": "passages",
    "question": "question",
    "relation": "relation",
    "since": "depuis",
    "source": "l’un",
    "sources": "documents (identifiants)",
    "steps": "étapes",
    "subject": "sujet",
    "target": "l’autre",
    "through": "par",
    "title": "titre",
    "until": "jusqu’à",
    "weight": "poids",
    "what": "quoi",
}
"""What stands over the columns of our own tables for a reader, in French; in English it is their names."""


def heads(columns: Sequence[str], language: str) -> list[str]:
    """Return what stands over the columns of one of our own tables for a reader.

    >>> heads(["id", "kind"], "fr")
    ['identifiant', 'genre']
    """
    return [_HEADS[column] if language == "fr" else column for column in columns]


def within_sentence(label: str) -> str:
    """Return a label as it stands within a sentence: without a capital, but for an abbreviation.

    >>> within_sentence("Press release"), within_sentence("CBRN threat")
    ('press release', 'CBRN threat')
    """
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def colon(language: str) -> str:
    """Return a colon as it follows a word: in French after a space that does not break."""
    return "\u00a0:" if language == "fr" else ":"


def quoted(text: str, language: str) -> str:
    """Return a text in the quotation marks of a language."""
    return f"« {text} »" if language == "fr" else f"“{text}”"


def either(texts: Sequence[str], language: str) -> str:
    """Return texts as alternatives.

    >>> either(["one", "two", "three"], "en")
    'one, two or three'
    """
    word = "ou" if language == "fr" else "or"
    return f"{', '.join(texts[:-1])} {word} {texts[-1]}" if len(texts) > 1 else "".join(texts)


def phrase(name: str, language: str) -> str:
    """Return one of our own phrases in a language."""
    return PHRASES[name][1 if language == "fr" else 0]


def date_text(value: str | datetime.date, language: str = "en") -> str:
    """Return a date of any precision as people write it.

    >>> date_text("1958-05-12"), date_text("2024-11", "fr"), date_text("1958")
    ('12 May 1958', 'novembre 2024', '1958')
    """
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", str(value)):
        return str(value)
    parts = str(value).split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS["fr" if language == "fr" else "en"][int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    day = "1er" if language == "fr" and int(parts[2]) == 1 else str(int(parts[2]))
    return f"{day} {month} {parts[0]}"


def date_in_words(text: str) -> str | None:
    """Return a date that is written in words as 2001, 2001-09 or 2001-09-11; None for what is none.

    >>> date_in_words("11 September 2001"), date_in_words("1er octobre 2002"), date_in_words("March 2023")
    ('2001-09-11', '2002-10-01', '2023-03')
    """
    parts = re.sub(r"[,.]|(?<=\d)(st|nd|rd|th|er)\b", " ", text.casefold()).split()
    months = [months.index(word) + 1 for word in parts for months in _MONTHS_FOLDED if word in months][:1]
    numbers = [word for word in parts if word.isdigit()]
    years, days = ([word for word in numbers if (len(word) == 4) == is_year] for is_year in (True, False))
    if len(parts) != len(numbers) + len(months) or not months or len(years) != 1 or len(days) > 1:
        return None
    return "-".join([*years, f"{months[0]:02}", *(day.zfill(2) for day in days)])


def number_text(value: str, language: str = "en") -> str:
    """Return a number with its thousands apart.

    >>> number_text("110000"), number_text("0.5", "fr")
    ('110,000', '0,5')
    """
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", value):
        return value
    grouped = f"{Decimal(value):,}"
    return grouped.translate({ord(","): "\u00a0", ord("."): ","}) if language == "fr" else grouped


def fold(text: str) -> str:
    """Return a text without case, accents, punctuation and doubled spaces, for comparing names.

    >>> fold("Défense  aérospatiale (NORAD)")
    'defense aerospatiale norad'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare.casefold()).split())
