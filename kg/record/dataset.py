"""The data set as a whole: its title, licence, version and date, as the data say themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.language import date_text, localized
from kg.messages import message
from kg.rdf.terms import text_of
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import SHARED_PREFIXES

_TITLE, _LICENCE = (SHARED_PREFIXES["dcterms"] + name for name in ("title", "license"))
_VERSION = SHARED_PREFIXES["dcat"] + "version"


@dataclass(frozen=True)
class Dataset:
    """What data say of themselves as a whole; what they do not say is empty.

    ``date`` is the latest day on which a page was read or published, so that the same data always have the same.
    """

    iri: str = ""
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
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
    rows = engine.table(lookup("dataset")).terms
    found = {name.value: value for _, name, value in rows if isinstance(name, ox.NamedNode)}
    licence, version = (text_of(found.get(name)) for name in (_LICENCE, _VERSION))
    titles = [row[2] for row in rows if text_of(row[1]) == _TITLE]
    return Dataset(
        next((text_of(row[0]) for row in rows), ""),
        {title.language or "en": title.value for title in titles if isinstance(title, ox.Literal)},
        licence=licence,
        version=version,
        date=str(engine.table(lookup("latest-day"))[0][0] or ""),
    )


def fact_lines(facts: Mapping[str, str], language: str = "en") -> list[tuple[str, str]]:
    """Return facts about a file with the labels of their keys in a language.

    >>> fact_lines({"licence": "https://creativecommons.org/licenses/by/4.0/"}, "fr")
    [('licence', 'https://creativecommons.org/licenses/by/4.0/')]
    """
    return [(message(f"about.{key}", language), value) for key, value in facts.items()]
