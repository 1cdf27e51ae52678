"""The server described for programs: the SPARQL service, the data set with examples, and the questions as an API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.messages import languages
from kg.pages.answers import asked, parameter_schema
from kg.questions.catalogue import Question, questions
from kg.record.void import describe
from kg.server.negotiation import GRAPHS, ROWS
from kg.version import __version__
from kg.vocabulary import BASE, PREFIXES, SHARED_PREFIXES

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.server.resources import Resource

_SD, _FORMATS = "http://www.w3.org/ns/sparql-service-description#", "http://www.w3.org/ns/formats/"
_SH, _RDFS, _RDF, _XSD = (SHARED_PREFIXES[name] for name in ("sh", "rdfs", "rdf", "xsd"))
_OF_ROWS = {name: f"SPARQL_Results_{name.upper()}" for name in ("json", "xml", "csv", "tsv")}
_OF_GRAPHS = {
    "turtle": "Turtle",
    "trig": "TriG",
    "jsonld": "JSON-LD",
    "ntriples": "N-Triples",
    "nquads": "N-Quads",
    "rdfxml": "RDF_XML",
}


def service_description(graph: KnowledgeGraph, base: str) -> list[ox.Triple]:
    """Return the description of the endpoint: what it can do, its data, its prefixes, the questions as examples.

    >>> from kg.graph import load
    >>> len(service_description(load("tests/mini"), "http://localhost:8000/")) > 100
    True
    """
    return [*_service(base), *describe(graph.engine), *_prefixes(), *_examples(graph)]


def _service(base: str) -> Iterator[ox.Triple]:
    service, data, default = (ox.NamedNode(f"{base}sparql{end}") for end in ("", "#dataset", "#default"))
    yield _typed(service, f"{_SD}Service")
    yield ox.Triple(service, ox.NamedNode(f"{_SD}endpoint"), service)
    yield ox.Triple(service, ox.NamedNode(f"{_SD}supportedLanguage"), ox.NamedNode(f"{_SD}SPARQL11Query"))
    yield ox.Triple(service, ox.NamedNode(f"{_SD}feature"), ox.NamedNode(f"{_SD}EmptyGraphs"))
    names = [_OF_ROWS[one.name] for one in ROWS] + [_OF_GRAPHS[one.name] for one in GRAPHS]
    for name in names:
        yield ox.Triple(service, ox.NamedNode(f"{_SD}resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(service, ox.NamedNode(f"{_SD}defaultDataset"), data)
    yield _typed(data, f"{_SD}Dataset")
    yield ox.Triple(data, ox.NamedNode(f"{_SD}defaultGraph"), default)
    yield _typed(default, f"{_SD}Graph")
    yield ox.Triple(ox.NamedNode(BASE), ox.NamedNode(f"{SHARED_PREFIXES['void']}sparqlEndpoint"), service)


def _prefixes() -> Iterator[ox.Triple]:
    """Yield the prefixes that a query may use without declaring them, as SHACL tells them."""
    for prefix, namespace in PREFIXES.items():
        node = ox.NamedNode(f"{BASE}prefix/{prefix}")
        yield ox.Triple(ox.NamedNode(BASE), ox.NamedNode(f"{_SH}declare"), node)
        yield ox.Triple(node, ox.NamedNode(f"{_SH}prefix"), ox.Literal(prefix))
        address = ox.Literal(namespace, datatype=ox.NamedNode(f"{_XSD}anyURI"))
        yield ox.Triple(node, ox.NamedNode(f"{_SH}namespace"), address)


def _examples(graph: KnowledgeGraph) -> Iterator[ox.Triple]:
    """Yield the questions as queries that can be carried out, each in the words of every language."""
    for one, query in examples(graph):
        node = ox.NamedNode(f"{BASE}question/{one.name}")
        yield _typed(node, f"{_SH}SPARQLExecutable")
        yield _typed(node, f"{_SH}SPARQLSelectExecutable")
        yield ox.Triple(node, ox.NamedNode(f"{_SH}select"), ox.Literal(query))
        yield ox.Triple(node, ox.NamedNode(f"{_SH}prefixes"), ox.NamedNode(BASE))
        for language in languages():
            told = ox.Literal(asked(one, language), language=language)
            yield ox.Triple(node, ox.NamedNode(f"{_RDFS}comment"), told)


def examples(graph: KnowledgeGraph) -> list[tuple[Question, str]]:
    """Return the questions with their queries, their examples filled in: those that the data can answer."""
    asked_of = ((one, _query_of(graph, one)) for one in questions().values())
    return [(one, query) for one, query in asked_of if query]


def _query_of(graph: KnowledgeGraph, one: Question) -> str:
    """Return the query of a question with its example, empty where the data do not hold what it is about."""
    from kg.errors import KgError

    try:
        return graph.query_of(one.name, **one.example)  # type: ignore[arg-type]
    except KgError:
        return ""


def _typed(thing: ox.NamedNode, name: str) -> ox.Triple:
    return ox.Triple(thing, ox.NamedNode(f"{_RDF}type"), ox.NamedNode(name))


_OTHERWISE = ("question", "thing", "service")
"""The resources that are described each by each, or otherwise."""
_PARAMETERS = {
    "a": "One of the two: id, name or abbreviation.",
    "actors": "Who is joined: organizations, countries or all.",
    "around": "Only the circle of an entity: id, name or abbreviation.",
    "as_of": "Only what was in effect on a date: 2001, 2001-09, 2001-09-11 or today.",
    "b": "The other of the two: id, name or abbreviation.",
    "between": "Only what was in effect at some time between two dates: 1958/1990.",
    "country": "Only what an actor of a country takes part in: id or name.",
    "depth": "How many steps the circle goes out from its middle.",
    "ends": "across keeps the ties from one of the two countries to the other.",
    "extend": "What is asked of entities, as the reconciliation service has it.",
    "family": "Only the ties of a family of relations: id or name.",
    "governments": "both keeps what both governments confirm.",
    "id": "The id of what is shown.",
    "iri": "The IRI of a thing that others describe.",
    "kind": "Only what is of a kind: id or name.",
    "labels": "true for names in place of IRIs.",
    "language": "Of names and texts: en or fr.",
    "mode": "one-mode joins actors, two-mode actors and what they take part in.",
    "prefix": "How a name begins.",
    "queries": "What is to be matched, as the reconciliation service has it.",
    "read_again": "true counts only what passages say that were read again.",
    "rests_on": "Only what no other kind of document speaks of: id or name.",
    "since": "From this date on: what began, or what documents say.",
    "standing": "Only what rests on documents of a kind: id or name.",
    "text": "Words that are looked for.",
    "topic": "Only what has a topic: id or name.",
    "type": "The class of what is extended.",
    "until": "Up to this date.",
    "voices": "Only the ties that so many independent voices tell of, at least.",
}
"""What the parameters mean that resources share."""
_FAULTS = {
    "400": "A parameter is missing or wrong.",
    "404": "Nothing is called so.",
    "406": "There is no such format.",
    "429": "The client has used up its share.",
    "503": "The server is busy, or the answer takes too long.",
}
_FAULTS_ELSEWHERE = {
    "502": "The engine that holds the data gives no answer, or no proper one.",
    "504": "The engine that holds the data takes too long.",
}


def open_api(resources: Mapping[str, Resource], base: str, *, is_elsewhere: bool = False) -> dict[str, Any]:
    """Return the OpenAPI description of the server: its resources, and each question of the catalogue.

    ``is_elsewhere`` is whether another engine holds the data, which may fail.
    """
    faults = {**_FAULTS, **(_FAULTS_ELSEWHERE if is_elsewhere else {})}
    described = {name: one for name, one in resources.items() if name not in _OTHERWISE}
    paths = {one.path: {"get": _operation(name, one, faults)} for name, one in described.items()}
    common = [_parameter(name, required=False) for name in resources["question"].takes]
    for one in questions().values():
        told = {
            "operationId": f"ask-{one.name}",
            "summary": one.title["en"],
            "description": asked(one, "en"),
            "parameters": [*(parameter_schema(p) for p in one.parameters if p.name != "language"), *common],
            "responses": _responses(resources["question"], faults),
        }
        paths[f"/questions/{one.name}"] = {"get": told}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Perimeter",
            "version": __version__,
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": paths,
    }


def _operation(name: str, one: Resource, faults: Mapping[str, str]) -> dict[str, Any]:
    parameters = [_parameter(own, required=own in one.needs) for own in (*one.needs, *one.takes)]
    return {"operationId": name, "summary": one.told, "parameters": parameters, "responses": _responses(one, faults)}


def _parameter(name: str, *, required: bool) -> dict[str, Any]:
    told = {"description": _PARAMETERS[name], "schema": {"type": "string"}}
    return {"name": name, "in": "query", "required": required, **told}


def _responses(one: Resource, faults: Mapping[str, str]) -> dict[str, Any]:
    content: dict[str, Any] = {form.media: {} for form in one.formats}
    problem = {"content": {"application/problem+json": {"schema": {"type": "object"}}}}
    failed = {status: {"description": told, **problem} for status, told in faults.items()}
    return {"200": {"description": "The answer.", "content": content}, **failed}
