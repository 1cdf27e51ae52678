"""Data on another engine: pages, questions and SPARQL as from one's own, and an engine that fails told as such."""

from __future__ import annotations

import datetime
import json
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from types import SimpleNamespace
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode

import pyoxigraph as ox
import pytest

import kg
from kg.errors import KgError
from kg.questions.catalogue import questions
from kg.server.content import Content, watch, watch_day
from kg.server.delivery import Edition
from kg.server.negotiation import GRAPHS, ROWS
from kg.sparql.endpoint import RemoteEngine
from kg.vocabulary import BASE
from tests import servers
from tests.canary import ASKING, canary
from tests.servers import answering
from tests.serving import Reply, Served, serving

PAGES = [
    *("/entity/norad.html", "/entity/norad.fr.html", "/entity/norad.ttl", "/entity/norad.trig", "/entity/norad.json"),
    *("/entity/norad", "/entity/norad.bib", "/entity/nothing", "/source/ps-cbftf-note-2021.html"),
    *("/source/ps-cbftf-note-2021.trig", "/source/ps-cbftf-note-2021/p1.html", "/source/ps-cbftf-note-2021/p1.trig"),
    *("/term/isMemberOf.html", "/term/isMemberOf.json", "/term/isMemberOf.ttl", "/term/index.html", "/term/index.ttl"),
    *("/kind/treaty.fr.html", "/kind/treaty.rdf", "/claim/nothing"),
    *("/find?text=norad&format=csv", "/why?a=canada&b=norad", "/path?a=rcmp&b=cbsa", "/network?around=norad"),
    *("/diff?since=1900&until=2025", "/download?format=trig", "/llms.txt", "/feed.atom", "/sitemap.xml", "/query"),
    *("/sparql", "/reconcile?queries=%7B%22a%22%3A%7B%22query%22%3A%22norad%22%7D%7D"),
]
SELECT = "SELECT ?member ?label { ?member sec:isMemberOf ent:norad ; rdfs:label ?label } ORDER BY ?member ?label"
CONSTRUCT = "CONSTRUCT { ?a rdfs:label ?label } { ?a sec:isMemberOf ent:norad ; rdfs:label ?label }"


class Relay(ThreadingHTTPServer):
    """An engine between ours and a real one: it keeps what it is asked, and fails as a test tells it to."""

    daemon_threads = True

    def __init__(self, engine: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.engine, self.seen = engine, list[str]()
        self.fails: Callable[[_Handler, str], bool] = lambda _handler, _query: False
        self.url = f"http://127.0.0.1:{self.server_port}/sparql"

    def handle_error(self, *_: Any) -> None:
        """Say nothing of who leaves before the answer."""


class _Handler(BaseHTTPRequestHandler):
    server: Relay

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        query = parse_qs(body.decode())["query"][0]
        self.server.seen.append(query)
        if self.server.fails(self, query):
            return
        head = {name: self.headers[name] for name in ("Content-Type", "Accept")}
        request = urllib.request.Request(self.server.engine, body, head)
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as reply:
                self.say(reply.status, reply.headers["Content-Type"], reply.read())
        except HTTPError as error:
            self.say(error.code, "text/plain", error.read())

    def say(self, status: int, media: str, body: bytes, *, length: int | None = None, **more: str) -> None:
        """Send an answer, of another length than it tells where a test wants that."""
        self.send_response(status)
        told = {"Content-Type": media, "Content-Length": str(len(body) if length is None else length), **more}
        for name, value in told.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def engine(mini: kg.KnowledgeGraph) -> Iterator[str]:
    try:
        with servers.oxigraph(mini.quads()) as endpoint:
            yield endpoint
    except servers.NotInstalled as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def running(engine: str) -> Iterator[Relay]:
    relay = Relay(engine)
    with answering(relay):
        yield relay


@pytest.fixture
def relay(running: Relay) -> Iterator[Relay]:
    """An engine that answers as it should, until the test says otherwise."""
    running.seen.clear()
    yield running
    running.fails = lambda _handler, _query: False


@pytest.fixture(scope="module")
def here(mini: kg.KnowledgeGraph) -> Iterator[Served]:
    with serving(mini) as served:
        yield served


@pytest.fixture(scope="module")
def there(running: Relay) -> Iterator[Served]:
    with serving(kg.load(endpoint=running.url), seconds=2) as served:
        yield served


def plain(served: Served, reply: Reply) -> tuple[int, str, bytes]:
    """What a server says, without its own address."""
    return reply.status, reply["Content-Type"], reply.body.replace(served.address.encode(), b"")


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_the_same(here: Served, there: Served, path: str) -> None:
    assert plain(there, there.ask(path)) == plain(here, here.ask(path))


@pytest.mark.parametrize("name", questions())
def test_questions_have_the_same_answers(here: Served, there: Served, name: str) -> None:
    for form in ("json", "html"):
        path = f"/questions/{name}?{urlencode({**questions()[name].example, 'format': form})}"
        assert plain(there, there.ask(path)) == plain(here, here.ask(path))


def test_what_an_engine_may_fail_in_is_described(here: Served, there: Served) -> None:
    ours, theirs = (json.loads(one.ask("/openapi.json").body)["paths"] for one in (here, there))
    assert ours.keys() == theirs.keys()
    for path, told in theirs.items():
        assert told["get"]["responses"].keys() - ours[path]["get"]["responses"].keys() == {"502", "504"}


def test_the_explorer_is_had(there: Served) -> None:
    reply = there.ask("/")
    assert (reply.status, reply["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"data-sparql" in reply.body


@pytest.mark.parametrize("form", [one.name for one in ROWS])
def test_rows_are_the_same_in_every_format(here: Served, there: Served, form: str) -> None:
    for query in (SELECT, "ASK { ent:canada sec:isMemberOf ent:norad }", "ASK { ent:norad sec:isMemberOf ent:norad }"):
        assert plain(there, there.query(query, format=form)) == plain(here, here.query(query, format=form))
    assert there.query(SELECT, format=form).body.count(b"canada") >= 1


@pytest.mark.parametrize(
    "query",
    [
        *("SELECT * {}", "SELECT ?x {}", "SELECT ?x ?y { ?x a ?y } LIMIT 0", "ASK { GRAPH ?g { ?a ?b ?c } }"),
        'SELECT ?s { BIND("a\\tb\\n\\"c\\\\ \\u00e9"@fr-CA AS ?s) }',
        'SELECT ?s { VALUES ?s { 1 1.0 1e0 true "01"^^xsd:integer "2001-01"^^xsd:gYearMonth <a:b,c> "" UNDEF } }',
        *("SELECT ?s { BIND(<<( <urn:a> <urn:b> 1 )>> AS ?s) }", "SELECT ?a FROM <urn:none> { ?a ?b ?c }"),
        *("SELECT ?s { BIND(<x> AS ?s) }", "BASE <http://o/> SELECT ?s { BIND(<x> AS ?s) }"),
        "SELECT ?a { ?a rdfs:label 'Canada'@en } # SERVICE <http://a.example/> {}",
    ],
)
def test_terms_of_every_sort_are_the_same(here: Served, there: Served, query: str) -> None:
    for form in ("json", "csv"):
        reply = there.query(query, format=form)
        assert reply.status == 200
        assert plain(there, reply) == plain(here, here.query(query, format=form))


@pytest.mark.parametrize("form", [one.name for one in GRAPHS])
def test_triples_are_the_same_in_every_format(here: Served, there: Served, form: str) -> None:
    for query in (CONSTRUCT, "DESCRIBE ent:pjbd"):
        ours, theirs = here.query(query, format=form), there.query(query, format=form)
        assert theirs.status == 200
        assert sorted(theirs.body.splitlines()) == sorted(ours.body.splitlines())


def test_graphs_of_the_request_are_asked_there(here: Served, there: Served, mini: kg.KnowledgeGraph) -> None:
    passage = min(quad.graph_name.value for quad in mini.quads() if "NamedNode" in type(quad.graph_name).__name__)  # type: ignore[union-attr]
    query = "SELECT * { ?a ?b ?c } ORDER BY ?a ?b ?c"
    for named in ({"default-graph-uri": passage}, {"named-graph-uri": passage}, {"default-graph-uri": "urn:none"}):
        assert plain(there, there.query(query, **named)) == plain(here, here.query(query, **named))
    assert there.query(query, **{"default-graph-uri": "no iri"}).status == 400


@pytest.mark.parametrize(
    "text",
    [
        *("SELECT ?a WHERE { ?a ?b", "SELEC ?a {}", "DROP ALL", "ASK { SERVICE <http://a.example/> {} }"),
        *("ASK { ?a nothing:b ?c }", "SELECT * {" + "{" * 300 + "}" * 300 + "}", "SELECT ?a { ?a ?b ?c } GROUP BY ?b"),
    ],
)
def test_what_is_wrong_with_a_query_is_told_the_same(here: Served, relay: Relay, there: Served, text: str) -> None:
    ours, theirs = here.query(text), there.query(text)
    assert plain(there, theirs) == plain(here, ours)
    assert theirs.status in (400, 403)
    assert relay.seen == []  # it was not even sent


def test_no_query_reaches_another_server(relay: Relay, there: Served) -> None:
    with canary() as listening:
        for name, text in ASKING.items():
            there.query(text.replace("{canary}", listening.url))
            assert not any("SERVICE" in sent.upper() for sent in relay.seen), name
        assert listening.heard == []
    assert {"from", "from named"} <= set(ASKING)
    assert len(relay.seen) == 2  # these name a graph, which the engine holds or not


def test_an_answer_that_is_cut_says_so(running: Relay) -> None:
    with serving(kg.load(endpoint=running.url), rows=5, bytes=2_000) as served:
        for query in ("SELECT * { ?a ?b ?c }", "SELECT * { ?a ?b ?c } LIMIT 9", "CONSTRUCT WHERE { ?a ?b ?c }"):
            reply = served.query(query, "text/csv, application/n-triples")
            assert (reply.status, reply["X-SPARQL-MaxRows"]) == (200, "5")
            assert len(reply.text.splitlines()) == 5 + ("SELECT" in query)
        assert running.seen[-1].endswith("\nLIMIT 6")
        assert not served.query("SELECT * { ?a ?b ?c } LIMIT 5")["X-SPARQL-MaxRows"]
        large = served.query('SELECT (CONCAT("0123456789", STR(?a), STR(?b), STR(?c)) AS ?d) { ?a ?b ?c } LIMIT 5')
        assert large.status == 200
        large = served.query(f'SELECT ("{"0" * 3000}" AS ?d) {{}}')
        assert (large.status, "larger than" in large.text) == (503, True)


def test_a_page_is_marked_by_the_edition_and_an_answer_of_sparql_by_none(there: Served) -> None:
    page, answer = there.ask("/entity/norad.html"), there.query(SELECT)
    assert there.ask("/entity/norad.html", If_None_Match=page["ETag"]).status == 304
    assert (answer["ETag"], answer["Last-Modified"], answer["Cache-Control"]) == ("", "", "no-cache")
    assert there.query(SELECT).status == 200
    told = json.loads(there.ask("/version").body)
    assert len(told["data"]) == 16
    assert told["changed"]


def test_an_engine_that_does_not_tell_its_edition_is_asked_each_time(relay: Relay) -> None:
    relay.fails = lambda one, query: "SHA1" in query and one.say(400, "text/plain", b"no such function") is None
    with serving(kg.load(endpoint=relay.url)) as served:
        relay.seen.clear()
        pages = [served.ask("/term/isMemberOf.ttl") for _ in range(2)]
        assert [page.status for page in pages] == [200, 200]
        assert [(page["ETag"], page["Last-Modified"]) for page in pages] == [("", "")] * 2
        assert served.ask("/term/isMemberOf.ttl", If_None_Match="*").status == 200
        assert len(relay.seen) == 9
        assert json.loads(served.ask("/version").body)["data"] is None


Fault = Callable[[_Handler, str], Any]
FAULTS: dict[str, tuple[int, str, Fault]] = {
    "closes": (502, "cannot be asked", lambda one, _: one.close_connection),
    "fails": (502, "cannot be asked", lambda one, _: one.say(500, "text/plain", b"panic at /home/secret")),
    "is not there": (502, "cannot be asked", lambda one, _: one.say(404, "text/html", b"<p>secret</p>")),
    "lets nobody in": (502, "cannot be asked", lambda one, _: one.say(401, "text/plain", b"secret")),
    "leads elsewhere": (
        502,
        "cannot be asked",
        lambda one, _: one.say(302, "", b"", Location="http://secret.example/"),
    ),
    "is no engine": (502, "proper answer", lambda one, _: one.say(200, "text/html", b"<p>secret</p>")),
    "lies": (502, "proper answer", lambda one, _: one.say(200, "application/sparql-results+json", b'{"secret": 1}')),
    "stops midway": (
        502,
        "proper answer",
        lambda one, _: one.say(200, "text/tab-separated-values", b"?member\t?label\n<urn:secret", length=10_000),
    ),
    "answers something else": (
        502,
        "proper answer",
        lambda one, _: one.say(200, "text/tab-separated-values", b"?secret\n<urn:secret>\n"),
    ),
    "is busy": (503, "more to do", lambda one, _: one.say(503, "text/plain", b"secret", Retry_After="7")),
    "is slow": (504, "in time", lambda *_: time.sleep(4)),
}


TERMS = (
    "authors",
    "coLeads",
    "hosts",
    "isMemberOf",
    "leads",
    "observes",
    "participatesIn",
    "supports",
    "addresses",
    "covers",
    "uses",
)
"""A page for each fault that nobody has asked for before."""


@pytest.mark.parametrize(("name", "term"), [*zip(FAULTS, TERMS, strict=True)])
def test_an_engine_that_fails_is_told_as_such_and_nothing_of_it(
    relay: Relay, there: Served, name: str, term: str
) -> None:
    status, told, fault = FAULTS[name]

    def fails(one: _Handler, query: str) -> bool:
        fault(one, query)
        return True

    relay.fails = fails
    for reply in (there.query(SELECT), there.ask(f"/term/{term}.trig")):
        assert (reply.status, told in reply.text) == (status, True), reply.text
        assert "secret" not in reply.text
        assert str(relay.server_port) not in reply.text
        assert bool(reply["Retry-After"]) == (status == 503)
    assert there.ask("/health").status == there.ask("/entity/norad.html").status == 200
    relay.fails = lambda *_: False
    assert there.query(SELECT).status == there.ask(f"/term/{term}.trig").status == 200


def test_a_query_that_the_engine_refuses_is_the_fault_of_who_asks(relay: Relay, there: Served) -> None:
    relay.fails = lambda one, _: one.say(400, "text/plain", b"secret") is None
    reply = there.query(SELECT)
    assert (reply.status, "standard SPARQL" in reply.text, "secret" in reply.text) == (400, True, False)
    assert there.ask("/term/worksWith.trig").status == 502  # what we ask ourselves is nobody's fault here
    assert "Le moteur qui détient les données refuse la requête" in there.query(SELECT, language="fr").text


def test_the_surplus_is_turned_away_and_a_client_has_its_budget(relay: Relay) -> None:
    with serving(kg.load(endpoint=relay.url), at_once=1, waiting=0, seconds=1, budget=1) as served:
        relay.fails = lambda *_: time.sleep(3) is None
        with ThreadPoolExecutor(4) as asking:
            statuses = [reply.status for reply in asking.map(lambda _: served.query(SELECT), range(4))]
        assert set(statuses) == {503, 504}
        replies = (served.query(SELECT) for _ in range(10))
        last = next(reply for reply in replies if reply.status != 504)
        assert (last.status, bool(last["Retry-After"])) == (429, True)


def test_an_explorer_that_cannot_be_made_is_told_as_such_and_made_when_it_can(relay: Relay) -> None:
    with serving(kg.load(endpoint=relay.url)) as served:
        relay.fails = lambda one, _: one.say(500, "text/plain", b"") is None
        assert served.ask("/").status == 502
        relay.fails = lambda *_: False
        assert served.ask("/").status == 200


def test_data_of_any_vocabulary_are_served() -> None:
    friend, thing = ox.NamedNode("http://xmlns.com/foaf/0.1/knows"), ox.NamedNode(f"{BASE}entity/x")
    quads = [ox.Quad(one, friend, thing) for one in (ox.NamedNode("http://example.org/a"), ox.BlankNode())]
    with servers.oxigraph(quads) as endpoint, serving(kg.load(endpoint=endpoint)) as served:
        assert served.ask("/")["location"] == "/classes"  # there is nothing to draw
        for path in (
            "/classes",
            "/about?iri=http://example.org/a",
            "/entity/x.html",
            "/query",
            "/find?text=x",
            "/sitemap.xml",
            "/sparql",
        ):
            assert served.ask(path).status == 200, path
        for path in ("/entity/x.nt", "/download?format=ntriples"):
            assert served.ask(path).text.count(f"<{friend.value}> <{thing.value}>") == 2


def test_an_engine_that_holds_something_else_is_told_at_the_start(relay: Relay) -> None:
    relay.fails = lambda one, _: one.say(200, "text/tab-separated-values", b"?a\n1\n") is None
    with pytest.raises(KgError, match="does not answer"), serving(kg.load(endpoint=relay.url)):
        pass


def test_new_data_are_read_when_the_engine_tells_another_edition(
    mini: kg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = ["a", KgError("error.endpoint.failed", endpoint="", code=500, said=""), "b"]
    renewed: Queue[int] = Queue()
    never = threading.Event()

    def digest(_: RemoteEngine) -> str:
        found = told.pop(0) if told else never.wait()
        if isinstance(found, KgError):
            raise found
        return str(found)

    monkeypatch.setattr(RemoteEngine, "digest", digest)
    pages = SimpleNamespace(engine=RemoteEngine("http://127.0.0.1:9/"))
    for version in ("", "a"):  # one that is not told is not watched
        watch(Content(pages, Edition(version, None)), 0.01, lambda: renewed.put(len(told)))  # type: ignore[arg-type]
    watch(Content(SimpleNamespace(engine=mini.engine), Edition("x", None)), 0.01, lambda: renewed.put(9))  # type: ignore[arg-type]
    assert renewed.get(timeout=20) == 0  # neither the same nor a fault has them read again
    assert renewed.empty()


def test_on_a_new_day_the_data_are_read_again_once(monkeypatch: pytest.MonkeyPatch) -> None:
    day, renewed = datetime.date(2026, 6, 30), Queue[datetime.date]()
    days = iter([day, day, day])
    monkeypatch.setattr("kg.server.content.today", lambda: next(days, day + datetime.timedelta(1)))
    watch_day(day, 0.01, lambda: renewed.put(day))
    assert renewed.get(timeout=20) == day
    assert next(days, None) is None  # it was looked at until it was over
    time.sleep(0.1)
    assert renewed.empty()
