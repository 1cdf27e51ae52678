"""What a server withstands: other hosts, slow and large clients, hostile queries, and what it never tells."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

import kg
from kg.server.guards import log_line
from kg.server.lanes import Budgets
from kg.server.refusals import Refusal
from tests.canary import ASKING, canary
from tests.serving import Served, memory, serving

ENDLESS = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
SHORT = "/sparql?query=ASK%20%7B%7D"


@pytest.fixture(scope="module")
def guarded(mini: kg.KnowledgeGraph) -> Iterator[Served]:
    with serving(mini, seconds=2.0, patience=1.0, memory=300_000_000, at_once=4, waiting=2) as served:
        yield served


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil", ""])
def test_another_host_is_refused(guarded: Served, host: str) -> None:
    assert guarded.ask(SHORT, Host=host).status == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1", "[::1]:8000"])
def test_this_machine_is_served_under_its_names(guarded: Served, host: str) -> None:
    assert guarded.ask(SHORT, Host=host).status == 200


def test_a_name_that_is_given_is_served(mini: kg.KnowledgeGraph) -> None:
    with serving(mini, names=("graph.example.org",)) as served:
        assert served.ask(SHORT, Host="graph.example.org").status == 200


def test_no_other_page_may_read_unless_that_is_asked(guarded: Served, mini: kg.KnowledgeGraph) -> None:
    told = guarded.ask(SHORT, Origin="https://evil.example")
    assert not told["access-control-allow-origin"]
    with serving(mini, any_origin=True) as served:
        told = served.ask(SHORT, Origin="https://evil.example")
        assert told["access-control-allow-origin"] == "*"
        assert not told["access-control-allow-credentials"]


@pytest.mark.parametrize("path", [SHORT, "/nowhere", "/sparql?query=ASK"])
def test_every_answer_carries_the_headers_that_guard_a_page(guarded: Served, path: str) -> None:
    told = guarded.ask(path)
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in told["content-security-policy"]
    assert "unsafe" not in told["content-security-policy"]
    assert not told["server"]


def test_half_open_sockets_are_closed_while_others_are_served(guarded: Served) -> None:
    beginnings = (
        b"",
        b"GET /",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na",
    )
    sockets = [socket.create_connection(("127.0.0.1", guarded.port)) for _ in range(200)]
    for number, one in enumerate(sockets):
        one.sendall(beginnings[number % 4])
    began = time.monotonic()
    while time.monotonic() - began < 15:
        assert guarded.ask(SHORT).status == 200
        time.sleep(0.2)
        if all(closed(one) for one in sockets):
            break
    assert all(closed(one) for one in sockets)
    for one in sockets:
        one.close()


def closed(one: socket.socket) -> bool:
    one.setblocking(False)
    try:
        while one.recv(4096):
            pass
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def test_a_trickle_of_headers_is_cut_off(guarded: Served) -> None:
    with socket.create_connection(("127.0.0.1", guarded.port)) as one:
        one.sendall(b"GET / HTTP/1.1\r\n")
        began = time.monotonic()
        try:
            while time.monotonic() - began < 20:
                one.sendall(b"A: b\r\n")
                time.sleep(0.1)
        except OSError:
            pass
        assert time.monotonic() - began < 15


def test_a_large_body_takes_no_memory(guarded: Served) -> None:
    before, sent = memory(), 0
    with socket.create_connection(("127.0.0.1", guarded.port), timeout=5) as one:
        one.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n")
        one.sendall(b"Content-Type: application/sparql-query\r\n\r\n")
        try:
            for _ in range(500):
                one.sendall(b"100000\r\n" + 1_048_576 * b"a" + b"\r\n")
                sent += 1
        except OSError:
            pass
    assert sent < 100
    assert memory() - before < 10_000_000


def test_what_is_endless_ends_at_the_limit_and_what_is_too_much_is_turned_away(guarded: Served) -> None:
    with ThreadPoolExecutor(12) as threads:
        asked = [threads.submit(guarded.ask, ENDLESS) for _ in range(12)]
        time.sleep(0.3)
        assert guarded.ask("/nowhere").status == 404
        assert sum(one.done() for one in asked) <= 8  # it did not wait for those that were carried out
        replies = [one.result(timeout=20) for one in asked]
    assert {reply.status for reply in replies} == {503}
    assert sum(bool(reply["retry-after"]) for reply in replies) == 8  # four were carried out
    assert guarded.ask(SHORT).status == 200


def test_a_query_whose_client_has_left_is_ended(guarded: Served) -> None:
    with socket.create_connection(("127.0.0.1", guarded.port)) as one:
        one.sendall(f"GET {ENDLESS} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.5)
    time.sleep(0.6)
    assert [pid for pid in children() if is_running(pid)] == []


def children() -> list[str]:
    return [pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()]


def is_running(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "R"
    except OSError:
        return False


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a",
        "SELECT (GROUP_CONCAT(?c) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT * { ?a (sec:isTiedTo|!sec:x)*/(!sec:y)*/(!sec:z)* ?b . ?c (!sec:x)* ?d }",
        "ASK {" + 150 * "{" + 150 * "}" + "}",
        "SELECT ?x { BIND(1 AS ?x) FILTER(" + " || ".join(f"?x = {n}" for n in range(5_000)) + ") }",
        "SELECT ?x { VALUES ?x { " + " ".join(map(str, range(9_000))) + " } }",
    ],
    ids=range(6),
)
def test_a_hostile_query_ends_with_an_answer_or_a_reason(guarded: Served, query: str) -> None:
    began, before = time.monotonic(), memory()
    reply = guarded.ask("/sparql", "POST", query.encode(), Content_Type="application/sparql-query")
    assert time.monotonic() - began < 6  # its limit is two; the machine may have more to do
    assert reply.status in (200, 400, 413, 503)
    assert memory() - before < 20_000_000
    assert guarded.ask(SHORT).status == 200


def test_no_query_reaches_another_server(guarded: Served) -> None:
    with canary() as listening:
        for text in ASKING.values():
            asked = quote(text.replace("{canary}", listening.url))
            assert guarded.ask(f"/sparql?query={asked}").status in (200, 400, 403)
            graphs = f"default-graph-uri={quote(listening.url)}/a&named-graph-uri=file:///etc/passwd"
            guarded.ask(f"/sparql?query={asked}&{graphs}")
        assert listening.heard == []


def test_a_client_that_computes_too_much_has_to_wait(mini: kg.KnowledgeGraph) -> None:
    with serving(mini, seconds=1.0, budget=0.5) as served:
        assert served.ask(ENDLESS).status == 503
        assert served.ask(ENDLESS).status == 429
        refused = served.ask(SHORT)
        assert refused.status == 429
        assert int(refused["retry-after"]) > 0


def test_budgets_are_of_each_client() -> None:
    budgets = Budgets(60)
    budgets.spend("a", 500)
    budgets.check("b")
    with pytest.raises(Refusal, match="Try again in"):
        budgets.check("a")


def test_a_budget_remembers_the_clients_that_came_last() -> None:
    budgets = Budgets(60)
    for number in range(10_050):
        budgets.spend(str(number), 500)
    assert len(budgets._held) == 10_000


def test_nothing_that_a_client_sends_begins_a_line_of_the_log() -> None:
    scope = {"method": "GET", "path": '/\r\n{"status": 200}\u2028\x1b[2J', "client": ("192.0.2.1", 1)}
    line = log_line(scope, 404, 0, 0.1)
    assert len(line.splitlines()) == 1
    assert json.loads(line)["path"] == scope["path"]
    assert "\x1b" not in line


def test_faults_of_our_own_tell_nothing(mini: kg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("/home/secret/path.py")

    with serving(mini) as served:
        monkeypatch.setattr("kg.server.endpoint.deliver", fail)
        reply = served.ask(SHORT)
    assert reply.status == 500
    assert "secret" not in reply.text
    assert threading.active_count() < 50
