"""The application: which address answers what."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.collector import collect_as_usual
from kg.messages import languages
from kg.pages.templates import style
from kg.server import build_editor
from kg.server.content import Content
from kg.server.endpoint import Endpoint
from kg.server.guards import Guards, form_of
from kg.server.refusals import Refusal
from kg.server.resources import RESOURCES
from kg.server.settings import Settings
from kg.server.views import Views
from kg.sparql.endpoint import RemoteEngine
from kg.version import __version__


def application(content: Content, settings: Settings, folder: Path) -> Guards:
    """Return the application that answers for a graph; large answers pass through files in a folder."""
    edition, engine = content.edition, content.pages.engine
    if isinstance(engine, RemoteEngine):
        engine.timeout = settings.seconds
    endpoint = Endpoint(engine, settings, edition, folder)
    views = Views(content.pages, settings, edition, folder)

    async def sparql(request: Request) -> Response:
        return await endpoint.respond(request, partial(views.respond, request, "service", {}))

    async def reconcile(request: Request) -> Response:
        return await views.respond(request, "reconcile", await form_of(request))

    async def version(_: Request) -> Response:
        told: dict[str, Any] = {"perimeter": __version__, "data": edition.version or None, "changed": None}
        if edition.changed is not None:
            changed = datetime.datetime.fromtimestamp(edition.changed, datetime.UTC)
            told["changed"] = changed.isoformat(timespec="seconds")
        return JSONResponse(told)

    @contextlib.asynccontextmanager
    async def lifespan(_: Router) -> AsyncIterator[None]:
        gc.collect()
        gc.freeze()  # what is loaded is shared with the workers as long as nobody writes to it
        collect_as_usual()
        for lane in (endpoint.lane, views.lane):
            lane.warm_up()
        is_eager = settings.is_eager and not engine.asks_elsewhere and bool(content.pages.identity)
        preparing = asyncio.create_task(views.prepare()) if is_eager else None
        yield
        if preparing:
            preparing.cancel()
            await asyncio.wait([preparing])
        for lane in (endpoint.lane, views.lane):
            lane.close()

    routes = [
        _route("/", views.explorer),
        _route("/about", views.about),
        _route("/reconcile", reconcile, "GET", "POST"),
        _route("/health", _health),
        _route("/version", version),
        _route("/style.css", _style),
        *(_route(f"/query/{name}", partial(_editor_file, name)) for name in _EDITOR_FILES),
        *(_route(f"/questions{end}", _respond(views, "questions", "html", tag)) for end, tag in _FILES),
        *(_route(f"/questions/{{name}}{end}", _respond(views, "question", "html", tag)) for end, tag in _FILES),
        *(_route(one.path, _respond(views, name)) for name, one in RESOURCES.items() if name not in _OTHERWISE),
        _route("/{kind}/{rest:path}", views.thing),
    ]
    rest = Router(routes, redirect_slashes=False, default=_nothing, lifespan=lifespan)
    return Guards(_First({path: _Answering(sparql) for path in ("/sparql", "/sparql/")}, rest), settings)


_OTHERWISE = ("about", "explorer", "reconcile", "thing", "service")
"""The resources whose addresses answer more."""
_FILES = [(f"{'' if tag == 'en' else f'.{tag}'}.html", tag) for tag in reversed(languages())]
"""What the address of a page ends with, and the language that it is in."""

_Respond = Callable[[Request], Awaitable[Response]]


def _route(path: str, respond: _Respond, *methods: str) -> Route:
    """Return what answers at an address, to GET and HEAD where no methods are given."""
    return Route(path, _Answering(respond), methods=methods or ("GET",))


class _First:
    """What answers at some addresses, whatever the method, without a look at all others."""

    def __init__(self, first: Mapping[str, ASGIApp], rest: ASGIApp) -> None:
        self._first, self._rest = first, rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have it answered."""
        await self._first.get(scope.get("path", ""), self._rest)(scope, receive, send)


class _Answering:
    """A coroutine as an application, without Starlette's care for errors, which is the guards' here."""

    def __init__(self, respond: _Respond) -> None:
        self._respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        response = await self._respond(Request(scope, receive))
        await response(scope, receive, send)


def _respond(views: Views, name: str, format_name: str = "", language: str = "") -> _Respond:
    async def respond(request: Request) -> Response:
        return await views.respond(request, name, request.path_params, format_name=format_name, language=language)

    return respond


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _style(_: Request) -> Response:
    return Response(style(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


_EDITOR_FILES = {
    "editor.js": (build_editor.EDITOR / "editor.js", "text/javascript"),
    "yasgui.min.js": (build_editor.BUILT / "yasgui.min.js", "text/javascript"),
    "yasgui.min.css": (build_editor.BUILT / "yasgui.min.css", "text/css"),
    build_editor.LICENCES: (build_editor.BUILT / build_editor.LICENCES, "text/plain"),
}
"""The files of the editor, with their media types."""


async def _editor_file(name: str, _: Request) -> Response:
    place, media = _EDITOR_FILES[name]
    if not place.is_file():
        raise Refusal(404, "error.http.not_found")
    return FileResponse(place, media_type=media, headers={"Cache-Control": "max-age=3600"})


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    raise Refusal(404, "error.http.not_found")
