"""Shapes for the languages of the data: everything is said once in each, whichever they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pyoxigraph as ox

from kg.rdf.files import ParsedFiles, iri_of
from kg.vocabulary import LANGUAGES, OWN_PREFIXES, SHARED_PREFIXES, shorten

_SH, _RDF, _XSD = (SHARED_PREFIXES[prefix] for prefix in ("sh", "rdf", "xsd"))
_OF_FRENCH = OWN_PREFIXES["rule"] + "entity-name-origin-one"
_DOCUMENT_LANGUAGE = OWN_PREFIXES["rule"] + "document-language-known"
_DOCUMENT_TITLE = OWN_PREFIXES["rule"] + "document-title-one"
_TAG = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
"""What the tag of a language looks like, as BCP 47 has it: nb, pt-BR."""


def in_languages(shapes: ParsedFiles, languages: Sequence[str]) -> ParsedFiles:
    """Return shapes that ask for texts in these languages where ours ask for English and French.

    Texts in English and French are allowed beside them, as the ontology has both. A document may be in any language.
    """
    if set(languages) == set(LANGUAGES):
        return shapes
    every = tuple(dict.fromkeys((*languages, *LANGUAGES)))
    asking = {iri_of(quad.subject) for quad in shapes.quads if quad.predicate.value == _SH + "languageIn"}
    paths = {
        iri_of(quad.subject): shorten(quad.object.value)
        for quad in shapes.quads
        if quad.predicate.value == _SH + "path" and isinstance(quad.object, ox.NamedNode)
    }
    both = {subject: paths.get(subject, "it") for subject in asking if "both-languages" in subject}
    quads = [_changed(quad, both, languages) for quad in shapes.quads]
    kept = [quad for quad in quads if quad is not None]
    lists = _list(every)
    return replace(shapes, quads=[*(_with_list(quad, lists[0].subject) for quad in kept), *lists])


def _changed(quad: ox.Quad, both: Mapping[str, str], languages: Sequence[str]) -> ox.Quad | None:
    """Return a statement of a shape for these languages, None where it has to go.

    ``both`` are the shapes that ask for a text in each language, with the property that it is.
    """
    subject, name = iri_of(quad.subject), quad.predicate.value.removeprefix(_SH)
    value: ox.Literal | None = None
    if subject == _OF_FRENCH and name == "minCount" and "fr" not in languages:
        return None
    if subject in both and name == "minCount":
        value = ox.Literal(len(languages))
    elif subject in both and name == "message":
        value = ox.Literal(f"Give {both[subject]} once in each language of the data: {', '.join(languages)}.")
    elif subject == _DOCUMENT_LANGUAGE and name == "message":
        value = ox.Literal("Give the dcterms:language of the text by its tag, such as en, nb or sv.")
    elif subject == _DOCUMENT_LANGUAGE and name == "in":
        return ox.Quad(quad.subject, ox.NamedNode(_SH + "pattern"), ox.Literal(_TAG))
    elif subject == _DOCUMENT_TITLE and name == "languageIn":
        return None
    return quad if value is None else ox.Quad(quad.subject, quad.predicate, value)


def _with_list(quad: ox.Quad, every: ox.NamedNode | ox.BlankNode | ox.Triple) -> ox.Quad:
    is_asking = quad.predicate.value == _SH + "languageIn"
    return ox.Quad(quad.subject, quad.predicate, every) if is_asking else quad


def _list(values: Sequence[str]) -> list[ox.Quad]:
    """Return the statements of a list in RDF, its head first."""
    first, rest, end = (ox.NamedNode(_RDF + name) for name in ("first", "rest", "nil"))
    nodes: list[ox.BlankNode | ox.NamedNode] = [*(ox.BlankNode() for _ in values), end]
    quads = []
    for node, after, value in zip(nodes, nodes[1:], values, strict=False):
        quads += [ox.Quad(node, first, ox.Literal(value)), ox.Quad(node, rest, after)]
    return quads
