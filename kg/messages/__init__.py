"""The message catalogue: every text that is shown, by key, in one file a language.

The files are JSON in the form of go-i18n, which translation tools edit and which the page reads as they are. A text
has places by name, ``{count}``; where its number decides, it has one form a plural category. A language is there
when its file is: nothing else names it.

>>> message("text.rows", "en", count=1), message("text.rows", "fr", count=1200)
('1 row', '1\\xa0200 lignes')
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from numbers import Number
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from decimal import Decimal

Text = str | dict[str, str]
Value = object | Callable[[str], object]

_HERE = Path(__file__).parent
HELP = _HERE / "help"
"""Where the help of the command line is in other languages, by its English."""

_SOURCE = "en"
"""The language that all others are translated from, and that stands in for what they lack."""


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that there is a file of: English, then the others by their tags.

    >>> languages()
    ('en', 'fr')
    """
    return tuple(sorted((path.stem for path in _HERE.glob("*.json")), key=lambda tag: (tag != _SOURCE, tag)))


@cache
def catalogue(language: str) -> Mapping[str, Text]:
    """Return all texts of a language by key, read when first asked for; none for one that has no file.

    >>> catalogue("fr")["common.undated"]
    'sans date'
    """
    import json

    if language not in languages():
        return {}
    texts: dict[str, Text] = json.loads((_HERE / f"{language}.json").read_text(encoding="utf-8"))
    return texts


def readers_language() -> str:
    """Return the language of PERIMETER_LANGUAGE, in which what was given none shows itself; else English.

    >>> readers_language()
    'en'
    """
    wanted = os.environ.get("PERIMETER_LANGUAGE", "")[:2]
    return wanted if wanted in languages() else _SOURCE


def known(key: str) -> bool:
    """Tell whether there is a text with this key.

    >>> known("common.undated"), known("common.never")
    (True, False)
    """
    return key in catalogue(_SOURCE)


def message(key: str, language: str, /, **values: Value) -> str:
    """Return a text in a language with its places filled.

    A number is written as the language writes it, and what is called ``count`` decides on the plural form; a number
    that names something (a line, a status) is to be given as text. A value may be a function of the language.

    >>> message("error.number.invalid", "fr", text="many")
    '«\\xa0many\\xa0» n’est pas un nombre entier positif ou nul.'
    """
    text = catalogue(language).get(key) or catalogue(_SOURCE)[key]
    if isinstance(text, dict):
        text = text.get(_plural_category(values["count"], language)) or text["other"]
    if "{" not in text:
        return text
    return re.sub(r"\{(\w+)\}", lambda place: _written(values[place[1]], language), text)


def format_number(number: float | Decimal, language: str) -> str:
    """Return a number as a language writes it, its thousands apart.

    >>> format_number(1200.5, "en"), format_number(1200.5, "fr")
    ('1,200.5', '1\\xa0200,5')
    """
    digits = f"{number:,.12g}" if isinstance(number, float) else f"{number:,}"
    own = {ord(","): message("number.thousands", language), ord("."): message("number.decimal", language)}
    return digits.translate(own)


def _written(value: Value, language: str) -> str:
    if callable(value):
        value = value(language)
    return format_number(cast("float | Decimal", value), language) if isinstance(value, Number) else str(value)


def _plural_category(count: Value, language: str) -> str:
    """Return the plural category of a number; what is no whole number has the general one."""
    if not isinstance(count, int):
        return "other"
    categories, choose = _plural_rule(language)
    return categories[choose(count)]


@cache
def _plural_rule(language: str) -> tuple[list[str], Callable[[int], int]]:
    """Return the categories of a language and the rule that chooses one: as a PO file tells it, by expression."""
    from gettext import c2py

    categories, rule = (message(f"language.plural.{name}", language) for name in ("categories", "rule"))
    return categories.split(), c2py(rule)
