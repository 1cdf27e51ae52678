"""The text of a document file that is ready to finish: what is known, and what is offered in lines to confirm."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.curation.date_marks import date_line
from kg.curation.mark import Mark
from kg.curation.page_text import Block, PageText
from kg.curation.turtle import blank_texts, date_literal, text_literal
from kg.messages import message
from kg.questions.names import Names
from kg.rdf.canonical import OFFER
from kg.vocabulary import LANGUAGES, PREFIXES, SOURCE, shorten

if TYPE_CHECKING:
    from kg.curation.draft import DraftPassage


def document_text(
    document: str,
    page: PageText,
    names: Names,
    passages: Iterable[DraftPassage],
    *,
    is_kept: bool,
    tongues: Sequence[str],
) -> str:
    """Return a document file: its prefixes, the document by its id, and its passages with what they may claim.

    Where the text of the page ``is_kept`` beside the data, passages have their character range in it. What is told to
    people is to be written in each of the ``tongues``.
    """
    head = _head(document, page, names, f"{document}.txt" if is_kept else "")
    body = "\n".join(_passage(document, passage, is_kept, tongues) for passage in passages)
    return f"{_prefixes(document)}\n{head}\n{body}"


def _prefixes(document: str) -> str:
    used = (
        "dcterms",
        "ent",
        "event",
        "figure",
        "hedge",
        "oa",
        "reading",
        "schema",
        "sec",
        "src",
        "standing",
        "tie",
        "xsd",
    )
    return f"@prefix : <{SOURCE}{document}/> .\n" + "".join(f"@prefix {one}: <{PREFIXES[one]}> .\n" for one in used)


def _head(document: str, page: PageText, names: Names, kept_as: str) -> str:
    language = page.language or LANGUAGES[0]
    publisher = names.called("entity", page.publisher) if page.publisher else None
    known = {
        "dcterms:issued": date_literal(page.issued) if page.issued else "",
        "dcterms:language": text_literal(language),
        "dcterms:title": f"{text_literal(page.title)}@{language}" if page.title else "",
        "schema:url": f"<{_address(page.address)}>" if page.address else "",
        "sec:fileName": text_literal(kept_as) if kept_as else "",
        "sec:sha256": text_literal(hashlib.sha256(page.text.encode()).hexdigest()) if kept_as else "",
    }
    lines = [f"src:{document}", "    a sec:Document"]
    lines += [f" ;\n    {word} {value}" for word, value in known.items() if value]
    day = date_line(page.text)
    likely = {"dcterms:issued": f"{date_literal(day)} "} if day else {}
    said = f"  # {page.publisher}" if page.publisher else ""
    offers = [
        f"dcterms:publisher {shorten(publisher) if publisher else 'ent:'} ;{said}",
        f"sec:hasStanding standing:{_standing(page.address)} ;",
        *(
            f"{word} {likely.get(word, '')};"
            for word, value in known.items()
            if not value and not word.startswith(("sec:fileName", "sec:sha256"))
        ),
    ]
    return "\n".join([lines[0], lines[1]]) + "".join(lines[2:]) + " ;\n" + _offered(offers, "    ") + ".\n"


_GOVERNMENT = re.compile(
    r"(^|\.)(gc|gob|gouv|gov|government|govt|mil|regeringen|regjeringen)(\.[a-z]{2,3})*$|(^|\.)canada\.ca$"
)
"""What the hosts of governments have in their names."""


def _standing(address: str) -> str:
    """Return the standing that a host is likely to have, none where it tells nothing."""
    return "government" if _GOVERNMENT.search(urlsplit(address).hostname or "") else ""


def _passage(document: str, passage: DraftPassage, has_range: bool, tongues: Sequence[str]) -> str:
    block, today = passage.block, datetime.date.today().isoformat()
    lines = [f":{passage.id}", "    a sec:Passage ;"]
    if has_range:
        lines += [f"    oa:end {block.end} ;", f"    oa:start {block.start} ;"]
    lines.append(f"    sec:isPassageOf src:{document} ;")
    if block.heading:
        lines.append(f"    sec:section {text_literal(block.heading)}@en ;")
    texts = ", ".join(f"{text_literal(message('draft.paragraph', tag, number=block.number))}@{tag}" for tag in tongues)
    lines += [f"    sec:locator {texts} ;", f"    sec:textFragment {text_literal(_fragment(block, passage.marks))} ."]
    says = blank_texts(tongues)
    reading = [
        f":{passage.id} sec:readFrom reading:whole-page ; sec:readOn {date_literal(today)} ; sec:says {says} .",
        *(f"  | {line}" for line in _wrapped(block.text)),
        f"  = {', '.join(_mark_text(mark, tongues[0]) for mark in passage.marks if mark.kind != 'new')}",
    ]
    new = dict.fromkeys(mark.text for mark in passage.marks if mark.kind == "new")
    if new:
        reading.append(f"  + {message('draft.new', tongues[0], names=', '.join(new))}")
    claims = _offered(dict.fromkeys(passage.offers), "    ")
    return "\n".join(lines) + "\n" + _offered(reading, "") + f":{passage.id} {{\n{claims}}}\n"


def _offered(lines: Iterable[str], indent: str) -> str:
    return "".join(f"{OFFER} {indent}{line}\n" for line in lines)


def _wrapped(text: str, width: int = 110) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width, break_long_words=False)


def _mark_text(mark: Mark, language: str) -> str:
    if mark.kind == "name":
        return shorten(mark.value)
    if mark.kind != "date":
        return " ".join(mark.text.split())
    said = [message(f"draft.date.{mark.part}", language)] if mark.part else []
    said += [message("draft.date.of_page", language)] if mark.of_page else []
    return mark.value + (f" ({', '.join(said)})" if said else "")


def _fragment(block: Block, marks: Iterable[Mark]) -> str:
    """Return six words of a paragraph, from its first mark on, by which a link opens the page at the place."""
    starts = [match.start() for match in re.finditer(r"\S+", block.text)]
    first = min((mark.start for mark in marks), default=0)
    at = max(0, min(sum(start <= first for start in starts) - 1, len(starts) - 6))
    return " ".join(block.text.split()[at : at + 6])


def _address(address: str) -> str:
    return re.sub(r"[\s<>\"{}|\\^`]", lambda sign: f"%{ord(sign[0]):02X}", address)
