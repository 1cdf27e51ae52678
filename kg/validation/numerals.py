"""Numbers as a sentence writes them, in digits or in words, in English and in French."""

from __future__ import annotations

import re
from decimal import Decimal


def numbers(text: str, language: str) -> set[Decimal]:
    """Return all numbers that a text writes.

    >>> Decimal(40) in numbers("forty points", "en"), Decimal(40) in numbers("40 points", "en")
    (True, True)
    """
    return in_digits(text, language) | in_words(text, language)


def in_digits(text: str, language: str) -> set[Decimal]:
    """Return the numbers that a text writes in digits; millions and billions are multiplied out.

    >>> sorted(map(int, in_digits("In 2022, 2.67 billion of 38,600 dollars", "en")))
    [2022, 38600, 2670000000]
    >>> in_digits("2,67 milliards", "fr") == in_digits("2.67 billion", "en")
    True
    """
    for short, whole in _REWRITTEN:
        text = short.sub(whole, text)
    found = set()
    for digits, scale in _DIGITS[language].findall(text):
        plain = digits.replace(",", "") if language == "en" else re.sub(r"\s", "", digits).replace(",", ".")
        found.add(Decimal(plain) * _WORDS[language].get(scale.lower(), 1))
    return found


def in_words(text: str, language: str) -> set[Decimal]:
    """Return the numbers that a text writes in words, the parts of each among them.

    >>> sorted(map(int, in_words("Twenty-one of three hundred thousand", "en")))
    [1, 3, 20, 21, 100, 1000, 300000]
    >>> sorted(map(int, in_words("quatre-vingt-dix-neuf", "fr")))
    [9, 10, 80, 99]
    """
    found, whole, part = set(), 0, 0
    plain = _PHRASES.sub(lambda phrase: _PHRASE[phrase[0].lower()], text).lower()
    for word in [*re.findall(r"\w+", plain), ""]:
        value = _WORDS[language].get(word)
        if value is None and word not in ("and", "et"):
            found.add(whole + part)
            whole = part = 0
        elif value is not None:
            found.add(value)
            part = (part or 1) * value if value >= 100 else part + value
            if value >= 1000:
                whole, part = whole + part, 0
    return {Decimal(value) for value in found if value}


_DIGITS = {
    "en": re.compile(
        r"(?<![\w.,])(?<!\d/)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d|/\d)"
        r"(?:[ -](thousand|million|billion)\b)?"
    ),
    "fr": re.compile(
        r"(?<![\w,])(?<!\d/)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?)(?!\d|/\d)"
        r"(?:[ \u00a0\u202f](mille|millions?|milliards?)\b)?"
    ),
}
"""Numbers in running text: not the digits of a code such as M5, nor of 9/11."""
_REWRITTEN = (
    (re.compile(r"\b\d{1,2}(?::\d\d|\s[ap]\.m\.|\sh\b(?:\s\d\d)?)"), ""),  # the hours of a clock
    (re.compile(r"\b(\d\d)(\d\d)[-–](\d\d)\b(?!-)"), r"\1\2-\1\3"),  # 2015-16
    (re.compile(r"\b(\d{1,3}) (to|or|à|ou) (\d{1,3})\s(millions?|milliards?|billion)\b"), r"\1 \4 \2 \3 \4"),
)
_PHRASE = {
    "9/11": "eleven",
    "half a century": "fifty",
    "quatre-vingts": "octante",
    "quatre-vingt": "octante",
    "demi-siècle": "cinquante",
    "xxie": "vingt et un",
    "xxe": "vingt",
    "xixe": "dix-neuf",
}
_PHRASES = re.compile("|".join(_PHRASE), re.IGNORECASE)


def _table(small: str, tens: str, other: dict[str, int]) -> dict[str, int]:
    """Return the values of number words: those from one on, the tens from twenty on, and others."""
    table = {word: value for value, words in enumerate(small.split(), 1) for word in words.split("/")}
    table |= {word: 10 * value for value, words in enumerate(tens.split(), 2) for word in words.split("/")}
    return table | other


_WORDS = {
    "en": _table(
        "one/first two/second/twice three/third four/fourth five/fifth six/sixth seven/seventh eight/eighth nine/ninth"
        " ten/tenth eleven/eleventh twelve/twelfth/dozen thirteen/thirteenth fourteen/fourteenth fifteen/fifteenth"
        " sixteen/sixteenth seventeen/seventeenth eighteen/eighteenth nineteen/nineteenth",
        "twenty/twentieth thirty/thirtieth forty/fortieth fifty/fiftieth sixty seventy eighty ninety",
        {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000},
    ),
    "fr": _table(
        "un/une/premier/première deux/deuxième/second/seconde trois/troisième quatre/quatrième cinq/cinquième"
        " six/sixième sept/septième huit/huitième neuf/neuvième dix/dixième/dizaine onze/onzième"
        " douze/douzième/douzaine treize/treizième quatorze/quatorzième quinze/quinzième/quinzaine seize/seizième",
        "vingt/vingtième/vingtaine trente/trentième/trentaine quarante/quarantième/quarantaine"
        " cinquante/cinquantième/cinquantaine soixante/soixantaine septante octante",
        {"cent": 100, "cents": 100, "centaine": 100, "mille": 1_000}
        | {"million": 1_000_000, "millions": 1_000_000, "milliard": 1_000_000_000, "milliards": 1_000_000_000},
    ),
}
