"""What is told in sentences, as files: Markdown with footnotes, a page of HTML with notes, and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.language import colon
from kg.messages import message
from kg.render.citations import Citations, cite, publisher_text, reading_text
from kg.render.markdown import markdown_facts, markdown_text

if TYPE_CHECKING:
    from kg.record.evidence import Passage

Facts = Sequence[tuple[str, str]]

_MARK = re.compile("\ue000(\\d+)\ue001")
"""How the number of a source stands within a sentence until a format is chosen; no text on record has such signs."""

_STYLE = """
body{font:1rem/1.5 Verdana,"DejaVu Sans",Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:1.6rem}h3{font-size:1rem}sup a{text-decoration:none}
table{border-collapse:collapse}
th,td{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top}
.notes,footer{font-size:.85rem;color:#444}a{color:#0072b2}
"""


class NumberedCitations(Citations):
    """Citations whose marks can be told from the text around them."""

    def markers(self, iris: Iterable[str]) -> str:
        """Return the marks of passages, numbering those that are new."""
        return re.sub(r"\[(\d+)\]", "\ue000\\1\ue001", super().markers(iris))


@dataclass(frozen=True)
class Section:
    """A heading with what is told under it: sentences with marks, then sections of their own."""

    heading: str
    sentences: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Report:
    """What is told of something: a title, lines under it, sections, and the sources that their marks number."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    citations: Citations
    language: str = "en"
    facts: Facts = field(default=())


def report_file(report: Report, format_name: str) -> bytes:
    """Return a report as ``markdown`` (or ``md``), ``html`` or ``json``. Raises KgError for another format."""
    if format_name not in _WRITERS:
        raise KgError("error.format.unknown_text", name=format_name, known=", ".join(_WRITERS))
    return _WRITERS[format_name](report).encode()


def source_record(number: int, words: str, passage: Passage, language: str) -> dict[str, Any]:
    """Return what is told of a source: its number, our words, the document with its address, how it was read."""
    document = passage.document
    return {
        "number": number,
        "passage": passage.iri,
        "words": words,
        "title": document.title,
        "publisher": publisher_text(document, language),
        "date": document.issued,
        "address": passage.address,
        "kind": document.kind.words(language),
        "reading": reading_text(passage, language),
    }


def markdown_notes(citations: Citations, language: str) -> str:
    """Return the sources as footnotes of Markdown."""
    return "".join(
        f"\n[^{number}]: {markdown_text(words)} — {markdown_text(cite(passage, language))}\n"
        for number, words, passage in citations.entries(language)
    )


def markdown_marks(text: str) -> str:
    """Return a text with marks in Markdown."""
    parts = _MARK.split(text)
    return "".join(f"[^{part}]" if place % 2 else markdown_text(part) for place, part in enumerate(parts))


def html_notes(citations: Citations, language: str) -> str:
    """Return the sources as a list that marks lead to."""
    items = "".join(
        f'<li id="n{number}" value="{number}">{escape(words)}<br>— {_linked(cite(passage, language))}</li>'
        for number, words, passage in citations.entries(language)
    )
    return f'<h2>{escape(message("common.sources", language))}</h2><ol class="notes">{items}</ol>' if items else ""


def html_marks(text: str) -> str:
    """Return a text with marks in HTML."""
    return _MARK.sub(r'<sup><a href="#n\1">[\1]</a></sup>', escape(text))


def html_document(title: str, body: str, facts: Facts = (), language: str = "en") -> str:
    """Return a page that needs nothing else and runs nothing."""
    told = "".join(f"<div>{escape(label)}{colon(language)} {_linked(value)}</div>" for label, value in facts)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body>{body}{f'<hr><footer>{told}</footer>' if told else ''}</body></html>\n"
    )


def _markdown(report: Report) -> str:
    lines = [f"# {markdown_marks(report.title)}\n", *(f"{markdown_marks(line)}\n" for line in report.lead if line)]
    lines += [line for section in report.sections for line in _markdown_section(section, 2)]
    facts = markdown_facts(report.facts, report.language)
    return "\n".join(lines) + markdown_notes(report.citations, report.language) + facts


def _markdown_section(section: Section, level: int) -> list[str]:
    sentences = [f"- {markdown_marks(sentence)}" for sentence in section.sentences]
    inner = [line for one in section.sections for line in _markdown_section(one, level + 1)]
    return [f"{'#' * level} {markdown_marks(section.heading)}\n", *sentences, *([""] if sentences else []), *inner]


def _html(report: Report) -> str:
    lead = "".join(f"<p>{html_marks(line)}</p>" for line in report.lead if line)
    told = "".join(_html_section(section, 2) for section in report.sections)
    notes = html_notes(report.citations, report.language)
    body = f"<h1>{html_marks(report.title)}</h1>{lead}{told}{notes}"
    return html_document(_MARK.sub("", report.title), body, report.facts, report.language)


def _html_section(section: Section, level: int) -> str:
    items = "".join(f"<li>{html_marks(sentence)}</li>" for sentence in section.sentences)
    inner = "".join(_html_section(one, level + 1) for one in section.sections)
    heading = f"<h{level}>{html_marks(section.heading)}</h{level}>"
    return f"{heading}{f'<ul>{items}</ul>' if items else ''}{inner}"


def _json(report: Report) -> str:
    entries = report.citations.entries(report.language)
    told = {
        "title": _plain(report.title),
        "lead": [_plain(line) for line in report.lead if line],
        "sections": [_json_section(section) for section in report.sections],
        "sources": [source_record(*entry, report.language) for entry in entries],
        "about": dict(report.facts),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _json_section(section: Section) -> Mapping[str, Any]:
    sentences = [
        {"text": _plain(text), "sources": [int(mark) for mark in _MARK.findall(text)]} for text in section.sentences
    ]
    told: dict[str, Any] = {"heading": _plain(section.heading), "sentences": sentences}
    return told | ({"sections": [_json_section(one) for one in section.sections]} if section.sections else {})


_WRITERS: dict[str, Callable[[Report], str]] = {"markdown": _markdown, "md": _markdown, "html": _html, "json": _json}


def _plain(text: str) -> str:
    return re.sub(r" (?=[.,;)])", "", _MARK.sub("", text)).rstrip()


def _linked(text: str) -> str:
    """Return a text with addresses of the web as links."""
    parts = re.split(r"(https?://[^\s<>\"]+)", text)
    return "".join(
        f'<a href="{escape(part)}" rel="noopener noreferrer">{escape(part)}</a>' if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )
