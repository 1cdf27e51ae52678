"""Names: what things are called in each language, and which thing a name means."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.errors import KgError, UnknownName
from kg.language import fold
from kg.questions.slips import slips_in
from kg.record.entities import PUBLISHER, read_principal_countries
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import CONCEPTS, ENTITY, OWN_PREFIXES, SHARED_PREFIXES, TERM, expand, local_name

_LABEL = SHARED_PREFIXES["rdfs"] + "label"


class Names:
    """All the names of entities and publishers, documents and concepts, for finding the one that somebody means."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._choices: dict[str, dict[str, str]] = {}
        self._entities: dict[str, set[str]] = defaultdict(set)
        self._shown: dict[str, str] = {}
        self._labels: set[tuple[str, str]] = set()
        self._publishers: set[str] = set()
        for entity, kind, name, own in engine.table(lookup("names")).rows:
            self._add(str(entity), str(name), kind == _LABEL)
            if own == PUBLISHER.value:
                self._publishers.add(str(entity))
        self.entity_iris = frozenset(iri for found in self._entities.values() for iri in found)
        for iri in self.entity_iris:
            self._add(iri, local_name(iri), True)

    def resolve(self, text: str) -> str:
        """Return the IRI of the one entity that a name, abbreviation, id or IRI means.

        Raises UnknownName with the nearest names when nothing, or more than one thing, is called so.
        """
        iri = expand(text) if ":" in text else ENTITY + text
        if iri in self.entity_iris:
            return str(iri)
        key = fold(text)
        exact = sorted(self._entities.get(key, ()))
        preferred = [entity for entity in exact if (key, entity) in self._labels] or exact
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
            near = [local_name(known[name]) for name in difflib.get_close_matches(fold(text), known, 3, 0.4)]
            usual = self.usual_countries() if kind == "country" else sorted(map(local_name, self.choices(kind)))[:3]
            raise UnknownName(kind, text, near or usual)
        return found

    def choices(self, kind: str) -> list[str]:
        """Return the IRIs of all countries, of all documents, or of all topics, kinds or other concepts."""
        return sorted(set(self._known(kind).values()))

    def kinds_of(self, of_class: str) -> list[str]:
        """Return the ids of the kinds that things of a class may have, all where none is named."""
        if not of_class:
            return [local_name(iri) for iri in self.choices("kind")]
        table = self._engine.table(lookup("kinds-of-class"), {"class": ox.NamedNode(TERM + of_class)})
        return [local_name(str(iri)) for iri in table.column("kind")]

    def usual_countries(self) -> tuple[str, ...]:
        """Return the ids of the countries that nearly every question is about."""
        return read_principal_countries(self._engine)

    def unknown(self, text: str) -> KgError:
        """Return the error for a name that no entity carries, with the nearest."""
        if not self._entities:
            return KgError("error.name.no_entities", name=text)
        return UnknownName("entity", text, self.nearest(text))

    def label(self, iri: str, language: str) -> str:
        """Return what a single thing is called in a language, for where reading all labels is not worth it."""
        labels, _ = self.about(iri)
        return labels.get(language) or labels.get("en", local_name(iri))

    def about(self, iri: str) -> tuple[dict[str, str], list[str]]:
        """Return the labels of a thing by language, and its classes."""
        about = self._engine.table(lookup("about"), {"thing": ox.NamedNode(iri)}).terms if ":" in iri else []
        labels = {name.language or "en": name.value for name, _ in about if isinstance(name, ox.Literal)}
        return labels, [local_name(own.value) for _, own in about if isinstance(own, ox.NamedNode)]

    def called(self, kind: str, text: str) -> str | None:
        """Return the IRI of the one entity, document, topic, kind or standing that a text is a whole name of."""
        key = fold(text)
        if kind != "entity":
            return self._known(kind).get(key)
        found = self._entities.get(key, ())
        return next(iter(found)) if len(found) == 1 else None

    def find(self, text: str, limit: int = 20) -> list[str]:
        """Return the IRIs of the entities whose names match best: equal, then beginning, then containing, then near."""
        return self.matching(text, limit) or self.near(text, limit)

    def matching(self, text: str, limit: int = 20) -> list[str]:
        """Return the IRIs of the entities with a name that is a text, begins with it or contains it, best first.

        Those with all of its words, in whatever order, come after them, and publishers last.
        """
        key = fold(text)
        if not key:
            return []
        ranked: dict[str, tuple[int, int]] = {}
        for name, entities in self._entities.items():
            rank = _rank(name, key)
            if rank is not None:
                for entity in entities:
                    ranked[entity] = min(ranked.get(entity, (9, 0)), (rank, len(name)))
        return self._best(ranked, limit)

    def near(self, text: str, limit: int = 20) -> list[str]:
        """Return the IRIs of the entities with a name that a text has but for a slip or two a word, best first."""
        ranked: dict[str, tuple[int, int]] = {}
        for name, slips in slips_in(self._entities, fold(text)).items():
            for entity in self._entities[name]:
                ranked[entity] = min(ranked.get(entity, (99, 0)), (slips, len(name)))
        return self._best(ranked, limit)

    def _best(self, ranked: Mapping[str, tuple[int, int]], limit: int) -> list[str]:
        """Return so many of what was ranked, best first, publishers last."""
        return sorted(ranked, key=lambda entity: (entity in self._publishers, ranked[entity], entity))[:limit]

    def nearest(self, text: str, limit: int = 3) -> list[str]:
        """Return up to so many names that come closest to a text; else those that share a long word with it."""
        key = fold(text)
        close = difflib.get_close_matches(key, self._entities, limit, 0.6)
        inside = [name for name in self._entities if key and key in name]
        ordered = dict.fromkeys([*sorted(inside, key=len)[:limit], *close])
        if not ordered:
            words = {word for word in map(fold, text.split()) if len(word) > 4}
            ordered = dict.fromkeys(sorted((name for name in self._entities if words & set(name.split())), key=len))
        return [self._shown[name] for name in ordered][:limit]

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

    def _add(self, entity: str, name: str, is_label: bool) -> None:
        key = fold(name)
        self._entities[key].add(entity)
        self._shown.setdefault(key, name)
        if is_label:
            self._labels.add((key, entity))


def _rank(name: str, key: str) -> int | None:
    """Return how well a folded name matches a folded text, 0 best; None when it does not."""
    fits = (name == key, name.startswith(key), key in name, set(key.split()) <= set(name.split()))
    return fits.index(True) if True in fits else None
