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
from kg.rdf.worker import Call as WorkerCall
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
        self._soon = _Soon()
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
        self._soon.close()
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
        is_there, outcome = await self._soon.outcome(call)
        return outcome if is_there else await self._waited_for(call.outcome, left)

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


class _Soon:
    """The outcomes of calls that are there in a moment: most, so that it costs little to wait for one."""

    def __init__(self) -> None:
        self._waiting: dict[int, tuple[WorkerCall, asyncio.Future[tuple[bool, Any]], float]] = {}
        self._heard: set[int] = set()
        self._is_looking = False

    async def outcome(self, call: WorkerCall) -> tuple[bool, Any]:
        """Return whether an outcome is there, and which; raise it where it is an error. Who gives up ends the call."""
        loop, pipe = asyncio.get_running_loop(), call.pipe
        told: asyncio.Future[tuple[bool, Any]] = loop.create_future()
        self._waiting[pipe] = call, told, loop.time() + _MOMENT
        if pipe not in self._heard:
            loop.add_reader(pipe, self._hear, pipe)
            self._heard.add(pipe)
        if not self._is_looking:
            self._is_looking = True
            loop.call_later(_MOMENT, self._look)
        try:
            return await told
        except asyncio.CancelledError:
            if self._waiting.pop(pipe, None):
                self._leave(pipe)
                call.end()
            raise

    def close(self) -> None:
        """Wait for nothing any more."""
        for pipe in [*self._heard]:
            self._leave(pipe)

    def _hear(self, pipe: int) -> None:
        """Read the outcome of a call; a worker that says anything else has ended."""
        call, told, _ = self._waiting.pop(pipe, (None, None, 0))
        if call is None or told is None:
            self._leave(pipe)
            return
        try:
            outcome = call.outcome(is_coming=True)
        except Exception as error:
            self._leave(pipe)  # it may be closed
            if not told.done():
                told.set_exception(error)
        else:
            if not told.done():
                told.set_result((True, outcome))

    def _look(self) -> None:
        """Leave to others what takes longer."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        for pipe, (_, told, late) in [*self._waiting.items()]:
            if late <= now:
                del self._waiting[pipe]
                self._leave(pipe)
                if not told.done():
                    told.set_result((False, None))
        self._is_looking = bool(self._waiting)
        if self._waiting:
            loop.call_later(_MOMENT / 2, self._look)

    def _leave(self, pipe: int) -> None:
        if pipe in self._heard:
            self._heard.discard(pipe)
            asyncio.get_running_loop().remove_reader(pipe)


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
