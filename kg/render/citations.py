"""Citations: passages by number, and the document of each."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.language import date_text, quoted, within_sentence
from kg.messages import message
from kg.render.lines import page_width

if TYPE_CHECKING:
    from kg.record.evidence import Document, Passage


class Citations:
    """Numbers for passages in the order in which they are first named."""

    def __init__(self, passages: dict[str, Passage]) -> None:
        self._passages, self._numbers = passages, {}  # type: ignore[var-annotated]

    def markers(self, iris: Iterable[str]) -> str:
        """Return the markers of passages, such as ``[1][4]``, numbering those that are new."""
        known = sorted((iri for iri in set(iris) if iri in self._passages), key=self._rank)
        return "".join(f"[{self._numbers.setdefault(iri, len(self._numbers) + 1)}]" for iri in known)

    def newest(self, iris: Iterable[str]) -> str:
        """Return the newest date of the documents of passages, empty where none has one."""
        return max(self.issued(iris), default="")

    def issued(self, iris: Iterable[str]) -> list[str]:
        """Return when the documents of passages were issued, empty for one of which it is not known."""
        return [self._passages[iri].document.issued for iri in iris if iri in self._passages]

    def entries(self, language: str) -> list[tuple[int, str, Passage]]:
        """Return each entry: its number, what the passage says in our words, and the passage."""
        entries = []
        for iri, number in self._numbers.items():
            passage = self._passages[iri]
            says = passage.says.get(language) or passage.says.get("en", "")
            entries.append((number, f"{says}{self._reservation(passage, language)}", passage))
        return entries

    def lines(self, language: str) -> list[str]:
        """Return the entries as lines: what each passage says, and its document."""
        lines = []
        for number, says, passage in self.entries(language):
            lines += wrap(f"[{number}] {says}", "      ")
            lines += wrap(f"      — {cite(passage, language)}", "        ")
        return lines

    def _reservation(self, passage: Passage, language: str) -> str:
        """Return why a passage is a weak source."""
        weak = passage.reservation.get(language) or passage.reservation.get("en", "")
        return f" ({weak.rstrip('.')})" if weak else ""

    def _rank(self, iri: str) -> tuple[int, str]:
        return self._numbers.get(iri, 10**9), iri


def cite(passage: Passage, language: str) -> str:
    """Return the reference of a passage: title, section, locator, publisher, date, standing, address."""
    document = passage.document
    locator = passage.locator.get(language) or passage.locator.get("en", "")
    parts = [
        quoted(document.title, language),
        quoted(passage.section, language) if passage.section else "",
        locator,
        publisher_text(document, language),
        date_text(document.issued, language) if document.issued else "",
        document.kind.words(language),
        reading_text(passage, language),
        passage.address,
        message("common.archive", language, address=document.archive) if document.archive else "",
    ]
    return ", ".join(part for part in parts if part)


def document_text(document: Document, language: str) -> str:
    """Return the title of a document, who speaks in it and who published it, and when."""
    when = date_text(document.issued, language) if document.issued else ""
    parts = [quoted(document.title, language), publisher_text(document, language), when]
    return ", ".join(part for part in parts if part)


def publisher_text(document: Document, language: str) -> str:
    """Return who speaks in a document, and who published it where that is another."""
    voice, publisher = document.voice.name(language), document.publisher.name(language)
    if document.voice == document.publisher or not document.publisher.iri:
        return publisher
    return message("common.by_way_of", language, voice=voice, publisher=publisher)


def reading_text(passage: Passage, language: str) -> str:
    """Return whether a passage was read again: how much of its page, and when; or when the page was not found."""
    day = passage.read_on or passage.document.looked_for_on
    told = message(f"common.reading.{passage.state}", language, date=date_text(day, language) if day else "")
    return within_sentence(told)


def wrap(text: str, indent: str) -> list[str]:
    """Return a text as lines of the width of a page, all but the first indented."""
    width = page_width()
    return textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]
