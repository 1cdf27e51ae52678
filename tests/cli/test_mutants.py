"""A few mutants of each kind: no command ends in a traceback, by a signal or late. `benchmarks/mutants.py` has more."""

import pytest

from kg.sparql.worker import CAN_FORK
from tests.mutants import KINDS, Outcome, tried

SEED = 20_261_129


@pytest.mark.skipif(not CAN_FORK, reason="each mutant is tried in a fork")
@pytest.mark.parametrize("kind", KINDS)
def test_odd_input_is_told_and_ends_nothing(kind: str) -> None:
    found = [one for number in range(4) for one in tried(kind, number, SEED)]
    assert len(found) >= 4
    assert [one for one in found if one.fault] == []


@pytest.mark.skipif(not CAN_FORK, reason="each mutant is tried in a fork")
def test_a_traceback_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.load", lambda *_, **__: 1 / 0)
    monkeypatch.setattr("kg.graph.open_read_only", lambda *_, **__: 1 / 0)
    monkeypatch.setattr("tests.mutants.COMMANDS", (("find", "norad"), ("show", "norad")))
    found: list[Outcome] = list(tried("terms", 0, SEED))
    assert any(one.fault.startswith("traceback: ZeroDivisionError") for one in found)
