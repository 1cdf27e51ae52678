"""What leads programs through the pages: a guide for language models, a feed of what is new, a list of all pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kg.language import localized
from kg.messages import languages
from kg.pages.addresses import file_of, path_of
from kg.pages.answers import asked
from kg.questions.catalogue import questions
from kg.rdf.formats import xml_text
from kg.render.citations import document_text
from kg.vocabulary import BASE

if TYPE_CHECKING:
    from kg.pages.pages import Pages
    from kg.record.evidence import Document

_MOST_NEW = 50
MOST_LISTED = 50_000
"""How many pages one list of pages may hold."""


def llms_text(pages: Pages, base: str, *, is_served: bool) -> bytes:
    """Return the guide for language models (llmstxt.org): what this is, and where what can be read or asked.

    >>> from kg.graph import load
    >>> from kg.pages.pages import Pages
    >>> llms_text(Pages(load("tests/mini")), "http://localhost/", is_served=True).splitlines()[0]
    b'# Perimeter'
    """
    told = pages.dataset
    ties = pages.graph.names.ties
    example = path_of(max(sorted(ties), key=lambda one: ties[one], default="")) or "entity/ID"
    everything = f"{base}download{'?format=trig' if is_served else '/perimeter.trig'}"
    lines = [
        f"# {told.name() or 'Perimeter'}\n",
        f"> {localized(told.purposes, 'en') or 'Who works with whom, and which page says so.'}\n",
        _GUIDE,
        "## Read\n",
        f"- [Questions]({base}questions.html): what can be asked by name",
        f"- [Ontology]({base}term/index.ttl): classes and relations, with definitions",
        f"- [One entity]({base}{example}.jsonld) with its evidence; also `.ttl`, `.html`, `.fr.html`, `.bib`",
        f"- [New]({base}feed.atom): documents read last",
        f"- [All pages]({base}sitemap.xml)",
        f"- [Everything]({everything}): TriG, a graph for each passage",
        *(_asking(base) if is_served else ()),
        "\n## Questions\n",
        *(f"- [{one.name}]({base}questions/{one.name}.html): {asked(one, 'en')}" for one in questions().values()),
    ]
    return ("\n".join(lines) + "\n").encode()


_GUIDE = """\
Every claim stands in a passage of a document that it names. What a passage says is told in our own words: cite the
page, and do not quote us as its text. What is not here was not found in these documents; that is no proof that there
is none.
Do not make up addresses: each thing is at `entity/ID`, and what a name means is found.
"""


def _asking(base: str) -> list[str]:
    return [
        "\n## Ask\n",
        f"- [Find]({base}find?format=json&text=): the ids of what a name means",
        f"- [Why]({base}why?format=json&a=&b=): why two are tied; `path` tells how two are connected",
        f"- [OpenAPI]({base}openapi.json): the questions with their parameters, as JSON or CSV",
        f"- [SPARQL]({base}sparql): asked nothing, it describes itself, with examples",
    ]


def feed(pages: Pages, base: str, language: str = "en") -> bytes:
    """Return the documents that were read last as an Atom feed, the newest first."""
    read = pages.days_read
    newest = sorted(read, key=lambda iri: (read[iri], pages.documents[iri].issued, iri), reverse=True)[:_MOST_NEW]
    entries = "".join(_entry(pages.documents[iri], read[iri], base, language) for iri in newest)
    updated = f"{max(read.values(), default='1970-01-01')}T00:00:00Z"
    title = pages.dataset.name(language) or "Perimeter"
    head = (
        f"<title>{_xml(title)}</title><id>{BASE}feed</id><updated>{updated}</updated>"
        f'<author><name>Perimeter</name></author><link rel="self" href={quoteattr(f"{base}feed.atom")}/>'
        f"<link href={quoteattr(base)}/><rights>{_xml(pages.dataset.licence)}</rights>\n"
    )
    told = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">{head}{entries}</feed>\n'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{told}'.encode()


def _entry(document: Document, day: str, base: str, language: str) -> str:
    place = f"{base}{file_of(path_of(document.iri) or '', 'html', language)}"
    return (
        f"<entry><title>{_xml(document.title or document.id)}</title><id>{_xml(document.iri)}</id>"
        f"<link href={quoteattr(xml_text(place))}/><updated>{day}T00:00:00Z</updated>"
        f"<summary>{_xml(document_text(document, language))}</summary></entry>\n"
    )


def _xml(text: str) -> str:
    return escape(xml_text(text))


def places_of(things: Sequence[str]) -> list[str]:
    """Return the places of all pages for people: those of things, and of the questions.

    >>> places_of(["https://w3id.org/perimeter/entity/norad"])[-1]
    'entity/norad.fr.html'
    """
    own = ["questions", *(f"questions/{name}" for name in questions()), *(path_of(iri) or "" for iri in things)]
    return ["", *(file_of(path, "html", language) for path in own for language in languages())]


def sitemap(base: str, places: Sequence[str]) -> bytes:
    """Return a list of pages for search engines."""
    entries = "".join(f"<url><loc>{_xml(base + place)}</loc></url>\n" for place in places)
    return _sitemap("urlset", entries)


def sitemap_index(base: str, names: Sequence[str]) -> bytes:
    """Return a list of lists of pages."""
    return _sitemap("sitemapindex", "".join(f"<sitemap><loc>{_xml(base + one)}</loc></sitemap>\n" for one in names))


def _sitemap(element: str, entries: str) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{entries}</{element}>\n".encode()
