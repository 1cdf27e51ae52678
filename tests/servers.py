"""Real SPARQL servers for tests and benchmarks: on this machine only, loaded with a dataset, ended whatever happens."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox

from kg.rdf.formats import write_quads
from kg.sparql.endpoint import MERGED

GROUP = "https://w3id.org/perimeter/all"
VIRTUOSO = """
[Database]
DatabaseFile = {place}/virtuoso.db
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
TransactionFile = {place}/virtuoso.trx
xa_persistent_file = {place}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {place}/temporary.db
TransactionFile = {place}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {place}
NumberOfBuffers = 20000
[HTTPServer]
ServerPort = 127.0.0.1:{web}
[SPARQL]
ResultSetMaxRows = 1000000
"""


class NotInstalled(Exception):
    """A server that this machine does not have; the message says how to get it."""


@contextlib.contextmanager
def oxigraph(quads: Iterable[ox.Quad], *options: str) -> Iterator[str]:
    """Serve quads by Oxigraph; the address of its endpoint. Raises NotInstalled."""
    port = free_port()
    with running(oxigraph_command(), "serve", "--bind", f"127.0.0.1:{port}", *options) as process:
        wait_for(port, process)
        put(f"http://127.0.0.1:{port}/store", write_quads(quads, "nquads"))
        yield f"http://127.0.0.1:{port}/query"


@contextlib.contextmanager
def virtuoso(quads: Iterable[ox.Quad], place: Path) -> Iterator[str]:
    """Serve quads by Virtuoso, the merge as one more graph and the default by a graph group. Raises NotInstalled."""
    if not shutil.which("virtuoso-t") or not shutil.which("isql-vt"):
        raise NotInstalled("Virtuoso is not installed (Debian: apt-get install virtuoso-opensource-7)")
    sql, web = free_port(), free_port()
    (place / "virtuoso.ini").write_text(VIRTUOSO.format(place=place, sql=sql, web=web))
    (place / "all.nq").write_bytes(write_quads(quads, "nquads"))
    commands = (
        f"ld_dir('{place}', 'all.nq', '{MERGED}'); rdf_loader_run();"
        f" DB.DBA.RDF_GRAPH_GROUP_CREATE('{GROUP}', 1); DB.DBA.RDF_GRAPH_GROUP_INS('{GROUP}', '{MERGED}');"
    )
    with running("virtuoso-t", "+configfile", place / "virtuoso.ini", "+foreground", cwd=place) as process:
        wait_for(web, process)
        wait_for(sql, process)
        load = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"EXEC={commands}"]
        subprocess.run(load, check=True, capture_output=True, timeout=120)
        yield f"http://127.0.0.1:{web}/sparql?default-graph-uri={GROUP}"


def oxigraph_command() -> str:
    """The oxigraph server of this environment. Raises NotInstalled."""
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    if not found:
        raise NotInstalled("the oxigraph server is not installed (pip install oxigraph)")
    return found


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def running(*command: str | Path, cwd: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended whatever happens."""
    process = subprocess.Popen([*map(str, command)], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until a process listens on a port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("the server did not start in time")


def put(url: str, content: bytes) -> None:
    """Load N-Quads into a server by the Graph Store Protocol."""
    request = urllib.request.Request(url, content, {"Content-Type": "application/n-quads"}, method="PUT")
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as response:
        assert response.status in (200, 201, 204)


@contextlib.contextmanager
def answering(server: ThreadingHTTPServer) -> Iterator[None]:
    """Have a server of this process answer meanwhile."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
