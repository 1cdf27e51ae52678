"""Answers that stand: the same bytes for the very same words, and for no others."""

from __future__ import annotations

import contextlib
import datetime
import json
import re
import socket
from collections.abc import Iterator
from urllib.parse import quote

import pytest

import kg
from kg.server import guards
from kg.server.standing import Standing
from tests.serving import Served, memory, serving

ASKED = f"/sparql?query={quote('SELECT * { ?a ?b ?c } ORDER BY ?a ?b ?c LIMIT 5')}"
SLOW = f"/sparql?query={quote('SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }')}"
PAGE = "/entity/norad.html"


@pytest.fixture(scope="module")
def logging(mini: kg.KnowledgeGraph) -> Iterator[Served]:
    with serving(mini, seconds=2.0, log=True) as served:
        yield served


@pytest.fixture
def checked(logging: Served, monkeypatch: pytest.MonkeyPatch) -> tuple[Served, list[str]]:
    """A server with a log of which no answer stands yet, and the paths of the requests that its guards look at."""
    paths: list[str] = []
    check = guards.Guards._check

    def noted(self: guards.Guards, scope: dict[str, str]) -> None:
        paths.append(scope["path"])
        check(self, scope)

    monkeypatch.setattr(guards.Guards, "_check", noted)
    monkeypatch.setattr(logging.running.config.loaded_app, "_standing", Standing())
    return logging, paths


def talk(served: Served, sent: bytes, answers: int) -> list[bytes]:
    """Return so many answers to what is sent on one connection, each with its head."""
    heard: list[bytes] = []
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as one, one.makefile("rb") as file:
        one.sendall(sent)
        for _ in range(answers):
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                line = file.readline()
                assert line, heard
                head += line
            length = re.search(rb"(?i)content-length: (\d+)", head)
            heard.append(head + (file.read(int(length[1])) if length else b""))
    return heard


def get(path: str, *more: str, version: str = "1.1", method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/{version}", "Host: localhost", *more, "", ""]).encode()


def undated(answer: bytes) -> bytes:
    return re.sub(rb"(?i)date: [^\r]*\r\n", b"", answer, count=1)


@pytest.mark.parametrize("path", [ASKED, PAGE, "/entity/norad.ttl", "/questions/partners?of=norad"])
def test_the_same_words_get_the_same_bytes(checked: tuple[Served, list[str]], path: str) -> None:
    served, paths = checked
    first, again, more = (talk(served, get(path, "Accept: */*"), 1)[0] for _ in range(3))
    assert first.startswith(b"HTTP/1.1 200 OK\r\n")
    assert undated(first) == undated(again) == undated(more)
    assert len(re.findall(rb"(?i)\r\ndate: ", again)) == 1
    assert len(paths) == 1


USUAL = get(PAGE, "Accept: */*")
OTHERS = [
    get(PAGE, "Accept: */*", "Accept-Language: fr"),
    get(PAGE, "Accept: text/html"),
    get(PAGE, "accept: */*", "X-More: 1"),
    get(PAGE, "Accept: */*", "Upgrade: h2c", "Connection: Upgrade"),  # a wish that is passed over
    USUAL.replace(b"norad", b"%6eorad"),
]
UNUSUAL = [
    get(PAGE, "Accept: */*", method="HEAD"),
    get(PAGE, "Accept: */*", "Connection: keep-alive", version="1.0"),
    get(PAGE, "Accept: */*", "Connection: close"),
    get(PAGE, "Accept: */*", "Content-Length: 0"),
    USUAL.replace(b"localhost", b"evil.example"),
]


@pytest.mark.parametrize(("other", "looks"), [*((one, 1) for one in OTHERS), *((one, 2) for one in UNUSUAL)])
def test_other_words_are_looked_at(checked: tuple[Served, list[str]], other: bytes, looks: int) -> None:
    served, paths = checked
    for sent in (USUAL, other, other):
        with socket.create_connection(("127.0.0.1", served.port), timeout=10) as one:
            one.sendall(sent)
            assert one.recv(20)
    assert len(paths) == 1 + looks


@pytest.mark.parametrize("other", OTHERS + UNUSUAL)
def test_usual_words_get_no_answer_to_others(checked: tuple[Served, list[str]], other: bytes) -> None:
    served, _ = checked
    usual = other.replace(b"HTTP/1.0", b"HTTP/1.1").replace(b"HEAD", b"GET")
    alone = talk(served, usual, 1)
    for sent in (other, usual):
        with socket.create_connection(("127.0.0.1", served.port), timeout=10) as one:
            one.sendall(sent)
            assert one.recv(20)
    assert undated(talk(served, usual, 1)[0]) == undated(alone[0])


def test_who_takes_nothing_of_what_stands_fills_no_memory(checked: tuple[Served, list[str]]) -> None:
    served, _ = checked
    talk(served, USUAL, 1)
    before = memory()
    with socket.create_connection(("127.0.0.1", served.port)) as one:
        one.settimeout(0.5)
        with contextlib.suppress(TimeoutError, ConnectionError):
            one.sendall(20_000 * USUAL)
        assert served.ask("/health").status == 200  # what was sent before is read by then
        assert memory() - before < 20_000_000


def test_a_foreign_host_is_refused_however_often(checked: tuple[Served, list[str]]) -> None:
    served, _ = checked
    for _ in range(3):
        assert talk(served, get(PAGE).replace(b"localhost", b"evil.example"), 1)[0].startswith(b"HTTP/1.1 421")


@pytest.mark.parametrize(
    "path", ["/health", "/version", "/sparql?query=" + quote("SELECT (NOW() AS ?n) {}"), "/none", "/sparql?query=ASK"]
)
def test_what_turns_on_the_moment_or_fails_does_not_stand(checked: tuple[Served, list[str]], path: str) -> None:
    served, paths = checked
    for _ in range(2):
        talk(served, get(path), 1)
    assert len(paths) == 2


def test_who_holds_an_answer_is_told_so(checked: tuple[Served, list[str]]) -> None:
    served, _ = checked
    first = talk(served, get(PAGE), 1)[0]
    tag = re.search(rb"(?i)etag: ([^\r]+)", first)
    assert tag
    for _ in range(2):
        assert talk(served, get(PAGE, f"If-None-Match: {tag[1].decode()}"), 1)[0].startswith(b"HTTP/1.1 304")


def test_answers_come_in_the_order_of_requests(checked: tuple[Served, list[str]]) -> None:
    served, _ = checked
    page, rows = (undated(talk(served, get(path), 1)[0]) for path in (PAGE, ASKED))
    asked = [PAGE, SLOW, ASKED, PAGE, "/health", ASKED]
    heard = talk(served, b"".join(map(get, asked)), len(asked))
    assert [undated(heard[number]) for number in (0, 2, 3, 5)] == [page, rows, page, rows]
    assert heard[1].startswith(b"HTTP/1.1 503")
    assert heard[4].endswith(b'{"status":"ok"}')


def test_no_wait_of_a_connection_ends_an_answer(
    checked: tuple[Served, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    served, _ = checked
    monkeypatch.setattr(served.running.config, "timeout_keep_alive", 1)
    talk(served, get(PAGE), 1)
    heard = talk(served, get(PAGE) + get(SLOW), 2)
    assert heard[1].startswith(b"HTTP/1.1 503")


def test_it_is_logged_like_any(checked: tuple[Served, list[str]], capfd: pytest.CaptureFixture[str]) -> None:
    served, _ = checked
    for _ in range(2):
        talk(served, get(PAGE), 1)
    first, again = (json.loads(line) for line in capfd.readouterr().err.splitlines())
    assert {**first, "time": "", "ms": 0} == {**again, "time": "", "ms": 0}
    assert again["client"] == "127.0.0.1"


def test_what_may_be_another_tomorrow_stands_for_a_day(
    checked: tuple[Served, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    served, paths = checked
    first = talk(served, get(PAGE), 1)[0]
    day = datetime.date.today() + datetime.timedelta(1)
    for name in ("guards", "standing", "views"):
        monkeypatch.setattr(f"kg.server.{name}.today", lambda: day)
    again = talk(served, get(PAGE), 1)[0]
    assert len(paths) == 2
    assert undated(again) != undated(first)
    assert undated(talk(served, get(PAGE), 1)[0]) == undated(again)
    assert len(paths) == 2
