"""Asking for pages politely: one request a host at a time, robots.txt heeded, nothing without a limit."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import threading
import time
import urllib.request
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from kg.sparql.exchange import CutShort, Reply, TooLarge, exchange
from kg.version import __version__

AGENT = f"perimeter-kg/{__version__} (checks that cited pages are still there)"
_MOST_HOPS, _MOST_BYTES, _MOST_OF_ROBOTS = 5, 8_000_000, 500_000


@dataclass(frozen=True)
class Answered:
    """What came of asking for a page.

    ``state`` is ``there``, ``moved`` (there, at ``address``), ``gone``, ``refused``, ``silent`` or ``unreadable``;
    ``why`` says more: a status, a limit, what stands in the way.
    """

    state: str
    address: str
    why: str = ""
    body: bytes = b""
    charset: str = "utf-8"


class PoliteReader:
    """Asks for pages: at most one request a host at a time, so many seconds apart, as its robots.txt allows."""

    def __init__(self, *, seconds: float = 20, delay: float = 1, allow_private: bool = False) -> None:
        self._seconds, self._delay, self._allow_private = seconds, delay, allow_private
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser | None] = {}

    def read(self, address: str) -> Answered:
        """Return what came of asking for an address; nothing that a server does raises or lasts."""
        at = address
        for _ in range(_MOST_HOPS + 1):
            obstacle = self._obstacle(at)
            if obstacle:
                return Answered("refused", at, obstacle)
            answer = self._ask(at, _MOST_BYTES)
            if isinstance(answer, str):
                return Answered("unreadable" if answer == "larger than 8 MB" else "silent", at, answer)
            if answer.status not in (301, 302, 303, 307, 308):
                return _judged(answer, at, moved=at != address)
            target = _joined(at, answer.headers.get("Location", ""))
            if target == at:
                return Answered("refused", at, "leads to itself")
            at = target
        return Answered("refused", at, f"more than {_MOST_HOPS} redirects")

    def _obstacle(self, address: str) -> str:
        try:
            parts = urlsplit(address)
        except ValueError:
            return "no address of the web"
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return "no address of the web"
        if not self._allow_private and _is_private(parts.hostname):
            return "an address within this network"
        robots = self._robots_of(f"{parts.scheme}://{parts.netloc}")
        return "robots.txt forbids it" if robots and not robots.can_fetch(AGENT, address) else ""

    def _robots_of(self, site: str) -> RobotFileParser | None:
        """Return the rules of a site, None where it has none that can be read."""
        if site not in self._robots:
            answer = self._ask(f"{site}/robots.txt", _MOST_OF_ROBOTS)
            rules = None
            if isinstance(answer, Reply) and answer.status == 200:
                rules = RobotFileParser()
                rules.parse(answer.body.decode("utf-8", "replace").splitlines())
            self._robots[site] = rules
        return self._robots[site]

    def _ask(self, address: str, most: int) -> Reply | str:
        """Return a reply, or in words why there is none."""
        host = urlsplit(address).netloc
        with self._turns[host]:
            time.sleep(max(0.0, self._last.get(host, 0) + self._delay - time.monotonic()))
            try:
                request = urllib.request.Request(
                    address, headers={"User-Agent": AGENT, "Accept": "text/html, text/*;q=0.9, */*;q=0.5"}
                )
                return exchange(request, self._seconds, most, redirects=False)
            except TimeoutError:
                return f"no answer within {self._seconds:g} seconds"
            except TooLarge:
                return "larger than 8 MB"
            except CutShort:
                return "cut short"
            except (OSError, http.client.HTTPException, ValueError) as error:
                return str(getattr(error, "reason", "") or error) or type(error).__name__
            finally:
                self._last[host] = time.monotonic()


def _joined(base: str, location: str) -> str:
    """Return where a redirect leads; what is no address is left as it is, to be told."""
    try:
        return urljoin(base, location)
    except ValueError:
        return location


def _judged(answer: Reply, at: str, *, moved: bool) -> Answered:
    if answer.status in (404, 410, 451):
        return Answered("gone", at, str(answer.status))
    if answer.status != 200:
        wait = answer.headers.get("Retry-After", "")
        return Answered(
            "refused" if answer.status < 500 else "silent",
            at,
            f"{answer.status}" + (f", wait {wait[:40]}" if wait else ""),
        )
    kind = answer.headers.get_content_type()
    if not (kind.startswith("text/") or kind == "application/xhtml+xml"):
        return Answered("unreadable", at, kind)
    charset = answer.headers.get_content_charset() or "utf-8"
    return Answered("moved" if moved else "there", at, "", answer.body, charset)


def _is_private(host: str) -> bool:
    """Return whether a host is of this machine or its network; one without an address is not."""
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return any(not ipaddress.ip_address(str(one).split("%")[0]).is_global for one in found)
