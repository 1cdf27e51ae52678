"""One address, several processes that answer, and new data without a request lost.

The supervisor holds nothing but the listening socket. A *generation* is a process that loads the data once and keeps so
many copies of itself answering; what the system hands to none of them waits in the socket, which all share. On SIGHUP a
new generation loads the data as they are now and takes over once all of it answers: one that cannot load them says why
and is gone, and the old one stays.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator

Answer = Callable[[Callable[[], None]], None]
"""What a process does: it answers until it is told to end, and calls what it is given once it does."""

RENEW = getattr(signal, "SIGUSR1", 0)
"""The signal by which one of the processes has the data read again, from a terminal too."""
_PARENT_DIED = 1
"""The option of prctl(2) by which Linux tells a process that its parent is gone: PR_SET_PDEATHSIG."""
_MOST_FAILURES = 5
"""How many processes may end one after the other without having answered before their generation gives up."""


def supervise(load: Callable[[], Answer], count: int, told: Callable[[], None] | None) -> int:
    """Keep ``count`` processes answering until this one is told to end; return the code to exit with. For Linux.

    ``load`` makes ready in a generation what its processes share, and returns what each of them does; ``told`` is
    called once the first generation answers. SIGHUP and RENEW have another take over; SIGHUP from a terminal, which
    sends it when it is closed, ends all. A generation that ends is replaced, unless it is the first and never
    answered; where the supervisor is killed, all others end by themselves.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _heard())
    ending = {signal.SIGTERM, signal.SIGINT} | ({signal.SIGHUP} if sys.stdin.isatty() else set())
    current, coming, is_asked_again, failures = 0, _generation(load, count), False, _MOST_FAILURES - 1
    while True:
        found = signal.sigwaitinfo(_heard())
        if found.si_signo in ending:
            if coming:  # it hears nothing before all is loaded
                os.kill(coming, signal.SIGKILL)
            _end(current, coming)
            return 0
        if found.si_signo in (signal.SIGHUP, RENEW):
            is_asked_again = True
        elif found.si_signo == _ready() and found.si_pid == coming:
            if current:
                os.kill(current, signal.SIGTERM)
            elif told:
                told()
            current, coming, told, failures = coming, 0, None, 0
        for pid, code in _ended():
            if pid == current:
                current = 0
            elif pid == coming:
                coming, failures = 0, failures + 1
                if not current and failures == _MOST_FAILURES:
                    return code or 1
        is_asked_again = is_asked_again or not (current or coming)
        if is_asked_again and not coming:
            coming, is_asked_again = _generation(load, count), False


def _generation(load: Callable[[], Answer], count: int) -> int:
    """Start a process that loads the data and keeps so many others answering; return its number."""
    return _fork(lambda: _keep_answering(load, count))


def _keep_answering(load: Callable[[], Answer], count: int) -> None:
    answer = load()  # with all signals kept back: a thread that it leaves behind would take some from this one
    running, answering, failures = {_fork(lambda: _answer(answer)) for _ in range(count)}, set[int](), 0
    while True:
        found = signal.sigwaitinfo(_heard())
        if found.si_signo in (signal.SIGTERM, signal.SIGINT):
            _end(*running)
            return
        if found.si_signo == _ready() and found.si_pid in running:
            failures = 0
            answering.add(found.si_pid)
            if answering == running:
                os.kill(os.getppid(), _ready())
        for pid, _ in _ended():
            if pid not in running:  # one that the loading left
                continue
            failures += pid not in answering
            running.discard(pid)
            answering.discard(pid)
            if failures == _MOST_FAILURES:
                _end(*running)
                os._exit(1)
            running.add(_fork(lambda: _answer(answer)))


def _answer(answer: Answer) -> None:
    parent = os.getppid()
    with _endable():
        answer(lambda: os.kill(parent, _ready()))


def _fork(work: Callable[[], None]) -> int:
    """Start a process that does some work and ends, and that is told to end where this one does; return its number."""
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # on threads: the copy waits for none of them
        child = os.fork()
    if child:
        return child
    ctypes.CDLL(None).prctl(_PARENT_DIED, int(signal.SIGTERM))
    if os.getppid() == parent:
        work()
    sys.stderr.flush()
    os._exit(0)


class _endable:
    """Within this block a process hears signals as others do."""

    def __enter__(self) -> None:
        for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(one, signal.SIG_IGN if one == signal.SIGHUP else signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _heard())

    def __exit__(self, *_: object) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, _heard())


def _heard() -> set[int]:
    return {signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1, signal.SIGCHLD, _ready()}


def _ready() -> int:
    """Return the signal that says that a process answers; one that is queued, so that none is lost beside another."""
    return int(signal.SIGRTMIN)


def _ended() -> Iterator[tuple[int, int]]:
    """Yield the processes that have ended, each with its code."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        yield pid, os.waitstatus_to_exitcode(status)


def _end(*running: int) -> None:
    """Tell processes to end, and wait until they have."""
    held = [pid for pid in running if pid]
    for pid in held:
        try:
            os.kill(pid, signal.SIGTERM)
        except ProcessLookupError:
            continue
    for pid in held:
        try:
            os.waitpid(pid, 0)
        except ChildProcessError:
            continue
