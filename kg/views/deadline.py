"""A deadline for a command: the process ends by itself, for a query inside the engine cannot be stopped."""

from __future__ import annotations

import os
import threading

import click


def set_deadline(context: click.Context, _option: click.Parameter, seconds: float | None) -> None:
    """End the process with one line and exit code 2 unless the command is done within so many seconds."""
    if seconds is None:
        return

    def end() -> None:
        os.write(2, f"kg: no answer within {seconds:g} seconds. Ask for less, or allow more time.\n".encode())
        os._exit(2)

    timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), end)
    timer.daemon = True
    timer.start()
    context.call_on_close(timer.cancel)
    context.meta[__name__] = timer


def meet_deadline() -> None:
    """Take the deadline away: the answer is there, and reading it may take as long as it takes."""
    context = click.get_current_context(silent=True)
    timer = context.meta.get(__name__) if context else None
    if timer is not None:
        timer.cancel()
