"""What every request passes on its way in, and every answer on its way out, whatever it asks."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.dates import today
from kg.server.delivery import refused
from kg.server.refusals import Refusal
from kg.server.settings import ADDRESS_BYTES, BODY_BYTES, Settings
from kg.server.standing import Headers, Standing

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""What a page of ours may load: its style sheet, and no script."""

EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' "
    "data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What the editor may load: its own files, and answers from here; its styles are set by its script."""
PREVIEW_POLICY = PAGE_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
"""The same for a page that others may show within theirs, which has nothing to press."""

_ALWAYS = {
    "Content-Security-Policy": PAGE_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Retry-After, X-SPARQL-MaxRows",
}
_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")


class Guards:
    """The whole application behind its guards: hosts, sizes, headers, what went wrong, a log line.

    What stands is sent ``again`` without them: the same words have passed them before.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._standing = Standing()
        always = {**_ALWAYS, **(_SHARED if settings.any_origin else {})}
        self._always = [(name.lower().encode(), value.encode()) for name, value in always.items()]
        self._hosts = {name.lower() for name in (*_THIS_MACHINE, settings.host, *settings.names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, day, outgoing = time.monotonic(), today(), _Outgoing(send, self._always)
        try:
            self._check(scope)
            await self._app(scope, receive, outgoing)
        except Refusal as reason:
            await refused(Request(scope), reason)(scope, receive, outgoing)
        except Exception as error:
            if outgoing.has_begun:
                raise
            print(f"kg: {type(error).__name__} while a request was answered: {str(error)[:200]!r}", file=sys.stderr)
            await refused(Request(scope), Refusal(500, "error.http.failed"))(scope, receive, outgoing)
        finally:
            if self._settings.log:
                seconds = time.monotonic() - started
                print(log_line(scope, outgoing.status, outgoing.bytes, seconds), file=sys.stderr, flush=True)
        if outgoing.whole:
            self._standing.note(scope, day, outgoing.status, outgoing.headers, outgoing.whole)

    def again(self, target: bytes, headers: Headers, client: tuple[str, int] | None) -> bytes:
        """Return the answer that stands to a GET of an address with some headers, from its headers on, or nothing."""
        found = self._standing.to(target, headers)
        if found is None:
            return b""
        lines, body, path, _ = found
        if self._settings.log:
            scope = {"client": client, "method": "GET", "path": path}
            print(log_line(scope, 200, len(body), 0), file=sys.stderr, flush=True)
        return b"%b\r\n%b" % (lines, body)

    def _check(self, scope: Scope) -> None:
        """Refuse another host, which a page elsewhere may have made of this one, and an address that is too long."""
        named, length = [], b""
        for name, value in scope["headers"]:
            if name == b"host":
                named.append(value)
            elif name == b"content-length":
                length = value
        if len(named) != 1 or _host(named[0].decode("latin-1")) not in self._hosts:
            raise Refusal(421, "error.http.host")
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > ADDRESS_BYTES:
            raise Refusal(414, "error.http.address_bytes", bytes=ADDRESS_BYTES)
        if int(_digits(length.decode("latin-1"))) > BODY_BYTES:
            raise Refusal(413, "error.http.body_bytes", {"Connection": "close"}, bytes=BODY_BYTES)


class _Outgoing:
    """An answer on its way out: it gets the headers that each has, and what there is to tell of it is noted."""

    def __init__(self, send: Send, always: Sequence[tuple[bytes, bytes]]) -> None:
        self._send, self._always = send, always
        self.status, self.bytes, self.has_begun = 500, 0, False
        self.headers: list[tuple[bytes, bytes]] = []
        self.whole = b""

    async def __call__(self, message: Message) -> None:
        """Send a part of it."""
        if message["type"] == "http.response.start":
            self.status, self.has_begun, self.headers = message["status"], True, message["headers"]
            said = {name for name, _ in self.headers}
            self.headers += [one for one in self._always if one[0] not in said]
        else:
            body = message.get("body", b"")
            self.whole = b"" if self.bytes or message.get("more_body") else body
            self.bytes += len(body)
        await self._send(message)


def headers_of(scope: Scope) -> dict[str, str]:
    """Return the headers of a request; one that is there more than once says all that it says.

    >>> headers_of({"headers": [(b"accept", b"text/csv"), (b"accept", b"*/*;q=0.1")]})
    {'accept': 'text/csv, */*;q=0.1'}
    """
    found: dict[str, str] = {}
    for raw, value in scope["headers"]:
        name, told = raw.decode("latin-1"), value.decode("latin-1")
        found[name] = f"{found[name]}, {told}" if name in found else told
    return found


async def body_of(request: Request) -> bytes:
    """Return the body of a request. Raises Refusal for one that is too long, however it is told."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > BODY_BYTES:
            raise Refusal(413, "error.http.body_bytes", {"Connection": "close"}, bytes=BODY_BYTES)
    return bytes(body)


async def form_of(request: Request) -> dict[str, str]:
    """Return what a form in the body of a request gives, nothing where there is none. Raises Refusal as ``body_of``."""
    if request.method != "POST":
        return {}
    try:
        return dict(parse_qsl((await body_of(request)).decode(), errors="strict", max_num_fields=20))
    except UnicodeDecodeError:
        raise Refusal(400, "error.http.not_utf8") from None
    except ValueError:
        raise Refusal(400, "error.http.parameters", count=20) from None


def log_line(scope: Scope, status: int, size: int, seconds: float) -> str:
    """Return one request, and how many bytes the body of its answer has, as a line of JSON.

    Nothing that a client sends can begin another.

    >>> line = log_line({"method": "GET", "path": "/a\\n{}", "client": None}, 200, 5, 0.0123)
    >>> line.partition(", ")[2]
    '"client": "", "method": "GET", "path": "/a\\\\n{}", "status": 200, "bytes": 5, "ms": 12.3}'
    """
    line = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "client": client_of(scope),
        "method": scope["method"],
        "path": scope["path"][:200],
        "status": status,
        "bytes": size,
        "ms": round(seconds * 1000, 1),
    }
    return json.dumps(line)


def client_of(scope: Scope) -> str:
    """Return who asks: the address, of IPv6 the network that one household has.

    >>> client_of({"client": ("2001:db8:1:2:3:4:5:6", 80)})
    '2001:db8:1:2'
    """
    address = (scope.get("client") or ("",))[0]
    return ":".join(address.split(":")[:4]) if address.count(":") > 1 else str(address)


def _host(header: str) -> str:
    name, colon, port = header.lower().rpartition(":")
    return name if colon and port.isdigit() else header.lower()


def _digits(text: str) -> str:
    return text if text.isdecimal() and text.isascii() and len(text) < 20 else "0"
