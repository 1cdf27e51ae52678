"""The data set described for machines: VoID and DCAT, with counts made from the graph itself."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.record.dataset import Dataset, read_dataset
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import BASE, SHARED_PREFIXES

_VOID, _DCAT = SHARED_PREFIXES["void"], SHARED_PREFIXES["dcat"]
_DCTERMS, _RDF, _XSD = (SHARED_PREFIXES[prefix] for prefix in ("dcterms", "rdf", "xsd"))


def describe(engine: Engine) -> list[ox.Triple]:
    """Return the description of a graph: title, licence, version, and how many of each class and relation it holds.

    Title, licence and version are those that the data say of themselves.
    """
    told = read_dataset(engine)
    dataset = ox.NamedNode(told.iri or BASE)
    return [
        *_heading(dataset, told),
        *_totals(engine, dataset),
        *_partitions(engine, dataset, "class-counts", "class", "entities"),
        *_partitions(engine, dataset, "relation-counts", "property", "triples"),
    ]


def _heading(dataset: ox.NamedNode, told: Dataset) -> Iterator[ox.Triple]:
    for name in (f"{_VOID}Dataset", f"{_DCAT}Dataset"):
        yield ox.Triple(dataset, ox.NamedNode(_RDF + "type"), ox.NamedNode(name))
    for language, title in sorted(told.titles.items()):
        yield ox.Triple(dataset, ox.NamedNode(_DCTERMS + "title"), ox.Literal(title, language=language))
    for language in told.languages:
        yield ox.Triple(dataset, ox.NamedNode(_DCTERMS + "language"), ox.Literal(language))
    if told.licence:
        yield ox.Triple(dataset, ox.NamedNode(_DCTERMS + "license"), ox.NamedNode(told.licence))
    if told.version:
        yield ox.Triple(dataset, ox.NamedNode(_DCAT + "version"), ox.Literal(told.version))
    if told.date:
        modified = ox.Literal(told.date, datatype=ox.NamedNode(_XSD + "date"))
        yield ox.Triple(dataset, ox.NamedNode(_DCTERMS + "modified"), modified)
    yield ox.Triple(dataset, ox.NamedNode(_VOID + "uriSpace"), ox.Literal(f"{BASE}entity/"))


def _totals(engine: Engine, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    for row in engine.table(lookup("totals")).rows:
        for name, count in zip(("triples", "entities", "documents"), row, strict=True):
            yield ox.Triple(dataset, ox.NamedNode(_VOID + name), ox.Literal(int(str(count))))


def _partitions(engine: Engine, dataset: ox.NamedNode, query: str, kind: str, unit: str) -> Iterator[ox.Triple]:
    for term, count in engine.terms(lookup(query)):
        if not isinstance(term, ox.NamedNode) or not isinstance(count, ox.Literal):
            continue
        part = ox.NamedNode(f"{BASE}partition/{term.value.rsplit('/', 1)[-1]}")
        yield ox.Triple(dataset, ox.NamedNode(f"{_VOID}{kind}Partition"), part)
        yield ox.Triple(part, ox.NamedNode(_VOID + kind), term)
        yield ox.Triple(part, ox.NamedNode(_VOID + unit), ox.Literal(int(count.value)))
