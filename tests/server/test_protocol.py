"""SPARQL 1.1 Protocol: the suite of the W3C, as far as it reads, and what that leaves out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection

import kg
from kg.errors import LimitExceeded
from kg.server.negotiation import GRAPHS, ROWS
from kg.server.protocol import operation
from kg.server.refusals import Refusal
from kg.sparql.engine import Engine
from tests import servers
from tests.serving import Reply, Served, serving
from tests.worlds import ROOT

SUITE = ROOT.parent / "shared" / "w3c" / "sparql" / "sparql11" / "protocol"
HT, MF = (
    rdflib.Namespace(name)
    for name in ("http://www.w3.org/2011/http#", "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
)
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
PAIR = "SELECT ?a ?b { VALUES (?a ?b) { (1 'x') } }"


@cache
def manifest() -> rdflib.Graph:
    graph = rdflib.Graph()
    graph.parse(SUITE / "manifest.ttl", publicID="http://example.org/manifest.ttl")
    return graph


def cases() -> list[Any]:
    """Return the tests of the suite by name; those that must carry out an update are left out: we only read."""
    if not SUITE.is_dir():
        return [pytest.param("", marks=pytest.mark.skip("needs ../shared/w3c"))]
    graph = manifest()
    names = [str(one).rpartition("#")[2] for one in graph.subjects(rdflib.RDF.type, MF.ProtocolTest)]
    return sorted(name for name in names if not name.startswith("update_"))


@pytest.fixture(scope="module", params=["here", "on another engine"])
def w3c(request: pytest.FixtureRequest) -> Iterator[Served]:
    """The data of the suite, held by this process or by a real server."""
    store = ox.Store()
    for number in (1, 2, 3):
        graph = ox.NamedNode(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf")
        store.load((SUITE / f"data{number}.nt").read_bytes(), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    if request.param == "here":
        with serving(kg.KnowledgeGraph(Engine(store))) as served:
            yield served
        return
    try:
        with servers.oxigraph(store) as endpoint, serving(kg.load(endpoint=endpoint)) as served:
            yield served
    except servers.NotInstalled as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def small(mini: kg.KnowledgeGraph) -> Iterator[Served]:
    with serving(mini, rows=50, seconds=2.0) as served:
        yield served


@pytest.mark.parametrize("name", cases())
def test_the_suite_of_the_w3c_is_passed(w3c: Served, name: str) -> None:
    graph = manifest()
    test = next(one for one in graph.subjects(rdflib.RDF.type, MF.ProtocolTest) if str(one).endswith(f"#{name}"))
    connection = graph.value(test, MF.action)
    for request in Collection(graph, graph.value(connection, HT.requests)):
        assert judged(graph, request, sent(w3c, graph, request)) == []


def sent(server: Served, graph: rdflib.Graph, request: Any) -> Reply:
    headers = {}
    if (listed := graph.value(request, HT.headers)) is not None:
        for one in Collection(graph, listed):
            headers[str(graph.value(one, HT.fieldName))] = str(graph.value(one, HT.fieldValue))
    content = graph.value(request, HT.body)
    body = None
    if content is not None:
        body = str(graph.value(content, CNT.chars)).encode(str(graph.value(content, CNT.characterEncoding)))
    path = str(graph.value(request, HT.absolutePath))
    return server.ask(path, str(graph.value(request, HT.methodName)), body, **headers)


def judged(graph: rdflib.Graph, request: Any, reply: Reply) -> list[str]:
    """Return what is wrong with a reply."""
    wanted = graph.value(request, HT.resp)
    statuses = [str(one).rpartition("StatusCode")[2] for one in graph.objects(wanted, MF.expectedStatus)]
    faults = [] if any(one[0] == str(reply.status)[0] for one in statuses) else [f"{reply.status}: {reply.text}"]
    form = str(graph.value(wanted, MF.expectedFormat) or "")
    media = reply["content-type"].partition(";")[0]
    if form == "RDF" and media not in {one.media for one in GRAPHS}:
        faults.append(media)
    if form in ("boolean", "tabular") and media not in {one.media for one in ROWS}:
        faults.append(media)
    truth = graph.value(wanted, MF.expectedBoolean)
    if truth is not None and json.loads(reply.body)["boolean"] != truth.toPython():
        faults.append(reply.text)
    return faults


@pytest.mark.parametrize("form", ROWS, ids=lambda form: form.name)
def test_rows_come_in_every_format_that_is_asked_for(small: Served, form: Any) -> None:
    reply = small.query(PAIR, form.media)
    assert reply.status == 200
    assert reply["content-type"].partition(";")[0] == form.media
    rows = ox.parse_query_results(
        small.query(PAIR, "application/sparql-results+json").body, format=ox.QueryResultsFormat.JSON
    )
    assert isinstance(rows, ox.QuerySolutions)
    assert [[term.value for term in row] for row in rows] == [["1", "x"]]


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: form.name)
def test_triples_come_in_every_format_that_is_asked_for(small: Served, form: Any) -> None:
    reply = small.query("DESCRIBE ent:norad", form.media)
    assert reply.status == 200
    assert reply["content-type"].partition(";")[0] == form.media
    kind = ox.RdfFormat.from_media_type(form.media)
    asked = small.query("DESCRIBE ent:norad", "text/turtle")
    assert {quad.triple for quad in ox.parse(reply.body, format=kind)} == {
        quad.triple for quad in ox.parse(asked.body, format=ox.RdfFormat.TURTLE)
    }


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/*", "application/sparql-results+xml"),  # text/xml asks for it too
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+json"),  # as application/json
        ("application/xml", "application/sparql-results+xml"),
        ("text/csv;q=2, text/tab-separated-values;q=0.1", "text/tab-separated-values"),
    ],
)
def test_the_format_that_is_liked_best_is_chosen(small: Served, accept: str, media: str) -> None:
    assert small.query(PAIR, accept)["content-type"].partition(";")[0] == media


def test_a_format_is_named_in_the_address_too(small: Served) -> None:
    assert small.query(PAIR, "application/json", format="csv").text == "a,b\r\n1,x\r\n"


@pytest.mark.parametrize(("name", "media"), [("xml", "application/rdf+xml"), ("json", "application/ld+json")])
def test_triples_come_in_the_formats_that_programs_ask_rows_in(small: Served, name: str, media: str) -> None:
    """SPARQLWrapper asks for XML unless it is told otherwise, whatever the query is."""
    reply = small.query("CONSTRUCT WHERE { ?a ?b ?c }", "*/*", format=name, output=name, results=name)
    assert (reply.status, reply["content-type"].partition(";")[0]) == (200, media)


@pytest.mark.parametrize(
    ("method", "path", "media", "body", "status"),
    [
        ("GET", "/sparql?query=ASK%20%7B", "", b"", 400),
        ("GET", "/sparql?query=%FF", "", b"", 400),
        ("GET", "/sparql?default-graph-uri=http://example.org/a", "", b"", 400),
        ("GET", "/sparql?query=ASK%20%7B%7D&default-graph-uri=no%20iri", "", b"", 400),
        ("GET", "/sparql?" + "&".join(f"a{n}=1" for n in range(300)), "", b"", 400),
        ("GET", "/sparql?update=CLEAR%20ALL", "", b"", 403),
        ("GET", "/sparql?query=" + quote("INSERT DATA { <a:a> <a:a> <a:a> }"), "", b"", 403),
        ("GET", "/sparql?query=" + quote("ASK { SERVICE <http://127.0.0.1:9/> {} }"), "", b"", 403),
        ("GET", "/sparql?query=" + quote("ASK { SERVICE SILENT <http://127.0.0.1:9/> {} }"), "", b"", 403),
        ("GET", "/sparql?query=ASK%20%7B%7D%23" + 20_000 * "a", "", b"", 414),
        ("PUT", "/sparql?query=ASK%20%7B%7D", "", b"", 405),
        ("DELETE", "/sparql", "", b"", 405),
        ("POST", "/sparql", "application/sparql-query", b"ASK {} #" + 70_000 * b"a", 413),
        ("POST", "/sparql", "application/sparql-query", 300_000 * b" ", 413),
        ("POST", "/sparql", "application/sparql-query", b"ASK { ?a ?b '\xff' }", 400),
        ("POST", "/sparql", "application/sparql-query", b"ASK {" + 300 * b"{" + 300 * b"}" + b"}", 400),
        ("POST", "/sparql", "application/sparql-update", b"CLEAR ALL", 403),
        ("POST", "/sparql", "application/x-www-form-urlencoded", b"update=CLEAR+ALL", 403),
        ("POST", "/sparql", "application/x-www-form-urlencoded", b"", 400),
        ("POST", "/sparql", "application/x-www-form-urlencoded; charset=utf-16", b"query=ASK+{}", 415),
        ("POST", "/sparql", "multipart/form-data", b"query=ASK {}", 415),
        ("POST", "/sparql", "", b"ASK {}", 415),
        ("GET", "/nowhere", "", b"", 404),
    ],
)
def test_what_is_wrong_is_told_by_its_status(
    small: Served, method: str, path: str, media: str, body: bytes, status: int
) -> None:
    reply = small.ask(path, method, body or None, **({"Content-Type": media} if media else {}))
    assert reply.status == status
    told = json.loads(reply.body)
    assert told["status"] == status
    assert told["detail"]
    assert str(ROOT) not in reply.text
    assert "Traceback" not in reply.text


def test_a_fault_is_told_with_its_line_and_column_in_the_language_of_the_reader(small: Served) -> None:
    path = "/sparql?query=" + quote("ASK {\n ?a ?b ?c")
    told = small.ask(path, Accept_Language="fr-CA,fr;q=0.9")
    assert "line 2, column 10" in small.ask(path).text
    assert "à la ligne 2, colonne 10" in told.text
    assert told["content-language"] == "fr"
    assert small.ask(path, Accept="text/plain, */*;q=0.1").text.startswith("The query has a fault at line 2")


def test_what_is_not_acceptable_is_not_computed(small: Served) -> None:
    reply = small.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }", "image/png")
    assert reply.status == 406
    assert "text/csv" in reply.text


def test_methods_are_told(small: Served) -> None:
    assert small.ask("/sparql", "OPTIONS")["allow"] == "GET, HEAD, OPTIONS, POST"
    assert small.ask("/sparql", "PATCH")["allow"] == "GET, HEAD, OPTIONS, POST"


def test_the_head_alone_is_had(small: Served) -> None:
    path = "/sparql?query=ASK%20%7B%7D"
    head, whole = small.ask(path, "HEAD"), small.ask(path)
    assert head.status == 200
    assert head.body == b""
    assert head["content-length"] == whole["content-length"]
    assert head["etag"] == whole["etag"]


def test_what_a_client_holds_is_not_sent_again(small: Served) -> None:
    path = "/sparql?query=" + quote(PAIR)
    first = small.ask(path)
    assert small.ask(path, If_None_Match=first["etag"]).status == 304
    assert small.ask(path, If_None_Match=f'"x", {first["etag"].removeprefix("W/")}').status == 304
    assert small.ask(path, If_None_Match='"x"').status == 200
    assert small.ask(path, If_Modified_Since=first["last-modified"]).status == 304
    assert small.ask(path, If_Modified_Since="Sat, 01 Jan 2000 00:00:00 GMT").status == 200
    assert small.ask(path, Accept="text/csv")["etag"] != first["etag"]


def test_an_answer_of_the_moment_is_kept_by_nobody(small: Served) -> None:
    reply = small.query("SELECT (NOW() AS ?now) {}")
    assert reply["cache-control"] == "no-store"
    assert not reply["etag"]


def test_an_answer_is_packed_for_who_takes_it(small: Served) -> None:
    import gzip

    path = "/sparql?query=" + quote("SELECT * { ?a ?b ?c } LIMIT 40")
    packed, plain = small.ask(path, Accept_Encoding="gzip"), small.ask(path)
    assert packed["content-encoding"] == "gzip"
    assert not plain["content-encoding"]
    assert len(gzip.decompress(packed.body)) == len(plain.body) > len(packed.body)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_an_answer_that_is_cut_says_so(small: Served, form: str) -> None:
    cut = small.query("SELECT ?a { ?a ?b ?c }", format=form)
    whole = small.query("SELECT ?a { ?a ?b ?c } LIMIT 50", format=form)
    own = small.query("SELECT ?a { ?a ?b ?c } LIMIT 60", format=form)
    assert [reply["x-sparql-maxrows"] for reply in (cut, whole, own)] == ["50", "", "50"]
    assert len(cut.body) > 1000


def test_triples_that_are_cut_say_so(small: Served) -> None:
    cut = small.query("CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }", "application/n-triples")
    assert (cut["x-sparql-maxrows"], cut.text.count("\n")) == ("50", 50)


def test_our_own_client_tells_that_an_answer_is_cut(small: Served) -> None:
    with pytest.raises(LimitExceeded, match="ends before it is whole"):
        kg.load(endpoint=f"{small.address}/sparql").query("SELECT ?a { ?a ?b ?c }")


def test_a_large_answer_passes_through_a_file_and_leaves_none(shipped: kg.KnowledgeGraph) -> None:
    with serving(shipped, bytes=20_000_000) as served:
        reply = served.query("SELECT * { ?a ?b ?c } LIMIT 20000")
        assert len(json.loads(reply.body)["results"]["bindings"]) == 20_000
        assert len(reply.body) == int(reply["content-length"]) > 1_000_000
        refused = served.query("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 90000")
        assert refused.status == 503
        assert "larger than 20 MB" in refused.text


def test_graphs_of_the_request_stand_in_for_those_of_the_query(small: Served) -> None:
    passage = "https://w3id.org/perimeter/source/wikipedia-norad/p1"
    inside = small.query("SELECT ?a FROM <http://example.org/none> { ?a ?b ?c }", **{"default-graph-uri": passage})
    assert json.loads(inside.body)["results"]["bindings"]
    named = small.query("SELECT DISTINCT ?g { GRAPH ?g { ?a ?b ?c } }", "text/csv", **{"named-graph-uri": passage})
    assert named.text == f"g\r\n{passage}\r\n"
    assert json.loads(small.query("ASK { ?a ?b ?c }", **{"named-graph-uri": passage}).body)["boolean"] is False


def test_a_form_may_name_graphs_in_the_address() -> None:
    asked = operation("POST", "named-graph-uri=a:b", "application/x-www-form-urlencoded", b"query=ASK+%7B%7D")
    assert asked is not None
    assert asked.graphs is not None
    assert asked.graphs.named == ("a:b",)


def test_several_queries_are_refused() -> None:
    with pytest.raises(Refusal, match="one at a time"):
        operation("POST", "query=ASK+%7B%7D", "application/sparql-query", b"ASK {}")


def test_rdflib_asks_it_as_a_store(small: Served) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(f"{small.address}/sparql", returnFormat="json")
    rows = store.query("SELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who")
    assert [str(row[0]).rpartition("/")[2] for row in rows] == ["canada", "united-states"]  # type: ignore[index]


def test_pandas_reads_the_address_of_a_query(small: Served) -> None:
    pandas = pytest.importorskip("pandas")
    read = pandas.read_csv(f"{small.address}/sparql?format=csv&query={quote(PAIR)}")
    assert read.to_dict("records") == [{"a": 1, "b": "x"}]
