"""Connections: what is no request is refused, and a client that neither sends nor takes in time is cut off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.messages import Value, languages, message
from kg.server.guards import Guards
from kg.server.settings import HEAD_BYTES

_MOST_WAITING = 100
"""How many requests of a connection may wait for the one that is answered."""
_PIECE = 16_384
"""How much is parsed at once: of what a piece holds only the rest behind its last request or body is counted."""
_FOUND = b"HTTP/1.1 200 OK\r\n"


class PatientProtocol(HttpToolsProtocol):
    """HTTP/1.1 with a deadline for each request, headers and body, whatever trickles in meanwhile.

    The parser leaves it to us to hold the head of a request to a size, and what comes between and after the pieces of
    a body; and to answer who would rather speak another protocol in this one.
    """

    app: Guards
    patience = 10.0

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._sending, self._taking = _Deadline(self.loop, self._unsent), _Deadline(self.loop, self._cut_off)
        self._is_within, self._unfinished, self._earlier = True, 0, self.cycle
        self._again = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Expect a request."""
        super().connection_made(transport)
        self._sending.begin(self.patience)

    def connection_lost(self, exc: Exception | None) -> None:
        """Expect nothing more."""
        self._sending.end()
        self._taking.end()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request, however much came at once."""
        self._unset_keepalive_if_required()
        came = memoryview(data)
        for start in range(0, len(came), _PIECE):
            if not self._takes(came[start : start + _PIECE]):
                break
        is_idle = self.cycle is None or self.cycle.response_complete
        if self._is_within or (is_idle and self._unfinished):  # an empty line ends no wait
            self._sending.begin(self.patience)
        else:
            self._sending.end()

    def _takes(self, piece: memoryview) -> bool:
        """Have a piece parsed that is small enough to be counted as a whole; tell whether the next one may come."""
        self._unfinished += len(piece)
        try:
            self._read(piece)
        except HttpParserError:
            if self._unfinished <= HEAD_BYTES:
                self._refuse(HTTPStatus.BAD_REQUEST, "error.http.no_request")
                return False
        if self._unfinished > HEAD_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "error.http.head_bytes", bytes=HEAD_BYTES)
            return False
        return True

    def on_message_begin(self) -> None:
        """Begin to read a request."""
        self._is_within, self._earlier, self._again = True, self.cycle, b""
        self._unset_keepalive_if_required()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Let in what has a head of no more than the usual size."""
        if len(self.url) + sum([len(name) + len(value) for name, value in self.headers]) > HEAD_BYTES:
            self._unfinished = HEAD_BYTES + 1
            raise ValueError
        self._unfinished = 0
        if self.parser.get_method() == b"CONNECT" or len(self.pipeline) >= _MOST_WAITING:
            raise ValueError
        if self.parser.should_upgrade():
            return
        if self._may_be_answered_again():
            self._again = self.app.again(self.url, self.headers, self.client)
        if not self._again:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Read a piece of the body."""
        self._unfinished = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Have read a request."""
        if self.parser.should_upgrade():
            return
        self._is_within, self._unfinished = False, 0
        if not self._again:
            super().on_message_complete()
            return
        told = [b"%b: %b\r\n" % one for one in self.server_state.default_headers]
        self.transport.write(b"".join([_FOUND, *told, self._again]))
        self.on_response_complete()

    def on_response_complete(self) -> None:
        """Have answered; who is in the middle of a next request has all the time for it from now on."""
        super().on_response_complete()
        if self._is_within:
            self._sending.end()
            self._sending.begin(self.patience)

    def pause_writing(self) -> None:
        """Expect that the client takes what was sent."""
        super().pause_writing()
        self._taking.begin(3 * self.patience)

    def resume_writing(self) -> None:
        """Send on."""
        self._taking.end()
        super().resume_writing()

    def _may_be_answered_again(self) -> bool:
        """Tell whether a request may get an answer that stands: a usual one, when nothing is sent before it."""
        parser, is_free = self.parser, self.cycle is None or self.cycle.response_complete
        is_usual = parser.get_method() == b"GET" and parser.get_http_version() == "1.1" and parser.should_keep_alive()
        return is_usual and is_free and not self.flow.write_paused

    def _read(self, data: memoryview) -> None:
        """Have a piece parsed, without wishes for another protocol: the parser ends where that would begin."""
        pieces = [data]
        while pieces:
            piece = pieces.pop()
            try:
                self.parser.feed_data(piece)
            except HttpParserUpgrade as wish:
                pieces += [piece[wish.args[0] :], memoryview(self._without_wish())]

    def _without_wish(self) -> bytes:
        """Return the head that was read without its wish for another protocol, and begin to parse anew."""
        lines = [b"%b %b HTTP/%b" % (self.parser.get_method(), self.url, self.parser.get_http_version().encode())]
        lines += [b"%b: %b" % one for one in self.headers if one[0] != b"upgrade"]
        self.parser = HttpRequestParser(self)
        return b"\r\n".join([*lines, b"", b""])

    def _refuse(self, status: HTTPStatus, key: str, **values: Value) -> None:
        """Say what is wrong with a request, unless an answer is on its way already, and end the connection."""
        if self.transport.is_closing():
            return
        if self._is_answering(self._earlier) or (self.cycle is not self._earlier and self.cycle.response_started):
            self.transport.abort()
            return
        told = "".join(f"{message(key, language, **values)}\n" for language in languages()).encode()
        head = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": len(told), "Connection": "close"}
        lines = [f"HTTP/1.1 {status} {status.phrase}", *(f"{name}: {value}" for name, value in head.items()), "", ""]
        self.transport.write("\r\n".join(lines).encode() + told)
        self.transport.close()

    def _unsent(self) -> None:
        """Cut off who has not sent a request, unless it is ours to answer an earlier one first."""
        if self._is_answering(self._earlier):
            self._sending.begin(self.patience)
        else:
            self._cut_off()

    def _cut_off(self) -> None:
        self.transport.abort()

    @staticmethod
    def _is_answering(cycle: Any) -> bool:
        return cycle is not None and not cycle.response_complete


class _Deadline:
    """A moment at which something happens, unless it is taken back; once set it stays where it is."""

    def __init__(self, loop: asyncio.AbstractEventLoop, happens: Callable[[], None]) -> None:
        self._loop, self._happens = loop, happens
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, seconds: float) -> None:
        """Set the moment, where none is set."""
        if self._timer is None:
            self._timer = self._loop.call_later(seconds, self._come)

    def end(self) -> None:
        """Take the moment back."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _come(self) -> None:
        self._timer = None
        self._happens()
