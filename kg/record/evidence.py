"""Evidence: claims, the passages that make them, and the documents that the passages stand in."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

import pyoxigraph as ox

from kg.rdf.terms import in_order
from kg.record.concepts import DocumentKind, read_document_kinds
from kg.sparql.cells import Row
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.sparql.table import Table
from kg.vocabulary import ENTITY, SHARED_PREFIXES, TERM, local_name

Value = ox.NamedNode | ox.Literal | ox.BlankNode

ReadingState = Literal["whole", "part", "unread", "not_found"]

READING_STATES: tuple[ReadingState, ...] = ("whole", "part", "unread", "not_found")
"""How a passage was read again, the best first."""

_DCTERMS, _SCHEMA = SHARED_PREFIXES["dcterms"], SHARED_PREFIXES["schema"]


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
    object: Value
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


_IN_ORDER = range(4)


class Claims:
    """Claims, to be looked up by subject or by object; rows are passage, subject, predicate and object."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        passages: dict[tuple[str, str, Value], list[str]] = defaultdict(list)
        for passage, subject, predicate, value in rows:
            if passage and subject and predicate and isinstance(value, Value):
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


def read_claims(engine: Engine, subjects: Iterable[str] | None = None) -> Claims:
    """Return the claims of a graph: on some subjects, or all."""
    if subjects is not None:
        return Claims(_claims_with(engine, "subject", [ox.NamedNode(iri) for iri in sorted(set(subjects))]))
    if engine.asks_elsewhere:
        return Claims(in_order(engine.table(lookup("claims")).terms, *_IN_ORDER))
    return Claims(in_order(map(_claim_row, engine.quads_claimed()), *_IN_ORDER))


def read_claims_about(engine: Engine, entities: Sequence[str]) -> Claims:
    """Return the claims in which the entities stand, and those on the ties, figures and events found there."""
    wanted = [ox.NamedNode(iri) for iri in entities]
    rows = _claims_with(engine, "subject", wanted) + _claims_with(engine, "object", wanted)
    known = set(entities)
    subjects = {row[1].value for row in rows if isinstance(row[1], ox.NamedNode)}
    own = sorted(iri for iri in subjects - known if not iri.startswith(ENTITY))
    if own:
        rows += _claims_with(engine, "subject", [ox.NamedNode(iri) for iri in own])
    return Claims(dict.fromkeys(rows))


def _claims_with(engine: Engine, place: str, things: Sequence[ox.NamedNode]) -> list[Row]:
    """Return the claims that have one of some things in a place, as the query for all claims has them."""
    if engine.asks_elsewhere:
        return in_order(engine.table(lookup("claims"), {place: things}).terms, *_IN_ORDER)
    quads = engine.quads_of(*things) if place == "subject" else engine.quads_to(*things)
    claimed = (quad for quad in quads if isinstance(quad.graph_name, ox.NamedNode))
    return in_order(map(_claim_row, claimed), *_IN_ORDER)


def _claim_row(quad: ox.Quad) -> Row:
    return quad.graph_name, quad.subject, quad.predicate, quad.object  # type: ignore[return-value]


def evidence_table(engine: Engine, iris: Iterable[str], language: str = "en") -> Table:
    """Return passages as a table, each once and in order: what it says, and of its document title, publisher, date."""
    passages = read_passages(engine, iris := list(dict.fromkeys(iris)))
    rows = [
        (
            ox.NamedNode(iri),
            one.says.get(language) or one.says.get("en"),
            one.document.title,
            one.document.publisher.name(language),
            one.document.issued or None,
            one.address or None,
            one.state,
        )
        for iri in iris
        if (one := passages.get(iri))
    ]
    return Table.of(["passage", "says", "title", "publisher", "date", "address", "reading"], rows)


def read_passages(engine: Engine, iris: Iterable[str] | None = None) -> dict[str, Passage]:
    """Return passages by IRI, with their documents: those named, or all."""
    if not engine.keeps:
        return _read_passages(engine, iris)
    return engine.derived_some(
        "passages", iris, lambda: _read_passages(engine), together=lambda passage: passage.document.iri
    )


def _read_passages(engine: Engine, iris: Iterable[str] | None = None) -> dict[str, Passage]:
    bindings = None if iris is None else {"passage": [ox.NamedNode(iri) for iri in sorted(set(iris))]}
    if bindings is not None and not bindings["passage"]:
        return {}
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    home: dict[str, str] = {}
    rows = [row for row in engine.table(lookup("passages"), bindings).terms if row[0] and row[1]]
    for passage, document, name, value in in_order(rows, 0, 2, 3):
        assert passage is not None
        if not isinstance(document, ox.NamedNode):
            continue
        home[passage.value] = document.value
        if isinstance(value, ox.Literal) and name is not None:
            found[passage.value][local_name(name.value)][value.language or "en"] = value.value
        elif isinstance(value, ox.NamedNode) and name is not None:
            found[passage.value][local_name(name.value)][""] = local_name(value.value)
    documents = read_documents(engine, None if iris is None else set(home.values()))
    return {iri: _passage(iri, documents.get(home[iri], Document(home[iri])), found[iri]) for iri in home}


def read_documents(engine: Engine, iris: Iterable[str] | None = None) -> dict[str, Document]:
    """Return documents by IRI: those named, or all."""
    if not engine.keeps:
        return _read_documents(engine, iris)
    held = engine.derived("documents", lambda: _read_documents(engine), reads_all=True)
    wanted = held.keys() if iris is None else set(iris)
    return {iri: found for iri, found in held.items() if iri in wanted}


def _read_documents(engine: Engine, iris: Iterable[str] | None = None) -> dict[str, Document]:
    bindings = None if iris is None else {"document": [ox.NamedNode(iri) for iri in sorted(set(iris))]}
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = engine.table(lookup("documents"), bindings).terms
    for document, name, value in in_order(rows, 0, 1, 2):
        if document and name and isinstance(value, Value):
            found[document.value][name.value].append(value.value)
    kinds = read_document_kinds(engine)
    names = engine.derived("publisher names", lambda: dict(_read_publisher_names(engine)))
    return {iri: _document(iri, values, kinds, names) for iri, values in found.items()}


def _read_publisher_names(engine: Engine) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for publisher, name in engine.table(lookup("publisher-names")).terms:
        assert publisher is not None and isinstance(name, ox.Literal)
        names[publisher.value].setdefault(name.language or "en", name.value)
    return names


def _passage(iri: str, document: Document, texts: dict[str, dict[str, str]]) -> Passage:
    section = next(iter(texts.get("section", {}).values()), "")
    says, locator = texts.get("says", {}), texts.get("locator", {})
    reservation = dict(texts.get("reservation", {}))
    reading, read_on, fragment = (
        next(iter(texts.get(name, {}).values()), "") for name in ("readFrom", "readOn", "textFragment")
    )
    return Passage(
        iri,
        document,
        dict(says),
        section,
        dict(locator),
        reservation,
        reading=reading,
        read_on=read_on,
        text_fragment=fragment,
    )


def _document(
    iri: str, values: dict[str, list[str]], kinds: dict[str, DocumentKind], names: dict[str, dict[str, str]]
) -> Document:
    def one(name: str) -> str:
        return next(iter(values.get(name, ())), "")

    def who(name: str) -> Publisher:
        return Publisher(one(name), names.get(one(name), {}))

    standing = local_name(one(TERM + "hasStanding"))
    voice = who(TERM + "hasVoice")
    return Document(
        iri,
        title=one(_DCTERMS + "title"),
        publisher=who(_DCTERMS + "publisher"),
        voice=voice if voice.iri else Publisher(iri, {"en": one(_DCTERMS + "title")}),
        address=one(_SCHEMA + "url"),
        issued=one(_DCTERMS + "issued"),
        language=one(_DCTERMS + "language"),
        kind=kinds.get(standing) or DocumentKind(standing),
        speaks_for=tuple(sorted(values.get(TERM + "speaksFor", ()))),
        looked_for_on=one(TERM + "lookedForOn"),
    )
