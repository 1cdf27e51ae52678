"""``python -m kg.events``: a data set, a summary, one sentence for what goes wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.worlds import ROOT


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg.events", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_summary_tells_what_was_left_out(sample: Path, tmp_path: Path) -> None:
    done = run(sample, "-o", tmp_path / "events.nq")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "28 rows read: 15 kept as events, 13 left out"
    assert "  1: no address of a report on the web" in done.stdout.splitlines()


def test_what_goes_wrong_is_one_sentence(tmp_path: Path) -> None:
    done = run(tmp_path / "none.CSV", "-o", tmp_path / "events.nq")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"kg.events: There is no file {tmp_path / 'none.CSV'}.\n"
