"""What holds from the first moment of a command: Ctrl-C ends it, and a closed pipe does.

Nothing is imported here that takes long. Python's own Ctrl-C, an error in whatever runs, can be lost while modules are
imported: what runs then may be told to ignore errors.
"""

from __future__ import annotations

import os
import signal
import threading
import time

_begun: list[float] = []


def end_on_signals() -> None:
    """Let Ctrl-C end even a query inside the engine, and a closed pipe end in silence."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if os.name != "posix" or threading.current_thread() is not threading.main_thread():
        return
    if signal.getsignal(signal.SIGINT) is _left_to_the_thread:
        return
    _begun.append(time.monotonic())
    fill_closed_places()
    reading, writing = os.pipe()
    os.set_blocking(writing, False)

    def wait() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())  # it takes none from who waits for them
        while os.read(reading, 1)[0] != signal.SIGINT:
            pass
        os.write(2, b"\nkg: interrupted\n")
        os._exit(130)

    threading.Thread(target=wait, daemon=True).start()
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)  # before the handler: what comes between is heard, too
    signal.signal(signal.SIGINT, _left_to_the_thread)


def seconds_spent() -> float:
    """Return how long the command has run since its first moment, 0 where that is not known."""
    return time.monotonic() - _begun[0] if _begun else 0.0


def fill_closed_places() -> None:
    """Put something in the place of a closed standard stream, that no file opened later takes it.

    Output refuses what is written then, and errors are heard by nobody.
    """
    for place, mode in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(place)
        except OSError:
            os.open(os.devnull, mode)  # the lowest place that is free


def _left_to_the_thread(*_: object) -> None:
    pass
