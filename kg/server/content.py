"""What a server serves: the pages of a graph, read once, and the edition of the data that they are of."""

from __future__ import annotations

import datetime
import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.dates import today
from kg.errors import KgError
from kg.pages.pages import Pages
from kg.server.delivery import Edition
from kg.sparql.endpoint import RemoteEngine

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

_SHARE = 50
"""How many times as long as it takes an engine to tell its edition it is left alone then."""


@dataclass(frozen=True)
class Content:
    """The pages of a graph, and the edition that they are of."""

    pages: Pages
    edition: Edition


def content_of(graph: KnowledgeGraph) -> Content:
    """Return what is served of a graph, read so that processes can share it.

    >>> from kg.graph import load
    >>> len(content_of(load("tests/mini")).edition.version)
    16
    """
    graph.engine.hold_in_memory()  # a server answers many
    edition = edition_of(graph)  # before the rest is read: what changes meanwhile is noticed later
    pages = Pages(graph, has_others=True)
    pages.make_ready()
    return Content(pages, edition)


def edition_of(graph: KnowledgeGraph) -> Edition:
    """Return the version of a graph, which is made of all that it holds, and when its files were last changed.

    Of data on another engine it is what that works out itself, and the time at which it was asked; an engine that does
    not tell in time leaves it open: its data may be others at any moment then.
    """
    if isinstance(graph.engine, RemoteEngine):
        try:
            return Edition(graph.engine.digest(), time.time())
        except KgError as error:
            if error.key not in _UNTOLD:
                raise
            return Edition("", None)
    dump = graph.engine.text()
    digest = hashlib.sha256(b"".join(sorted(dump.splitlines(keepends=True)))).hexdigest()[:16]
    changed = max((path.stat().st_mtime for path in graph.folders.files()), default=0.0) if graph.folders else 0.0
    return Edition(digest, changed or time.time())


_UNTOLD = ("error.endpoint.busy", "error.endpoint.failed", "error.endpoint.refused", "error.endpoint.slow")
"""How an engine says that it cannot work out what it is asked."""


def watch(content: Content, seconds: float, renew: Callable[[], None]) -> None:
    """Have the data read anew whenever another engine tells another edition of them, asked so many seconds apart.

    This is done beside all else, as long as the process lives. Data that are here, or on an engine that does not tell,
    are not watched.
    """
    engine, version = content.pages.engine, content.edition.version
    if isinstance(engine, RemoteEngine) and version:
        patient = RemoteEngine(engine.endpoint)  # as when the data were read
        threading.Thread(target=_watch, args=(patient, version, seconds, renew), daemon=True).start()


def watch_day(day: datetime.date, seconds: float, renew: Callable[[], None]) -> None:
    """Have the data read anew once a day is over, which is looked at so many seconds apart.

    Much is told as of today. This is done beside all else, as long as the process lives.
    """
    threading.Thread(target=_watch_day, args=(day, seconds, renew), daemon=True).start()


def _watch_day(day: datetime.date, seconds: float, renew: Callable[[], None]) -> None:
    while today() == day:
        time.sleep(seconds)
    renew()


def _watch(engine: RemoteEngine, version: str, seconds: float, renew: Callable[[], None]) -> None:
    wait = seconds
    while True:
        time.sleep(wait)
        began = time.monotonic()
        try:
            told = engine.digest()
        except (KgError, OSError):  # it is away: what is known of it stays
            told = version
        wait = max(seconds, _SHARE * (time.monotonic() - began))
        if told != version:
            renew()
