"""What identifies entities: names, classes, countries and the like, by which all else is told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.rdf.terms import Term, in_order
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import TERM, local_name

Identity = Mapping[str, Mapping[str, list[Term]]]
"""What identifies entities: for each its properties by local name, none where it is not known."""

PUBLISHER = ox.NamedNode(TERM + "Publisher")
"""The class of those that publish documents and are no actors."""

_SHORTEST_CODE = 2


def by_language(terms: Iterable[Term]) -> dict[str, str]:
    """Return texts by language, the last where a language has several; a text without language counts as English."""
    return {term.language or "en": term.value for term in terms if isinstance(term, ox.Literal)}


def read_identity(engine: Engine, iris: Iterable[str] | None = None) -> Identity:
    """Return what identifies entities: for each its properties by local name. All entities, or those named.

    Those named may be publishers too, which are no entities of the record.
    """
    found = _Identity()
    bindings = {"class": [ox.NamedNode(TERM + "Entity")]}
    if iris is not None:
        bindings["class"].append(PUBLISHER)
        bindings["entity"] = [ox.NamedNode(iri) for iri in iris]
    for entity, name, value in in_order(engine.terms(lookup("entities"), bindings), 0, 1, 2):
        if entity and name and isinstance(value, ox.NamedNode | ox.Literal | ox.BlankNode):
            found.setdefault(entity.value, _Properties()).setdefault(local_name(name.value), []).append(value)
    return found


def is_a(identity: Identity, iri: str, name: str) -> bool:
    """Say whether an entity is a member of one of our classes."""
    return any(term.value == TERM + name for term in identity.get(iri, {}).get("type", ()))


def members(engine: Engine, iris: Iterable[str], name: str) -> set[str]:
    """Return those of some things that are members of one of our classes.

    >>> from kg.graph import load
    >>> members(load("tests/mini").engine, ["https://w3id.org/perimeter/entity/norad"], "Threat")
    set()
    """
    things = [ox.NamedNode(iri) for iri in sorted(set(iris))]
    if not things:
        return set()
    table = engine.table(lookup("members"), {"thing": things, "class": ox.NamedNode(TERM + name)})
    return {str(thing) for thing in table.column("thing")}


def code_of(identifier: str) -> str:
    """Return what of an identifier is unmistakable without its series, nothing for a number.

    >>> code_of("Wikidata Q8333"), code_of("CTS 1942 No. 13")
    ('Q8333', '')
    """
    code = identifier.rpartition(" ")[2]
    return code if len(code) > _SHORTEST_CODE and not code.isdigit() else ""


def principal_countries(identity: Identity) -> tuple[str, ...]:
    """Return the ids of the two countries that most entities have, in the order of their names.

    >>> from kg.graph import load
    >>> principal_countries(load("tests/mini").record.identity)
    ('canada', 'united-states')
    """
    return two_most_common(local_name(term.value) for own in identity.values() for term in own.get("hasCountry", ()))


def read_principal_countries(engine: Engine) -> tuple[str, ...]:
    """Return the ids of the two countries that a graph says it is about, else those that most entities have.

    >>> from kg.graph import load
    >>> read_principal_countries(load("tests/mini").engine)
    ('canada', 'united-states')
    """
    return engine.derived("countries", lambda: _read_principal_countries(engine))


def _read_principal_countries(engine: Engine) -> tuple[str, ...]:
    for stated in engine.table(lookup("principal-countries")).rows[:1]:
        return tuple(local_name(str(country)) for country in stated)
    return two_most_common(local_name(str(country)) for country in engine.table(lookup("countries")).column("country"))


def two_most_common(names: Iterable[str]) -> tuple[str, ...]:
    """Return the two names that stand most often, in order; of equally many the first by name."""
    counts = Counter(names)
    return tuple(sorted(sorted(counts, key=lambda name: (-counts[name], name))[:2]))


class _Properties(dict[str, list[Term]]):
    """What identifies one entity; a property that is asked for in vain is empty, and stays away."""

    def __missing__(self, name: str) -> list[Term]:
        return []


class _Identity(dict[str, _Properties]):
    """What identifies entities; one that is asked for in vain has no property, and stays away."""

    def __missing__(self, iri: str) -> _Properties:
        return _Properties()
