"""Pages are asked for politely, whatever a server does ends, and the record is never damaged."""

from __future__ import annotations

import http.server
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

import kg
from kg.curation.marking import mark_gone
from kg.curation.verify import Verified, verify
from kg.curation.web import PoliteReader
from kg.rdf.folders import Folders
from tests.command import run_here
from tests.servers import answering
from tests.worlds import MINI, ROOT

PAGE = "<html><body><p>Canada and the United States set up NORAD on 12 May 1958.</p></body></html>"
DOCUMENT = "norad-agreement-page"


class Site(http.server.BaseHTTPRequestHandler):
    """A site with a page for everything that goes wrong."""

    asked: ClassVar[Counter[str]] = Counter()
    at_once: ClassVar[Counter[str]] = Counter()
    most_at_once = 0

    def do_GET(self) -> None:
        Site.asked[self.path] += 1
        Site.at_once["now"] += 1
        Site.most_at_once = max(Site.most_at_once, Site.at_once["now"])
        try:
            self._answer(self.path.partition("?")[0])
        except OSError:
            pass
        finally:
            Site.at_once["now"] -= 1

    def _answer(self, path: str) -> None:
        redirects = {
            "/moved": "/page",
            "/loop": "/loop2",
            "/loop2": "/loop",
            "/self": "/self",
            "/file": "file:///etc/passwd",
        }
        if path in redirects:
            self._send(301, b"", Location=redirects[path])
        elif path == "/endless":
            self._head(200)
            while True:
                self.wfile.write(b"x" * 65536)
        elif path == "/slow":
            self._head(200)
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.2)
        elif path == "/drip":
            for _ in range(100):
                self.wfile.write(b"H")
                time.sleep(0.2)
        elif path == "/robots.txt":
            self._send(200, b"User-agent: *\nDisallow: /private")
        elif path == "/busy":
            self._send(429, b"", **{"Retry-After": "60"})
        elif path == "/pdf":
            self._send(200, b"%PDF-1.4", **{"Content-Type": "application/pdf"})
        elif path in ("/page", "/private"):
            self._send(200, PAGE.encode())
        elif path == "/deep":
            self._send(
                200,
                b"<div>" * 200_000 + b"\xff\x00" + b"&#x110000;" * 1000,
                **{"Content-Type": "text/html; charset=nonsense"},
            )
        else:
            self._send(404 if path != "/dead" else 500, b"")

    def _head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self._head(status, **{"Content-Length": str(len(body)), **headers})
        self.wfile.write(body)

    def log_message(self, *_given: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    Site.asked.clear()
    Site.most_at_once = 0
    with answering(server):
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.mark.parametrize(
    ("path", "state", "why"),
    [
        ("/page", "there", ""),
        ("/moved", "moved", ""),
        ("/gone", "gone", "404"),
        ("/dead", "silent", "500"),
        ("/busy", "refused", "429, wait 60"),
        ("/private", "refused", "robots.txt forbids it"),
        ("/loop", "refused", "more than 5 redirects"),
        ("/self", "refused", "leads to itself"),
        ("/file", "refused", "no address of the web"),
        ("/endless", "unreadable", "larger than 8 MB"),
        ("/slow", "silent", "no answer within 1 seconds"),
        ("/drip", "silent", "no answer within 1 seconds"),
        ("/pdf", "unreadable", "application/pdf"),
        ("/deep", "there", ""),
    ],
)
def test_whatever_a_server_does_is_told(site: str, path: str, state: str, why: str) -> None:
    answer = PoliteReader(seconds=1, delay=0, allow_private=True).read(site + path)
    assert (answer.state, answer.why) == (state, why)


def test_an_address_of_this_network_is_not_asked(site: str) -> None:
    assert PoliteReader().read(f"{site}/page").why == "an address within this network"
    assert not Site.asked


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://", "ftp://example.org/a", "http://[::1", "", "http://a b/"]
)
def test_what_is_no_address_is_told(address: str) -> None:
    assert PoliteReader().read(address).state in ("refused", "silent")


def world(place: Path, address: str) -> Path:
    """Copy tests/mini with the address of one document changed."""
    shutil.copytree(MINI, place)
    file = place / "documents" / "government" / f"{DOCUMENT}.trig"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(
        "".join(f"    schema:url <{address}> ;\n" if "schema:url" in line else line for line in lines), encoding="utf-8"
    )
    return place


def found(place: Path, **more: object) -> Verified:
    graph = kg.load(place)
    reader = PoliteReader(seconds=2, delay=0, allow_private=True)
    (one,) = verify(graph.engine, [graph.names.resolve_concept("document", DOCUMENT)], reader=reader, **more)  # type: ignore[arg-type]
    return one


def test_what_the_page_no_longer_shows_is_told_by_kind(site: str, tmp_path: Path) -> None:
    one = found(world(tmp_path / "data", f"{site}/page"))
    assert one.state == "there"
    assert one.missing["dates"] == ["1968-03"]
    assert not any(name.endswith("/norad") for name in one.missing.get("names", ()))


def test_an_interrupted_run_does_not_ask_again_what_was_asked(site: str, tmp_path: Path) -> None:
    place, seen = world(tmp_path / "data", f"{site}/page"), tmp_path / "seen"
    assert found(place, seen=seen) == found(place, seen=seen)
    assert Site.asked["/page"] == 1
    found(place, seen=seen, days=0)
    assert Site.asked["/page"] == 2
    next(seen.iterdir()).write_text("{", encoding="utf-8")
    found(place, seen=seen)
    assert Site.asked["/page"] == 3


def test_a_timegate_is_asked_for_what_is_gone(site: str, tmp_path: Path) -> None:
    one = found(world(tmp_path / "data", f"{site}/gone"), timegate=f"{site}/moved?")
    assert (one.state, one.archived) == ("gone", f"{site}/page")


def test_a_host_is_asked_one_page_at_a_time(site: str, tmp_path: Path) -> None:
    place = world(tmp_path / "data", f"{site}/page")
    for file in (place / "documents").rglob("*.trig"):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        changed = (f"    schema:url <{site}/page?{file.stem}> ;\n" if "schema:url" in line else line for line in lines)
        file.write_text("".join(changed), encoding="utf-8")
    graph = kg.load(place)
    assert len(verify(graph.engine, reader=PoliteReader(delay=0, allow_private=True))) > 3
    assert Site.most_at_once == 1


def test_only_the_day_is_noted_and_only_where_nothing_was_read_again(tmp_path: Path) -> None:
    place = world(tmp_path / "data", "http://example.org/gone")
    folders = Folders(ROOT / "ontology", place)
    before = {path: path.read_bytes() for path in place.rglob("*.trig")}
    gone = [Verified(path.stem, "http://example.org/gone", "gone", on="2026-11-29") for path in before]
    marked = mark_gone(folders, gone)
    changed = [path for path, content in before.items() if path.read_bytes() != content]
    assert len(changed) == marked > 0
    for path in changed:
        added = set(path.read_text(encoding="utf-8").splitlines()) - set(before[path].decode().splitlines())
        assert any('sec:lookedForOn "2026-11-29"^^xsd:date' in line for line in added)
        assert len(added) <= 3
    assert mark_gone(folders, gone) == 0


def test_the_command_ends_with_1_when_a_person_should_look(site: str, tmp_path: Path) -> None:
    place = world(tmp_path / "data", f"{site}/gone")
    told = run_here(
        "verify", DOCUMENT, "--allow-private", "--delay", "0", "--days", "0", "--data", place, "--format", "csv"
    )
    assert told.returncode == 1
    assert told.stdout.decode().splitlines()[1].startswith(f"{DOCUMENT},gone,404,{site}/gone")
    assert "1 gone" in told.stderr.decode()


def test_a_document_that_is_unknown_is_told_with_the_nearest() -> None:
    told = run_here("verify", "norad-agreement-pag", "--data", MINI)
    assert told.returncode == 2
    assert "norad-agreement-page" in told.stderr.decode()
