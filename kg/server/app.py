"""The application: which address answers what."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.server.delivery import Edition
from kg.server.endpoint import Endpoint
from kg.server.guards import Guards
from kg.server.refusals import Refusal
from kg.server.settings import Settings

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def application(graph: KnowledgeGraph, settings: Settings, folder: Path) -> ASGIApp:
    """Return the application that answers for a graph; large answers pass through files in a folder."""
    edition = edition_of(graph)
    endpoint = Endpoint(graph.engine, settings, edition, folder)
    every = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]

    async def sparql(request: Request) -> Response:
        async def describe() -> Response:
            raise Refusal(404, "error.http.no_query")

        return await endpoint.respond(request, describe)

    @contextlib.asynccontextmanager
    async def lifespan(_: Router) -> AsyncIterator[None]:
        gc.collect()
        gc.freeze()  # what is loaded is shared with the workers as long as nobody writes to it
        endpoint.lane.warm_up()
        yield
        endpoint.lane.close()

    async def nothing(scope: Scope, receive: Receive, send: Send) -> None:
        raise Refusal(404, "error.http.not_found")

    routes = [Route(path, sparql, methods=every) for path in ("/sparql", "/sparql/")]
    return Guards(Router(routes, default=nothing, lifespan=lifespan), settings)


def edition_of(graph: KnowledgeGraph) -> Edition:
    """Return the version of a graph, which is made of all that it holds, and when its files were last changed."""
    import pyoxigraph as ox

    dump = graph.engine.store.dump(format=ox.RdfFormat.N_QUADS) or b""
    digest = hashlib.sha256(b"".join(sorted(dump.splitlines(keepends=True)))).hexdigest()[:16]
    changed = max((path.stat().st_mtime for path in graph.folders.files()), default=0.0) if graph.folders else 0.0
    return Edition(digest, changed or time.time())
