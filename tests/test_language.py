"""Our own words: dates, numbers and headings in both languages."""

from __future__ import annotations

import ast
import datetime
import re

import pytest

from kg.complaints import COMPLAINTS
from kg.language import date_text, number_text, phrase
from kg.phrases import PHRASES
from tests.worlds import ROOT


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        ("1958", "1958", "1958"),
        ("2024-11", "November 2024", "novembre 2024"),
        ("2024-08", "August 2024", "août 2024"),
        ("1958-05-12", "12 May 1958", "12 mai 1958"),
        ("2002-10-01", "1 October 2002", "1er octobre 2002"),
        (datetime.date(2001, 9, 11), "11 September 2001", "11 septembre 2001"),
    ],
)
def test_a_date_is_written_as_people_write_it(value: str | datetime.date, english: str, french: str) -> None:
    assert (date_text(value), date_text(value, "fr")) == (english, french)


@pytest.mark.parametrize("value", ["", "active", "2024-13", "2024-00", "613-995-1234", "555-1234", "-0044", "12-34-56"])
def test_what_is_not_a_date_stays_as_it_is(value: str) -> None:
    assert date_text(value) == value


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        ("110000", "110,000", "110\u00a0000"),
        ("1000", "1,000", "1\u00a0000"),
        ("999", "999", "999"),
        ("0.5", "0.5", "0,5"),
        ("-0.5", "-0.5", "-0,5"),
        ("1234567.50", "1,234,567.50", "1\u00a0234\u00a0567,50"),
        ("-1200", "-1,200", "-1\u00a0200"),
        ("many", "many", "many"),
        ("1.0E3", "1.0E3", "1.0E3"),
        ("", "", ""),
    ],
)
def test_a_number_has_its_thousands_apart(value: str, english: str, french: str) -> None:
    assert (number_text(value), number_text(value, "fr")) == (english, french)


def test_a_phrase_is_given_in_the_language_asked_for() -> None:
    assert phrase("undated", "en") == "undated"
    assert phrase("undated", "fr") == "sans date"


@pytest.mark.parametrize("name", sorted(PHRASES))
def test_every_phrase_has_words_in_both_languages(name: str) -> None:
    assert phrase(name, "en").strip()
    assert phrase(name, "fr").strip()


@pytest.mark.parametrize("pair", [*PHRASES.values(), *COMPLAINTS.values()], ids=[*PHRASES, *COMPLAINTS])
def test_both_languages_have_the_same_places(pair: tuple[str, str]) -> None:
    english, french = (sorted(re.findall(r"\{(\d*)[^}]*\}", text)) for text in pair)
    assert english == french


@pytest.mark.parametrize("pair", [*PHRASES.values(), *COMPLAINTS.values()], ids=[*PHRASES, *COMPLAINTS])
def test_french_is_written_as_french(pair: tuple[str, str]) -> None:
    """With French quotation marks and apostrophes."""
    assert not re.search(r"[“”']", pair[1])


TOLD_IN_ENGLISH_ALONE = {
    "questions.catalogue",
    "validation.shapes",
    "notebook",
    "site.build",
    "site.notebooks",
    "cli.main",
}
"""Modules whose errors an author of data, of notebooks or of the documentation meets, who reads the code in English."""

FOR_PROGRAMS = {
    "sparql.engine": 2,
    "network.measures.null_models": 1,
    "network.measures.jackknife": 1,
    "network.measures.gaps": 1,
    "network.measures.two_mode": 2,
    "sparql.table": 3,
    "graph": 1,
    "questions.ask": 1,
    "sparql.syntax_errors": 1,
}
"""How many errors of other modules only a program can cause, or are put together from phrases in both languages."""


def test_every_error_of_a_command_is_told_in_both_languages() -> None:
    """An error is raised by the name of a complaint, which has both; any other is counted here."""
    found: dict[str, int] = {}
    for path in sorted((ROOT / "kg").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT / "kg").with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if called in ("KgError", "QueryError", "LimitExceeded") and module not in TOLD_IN_ENGLISH_ALONE:
                found[module] = found.get(module, 0) + 1
    assert found == FOR_PROGRAMS


def test_every_complaint_is_made() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "kg").rglob("*.py"))
    assert [name for name in COMPLAINTS if text.count(f'"{name}"') < 2] == []


@pytest.mark.parametrize("name", sorted(name for name in PHRASES if not name.startswith(("kind ", "word ", "is "))))
def test_every_phrase_is_said(name: str) -> None:
    """A phrase that nothing says any more is in nobody's way, and yet wrong."""
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "kg").rglob("*.py"))
    assert len(re.findall(rf"[\"']{re.escape(name)}[\"']", text)) >= 2
