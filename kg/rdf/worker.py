"""Processes that carry out queries and can be ended.

The engine cannot be told to stop, holds the interpreter's lock while it reads a query, and takes its process with it
where its stack or the memory ends. So what a person asks in the library, and what is long on the command line, is
carried out by a copy of this process: it shares the graph, has a ceiling on memory, waits for the next query when it is
done, and is killed at a deadline, on Ctrl-C and with its parent.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
import time
import warnings
import weakref
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from kg.errors import LimitExceeded
from kg.rdf.limits import Limits, memory_exceeded, memory_in_use
from kg.rdf.worker_process import receive, send, serve

CAN_FORK = sys.platform == "linux"
"""Where a process that runs threads can be copied without harm."""

_T = TypeVar("_T")
_BRIEF = 0.1
"""Seconds of a processor after which a call stands back. Where much runs, one that needs less may take long, too."""
_BACKGROUND = 10
"""How far what takes longer, or what nobody waits for yet, stands back for the rest, as the system counts."""
_AS_HERE = Limits(memory=1 << 60)
"""What work of our own may take beside the rest: as much as in this process."""

UNCOPIED = threading.Lock()
"""Held by a thread that reads a store: a copy of this process that is made meanwhile would never see it let go."""

if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=UNCOPIED.acquire, after_in_parent=UNCOPIED.release, after_in_child=UNCOPIED.release)


class Workers:
    """Copies of this process that work: a call goes to one that is idle, else to a new one.

    Those that are walled make no connection, where the system can see to that.

    >>> Workers().call(max, (1, 2), Limits(seconds=60))
    2
    """

    def __init__(self, *, is_walled: bool = False) -> None:
        self._idle: list[_Worker] = []
        self._is_walled = is_walled

    def prepare(self, function: Callable[..., Any], count: int) -> None:
        """Have so many workers ready."""
        self._idle += [_Worker(function, is_walled=self._is_walled) for _ in range(count)]

    def call(
        self,
        function: Callable[..., Any],
        given: tuple[Any, ...],
        limits: Limits,
        given_up: threading.Event | None = None,
    ) -> Any:
        """Return what a function returns, always the same one, which a worker knows from when it began.

        Where others wait beside it, ``given_up`` is the event that it is no longer wanted: the worker is ended then,
        and stands back for them meanwhile. Raises the function's own error, and LimitExceeded where a limit, the engine
        or that event ended the worker.
        """
        return self.begin(function, given, limits).outcome(given_up)

    def begin(self, function: Callable[..., Any], given: tuple[Any, ...], limits: Limits) -> Call:
        """Make such a call, whose outcome is asked for later."""
        try:
            worker = self._idle.pop()
        except IndexError:
            worker = _Worker(function, is_walled=self._is_walled)
        if worker.parent != os.getpid():  # this process is a copy itself, and must not use what is another's
            worker = _Worker(function, is_walled=self._is_walled)
        worker.begin(given, limits)
        return Call(worker, limits, self._idle)


class Call:
    """A call that a worker carries out; the seconds that it may take count from when it was made."""

    def __init__(self, worker: _Worker, limits: Limits, idle: list[_Worker]) -> None:
        self._worker, self._limits, self._idle = worker, limits, idle
        self._began = time.monotonic()

    @property
    def pipe(self) -> int:
        """The file descriptor that can be read once there is an outcome."""
        return self._worker.hearing

    def outcome(self, given_up: threading.Event | None = None, *, is_coming: bool = False) -> Any:
        """Return the outcome, or raise it, as ``Workers.call`` does; it ``is_coming`` where the pipe can be read."""
        worker = self._worker
        look = None if given_up is None else partial(worker.look, given_up)
        outcome = worker.outcome(self._limits, look, self._began, is_coming=is_coming)
        if not worker.stands_back:  # for good: no process may push itself forward again
            self._idle.append(worker)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def end(self) -> None:
        """End the worker: nobody asks for the outcome any more."""
        self._worker.end()


class _Worker:
    """A copy of this process that waits for calls until its pipes are closed; nothing goes through the third."""

    def __init__(self, function: Callable[..., Any], *, is_walled: bool = False) -> None:
        calls, self._calling = os.pipe()
        self.hearing, saying = os.pipe()
        held, holding = os.pipe()
        self._pipes = self._calling, self.hearing, holding
        self.parent = os.getpid()
        self.stands_back, self._used_before = False, 0.0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # on threads: the copy waits for none of them
            self._child = os.fork()
        if not self._child:
            for pipe in self._pipes:
                os.close(pipe)
            serve(function, calls, saying, held, is_walled=is_walled)
        for pipe in (calls, saying, held):
            os.close(pipe)
        self.end = weakref.finalize(self, _end, self._child, self.parent, self._pipes)

    def begin(self, given: tuple[Any, ...], limits: Limits) -> None:
        """Make a call, whose outcome is asked for later."""
        self._used_before = _seconds_used(self._child)
        try:
            send(self._calling, pickle.dumps((limits.memory, given)))
        except BrokenPipeError:  # the outcome tells it
            pass
        except BaseException:
            self.end()
            raise

    def outcome(
        self,
        limits: Limits,
        look: Callable[[], None] | None = None,
        began: float | None = None,
        *,
        is_coming: bool = False,
    ) -> Any:
        """Return the outcome of the call that was made, now or some time ago; what interrupts it ends the worker."""
        try:
            outcome = receive(self.hearing, limits.seconds, look, began, is_coming=is_coming)
        except BaseException:
            self.end()
            raise
        if outcome is None:
            try:
                status = os.waitpid(self._child, 0)[1]
            except ChildProcessError:  # something else here has seen it end
                status = 0
            self.end.detach()
            for pipe in self._pipes:
                os.close(pipe)
            raise _why(status, limits)
        return pickle.loads(outcome)

    def look(self, given_up: threading.Event) -> None:
        """Stand back with what takes longer, and raise LimitExceeded for what nobody waits for."""
        if given_up.is_set():
            raise LimitExceeded("error.query.given_up")
        if not self.stands_back and _seconds_used(self._child) - self._used_before > _BRIEF:
            os.setpriority(os.PRIO_PROCESS, self._child, _BACKGROUND)
            self.stands_back = True


class Beside:
    """A copy of this process that computes on a processor of its own, one call after another.

    Where there is no second processor, too little memory for a copy or no way to make one, and where the copy comes to
    grief, the same is computed ``here``, when it is asked for. What is done in the copy may spoil all but the outcomes.

    >>> Beside(max, max).begin(1, 2)()
    2
    """

    def __init__(self, function: Callable[..., Any], here: Callable[..., Any]) -> None:
        self._here = here
        self._worker = _Worker(function) if _has_room_for_a_copy() else None

    @property
    def is_apart(self) -> bool:
        """Whether there is a copy that computes."""
        return self._worker is not None

    def begin(self, *given: Any) -> Callable[[], Any]:
        """Begin a call; return what waits for its outcome, which is waited for before the next call is begun."""
        worker = self._worker
        if worker is None:
            return partial(self._here, *given)
        worker.begin(given, _AS_HERE)

        def outcome() -> Any:
            try:
                found = worker.outcome(_AS_HERE)
            except LimitExceeded:
                self._worker = None
                return self._here(*given)
            return self._here(*given) if isinstance(found, Exception) else found

        return outcome


def beside(function: Callable[[], _T], here: Callable[[], _T]) -> Callable[[], _T]:
    """Begin one call of such a copy; return what waits for its outcome.

    >>> beside(lambda: 42, lambda: 42)()
    42
    """
    return Beside(function, here).begin()


def _has_room_for_a_copy() -> bool:
    """Tell whether there are a processor and memory for one, which may come to take three times what is held here.

    What it shares becomes its own with every object that either touches; what it makes is about as much again, and so
    is what this process makes meanwhile.
    """
    return CAN_FORK and len(os.sched_getaffinity(0)) > 1 and _available() > 3 * memory_in_use()


def _available() -> int:
    """Return how many bytes of memory the system can still give: no end of them where it does not tell."""
    with contextlib.suppress(OSError), open("/proc/meminfo", encoding="ascii") as sizes:
        for line in sizes:
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return sys.maxsize


def stand_back() -> None:
    """Let this thread, and those that it begins, stand back for what is waited for sooner, where threads can."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _BACKGROUND)


def _seconds_used(process: int) -> float:
    """Return the processor time that a process of ours has used, by its clock as Linux numbers it; 0 once it ended."""
    try:
        return time.clock_gettime(~process << 3 | 2)
    except OSError:
        return 0.0


def _end(child: int, parent: int, pipes: tuple[int, ...]) -> None:
    """Kill a worker, unless this process is a copy of its parent, or something here has seen it end already."""
    for pipe in pipes:
        os.close(pipe)
    if os.getpid() != parent:
        return
    with contextlib.suppress(ChildProcessError):
        if os.waitpid(child, os.WNOHANG)[0] != child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _why(status: int, limits: Limits) -> LimitExceeded:
    """Say why a worker is gone: the engine aborts, or the system kills, what gets no more memory."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGABRT, signal.SIGKILL):
        return memory_exceeded(limits.memory)
    return LimitExceeded("error.query.crash")
