"""Lanes: what is computed beside each other in worker processes, how many wait for a turn, and who is turned away."""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from kg.rdf.limits import Limits
from kg.rdf.worker import CAN_FORK, Workers
from kg.server.refusals import Refusal
from kg.sparql.engine import Engine

_LONGEST_WAIT = 0.5
"""Seconds for which a request waits for its turn."""
_MOMENT = 0.05
"""Seconds for which an answer is waited for without a thread, and without a look at whether the client is there."""


class Lane:
    """Calls of one function that are carried out beside each other, each ended at its limits or when nobody waits.

    No connection is made by them, unless their engine is elsewhere.
    """

    def __init__(
        self, engine: Engine, function: Callable[..., Any], limits: Limits, *, at_once: int, waiting: int
    ) -> None:
        self._function, self._limits = partial(_apart, engine, function), limits
        self._at_once, self._most = at_once, at_once + waiting
        self._threads = ThreadPoolExecutor(at_once, "lane")
        self._turns, self._held, self._workers = (
            asyncio.Semaphore(at_once),
            0,
            Workers(is_walled=not engine.asks_elsewhere),
        )

    async def call(self, given: tuple[Any, ...], left: Callable[[], Coroutine[Any, Any, None]]) -> Any:
        """Return what the function returns, unless the client has left before.

        Raises Refusal where too many wait, and what the function raises.
        """
        if self._held >= self._most:
            raise _busy()
        self._held += 1
        try:
            await self._turn()
            try:
                return await self._carried_out(given, left)
            finally:
                self._turns.release()
        finally:
            self._held -= 1

    def warm_up(self) -> None:
        """Have all workers ready."""
        if CAN_FORK:
            self._workers.prepare(self._function, self._at_once)

    def close(self) -> None:
        """End the workers."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._workers = Workers()

    async def _turn(self) -> None:
        if not self._turns.locked():
            await self._turns.acquire()
            return
        try:
            await asyncio.wait_for(self._turns.acquire(), _LONGEST_WAIT)
        except TimeoutError:
            raise _busy() from None

    async def _carried_out(self, given: tuple[Any, ...], left: Callable[[], Coroutine[Any, Any, None]]) -> Any:
        """Return what is there at once from here; what takes longer is waited for by a thread."""
        if not CAN_FORK:
            return await self._waited_for(lambda _: self._function(*given), left)
        call = self._workers.begin(self._function, given, self._limits)
        try:
            is_there = await _is_soon_there(call.pipe)
        except BaseException:
            call.end()
            raise
        return call.outcome() if is_there else await self._waited_for(call.outcome, left)

    async def _waited_for(
        self, outcome: Callable[[threading.Event], Any], left: Callable[[], Coroutine[Any, Any, None]]
    ) -> Any:
        given_up = threading.Event()
        running = asyncio.get_running_loop().run_in_executor(self._threads, outcome, given_up)
        leaving = asyncio.create_task(left())
        try:
            await asyncio.wait((running, leaving), return_when=asyncio.FIRST_COMPLETED)
            if leaving.done():
                given_up.set()
            return await running
        finally:
            given_up.set()
            leaving.cancel()


async def _is_soon_there(pipe: int) -> bool:
    """Wait a moment for something to read."""
    loop = asyncio.get_running_loop()
    told: asyncio.Future[bool] = loop.create_future()

    def tell(is_there: bool) -> None:
        if not told.done():
            told.set_result(is_there)

    loop.add_reader(pipe, tell, True)
    late = loop.call_later(_MOMENT, tell, False)
    try:
        return await told
    finally:
        late.cancel()
        loop.remove_reader(pipe)


def _apart(engine: Engine, function: Callable[..., Any], *given: Any) -> Any:
    """Call a function in a process that can be ended: what an engine elsewhere sends needs no other to be read in."""
    engine.is_apart = True
    return function(*given)


def _busy() -> Refusal:
    return Refusal(503, "error.http.busy", {"Retry-After": "2"})


class Budgets:
    """Seconds of computing that each client may use up: so many a minute, and twice as many at once.

    >>> budgets = Budgets(60)
    >>> budgets.check("192.0.2.1")
    >>> budgets.spend("192.0.2.1", 130)
    >>> budgets.check("192.0.2.1")
    Traceback (most recent call last):
    kg.server.refusals.Refusal: You have used up your share of this server for now. Try again in 10 seconds.
    """

    _MOST_CLIENTS = 10_000

    def __init__(self, a_minute: float | None) -> None:
        self._a_second = (a_minute or 0) / 60
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self, client: str) -> None:
        """Raise Refusal for a client that has used up its share."""
        left = self._left(client)
        if self._a_second and left <= 0:
            wait = max(math.ceil(-left / self._a_second), 1)
            raise Refusal(429, "error.http.budget", {"Retry-After": str(wait)}, count=wait)

    def spend(self, client: str, seconds: float) -> None:
        """Take what a client used from its share."""
        if self._a_second:
            self._held[client] = self._left(client) - seconds, time.monotonic()
            self._held.move_to_end(client)
            if len(self._held) > self._MOST_CLIENTS:
                self._held.popitem(last=False)

    def _left(self, client: str) -> float:
        most = 120 * self._a_second
        left, since = self._held.get(client, (most, 0.0))
        return min(left + (time.monotonic() - since) * self._a_second, most)
