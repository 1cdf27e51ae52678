"""Connections: requests and answers byte by byte, and clients that are too slow to send or to take them."""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import MutableMapping
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_MOST_WHOLE = 32_768
"""How long a request may be that is read at once."""
_LEAST_TAKEN = 16_384
"""How many bytes of an answer a client has to take in the time that it has for each piece."""
_WHOLE = re.compile(
    rb"(GET|HEAD) (/[\x21-\x7e]*+) HTTP/1\.1\r\n"
    rb"((?:[-!#$%&'*+.^_`|~0-9a-zA-Z]++:[ \t]*+[\x21-\x7e]++(?:[ \t]++[\x21-\x7e]++)*+[ \t]*+\r\n)++)\r\n"
)
"""A whole request for reading, as nearly all are, in the stricter half of what HTTP allows."""
_OTHERWISE = (b"content-length", b"expect", b"transfer-encoding", b"upgrade")
"""Headers with which a request is more than its first lines."""
_STATUS_LINES = {one.value: f"HTTP/1.1 {one.value} {one.phrase}\r\n".encode() for one in HTTPStatus}
_WITHOUT_BODY = (204, 304)

Head = tuple[str, bytes, list[tuple[bytes, bytes]]]
"""The method of a request, its target and its headers."""


def whole_request(data: bytes) -> Head | None:
    """Return a request that is read at once, None for what is anything but simple and whole.

    >>> whole_request(b"GET /find?text=NORAD HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n")
    ('GET', b'/find?text=NORAD', [(b'host', b'localhost')])
    """
    found = _WHOLE.fullmatch(data) if len(data) <= _MOST_WHOLE else None
    if not found:
        return None
    headers, hosts = [], 0
    for line in found[3][:-2].split(b"\r\n"):
        name, _, value = line.partition(b":")
        name, value = name.lower(), value.strip(b" \t")
        if name in _OTHERWISE or (name == b"connection" and value.lower() != b"keep-alive"):
            return None
        hosts += name == b"host"
        headers.append((name, value))
    return (found[1].decode(), found[2], headers) if hosts == 1 else None


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with a deadline for each request, headers and body, and for each piece of an answer.

    A request that comes simple and whole, as nearly all do, is read and answered without the machinery that is there
    for any other.
    """

    patience = 10.0

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._deadline: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None
        self._exchange: _Exchange | None = None
        self._later = b""
        self._idling: asyncio.TimerHandle | None = None
        self._is_idle_since = math.inf

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Expect a request."""
        super().connection_made(transport)
        self._expect()

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request."""
        if self._exchange is not None:  # the next one, before this one is answered
            self._later += data
            self.flow.pause_reading()
            return
        head = whole_request(data) if self._is_between() else None
        if head is not None:
            self._expect_nothing()
            self._unset_keepalive_if_required()
            self._is_idle_since = math.inf
            self._exchange = _Exchange(self, *head)
            return
        self._is_idle_since = math.inf
        self._expect()
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._expect_nothing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Expect nothing more."""
        self._expect_nothing()
        if self._taking is not None:
            self._taking.cancel()
        if self._idling is not None:
            self._idling.cancel()
        if self._exchange is not None:
            self._exchange.leave()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Give the client time to take what is written."""
        super().pause_writing()
        self._await_taking()

    def resume_writing(self) -> None:
        """Go on: it has taken enough."""
        super().resume_writing()
        if self._taking is not None:
            self._taking.cancel()

    def shutdown(self) -> None:
        """Close the connection, after the answer that is under way."""
        if self._exchange is not None:
            self._exchange.is_last = True
        else:
            super().shutdown()

    def answered(self, exchange: _Exchange) -> None:
        """Go on after an answer that was written without the machinery."""
        self._exchange = None
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        if exchange.is_last:
            self.transport.close()
            return
        self._is_idle_since = self.loop.time()
        if self._idling is None:
            self._idling = self.loop.call_later(self.timeout_keep_alive, self._check_idle)
        later, self._later = self._later, b""
        self.flow.resume_reading()
        if later:
            self.data_received(later)

    def _is_between(self) -> bool:
        """Tell whether no request is under way, nor a piece of one."""
        return (
            (self.cycle is None or self.cycle.response_complete)
            and self.conn.our_state is h11.IDLE
            and self.conn.their_state is h11.IDLE
            and not self.conn.trailing_data[0]
        )

    def _check_idle(self) -> None:
        """Close a connection over which nothing is asked any more; one timer for many requests costs less."""
        left = self._is_idle_since + self.timeout_keep_alive - self.loop.time()
        self._idling = None
        if left <= 0:
            self.timeout_keep_alive_handler()
        elif left < math.inf:
            self._idling = self.loop.call_later(left, self._check_idle)

    def _await_taking(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._taking = self.loop.call_later(3 * self.patience, self._check_taking, left)

    def _check_taking(self, before: int) -> None:
        if before - self.transport.get_write_buffer_size() < _LEAST_TAKEN:
            self.transport.abort()
        else:
            self._await_taking()

    def _expect(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self.patience, self._cut_off)

    def _expect_nothing(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _cut_off(self) -> None:
        self._deadline = None
        self.transport.abort()


class _Exchange:
    """A request that came whole, and its answer."""

    def __init__(
        self, protocol: PatientProtocol, method: str, target: bytes, headers: list[tuple[bytes, bytes]]
    ) -> None:
        path, _, query = target.partition(b"?")
        self._protocol, self._is_head = protocol, method == "HEAD"
        self._start: MutableMapping[str, Any] | None = None
        self._has_begun = self._is_read = self._has_left = self._is_over = False
        self._leaving: asyncio.Event | None = None
        self.is_last = False
        scope = {
            "type": "http",
            "asgi": {"version": protocol.asgi_version, "spec_version": "2.3"},
            "http_version": "1.1",
            "server": protocol.server,
            "client": protocol.client,
            "scheme": protocol.scheme,
            "method": method,
            "root_path": "",
            "path": unquote(path.decode("ascii")),
            "raw_path": path,
            "query_string": query,
            "headers": headers,
            "state": protocol.app_state.copy(),
        }
        task = protocol.loop.create_task(self._run(scope))
        task.add_done_callback(protocol.tasks.discard)
        protocol.tasks.add(task)

    def leave(self) -> None:
        """Take note that the client has left."""
        self._has_left = True
        if self._leaving is not None:
            self._leaving.set()

    async def _run(self, scope: dict[str, Any]) -> None:
        try:
            await self._protocol.app(scope, self._receive, self._send)
        except Exception:  # after the answer has begun: what is before that is told by the guards
            self._protocol.transport.abort()
        finally:
            if not self._is_over and not self._has_left:
                self._protocol.transport.abort()

    async def _receive(self) -> dict[str, Any]:
        if not self._is_read:
            self._is_read = True
            return {"type": "http.request", "body": b"", "more_body": False}
        if not self._has_left and not self._is_over:
            self._leaving = self._leaving or asyncio.Event()
            await self._leaving.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: MutableMapping[str, Any]) -> None:
        """Write an answer, its headers together with the first piece of its body."""
        flow = self._protocol.flow
        if flow.write_paused and not self._has_left:
            await flow.drain()
        if self._has_left:
            return
        if message["type"] == "http.response.start":
            self._start = message
            return
        piece = b"" if self._is_head else message.get("body", b"")
        if not self._has_begun:
            assert self._start is not None
            self._has_begun, piece = True, self._head(self._start) + piece
        if piece:
            self._protocol.transport.write(piece)
        if not message.get("more_body", False):
            self._is_over = True
            self._protocol.answered(self)

    def _head(self, start: MutableMapping[str, Any]) -> bytes:
        status, headers = start["status"], [*self._protocol.server_state.default_headers, *start["headers"]]
        names = {name for name, _ in headers}
        if status not in _WITHOUT_BODY and b"content-length" not in names:  # its end tells its length
            self.is_last = True
        if self.is_last or (b"connection", b"close") in headers:
            self.is_last = True
            headers = [*(one for one in headers if one[0] != b"connection"), (b"connection", b"close")]
        lines = [b"%b: %b\r\n" % one for one in headers]
        head = b"".join((_STATUS_LINES[status], *lines, b"\r\n"))
        if head.count(b"\n") != len(lines) + 2 or head.count(b"\r") != len(lines) + 2 or b"\0" in head:
            raise ValueError("a header of an answer holds the end of a line")
        return head
