"""The text of a page, with what the page says of itself: its title, date, publisher, address and language."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from kg.dates import first_day
from kg.errors import KgError
from kg.language import fold
from kg.optional import import_optional

_HTML = re.compile(r"<(?:!doctype|html|head|body|p|div|article)\b", re.IGNORECASE)

_FRENCH, _ENGLISH = (
    frozenset(["le", "la", "les", "des", "du", "et", "est", "une", "sur", "dans"]),
    frozenset(["the", "of", "and", "to", "in", "is", "a", "that", "for", "with"]),
)
"""Words that nearly every sentence of a language has one of."""

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*+")
_STATED_DATE = {"original_date": True, "extensive_search": False}
"""How the date of a page is looked for: where the page itself states one, and not in its sentences."""
_ITEMS = ("•", "-", "–", "*")
"""What an item of a list begins with."""


@dataclass(frozen=True)
class Block:
    """A heading or paragraph of a page, and where it stands in the page's text."""

    text: str
    start: int
    heading: str = ""
    number: int = 0

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class PageText:
    """A page as text, and what is known of it; an empty string where nothing is."""

    text: str
    title: str = ""
    issued: str = ""
    publisher: str = ""
    address: str = ""
    language: str = ""

    def blocks(self) -> list[Block]:
        """Return its paragraphs in order, each with its number and the heading that it stands under.

        A short line without a full stop is a heading; the items of a list belong to the paragraph that leads to them.

        >>> [(block.heading, block.text) for block in PageText("Aims\\n\\nBoth watch the sky.").blocks()]
        [('Aims', 'Both watch the sky.')]
        """
        found: list[Block] = []
        heading, leads = "", False
        for match in re.finditer(r"[^\n]+", self.text):
            text = match[0].strip()
            if not text:
                continue
            start = match.start() + match[0].index(text)
            if leads and text.startswith(_ITEMS):
                found[-1] = replace(found[-1], text=self.text[found[-1].start : start + len(text)])
            elif _is_heading(text):
                heading, leads = text, False
            else:
                found.append(Block(text, start, heading, len(found) + 1))
                leads = text.endswith(":")
        return found

    def with_known(self, **known: str | None) -> PageText:
        """Return the page with what somebody knows of it in place of what was read.

        Raises KgError for what is no date, and no tag of a language.

        >>> PageText("Aims").with_known(issued="2024-11").issued
        '2024-11'
        """
        issued, language = known.get("issued"), known.get("language")
        if issued and first_day(issued) is None:
            raise KgError("error.date.unreadable", text=issued)
        if language and not _TAG.fullmatch(language):
            raise KgError("error.draft.language", text=language)
        return replace(self, **{name: value for name, value in known.items() if value})


def read_page(content: str) -> PageText:
    """Return the text of a page, given as HTML or as plain text.

    Raises KgError when nothing that reads as a text is in it, or for HTML when the package that reads it is missing.

    >>> read_page("NORAD\\n\\nCanada and the United States set it up in 1958.").title
    'NORAD'
    """
    if not content.strip():
        raise KgError("error.draft.empty")
    page = _read_html(content) if _HTML.search(content[:20_000]) else PageText(content, _first_line(content))
    if not page.text.strip():
        raise KgError("error.draft.empty")
    return page if page.language else replace(page, language=guess_language(page.text))


def guess_language(text: str) -> str:
    """Return ``fr`` or ``en``, whichever has more of its commonest words in a text.

    >>> guess_language("Le ministère de la Défense et la garde"), guess_language("The Department of Defense")
    ('fr', 'en')
    """
    words = fold(text[:20_000]).split()
    return "fr" if sum(word in _FRENCH for word in words) > sum(word in _ENGLISH for word in words) else "en"


def _read_html(content: str) -> PageText:
    reader: Any = import_optional("trafilatura")
    document = reader.bare_extraction(
        content,
        with_metadata=True,
        include_comments=False,
        include_formatting=False,
        date_extraction_params=_STATED_DATE,
    )
    if document is None:
        raise KgError("error.draft.empty")
    date = document.date or ""
    language = re.search(r"<html[^>]{0,300}\blang=[\"']?([a-z]{2})", content[:5_000], re.IGNORECASE)
    return PageText(
        text=document.text or "",
        title=document.title or "",
        issued=date if first_day(date) else "",
        publisher=document.sitename or "",
        address=document.url or "",
        language=language[1].lower() if language else "",
    )


def _is_heading(text: str) -> bool:
    return len(text) <= 90 and text[-1] not in '.!?;:,…»”"' and not text.startswith(_ITEMS)


def _first_line(content: str) -> str:
    first = content.strip().split("\n", 1)[0].strip()
    return first if _is_heading(first) else ""
