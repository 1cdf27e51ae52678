"""A few mutants of each kind: no command ends in a traceback, by a signal or late. `benchmarks/mutants.py` has more."""

import subprocess
import sys

import pytest

from kg.rdf.worker import CAN_FORK
from tests.mutants import KINDS, Outcome, tried
from tests.worlds import ROOT

SEED = 20_261_129


@pytest.mark.skipif(not CAN_FORK, reason="each mutant is tried in a fork")
@pytest.mark.parametrize("kind", KINDS)
def test_odd_input_is_told_and_ends_nothing(kind: str) -> None:
    """Tried by a process of its own: a fork of this one would lack the threads that other tests have started."""
    words = [sys.executable, str(ROOT / "benchmarks" / "mutants.py"), "4", str(SEED), kind]
    told = subprocess.run(words, capture_output=True, text=True, timeout=240, check=True).stdout
    assert told.splitlines()[-1].startswith("4 mutants, ")
    assert told.splitlines()[-1].endswith(": 0 faults"), told


@pytest.mark.skipif(not CAN_FORK, reason="each mutant is tried in a fork")
def test_a_traceback_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.load", lambda *_, **__: 1 / 0)
    monkeypatch.setattr("kg.graph.open_read_only", lambda *_, **__: 1 / 0)
    monkeypatch.setattr("tests.mutants.COMMANDS", (("find", "norad"), ("show", "norad")))
    monkeypatch.setattr("tests.mutants.LONGEST", 1)
    found: list[Outcome] = list(tried("terms", 0, SEED))
    assert any(one.fault.startswith("traceback: ZeroDivisionError") for one in found)
