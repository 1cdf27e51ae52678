"""Ask `kg serve` as many do at once, beside the native server of Oxigraph, and attack it while others ask.

python benchmarks/server.py [SECONDS]

Prints, for a small query, one of 10,000 rows and the page of an entity, how many answers a second four clients get in
so many SECONDS and how long they wait, here, of Oxigraph's own server and of rdflib-endpoint; then how the hostile
corpus ends, eight and fifty at once, while others ask; 1,000 requests that are half sent; and a body of 500 MB.
"""

from __future__ import annotations

import contextlib
import http.client
import importlib.util
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import pyoxigraph as ox  # noqa: E402

import kg  # noqa: E402
from kg.rdf.formats import write_quads  # noqa: E402
from tests.servers import free_port, oxigraph, running, wait_for  # noqa: E402
from tests.sparql.hostile_queries import corpus, mutants  # noqa: E402

SMALL = (
    "SELECT ?who WHERE { ?who <https://w3id.org/perimeter/term/isMemberOf> <https://w3id.org/perimeter/entity/norad> }"
)
ROWS = "SELECT * WHERE { ?subject ?property ?value } LIMIT 10000"
CLIENTS, AT_ONCE, LIMIT = 4, (8, 50), 10
SEED = 20_261_129


def main(seconds: float) -> None:
    """Measure, and print what came of it."""
    quads = kg.load().quads()
    with _served() as (port, process):
        _print("kg serve", port, "/sparql", seconds)
        waits = _throughput(port, "/entity/norad.html", seconds)
        print(f"{'page':8} {'kg serve':16} {_told(waits, seconds)}")
        with oxigraph(quads) as address:
            _print("oxigraph", int(address.rpartition(":")[2].partition("/")[0]), "/query", seconds)
        with _rdflib_endpoint(quads) as other:
            if other:
                _print("rdflib-endpoint", other, "/", seconds)
        before = _memory(process.pid)
        for at_once in AT_ONCE:
            _attacked(port, at_once)
        grown, state = (_memory(process.pid) - before) / 1e6, "runs" if process.poll() is None else "ended"
        print(f"hostile  the server {state}; its memory grew by {grown:.0f} MB")
        _half_open(port)
        before = _memory(process.pid)
        _large_body(port)
        print(f"body     500 MB cost {(_memory(process.pid) - before) / 1e6:.1f} MB")


def _print(server: str, port: int, endpoint: str, seconds: float) -> None:
    for name, path in _paths(endpoint).items():
        print(f"{name:8} {server:16} {_told(_throughput(port, path, seconds), seconds)}", flush=True)


def _paths(endpoint: str) -> dict[str, str]:
    return {name: f"{endpoint}?query={quote(text)}" for name, text in (("small", SMALL), ("10,000", ROWS))}


@contextlib.contextmanager
def _served() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = free_port()
    command = [sys.executable, "-m", "kg", "serve", "--port", str(port), "--timeout", str(LIMIT)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        _ask(port, "/")  # the explorer is made meanwhile
        yield port, process
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def _rdflib_endpoint(quads: list[ox.Quad]) -> Iterator[int | None]:
    """Serve the default graph by rdflib-endpoint, where it is installed (pip install rdflib-endpoint)."""
    if not importlib.util.find_spec("rdflib_endpoint"):
        yield None
        return
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "all.ttl")
        place.write_bytes(write_quads(quads, "turtle"))
        command = (sys.executable, "-m", "rdflib_endpoint", "serve", "--port", str(port), "--host", "127.0.0.1", place)
        with running(*command) as process:
            wait_for(port, process, 120)
            yield port


def _ask(port: int, path: str, body: bytes | None = None) -> tuple[int, float]:
    """Return the status of an answer and after how many seconds it was whole."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        headers = {
            "Accept": "application/sparql-results+json, text/html;q=0.9, */*;q=0.1",
            "Content-Type": "application/sparql-query",
        }
        connection.request("POST" if body else "GET", path, body, headers if body else {"Accept": headers["Accept"]})
        reply = connection.getresponse()
        reply.read()
        return reply.status, time.monotonic() - began
    finally:
        connection.close()


def _throughput(port: int, path: str, seconds: float) -> list[float]:
    """Return how long each answer took that the clients got."""
    _ask(port, path)
    end, waits = time.monotonic() + seconds, []

    def client() -> None:
        while time.monotonic() < end:
            status, wait = _ask(port, path)
            assert status == 200, status
            waits.append(wait)

    _together([client] * CLIENTS)
    return waits


def _together(calls: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=one) for one in calls]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def _told(waits: list[float], seconds: float) -> str:
    return f"{len(waits) / seconds:6.0f} a second, {_quantiles(waits)}"


def _quantiles(waits: list[float]) -> str:
    cuts = statistics.quantiles(waits, n=100)
    return f"p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms"


def _attacked(port: int, at_once: int) -> None:
    """Ask the hostile corpus, several at once, while another client asks for a page and a small query."""
    others: dict[str, list[tuple[int, float]]] = {"page": [], "small query": []}
    over = threading.Event()

    def other() -> None:
        while not over.wait(0.05):
            others["page"].append(_ask(port, "/entity/norad.html"))
            others["small query"].append(_ask(port, _paths("/sparql")["small"]))

    watching = threading.Thread(target=other)
    watching.start()
    texts = [text.encode() for text in (corpus() | mutants(SEED, 150)).values()]
    with ThreadPoolExecutor(at_once) as pool:
        ends = list(pool.map(lambda text: _ask(port, "/sparql", text), texts))
    over.set()
    watching.join()
    late, longest = sum(wait > LIMIT + 1 for _, wait in ends), max(wait for _, wait in ends)
    statuses = {status: sum(one == status for one, _ in ends) for status in sorted({one for one, _ in ends})}
    print(f"hostile  {len(ends)} queries, {at_once} at once: {statuses}")
    print(f"hostile  {late} later than {LIMIT + 1} s, the longest {longest:.1f} s")
    for name, asked in others.items():
        busy = sum(status != 200 for status, _ in asked)
        print(f"hostile  a {name} meanwhile: {_quantiles([wait for _, wait in asked])}, {busy} of {len(asked)} refused")


def _half_open(port: int) -> None:
    began = time.monotonic()
    held = [socket.create_connection(("127.0.0.1", port)) for _ in range(1_000)]
    for one in held:
        one.sendall(b"GET / HTTP/1.1\r\n")
    _, wait = _ask(port, "/entity/norad.html")
    for one in held:
        with contextlib.suppress(OSError):
            one.settimeout(30)
            one.recv(1)
        one.close()
    took = time.monotonic() - began
    print(f"open     1,000 half-sent requests are cut off after {took:.1f} s; a page meanwhile took {wait:.2f} s")


def _large_body(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as one, contextlib.suppress(OSError):
        one.sendall(b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n")
        one.sendall(b"Content-Type: application/sparql-query\r\n\r\n")
        for _ in range(500):
            one.sendall(b"f4240\r\n" + b"a" * 1_000_000 + b"\r\n")


def _memory(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0)
