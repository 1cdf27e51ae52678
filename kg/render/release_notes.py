"""Release notes of the data: what an edition claims, withdraws and puts otherwise than the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.language import colon, column_labels, date_text, localized
from kg.messages import format_number, message
from kg.rdf.terms import text_of
from kg.render.markdown import markdown_table, markdown_text
from kg.vocabulary import TERM, local_name

if TYPE_CHECKING:
    from kg.record.editions import Edition, Revision

_ENDS = ("hasSubject", "hasObject")


def release_notes(revision: Revision, language: str = "en") -> str:
    """Return Markdown: how much was added and is gone, and by name the entities, and each claim put otherwise.

    Claims on what was there before are told one by one where they changed or were withdrawn, and counted where they
    were added.
    """
    old, new = revision.old, revision.new
    lines = [f"# {message('release.title', language)}", "", _between(revision, language), ""]
    counts = revision.counts()
    rows = [
        [message(f"release.{row[0]}", language), *(format_number(int(str(cell)), language) for cell in row[1:])]
        for row in counts.rows
    ]
    lines.append(markdown_table(column_labels(counts.columns, language), rows).rstrip("\n"))
    lines += _list("release.new_entities", _names(new, new.entities - old.entities, language), language)
    lines += _list("release.gone_entities", _names(old, old.entities - new.entities, language), language)
    lines += _list("release.new_documents", _titles(new, old), language)
    lines += _list("release.gone_documents", _titles(old, new), language)
    lines += _list("release.changed", (_changed(row, revision, language) for row in revision.rows("changed")), language)
    lines += _list("release.withdrawn", (_claim(row, old, language) for row in revision.rows("withdrawn")), language)
    lines += _added(revision, language)
    if len(revision.claims) == 0 and old.entities == new.entities and old.documents == new.documents:
        lines += ["", message("release.nothing", language)]
    return "\n".join(lines) + "\n"


def _between(revision: Revision, language: str) -> str:
    names = {key: _edition(edition, language) for key, edition in (("old", revision.old), ("new", revision.new))}
    return markdown_text(message("release.between", language, **names))


def _edition(edition: Edition, language: str) -> str:
    """Return what an edition is called, and of which day it is."""
    name, day = edition.dataset.name(language), edition.dataset.date
    day = date_text(day, language) if day else ""
    return f"{name} ({day})" if name and day else name or day


def _list(heading: str, items: Iterable[str], language: str) -> Iterator[str]:
    held = list(dict.fromkeys(items))
    if held:
        yield from ("", f"## {message(heading, language, count=len(held))}", "")
        yield from (f"- {item}" for item in held)


def _names(edition: Edition, iris: Iterable[str], language: str) -> list[str]:
    return sorted(markdown_text(edition.labels.of(iri, language)) for iri in iris)


def _titles(edition: Edition, other: Edition) -> list[str]:
    return sorted(markdown_text(edition.documents[iri]) for iri in edition.documents if iri not in other.documents)


def _changed(row: Sequence[object], revision: Revision, language: str) -> str:
    before = _value(row[4], revision.old, language)
    return f"{_claim(row, revision.new, language)} ({message('release.before', language, value=before)})"


def _claim(row: Sequence[object], edition: Edition, language: str) -> str:
    _, subject, predicate, value, _, passages = row
    told = f"{_thing(text_of(subject), edition, language)}, "  # type: ignore[arg-type]
    told += f"{edition.labels.of(text_of(predicate), language)}{colon(language)} {_value(value, edition, language)}"  # type: ignore[arg-type]
    documents = dict.fromkeys(iri.rsplit("/", 1)[0] for iri in text_of(passages).split())  # type: ignore[arg-type]
    titles = "; ".join(edition.documents.get(iri, local_name(iri)) for iri in documents)
    return f"{markdown_text(told)} – *{markdown_text(titles)}*"


def _value(value: object, edition: Edition, language: str) -> str:
    if isinstance(value, ox.NamedNode):
        return _thing(value.value, edition, language)
    return text_of(value)  # type: ignore[arg-type]


def _thing(iri: str, edition: Edition, language: str) -> str:
    """Return what a thing is called: a tie by its ends, a figure or an event by what it is about."""
    held: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in edition.claims.by_subject.get(iri, ()):
        tag = claim.object.language or "" if isinstance(claim.object, ox.Literal) else ""
        held[claim.predicate.removeprefix(TERM)].setdefault(tag, text_of(claim.object))
    if all(held[end] for end in _ENDS):
        return " – ".join(edition.labels.of(held[end][""], language) for end in _ENDS)
    told = localized(held["quantity"] or held["summary"], language)
    about = held["isAbout"].get("", "")
    return f"{edition.labels.of(about, language)} ({told})" if told and about else edition.labels.of(iri, language)


def _added(revision: Revision, language: str) -> Iterator[str]:
    """Yield how many claims were added on each of the things that were there before, most first."""
    counts: dict[str, int] = defaultdict(int)
    for row in revision.rows("added"):
        subject = text_of(row[1])  # type: ignore[arg-type]
        if subject in revision.old.entities:
            counts[markdown_text(revision.new.labels.of(subject, language))] += 1
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    yield from _list("release.added", (f"{name}{colon(language)} {count}" for name, count in ordered), language)
