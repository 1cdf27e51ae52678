"""Evidence: claims, the passages that make them, and the documents that the passages stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

import pyoxigraph as ox

from kg.record.concepts import DocumentKind, read_document_kinds
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.sparql.table import Table
from kg.vocabulary import ENTITY, SHARED_PREFIXES, TERM, local_name

Value = ox.NamedNode | ox.Literal | ox.BlankNode

_DCTERMS, _SCHEMA = SHARED_PREFIXES["dcterms"], SHARED_PREFIXES["schema"]


@dataclass(frozen=True)
class Document:
    """Where passages stand: a page or a text."""

    iri: str
    title: str = ""
    publisher: str = ""
    address: str = ""
    issued: str = ""
    language: str = ""
    kind: DocumentKind = field(default_factory=DocumentKind)
    speaks_for: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The last part of the IRI."""
        return local_name(self.iri)

    @property
    def standing(self) -> str:
        """The id of its kind."""
        return self.kind.id


@dataclass(frozen=True)
class Passage:
    """A part of a document, and what it says in our words, by language.

    ``read_with`` names passages of other documents that its claims rest on as well: which of them gives each
    detail is not recorded. ``reservation`` says why it alone is a weak ground. ``reading`` is how much of the page was
    at hand when it was read again (``whole-page``, ``excerpt``), and ``read_on`` the day; both are empty for one that
    was not. ``text_fragment`` are a few words of the page at the place.
    """

    iri: str
    document: Document
    says: dict[str, str] = field(default_factory=dict, hash=False)
    section: str = ""
    locator: dict[str, str] = field(default_factory=dict, hash=False)
    reservation: dict[str, str] = field(default_factory=dict, hash=False)
    read_with: tuple[str, ...] = ()
    reading: str = ""
    read_on: str = ""
    text_fragment: str = ""

    @property
    def address(self) -> str:
        """The address of its document, which opens at the place where a few words of it are known.

        >>> Passage("p", Document("d", address="https://example.org/a"), text_fragment="six words").address
        'https://example.org/a#:~:text=six%20words'
        """
        if not self.text_fragment or "#" in self.document.address:
            return self.document.address
        return f"{self.document.address}#:~:text={quote(self.text_fragment, safe='').replace('-', '%2D')}"


@dataclass(frozen=True)
class Claim:
    """A triple that at least one passage makes; ``passages`` are their IRIs, in order."""

    subject: str
    predicate: str
    object: Value
    passages: tuple[str, ...]


def publisher_of(document: Document) -> str:
    """Return who speaks in a document: its publisher, in whatever case; one that names none stands for itself.

    >>> publisher_of(Document("x:a", publisher="RCMP")) == publisher_of(Document("x:b", publisher="rcmp"))
    True
    """
    return document.publisher.casefold() or document.iri


def publishers(documents: Iterable[Document]) -> set[str]:
    """Return who speaks in documents, each once: two pages of one publisher are not independent."""
    return {publisher_of(document) for document in documents}


class Claims:
    """Claims, to be looked up by subject or by object."""

    def __init__(self, table: Table) -> None:
        passages: dict[tuple[str, str, Value], list[str]] = defaultdict(list)
        for passage, subject, predicate, value in table.terms:
            assert passage is not None and subject is not None and predicate is not None and value is not None
            passages[subject.value, predicate.value, value].append(passage.value)
        self.by_subject: dict[str, list[Claim]] = defaultdict(list)
        self.by_object: dict[str, list[Claim]] = defaultdict(list)
        for (subject_iri, predicate_iri, term), found in passages.items():
            claim = Claim(subject_iri, predicate_iri, term, tuple(dict.fromkeys(found)))
            self.by_subject[subject_iri].append(claim)
            if not isinstance(term, ox.Literal):
                self.by_object[term.value].append(claim)

    def of(self, subjects: set[str]) -> Claims:
        """Return the claims on some subjects only."""
        part = Claims(Table.of(["passage", "subject", "predicate", "object"], []))
        for subject, claims in self.by_subject.items():
            if subject in subjects:
                part.by_subject[subject] = claims
        for value, claims in self.by_object.items():
            kept = [claim for claim in claims if claim.subject in subjects]
            if kept:
                part.by_object[value] = kept
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
    bindings = None if subjects is None else {"subject": [ox.NamedNode(iri) for iri in sorted(set(subjects))]}
    return Claims(engine.table(lookup("claims"), bindings))


def read_claims_about(engine: Engine, entities: Sequence[str]) -> Claims:
    """Return the claims in which the entities stand, and those on the ties, figures and events found there."""
    wanted = [ox.NamedNode(iri) for iri in entities]
    query = lookup("claims")
    rows = engine.table(query, {"subject": wanted}).terms + engine.table(query, {"object": wanted}).terms
    known = set(entities)
    subjects = {row[1].value for row in rows if isinstance(row[1], ox.NamedNode)}
    own = sorted(iri for iri in subjects - known if not iri.startswith(ENTITY))
    if own:
        rows += engine.table(query, {"subject": [ox.NamedNode(iri) for iri in own]}).terms
    return Claims(Table.of(["passage", "subject", "predicate", "object"], dict.fromkeys(rows)))


def read_passages(engine: Engine, iris: Iterable[str] | None = None) -> dict[str, Passage]:
    """Return passages by IRI, with their documents: those named, or all."""
    bindings = None if iris is None else {"passage": [ox.NamedNode(iri) for iri in sorted(set(iris))]}
    if bindings is not None and not bindings["passage"]:
        return {}
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    together: dict[str, list[str]] = defaultdict(list)
    home: dict[str, str] = {}
    for passage, document, name, value in engine.table(lookup("passages"), bindings).terms:
        assert passage is not None and document is not None
        home[passage.value] = document.value
        if isinstance(value, ox.Literal) and name is not None:
            found[passage.value][local_name(name.value)][value.language or "en"] = value.value
        elif isinstance(value, ox.NamedNode) and name is not None and local_name(name.value) == "readFrom":
            found[passage.value]["readFrom"][""] = local_name(value.value)
        elif isinstance(value, ox.NamedNode):
            together[passage.value].append(value.value)
    documents = read_documents(engine, None if iris is None else set(home.values()))
    return {
        iri: _passage(iri, documents.get(home[iri], Document(home[iri])), found[iri], together[iri]) for iri in home
    }


def read_documents(engine: Engine, iris: Iterable[str] | None = None) -> dict[str, Document]:
    """Return documents by IRI: those named, or all."""
    bindings = None if iris is None else {"document": [ox.NamedNode(iri) for iri in sorted(set(iris))]}
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for document, name, value in engine.table(lookup("documents"), bindings).terms:
        assert document is not None and name is not None and value is not None
        found[document.value][name.value].append(value.value)
    kinds = read_document_kinds(engine)
    return {iri: _document(iri, values, kinds) for iri, values in found.items()}


def _passage(iri: str, document: Document, texts: dict[str, dict[str, str]], together: list[str]) -> Passage:
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
        tuple(together),
        reading=reading,
        read_on=read_on,
        text_fragment=fragment,
    )


def _document(iri: str, values: dict[str, list[str]], kinds: dict[str, DocumentKind]) -> Document:
    def one(name: str) -> str:
        return next(iter(values.get(name, ())), "")

    standing = local_name(one(TERM + "hasStanding"))
    return Document(
        iri,
        title=one(_DCTERMS + "title"),
        publisher=one(_DCTERMS + "publisher"),
        address=one(_SCHEMA + "url"),
        issued=one(_DCTERMS + "issued"),
        language=one(_DCTERMS + "language"),
        kind=kinds.get(standing) or DocumentKind(standing),
        speaks_for=tuple(sorted(values.get(TERM + "speaksFor", ()))),
    )
