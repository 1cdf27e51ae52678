"""What goes over a connection, byte by byte: requests that are read at once, several on one, and clients that stall."""

from __future__ import annotations

import contextlib
import re
import socket
import time
from collections.abc import Iterator
from urllib.parse import quote

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.server.connections import whole_request
from kg.server.run import listen
from kg.server.settings import Settings
from tests.serving import Served, serving

HEAD = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: localhost\r\n"
LARGE = quote("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 20000")


@pytest.fixture(scope="module")
def served(mini: kg.KnowledgeGraph) -> Iterator[Served]:
    with serving(mini, patience=0.5) as served:
        yield served


@contextlib.contextmanager
def connected(served: Served) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as one:
        yield one


def received(one: socket.socket, count: int) -> bytes:
    """Return so many answers, each of which ends as one to an ASK does."""
    got = b""
    while got.count(b'"boolean": true}\n') < count:
        piece = one.recv(65_536)
        assert piece, got
        got += piece
    return got


def read_by_h11(data: bytes) -> tuple[str, bytes, list[tuple[bytes, bytes]]] | None:
    """Return the only request in some bytes, as h11 reads it."""
    reader = h11.Connection(h11.SERVER)
    reader.receive_data(data)
    try:
        request = reader.next_event()
        end = reader.next_event()
    except h11.RemoteProtocolError:
        return None
    if not isinstance(request, h11.Request) or not isinstance(end, h11.EndOfMessage) or reader.trailing_data[0]:
        return None
    return request.method.decode(), request.target, list(request.headers)


_LINES = st.sampled_from(
    (
        *(
            b"Host: localhost",
            b"host:a",
            b"Accept: */*;q=0.1, text/html",
            b"A:",
            b"A: \t b  c \t",
            b"A : b",
            b" folded",
        ),
        *(b"Content-Length: 3", b"Content-Length: 0", b"Transfer-Encoding: chunked", b"Expect: 100-continue"),
        *(b"Connection: keep-alive", b"Connection: close", b"Upgrade: websocket", b"A: \xe9", b"A: b\x00c", b"A: b\rc"),
        *(b"", b"A", b": b", b"A: b\nC: d", b"HOST: localhost"),
    )
)
_FIRST = st.sampled_from(
    (
        *(b"GET / HTTP/1.1", b"HEAD /a?b#c HTTP/1.1", b"GET  / HTTP/1.1", b"GET / HTTP/1.0", b"GET / HTTP/1.12"),
        *(b"POST / HTTP/1.1", b"get / HTTP/1.1", b"GET http://a/ HTTP/1.1", b"GET /\xe9 HTTP/1.1", b"GET /", b""),
    )
)


@given(_FIRST, st.lists(_LINES, max_size=5), st.sampled_from((b"\r\n", b"\n", b"\r")), st.binary(max_size=3))
def test_what_is_read_at_once_is_what_the_library_reads(
    first: bytes, lines: list[bytes], end: bytes, rest: bytes
) -> None:
    data = end.join((first, *lines, b"", b"")) + rest
    found = whole_request(data)
    assert found is None or found == read_by_h11(data)


def test_usual_requests_are_read_at_once() -> None:
    more = b"Accept: application/json\r\nConnection: keep-alive\r\n\r\n"
    assert whole_request(HEAD + more) == read_by_h11(HEAD + more)
    assert whole_request(HEAD + more) is not None
    assert whole_request(HEAD + b"Connection: close\r\n\r\n") is None
    assert whole_request(HEAD + b"A: " + 40_000 * b"b" + b"\r\n\r\n") is None


def test_an_answer_waits_for_no_acknowledgement() -> None:
    listening = listen(Settings(port=0))
    with listening, socket.create_connection(listening.getsockname()):
        taken, _ = listening.accept()
        with taken:
            assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.parametrize("end", [b"\r\n", b"Connection: keep-alive\r\n\r\n", b"Content-Length: 0\r\n\r\n"])
def test_requests_are_answered_one_after_the_other_over_one_connection(served: Served, end: bytes) -> None:
    with connected(served) as one:
        for _ in range(3):
            one.sendall(HEAD + end)
            assert received(one, 1).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("between", [0.0, 0.02])
def test_requests_that_do_not_wait_for_answers_are_answered_in_turn(served: Served, between: float) -> None:
    with connected(served) as one:
        for end in (b"\r\n", b"Content-Length: 0\r\n\r\n", b"A: b\r\n\r\n", b"Connection: close\r\n\r\n"):
            one.sendall(HEAD + end)
            time.sleep(between)
        got = received(one, 4)
        assert got.count(b"HTTP/1.1 200 ") == 4
        assert one.recv(1) == b""


def test_a_request_in_two_pieces_is_answered(served: Served) -> None:
    with connected(served) as one:
        one.sendall(HEAD[:20])
        time.sleep(0.1)
        one.sendall(HEAD[20:] + b"\r\n")
        received(one, 1)
        one.sendall(HEAD + b"\r\n")
        received(one, 1)


def test_only_the_head_is_answered_where_only_that_is_asked(served: Served) -> None:
    with connected(served) as one:
        one.sendall(HEAD.replace(b"GET", b"HEAD") + b"\r\n" + HEAD + b"\r\n")
        got = received(one, 1)
    first, _, rest = got.partition(b"\r\n\r\n")
    assert b"content-length: 30" in first
    assert rest.startswith(b"HTTP/1.1 200 ")


def test_a_client_that_takes_nothing_is_cut_off(served: Served) -> None:
    with connected(served) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        one.sendall(b"GET /sparql?query=" + LARGE.encode() + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(6)
        got = b""
        with contextlib.suppress(OSError):
            while piece := one.recv(65_536):
                got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head)
    assert length
    assert len(body) < int(length[1])
