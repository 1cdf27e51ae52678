"""The page of each thing of a graph, in a language for people and in every format for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.pages.addresses import EXTENSIONS, path_of
from kg.pages.html_pages import HtmlPages
from kg.pages.plain_values import plain_entity
from kg.pages.terms import LinkedTerms
from kg.pages.triples import described, said, write_described
from kg.rdf.terms import text_of
from kg.record.dataset import Dataset, read_dataset
from kg.record.entities import Entity, entity_of
from kg.record.evidence import Claim, Document, Passage
from kg.record.evidence_reader import read_documents
from kg.record.identity import PUBLISHER, read_identity, read_principal_countries
from kg.render.references import (
    FORMATS,
    Reference,
    document_reference,
    entity_references,
    passage_reference,
    write_references,
)
from kg.sparql.lookups import lookup
from kg.vocabulary import BASE, local_name, shorten

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

CLAIM = f"{BASE}claim/"
"""What the address of a claim begins with."""

_ONE_PAGE = 4


class Pages:
    """The pages of a graph, which is read once.

    Where it ``has_others`` there are pages about what others name, too, at an address of their own. Links of data in
    which no entity is ours lead there; not of data elsewhere, where each would have to be asked for.
    """

    def __init__(
        self, graph: KnowledgeGraph, formats: Sequence[str] = tuple(EXTENSIONS), *, has_others: bool = False
    ) -> None:
        self.graph, self.engine, self.formats = graph, graph.engine, formats
        self.record, self.labels = graph.record, graph.labels
        publishers = [str(row[0]) for row in graph.engine.table(_PUBLISHERS).rows]
        self.identity = {**read_identity(graph.engine, publishers), **self.record.identity}
        self.documents = read_documents(graph.engine)
        self.leads_to_others = has_others and not self.identity and not graph.engine.asks_elsewhere
        self.terms = LinkedTerms(self)
        self.html = HtmlPages(self)
        self._keep_what_is_asked_again()

    def _keep_what_is_asked_again(self) -> None:
        """Keep what the forms of one page share."""
        self.entity = lru_cache(_ONE_PAGE)(self.entity)  # type: ignore[method-assign]
        if not self.engine.asks_elsewhere:  # there they may be others by the next time
            self._described = lru_cache(_ONE_PAGE)(self._described)  # type: ignore[method-assign]
        self._references = lru_cache(_ONE_PAGE)(self._references)  # type: ignore[method-assign]

    def make_ready(self) -> None:
        """Read all that pages share, so that none of them has to."""
        _ = self.record.statuses, self.record.ties_from, self.graph.names
        _ = self._claimed, self.claims_in, self.passages_in, self._documents_by, self.dataset
        read_principal_countries(self.engine)
        if self.engine.asks_elsewhere:
            _ = self._things_elsewhere

    def holds(self, iri: str) -> bool:
        """Tell whether anything is said of a thing, or by it as a graph."""
        thing = ox.NamedNode(iri)
        if self.is_cited(iri):
            return True
        if path_of(iri) is None:
            return bool(self.engine.quads_of(thing) or self.engine.quads_to(thing) or self.engine.quads_within(thing))
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
            return self.html.write(iri, language)
        if format_name == "json":
            return (json.dumps(self.plain(iri), ensure_ascii=False, indent=1) + "\n").encode()
        return write_described(self._described(iri), format_name)

    def _described(self, iri: str) -> list[ox.Quad]:
        return described(self.engine, iri)

    def is_cited(self, iri: str) -> bool:
        """Tell whether a thing is one that a bibliography may name: an entity, a document, a passage."""
        return iri in self.identity or iri in self.documents or iri in self.record.passages

    def _cited(self, iri: str, format_name: str) -> bytes:
        """Return the references of what may be cited, or of a claim. Raises KgError for anything else."""
        return write_references(self._references(iri), format_name).encode()

    def _references(self, iri: str) -> list[Reference]:
        made = self._claimed.get(local_name(iri), ()) if iri.startswith(CLAIM) else (iri,)
        found = [passage_reference(self.record.passages[one]) for one in made if one in self.record.passages]
        if iri in self.identity:
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
        found = entity_of(self.record, self.engine, iri, self.identity)
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
    def claims_in(self) -> Mapping[str, list[Claim]]:
        """The claims that each passage makes."""
        found: dict[str, list[Claim]] = {}
        for claim in self.record.claims:
            for passage in claim.passages:
                found.setdefault(passage, []).append(claim)
        return found

    @cached_property
    def passages_in(self) -> Mapping[str, list[Passage]]:
        """The passages of each document."""
        found: dict[str, list[Passage]] = {}
        for passage in self.record.passages.values():
            found.setdefault(passage.document.iri, []).append(passage)
        return found

    def plain(self, iri: str) -> dict[str, Any]:
        """Return what is known of a thing as plain values."""
        if iri in self.identity:
            return plain_entity(self.entity(iri))
        rows = [
            {"property": shorten(quad.predicate.value), "value": _text(quad.object)}
            for quad in said(self.engine.quads_of(ox.NamedNode(iri)), iri)
        ]
        return {"iri": iri, "labels": dict(self.labels.all(iri)), "statements": rows}


_OURS = {"beginning": ox.Literal(BASE)}
_PUBLISHERS = "SELECT DISTINCT ?publisher WHERE { ?publisher a sec:Publisher } ORDER BY ?publisher"


def _text(term: Any) -> str:
    return str(term) if isinstance(term, ox.Triple) else text_of(term)
