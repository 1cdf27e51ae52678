"""Evidence: claims, the passages that make them, and the documents that the passages stand in."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

import pyoxigraph as ox

from kg.rdf.terms import Term
from kg.record.concepts import DocumentKind
from kg.sparql.cells import Row
from kg.vocabulary import ENTITY, TERM, local_name

ReadingState = Literal["whole", "part", "unread", "not_found"]

READING_STATES: tuple[ReadingState, ...] = ("whole", "part", "unread", "not_found")
"""How a passage was read again, the best first."""


@dataclass(frozen=True)
class Publisher:
    """Who publishes documents, or speaks in them: an entity, with its names by language."""

    iri: str = ""
    names: dict[str, str] = field(default_factory=dict, compare=False)

    def name(self, language: str = "en") -> str:
        """Return its name in a language, else in English, else what its IRI ends with.

        >>> Publisher("ent:the-canadian-press", {"fr": "La Presse Canadienne"}).name("fr")
        'La Presse Canadienne'
        """
        return self.names.get(language) or self.names.get("en") or local_name(self.iri)


@dataclass(frozen=True)
class Document:
    """Where passages stand: a page or a text.

    ``publisher`` put it where it is read; ``voice`` is who speaks in it: whose text it is, and of a copy that of the
    original. Mostly they are the same; a document that names no publisher stands for itself. ``looked_for_on`` is the
    day on which it was looked for and not found.
    """

    iri: str
    title: str = ""
    publisher: Publisher = field(default_factory=Publisher)
    voice: Publisher = field(default_factory=Publisher)
    address: str = ""
    issued: str = ""
    language: str = ""
    kind: DocumentKind = field(default_factory=DocumentKind)
    speaks_for: tuple[str, ...] = ()
    looked_for_on: str = ""

    def __hash__(self) -> int:
        return hash(self.iri)

    @property
    def archive(self) -> str:
        """Where a page that was not found again may be archived; derived from its address, and not tried.

        >>> Document("d", address="https://example.org/a", looked_for_on="2026-11-29").archive
        'https://web.archive.org/web/https://example.org/a'
        """
        return f"https://web.archive.org/web/{self.address}" if self.looked_for_on and self.address else ""

    @property
    def id(self) -> str:
        """The last part of the IRI."""
        return local_name(self.iri)

    @property
    def standing(self) -> str:
        """The id of its kind."""
        return self.kind.id


@dataclass(frozen=True, repr=False)
class Passage:
    """A part of a document, and what it says in our words, by language.

    ``reservation`` says why it is a weak ground. ``reading`` is how much of the page was at hand when it was read
    again (``whole-page``, ``excerpt``), and ``read_on`` the day; both are empty for one that was not.
    ``text_fragment`` are a few words of the page at the place.
    """

    iri: str
    document: Document
    says: dict[str, str] = field(default_factory=dict, hash=False)
    section: str = ""
    locator: dict[str, str] = field(default_factory=dict, hash=False)
    reservation: dict[str, str] = field(default_factory=dict, hash=False)
    reading: str = ""
    read_on: str = ""
    text_fragment: str = ""

    def __hash__(self) -> int:
        return hash(self.iri)

    def __repr__(self) -> str:
        return f"<Passage {local_name(self.iri)}: {self.says.get('en', '')}>"

    @property
    def was_read_again(self) -> bool:
        """Whether it was read again on its page."""
        return bool(self.read_on)

    @property
    def state(self) -> ReadingState:
        """How it was read again: from the whole page, from a part of it, or not, or since the page was not found."""
        if self.was_read_again:
            return "whole" if self.reading == "whole-page" else "part"
        return "not_found" if self.document.looked_for_on else "unread"

    @property
    def address(self) -> str:
        """The address of its document, which opens at the place where a few words of it are known.

        >>> Passage("p", Document("d", address="https://example.org/a"), text_fragment="six words").address
        'https://example.org/a#:~:text=six%20words'
        """
        if not self.text_fragment or "#" in self.document.address:
            return self.document.address
        return f"{self.document.address}#:~:text={_in_fragment(self.text_fragment)}"


@lru_cache(maxsize=4096)
def _in_fragment(text: str) -> str:
    """Return a text as a fragment of an address names it; pages name one again and again."""
    return quote(text, safe="").replace("-", "%2D")


@dataclass(frozen=True)
class Claim:
    """A triple that at least one passage makes; ``passages`` are their IRIs, in order."""

    subject: str
    predicate: str
    object: Term
    passages: tuple[str, ...]

    @property
    def name(self) -> str:
        """What its address ends with: the same wherever it is made.

        >>> Claim("a:a", "a:b", ox.NamedNode("a:c"), ()).name
        'aed402fb57e0'
        """
        return hashlib.sha256(f"{self.subject} {self.predicate} {self.object}".encode()).hexdigest()[:12]

    def made_in(self, passages: Container[str]) -> Claim | None:
        """Return the claim as some passages make it: itself where all of its own are among them, None where none is."""
        kept = tuple(filter(passages.__contains__, self.passages))
        if len(kept) == len(self.passages):
            return self
        return Claim(self.subject, self.predicate, self.object, kept) if kept else None


def independent_voices(passages: Iterable[Passage]) -> set[str]:
    """Return who says the same independently: the voices of passages that were read again, each once.

    Copies of one text, the releases that sites repost and a wire story at several outlets are one voice. What was not
    read again corroborates nothing.

    >>> office = Publisher("ent:office")
    >>> pages = [Document("src:a", voice=office), Document("src:b", voice=office), Document("src:c")]
    >>> independent_voices(Passage("p", page, read_on="2026-11-29") for page in pages[:2])
    {'ent:office'}
    >>> independent_voices([Passage("p", pages[2])])
    set()
    """
    return {passage.document.voice.iri or passage.document.iri for passage in passages if passage.read_on}


def speaking_governments(passages: Iterable[Passage]) -> set[str]:
    """Return the governments whose own word passages are that were read again."""
    return {country for passage in passages if passage.read_on for country in passage.document.speaks_for}


class Claims:
    """Claims, to be looked up by subject or by object; rows are passage, subject, predicate and object."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        passages: dict[tuple[str, str, Term], list[str]] = defaultdict(list)
        for passage, subject, predicate, value in rows:
            if passage and subject and predicate and isinstance(value, Term):
                passages[subject.value, predicate.value, value].append(passage.value)
        self.by_subject: dict[str, list[Claim]] = defaultdict(list)
        self.by_object: dict[str, list[Claim]] = defaultdict(list)
        self._add(Claim(*key, tuple(dict.fromkeys(found))) for key, found in passages.items())

    def _add(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            self.by_subject[claim.subject].append(claim)
            if not isinstance(claim.object, ox.Literal):
                self.by_object[claim.object.value].append(claim)

    def of(self, subjects: set[str]) -> Claims:
        """Return the claims on some subjects only."""
        part = Claims()
        for subject, claims in self.by_subject.items():
            if subject in subjects:
                part.by_subject[subject] = claims
        for value, claims in self.by_object.items():
            kept = [claim for claim in claims if claim.subject in subjects]
            if kept:
                part.by_object[value] = kept
        return part

    def about(self, entity: str) -> Claims:
        """Return the claims in which an entity stands, and those on the ties, figures and events found there."""
        found = [*self.by_subject.get(entity, ()), *self.by_object.get(entity, ())]
        nodes = {claim.subject for claim in found if not claim.subject.startswith(ENTITY)} - {entity}
        found += [claim for node in sorted(nodes) for claim in self.by_subject[node]]
        return Claims._made_of(dict.fromkeys(found))

    def made_in(self, passages: Container[str]) -> Claims:
        """Return what some passages claim, by these passages alone, in the order in which they would be read."""
        kept = [part for claim in self if (part := claim.made_in(passages))]
        return Claims._made_of(sorted(kept, key=lambda claim: (claim.passages[0], claim.subject, claim.predicate)))

    @classmethod
    def _made_of(cls, claims: Iterable[Claim]) -> Claims:
        part = cls()
        part._add(claims)
        return part

    def values(self, subject: str, name: str) -> list[Claim]:
        """Return the claims on one of our properties of a subject."""
        return [claim for claim in self.by_subject.get(subject, ()) if claim.predicate == TERM + name]

    def __iter__(self) -> Iterator[Claim]:
        for claims in self.by_subject.values():
            yield from claims

    def __len__(self) -> int:
        return sum(len(claims) for claims in self.by_subject.values())
