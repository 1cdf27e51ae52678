"""How connections are kept, refused and cut off: HTTP byte by byte, as a client may send it and a proxy may pass it."""

from __future__ import annotations

import contextlib
import re
import socket
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest

import kg
from kg.server.settings import HEAD_BYTES
from tests.serving import Served, memory, serving

YES, NO = "ASK {}", "ASK { FILTER(false) }"
OF_THE_MOMENT = "ASK { FILTER(NOW() = NOW()) }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def patient(mini: kg.KnowledgeGraph) -> Iterator[Served]:
    with serving(mini, seconds=3.0, patience=1.0) as served:
        yield served


def get(text: str, *more: str, method: str = "GET") -> bytes:
    lines = [f"{method} /sparql?query={quote(text)} HTTP/1.1", "Host: localhost", "Accept: text/plain, */*", *more]
    return "\r\n".join([*lines, "", ""]).encode()


def post(text: str, *more: str) -> bytes:
    lines = ["POST /sparql HTTP/1.1", "Host: localhost", "Content-Type: application/sparql-query", *more]
    return "\r\n".join([*lines, f"Content-Length: {len(text)}", "", text]).encode()


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    head = post("", "Transfer-Encoding: chunked").replace(b"Content-Length: 0\r\n", b"")
    return head + b"".join(b"%x\r\n%b\r\n" % (len(one), one) for one in pieces) + end


def said(served: Served, *sent: bytes, seconds: float = 6) -> bytes:
    """Return all that a server says until it ends the connection."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=seconds) as one:
        heard = b""
        try:
            for piece in sent:
                one.sendall(piece)
            while piece := one.recv(65_536):
                heard += piece
        except ConnectionError:
            pass
        return heard


def statuses(heard: bytes) -> list[int]:
    return [int(one) for one in re.findall(rb"HTTP/1\.1 (\d+) ", heard)]


def answers(heard: bytes) -> list[bytes]:
    return re.findall(rb'"boolean": (\w+)', heard)


def test_requests_that_follow_each_other_are_answered_in_order(patient: Served) -> None:
    heard = said(patient, get(YES) + get(NO) + get(YES) + get(NO, "Connection: close"))
    assert statuses(heard) == [200] * 4
    assert answers(heard) == [b"true", b"false", b"true", b"false"]


def test_one_connection_serves_again_and_again(patient: Served) -> None:
    with socket.create_connection(("127.0.0.1", patient.port), timeout=5) as one:
        for text, answer in ((YES, b"true"), (NO, b"false")) * 20:
            one.sendall(get(text))
            heard = b""
            while not (found := answers(heard)):
                heard += one.recv(65_536)
            assert found == [answer]


@pytest.mark.parametrize("cut", range(1, len(post(YES)), 7))
def test_a_request_in_pieces_is_one_request(patient: Served, cut: int) -> None:
    sent = post(YES, "Connection: close")
    with socket.create_connection(("127.0.0.1", patient.port), timeout=5) as one:
        one.sendall(sent[:cut])
        time.sleep(0.02)
        one.sendall(sent[cut:])
        assert b"true" in one.recv(65_536)


def test_a_body_in_chunks_is_read(patient: Served) -> None:
    heard = said(patient, chunked(b"ASK", b" {", b"}") + get(NO, "Connection: close"))
    assert answers(heard) == [b"true", b"false"]


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /" + 2 * HEAD_BYTES * b"a",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + 2 * HEAD_BYTES * b"b",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + 2 * HEAD_BYTES * b"c",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + HEAD_BYTES * b"a: b\r\n" + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\na: " + HEAD_BYTES * b"b" + b"\r\n\r\n",
    ],
    ids=["address", "value", "name", "many", "whole"],
)
def test_a_head_beyond_its_size_is_refused_in_both_languages(patient: Served, sent: bytes) -> None:
    heard = said(patient, sent)
    assert statuses(heard) == [431]
    assert b"The head of the request" in heard
    assert "L’en-tête".encode() in heard


def test_an_address_has_a_size_of_its_own(patient: Served) -> None:
    assert statuses(said(patient, get("ASK {} #" + 20_000 * "a", "Connection: close"))) == [414]


@pytest.mark.parametrize(
    "end", [b"0\r\n" + 40_000 * b"a: b\r\n" + b"\r\n", b"1;" + 3 * HEAD_BYTES * b"e"], ids=["trailers", "extension"]
)
def test_what_is_beside_a_body_is_held_to_a_size_too(patient: Served, end: bytes) -> None:
    """Also where all of it comes at once, as it does on a machine that has other things to do."""
    assert statuses(said(patient, chunked(b"ASK {}", end=end), seconds=3)) in ([431], [])


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"CONNECT a.example:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n a: folded\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nA: \x00\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\nab",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=["tls", "http2", "connect", "space", "folded", "nul", "lengths", "negative", "both", "coding", "chunk"],
)
def test_what_proxies_and_servers_may_read_differently_is_refused(patient: Served, sent: bytes) -> None:
    heard = said(patient, sent)
    assert statuses(heard) == [400], heard
    assert b"Connection: close" in heard or b"connection: close" in heard


@pytest.mark.parametrize("hosts", [[], ["localhost", "evil.example"], ["localhost", "localhost"]])
def test_a_request_names_one_host(patient: Served, hosts: list[str]) -> None:
    lines = ["GET /health HTTP/1.1", *(f"Host: {one}" for one in hosts), "Connection: close", "", ""]
    assert statuses(said(patient, "\r\n".join(lines).encode())) == [421]


def test_what_is_wrong_after_a_request_is_no_answer_to_it(patient: Served) -> None:
    """A proxy that sends on the requests of several readers would give one the refusal of another."""
    heard = said(patient, get(SLOW) + b"nonsense\r\n\r\n")
    assert statuses(heard) == []


def test_a_second_request_may_wait_for_the_first_longer_than_a_client_may(patient: Served) -> None:
    second = post(YES, "Connection: close")
    with socket.create_connection(("127.0.0.1", patient.port), timeout=8) as one:
        one.sendall(get(SLOW) + second[:-3])
        heard = b""
        while not statuses(heard):
            heard += one.recv(65_536)
        one.sendall(second[-3:])
        while piece := one.recv(65_536):
            heard += piece
    assert statuses(heard) == [503, 200]


def test_an_empty_line_after_a_request_ends_nothing(patient: Served) -> None:
    assert statuses(said(patient, get(SLOW, "Connection: close") + b"\r\n")) == [503]
    assert answers(said(patient, get(YES) + b"\r\n\r\n" + get(NO, "Connection: close"))) == [b"true", b"false"]


def test_empty_lines_keep_no_connection(patient: Served) -> None:
    with socket.create_connection(("127.0.0.1", patient.port), timeout=5) as one:
        one.sendall(get(YES))
        one.recv(65_536)
        began = time.monotonic()
        with contextlib.suppress(OSError):
            while time.monotonic() - began < 20:
                one.sendall(b"\r\n")
                time.sleep(0.05)
        assert time.monotonic() - began < 15


def test_who_takes_nothing_of_an_answer_is_cut_off(mini: kg.KnowledgeGraph) -> None:
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000"
    with serving(mini, patience=0.3) as served, socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        one.connect(("127.0.0.1", served.port))
        one.sendall(get(text))
        deadline = time.monotonic() + 20
        while not served.running.server_state.connections and time.monotonic() < deadline:
            time.sleep(0.02)
        while served.running.server_state.connections and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not served.running.server_state.connections
        assert len(served.query(text).body) > 5_000_000


def test_a_wish_for_another_protocol_is_passed_over(patient: Served) -> None:
    """The client of Java's own library asks for HTTP/2 with its first request, which may have a body."""
    wish = ("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAEAAEAA")
    with socket.create_connection(("127.0.0.1", patient.port), timeout=5) as one:
        for sent in (post(YES, *wish), post(NO), get(YES, *wish), get(NO)):
            one.sendall(sent)
            assert answers(one.recv(65_536)) == [b"true" if YES.encode() in sent or b"%20%7B%7D" in sent else b"false"]


def test_wishes_for_another_protocol_that_follow_each_other_are_passed_over(patient: Served) -> None:
    wish = get(YES, "Connection: Upgrade", "Upgrade: h2c")
    assert answers(said(patient, 40 * wish + get(NO, "Connection: close"))) == 40 * [b"true"] + [b"false"]


@pytest.mark.parametrize("more", [(), ("Connection: Upgrade", "Upgrade: a")])
def test_more_requests_at_once_than_may_wait_end_the_connection(patient: Served, more: tuple[str, ...]) -> None:
    before = memory()
    assert len(answers(said(patient, 3_000 * get(OF_THE_MOMENT, *more)))) <= 100
    assert memory() - before < 10_000_000
    assert patient.query(YES).status == 200


def test_who_waits_to_be_told_sends_a_body_then(patient: Served) -> None:
    sent = post(YES, "Expect: 100-continue", "Connection: close")
    with socket.create_connection(("127.0.0.1", patient.port), timeout=5) as one:
        one.sendall(sent[: -len(YES)])
        assert statuses(one.recv(65_536)) == [100]
        one.sendall(YES.encode())
        assert b"true" in one.recv(65_536)


def test_a_head_alone_has_the_length_of_the_answer(patient: Served) -> None:
    heard = said(patient, get(YES, "Connection: close", method="HEAD"))
    assert statuses(heard) == [200]
    assert heard.endswith(b"\r\n\r\n")
    assert int(re.search(rb"(?i)content-length: (\d+)", heard)[1]) > 10  # type: ignore[index]


def test_the_older_protocol_is_answered_and_ended(patient: Served) -> None:
    heard = said(patient, get(YES).replace(b"HTTP/1.1", b"HTTP/1.0"))
    assert statuses(heard) == [200]
    assert answers(heard) == [b"true"]
