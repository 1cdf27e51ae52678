"""From the text of a page to a document file that is ready to finish: passages cut, names and figures marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.curation.date_marks import date_line, find_dates, only_year
from kg.curation.draft_file import document_text
from kg.curation.figure_marks import find_figures
from kg.curation.mark import Mark
from kg.curation.name_marks import NameFinder
from kg.curation.new_names import find_new_names, swallowed
from kg.curation.offers import Offers
from kg.curation.page_text import Block, PageText
from kg.curation.record_names import name_finder
from kg.errors import KgError
from kg.language import fold
from kg.messages import message
from kg.questions.names import Names
from kg.rdf.canonical import OFFER
from kg.record.dataset import read_dataset
from kg.sparql.engine import Engine
from kg.vocabulary import local_name


@dataclass(frozen=True)
class DraftPassage:
    """A paragraph that may bear claims: where it stands, and what it mentions."""

    id: str
    block: Block
    marks: tuple[Mark, ...]
    offers: tuple[str, ...] = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the entities that it names, each once, in order."""
        return tuple(dict.fromkeys(local_name(mark.value) for mark in self.marks if mark.kind == "name"))


@dataclass(frozen=True, repr=False)
class Draft:
    """A document file that claims nothing yet. ``str()`` is its text, to be saved and finished by hand."""

    id: str
    page: PageText
    passages: tuple[DraftPassage, ...]
    text: str

    def summary(self, language: str = "en") -> str:
        """Return in a sentence how much was cut and marked, and what is next."""
        marks = [mark for passage in self.passages for mark in passage.marks]
        kinds = ("name", "new", "date", "figure")
        counts = {kind: len({mark.value for mark in marks if mark.kind == kind}) for kind in kinds}
        return message("draft.summary", language, passages=len(self.passages), mark=OFFER, **counts)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Draft {self.id}: {len(self.passages)} passages>"


def draft(engine: Engine, names: Names, page: PageText, document: str = "", *, kept: bool = False) -> Draft:
    """Return a page as a document file ready to finish; nothing is claimed that a person does not confirm.

    A paragraph becomes a passage when it names two things, or one and a date or figure; names that the record does
    not know are told as new. A date without a year has that of the page's date, and says so. What a passage may claim
    stands in lines that begin with ``#?``: take the mark away from what the page says, write its ``sec:says``, and
    ``kg format --finish`` drops the rest. Where the page's text is ``kept`` beside the data, in a file of the
    document's name, passages carry their character range.

    Raises KgError for an id that is none, and for a page that names nothing of the record.
    """
    own_id = document or _id_of(page)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", own_id):
        raise KgError("error.draft.id", id=own_id)
    tongues = read_dataset(engine).languages
    offered = Offers(engine, tongues)
    finder = name_finder(engine)
    reader = _Reader(finder, finder.meant_otherwise(page.text), offered.placed, page)
    found = [(block, reader.marks(block.text)) for block in page.blocks()]
    whole = _whole_names(mark.value for _, marks in found for mark in marks if mark.kind == "new")
    found = [(block, [mark for mark in marks if mark.kind != "new" or mark.value in whole]) for block, marks in found]
    chosen = [(block, marks) for block, marks in found if _bears(marks)]
    if not any(mark.kind == "name" for _, marks in chosen for mark in marks):
        raise KgError("error.draft.no_names")
    passages = tuple(
        DraftPassage(f"p{number}", block, tuple(marks), tuple(offered.about(block.text, marks, page.language)))
        for number, (block, marks) in enumerate(chosen, 1)
    )
    text = document_text(own_id, page, names, passages, is_kept=kept, tongues=tongues)
    return Draft(own_id, page, passages, text)


class _Reader:
    """Finds what each paragraph of a page mentions: names of the record, names that are new, dates, figures."""

    def __init__(self, finder: NameFinder, otherwise: frozenset[str], placed: frozenset[str], page: PageText) -> None:
        self._finder, self._otherwise, self._placed = finder, otherwise, placed
        self._date = page.issued or date_line(page.text) or only_year(page.text)
        self._language = page.language
        self._not_new = frozenset(map(fold, otherwise))

    def marks(self, text: str) -> list[Mark]:
        """Return the marks of a paragraph: names in order, then dates, then figures."""
        known = self._finder.find(text, self._otherwise)
        new = [
            mark
            for mark in find_new_names(text, known, self._placed, self._not_new, self._language)
            if not self._finder.is_part(mark.value)
        ]
        names = sorted([*swallowed(known, new, self._placed), *new], key=lambda mark: mark.start)
        return [*names, *find_dates(text, self._date), *find_figures(text, self._date)]


def _whole_names(names: Iterable[str]) -> frozenset[str]:
    """Return new names without those that are only a part of another: *Police Service* of *Barrie Police Service*."""
    folded = {name: f" {fold(name)} " for name in names}
    return frozenset(
        name for name, own in folded.items() if not any(own in other and own != other for other in folded.values())
    )


def _bears(marks: list[Mark]) -> bool:
    """Tell whether a paragraph may bear claims: it names two things, or one with a date or figure."""
    things = {mark.value for mark in marks if mark.kind in ("name", "new")}
    return len(things) > 1 or (bool(things) and any(mark.kind in ("date", "figure") for mark in marks))


def _id_of(page: PageText) -> str:
    """Return an id from the page's host and title."""
    host = (urlsplit(page.address).hostname or "").removeprefix("www.").split(".")[0]
    words = fold(page.title).split()[:5]
    return "-".join([*([host] if host else []), *words]) or "new-document"
