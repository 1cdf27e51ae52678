"""The ways in which pages write a name that the record has in another form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.language import fold

_SPELLINGS = {
    "defence": "defense",
    "offence": "offense",
    "licence": "license",
    "centre": "center",
    "theatre": "theater",
    "harbour": "harbor",
    "labour": "labor",
    "programme": "program",
    "organisation": "organization",
}
"""Words that one name has in two spellings: British and American."""
_OF = re.compile(r"^(?P<core>.+?) (?:of(?: the)?|des?|du|de la) (?P<end>[^()]+)$")
_WITHIN = re.compile(r"^(?P<core>[^(),]{4,}?)(?: \((?P<place>[^()]+)\)|, (?P<after>[^(),]+))$")

_OPERATION = re.compile(r"^(?:Operation|Exercise|Opération|Exercice) (?P<core>[A-Z][\w -]*)$")
_AIRCRAFT = re.compile(r"^(?P<model>[A-Z]{1,3}-\d{1,3}[A-Z]?) [A-Z]\w+$")


def loose(word: str) -> str:
    """Return a folded word without what two forms of a name differ in: the plural, and British or American spelling.

    >>> loose("services"), loose("defence"), loose("ibets"), loose("us")
    ('service', 'defense', 'ibet', 'us')
    """
    word = _SPELLINGS.get(word, word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def forms(names: Iterable[tuple[str, str]], countries: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Yield other forms of names, each with its IRI: the country in another way or place, a place without its
    province, an operation without its kind.

    ``countries`` are the names of each country, adjectives too. A form may belong to several things; it then stands
    for none.

    >>> us = {"us": ["United States", "U.S.", "American"]}
    >>> [form for form, _ in forms([("United States Navy", "navy")], us)][:3]
    ['U.S. Navy', 'American Navy', 'Navy of the United States']
    """
    names = list(names)
    called = _country_names(countries)
    places = {fold(name) for name, _ in names}
    for name, iri in names:
        for core, country in _parts(name, called):
            yield from ((form, iri) for form in _with_country(core, countries[country]) if fold(form) != fold(name))
        yield from ((form, iri) for form in _short_forms(name))
        if (within := _WITHIN.match(name)) and fold(within["place"] or within["after"]) in places:
            yield within["core"], iri


def _short_forms(name: str) -> Iterator[str]:
    """Yield what is left of the name of an operation without its kind, and of an aircraft without its nickname.

    >>> list(_short_forms("Operation NOBLE DEFENDER")), list(_short_forms("CF-18 Hornet"))
    (['NOBLE DEFENDER', 'Op NOBLE DEFENDER', 'Ex NOBLE DEFENDER'], ['CF-18'])
    """
    if named := _OPERATION.match(name):
        core = named["core"]
        yield from [core] if " " in core or "-" in core else []
        yield from (f"Op {core}", f"Ex {core}")
    if aircraft := _AIRCRAFT.match(name):
        yield aircraft["model"]


def _country_names(countries: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the country of each folded name of one."""
    found: dict[str, set[str]] = defaultdict(set)
    for country, all_names in countries.items():
        for name in all_names:
            found[fold(name)].add(country)
    return {name: owners.pop() for name, owners in found.items() if len(owners) == 1}


def _parts(name: str, called: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a name without its country, and that country: *United States Navy*, *Prime Minister of Canada*."""
    words = name.split()
    for length in range(min(4, len(words) - 1), 0, -1):
        country = called.get(fold(" ".join(words[:length])))
        if country:
            yield " ".join(words[length:]), country
            break
    after = _OF.match(name)
    if after and fold(after["end"]) in called:
        yield after["core"], called[fold(after["end"])]
    within = _WITHIN.match(name)
    if within and within["place"] and fold(within["place"]) in called:
        yield within["core"], called[fold(within["place"])]


def _with_country(core: str, names: Iterable[str]) -> Iterator[str]:
    """Yield a name with its country before it, after it, or as an adjective after its first word."""
    names = list(names)
    first, *rest = core.split()
    yield from (f"{name} {core}" for name in names)
    yield from (f"{core} of the {name}" for name in names[:1])
    yield from (f"{core} of {name}" for name in names[:1])
    yield from (f"{name}’s {core}" for name in names)
    yield from _after(core, first, rest, [name for name in names if name.isalpha()])


def _after(core: str, first: str, rest: Sequence[str], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield f"{core} {name.lower()}"
        if rest:
            yield f"{first} {name.lower()} {' '.join(rest)}"
