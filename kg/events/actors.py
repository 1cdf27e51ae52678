"""Who acts in events: what a CAMEO actor code becomes in the record, with names in both languages.

A code is put together from codes of three letters: a country, a known group, roles. ``USA`` is a country, ``USAMIL``
the armed forces of one, ``IGOUNO`` an intergovernmental organization, the United Nations. One code is one actor,
whatever names reports give it: the name of the day (a capital, an office, a person) tells the passage, not the actor.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kg.events.cameo import table
from kg.events.rows import LeftOut, Party
from kg.language import colon


class Part(NamedTuple):
    """What a code of three letters means, what it is: a country, territory, region, group or role."""

    sort: str
    names: Mapping[str, str]
    topic: str
    kind: str


class Actor(NamedTuple):
    """An actor of the record: its id, code, class and kind, names by language, topic and country; some are empty."""

    id: str
    code: str
    sort: str
    kind: str
    names: Mapping[str, str]
    topic: str
    country: Actor | None = None


@cache
def parts() -> Mapping[str, Part]:
    """Return what codes of three letters mean.

    >>> parts()["FIN"].names["fr"]
    'Finlande'
    """
    rows = table("actors")
    return {row["code"]: Part(row["is"], {"en": row["en"], "fr": row["fr"]}, row["topic"], row["kind"]) for row in rows}


class Actors:
    """The actors of a data set by their codes, each as the first row that has it tells of it."""

    def __init__(self) -> None:
        self._known: dict[str, Actor] = {}

    def of(self, party: Party) -> Actor:
        """Return the actor that a row means.

        Raises LeftOut for one that is no body of anybody's: a role or a region alone, a people, a faith.

        >>> Actors().of(Party("CAN", "OTTAWA", "CAN", "", False)).id
        'canada'
        >>> Actors().of(Party("USACOP", "POLICE", "USA", "", False)).names["fr"]
        'États-Unis\\xa0: police'
        """
        if party.is_people:
            raise LeftOut("people")
        if party.code not in self._known:
            self._known[party.code] = _actor(party)
        return self._known[party.code]


def _actor(party: Party) -> Actor:
    country = country_of(party.country)
    if country and party.code == party.country:
        return country
    group = parts().get(party.group)
    if not country and not (group and group.sort == "group" and party.group in _cut(party.code)):
        raise LeftOut("nobody")
    return _body(party, country)


@cache
def country_of(code: str) -> Actor | None:
    """Return the country of a code, None for a territory, a region and what is not known.

    >>> country_of("EUR")
    """
    part = parts().get(code)
    if not part or part.sort != "country":
        return None
    return Actor(slug(part.names["en"]), code, "Country", part.kind, part.names, part.topic)


def slug(text: str) -> str:
    """Return a text as an id: small letters, digits and single hyphens.

    >>> slug("Côte d’Ivoire")
    'cote-d-ivoire'
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _cut(code: str) -> list[str]:
    return [code[start : start + 3] for start in range(0, len(code), 3)]


def _body(party: Party, country: Actor | None) -> Actor:
    code = party.code
    pieces = [parts().get(piece) for piece in _cut(code)]
    known = [piece for piece in pieces if piece]
    names = _names(code, party.name, known if len(known) == len(pieces) else [])
    about = [piece for piece in known if piece.sort in ("group", "role")]
    kinds = {piece.kind for piece in about if piece.sort == "group"} or {piece.kind for piece in about}
    kind = kinds.pop() if len(kinds) == 1 else "unnamed-body"
    topic = next((piece.topic for piece in about if piece.topic), "")
    return Actor(f"cameo-{code.lower()}", code, "Organization", kind, names, topic, country)


def _names(code: str, name: str, known: list[Part]) -> Mapping[str, str]:
    """Return names put together from what the parts of a code mean, else from the name that a row gives."""
    if not known:
        told = f"{name.title()} ({code})" if name else code
        return {"en": told, "fr": told}
    return {language: _put_together([part.names[language] for part in known], language) for language in ("en", "fr")}


def _put_together(names: list[str], language: str) -> str:
    first, *others = names
    return f"{first[:1].upper()}{first[1:]}" + (f"{colon(language)} {', '.join(others)}" if others else "")
