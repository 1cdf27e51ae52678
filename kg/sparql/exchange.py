"""One exchange with a server over HTTP, which ends at its deadline whatever the server does or leaves undone."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import Future
from dataclasses import dataclass
from email.message import Message
from typing import IO, Any
from urllib.parse import urlsplit

from kg.errors import KgError

_PIECE = 1 << 16
_MOST_OF_REFUSAL = 2000


class TooLarge(Exception):
    """A server sends more than was to be read."""


class CutShort(Exception):
    """A server ends its answer before it is whole."""


@dataclass(frozen=True)
class Reply:
    """What a server says: the status, the head, and the body, of a refusal only the beginning."""

    status: int
    headers: Message
    body: bytes


def exchange(
    request: urllib.request.Request, seconds: float, most: int, *, direct: bool = False, redirects: bool = True
) -> Reply:
    """Send a request and return the reply; ``direct`` asks no proxy, without ``redirects`` one is the reply itself.

    Raises TimeoutError at the deadline, TooLarge for a body of more bytes than ``most``, CutShort for one that is not
    whole, OSError and HTTPException as the standard library does, and KgError for a redirect to another server.
    """
    sockets: list[socket.socket] = []
    deadline = time.monotonic() + seconds
    proxies = [urllib.request.ProxyHandler({})] if direct else []
    opener = urllib.request.build_opener(
        _SameServer if redirects else _NoRedirect, _http(sockets), _https(sockets), *proxies
    )
    reply: Future[Reply] = Future()

    def run() -> None:
        try:
            reply.set_result(_exchanged(opener, request, deadline, most))
        except BaseException as error:
            reply.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        return reply.result(seconds)
    finally:
        for one in sockets:  # what still waits for the server wakes up and ends
            with contextlib.suppress(OSError):
                socket.socket.shutdown(one, socket.SHUT_RDWR)
            one.close()


def _exchanged(opener: urllib.request.OpenerDirector, request: Any, deadline: float, most: int) -> Reply:
    left = max(deadline - time.monotonic(), 0.001)
    try:
        with opener.open(request, timeout=left) as response:
            return Reply(response.status, response.headers, _read(response, most))
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, error.headers, _beginning(error))
    except http.client.IncompleteRead:
        raise CutShort from None


def _read(response: http.client.HTTPResponse, most: int) -> bytes:
    body = bytearray()
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > most:
            raise TooLarge
    if response.length:
        raise CutShort
    return bytes(body)


def _beginning(error: urllib.error.HTTPError) -> bytes:
    try:
        return error.read(_MOST_OF_REFUSAL)
    except (OSError, http.client.HTTPException):
        return b""


class _SameServer(urllib.request.HTTPRedirectHandler):
    """Follows a redirect with the query and the credentials, and so only to the same server."""

    def http_error_302(self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any) -> Any:
        """Follow a redirect; close the reply of one that is not followed."""
        try:
            return super().http_error_302(req, fp, code, msg, headers)
        except (KgError, ValueError):
            fp.close()
            raise

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        is_same = (old.scheme, old.hostname, old.port) == (new.scheme, new.hostname, new.port)
        is_upgrade = (old.scheme, new.scheme) == ("http", "https") and old.hostname == new.hostname
        if not is_same and not (is_upgrade and old.port in (None, 80) and new.port in (None, 443)):
            raise KgError("error.endpoint.redirect", endpoint=old.hostname, target=new.netloc.rpartition("@")[2])
        form, method = (None, "GET") if code == 303 else (req.data, "POST")
        return urllib.request.Request(newurl, form, req.headers, unverifiable=True, method=method)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect to whoever asked."""

    def redirect_request(self, *_given: object) -> None:
        """Follow none."""


def _http(sockets: list[socket.socket]) -> urllib.request.HTTPHandler:
    class Connection(http.client.HTTPConnection):
        def connect(self) -> None:
            super().connect()
            sockets.append(self.sock)

    class Handler(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Connection, req)

    return Handler()


def _https(sockets: list[socket.socket]) -> urllib.request.HTTPSHandler:
    class Connection(http.client.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            sockets.append(self.sock)

    class Handler(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Connection, req)

    return Handler()
