"""Reading evidence from a dataset: its claims, its passages and its documents, some or all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial

import pyoxigraph as ox

from kg.rdf.terms import Term, in_order
from kg.record.concepts import DocumentKind, read_document_kinds
from kg.record.evidence import Claims, Document, Passage, Publisher
from kg.sparql.cells import Row
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.sparql.table import Table
from kg.vocabulary import ENTITY, SHARED_PREFIXES, TERM, local_name

_DCTERMS, _SCHEMA = SHARED_PREFIXES["dcterms"], SHARED_PREFIXES["schema"]
_IN_ORDER = range(4)
_Texts = dict[str, dict[str, str]]
"""What a passage has by its properties, in each language."""


def read_claims(engine: Engine, subjects: Iterable[str] | None = None) -> Claims:
    """Return the claims of a graph: on some subjects, or all."""
    if subjects is not None:
        return Claims(_claims_with(engine, "subject", [ox.NamedNode(iri) for iri in sorted(set(subjects))]))
    if engine.asks_elsewhere:
        return Claims(in_order(engine.terms(lookup("claims")), *_IN_ORDER))
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
        return in_order(engine.terms(lookup("claims"), {place: things}), *_IN_ORDER)
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
    return engine.derived_some("passages", iris, partial(_read_passages, engine), _document_of)


def _document_of(passage: Passage) -> str:
    return passage.document.iri


def _read_passages(engine: Engine, iris: Iterable[str] | None = None) -> dict[str, Passage]:
    bindings = None if iris is None else {"passage": [ox.NamedNode(iri) for iri in sorted(set(iris))]}
    if bindings is not None and not bindings["passage"]:
        return {}
    found: dict[str, _Texts] = {}
    home: dict[str, str] = {}
    for passage, document, name, value in engine.terms(lookup("passages"), bindings):
        if passage is None or not isinstance(document, ox.NamedNode):
            continue
        iri, place = passage.value, document.value
        if iri not in found:
            found[iri], home[iri] = defaultdict(dict), place
        elif place > home[iri]:
            home[iri] = place
        if name is None or not isinstance(value, ox.Literal | ox.NamedNode):
            continue
        if isinstance(value, ox.Literal):
            language, text = value.language or "en", value.value
        else:
            language, text = "", local_name(value.value)
        texts = found[iri][name.value]
        if language not in texts or text > texts[language]:  # of several the last, in whatever order they come
            texts[language] = text
    documents = read_documents(engine, None if iris is None else set(home.values()))
    return {iri: _passage(iri, documents.get(home[iri], Document(home[iri])), found[iri]) for iri in sorted(home)}


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
    rows = engine.terms(lookup("documents"), bindings)
    for document, name, value in in_order(rows, 0, 1, 2):
        if document and name and isinstance(value, Term):
            found[document.value][name.value].append(value.value)
    kinds = read_document_kinds(engine)
    names = engine.derived("publisher names", lambda: dict(_read_publisher_names(engine)))
    return {iri: _document(iri, values, kinds, names) for iri, values in found.items()}


def _read_publisher_names(engine: Engine) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for publisher, name in engine.terms(lookup("publisher-names")):
        assert publisher is not None and isinstance(name, ox.Literal)
        names[publisher.value].setdefault(name.language or "en", name.value)
    return names


def _passage(iri: str, document: Document, texts: _Texts) -> Passage:
    def one(name: str) -> str:
        return min(texts[TERM + name].items())[1] if TERM + name in texts else ""

    def each(name: str) -> dict[str, str]:
        return dict(sorted(texts[TERM + name].items())) if TERM + name in texts else {}

    return Passage(
        iri,
        document,
        each("says"),
        one("section"),
        each("locator"),
        each("reservation"),
        reading=one("readFrom"),
        read_on=one("readOn"),
        text_fragment=one("textFragment"),
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
