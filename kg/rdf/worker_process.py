"""What a worker does in its own process: it lets go of its parent's things, and answers calls by two pipes.

A third tells when the parent is gone.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import stat
import threading
import time
from collections.abc import Callable
from typing import Any, NoReturn

from kg.errors import KgError, LimitExceeded
from kg.rdf.limits import memory_exceeded

WIDE_STACK = 512 * 1024 * 1024
"""A stack for what is long or deep: a chain of 3,000 OPTIONALs is planned as deep."""

_LOOK = 0.25
"""Seconds after which it is looked again whether an answer is still wanted."""
_CARRIED_OVER = (KgError, SyntaxError, RuntimeError, OSError, ValueError)
_PIECE = 1 << 16
"""How many bytes are read at once: what a pipe holds, and little enough to cost nothing for a short answer."""
_SIZE = 8
_is_copy = False


def is_copy() -> bool:
    """Tell whether this process is a copy that works for another: threads that an engine had begun are not in it."""
    return _is_copy


def serve(function: Callable[..., Any], calls: int, saying: int, held: int, *, is_walled: bool = False) -> NoReturn:
    """Carry out calls, on a stack for what is long or deep, until nobody is there to make one.

    Nothing comes by the pipe that is ``held``: when its other end is closed, the system ends this process.
    """
    global _is_copy
    _is_copy = True
    try:
        if is_walled:
            _wall()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends the worker
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        _let_go(calls, saying, held)
        _end_with(held)
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
    usual, limited = _memory_in_use(), None
    while (call := receive(calls, None)) is not None:
        memory, given = pickle.loads(call)
        if memory != limited:
            _limit_memory(usual + memory)
            limited = memory
        try:
            outcome: Any = function(*given)
        except _CARRIED_OVER as error:
            outcome = error
        except MemoryError:
            outcome = memory_exceeded(memory)
        send(saying, pickle.dumps(outcome))
        del outcome


def _end_with(held: int) -> None:
    """Have the system end this process, whatever it does, when the other end of a pipe is closed.

    It tells of what comes by the pipe in the same way, at times after that was read: so nothing may ever come by it.
    """
    from fcntl import F_GETFL, F_SETFL, F_SETOWN, fcntl

    fcntl(held, F_SETOWN, os.getpid())
    fcntl(held, F_SETFL, fcntl(held, F_GETFL) | os.O_ASYNC)


def _memory_in_use() -> int:
    with open("/proc/self/statm", "rb") as sizes:
        return int(sizes.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _limit_memory(most: int) -> None:
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def send(pipe: int, content: bytes) -> None:
    """Send what ``receive`` returns at the other end of a pipe."""
    rest = memoryview(len(content).to_bytes(_SIZE, "big") + content)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def receive(
    pipe: int,
    seconds: float | None,
    look: Callable[[], None] | None = None,
    began: float | None = None,
    *,
    is_coming: bool = False,
) -> bytes | None:
    """Return what is sent, or None when the other end is closed; ``look`` is called while nothing comes.

    Something ``is_coming`` where that was seen already. Raises LimitExceeded at the deadline, so many seconds from now
    or from when it began.
    """
    if is_coming:
        received = os.read(pipe, _PIECE)
        if not received:
            return None
        if len(received) >= _SIZE and len(received) == _SIZE + int.from_bytes(received[:_SIZE], "big"):
            return received[_SIZE:]
    else:
        received = b""
    return _received(received, pipe, seconds, look, began)


def _received(
    first: bytes, pipe: int, seconds: float | None, look: Callable[[], None] | None, began: float | None
) -> bytes | None:
    deadline = None if seconds is None else (time.monotonic() if began is None else began) + seconds
    coming = _coming(pipe) if look or deadline is not None else None
    received = bytearray(first)
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
