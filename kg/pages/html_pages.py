"""What the page of a thing shows in a language: of an entity, a document, a passage, a term, and of anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.language import date_text
from kg.messages import languages, message
from kg.pages.addresses import EXTENSIONS, file_of, is_web, natural, path_of, place_about, root_of
from kg.pages.ego import ego_svg
from kg.pages.links import LinkedLabels, linked, plain
from kg.pages.schema_org import described_document, described_entity
from kg.pages.templates import render
from kg.pages.terms import in_language
from kg.pages.triples import said
from kg.rdf.terms import text_of
from kg.render.citations import Citations, cite, document_text, reading_text
from kg.render.references import FORMATS, MEDIA
from kg.render.sentences import heading, sections
from kg.vocabulary import BASE, SHARED_PREFIXES, TERM, local_name, shorten

if TYPE_CHECKING:
    from kg.pages.pages import Pages
    from kg.record.entities import Entity
    from kg.record.evidence import Claim, Passage

_MOST_POINTING = 200
_MOST_PASSAGES = 8192
_LABEL, _DEFINITION = SHARED_PREFIXES["rdfs"] + "label", SHARED_PREFIXES["skos"] + "definition"
_DATES = {SHARED_PREFIXES["xsd"] + name for name in ("date", "gYearMonth", "gYear")}


class HtmlPages:
    """The pages of a graph for people."""

    def __init__(self, pages: Pages) -> None:
        self._pages, self._terms, self._links = pages, pages.terms, LinkedLabels(pages.labels)
        self._cited_in = lru_cache(_MOST_PASSAGES)(self._cited_in)  # type: ignore[method-assign]

    def write(self, iri: str, language: str) -> bytes:
        """Return the page of a thing in a language."""
        root = root_of(path_of(iri) or "")
        name, values = self._shown(iri, language, root)
        dataset = self._pages.dataset
        common = {"iri": iri, "root": root, "licence": dataset.licence, "licensed": dataset.licence_name}
        return render(name, language, **common, **self._forms(iri), **values)

    def _shown(self, iri: str, language: str, root: str) -> tuple[str, dict[str, Any]]:
        """Return the name of the template of a page, and what it shows."""
        if iri in self._pages.identity:
            return "entity", self._entity_values(iri, language, root)
        if iri in self._pages.record.passages:
            return "passage", self._passage_values(iri, language, root)
        if iri in self._pages.documents:
            return "document", self._document_values(iri, language, root)
        if iri == TERM:
            return "ontology", self._ontology_values(language, root)
        return "thing", self._thing_values(iri, language, root)

    def _forms(self, iri: str) -> dict[str, dict[str, str]]:
        """Return where the forms of a page are, seen from it: for programs, for a bibliography, in each language."""
        path, formats = path_of(iri), self._pages.formats
        if path is None:
            return {
                "forms": {name: place_about(iri, format_name=name) for name in formats},
                "cited": {},
                "same": {tag: place_about(iri, tag) for tag in languages()},
            }
        stem = path.rpartition("/")[2] or "index"
        return {
            "forms": {name: f"{stem}.{EXTENSIONS[name]}" for name in formats},
            "cited": {name: f"{stem}.{FORMATS[name]}" for name in MEDIA} if self._pages.is_cited(iri) else {},
            "same": {tag: file_of(stem, "html", tag) for tag in languages()},
        }

    def _ontology_values(self, language: str, root: str) -> dict[str, Any]:
        """Return what the ontology is: its title, purpose and version, and all its terms with their definitions."""
        own = self._pages.engine.quads_of(ox.NamedNode(TERM))

        def told(name: str) -> list[Any]:
            return [quad.object for quad in own if quad.predicate.value == name]

        title = in_language(told(SHARED_PREFIXES["dcterms"] + "title"), language)
        purpose = in_language(told(SHARED_PREFIXES["dcterms"] + "description"), language)
        release = in_language(told(SHARED_PREFIXES["owl"] + "versionInfo"), language)
        named = {"classes": ("Class",), "properties": ("ObjectProperty", "DatatypeProperty")}
        sections = [
            (message(f"web.ontology.{name}", language), self._told_terms(kinds, language, root))
            for name, kinds in named.items()
        ]
        described = {
            "@context": "https://schema.org",
            "@type": "DefinedTermSet",
            "@id": TERM,
            "name": title,
            "description": purpose,
            "version": release,
            "license": self._pages.dataset.licence,
        }
        return {
            "title": title or "Perimeter",
            "definition": purpose,
            "release": release,
            "sections": sections,
            "described": described,
        }

    def _told_terms(self, kinds: Sequence[str], language: str, root: str) -> list[tuple[str, str, str]]:
        """Return the terms of some kinds: what each is called, where its page is, what it means."""
        typed = ox.NamedNode(SHARED_PREFIXES["rdf"] + "type")
        of_kind = self._pages.engine.quads_to(*(ox.NamedNode(SHARED_PREFIXES["owl"] + kind) for kind in kinds))
        typed_so = (quad.subject for quad in of_kind if quad.predicate == typed)
        iris = sorted(
            one.value for one in set(typed_so) if isinstance(one, ox.NamedNode) and one.value.startswith(TERM)
        )
        meanings: dict[str, list[Any]] = {iri: [] for iri in iris}
        for quad in self._pages.engine.quads_of(*map(ox.NamedNode, iris)):
            if quad.predicate.value == _DEFINITION and isinstance(quad.subject, ox.NamedNode):
                meanings[quad.subject.value].append(quad.object)
        terms = []
        for iri, meant in meanings.items():
            words, place = self._terms.link(ox.NamedNode(iri), language, root)
            terms.append((words, place, in_language(meant, language)))
        return terms

    def _entity_values(self, iri: str, language: str, root: str) -> dict[str, Any]:
        entity = self._pages.entity(iri)
        citations = Citations(entity.passages)
        told = sections(entity, self._links, citations, language)
        entries = citations.entries(language)
        states = {str(number): passage.state for number, _, passage in entries}
        names, _, words = "\n".join(heading(entity, self._pages.labels, language)).partition("\n\n")
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
            "picture": ego_svg(entity, self._pages.record, self._pages.labels, language, root),
            "described": described_entity(entity),
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
        passage = self._pages.record.passages[iri]
        return cite(passage, language).removesuffix(f", {passage.address}")

    def _document_values(self, iri: str, language: str, root: str) -> dict[str, Any]:
        document = self._pages.documents[iri]
        passages = sorted(self._pages.passages_in.get(iri, ()), key=lambda one: natural(one.iri))
        return {
            "title": document.title or local_name(iri),
            "reference": document_text(document, language),
            "standing": document.kind.words(language),
            "address": document.address if is_web(document.address) else "",
            "archive": document.archive,
            "passages": [self._passage_on(passage, language, root) for passage in passages],
            "described": described_document(document),
        }

    def _passage_on(self, passage: Passage, language: str, root: str) -> dict[str, Any]:
        claims = [
            (claim.name, linked(self._claim_text(claim, language), root, language, {}))
            for claim in self._pages.claims_in.get(passage.iri, ())
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
        passage = self._pages.record.passages[iri]
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
        return f"{subject} · {self._pages.labels.of(claim.predicate, language)} · {self._value(claim.object, language)}"

    def _name(self, iri: str, language: str) -> str:
        """Return what a thing is called; a tie, a figure or an event goes by its id."""
        return self._links.of(iri, language)

    def _value(self, term: Any, language: str) -> str:
        if isinstance(term, ox.NamedNode):
            return self._name(term.value, language) if term.value.startswith(BASE) else term.value
        is_date = isinstance(term, ox.Literal) and term.datatype.value in _DATES
        return date_text(text_of(term), language) if is_date else text_of(term)

    def _thing_values(self, iri: str, language: str, root: str) -> dict[str, Any]:
        """Return what a term, a concept, a tie, a figure, an event or another's thing is: what is said of it and leads
        to it, and for a graph what it says.
        """
        thing = ox.NamedNode(iri)
        of = self._pages.engine.quads_of(thing)
        own, to = said(of, iri), said(self._pages.engine.quads_to(thing), iri)
        within = [] if path_of(iri) else sorted(self._pages.engine.quads_within(thing), key=str)
        texts = {
            name: in_language([quad.object for quad in own if quad.predicate.value == name], language)
            for name in (_LABEL, _DEFINITION)
        }
        rows = [
            (self._terms.link(quad.predicate, language, root), self._terms.link(quad.object, language, root))
            for quad in own
            if quad.predicate.value not in (_LABEL, _DEFINITION)
        ]
        pointing = [
            (self._terms.link(quad.subject, language, root), self._terms.link(quad.predicate, language, root))
            for quad in to[:_MOST_POINTING]
        ]
        graphs = sorted(
            {quad.graph_name.value for quad in of if isinstance(quad.graph_name, ox.NamedNode)}, key=natural
        )
        known = self._pages.record.passages
        passages = [known[graph] for graph in graphs if graph in known]
        return {
            "title": texts[_LABEL] or self._terms.called(own, language) or shorten(iri).strip("<>"),
            "short": "" if shorten(iri).startswith("<") else shorten(iri),
            "definition": texts[_DEFINITION],
            "rows": rows,
            "pointing": pointing,
            "more": max(len(to) - _MOST_POINTING, 0),
            "graphs": [self._terms.link(ox.NamedNode(graph), language, root) for graph in graphs if graph not in known],
            "within": [
                [self._terms.link(term, language, root) for term in (quad.subject, quad.predicate, quad.object)]
                for quad in within[:_MOST_POINTING]
            ],
            "within_more": max(len(within) - _MOST_POINTING, 0),
            "sources": [
                self._source(number, one.says.get(language) or one.says.get("en", ""), one, language)
                for number, one in enumerate(passages, 1)
            ],
        }


def _identifiers(entity: Entity) -> Iterator[tuple[str, str]]:
    """Yield how others call an entity, each with its address where the series has addresses."""
    addresses = {address.rpartition("/")[2]: address for address in entity.identity.get("exactMatch", ())}
    for identifier in entity.identity.get("identifier", ()):
        yield identifier, addresses.get(identifier.partition(" ")[2].replace(" ", ""), "")
