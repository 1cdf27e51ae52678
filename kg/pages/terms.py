"""The words for any term of a graph, whatever its vocabulary, and where they lead."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.pages.addresses import file_of, is_web, path_of, place_about
from kg.rdf.terms import text_of
from kg.vocabulary import SHARED_PREFIXES, shorten

if TYPE_CHECKING:
    from kg.pages.pages import Pages

_NAMING = (
    SHARED_PREFIXES["rdfs"] + "label",
    *(
        SHARED_PREFIXES[prefix] + name
        for prefix, name in (("skos", "prefLabel"), ("schema", "name"), ("foaf", "name"), ("dcterms", "title"))
    ),
    "https://schema.org/name",
    "http://purl.org/dc/elements/1.1/title",
)
"""What others call a thing by, the first first."""
_MOST_NAMELESS = 20
_MOST_OTHERS = 1024


class LinkedTerms:
    """The terms of a graph as its pages show them."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._own = lru_cache(_MOST_OTHERS)(self._own)  # type: ignore[method-assign]

    def link(self, term: Any, language: str, root: str) -> tuple[str, str]:
        """Return the words for a term and where they lead, nowhere for a text and for what has no name."""
        if isinstance(term, ox.BlankNode):
            return self._nameless(term, language), ""
        if not isinstance(term, ox.NamedNode):
            return text_of(term), ""
        path, own = path_of(term.value), self._own(term.value)
        if path:
            has_label = self._pages.labels.all(term.value)
            words = self._pages.labels.of(term.value, language) if has_label else shorten(term.value)
            return words.strip("<>"), f"{root}{file_of(path, 'html', language)}"
        words = self.called(own, language) or shorten(term.value).strip("<>")
        if own:
            return words, f"{root}{place_about(term.value, language)}"
        return words, term.value if is_web(term.value) else ""

    def _own(self, iri: str) -> tuple[ox.Quad, ...]:
        """Return what is said of another's thing, where its page can be reached."""
        return tuple(self._pages.engine.quads_of(ox.NamedNode(iri))) if self._pages.leads_to_others else ()

    def called(self, own: Sequence[ox.Quad], language: str) -> str:
        """Return what another's thing is called by what is said of it, in whatever vocabulary; else nothing."""
        for naming in _NAMING:
            name = in_language([quad.object for quad in own if quad.predicate.value == naming], language)
            if name:
                return name
        return ""

    def _nameless(self, node: ox.BlankNode, language: str) -> str:
        """Return what is said of a node without a name, in words."""
        own = sorted(self._pages.engine.quads_of(node), key=str) if self._pages.leads_to_others else []
        told = (
            f"{self.link(quad.predicate, language, '')[0]} {text_of(quad.object)}"
            for quad in own[:_MOST_NAMELESS]
            if not isinstance(quad.object, ox.Triple)
        )
        return "; ".join(dict.fromkeys(told)) or text_of(node)


def in_language(terms: Sequence[Any], language: str) -> str:
    """Return what literals say in a language, in English or in any other where they do not; else nothing.

    >>> in_language([ox.Literal("air", language="en"), ox.Literal("airs", language="fr")], "fr")
    'airs'
    """
    held = {term.language or "": term.value for term in terms if isinstance(term, ox.Literal)}
    return held.get(language) or held.get("en") or next(iter(held.values()), "")
