"""Queries that would ask another server, in every way that the engine understands, and a server that counts who asks.

``{canary}`` stands for the address of the server.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ASKING = {
    "plain": "ASK { SERVICE <{canary}/a> { ?x ?y ?z } }",
    "select": "SELECT * { SERVICE <{canary}/a> { ?x ?y ?z } }",
    "construct": "CONSTRUCT { ?x ?y ?z } WHERE { SERVICE <{canary}/a> { ?x ?y ?z } }",
    "describe": "DESCRIBE ?x { SERVICE <{canary}/a> { ?x ?y ?z } }",
    "exists": "ASK { FILTER EXISTS { SERVICE <{canary}/a> { ?x ?y ?z } } }",
    "not exists": "ASK { FILTER NOT EXISTS { SERVICE <{canary}/a> { ?x ?y ?z } } }",
    "optional": "SELECT * { OPTIONAL { SERVICE <{canary}/a> { ?x ?y ?z } } }",
    "minus": "SELECT * { ?x ?y ?z MINUS { SERVICE <{canary}/a> { ?x ?y ?z } } }",
    "union": "SELECT * { {} UNION { SERVICE <{canary}/a> { ?x ?y ?z } } }",
    "subselect": "SELECT * { { SELECT * { SERVICE <{canary}/a> { ?x ?y ?z } } } }",
    "lateral": "SELECT * { LATERAL { SERVICE <{canary}/a> { ?x ?y ?z } } }",
    "in a graph": "SELECT * { GRAPH ?g { SERVICE <{canary}/a> { ?x ?y ?z } } }",
    "in a service": "SELECT * { SERVICE <{canary}/a> { SERVICE <{canary}/b> { ?x ?y ?z } } }",
    "prefixed": "PREFIX c: <{canary}/> ASK { SERVICE c:a { ?x ?y ?z } }",
    "empty prefix": "PREFIX : <{canary}/> ASK { SERVICE : { ?x ?y ?z } }",
    "escaped name": "PREFIX c: <{canary}/> ASK { SERVICE c:a\\-b%20c { ?x ?y ?z } }",
    "prefix of that name": "PREFIX service: <{canary}/> ASK { SERVICE service:a { ?x ?y ?z } }",
    "a prefix of ours anew": "PREFIX ent: <{canary}/> ASK { SERVICE ent:a { ?x ?y ?z } }",
    "relative": "BASE <{canary}/x/> ASK { SERVICE <../a> { ?x ?y ?z } }",
    "relative prefix": "BASE <{canary}/x> PREFIX c: <y/> ASK { SERVICE c:a { ?x ?y ?z } }",
    "code points in the address": "ASK { SERVICE <{canary}/\\u0061> { ?x ?y ?z } }",
    "lower case": "ask { sErViCe <{canary}/a> { ?x ?y ?z } }",
    "no space": "ASK{SERVICE<{canary}/a>{}}",
    "a comment between": "ASK { SERVICE # <http://127.0.0.1/> {\n <{canary}/a> # {\n { ?x ?y ?z } }",
    "a carriage return": "ASK { #\rSERVICE#\r<{canary}/a>{} }",
    "behind a word": "ASK { ?x ?y trueSERVICE<{canary}/a>{} }",
    "behind a number": "ASK { ?x ?y 1SERVICE<{canary}/a>{} }",
    "behind a number with a point": "ASK { ?x ?y 1.5SERVICE<{canary}/a>{} }",
    "behind a name": "PREFIX : <{canary}/> ASK { ?x ?y :.SERVICE<{canary}/a>{} }",
    "behind an IRI": "ASK { ?x ?y 'x'^^<a:b>SERVICE<{canary}/a>{} }",
    "behind a filter": "ASK { FILTER(1=1)SERVICE<{canary}/a>{} }",
    "behind a comparison": "PREFIX : <{canary}/> ASK { FILTER(1<2)SERVICE:a#>\n{} }",
    "behind quotes in a name": "PREFIX : <{canary}/> ASK { ?x ?y :\\' SERVICE :a {} OPTIONAL { ?x ?y :\\' } }",
    "silent": "SELECT * { SERVICE SILENT <{canary}/a> { ?x ?y ?z } }",
    "silent without a space": "PREFIX : <{canary}/> ASK { SERVICESILENT:a{} }",
    "a variable": "SELECT * { BIND(<{canary}/a> AS ?c) SERVICE ?c { ?x ?y ?z } }",
    "a variable from values": "SELECT * { VALUES ?c { <{canary}/a> } SERVICE ?c { ?x ?y ?z } }",
    "a variable in silence": "SELECT * { VALUES ?c { <{canary}/a> } SERVICE SILENT ?c { ?x ?y ?z } }",
    "from": "SELECT * FROM <{canary}/a> { ?x ?y ?z }",
    "from named": "SELECT * FROM NAMED <{canary}/a> { GRAPH ?g { ?x ?y ?z } }",
    "load": "LOAD <{canary}/a>",
    "written as code points": "ASK { \\u0053ERVICE <{canary}/a> { ?x ?y ?z } }",
}

HARMLESS = {
    "comment": "ASK { ?x ?y ?z } # SERVICE <http://127.0.0.1:9/> {}",
    "string": "ASK { ?x ?y ?z FILTER(?z != 'SERVICE <http://127.0.0.1:9/> {}') }",
    "long string": 'ASK { ?x ?y ?z FILTER(?z != """\nSERVICE <http://127.0.0.1:9/> {}\n""") }',
    "address": "ASK { ?x ?y ?z FILTER(?z != <http://example.org/service>) }",
    "variable": "ASK { ?service ?y ?z }",
    "graph named by a variable": "SELECT * { { GRAPH ?service { ?x ?y ?z } } UNION { ?x ?y ?z } }",
    "name": "PREFIX service: <http://example.org/> ASK { ?x ?y ?z FILTER(?z != service:service) }",
    "local name": "ASK { ?x ?y ?z FILTER(?z != ent:service) }",
    "language": "ASK { ?x ?y ?z FILTER(?z != 'x'@service) }",
}


class Canary(ThreadingHTTPServer):
    """A server that keeps the paths that it is asked for, and answers with no rows."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.heard.append(self.path)  # type: ignore[attr-defined]
        body = b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def canary() -> Iterator[Canary]:
    """Run the server."""
    server = Canary()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
