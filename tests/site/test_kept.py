"""What is made for the documentation is made once, as long as all that it is made of stays the same."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

import pytest

from kg.site import kept
from kg.site.kept import inputs, is_made_from, mark
from kg.site.notebooks import notebook_pages
from tests.site.test_build import write_notebook


def test_a_name_changes_with_each_input_and_with_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.md").write_text("one")
    names = [inputs(tmp_path / "a")]
    assert inputs(tmp_path / "a") == names[0]
    (tmp_path / "a" / "one.md").write_text("two")
    names.append(inputs(tmp_path / "a"))
    (tmp_path / "a" / "one.md").rename(tmp_path / "a" / "two.md")
    names.append(inputs(tmp_path / "a"))

    class Tomorrow(datetime.date):
        @classmethod
        def today(cls) -> Any:
            return datetime.date(2100, 1, 1)

    monkeypatch.setattr(kept.datetime, "date", Tomorrow)
    names.append(inputs(tmp_path / "a"))
    assert len(set(names)) == 4


def test_a_site_knows_what_it_was_made_from_and_what_it_has_lost(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("one")
    assert not is_made_from(tmp_path, "a")
    mark(tmp_path, "a")
    assert is_made_from(tmp_path, "a")
    assert not is_made_from(tmp_path, "b")
    (tmp_path / "index.html").write_text("")
    assert not is_made_from(tmp_path, "a")


def test_a_notebook_is_run_again_only_where_something_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    books = tmp_path / "books"
    books.mkdir()
    log = tmp_path / "log"
    code = f"print('said', file=open({str(log)!r}, 'a'))\n6 * 7"
    write_notebook(books, code)
    pages = [notebook_pages(books, execute=True) for _ in range(2)]
    assert pages[0] == pages[1]
    assert "42" in pages[1]["notebooks/01-a.md"]
    assert log.read_text() == "said\n"
    (books / "table.csv").write_text("a")
    notebook_pages(books, execute=True)
    assert log.read_text() == 2 * "said\n"
    write_notebook(books, f"{code} - 1")
    assert "41" in notebook_pages(books, execute=True)["notebooks/01-a.md"]
    assert log.read_text() == 3 * "said\n"


def test_few_notebooks_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(kept, "_MOST_KEPT", 2)
    for number, name in enumerate("abc"):
        kept.keep_notebook(name, name.encode())
        os.utime(tmp_path / "perimeter" / "notebooks" / name, (number, number))
    assert [kept.kept_notebook(name) for name in "bc"] == [b"b", b"c"]
    assert len(list((tmp_path / "perimeter" / "notebooks").iterdir())) == 2
