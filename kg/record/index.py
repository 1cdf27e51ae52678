"""The record: all that networks and counts are made from, read once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from kg.language import in_each
from kg.record.concepts import marked
from kg.record.evidence import Document, independent_voices
from kg.record.evidence_reader import read_claims, read_passages
from kg.record.governments import government_bits
from kg.record.identity import by_language, principal_countries, read_identity, read_principal_countries
from kg.record.statuses import Status, read_statuses
from kg.record.ties import Tie, assemble_ties, read_relations
from kg.record.valid_time import ValidTimes
from kg.sparql.engine import Engine
from kg.vocabulary import LANGUAGES, TERM, local_name


class Record:
    """All that the network is made from, read once: ties with their valid times, identities, documents.

    Networks and their copies share it. It knows the engine that it was read from, which a pickled one goes without, and
    the ``whole`` of which it is a part: that which was read again.
    """

    engine: Engine | None

    def __init__(self, engine: Engine, whole: Record | None = None) -> None:
        self.engine, self.whole = engine, whole or self
        self.relations, self.identity = read_relations(engine), read_identity(engine)
        self.classes = {iri: {term.value for term in own["type"]} for iri, own in self.identity.items()}
        if whole is None:
            self.claims, self.passages = read_claims(engine), read_passages(engine)
        else:  # the documents stay, and with them what is left of their passages
            self.passages = {iri: one for iri, one in whole.passages.items() if one.was_read_again}
            self.claims = whole.claims.made_in(self.passages)
        self.ties: list[Tie] = assemble_ties(self.claims, self.relations)
        self.unnamed_kinds = marked(engine, "isUnnamed")

    def __deepcopy__(self, memo: dict[int, Any]) -> Record:
        return self

    def __getstate__(self) -> dict[str, Any]:
        return {name: own for name, own in self.__dict__.items() if name != "of_ties"} | {"engine": None}

    @property
    def is_partly_read(self) -> bool:
        """Whether there are passages that were not read again."""
        return not all(passage.was_read_again for passage in self.passages.values())

    @cached_property
    def read_again(self) -> Record:
        """The record as it is when a claim counts only by passages that were read again.

        >>> from kg.graph import load
        >>> len(load("tests/mini").record.read_again.passages)
        3
        """
        if not self.is_partly_read:
            return self
        assert self.engine is not None
        engine = self.engine.read_again

        def alone() -> Record:
            """Return the part as it is kept, without the whole, which is kept by itself."""
            part = self.part_of(engine)
            part.whole = part
            return part

        part = engine.derived("part of a record", alone, reads_all=True)
        part.engine, part.whole = engine, self
        return part

    def part_of(self, read_again: Engine) -> Record:
        """Return the part of this record that is in the dataset of what was read again."""
        return Record(read_again, whole=self)

    @cached_property
    def valid_times(self) -> ValidTimes:
        """When entities exist and ties hold."""
        return ValidTimes(self.relations, self.identity)

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """What things are by the newest page that says so."""
        return self.statuses_on(None)

    def statuses_on(self, day: datetime.date | None) -> Mapping[str, Status]:
        """Return what things were by the newest page that says so, up to a day; a pickled record knows none."""
        return read_statuses(self.engine, day=day) if self.engine else {}

    @cached_property
    def of_ties(self) -> dict[object, tuple[list[Tie], list[set[str]]]]:
        """What filters asked of all ties so far, for the next that asks the same: the ties, and what each has."""
        return {}

    def is_a(self, iri: str, name: str) -> bool:
        """Say whether an entity is a member of one of our classes."""
        return iri in self._members[name]

    @cached_property
    def _members(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for iri, classes in self.classes.items():
            for one in classes:
                found[one.removeprefix(TERM)].add(iri)
        return found

    @cached_property
    def ties_from(self) -> Mapping[str, list[Tie]]:
        """The ties of each subject."""
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            found[tie.subject].append(tie)
        return found

    @cached_property
    def taken_part_in(self) -> Mapping[str, list[str]]:
        """What each entity takes part in, in whatever way, each once."""
        found: dict[str, list[str]] = defaultdict(list)
        for tie in self.ties:
            if self.relations[tie.relation].family == TERM + "takesPartIn" and tie.object not in found[tie.subject]:
                found[tie.subject].append(tie.object)
        return found

    @cached_property
    def countries_in(self) -> Mapping[str, set[str]]:
        """The countries of all that actors have part in: its own, those that have part in it, and those of bodies."""
        found = {iri: set(self.ids(iri, "hasCountry")) for iri in self.identity if self.is_a(iri, "Setting")}
        for tie in self.ties:
            if self.relations[tie.relation].joins == "through" and tie.object in found:
                found[tie.object] |= self.countries_of_actor(tie.subject)
        return found

    def countries_of_actor(self, iri: str) -> set[str]:
        """Return the ids of the countries of an actor; a country is its own."""
        return {local_name(iri)} if self.is_a(iri, "Country") else set(self.ids(iri, "hasCountry"))

    def topics_told_in(self, passages: Iterable[str]) -> set[str]:
        """Return the topics of what passages tell of beside actors."""
        return {
            topic for passage in passages for iri in self._told.get(passage, ()) for topic in self.ids(iri, "hasTopic")
        }

    @cached_property
    def _told(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for claim in self.claims:
            told = {claim.subject, claim.object.value} & self.identity.keys()
            for passage in claim.passages:
                found[passage] |= {iri for iri in told if not self.is_a(iri, "Actor")}
        return found

    def count_voices(self, passages: Iterable[str]) -> int:
        """Return how many independent voices passages have: the one count, wherever it is told."""
        return self.voice_bits(passages).bit_count()

    def voice_bits(self, passages: Iterable[str]) -> int:
        """Return the independent voices of passages as the bits of an integer, one bit a voice: fast for many sets."""
        return _united(self._voice_bits, passages)

    def government_bits(self, passages: Iterable[str]) -> int:
        """Return which of the two governments speak in passages: 1 for the first, 2 for the second, 3 for both."""
        return _united(self._government_bits, passages)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The ids of the two countries that it is about: those that the data name, else those that most of it has."""
        return read_principal_countries(self.engine) if self.engine else principal_countries(self.identity)

    @cached_property
    def _voice_bits(self) -> Mapping[str, int]:
        heard = {iri: independent_voices([passage]) for iri, passage in self.passages.items()}
        voices = sorted({voice for found in heard.values() for voice in found})
        bits = {voice: 1 << place for place, voice in enumerate(voices)}
        return {iri: sum(bits[voice] for voice in found) for iri, found in heard.items()}

    @cached_property
    def _government_bits(self) -> Mapping[str, int]:
        return {iri: government_bits([one], self.countries) for iri, one in self.passages.items()}

    def documents_of(self, passages: Iterable[str]) -> set[Document]:
        """Return the documents that passages stand in, each once."""
        return {self.passages[one].document for one in passages if one in self.passages}

    def iris(self, iri: str, name: str) -> list[str]:
        """Return what an entity has by one of the properties that identify it, such as ``hasTopic``."""
        return sorted(term.value for term in self.identity.get(iri, {}).get(name, ()))

    def ids(self, iri: str, name: str) -> list[str]:
        """Return the same by local name.

        >>> from kg.graph import load
        >>> load("tests/mini").record.ids("https://w3id.org/perimeter/entity/norad", "hasCountry")
        ['canada', 'united-states']
        """
        return [local_name(found) for found in self.iris(iri, name)]


def read_record(engine: Engine) -> Record:
    """Return the record of a graph, read once."""

    def read() -> Record:
        engine.hold_in_memory()
        return Record(engine)

    record = engine.derived("record", read, reads_all=True, is_large=True)
    record.engine = engine
    return record


def _united(bits: Mapping[str, int], passages: Iterable[str]) -> int:
    found = 0
    for passage in passages:
        found |= bits.get(passage, 0)
    return found


def label_in(node: Mapping[str, Any], language: str) -> str:
    """Return what a node that was described is called in a language, else in another; empty where it has no name.

    >>> label_in({"label_en": "Border agency", "label_fr": "Agence"}, "fr"), label_in({"label_fr": "Agence"}, "en")
    ('Agence', 'Agence')
    """
    named = (node.get(f"label_{one}") for one in (language, *LANGUAGES))
    return str(next((name for name in named if name), ""))


def describe(record: Record, iri: str, statuses: Mapping[str, Status] | None = None) -> dict[str, Any]:
    """Return what a node carries: labels, class, kind, sector, countries, topics, dates, status as of a date."""
    status = (record.statuses if statuses is None else statuses).get(iri)
    own = record.identity.get(iri, {})
    labels, short = by_language(own.get("label", ())), by_language(own.get("abbreviation", ()))
    since, until = record.valid_times.of(iri)
    english, french = in_each(labels, LANGUAGES, local_name(iri))  # any name beats an id
    return {
        "label_en": english,
        "label_fr": french,
        **{f"label_{tag}": labels[tag] for tag in sorted(set(labels) - {"", *LANGUAGES})},
        "abbreviation": short.get("en") or next(iter(short.values()), ""),
        "class": class_of(record, iri),
        "kind": ", ".join(record.ids(iri, "hasKind")),
        "sector": ", ".join(record.ids(iri, "hasSector")),
        "countries": ", ".join(record.ids(iri, "hasCountry")),
        "topics": ", ".join(record.ids(iri, "hasTopic")),
        "since": since,
        "until": until,
        "status": status.id if status else "",
        "status_as_of": status.as_of if status else "",
    }


_WIDE = {TERM + name for name in ("Entity", "Actor", "Setting", "Collaboration")}


def class_of(record: Record, iri: str) -> str:
    """Return the most specific class of an entity, by its local name."""
    own = sorted(record.classes.get(iri, set()) - _WIDE)
    return local_name(own[0]) if own else "Entity"
