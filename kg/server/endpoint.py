"""The SPARQL endpoint: SPARQL 1.1 Protocol over the graph, for reading."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError
from kg.rdf.limits import Limits
from kg.server.answers import Asked, Written, answer_of
from kg.server.delivery import Edition, deliver, discard, fresh, is_held
from kg.server.guards import body_of, client_of, headers_of
from kg.server.kept import Kept
from kg.server.lanes import Budgets, Lane
from kg.server.negotiation import Format, takes_gzip
from kg.server.protocol import Operation, operation
from kg.server.refusals import Refusal, refusal
from kg.server.settings import Settings
from kg.sparql.engine import Engine

METHODS = "GET, HEAD, OPTIONS, POST"

_MOST_KEPT = 16_000_000
"""How many bytes of answers are kept, with their queries."""
_OF_THE_MOMENT = re.compile(r"\b(NOW|RAND|UUID|STRUUID|BNODE)\s*\(|\\u", re.IGNORECASE)
"""Functions by which an answer differs from one time to the next, and what may write one by its characters' numbers."""


class Endpoint:
    """Queries from outside, carried out in workers that can be ended."""

    def __init__(self, engine: Engine, settings: Settings, edition: Edition, folder: Path) -> None:
        self._settings, self._edition, self._folder = settings, edition, folder
        self._asks_elsewhere = engine.asks_elsewhere
        limits = Limits(settings.seconds, settings.memory)
        self.lane = Lane(engine, partial(answer_of, engine), limits, at_once=settings.at_once, waiting=settings.waiting)
        self._budgets = Budgets(settings.share)
        self._numbers = itertools.count()
        self._kept = Kept[Written](_MOST_KEPT)

    async def respond(self, request: Request, describe: Callable[[], Awaitable[Response]]) -> Response:
        """Answer a request; ``describe`` answers one that asks nothing."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_allowed())
        if request.method not in METHODS.split(", "):
            raise Refusal(405, "error.http.method", {"Allow": METHODS}, method=request.method[:20])
        body = await body_of(request) if request.method == "POST" else b""
        told = headers_of(request.scope)
        asked = operation(
            request.method, request.scope["query_string"].decode("latin-1"), told.get("content-type", ""), body
        )
        return await describe() if asked is None else await self._answer(request, told, asked)

    async def _answer(self, request: Request, told: Mapping[str, str], asked: Operation) -> Response:
        form = asked.format(told.get("accept"))
        packed = takes_gzip(told.get("accept-encoding"))
        headers = self._freshness(asked, form)
        if "ETag" in headers and request.method != "POST" and is_held(told, headers["ETag"], self._edition.changed):
            return Response(status_code=304, headers=headers)
        same = (asked.text, asked.graphs, form.name, packed) if "ETag" in headers else None
        kept = self._kept.get(same) if same else None
        if kept is not None:
            return self._delivered(kept, form, "", headers)
        place = f"{self._folder}/query-{next(self._numbers)}"
        wanted = Asked(
            asked.text, asked.graphs, form.name, self._settings.rows, self._settings.bytes, packed=packed, place=place
        )
        client = client_of(request.scope)
        self._budgets.check(client)
        started = time.monotonic()
        try:
            written = Written(*await self.lane.call(tuple(wanted), partial(gone, request)))
        except KgError as error:
            discard(place)
            raise refusal(error, of_engine=self._asks_elsewhere) from None
        finally:
            self._budgets.spend(client, time.monotonic() - started)
        if same and not written.in_file:
            self._kept.put(same, written, len(written.body) + len(asked.text))
        return self._delivered(written, form, place, headers)

    def _delivered(self, written: Written, form: Format, place: str, headers: dict[str, str]) -> Response:
        if written.cut:
            headers["X-SPARQL-MaxRows"] = str(self._settings.rows)
        return deliver(written, form, place, headers)

    def _freshness(self, asked: Operation, form: Format) -> dict[str, str]:
        if _OF_THE_MOMENT.search(asked.text):
            return {"Cache-Control": "no-store"}
        if self._asks_elsewhere:  # who holds the data alone knows whether they are the same as a moment ago
            return {"Cache-Control": "no-cache"}
        return fresh(self._edition.tag(asked.text, asked.graphs, form.name), self._edition.changed)


def _allowed() -> dict[str, str]:
    return {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Accept, Content-Type",
    }


async def gone(request: Request) -> None:
    """Wait until the client has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
