"""The collector of cycles is left alone while much is made, and goes on afterwards."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from kg.collector import collector_paused, collector_spared
from kg.rdf.derived import Derived


def test_the_collector_is_paused_and_goes_on(tmp_path: Path) -> None:
    assert gc.isenabled()
    with collector_paused():
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    assert not Derived(None).get("state", gc.isenabled)
    assert not Derived(tmp_path).get("state", gc.isenabled)
    assert gc.isenabled()


def test_the_collector_goes_on_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), collector_paused():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_who_has_no_collector_keeps_none() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_there_is_spared_and_not_for_good() -> None:
    with collector_spared():
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_the_collector_spares_nothing_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), collector_spared():
        raise ZeroDivisionError
    assert gc.get_freeze_count() == 0
