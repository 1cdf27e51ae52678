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
import select
import signal
import stat
import sys
import threading
import time
import warnings
import weakref
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn, TypeVar

from kg.errors import KgError, LimitExceeded
from kg.rdf.limits import Limits, memory_exceeded

CAN_FORK = sys.platform == "linux"
"""Where a process that runs threads can be copied without harm."""

WIDE_STACK = 512 * 1024 * 1024
"""A stack for what is long or deep: a chain of 3,000 OPTIONALs is planned as deep."""

_T = TypeVar("_T")
_LOOK = 0.25
"""Seconds after which it is looked again whether an answer is still wanted."""
_BRIEF = 0.1
"""Seconds of a processor after which a call stands back. Where much runs, one that needs less may take long, too."""
_BACKGROUND = 10
"""How far what takes longer stands back for what is short, as the system counts."""

_CARRIED_OVER = (KgError, SyntaxError, RuntimeError, OSError, ValueError)
_PIECE = 1 << 16
"""How many bytes are read at once: what a pipe holds, and little enough to cost nothing for a short answer."""
_SIZE = 8
_is_copy = False


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

    def outcome(self, given_up: threading.Event | None = None) -> Any:
        """Return the outcome, or raise it, as ``Workers.call`` does."""
        worker = self._worker
        look = None if given_up is None else partial(worker.look, given_up)
        outcome = worker.outcome(self._limits, look, self._began)
        if not worker.stands_back:  # for good: no process may push itself forward again
            self._idle.append(worker)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def end(self) -> None:
        """End the worker: nobody asks for the outcome any more."""
        self._worker.end()


class _Worker:
    """A copy of this process that waits for calls until its pipes are closed."""

    def __init__(self, function: Callable[..., Any], *, is_walled: bool = False) -> None:
        calls, self._calling = os.pipe()
        self.hearing, saying = os.pipe()
        self.parent = os.getpid()
        self.stands_back, self._used_before = False, 0.0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # on threads: the copy waits for none of them
            self._child = os.fork()
        if not self._child:
            os.close(self._calling)
            os.close(self.hearing)
            if is_walled:
                _wall()
            _serve(function, calls, saying)
        os.close(calls)
        os.close(saying)
        self.end = weakref.finalize(self, _end, self._child, self.parent, (self._calling, self.hearing))

    def begin(self, given: tuple[Any, ...], limits: Limits) -> None:
        """Make a call, whose outcome is asked for later."""
        self._used_before = _seconds_used(self._child)
        try:
            _send(self._calling, pickle.dumps((limits.memory, given)))
        except BrokenPipeError:  # the outcome tells it
            pass
        except BaseException:
            self.end()
            raise

    def outcome(self, limits: Limits, look: Callable[[], None] | None = None, began: float | None = None) -> Any:
        """Return the outcome of the call that was made, now or some time ago; what interrupts it ends the worker."""
        try:
            outcome = _receive(self.hearing, limits.seconds, look, began)
        except BaseException:
            self.end()
            raise
        if outcome is None:
            status = os.waitpid(self._child, 0)[1]
            self.end.detach()
            for pipe in (self._calling, self.hearing):
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


def beside(function: Callable[[], _T], here: Callable[[], _T]) -> Callable[[], _T]:
    """Begin to compute in a copy of this process, on a processor of its own; return what waits for the result.

    Where there is no second processor, where a process cannot be copied, and where the copy comes to grief, the same
    is computed ``here``, when it is asked for. What is done in the copy may spoil all but the result.

    >>> beside(lambda: 42, lambda: 42)()
    42
    """
    if not CAN_FORK or len(os.sched_getaffinity(0)) < 2:
        return here
    worker = _Worker(function)
    worker.begin((), Limits())

    def result() -> _T:
        try:
            outcome: _T | Exception = worker.outcome(Limits())
        except LimitExceeded:
            return here()
        return here() if isinstance(outcome, Exception) else outcome

    return result


def is_copy() -> bool:
    """Tell whether this process is a copy that works for another: threads that an engine had begun are not in it."""
    return _is_copy


def _seconds_used(process: int) -> float:
    """Return the processor time that a process of ours has used, by its clock as Linux numbers it; 0 once it ended."""
    try:
        return time.clock_gettime(~process << 3 | 2)
    except OSError:
        return 0.0


def _end(child: int, parent: int, pipes: tuple[int, ...]) -> None:
    """Kill a worker, unless this process is a copy of its parent."""
    for pipe in pipes:
        os.close(pipe)
    if os.getpid() == parent:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _why(status: int, limits: Limits) -> LimitExceeded:
    """Say why a worker is gone: the engine aborts, or the system kills, what gets no more memory."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGABRT, signal.SIGKILL):
        return memory_exceeded(limits.memory)
    return LimitExceeded("error.query.crash")


def _serve(function: Callable[..., Any], calls: int, saying: int) -> NoReturn:
    """Carry out calls, on a stack for what is long or deep, until nobody is there to make one."""
    global _is_copy
    _is_copy = True
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends the worker
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        _let_go(calls, saying)
        with contextlib.suppress(OSError):  # when it wakes, it does not push aside who woke it and has others to serve
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
        threading.stack_size(WIDE_STACK)
        thread = threading.Thread(target=_answer_calls, args=(function, calls, saying))
        thread.start()
        thread.join()
    finally:
        os._exit(0)


def _wall() -> None:
    from kg.rdf.walls import shut_network

    shut_network()


def _let_go(*kept: int) -> None:
    """Let go of what belongs to the parent: who waits for the other end of a pipe or socket waits for it alone.

    Their numbers stay taken, as objects that still have them close them at any time, be it then a pipe of this process.
    Files stay, since a store on disk reads them. The engine's last words are of no use to who asked.
    """
    nowhere = os.open(os.devnull, os.O_RDWR)
    for usual in (0, 1, 2):
        os.dup2(nowhere, usual)
    for one in map(int, os.listdir("/proc/self/fd")):
        with contextlib.suppress(OSError):
            mode = os.fstat(one).st_mode
            if one not in kept and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
                os.dup2(nowhere, one, inheritable=False)


def _answer_calls(function: Callable[..., Any], calls: int, saying: int) -> None:
    threading.stack_size(0)  # what is begun from here has a usual one, for which the ceiling on memory leaves room
    usual, limited, end_with_parent = _memory_in_use(), None, _ending_with(calls)
    while (call := _receive(calls, None)) is not None:
        memory, given = pickle.loads(call)
        end_with_parent(True)
        if memory != limited:
            _limit_memory(usual + memory)
            limited = memory
        try:
            outcome: Any = function(*given)
        except _CARRIED_OVER as error:
            outcome = error
        except MemoryError:
            outcome = memory_exceeded(memory)
        end_with_parent(False)
        _send(saying, pickle.dumps(outcome))
        del outcome


def _ending_with(calls: int) -> Callable[[bool], None]:
    """Return what has the system end this process, whatever it does, when the other end of a pipe is closed, or not."""
    from fcntl import F_GETFL, F_SETFL, F_SETOWN, fcntl

    fcntl(calls, F_SETOWN, os.getpid())
    usual = fcntl(calls, F_GETFL) & ~os.O_ASYNC

    def end_with_parent(is_so: bool) -> None:
        fcntl(calls, F_SETFL, usual | os.O_ASYNC if is_so else usual)

    return end_with_parent


def _memory_in_use() -> int:
    with open("/proc/self/statm", "rb") as sizes:
        return int(sizes.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _limit_memory(most: int) -> None:
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _send(pipe: int, content: bytes) -> None:
    rest = memoryview(len(content).to_bytes(_SIZE, "big") + content)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _receive(
    pipe: int, seconds: float | None, look: Callable[[], None] | None = None, began: float | None = None
) -> bytes | None:
    """Return what is sent, or None when the other end is closed; ``look`` is called while nothing comes.

    Raises LimitExceeded at the deadline, so many seconds from now or from when it began.
    """
    deadline = None if seconds is None else (time.monotonic() if began is None else began) + seconds
    coming = _coming(pipe) if look or deadline is not None else None
    received = bytearray()
    while len(received) < _SIZE or len(received) < _SIZE + int.from_bytes(received[:_SIZE], "big"):
        left = None if deadline is None else max(deadline - time.monotonic(), 0)
        wait = left if look is None else min(_LOOK, _LOOK if left is None else left)
        if coming is not None and not coming.poll(None if wait is None else wait * 1000):
            if wait == left:
                raise LimitExceeded("error.query.too_slow", seconds=f"{seconds:g}")
            assert look is not None
            look()
            continue
        piece = os.read(pipe, _PIECE)
        if not piece:
            return None
        received += piece
    return bytes(received[_SIZE:])


def _coming(pipe: int) -> select.poll:
    coming = select.poll()  # a server has more files open than select takes
    coming.register(pipe, select.POLLIN)
    return coming
