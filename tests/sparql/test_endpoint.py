"""Servers: what a real one answers is what the engine in memory answers, and a bad one gives a clear error."""

from __future__ import annotations

import base64
import contextlib
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

import kg
from kg.errors import KgError, LimitExceeded, QueryError
from kg.rdf.formats import write_quads
from kg.sparql.endpoint import RemoteEngine
from kg.sparql.engine import Graphs
from kg.sparql.lookups import LOOKUPS as LOOKUP_FILES
from kg.sparql.lookups import lookup
from kg.sparql.table import Table
from kg.vocabulary import declare
from tests.servers import answering, free_port, oxigraph
from tests.worlds import RunKg

LOOKUPS = sorted(path.stem for path in LOOKUP_FILES.glob("*.rq"))


def rows_of(table: Table) -> Counter[tuple[object, ...]]:
    """The rows in any order, and the IRIs within a cell too: servers concatenate in their own order."""

    def plain(cell: object) -> object:
        return " ".join(sorted(cell.split())) if isinstance(cell, str) and cell.startswith("https://") else cell

    return Counter(tuple(plain(cell) for cell in row) for row in table.rows)


@pytest.fixture(scope="module")
def remote(server: str) -> kg.KnowledgeGraph:
    return kg.load(endpoint=server)


READ_WHOLE = ("claim-quads", "merged-triples", "quads")
"""The lookups by which quads are read: what they answer is compared quad by quad below, and takes longest."""


@pytest.mark.parametrize("name", sorted({*LOOKUPS} - {*READ_WHOLE}))
def test_a_server_answers_our_own_lookups_as_the_memory_does(
    shipped: kg.KnowledgeGraph, remote: kg.KnowledgeGraph, name: str
) -> None:
    assert rows_of(remote.engine.table(lookup(name))) == rows_of(shipped.engine.table(lookup(name)))


def test_all_forms_of_a_query_are_answered_by_a_server(shipped: kg.KnowledgeGraph, remote: kg.KnowledgeGraph) -> None:
    assert remote.query("ASK { ent:canada sec:isMemberOf ent:norad }") is True
    assert remote.query("ASK { ent:norad sec:isMemberOf ent:canada }") is False
    construct = "CONSTRUCT WHERE { ent:norad rdfs:label ?label }"
    here, there = shipped.engine.answer(construct), remote.engine.answer(construct)
    assert isinstance(here, list)
    assert isinstance(there, list)
    assert set(there) == set(here) != set()
    assert remote.engine.answer("DESCRIBE ent:norad")


def test_a_variable_can_be_bound_on_a_server(remote: kg.KnowledgeGraph) -> None:
    norad = ox.NamedNode("https://w3id.org/perimeter/entity/norad")
    table = remote.engine.table("SELECT ?thing ?label WHERE { ?thing rdfs:label ?label }", {"thing": norad})
    assert {row[0] for row in table.rows} == {norad.value}


def test_the_whole_graph_can_be_read_from_a_server(shipped: kg.KnowledgeGraph, remote: kg.KnowledgeGraph) -> None:
    assert set(READ_WHOLE) < set(LOOKUPS)
    assert len(remote) == len(shipped)
    assert write_quads(remote.quads(), "nquads") == write_quads(shipped.quads(), "nquads")


def test_the_quads_of_things_can_be_had_from_a_server(shipped: kg.KnowledgeGraph, remote: kg.KnowledgeGraph) -> None:
    norad, rcmp, none = (ox.NamedNode(f"https://w3id.org/perimeter/entity/{name}") for name in ("norad", "rcmp", "no"))
    here, there = shipped.engine, remote.engine
    passage = next(quad.graph_name for quad in here.quads_to(norad) if isinstance(quad.graph_name, ox.NamedNode))
    assert set(there.quads_of(norad, rcmp, none)) == set(here.quads_of(norad, rcmp, none)) != set()
    assert set(there.quads_to(norad, rcmp)) == set(here.quads_to(norad, rcmp)) != set()
    assert set(there.quads_within(passage)) == set(here.quads_within(passage)) != set()
    assert there.quads_of() == there.quads_of(none) == there.quads_to(none) == []


def test_many_things_are_asked_for_in_few_queries(fake: Server) -> None:
    fake.reply = lambda one: one.send(b"?subject\t?predicate\t?object\t?graph\n", "text/tab-separated-values")
    assert RemoteEngine(fake.url).quads_of(*(ox.NamedNode(f"urn:{number}") for number in range(1200))) == []
    assert len(fake.seen) == 3


def test_a_server_tells_whether_its_data_are_the_same() -> None:
    quads = [ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(str(number))) for number in range(50)]
    told = set()
    for changed in (
        quads,
        quads[1:],
        [*quads[1:], ox.Quad(*quads[0].triple, ox.NamedNode("urn:g"))],
        [*quads[1:], ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("0", language="en"))],
        list(reversed(quads)),
    ):
        with oxigraph(changed) as endpoint:
            told.add(RemoteEngine(endpoint).digest())
    assert len(told) == 4


def test_a_query_of_a_stranger_is_sent_with_the_graphs_that_it_names(fake: Server) -> None:
    engine = RemoteEngine(f"{fake.url}?default-graph-uri=urn:x&key=1")
    fake.reply = lambda one: one.send(b"?a\n<urn:a>\n", "text/tab-separated-values")
    found = engine.results("SELECT ?a { ?a ?b ?c }", list, Graphs(("urn:d",), ("urn:n", "urn:m")), most=5)
    assert [row["a"].value for row in found] == ["urn:a"]
    engine.results("SELECT ?a { ?a ?b ?c }", list)
    (path, _, form), (plain, _, _) = fake.seen
    assert (path, plain) == ("/sparql?key=1", "/sparql?default-graph-uri=urn:x&key=1")
    assert (form["default-graph-uri"], form["named-graph-uri"]) == (["urn:d"], ["urn:n", "urn:m"])
    assert form["query"][0].endswith("LIMIT 5")


def test_a_fault_is_told_the_same_by_a_server(mini: kg.KnowledgeGraph, server: str) -> None:
    for text in ("SELEC ?a", "SELECT ?a WHERE { ?a ?b", "SELECT ?a { ?a nothing:b ?c }", "DROP ALL"):
        with pytest.raises(QueryError) as here:
            mini.query(text)
        with pytest.raises(QueryError) as there:
            RemoteEngine(server).answer(text)
        assert "fault at line 1" in str(there.value) or text == "DROP ALL"
        if "a ?b ?c" not in text:
            assert str(there.value).splitlines()[0] == str(here.value).splitlines()[0]


def test_a_slow_query_ends_at_the_time_limit(server: str) -> None:
    started = time.monotonic()
    with pytest.raises(LimitExceeded, match="did not answer within 1 seconds"):
        RemoteEngine(server, timeout=1).answer("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert time.monotonic() - started < 10


def test_an_answer_that_the_server_cuts_is_no_answer() -> None:
    many = [ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(number)) for number in range(6000)]
    with oxigraph(many, "--timeout-s", "1") as endpoint, pytest.raises(LimitExceeded):
        RemoteEngine(endpoint, most_bytes=10**10).answer("SELECT * { ?a ?b ?c . ?d ?e ?f }")  # 36 million rows


def test_an_answer_that_is_too_large_is_not_read_to_its_end(server: str) -> None:
    with pytest.raises(LimitExceeded, match="larger than 10,000 bytes"):
        RemoteEngine(server, most_bytes=10_000).answer("SELECT * { ?a ?b ?c }")


def test_the_command_line_asks_a_server(server: str, run_kg: RunKg) -> None:
    done = run_kg("query", "ASK { ent:canada sec:isMemberOf ent:norad }", "--endpoint", server)
    assert (done.returncode, done.stdout.strip()) == (0, b"true")
    assert run_kg("find", "norad", "--endpoint", server).stdout == run_kg("find", "norad").stdout


Reply = Callable[["Fake"], None]


class Fake(BaseHTTPRequestHandler):
    """A server that answers as a test tells it to."""

    protocol_version = "HTTP/1.1"
    reply: Reply

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.seen.append((self.path, dict(self.headers), parse_qs(body)))  # type: ignore[attr-defined]
        self.server.reply(self)  # type: ignore[attr-defined]

    def send(self, body: bytes, media: str = "application/sparql-results+json", code: int = 200, **more: str) -> None:
        self.send_response(code)
        for name, value in {"Content_Type": media, "Content_Length": str(len(body)), **more}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    """The fake with what it was asked, at ``url``."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Fake)
        self.seen: list[tuple[str, dict[str, str], dict[str, list[str]]]] = []
        self.reply: Reply = lambda fake: fake.send(ASKED)
        self.url = f"http://127.0.0.1:{self.server_port}/sparql"


ASKED = b'{"head":{},"boolean":true}'


@pytest.fixture
def fake() -> Iterator[Server]:
    server = Server()
    with answering(server):
        yield server


def bindings(name: str, *terms: dict[str, object]) -> bytes:
    rows = [{name: term} for term in terms]
    return json.dumps({"head": {"link": [], "vars": [name]}, "results": {"bindings": rows}}).encode()


def test_a_query_is_sent_as_a_form_with_the_prefixes_that_it_uses(fake: Server) -> None:
    RemoteEngine(fake.url).answer("ASK { ent:norad a ?b }")
    (_, headers, form) = fake.seen[0]
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert form["query"] == ["PREFIX ent: <https://w3id.org/perimeter/entity/>\nASK { ent:norad a ?b }"]
    assert "sparql-results+json" in headers["Accept"]
    assert "Authorization" not in headers


def test_a_prefix_that_the_query_declares_is_left_to_it() -> None:
    text = "PREFIX ent: <http://example.org/> ASK { ent:a rdfs:label ?b }"
    assert declare(text) == "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n" + text


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("0", False)])
def test_an_ask_that_is_answered_with_a_table_is_understood(fake: Server, value: str, expected: bool) -> None:
    term: dict[str, object] = {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    fake.reply = lambda one: one.send(bindings("__ASK_RETVAL", term | {"value": value}))
    assert RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }") is expected


def test_typed_literals_and_bare_numbers_and_booleans_are_understood(fake: Server) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    fake.reply = lambda one: one.send(
        bindings(
            "x",
            {"type": "typed-literal", "datatype": xsd + "gYear", "value": "2019"},
            {"type": "typed-literal", "datatype": xsd + "boolean", "value": "1"},
            {"type": "literal", "value": 5},
            {"type": "literal", "value": True},
            {"type": "literal", "value": 1.5},
            {"type": "literal", "value": "été", "xml:lang": "fr-ca"},
            {"type": "uri", "value": "http://example.org/a"},
        )
    )
    table = RemoteEngine(fake.url).table("SELECT ?x { ?a ?b ?x }")
    assert table.column("x") == ["2019", True, 5, True, 1.5, "été", "http://example.org/a"]
    assert table.terms[0][0] == ox.Literal("2019", datatype=ox.NamedNode(xsd + "gYear"))


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("typed-literal", "8000000000", "integer"),
        ("typed-literal", "-8000000000", "integer"),
        ("typed-literal", "2.5", "decimal"),
        ("literal", "8000000000", "decimal"),  # a server that keeps to the standard means what it says
    ],
)
def test_a_whole_number_that_virtuoso_takes_for_a_decimal_is_an_integer(
    fake: Server, kind: str, value: str, expected: str
) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    fake.reply = lambda one: one.send(bindings("x", {"type": kind, "datatype": xsd + "decimal", "value": value}))
    table = RemoteEngine(fake.url).table("SELECT ?x { ?a ?b ?x }")
    assert table.terms == [(ox.Literal(value, datatype=ox.NamedNode(xsd + expected)),)]
    assert type(table.rows[0][0]) is (int if expected == "integer" else Decimal)


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b"?x\n<http://example.org/a>\n", "text/tab-separated-values; charset=utf-8"),
        (
            b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head><results><result>'
            b'<binding name="x"><uri>http://example.org/a</uri></binding></result></results></sparql>',
            "application/sparql-results+xml",
        ),
    ],
)
def test_a_server_may_answer_in_another_format(fake: Server, body: bytes, media: str) -> None:
    fake.reply = lambda one: one.send(body, media)
    assert RemoteEngine(fake.url).table("SELECT ?x { ?a ?b ?x }").rows == [("http://example.org/a",)]


@pytest.mark.parametrize(
    "more", [{"X_SPARQL_MaxRows": "1"}, {"X_SQL_State": "S1TAT"}], ids=["rows", "time"]
)  # the two limits that Virtuoso tells of in the head of its answer only
def test_a_limit_told_in_the_head_is_a_cut(fake: Server, more: dict[str, str]) -> None:
    fake.reply = lambda one: one.send(bindings("x", {"type": "literal", "value": "a"}), **more)
    with pytest.raises(LimitExceeded, match="before it is whole"):
        RemoteEngine(fake.url).answer("SELECT ?x { ?a ?b ?x }")


def test_a_body_that_ends_early_is_a_cut(fake: Server) -> None:
    whole = bindings("x", {"type": "literal", "value": "a"})
    fake.reply = lambda one: one.send(whole[:-10])
    with pytest.raises(LimitExceeded, match="before it is whole"):
        RemoteEngine(fake.url).answer("SELECT ?x { ?a ?b ?x }")

    def promise_more(one: Fake) -> None:
        one.send(b"<http://a> <http://b> <http://c> .\n", "application/n-triples", Content_Length="900")
        one.close_connection = True

    fake.reply = promise_more
    with pytest.raises(LimitExceeded, match="before it is whole"):
        RemoteEngine(fake.url).answer("CONSTRUCT WHERE { ?a ?b ?x }")


def test_a_page_that_is_not_sparql_is_said_to_be_none(fake: Server) -> None:
    fake.reply = lambda one: one.send(b"<html>Welcome</html>", "text/html")
    for text in ("ASK { ?a ?b ?c }", "CONSTRUCT WHERE { ?a ?b ?c }"):
        with pytest.raises(KgError, match=r"did not answer as a SPARQL endpoint \(text/html\)"):
            RemoteEngine(fake.url).answer(text)


@pytest.mark.parametrize(
    "body",
    [
        b'{"results": {"bindings": [{"a": 3}, {"b": {"type": "typed-literal", "value": "1"}}]}}',
        b'{"typed-literal":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=["a bare number", "deep"],
)
def test_json_of_another_make_is_said_to_be_none(fake: Server, body: bytes) -> None:
    fake.reply = lambda one: one.send(body, "application/sparql-results+json")
    with pytest.raises(KgError, match="did not answer as a SPARQL endpoint"):
        RemoteEngine(fake.url).answer("SELECT * { ?a ?b ?c }")


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (400, QueryError, "refuses the query. It says: no such function"),
        (401, KgError, "PERIMETER_USER"),
        (403, KgError, "PERIMETER_TOKEN"),
        (404, KgError, "not a SPARQL endpoint"),
        (500, KgError, "failed on the query (500). It says: no such function"),
        (503, LimitExceeded, "is busy (503)"),
    ],
)
def test_each_refusal_says_what_to_do(fake: Server, code: int, kind: type[KgError], words: str) -> None:
    fake.reply = lambda one: one.send(b"no such\n function", "text/plain", code)
    with pytest.raises(kind) as raised:
        RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }")
    assert words in str(raised.value)
    assert type(raised.value) is kind


def test_a_trickle_ends_at_the_time_limit(fake: Server) -> None:
    def trickle(one: Fake) -> None:
        one.send(b"", Content_Length="100000")
        with contextlib.suppress(OSError):
            for _ in range(100):
                one.wfile.write(b" ")
                one.wfile.flush()
                time.sleep(0.05)

    fake.reply = trickle
    with pytest.raises(LimitExceeded, match=r"within 0.5 seconds"):
        RemoteEngine(fake.url, timeout=0.5).answer("ASK { ?a ?b ?c }")


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_redirect_on_the_same_server_is_followed_with_the_query(fake: Server, code: int) -> None:
    fake.reply = lambda one: (
        one.send(ASKED) if one.path == "/moved" else one.send(b"", "text/plain", code, Location="/moved")
    )
    assert RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }") is True
    assert [(path, form["query"]) for path, _, form in fake.seen] == [
        ("/sparql", ["ASK { ?a ?b ?c }"]),
        ("/moved", ["ASK { ?a ?b ?c }"]),
    ]


@pytest.mark.parametrize("target", ["http://example.org/sparql", "http://127.0.0.1:1/", "file:///etc/passwd"])
def test_a_redirect_elsewhere_is_not_followed(fake: Server, target: str) -> None:
    fake.reply = lambda one: one.send(b"", "text/plain", 307, Location=target)
    with pytest.raises(KgError):
        RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }")
    assert len(fake.seen) == 1


def test_redirects_in_a_circle_end(fake: Server) -> None:
    fake.reply = lambda one: one.send(b"", "text/plain", 307, Location="/sparql")
    with pytest.raises(KgError):
        RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }")
    assert len(fake.seen) < 20


def test_user_and_password_or_a_token_come_from_the_environment(fake: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERIMETER_USER", "ann")
    monkeypatch.setenv("PERIMETER_PASSWORD", "pâss:word")
    RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }")
    assert fake.seen[0][1]["Authorization"] == "Basic " + base64.b64encode("ann:pâss:word".encode()).decode()
    monkeypatch.setenv("PERIMETER_TOKEN", "s3cret")
    RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }")
    assert fake.seen[1][1]["Authorization"] == "Bearer s3cret"


def test_a_secret_that_a_server_repeats_is_blanked_out(fake: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERIMETER_USER", "ann")
    monkeypatch.setenv("PERIMETER_PASSWORD", "s3cret")
    secret = base64.b64encode(b"ann:s3cret")
    fake.reply = lambda one: one.send(b"you sent Basic " + secret + b" or " + secret, "text/plain", 500)
    with pytest.raises(KgError, match="you sent … or …") as raised:
        RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }")
    assert secret.decode() not in str(raised.value)


@pytest.mark.parametrize("token", ["s3cret", "s3 cret", "s3cret\nX: y", "s3crét"])
def test_no_message_holds_a_secret(fake: Server, monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv("PERIMETER_TOKEN", token)
    fake.reply = lambda one: one.send(b"", "text/plain", 401)
    with pytest.raises(KgError) as raised:
        RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }")
    assert token not in str(raised.value)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "localhost",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://",
        "http://a b/",
        "http://h:99999/",
        "http://é/",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(KgError, match="must be an address"):
        RemoteEngine(address)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(KgError) as raised:
        RemoteEngine("http://ann:s3cret@localhost/")
    assert "s3cret" not in str(raised.value)


def test_a_server_that_does_not_run_is_told_with_its_address() -> None:
    address = f"http://127.0.0.1:{free_port()}/query"
    with pytest.raises(KgError, match=address) as raised:
        RemoteEngine(address).answer("ASK { ?a ?b ?c }")
    assert "cannot be reached" in str(raised.value)


def test_only_one_place_to_read_can_be_named(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="one place"):
        kg.load(tmp_path, endpoint="http://localhost/")


def test_a_server_cannot_be_checked() -> None:
    with pytest.raises(KgError, match="Only a folder"):
        kg.load(endpoint="http://localhost:1/").check()


UNLIKE = {
    **dict.fromkeys(("official-counts", "statuses"), "Virtuoso 7.2.5 cannot compile it"),
    **dict.fromkeys(("merged-triples", "quads"), "Virtuoso 7.2.5 takes longer than is waited for"),
    **dict.fromkeys(("digest", "mentions", "merged-count", "totals"), "Virtuoso 7.2.5 keeps a year and a day as one"),
    **dict.fromkeys(("country-names", "marked"), "Virtuoso 7.2.5 takes other values for those asked for"),
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(one, marks=pytest.mark.xfail(reason=UNLIKE[one], strict=False)) if one in UNLIKE else one
        for one in LOOKUPS
    ],
)
def test_virtuoso_answers_our_own_lookups_as_the_memory_does(
    shipped: kg.KnowledgeGraph, virtuoso: kg.KnowledgeGraph, name: str
) -> None:
    assert rows_of(virtuoso.engine.table(lookup(name))) == rows_of(shipped.engine.table(lookup(name)))


def test_virtuoso_answers_ask_and_construct_and_faults(virtuoso: kg.KnowledgeGraph) -> None:
    assert virtuoso.query("ASK { ent:canada sec:isMemberOf ent:norad }") is True
    assert virtuoso.query("ASK { ent:norad sec:isMemberOf ent:canada }") is False
    assert len(virtuoso.engine.answer("CONSTRUCT WHERE { ent:norad rdfs:label ?label }")) == 2  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="fault at line 1"):
        virtuoso.query("SELECT ?a { ?a nothing:b ?c }")


def raw(say: Callable[[socket.socket], None]) -> str:
    """The address of a server that says what a test tells it to, byte by byte, and whose client may be gone."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with server, contextlib.suppress(OSError):
            client, _ = server.accept()
            with client:
                client.recv(65_536)
                say(client)

    threading.Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{server.getsockname()[1]}/"


def drip(before: bytes, piece: bytes) -> Callable[[socket.socket], None]:
    def say(client: socket.socket) -> None:
        client.sendall(before)
        for _ in range(200):
            client.sendall(piece)
            time.sleep(0.1)

    return say


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        (b"", b""),
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
        (b"HTTP/1.1 200 OK\r\n", b"X-More: a\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 500 No\r\nContent-Length: 9000\r\n\r\n", b"a"),
        (b"HTTP/1.1 307 Go\r\nLocation: /", b"a"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", b"0"),
    ],
    ids=["mute", "status", "a head", "heads", "100 Continue", "a refusal", "a redirect", "chunks"],
)
def test_one_deadline_holds_over_the_whole_exchange(before: bytes, piece: bytes) -> None:
    started = time.monotonic()
    with pytest.raises(LimitExceeded, match=r"did not answer within 0.5 seconds"):
        RemoteEngine(raw(drip(before, piece)), timeout=0.5).answer("ASK {}")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("target", ["http://127.0.0.1:99999/", "http://[::1/", "https://127.0.0.1:8443/"])
def test_a_redirect_to_what_is_no_address_is_told(fake: Server, target: str) -> None:
    fake.reply = lambda one: one.send(b"", "text/plain", 307, Location=target)
    with pytest.raises(KgError):
        RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }")
    assert len(fake.seen) == 1


@pytest.mark.parametrize("most", ["²", "9" * 5_000, "-1", "many", "٣"])
def test_a_limit_that_is_no_number_is_none(fake: Server, most: str) -> None:
    fake.reply = lambda one: one.send(ASKED, **{"X_SPARQL_MaxRows": most.encode().decode("latin-1")})
    assert RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }") is True


@pytest.mark.parametrize(("code", "after"), [(429, "120"), (503, "7")])
def test_how_long_a_server_asks_to_wait_is_told(fake: Server, code: int, after: str) -> None:
    fake.reply = lambda one: one.send(b"busy", "text/plain", code, Retry_After=after)
    with pytest.raises(LimitExceeded, match=f"wait for {after} seconds") as told:
        RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }")
    assert told.value.message("fr").endswith(f" Il vous prie d’attendre {after} secondes. Il dit\u00a0: busy")


@pytest.mark.parametrize("after", ["Wed, 21 Oct 2015 07:28:00 GMT", "0", "soon", "²", "9" * 5_000, "Fri, 99 Foo 99999"])
def test_a_wait_that_is_over_or_none_is_not_told(fake: Server, after: str) -> None:
    fake.reply = lambda one: one.send(b"busy", "text/plain", 503, Retry_After=after.encode().decode("latin-1"))
    with pytest.raises(LimitExceeded) as told:
        RemoteEngine(fake.url).answer("ASK { ?a ?b ?c }")
    assert "wait for" not in str(told.value)


def test_rdf_in_xml_is_neither_asked_for_nor_read(fake: Server) -> None:
    fake.reply = lambda one: one.send(b"<!DOCTYPE r [<!ENTITY a 'b'>]><rdf:RDF/>", "application/rdf+xml")
    with pytest.raises(KgError, match=r"did not answer as a SPARQL endpoint \(application/rdf"):
        RemoteEngine(fake.url).answer("CONSTRUCT WHERE { ?a ?b ?c }")
    assert "rdf+xml" not in fake.seen[0][1]["Accept"]


COMMANDS = [
    ["show", "norad"],
    ["find", "norad"],
    ["why", "rcmp", "cbp"],
    ["path", "rcmp", "usaf"],
    ["network"],
    ["coverage"],
    ["describe"],
    ["write", "all.nq"],
    ["measure", "strength"],
    ["diff", "2000", "2010"],
    ["ask", "partners", "--of", "norad"],
]
CELLS: list[dict[str, object] | None] = [
    {"type": "uri", "value": "urn:other"},
    {"type": "literal", "value": "words"},
    {"type": "literal", "value": "words", "xml:lang": "fr"},
    {"type": "bnode", "value": "b"},
    {"type": "literal", "value": "9" * 5_000, "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
    {"type": "literal", "value": "1e999999999", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
    {"type": "literal", "value": "never", "datatype": "http://www.w3.org/2001/XMLSchema#date"},
    None,
]


@pytest.mark.parametrize("words", COMMANDS, ids=[words[0] for words in COMMANDS])
def test_a_server_that_answers_something_else_is_told_by_each_command(
    fake: Server, run_kg: RunKg, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fake.reply = lambda one: one.send(bindings("x", {"type": "literal", "value": "leak"}))
    done = run_kg(*words, "--endpoint", fake.url)
    assert done.returncode == 2
    assert b"does not answer what was asked, in this ontology: columns ?" in done.stderr
    assert b"?x came" in done.stderr


@pytest.mark.parametrize("words", COMMANDS, ids=[words[0] for words in COMMANDS])
def test_a_server_with_odd_terms_is_told_by_each_command(
    fake: Server, run_kg: RunKg, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for cell in CELLS:

        def reply(one: Fake, cell: dict[str, object] | None = cell) -> None:
            (query,) = fake.seen[-1][2]["query"]
            asked = ox.Store().query(query)
            assert isinstance(asked, ox.QuerySolutions)
            names = [variable.value for variable in asked.variables]
            row = {name: cell for name in names if cell}
            one.send(json.dumps({"head": {"vars": names}, "results": {"bindings": [row]}}).encode())

        fake.reply = reply
        done = run_kg(*words, "--endpoint", fake.url)
        assert done.returncode in (0, 2)
        assert b"Traceback" not in done.stderr
