"""How an answer leaves: its headers, what a client holds already, and what was written to a file."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kg.messages import languages
from kg.server.answers import Written
from kg.server.negotiation import HTML, JSON, Format, language_of, preferred
from kg.server.refusals import Refusal

_PIECE = 1 << 18
_PROBLEM = (Format("json", "application/problem+json", (JSON,)), Format("text", "text/plain"), Format("html", HTML))
_VARY = "Accept, Accept-Language, Accept-Encoding"


@dataclass(frozen=True)
class Edition:
    """What is served: the version of the data, and when they were last changed, in seconds since 1970.

    The version is empty, and the time None, where an engine elsewhere does not tell: no answer is marked by it then.
    """

    version: str
    changed: float | None

    def tag(self, *variant: object) -> str:
        """Return the entity tag of one form of one answer.

        >>> Edition("1a", 0).tag("csv") == Edition("1a", 0).tag("csv"), Edition("1a", 0).tag("csv")[:2]
        (True, 'W/')
        """
        if not self.version:
            return ""
        return f'W/"{hashlib.sha256(repr((self.version, *variant)).encode()).hexdigest()[:20]}"'


def is_held(headers: Mapping[str, str], tag: str, changed: float | None) -> bool:
    """Tell whether a client holds this very answer already; ``changed`` is None for one that turns on today."""
    if not tag:
        return False
    held = headers.get("if-none-match")
    if held is not None:
        return held.strip() == "*" or tag.removeprefix("W/") in (
            one.strip().removeprefix("W/") for one in held.split(",")
        )
    told = headers.get("if-modified-since")
    if told is None:
        return False
    try:
        since = parsedate_to_datetime(told).timestamp()
    except (ValueError, TypeError):
        return False
    return changed is not None and int(changed) <= since


def fresh(tag: str, changed: float | None, *, is_private: bool = False) -> dict[str, str]:
    """Return the headers that say how fresh an answer is."""
    told = {"Vary": _VARY, "Cache-Control": "private, no-cache" if is_private else "no-cache"}
    if tag:
        told["ETag"] = tag
    return told if changed is None else {**told, "Last-Modified": _date(changed)}


@lru_cache(16)
def _date(moment: float) -> str:
    return formatdate(moment, usegmt=True)


def deliver(written: Written, form: Format, place: str, headers: dict[str, str]) -> Response:
    """Return the response that carries what was written; a file is gone from its place by then."""
    told = {"Content-Type": form.content_type, "Vary": _VARY, **headers}
    if written.packed:
        told["Content-Encoding"] = "gzip"
    if not written.in_file:
        return Whole(written.body, told)
    handle = os.open(place, os.O_RDONLY)
    os.unlink(place)
    told["Content-Length"] = str(os.fstat(handle).st_size)
    return StreamingResponse(_pieces(handle), headers=told)


class Whole(Response):
    """An answer of headers that are all told, sent at once: what a server sends most."""

    def __init__(self, body: bytes, headers: Mapping[str, str]) -> None:
        self.status_code, self.body, self.background = 200, body, None
        self.raw_headers = [(_encoded(name), value.encode("latin-1")) for name, value in headers.items()]
        self.raw_headers.append((b"content-length", b"%d" % len(body)))


@lru_cache(64)
def _encoded(name: str) -> bytes:
    return name.lower().encode("latin-1")


async def _pieces(handle: int) -> AsyncIterator[bytes]:
    with open(handle, "rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def discard(place: str) -> None:
    """Remove a file that nobody came for, where one was offered a place."""
    if place:
        Path(place).unlink(missing_ok=True)


def refused(request: Request, reason: Refusal) -> Response:
    """Return the response that tells why there is no answer, as the client would rather read it."""
    accept, own = request.headers.get("accept"), request.headers.get("accept-language")
    named = request.query_params.get("language")
    language = named if named in languages() else language_of(own, languages())
    told = reason.message(language)
    form = preferred(accept, _PROBLEM) or _PROBLEM[0]
    if form.media == HTML:
        from kg.pages.templates import render

        body = render("refusal", language, title=str(reason.status), root="/", status=reason.status, told=told)
    elif form.name == "text":
        body = f"{told}\n".encode()
    else:
        problem = {"title": told.split("\n")[0], "status": reason.status, "detail": told}
        body = json.dumps(problem, ensure_ascii=False).encode()
    told_by = {
        "Content-Type": form.content_type,
        "Content-Language": language,
        "Vary": _VARY,
        "Cache-Control": "no-store",
    }
    return Response(body, reason.status, {**told_by, **reason.headers})
