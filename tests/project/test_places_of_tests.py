"""The tests of kg/FOLDER/MODULE.py are tests/FOLDER/test_MODULE.py; those of a question NAME.rq, too."""

from __future__ import annotations

from pathlib import Path

from tests.worlds import ROOT, TESTS

AS_A_WHOLE = {"cli", "explorer/browser", "explorer/page", "project", "site"}
"""The doors, the page and the project itself: what goes through them has no one module."""


def has_its_module(path: Path) -> bool:
    module = path.with_name(path.name.removeprefix("test_"))
    places = (
        ROOT / "kg" / module,
        ROOT / "kg" / module.with_suffix("") / "__init__.py",
        ROOT / "kg" / module.with_suffix(".rq"),
    )
    return path.parent.as_posix() in AS_A_WHOLE or any(place.is_file() for place in places)


def test_each_file_of_tests_is_named_for_a_module() -> None:
    found = sorted(path.relative_to(TESTS) for path in TESTS.rglob("test_*.py"))
    assert len(found) > 80
    assert [path for path in found if not has_its_module(path)] == []


def test_a_name_that_no_module_has_is_noticed() -> None:
    assert not has_its_module(Path("record/test_everything.py"))
    assert has_its_module(Path("record/test_ties.py"))
