"""The kg command: run in this process, which takes a tenth of the time, or in one of its own."""

from __future__ import annotations

import gc
import io
import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main as cli
from tests.worlds import ROOT

Done = subprocess.CompletedProcess[bytes]


_calls = itertools.count(1)


class _Left(BaseException):
    """The command ended, where a process of its own would have."""


def run_here(*words: str | Path, text: str = "", **environment: str) -> Done:
    """Run kg in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    arguments = ["kg", *map(str, words)]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(cli, "exit_now", _leave)
        patch.setattr(cli, "end_on_signals", lambda: None)
        patch.setattr(sys, "argv", arguments)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            cli.main()
        except _Left as left:  # let go at once: the frames it holds would keep the record's files open
            code = left.args[0]
        else:
            pytest.fail("the command did not end")
    if not next(_calls) % 25:  # a record that is part of a cycle keeps a dozen files open, of 1,024 on many a machine
        gc.collect()
    return Done(arguments, code, out.buffer.getvalue(), err.buffer.getvalue())  # type: ignore[attr-defined]


def run_apart(*words: str | Path, text: str = "", **environment: str) -> Done:
    """Run kg in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, words)],
        cwd=ROOT,
        env=os.environ | environment,
        input=text.encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )


def _leave(code: int | None) -> None:
    raise _Left(code or 0)
