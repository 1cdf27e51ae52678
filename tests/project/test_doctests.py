"""Every example in a docstring of the library does what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

import kg
from tests.worlds import ROOT

MODULES = ["kg", *sorted(found.name for found in pkgutil.walk_packages(kg.__path__, "kg."))]


def examples(module: ModuleType) -> list[doctest.DocTest]:
    return [found for found in doctest.DocTestFinder(exclude_empty=True).find(module) if found.examples]


@pytest.mark.parametrize("name", [name for name in MODULES if name != "kg.__main__"])
def test_the_examples_of_a_module_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    try:
        module = importlib.import_module(name)
    except ImportError as missing:
        if str(missing.name).partition(".")[0] == "kg":
            raise
        pytest.skip(f"{missing.name} is not installed")
    told: list[str] = []
    for test in examples(module):
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(test, out=told.append)
    assert "".join(told) == ""


def test_the_library_has_examples() -> None:
    found = [
        len(examples(importlib.import_module(name))) for name in ("kg", "kg.graph", "kg.vocabulary", "kg.sparql.table")
    ]
    assert all(found)
