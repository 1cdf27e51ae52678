"""Starting a server, and ending it in good order."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from kg.dates import today
from kg.errors import KgError
from kg.rdf.worker import CAN_FORK
from kg.server.app import application
from kg.server.connections import PatientProtocol
from kg.server.content import Content, content_of, watch, watch_day
from kg.server.settings import Settings
from kg.server.supervisor import RENEW, Answer, supervise

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def serve(
    load: Callable[[], KnowledgeGraph], settings: Settings, listening: socket.socket, told: Callable[[], None]
) -> int:
    """Answer requests until told to end, on Linux with as many processes as the settings say; return the exit code.

    ``load`` gives the graph, again on SIGHUP, on each new day, and where the data lie on another engine whenever they
    change there; ``told`` is called once it answers.
    """
    if not CAN_FORK:
        run(content_of(load()), settings, listening, told)
        return 0
    renew = partial(os.kill, os.getpid(), RENEW)

    def loaded() -> Answer:
        day = today()
        content = content_of(load())
        watch(content, settings.look, renew)
        watch_day(day, settings.look, renew)
        return partial(run, content, settings.of_one, listening)

    return supervise(loaded, settings.workers, told)


def run(
    content: Content, settings: Settings, listening: socket.socket, ready: Callable[[], None] = lambda: None
) -> None:
    """Answer requests until the process is told to end; what runs then is answered first, within its limit."""
    heard = _end_in_order()
    with tempfile.TemporaryDirectory(prefix="perimeter-") as folder:
        running = server(content, settings, Path(folder))
        running.ready, running.heard = ready, heard
        running.run([listening])


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens where the settings say; port 0 takes any that is free.

    Raises KgError where it cannot.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listening = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # asyncio does so only where it made the socket
        return listening
    except OSError as error:
        place = f"{settings.host}:{settings.port}"
        raise KgError("error.http.listen", place=place, reason=error.strerror or str(error)) from None


def server(content: Content, settings: Settings, folder: Path) -> _Server:
    """Return a server that is not yet running."""
    _more_connections()
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # what clients do wrong is told to them
    protocol = type("Protocol", (PatientProtocol,), {"patience": settings.patience})
    config = uvicorn.Config(
        application(content, settings, folder),
        http=protocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=int(settings.seconds) + 1,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    """A server that says when it answers; it ends where a signal was ``heard`` before it listened to them."""

    ready: Callable[[], None] = staticmethod(lambda: None)
    heard: Sequence[int] = ()
    moment = 0.3
    """Seconds in which a client that is connected already sends its request while the server ends."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self.ready()

    async def main_loop(self) -> None:
        """Answer until told to end."""
        self.should_exit = self.should_exit or bool(self.heard)
        await super().main_loop()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End in order: who was let in before has a moment to say what for, and is answered."""
        for one in self.servers:
            one.close()
        await asyncio.sleep(self.moment)
        await super().shutdown(sockets)


def _end_in_order() -> list[int]:
    """Leave signals to the server; return where those are noted that it does not hear.

    They come while it is made, and again when it has ended, as it raises them then: nothing is left to be done.
    """
    heard = list[int]()
    signal.set_wakeup_fd(-1)
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda number, _: heard.append(number))
    return heard


def _more_connections() -> None:
    """Let the process hold as many connections as the system allows it."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 65_536) if most > 0 else 65_536, most))
