"""The page of each thing of a graph, in a language for people and in every format for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.language import date_text
from kg.messages import message
from kg.pages.addresses import file_of, path_of, root_of
from kg.pages.ego import ego_svg
from kg.pages.links import LinkedLabels, linked, plain
from kg.pages.templates import render
from kg.pages.triples import described, write_described
from kg.rdf.terms import text_of
from kg.record.dataset import Dataset, read_dataset
from kg.record.entities import PUBLISHER, Entity, entity_of, read_identity, read_principal_countries
from kg.record.evidence import Claim, Document, Passage, read_documents
from kg.render.citations import Citations, cite, document_text, reading_text
from kg.render.coordinates import coordinates_among
from kg.render.references import (
    FORMATS,
    MEDIA,
    Reference,
    document_reference,
    entity_references,
    passage_reference,
    write_references,
)
from kg.render.sentences import heading, sections
from kg.sparql.lookups import lookup
from kg.vocabulary import BASE, SHARED_PREFIXES, SOURCE, TERM, local_name, shorten

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.record.ties import Tie

EXTENSIONS = {"turtle": "ttl", "trig": "trig", "jsonld": "jsonld", "ntriples": "nt", "rdfxml": "rdf", "json": "json"}
"""The formats for programs, by the extensions of their files."""
STILL = ("turtle", "jsonld")
"""The formats that there are files of where no server is."""
CLAIM = f"{BASE}claim/"
"""What the address of a claim begins with."""

_MOST_POINTING = 200
_ONE_PAGE, _MOST_PASSAGES = 4, 8192
_LABEL, _DEFINITION = SHARED_PREFIXES["rdfs"] + "label", SHARED_PREFIXES["skos"] + "definition"
_DATES = {SHARED_PREFIXES["xsd"] + name for name in ("date", "gYearMonth", "gYear")}


class Pages:
    """The pages of a graph, which is read once."""

    def __init__(self, graph: KnowledgeGraph, formats: Sequence[str] = tuple(EXTENSIONS)) -> None:
        self.graph, self.engine, self._formats = graph, graph.engine, formats
        self.record, self.labels = graph.record, graph.labels
        publishers = [str(row[0]) for row in graph.engine.table(_PUBLISHERS).rows]
        self._identity = {**read_identity(graph.engine, publishers), **self.record.identity}
        self.documents = read_documents(graph.engine)
        self._links = LinkedLabels(self.labels)
        self._keep_what_is_asked_again()

    def _keep_what_is_asked_again(self) -> None:
        """Keep what the forms of one page share, and what a passage is told as on the pages that lead to it."""
        self.entity = lru_cache(_ONE_PAGE)(self.entity)  # type: ignore[method-assign]
        if not self.engine.asks_elsewhere:  # there they may be others by the next time
            self._described = lru_cache(_ONE_PAGE)(self._described)  # type: ignore[method-assign]
        self._references = lru_cache(_ONE_PAGE)(self._references)  # type: ignore[method-assign]
        self._cited_in = lru_cache(_MOST_PASSAGES)(self._cited_in)  # type: ignore[method-assign]

    def make_ready(self) -> None:
        """Read all that pages share, so that none of them has to."""
        _ = self.record.statuses, self.record.ties_from, self.graph.names
        _ = self._claimed, self._claims_in, self._passages_in, self._documents_by, self.dataset
        read_principal_countries(self.engine)
        if self.engine.asks_elsewhere:
            _ = self._things_elsewhere

    def holds(self, iri: str) -> bool:
        """Tell whether anything is said of a thing of ours."""
        thing = ox.NamedNode(iri)
        if self.is_cited(iri):
            return True
        if self.engine.asks_elsewhere:  # who asks cannot wait for it
            return iri in self._things_elsewhere
        return bool(self.engine.quads_of(thing) or self.engine.quads_to(thing))

    @cached_property
    def _things_elsewhere(self) -> frozenset[str]:
        """All that anything is said of, on an engine that is elsewhere."""
        return frozenset(str(row[0]) for row in self.engine.table(lookup("own-things"), _OURS).rows)

    def things(self, quads: Iterable[ox.Quad] | None = None) -> Iterator[str]:
        """Yield every thing of ours that the graph holds, in order; ``quads`` are all of it where they are at hand."""
        if quads is None and self.engine.asks_elsewhere:
            predicates = (str(row[0]) for row in self.engine.table(lookup("own-predicates"), _OURS).rows)
            yield from sorted(iri for iri in {*self._things_elsewhere, *predicates} if path_of(iri))
            return
        found = {
            term.value
            for quad in (self.engine.quads() if quads is None else quads)
            for term in (quad.subject, quad.predicate, quad.object)
            if isinstance(term, ox.NamedNode)
        }
        yield from sorted(iri for iri in found if path_of(iri))

    def write(self, iri: str, format_name: str, language: str = "en") -> bytes:
        """Return the page of a thing: ``html`` in a language, ``json``, or triples in a format.

        Raises KgError where the graph holds nothing of it.

        >>> from kg.graph import load
        >>> b"<h1>" in Pages(load("tests/mini")).write("https://w3id.org/perimeter/entity/norad", "html", "fr")
        True
        """
        if format_name in FORMATS:
            return self._cited(iri, format_name)
        if not self.holds(iri):
            raise KgError("error.http.not_found")
        if format_name == "html":
            return self._html(iri, language)
        if format_name == "json":
            return (json.dumps(self.plain(iri), ensure_ascii=False, indent=1) + "\n").encode()
        return write_described(self._described(iri), format_name)

    def _described(self, iri: str) -> list[ox.Quad]:
        return described(self.engine, iri)

    def is_cited(self, iri: str) -> bool:
        """Tell whether a thing is one that a bibliography may name: an entity, a document, a passage."""
        return iri in self._identity or iri in self.documents or iri in self.record.passages

    def _cited(self, iri: str, format_name: str) -> bytes:
        """Return the references of what may be cited, or of a claim. Raises KgError for anything else."""
        return write_references(self._references(iri), format_name).encode()

    def _references(self, iri: str) -> list[Reference]:
        made = self._claimed.get(local_name(iri), ()) if iri.startswith(CLAIM) else (iri,)
        found = [passage_reference(self.record.passages[one]) for one in made if one in self.record.passages]
        if iri in self._identity:
            found = entity_references(self.entity(iri), self.dataset)
        elif iri in self.documents:
            found = [document_reference(self.documents[iri])]
        if not found:
            raise KgError("error.http.not_found")
        return found

    @cached_property
    def dataset(self) -> Dataset:
        """What the data say of themselves."""
        return read_dataset(self.engine)

    @cached_property
    def days_read(self) -> Mapping[str, str]:
        """The day on which each document was last read or looked for, of those of which it is known."""
        found: dict[str, str] = {}
        for passage in self.record.passages.values():
            document = passage.document
            day = max(passage.read_on, document.looked_for_on)
            if day and path_of(document.iri):
                found[document.iri] = max(day, found.get(document.iri, ""))
        return found

    def entity(self, iri: str) -> Entity:
        """Return an entity, or a publisher, from the record."""
        found = entity_of(self.record, self.engine, iri, self._identity)
        if PUBLISHER.value not in found.identity.get("type", ()):
            return found
        own = sorted(self._documents_by.get(iri, ()), key=lambda one: (one.title.casefold(), one.iri))
        return replace(found, documents=tuple(own))

    @cached_property
    def _documents_by(self) -> Mapping[str, list[Document]]:
        """The documents of each publisher: those that it published, and those that it speaks in."""
        found: dict[str, list[Document]] = {}
        for document in self.documents.values():
            for iri in {document.publisher.iri, document.voice.iri}:
                found.setdefault(iri, []).append(document)
        return found

    def claim_at(self, name: str) -> str | None:
        """Return the path of the first passage that makes a claim, by the name of the claim."""
        return next((path_of(iri) for iri in self._claimed.get(name, ()) if path_of(iri)), None)

    @cached_property
    def _claimed(self) -> Mapping[str, tuple[str, ...]]:
        """The passages that make each claim, by its name."""
        return {claim.name: claim.passages for claim in self.record.claims}

    @cached_property
    def _claims_in(self) -> Mapping[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.record.claims:
            for passage in claim.passages:
                found.setdefault(passage, []).append(claim)
        return found

    @cached_property
    def _passages_in(self) -> Mapping[str, list[Passage]]:
        found: dict[str, list[Passage]] = {}
        for passage in self.record.passages.values():
            found.setdefault(passage.document.iri, []).append(passage)
        return found

    def plain(self, iri: str) -> dict[str, Any]:
        """Return what is known of a thing as plain values."""
        if iri in self._identity:
            return self._plain_entity(self.entity(iri))
        rows = [
            {"property": shorten(quad.predicate.value), "value": _text(quad.object)}
            for quad in sorted(self.engine.quads_of(ox.NamedNode(iri)), key=str)
            if quad.graph_name == ox.DefaultGraph()
        ]
        return {"iri": iri, "labels": dict(self.labels.all(iri)), "statements": rows}

    def _plain_entity(self, entity: Entity) -> dict[str, Any]:
        return {
            "id": entity.id,
            "iri": entity.iri,
            "labels": entity.labels,
            "abbreviations": entity.abbreviations,
            "definitions": entity.definitions,
            "identity": {name: list(values) for name, values in entity.identity.items() if name not in _TOLD},
            "status": {"status": entity.status.id, "as_of": entity.status.as_of} if entity.status else None,
            "ties": self.plain_ties(entity.ties),
            "passages": self.plain_passages(entity.passages),
        }

    def plain_ties(self, ties: Iterable[Tie]) -> list[dict[str, Any]]:
        """Return ties as plain values, with the names of their passages."""
        return [
            {
                "subject": local_name(tie.subject),
                "relation": local_name(tie.relation),
                "object": local_name(tie.object),
                "since": [one.value for one in tie.starts],
                "until": [one.value for one in tie.ends],
                "passages": [local_path(one) for one in tie.passages],
            }
            for tie in ties
        ]

    def plain_passages(self, passages: Mapping[str, Passage]) -> dict[str, Any]:
        """Return passages by their names: what each says, and where."""
        return {local_path(iri): self._plain_passage(passage) for iri, passage in passages.items()}

    def _plain_passage(self, passage: Passage) -> dict[str, Any]:
        document = passage.document
        return {
            "says": passage.says,
            "title": document.title,
            "publisher": document.publisher.names or local_name(document.publisher.iri),
            "date": document.issued,
            "address": passage.address,
            "standing": document.standing,
            "reading": passage.state,
            "read_on": passage.read_on,
        }

    def _html(self, iri: str, language: str) -> bytes:
        path = path_of(iri) or ""
        stem = path.rpartition("/")[2] or "index"
        common = {
            "iri": iri,
            "path": path,
            "root": root_of(path),
            "formats": {name: EXTENSIONS[name] for name in self._formats},
            "cited": {name: FORMATS[name] for name in MEDIA} if self.is_cited(iri) else {},
            "stem": stem,
            "licence": self.dataset.licence,
            "same": {tag: file_of(stem, "html", tag) for tag in ("en", "fr")},
        }
        if iri in self._identity:
            return render("entity", language, **common, **self._entity_values(iri, language, root_of(path)))
        if iri in self.record.passages:
            return render("passage", language, **common, **self._passage_values(iri, language, root_of(path)))
        if iri in self.documents:
            return render("document", language, **common, **self._document_values(iri, language, root_of(path)))
        if iri == TERM:
            return render("ontology", language, **common, **self._ontology_values(language, root_of(path)))
        return render("thing", language, **common, **self._thing_values(iri, language, root_of(path)))

    def _ontology_values(self, language: str, root: str) -> dict[str, Any]:
        """Return what the ontology is: its title, purpose and version, and all its terms with their definitions."""
        own = self.engine.quads_of(ox.NamedNode(TERM))

        def told(name: str) -> list[Any]:
            return [quad.object for quad in own if quad.predicate.value == name]

        title = _in_language(told(SHARED_PREFIXES["dcterms"] + "title"), language)
        purpose = _in_language(told(SHARED_PREFIXES["dcterms"] + "description"), language)
        release = _in_language(told(SHARED_PREFIXES["owl"] + "versionInfo"), language)
        named = {"classes": ("Class",), "properties": ("ObjectProperty", "DatatypeProperty")}
        sections = [
            (message(f"web.ontology.{name}", language), self._terms(kinds, language, root))
            for name, kinds in named.items()
        ]
        described = {"@context": "https://schema.org", "@type": "DefinedTermSet", "@id": TERM, "name": title}
        return {
            "title": title or "Perimeter",
            "definition": purpose,
            "release": release,
            "sections": sections,
            "described": {**described, "description": purpose, "version": release, "license": self.dataset.licence},
        }

    def _terms(self, kinds: Sequence[str], language: str, root: str) -> list[tuple[str, str, str]]:
        """Return the terms of some kinds: what each is called, where its page is, what it means."""
        typed = ox.NamedNode(SHARED_PREFIXES["rdf"] + "type")
        of_kind = self.engine.quads_to(*(ox.NamedNode(SHARED_PREFIXES["owl"] + kind) for kind in kinds))
        typed_so = (quad.subject for quad in of_kind if quad.predicate == typed)
        iris = sorted(
            one.value for one in set(typed_so) if isinstance(one, ox.NamedNode) and one.value.startswith(TERM)
        )
        meanings: dict[str, list[Any]] = {iri: [] for iri in iris}
        for quad in self.engine.quads_of(*map(ox.NamedNode, iris)):
            if quad.predicate.value == _DEFINITION and isinstance(quad.subject, ox.NamedNode):
                meanings[quad.subject.value].append(quad.object)
        terms = []
        for iri, meant in meanings.items():
            words, place = self.link(ox.NamedNode(iri), language, root)
            terms.append((words, place, _in_language(meant, language)))
        return terms

    def _entity_values(self, iri: str, language: str, root: str) -> dict[str, Any]:
        entity = self.entity(iri)
        citations = Citations(entity.passages)
        told = sections(entity, self._links, citations, language)
        entries = citations.entries(language)
        states = {str(number): passage.state for number, _, passage in entries}
        names, _, words = "\n".join(heading(entity, self.labels, language)).partition("\n\n")
        title, *others = names.split("\n")
        return {
            "title": title,
            "others": [one for one in others if one],
            "definition": " ".join(words.split()),
            "sections": [
                (plain(name), [linked(sentence, root, language, states) for sentence in sentences])
                for name, sentences in told
            ],
            "sources": [self._source(number, says, passage, language) for number, says, passage in entries],
            "picture": ego_svg(entity, self.record, self.labels, language, root),
            "described": _described_entity(entity),
            "documents": [
                (path_of(one.iri), document_text(one, language)) for one in entity.documents if path_of(one.iri)
            ],
            "identifiers": list(_identifiers(entity)),
            "homepage": next((one for one in entity.identity.get("homepage", ()) if is_web(one)), ""),
        }

    def _source(self, number: int, says: str, passage: Passage, language: str) -> dict[str, Any]:
        address = passage.address if is_web(passage.address) else ""
        return {
            "number": number,
            "says": says,
            "reference": self._cited_in(passage.iri, language),
            "state": passage.state,
            "address": address,
            "path": path_of(passage.iri),
        }

    def _cited_in(self, iri: str, language: str) -> str:
        """Return the reference of a passage without its address, which stands beside it."""
        passage = self.record.passages[iri]
        return cite(passage, language).removesuffix(f", {passage.address}")

    def _document_values(self, iri: str, language: str, root: str) -> dict[str, Any]:
        document = self.documents[iri]
        passages = sorted(self._passages_in.get(iri, ()), key=lambda one: natural(one.iri))
        return {
            "title": document.title or local_name(iri),
            "reference": document_text(document, language),
            "standing": document.kind.words(language),
            "address": document.address if is_web(document.address) else "",
            "archive": document.archive,
            "passages": [self._passage_on(passage, language, root) for passage in passages],
            "described": _described_document(document),
        }

    def _passage_on(self, passage: Passage, language: str, root: str) -> dict[str, Any]:
        claims = [
            (claim.name, linked(self._claim_text(claim, language), root, language, {}))
            for claim in self._claims_in.get(passage.iri, ())
        ]
        return {
            "name": local_name(passage.iri),
            "path": path_of(passage.iri),
            "says": passage.says.get(language) or passage.says.get("en", ""),
            "place": ", ".join(
                one for one in (passage.section, passage.locator.get(language) or passage.locator.get("en", "")) if one
            ),
            "reservation": passage.reservation.get(language) or passage.reservation.get("en", ""),
            "reading": reading_text(passage, language),
            "state": passage.state,
            "claims": claims,
        }

    def _passage_values(self, iri: str, language: str, root: str) -> dict[str, Any]:
        passage = self.record.passages[iri]
        document = passage.document
        return {
            "title": f"{document.title} ({local_name(iri)})",
            "passage": self._passage_on(passage, language, root),
            "document": path_of(document.iri),
            "reference": self._cited_in(iri, language),
            "address": passage.address if is_web(passage.address) else "",
        }

    def _claim_text(self, claim: Claim, language: str) -> str:
        subject = self._name(claim.subject, language)
        return f"{subject} · {self.labels.of(claim.predicate, language)} · {self._value(claim.object, language)}"

    def _name(self, iri: str, language: str) -> str:
        """Return what a thing is called; a tie, a figure or an event goes by its id."""
        return self._links.of(iri, language)

    def _value(self, term: Any, language: str) -> str:
        if isinstance(term, ox.NamedNode):
            return self._name(term.value, language) if term.value.startswith(BASE) else term.value
        is_date = isinstance(term, ox.Literal) and term.datatype.value in _DATES
        return date_text(text_of(term), language) if is_date else text_of(term)

    def _thing_values(self, iri: str, language: str, root: str) -> dict[str, Any]:
        """Return what a term, a concept, a tie, a figure or an event is: what is said of it, and what leads to it."""
        thing = ox.NamedNode(iri)
        of = self.engine.quads_of(thing)
        own = [quad for quad in of if quad.graph_name == ox.DefaultGraph()]
        to = [quad for quad in self.engine.quads_to(thing) if quad.graph_name == ox.DefaultGraph()]
        texts = {
            name: _in_language([quad.object for quad in own if quad.predicate.value == name], language)
            for name in (_LABEL, _DEFINITION)
        }
        rows = [
            (self.link(quad.predicate, language, root), self.link(quad.object, language, root))
            for quad in sorted(own, key=str)
            if quad.predicate.value not in (_LABEL, _DEFINITION)
        ]
        pointing = [
            (self.link(quad.subject, language, root), self.link(quad.predicate, language, root))
            for quad in sorted(to, key=str)[:_MOST_POINTING]
        ]
        graphs = {quad.graph_name for quad in of} - {ox.DefaultGraph()}
        passages = [
            self.record.passages[iri]
            for iri in sorted((str(graph.value) for graph in graphs if isinstance(graph, ox.NamedNode)), key=natural)
            if iri in self.record.passages
        ]
        return {
            "title": texts[_LABEL] or shorten(iri),
            "short": shorten(iri),
            "definition": texts[_DEFINITION],
            "rows": rows,
            "pointing": pointing,
            "more": max(len(to) - _MOST_POINTING, 0),
            "sources": [
                self._source(number, one.says.get(language) or one.says.get("en", ""), one, language)
                for number, one in enumerate(passages, 1)
            ],
        }

    def link(self, term: Any, language: str, root: str) -> tuple[str, str]:
        """Return the words for a term and where they lead, nowhere for a text."""
        if not isinstance(term, ox.NamedNode):
            return text_of(term), ""
        path = path_of(term.value)
        words = self.labels.of(term.value, language) if path and self.labels.all(term.value) else shorten(term.value)
        words = words.strip("<>")
        return words, f"{root}{file_of(path, 'html', language)}" if path else term.value if is_web(term.value) else ""


_OURS = {"beginning": ox.Literal(BASE)}
_PUBLISHERS = "SELECT DISTINCT ?publisher WHERE { ?publisher a sec:Publisher } ORDER BY ?publisher"
_TOLD = ("label", "abbreviation", "definition", "type")


def _text(term: Any) -> str:
    return str(term) if isinstance(term, ox.Triple) else text_of(term)


def is_web(address: str) -> bool:
    """Tell whether an address is one that a page may lead to."""
    return address.startswith(("https://", "http://"))


def local_path(iri: str) -> str:
    """Return the path of a passage below the documents.

    >>> local_path("https://w3id.org/perimeter/source/wikipedia-norad/p1")
    'wikipedia-norad/p1'
    """
    return iri.removeprefix(SOURCE)


def natural(iri: str) -> tuple[int, str]:
    """Return what sorts p2 before p10."""
    return len(iri), iri


def _in_language(terms: Sequence[Any], language: str) -> str:
    held = {term.language or "": term.value for term in terms if isinstance(term, ox.Literal)}
    return held.get(language) or held.get("en") or next(iter(held.values()), "")


_CLASSES = {"Country": "Country", "Organization": "Organization", "Place": "Place", "Facility": "Place"}
"""Our classes that schema.org has a word for."""


def _described_entity(entity: Entity) -> dict[str, Any]:
    """Return an entity for search engines, in the words of schema.org."""
    own = {local_name(one) for one in entity.identity.get("type", ())}
    return {
        "@context": "https://schema.org",
        "@type": next((theirs for ours, theirs in _CLASSES.items() if ours in own), "Thing"),
        "@id": entity.iri,
        "name": entity.label,
        "alternateName": sorted({*entity.labels.values(), *entity.abbreviations.values()} - {entity.label}),
        "description": entity.definitions.get("en", ""),
        **_geo(entity),
    }


def _geo(entity: Entity) -> dict[str, Any]:
    """Return where an entity lies, in the words of schema.org, nothing for one without coordinates."""
    for where in coordinates_among(entity.claims):
        degrees = {"latitude": float(where.latitude), "longitude": float(where.longitude)}
        told = where.precision.get("en", "")
        return {"geo": {"@type": "GeoCoordinates", **degrees, **({"description": told} if told else {})}}
    return {}


def _described_document(document: Document) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": document.iri,
        "name": document.title,
        "publisher": document.publisher.name(),
        "datePublished": document.issued,
        "inLanguage": document.language,
        "url": document.address,
    }


def _identifiers(entity: Entity) -> Iterator[tuple[str, str]]:
    """Yield how others call an entity, each with its address where the series has addresses."""
    addresses = {address.rpartition("/")[2]: address for address in entity.identity.get("exactMatch", ())}
    for identifier in entity.identity.get("identifier", ()):
        yield identifier, addresses.get(identifier.partition(" ")[2].replace(" ", ""), "")
