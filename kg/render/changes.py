"""What changed between two dates, told in sentences with the passages that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.language import colon, date_text
from kg.messages import message
from kg.render.citations import Citations, wrap
from kg.render.text import clean

if TYPE_CHECKING:
    from kg.record.evidence import Claims, Passage
    from kg.record.labels import Labels
    from kg.sparql.table import Table

Row = tuple[str, ...]


def tell_changes(
    changes: Table,
    claims: Claims,
    passages: dict[str, Passage],
    labels: Labels,
    *,
    language: str = "en",
    evidence: bool = False,
) -> str:
    """Return changes as text, a day each with what changed on it; with ``evidence``, what the passages say."""
    citations = Citations(passages)
    lines: list[str] = []
    for day, rows in _by_day(changes).items():
        lines += ["", date_text(day, language)]
        for row, subjects in _together(rows).items():
            told = _sentence(row, subjects, claims, labels, language=language)
            said = citations.markers(iri for cells in subjects.values() for iri in cells.split())
            lines += wrap(f"  {told} {said if evidence else _count(said, language)}", "    ")
    if not lines:
        return message("common.caveat.none_found", language) + "\n"
    if evidence:
        lines += ["", message("common.sources", language), *citations.lines(language)]
    return clean("\n".join(lines).lstrip("\n")) + "\n"


def in_words(changes: Table, language: str = "en") -> Table:
    """Return a table of changes whose first column says in a language what kind of change a row is.

    >>> from kg.graph import load
    >>> in_words(load("tests/mini").diff("2002-10-01", "2002-10-01"), "fr").column("change")[0]
    'début'
    """
    words = [message(f"change.{change}", language) for change in changes.column("change")]
    rows = [[word[:1].lower() + word[1:], *row[1:]] for word, row in zip(words, changes.terms, strict=True)]
    return changes.with_rows(rows)


def _by_day(changes: Table) -> Mapping[str, list[Row]]:
    days: dict[str, list[Row]] = defaultdict(list)
    for change, day, *cells in changes.terms:
        values = [cell.value if isinstance(cell, ox.NamedNode | ox.Literal) else "" for cell in (change, day, *cells)]
        days[values[1]].append(tuple(values))
    return days


def _together(rows: list[Row]) -> Mapping[Row, dict[str, str]]:
    """Return the rows of a day by all but the subject, with the passages of each: what several did at once is one."""
    found: dict[Row, dict[str, str]] = {}
    for change, _, what, subject, relation, thing, passages in rows:
        own = "" if relation else subject
        found.setdefault((change, what, relation, thing, own), {})[subject] = passages
    return found


def _sentence(row: Row, subjects: Mapping[str, str], claims: Claims, labels: Labels, *, language: str) -> str:
    change, what, relation, thing, _ = row
    names = ", ".join(labels.of(subject, language) for subject in subjects)
    word = message(f"change.{change}", language) + colon(language)
    if change == "happened":
        return f"{word} {names} — {_summary(claims, thing, language)}"
    if not relation:
        return f"{word} {names} ({labels.of(what, language).lower()})"
    return f"{word} {names} — {labels.of(relation, language)} — {labels.of(thing, language)}"


def _summary(claims: Claims, event: str, language: str) -> str:
    texts = {getattr(found.object, "language", ""): found.object.value for found in claims.values(event, "summary")}
    return texts.get(language) or next(iter(texts.values()), "")


def _count(markers: str, language: str) -> str:
    return f"({message('common.passages', language, count=markers.count('['))})"
