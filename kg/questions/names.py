"""Names: what things are called in each language, and which thing a name means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial

import pyoxigraph as ox

from kg.errors import KgError, UnknownName
from kg.language import fold, quoted
from kg.messages import message
from kg.questions.name_keys import NameKeys
from kg.questions.slips import resembling, slips_in
from kg.record.identity import PUBLISHER, code_of, read_identity, read_principal_countries
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import CONCEPTS, ENTITY, OWN_PREFIXES, SHARED_PREFIXES, TERM, expand, local_name

_LABEL = SHARED_PREFIXES["rdfs"] + "label"
_COUNTRY, _IDENTIFIER = TERM + "Country", TERM + "identifier"

Nearness = tuple[int, bool, int]
"""How far a name is from a text, by kind of match or by slips, whether it begins otherwise, and how long it is."""


class _Called:
    """What is called how, read once: by the key of each name the things that it may mean, and how it is shown."""

    def __init__(self, engine: Engine) -> None:
        self.entities: dict[str, set[str]] = defaultdict(set)
        self.shown: dict[str, str] = {}
        self.labels: set[tuple[str, str]] = set()
        self.publishers: set[str] = set()
        rows = engine.table(lookup("names")).rows
        self.keys = NameKeys((str(entity), str(name)) for entity, _, name, own in rows if own == _COUNTRY)
        for entity, kind, name, own in rows:
            self._add(str(entity), str(name), kind == _LABEL)
            if kind == _IDENTIFIER and (code := code_of(str(name))):
                self._add(str(entity), code, False)
            if own == PUBLISHER.value:
                self.publishers.add(str(entity))
        self.iris = frozenset(iri for found in self.entities.values() for iri in found)
        for iri in self.iris:
            self._add(iri, local_name(iri), True)

    def _add(self, entity: str, name: str, is_label: bool) -> None:
        key = self.keys.of(name)
        self.entities[key].add(entity)
        self.shown.setdefault(key, name)
        if is_label:
            self.labels.add((key, entity))


class Names:
    """All the names of entities and publishers, documents and concepts, for finding the one that somebody means.

    They are read when a text is not simply an id.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._choices: dict[str, dict[str, str]] = {}

    @cached_property
    def entity_iris(self) -> frozenset[str]:
        """The IRIs of all that has a name."""
        return self._engine.derived("what has a name", lambda: self._called.iris)

    @cached_property
    def _called(self) -> _Called:
        return self._engine.derived("names", lambda: _Called(self._engine))

    @property
    def _entities(self) -> dict[str, set[str]]:
        return self._called.entities

    @property
    def _keys(self) -> NameKeys:
        return self._called.keys

    def resolve(self, text: str) -> str:
        """Return the IRI of the one entity that a name, abbreviation, id or IRI means.

        Raises UnknownName with the nearest names when nothing, or more than one thing, is called so.
        """
        iri = expand(text) if ":" in text else ENTITY + text
        if iri in self.entity_iris:
            return str(iri)
        key = self._keys.of(text)
        exact = sorted(self._entities.get(key, ()))
        preferred = [entity for entity in exact if (key, entity) in self._called.labels] or exact
        if len(preferred) == 1:
            return preferred[0]
        if preferred:
            raise UnknownName("single_entity", text, [local_name(entity) for entity in preferred[:5]])
        raise self.unknown(text)

    def resolve_each(self, texts: str | Iterable[str]) -> list[str]:
        """Return the IRIs of the entities that one or more names mean. Raises UnknownName as ``resolve`` does."""
        return [self.resolve(text) for text in ([texts] if isinstance(texts, str) else texts)]

    def resolve_entity_or_topic(self, text: str) -> str:
        """Return the IRI of what is called so: an entity, else a topic. Raises UnknownName as ``resolve`` does."""
        topic = self.called("topic", text)
        return topic if topic and not self.called("entity", text) else self.resolve(text)

    def resolve_concept(self, kind: str, text: str) -> str:
        """Return the IRI of the country, document, topic, kind or standing that an id or a name means.

        Raises UnknownName with the nearest ids when none is called so.
        """
        known = self._known(kind)
        iri = expand(text)
        found = iri if iri in known.values() else known.get(fold(text))
        if found is None:
            near = [known[name] for name in resembling(known, fold(text))[:3]]
            usual = self.usual_countries() if kind == "country" else ()
            hint = partial(self._there_are, kind) if kind == "purpose" and not near else None
            nearest = [local_name(iri) for iri in near] or usual
            raise UnknownName(kind, text, nearest, hint, partial(self.said_of, kind))
        return found

    def said_of(self, kind: str, name: str, language: str) -> str:
        """Return the id of a topic, a country or their like in quotation marks, behind its label where that differs."""
        iri = next((iri for iri in self._known(kind).values() if local_name(iri) == name), name)
        label = self.label(iri, language)
        if language == "en" or fold(label) == fold(name):
            return quoted(name, language)
        return f"{quoted(label, language)} ({name})"

    def _there_are(self, kind: str, language: str) -> str:
        return message("error.name.there_are", language, names=", ".join(map(local_name, self.choices(kind))))

    def choices(self, kind: str) -> list[str]:
        """Return the IRIs of all countries, of all documents, or of all topics, kinds or other concepts."""
        return sorted(set(self._known(kind).values()))

    def kinds_of(self, of_class: str) -> list[str]:
        """Return the ids of the kinds that things of a class may have, all where none is named."""
        if not of_class:
            return [local_name(iri) for iri in self.choices("kind")]
        return kinds_of_class(self._engine, of_class)

    def usual_countries(self) -> tuple[str, ...]:
        """Return the ids of the countries that nearly every question is about."""
        return read_principal_countries(self._engine)

    def unknown(self, text: str) -> KgError:
        """Return the error for a name that no entity carries, with the nearest."""
        if not self._entities:
            return KgError("error.name.no_entities", name=text)
        return UnknownName("entity", text, self.nearest(text), None, self._said)

    def _said(self, name: str, language: str) -> str:
        """Return a name in quotation marks: a label as it is in a language, another name behind the label."""
        called = self._entities[self._keys.of(name)]
        labels, _ = self.about(next(iter(called))) if len(called) == 1 and " " in name else ({}, [])
        label = labels.get(language)
        if label is None or fold(label) == fold(name):
            return quoted(name, language)
        return quoted(label, language) + ("" if name in labels.values() else f" ({name})")

    def label(self, iri: str, language: str) -> str:
        """Return what a single thing is called in a language, for where reading all labels is not worth it."""
        labels, _ = self.about(iri)
        return labels.get(language) or labels.get("en", local_name(iri))

    def about(self, iri: str) -> tuple[dict[str, str], list[str]]:
        """Return the labels of a thing by language, and its classes."""
        about = self._engine.terms(lookup("about"), {"thing": ox.NamedNode(iri)}) if ":" in iri else []
        labels = {name.language or "en": name.value for name, _ in about if isinstance(name, ox.Literal)}
        return labels, [local_name(own.value) for _, own in about if isinstance(own, ox.NamedNode)]

    def called(self, kind: str, text: str) -> str | None:
        """Return the IRI of the one entity, document, topic, kind or standing that a text is a whole name of."""
        if kind != "entity":
            return self._known(kind).get(fold(text))
        found = self._entities.get(self._keys.of(text), ())
        return next(iter(found)) if len(found) == 1 else None

    def find(self, text: str, limit: int = 20) -> list[str]:
        """Return the IRIs of the entities whose names match best: equal, then beginning, then containing, then near."""
        return self.matching(text, limit) or self.near(text, limit)

    def matching(self, text: str, limit: int = 20) -> list[str]:
        """Return the IRIs of the entities with a name that is a text, has all of its words or contains it, best first.

        Of those that match equally well, the one with the most ties is first; publishers are last.
        """
        key = self._keys.of(text)
        if not key:
            return []
        ranked: dict[str, Nearness] = {}
        longest = max(key.split(), key=len)
        for name, entities in self._entities.items():
            rank = _rank(name, key) if longest in name else None  # whatever matches has every word, whole or in another
            if rank is not None:
                nearness = rank, not name.startswith(key), len(name)
                ranked |= {entity: min(ranked.get(entity, nearness), nearness) for entity in entities}
        return self._best(ranked, limit)

    def near(self, text: str, limit: int = 20) -> list[str]:
        """Return the IRIs of the entities with a name that a text has but for a slip or two a word, best first."""
        ranked: dict[str, Nearness] = {}
        for name, slips in slips_in(self._entities, self._keys.of(text)).items():
            nearness = slips, False, len(name)
            ranked |= {entity: min(ranked.get(entity, nearness), nearness) for entity in self._entities[name]}
        return self._best(ranked, limit)

    def _best(self, ranked: Mapping[str, Nearness], limit: int) -> list[str]:
        """Return so many of what was ranked: the nearest first, of these those with the most ties; publishers last."""
        ties = self.ties

        def order(entity: str) -> tuple[bool, int, int, Nearness, str]:
            return entity in self._called.publishers, ranked[entity][0], -ties.get(entity, 0), ranked[entity], entity

        return sorted(ranked, key=order)[:limit]

    @cached_property
    def ties(self) -> Mapping[str, int]:
        """How many ties each entity has, by its IRI."""
        return {str(entity): int(str(ties)) for entity, ties in self._engine.table(lookup("tie-counts")).rows}

    def nearest(self, text: str, limit: int = 3) -> list[str]:
        """Return up to so many names that contain a text or resemble it, no two of one entity."""

        def order(name: str) -> tuple[bool, int, int]:
            called = self._entities[name]
            return called <= self._called.publishers, -max(self.ties.get(entity, 0) for entity in called), len(name)

        found: dict[frozenset[str], str] = {}
        for name in resembling(self._entities, self._keys.of(text), order):
            found.setdefault(frozenset(self._entities[name]), self._called.shown[name])
        return list(found.values())[:limit]

    def topics_holding(self, text: str) -> list[str]:
        """Return the ids of the topics of most of the entities whose names match a text, up to three.

        >>> from kg.graph import load
        >>> load("tests/mini").names.topics_holding("norad")
        ['aerospace-defence']
        """
        found = self.matching(text)
        identity = read_identity(self._engine, found) if found else {}
        counts = Counter(local_name(topic.value) for iri in found for topic in identity[iri]["hasTopic"])
        most = max(counts.values(), default=0)
        return [topic for topic in sorted(counts, key=lambda one: (-counts[one], one)) if counts[topic] * 2 > most][:3]

    def _known(self, kind: str) -> dict[str, str]:
        if kind not in self._choices:
            self._choices[kind] = self._read_choices(kind)
        return self._choices[kind]

    def _read_choices(self, kind: str) -> dict[str, str]:
        known: dict[str, str] = {}
        for thing, name in self._choice_rows(kind):
            known.setdefault(fold(local_name(thing)), thing)
            known.setdefault(fold(name), thing)
        return known

    def _choice_rows(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield countries, documents, or the concepts of a scheme, with each of their names."""
        if kind in CONCEPTS:
            table = self._engine.table(lookup("concept-names"), {"beginning": ox.Literal(OWN_PREFIXES[kind])})
        else:
            table = self._engine.table(lookup(f"{kind}-names"))
        yield from ((str(thing), str(name)) for thing, name in table.rows)


def kinds_of_class(engine: Engine, of_class: str) -> list[str]:
    """Return the ids of the kinds that things of a class may have.

    >>> from kg.graph import load
    >>> "treaty" in kinds_of_class(load("tests/mini").engine, "Agreement")
    True
    """
    table = engine.table(lookup("kinds-of-class"), {"class": ox.NamedNode(TERM + of_class)})
    return [local_name(str(iri)) for iri in table.column("kind")]


def _rank(name: str, key: str) -> int | None:
    """Return how well the key of a name matches that of a text, 0 best; None when it does not."""
    words, wanted = set(name.split()), set(key.split())
    fits = (name == key, words == wanted, wanted <= words, name.startswith(key), key in name)
    return fits.index(True) if True in fits else None
