"""Ask `kg serve` as many do at once, beside the native server of Oxigraph, and attack it while others ask.

python benchmarks/server.py [SECONDS]

Prints, for a small query, one of 10,000 rows and the page of an entity, how many answers a second four clients get in
so many SECONDS and how long they wait, here, of Oxigraph's own server and of rdflib-endpoint; then how the hostile
corpus ends, eight and fifty at once, while others ask; 1,000 requests that are half sent; and a body of 500 MB.

Clients keep their connection, and no text of a query is asked twice, of any server; beside that, a connection for each
request, and one query again and again, which `kg serve` keeps the answer to. They are wrk (apt-get install wrk), which
takes little from the servers that it shares the machine with.
"""

from __future__ import annotations

import contextlib
import http.client
import importlib.util
import itertools
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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
    with _served() as (port, process), oxigraph(quads) as address, _rdflib_endpoint(quads) as other:
        servers = {"kg serve": (port, "/sparql"), "oxigraph": (int(address.split(":")[2].split("/")[0]), "/query")}
        if other:
            servers["rdflib-endpoint"] = other, "/"
        for told, asked in ASKED.items():
            rates = {name: _print(told, name, *place, asked, seconds) for name, place in servers.items()}
            own = rates.pop("kg serve")
            parts = [f"{own / rate:.2f} of {name}" for name, rate in rates.items() if rate]
            print(f"{told:24} kg serve gives {', '.join(parts)}", flush=True)
        _print("page", "kg serve", port, "/entity/norad.html", Asked(""), seconds)
        before = _memory(process.pid)
        for at_once in AT_ONCE:
            _attacked(port, at_once)
        grown, state = (_memory(process.pid) - before) / 1e6, "runs" if process.poll() is None else "ended"
        print(f"hostile  the server {state}; its memory grew by {grown:.0f} MB")
        _half_open(port)
        before = _memory(process.pid)
        _large_body(port)
        print(f"body     500 MB cost {(_memory(process.pid) - before) / 1e6:.1f} MB")


@dataclass(frozen=True)
class Asked:
    """What clients ask: a query or nothing, another text of it each time or not, over connections kept or new ones."""

    text: str
    is_varied: bool = False
    is_kept: bool = True


ASKED = {
    "small": Asked(SMALL, is_varied=True),
    "small, new connections": Asked(SMALL, is_varied=True, is_kept=False),
    "small, repeated": Asked(SMALL),
    "10,000": Asked(ROWS, is_varied=True),
    "10,000, repeated": Asked(ROWS),
}

SCRIPT = """
local count, thread = 0, 0
local threads = 0
function setup(one) one:set("thread", threads); threads = threads + 1 end
function request()
  count = count + 1
  local path = "%(path)s"
  if %(is_varied)s then path = path .. "%%20%%23%(run)s-" .. thread .. "-" .. count end
  local headers = {["Accept"] = "application/sparql-results+json, text/html;q=0.9, */*;q=0.1"}
  if not %(is_kept)s then headers["Connection"] = "close" end
  return wrk.format("GET", path, headers)
end
"""


_RUNS = itertools.count()
"""A number for each run, which its texts have: those of one before would be answered from what was kept."""


def _print(told: str, server: str, port: int, path: str, asked: Asked, seconds: float) -> float:
    """Print and return how many answers a second wrk gets."""
    place = f"{path}?query={quote(asked.text)}" if asked.text else path
    _ask(port, place)
    values = {"is_varied": str(asked.is_varied).lower(), "is_kept": str(asked.is_kept).lower(), "run": next(_RUNS)}
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "ask.lua")
        script.write_text(SCRIPT % {"path": place, **values})
        command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{max(int(seconds), 1)}s", "--timeout", "60s", "--latency"]
        done = subprocess.run([*command, "-s", script, f"http://127.0.0.1:{port}"], capture_output=True, text=True)
    assert not done.returncode and "Non-2xx" not in done.stdout, done.stdout + done.stderr
    waits = {part: re.search(rf"(?m)^ +{part}% +(\S+)", done.stdout)[1] for part in (50, 99)}  # type: ignore[index]
    rate = float(re.search(r"Requests/sec:\s+(\S+)", done.stdout)[1])  # type: ignore[index]
    print(f"{told:24} {server:16} {rate:8.1f} a second, p50 {waits[50]}, p99 {waits[99]}", flush=True)
    return rate


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


def _quantiles(waits: list[float]) -> str:
    cuts = statistics.quantiles(waits, n=100)
    return f"p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms"


def _attacked(port: int, at_once: int) -> None:
    """Ask the hostile corpus, several at once, while another client asks for a page and a small query."""
    others: dict[str, list[tuple[int, float]]] = {"page": [], "small query": []}
    over, numbers = threading.Event(), itertools.count()

    def watch(name: str) -> None:
        while not over.wait(0.03):
            query = quote(f"{SMALL} #{next(numbers)}")
            others[name].append(_ask(port, "/entity/norad.html" if name == "page" else f"/sparql?query={query}"))

    watching = [threading.Thread(target=watch, args=(name,)) for name in others]
    for one in watching:
        one.start()
    texts = [text.encode() for text in (corpus() | mutants(SEED, 150)).values()]
    with ThreadPoolExecutor(at_once) as pool:
        ends = list(pool.map(lambda text: _ask(port, "/sparql", text), texts))
    over.set()
    for one in watching:
        one.join()
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
