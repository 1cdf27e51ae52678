"""The data set as a whole, as the data say themselves: title, purpose, languages, licence, version, days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import DataError
from kg.language import date_text, localized
from kg.messages import message
from kg.rdf.files import ParsedFiles
from kg.rdf.folders import data_files
from kg.rdf.terms import text_of
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import LANGUAGES, SHARED_PREFIXES, TERM

_DCTERMS = SHARED_PREFIXES["dcterms"]
_VOID_DATASET = SHARED_PREFIXES["void"] + "Dataset"
_VERSION = SHARED_PREFIXES["dcat"] + "version"


@dataclass(frozen=True)
class Dataset:
    """What data say of themselves as a whole; what they do not say is empty.

    Titles and purposes are by language; ``languages`` are those in which everything is said, ``key_dates`` days that a
    reader may begin with, and ``date`` is the latest day on which a page was read or published, so that the same data
    always have the same.
    """

    iri: str = ""
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    purposes: Mapping[str, str] = field(default_factory=dict, hash=False)
    languages: tuple[str, ...] = LANGUAGES
    key_dates: tuple[str, ...] = ()
    licence: str = ""
    version: str = ""
    date: str = ""

    @property
    def licence_name(self) -> str:
        """What people call the licence.

        >>> Dataset(licence="https://creativecommons.org/licenses/by/4.0/").licence_name
        'CC BY 4.0'
        """
        found = re.fullmatch(r"https?://creativecommons\.org/licenses/([a-z-]+)/([\d.]+)/?", self.licence)
        return f"CC {found[1].upper()} {found[2]}" if found else self.licence

    def credit(self, language: str = "en") -> str:
        """Return what stands under a picture: whose data, of when, under which licence."""
        parts = (
            self.name(language),
            message("common.data_of", language, date=date_text(self.date, language)) if self.date else "",
            self.licence_name,
        )
        return " · ".join(part for part in parts if part)

    def name(self, language: str = "en") -> str:
        """Return its title and version."""
        return " ".join(part for part in (localized(self.titles, language), self.version) if part)

    def short_name(self, language: str = "en") -> str:
        """Return its title without what follows a colon.

        >>> Dataset(titles={"en": "Perimeter: security cooperation"}).short_name()
        'Perimeter'
        """
        return re.split(r"\s{0,9}:\s", localized(self.titles, language))[0]

    def facts(self, language: str = "en") -> dict[str, str]:
        """Return the same by keys, for files that say of themselves where they come from: nothing that is not known."""
        facts = {"dataset": self.name(language), "address": self.iri, "date": self.date, "licence": self.licence}
        return {key: value for key, value in facts.items() if value}


def read_dataset(engine: Engine) -> Dataset:
    """Return what the data of a graph say of themselves.

    >>> from kg.graph import load
    >>> read_dataset(load().engine).licence_name
    'CC BY 4.0'
    """
    rows = engine.terms(lookup("dataset"))
    told = described((row[1].value, row[2]) for row in rows if isinstance(row[1], ox.NamedNode))
    iri, date = next((text_of(row[0]) for row in rows), ""), str(engine.table(lookup("latest-day"))[0][0] or "")
    return replace(told, iri=iri, date=date)


def described(statements: Iterable[tuple[str, object]]) -> Dataset:
    """Return what statements about the data, each a property and a value, amount to.

    >>> described([]).languages
    ('en', 'fr')
    """
    found: dict[str, list[Any]] = defaultdict(list)
    for name, value in statements:
        found[name].append(value)
    languages = tuple(sorted({text_of(one) for one in found[_DCTERMS + "language"]}))
    return Dataset(
        titles=_by_language(found[_DCTERMS + "title"]),
        purposes=_by_language(found[_DCTERMS + "description"]),
        languages=languages or LANGUAGES,
        key_dates=tuple(sorted(text_of(one) for one in found[TERM + "keyDate"])),
        licence=next(map(text_of, found[_DCTERMS + "license"]), ""),
        version=next(map(text_of, found[_VERSION]), ""),
    )


def listed_languages(quads: Sequence[ox.Quad]) -> tuple[str, ...]:
    """Return the languages that the description of the data lists, else English and French."""
    about = {
        quad.subject for quad in quads if isinstance(quad.object, ox.NamedNode) and quad.object.value == _VOID_DATASET
    }
    return described((quad.predicate.value, quad.object) for quad in quads if quad.subject in about).languages


def folder_languages(folder: Path) -> tuple[str, ...]:
    """Return the same of a folder of data, from the files at its top; of one that cannot be read, English and French.

    >>> folder_languages(Path("tests/mini"))
    ('en', 'fr')
    """
    files = [path for path in data_files(folder) if path.parent == folder]
    try:
        return listed_languages(ParsedFiles.of(files).quads)
    except DataError:
        return LANGUAGES


def _by_language(texts: Iterable[object]) -> dict[str, str]:
    return {one.language or "en": one.value for one in texts if isinstance(one, ox.Literal)}


def fact_lines(facts: Mapping[str, str], language: str = "en") -> list[tuple[str, str]]:
    """Return facts about a file with the labels of their keys in a language.

    >>> fact_lines({"licence": "https://creativecommons.org/licenses/by/4.0/"}, "fr")
    [('licence', 'https://creativecommons.org/licenses/by/4.0/')]
    """
    return [(message(f"about.{key}", language), value) for key, value in facts.items()]
