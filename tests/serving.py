"""A server of ours on this machine for the tests, and what asks it byte by byte."""

from __future__ import annotations

import contextlib
import http.client
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import kg
from kg.server.content import content_of
from kg.server.run import listen, server
from kg.server.settings import Settings


@dataclass(frozen=True)
class Reply:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name.lower(), "")


@dataclass(frozen=True)
class Served:
    """A running server: where it listens."""

    port: int
    running: Any = field(compare=False, default=None)

    @property
    def address(self) -> str:
        """The address of its root."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
        """Send one request; names of headers have underscores for hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, given)
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def query(self, text: str, accept: str = "", **more: Any) -> Reply:
        """Ask a query by GET."""
        given = {"Accept": accept} if accept else {}
        return self.ask(f"/sparql?{urlencode({'query': text, **more}, doseq=True)}", **given)


@contextlib.contextmanager
def serving(graph: kg.KnowledgeGraph, **settings: Any) -> Iterator[Served]:
    """Run a server of ours in this process, as `kg serve` does in its own."""
    wanted = Settings(port=0, **{"is_eager": False, **settings})
    content, listening = content_of(graph), listen(wanted)
    with tempfile.TemporaryDirectory() as folder:
        running = server(content, wanted, Path(folder))
        thread = threading.Thread(target=running.run, args=([listening],), daemon=True)
        thread.start()
        while not running.started:
            assert thread.is_alive()
            time.sleep(0.01)
        try:
            yield Served(listening.getsockname()[1], running)
        finally:
            running.moment = 0.0  # nobody is left who would say something
            running.should_exit = True
            thread.join(20)


def memory() -> int:
    """The bytes of memory that this process, which serves, has in use."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
