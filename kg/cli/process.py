"""How a command ends: at its deadline, on Ctrl-C, with a closed pipe, or when it is done.

A query inside the engine cannot be stopped, so the process ends by itself.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kg.cli.signals import fill_closed_places, seconds_spent
from kg.messages import message

_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‹": "<", "›": ">", "–": "-", "—": "-", "‑": "-"}
    | {"─": "-", "…": "...", "→": "->", "←": "<-", "↑": "^", "↓": "v", "·": "-", "•": "-", "×": "x", "\xa0": " "}
    | {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "ł": "l", "\u202f": " ", "\ufffd": "?", "≥": ">="}
)
"""Plain signs for those that an old terminal may lack."""
_ALLOWED = f"{__name__}.seconds"


def set_deadline(context: click.Context, _option: click.Parameter, seconds: float | None) -> None:
    """End the process with one line and exit code 2 unless the command is done within so many seconds."""
    if seconds is None:
        return

    def end() -> None:
        os.write(2, f"kg: no answer within {seconds:g} seconds. Ask for less, or allow more time.\n".encode())
        os._exit(2)

    left = max(seconds - seconds_spent(), 0.0)  # what it took to start counts too
    timer = threading.Timer(min(left, threading.TIMEOUT_MAX), end)
    timer.daemon = True
    timer.start()
    context.call_on_close(timer.cancel)
    context.meta[__name__], context.meta[_ALLOWED] = timer, seconds


def tell_now(key: str, language: str) -> None:
    """Tell something on standard error at once, from any thread."""
    os.write(2, f"kg: {message(key, language)}\n".encode())


def cancel_deadline() -> None:
    """Take the deadline away: the answer is there, and reading it may take as long as it takes."""
    context = click.get_current_context(silent=True)
    timer = context.meta.get(__name__) if context else None
    if timer is not None:
        timer.cancel()


def seconds_allowed() -> float | None:
    """Return after how long the process is to end, None when nobody said."""
    context = click.get_current_context(silent=True)
    return context.meta.get(_ALLOWED) if context else None


@contextmanager
def memory_ceiling(most: int, language: str) -> Iterator[None]:
    """End the process with one line and exit code 2 when what is done takes more bytes of memory, where that is seen.

    The engine gives the interpreter a turn while it evaluates, so that a thread can look.
    """
    from kg.rdf.limits import memory_in_use

    done, usual = threading.Event(), memory_in_use()

    def watch() -> None:
        while not done.wait(0.05):
            if memory_in_use() - usual > most:
                told = message("error.query.memory", language, megabytes=most // 1_000_000)
                os.write(2, f"kg: {told}\n".encode())
                os._exit(2)

    if usual:
        threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        done.set()


def exit_now(code: int | None) -> None:
    """End without the interpreter's slow tidying, once all is written: what is kept for the next time, too."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        os._exit(code or 2)
    for thread in threading.enumerate():
        if not thread.daemon and thread is not threading.current_thread():
            thread.join()
    os._exit(code or 0)


def open_streams() -> None:
    """Make the standard streams fit for use, whatever they are: no sign is too much for any of them.

    In the place of a closed one stands another: output that refuses what is written, so that it is told, and errors
    that nobody hears.
    """
    fill_closed_places()
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)
    codecs.register_error(__name__, _in_plain_signs)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=__name__)


def _in_plain_signs(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for signs that an encoding lacks: the letter without its accent, a plain dash or quote."""
    assert isinstance(error, UnicodeEncodeError)
    plain = unicodedata.normalize("NFKD", error.object[error.start : error.end].translate(_PLAIN))
    shown = "".join(sign if sign.isascii() else "?" for sign in plain if not unicodedata.combining(sign))
    return shown, error.end


def has_screen() -> bool:
    """Say whether a browser can show itself here."""
    if os.name == "nt" or os.uname().sysname == "Darwin":
        return not os.environ.get("CI")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
