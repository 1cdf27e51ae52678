"""The record as the page carries it: compact lists, in which each thing is told by its place in its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.explorer.network_payload import edges_content
from kg.language import in_each, localized
from kg.record.evidence import Claim, Document, Publisher
from kg.record.identity import by_language, code_of
from kg.record.index import Record, class_of
from kg.record.labels import Labels
from kg.record.settings import settings_of, topics_of
from kg.record.stories import Story
from kg.record.ties import Tie
from kg.render.contradiction import contradicted, disputed_dates
from kg.render.coordinates import PROPERTIES, coordinates_among
from kg.render.svg import side
from kg.vocabulary import SHARED_PREFIXES, TERM, local_name, shorten

_TYPE = SHARED_PREFIXES["rdf"] + "type"
_ROLES = 6
"""The place of the text of its roles in the row of a tie."""


class RecordLists:
    """The lists of a record, and the places of things in them; texts get theirs as they are told."""

    def __init__(self, record: Record, labels: Labels, languages: Sequence[str]) -> None:
        self.record, self.labels, self.languages = record, labels, languages
        self.texts: dict[tuple[str, ...], int] = {}
        self.publishers: dict[str, tuple[int, list[str]]] = {}
        self.entities = {iri: place for place, iri in enumerate(sorted(record.identity))}
        self.passages = {iri: place for place, iri in enumerate(sorted(record.passages))}
        documents = {passage.document.iri for passage in record.passages.values()}
        self.documents = {iri: place for place, iri in enumerate(sorted(documents))}
        self._number_ties()

    def _number_ties(self) -> None:
        held = [tie for tie in self.record.ties if tie.subject in self.entities and tie.object in self.entities]
        self.ties = {id(tie): place for place, tie in enumerate(held)}

    def content(self) -> dict[str, Any]:
        """Return the lists without words: the publishers come after the documents, which number them."""
        return {
            "documents": self._documents(),
            "publishers": [local_name(iri) for iri in self.publishers],
            "passages": self._passages(),
            "entities": [self._entity(iri) for iri in self.entities],
            "ties": [self._tie(tie) for tie in self.record.ties if id(tie) in self.ties],
        }

    def stories(self, stories: Iterable[Story]) -> list[dict[str, Any]]:
        """Return stories with their texts, and for each step what it shows and its sentences with their passages."""
        return [self._story(story) for story in stories]

    def words(self) -> dict[str, Any]:
        """Return what no first picture needs: titles, publishers, what was read again, figures, events, texts."""
        return {
            "documents": [
                [one.title, one.address, *([one.looked_for_on] if one.looked_for_on else [])]
                for one in self._held_documents()
            ],
            "publishers": [names for _, names in self.publishers.values()],
            "readings": self._readings(),
            "figures": self._figures(),
            "events": self._events(),
            "texts": [list(each) for each in self.texts],
        }

    def _text(self, by_language: Mapping[str, str]) -> int:
        """Return the place of a text in each language, -1 for none."""
        if not by_language:
            return -1
        return self.texts.setdefault(tuple(in_each(by_language, self.languages)), len(self.texts))

    def _documents(self) -> list[list[Any]]:
        return [
            [
                document.id,
                self._publisher(document.publisher),
                document.issued,
                document.language,
                document.standing,
                self._publisher(document.voice),
                [self.entities[iri] for iri in document.speaks_for if iri in self.entities],
            ]
            for document in self._held_documents()
        ]

    def _held_documents(self) -> list[Document]:
        held = {passage.document.iri: passage.document for passage in self.record.passages.values()}
        return [held[iri] for iri in self.documents]

    def _publisher(self, publisher: Publisher) -> int:
        """Return the place of who publishes or speaks, -1 for nobody."""
        if not publisher.iri:
            return -1
        names = [publisher.name(language) for language in self.languages]
        return self.publishers.setdefault(publisher.iri, (len(self.publishers), names))[0]

    def _passages(self) -> list[list[Any]]:
        rows: list[list[Any]] = []
        named = self._named_passages()
        for iri in self.passages:
            passage = self.record.passages[iri]
            row: list[Any] = [self.documents[passage.document.iri], self._text(passage.says)]
            if passage.section or passage.locator or passage.reservation or iri in named:
                row += [passage.section, self._text(passage.locator), self._text(passage.reservation)]
            rows.append([*row, iri] if iri in named else row)
        return rows

    def _readings(self) -> list[list[Any]]:
        """Return what was read again: how, when, and the passages, each with a few words of its place on the page."""
        found: dict[tuple[str, str], list[list[Any]]] = defaultdict(list)
        for iri, place in self.passages.items():
            passage = self.record.passages[iri]
            if passage.reading:
                found[passage.reading, passage.read_on].append([place, passage.text_fragment])
        return [[*key, passages] for key, passages in sorted(found.items())]

    def differing(self, record: Record) -> tuple[dict[str, Any], list[tuple[str, ...]]]:
        """Return what differs when a claim counts only by passages that were read again, and the texts of it.

        The record is that of what was read again. What differs are the ties, what joins whom by them and how strongly,
        and of entities the countries, dates and statuses.
        """
        part = copy(self)
        part.record, part.texts = record, {}
        part._number_ties()
        differing = {
            "ties": [part._tie(tie) for tie in part.record.ties if id(tie) in part.ties],
            "edges": edges_content(part.record, part.entities, part.ties),
            "entities": [
                [place, *part._changing(iri)]
                for iri, place in self.entities.items()
                if part._changing(iri) != self._changing(iri)
            ],
        }
        return differing, list(part.texts)

    def joined(self, differing: dict[str, Any], texts: Iterable[tuple[str, ...]]) -> dict[str, Any]:
        """Return the same by the places of these lists, with those of its texts that are new, which come after all."""
        known = len(self.texts)
        places = [self.texts.setdefault(text, len(self.texts)) for text in texts]
        ties = [
            [*row[:_ROLES], places[row[_ROLES]], *row[_ROLES + 1 :]] if len(row) > _ROLES and row[_ROLES] >= 0 else row
            for row in differing["ties"]
        ]
        return differing | {"ties": ties, "texts": [list(each) for each in islice(self.texts, known, None)]}

    def _changing(self, iri: str) -> tuple[list[int], str, str, list[str]]:
        """Return what of an entity its claims alone tell, and no fact of it."""
        return (*self._place_and_time(iri), self._status(iri))

    def _place_and_time(self, iri: str) -> tuple[list[int], str, str]:
        """Return the countries of an entity by their numbers, and its first and its last day as texts."""
        own = self.record.identity.get(iri, {})
        since, until = self.record.valid_times.of(iri)
        countries = sorted(
            self.entities[term.value] for term in own.get("hasCountry", ()) if term.value in self.entities
        )
        return countries, since.isoformat() if since else "", until.isoformat() if until else ""

    def _named_passages(self) -> set[str]:
        """Return the passages that are not simply numbered p1, p2 … within their document."""
        own: dict[str, set[str]] = defaultdict(set)
        for iri, passage in self.record.passages.items():
            own[passage.document.iri].add(iri)
        numbered = {document: {f"{document}/p{at + 1}" for at in range(len(held))} for document, held in own.items()}
        return {iri for document, held in own.items() if held != numbered[document] for iri in held}

    def _entity(self, iri: str) -> dict[str, Any]:
        own = self.record.identity[iri]
        labels, definitions = by_language(own["label"]), by_language(own["definition"])
        countries, since, until = self._place_and_time(iri)
        entity: dict[str, Any] = {
            "id": local_name(iri),
            "label": in_each(labels, self.languages, local_name(iri)),
            "class": class_of(self.record, iri),
            "kinds": sorted(local_name(term.value) for term in own["hasKind"]),
            "topics": sorted(local_name(term.value) for term in own["hasTopic"]),
            "definition": self._text(definitions),
            "countries": countries,
            "group": self._group(iri),
        }
        short = by_language(own["abbreviation"])
        if short:
            entity["abbreviation"] = [localized(short, language) for language in self.languages]
        if self.record.is_a(iri, "Collaboration"):
            entity["collaboration"] = 1
        if self.record.is_a(iri, "Setting"):
            entity["setting"] = 1
        if self.record.is_a(iri, "Actor"):
            entity["actor"] = 1
        optional = {
            "called": self._called(own),
            "homepage": next((term.value for term in own["homepage"]), ""),
            "since": since,
            "until": until,
            "facts": self._facts(iri),
            "status": self._status(iri),
            "coordinates": self._coordinates(iri),
        }
        return entity | {name: value for name, value in optional.items() if value}

    def _group(self, iri: str) -> str:
        """Return by which colour an entity is drawn: what is between actors, else whose it is."""
        if self.record.is_a(iri, "Collaboration") and not self.record.is_a(iri, "Actor"):
            return "collaboration"
        is_country = class_of(self.record, iri) == "Country"
        return side([local_name(iri)] if is_country else self.record.ids(iri, "hasCountry"), self.record.countries)

    def _called(self, own: Any) -> list[list[str]]:
        """Return abbreviations, other names and identifiers, for search alone too: property, name, language."""
        names = [("sec:abbreviation", term) for term in own["abbreviation"]]
        names += [(f"skos:{label}", term) for label in ("altLabel", "hiddenLabel") for term in own[label]]
        texts = ((property_, term) for property_, term in names if isinstance(term, ox.Literal))
        called = [[property_, term.value, term.language or "en"] for property_, term in texts]
        identifiers = [term.value for term in own["identifier"]]
        codes = [code for code in map(code_of, identifiers) if code]
        return called + [["sec:identifier", one, ""] for one in dict.fromkeys(identifiers + codes)]

    def _facts(self, iri: str) -> list[list[Any]]:
        """Return dates, status and countries as stated: property, value, passages, and 1 where documents contradict
        each other on it.
        """
        stated: dict[str, list[Claim]] = {}
        for claim in self.record.claims.by_subject.get(iri, ()):
            if claim.predicate not in self.record.relations and claim.predicate not in {_TYPE, *PROPERTIES}:
                stated.setdefault(claim.predicate, []).append(claim)
        return [
            [local_name(name), self._value(claim.object), self._places(claim.passages), *([1] if disputed else [])]
            for name, claims in stated.items()
            for disputed in [contradicted(claims, self.labels.over, self._issued)]
            for claim in claims
        ]

    def _issued(self, passages: Iterable[str]) -> list[str]:
        """Return when the documents of passages were issued."""
        return [self.record.passages[iri].document.issued for iri in passages if iri in self.record.passages]

    def _coordinates(self, iri: str) -> list[Any]:
        """Return where a thing lies: degrees north and east, what lies there, passages; nothing for most."""
        for where in coordinates_among(self.record.claims.by_subject.get(iri, ())):
            degrees = [float(where.latitude), float(where.longitude)]
            return [*degrees, self._text(where.precision), self._places(where.passages)]
        return []

    def _status(self, iri: str) -> list[str]:
        """Return what an entity is by the newest page that says so: the status, its date, and what the page states."""
        status = self.record.statuses.get(iri)
        return [status.id, status.as_of, local_name(status.stated)] if status else []

    def _value(self, term: ox.NamedNode | ox.Literal | ox.BlankNode) -> Any:
        if isinstance(term, ox.Literal):
            return term.value
        return self.entities.get(term.value, local_name(term.value))

    def _places(self, passages: Iterable[str]) -> list[int]:
        return [self.passages[iri] for iri in passages if iri in self.passages]

    def _tie(self, tie: Tie) -> list[Any]:
        since, until = self.record.valid_times.of_tie(tie)
        row: list[Any] = [
            self.entities[tie.subject],
            local_name(tie.relation),
            self.entities[tie.object],
            self._places(tie.passages),
            since.isoformat() if since else "",
            until.isoformat() if until else "",
        ]
        roles: dict[str, str] = {}
        for one in tie.roles:
            tongue = one.language or "en"
            roles[tongue] = f"{roles[tongue]}, {one.value}" if tongue in roles else one.value
        disputed = disputed_dates(tie, self._issued)
        stated = [
            [name, one.value, self._places(one.passages), *([1] if name in disputed else [])]
            for name, dates in (("startDate", tie.starts), ("endDate", tie.ends))
            for one in dates
        ]
        hedges = [local_name(one.value) for one in tie.hedges]
        topics = [] if settings_of(self.record, tie) else sorted(topics_of(self.record, tie))
        if roles or stated or hedges or topics:
            row += [self._text(roles), stated, hedges, *([topics] if topics else [])]
        return row

    def _figures(self) -> list[dict[str, Any]]:
        return [self._node(iri) for iri in self._nodes("Figure")]

    def _events(self) -> list[dict[str, Any]]:
        return [self._node(iri) for iri in self._nodes("Event")]

    def _nodes(self, kind: str) -> list[str]:
        about = {claim.subject for iri in self.entities for claim in self.record.claims.by_object.get(iri, ())}
        typed = self.record.claims.by_object.get(TERM + kind, ())
        return sorted(claim.subject for claim in typed if claim.predicate == _TYPE and claim.subject in about)

    def _node(self, iri: str) -> dict[str, Any]:
        """Return a figure or event: what it is about, its values, its texts in both languages, its passages."""
        found: dict[str, Any] = {"id": [local_name(iri)]}
        texts: dict[str, dict[str, str]] = {}
        passages: dict[int, None] = {}
        for claim in self.record.claims.by_subject[iri]:
            name = local_name(claim.predicate)
            passages.update(dict.fromkeys(self._places(claim.passages)))
            if isinstance(claim.object, ox.Literal) and claim.object.language:
                texts.setdefault(name, {}).setdefault(claim.object.language, claim.object.value)
            elif name == "isCountOf":
                found.setdefault(name, []).append(shorten(claim.object.value))
            elif name != "type":
                found.setdefault(name, []).append(self._value(claim.object))
        values: dict[str, Any] = {
            name: each[0] if len(each) == 1 or name == "isAbout" else each for name, each in found.items()
        }
        return values | {name: self._text(text) for name, text in texts.items()} | {"passages": list(passages)}

    def _story(self, story: Story) -> dict[str, Any]:
        steps = [
            [
                self._text(step.title),
                step.view,
                [[self._text(one.texts), self._places(one.passages)] for one in step.sentences],
            ]
            for step in story.steps
        ]
        title, summary = in_each(story.title, self.languages), in_each(story.summary, self.languages)
        return {"name": story.name, "title": title, "summary": summary, "steps": steps}
