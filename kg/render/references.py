"""References for a bibliography: what is cited, as Markdown and as the files that reference managers read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.language import colon, date_text, localized, quoted
from kg.messages import message
from kg.render.citations import cite, document_text, reading_text
from kg.render.markdown import markdown_text

if TYPE_CHECKING:
    from kg.record.dataset import Dataset
    from kg.record.entities import Entity
    from kg.record.evidence import Document, Passage


@dataclass(frozen=True)
class Reference:
    """Something to be cited; what is not known is empty.

    ``text`` is the reference in words. Dates are as precise as they are known; ``accessed`` is the day of reading,
    ``work`` what the cited thing is a part of, ``kind`` what sort of document it is, in words.
    """

    id: str
    text: str
    title: str
    address: str = ""
    author: str = ""
    publisher: str = ""
    issued: str = ""
    accessed: str = ""
    work: str = ""
    version: str = ""
    language: str = ""
    kind: str = ""
    notes: tuple[str, ...] = ()


FORMATS = {"markdown": "md", "bibtex": "bib", "ris": "ris", "csl-json": "csl.json"}
"""The formats of references, with the endings of their files."""

MEDIA = {
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl-json": "application/vnd.citationstyles.csl+json",
}
"""The media types of those that programs read."""


def entity_references(entity: Entity, dataset: Dataset, language: str = "en") -> list[Reference]:
    """Return what is cited for an entity: its page in the graph, then each document that speaks of it."""
    found = {one.document.iri: one.document for one in entity.passages.values()}
    found.update((one.iri, one) for one in entity.documents)
    ordered = sorted(found.values(), key=lambda one: (one.title.casefold(), one.iri))
    return [_entry(entity, dataset, language), *(document_reference(one, language) for one in ordered)]


def document_reference(document: Document, language: str = "en") -> Reference:
    """Return the reference of a document.

    >>> from kg.record.evidence import Document
    >>> document_reference(Document("src:a", "A page", address="https://example.org/a")).text
    '“A page”, https://example.org/a'
    """
    own = document.voice.iri and document.voice.iri != document.iri
    text = ", ".join(one for one in (document_text(document, language), document.address) if one)
    return Reference(
        document.id,
        text,
        document.title or document.id,
        document.address,
        author=document.voice.name(language) if own else "",
        publisher=document.publisher.name(language),
        issued=document.issued,
        language=document.language,
        kind=document.kind.words(language),
    )


def passage_reference(passage: Passage, language: str = "en") -> Reference:
    """Return the reference of a passage: its document, the place, what it says in our words, how it was read."""
    place = (passage.section, localized(passage.locator, language))
    says = localized(passage.says, language)
    words = f"{message('reference.own_words', language)}{colon(language)} {says}" if says else ""
    notes = (*place, words, reading_text(passage, language), localized(passage.reservation, language))
    return replace(
        document_reference(passage.document, language),
        id="-".join(passage.iri.rsplit("/", 2)[-2:]),
        text=cite(passage, language),
        address=passage.address,
        accessed=passage.read_on,
        notes=tuple(one for one in notes if one),
    )


def _entry(entity: Entity, dataset: Dataset, language: str) -> Reference:
    title, work = localized(entity.labels, language) or entity.id, localized(dataset.titles, language)
    day = date_text(dataset.date, language) if dataset.date else ""
    parts = (quoted(title, language), dataset.name(language), day, entity.iri)
    return Reference(
        entity.id,
        ", ".join(one for one in parts if one),
        title,
        entity.iri,
        issued=dataset.date,
        work=work,
        version=dataset.version,
        language=language,
    )


def write_references(references: Iterable[Reference], format_name: str = "markdown") -> str:
    """Return references in a format, each once; Markdown is a list. Raises KgError for one that is not known.

    >>> write_references([Reference("a", "“A”", "A")], "ris").split("\\r\\n")[:3]
    ['TY  - ELEC', 'ID  - a', 'TI  - A']
    """
    named = {"json": "csl-json", **{ending: name for name, ending in FORMATS.items()}}.get(format_name, format_name)
    if named not in _WRITERS:
        raise KgError("error.format.unknown_reference", name=format_name, known=", ".join(FORMATS))
    return _WRITERS[named](list(dict.fromkeys(references)))


def _markdown(references: Sequence[Reference]) -> str:
    return "".join(f"- {markdown_text(one.text)}\n" for one in references)


_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_NOT_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", '"': "%22", "<": "%3C", ">": "%3E"})


def _bibtex(references: Sequence[Reference]) -> str:
    return "\n".join(map(_bibtex_entry, references))


_LANGUAGE_IDS = {
    **{"da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french"},
    **{"is": "icelandic", "it": "italian", "nb": "norwegian", "nl": "dutch", "nn": "nynorsk", "no": "norwegian"},
    **{"pl": "polish", "pt": "portuguese", "sv": "swedish"},
}
"""What BibLaTeX calls languages."""


def _bibtex_entry(one: Reference) -> str:
    texts = {
        "title": _whole(one.title),
        "author": _whole(one.author),
        "publisher": _tex(one.publisher),
        "date": one.issued,
        "year": one.issued[:4],
        "booktitle": _tex(one.work),
        "version": _tex(one.version),
        "howpublished": _tex(one.kind),
        "url": _in_address(one.address),
        "urldate": one.accessed,
        "langid": _LANGUAGE_IDS.get(one.language, ""),
        "note": _tex(_notes(one)),
    }
    fields = "".join(f",\n  {name} = {{{text}}}" for name, text in texts.items() if text)
    return f"@misc{{{re.sub(r'[^A-Za-z0-9_.:-]', '-', one.id)}{fields}\n}}\n"


def _tex(text: str) -> str:
    """Return a text in which TeX takes no sign for its own; other signs stay as they are, in UTF-8."""
    return _line(text).translate(_TEX)


def _whole(text: str) -> str:
    """Return a title whose capitals stay, or the name of a body, which is no person's, in braces of its own."""
    return f"{{{_tex(text)}}}" if text else ""


def _in_address(address: str) -> str:
    return _line(address).translate(_NOT_IN_ADDRESS)


def _ris(references: Sequence[Reference]) -> str:
    return "\r\n".join(map(_ris_entry, references))


def _ris_entry(one: Reference) -> str:
    tags = (
        ("TY", "ELEC"),
        ("ID", one.id),
        ("TI", one.title),
        ("AU", one.author),
        ("PB", one.publisher),
        ("PY", one.issued[:4]),
        ("DA", _ris_date(one.issued)),
        ("T2", one.work),
        ("ET", one.version),
        ("M3", one.kind),
        ("UR", one.address),
        ("Y2", _ris_date(one.accessed)),
        ("LA", one.language),
        *(("N1", note) for note in one.notes),
    )
    return "".join(f"{tag}  - {_line(text)}\r\n" for tag, text in tags if text) + "ER  - \r\n"


def _ris_date(date: str) -> str:
    """Return a date as RIS has it: year, month, day and what else there is, each of which may be empty."""
    return "/".join([*date.split("-"), "", "", ""][:3]) + "/" if date else ""


def _csl_json(references: Sequence[Reference]) -> str:
    return json.dumps([_csl(one) for one in references], ensure_ascii=False, indent=1) + "\n"


def _csl(one: Reference) -> dict[str, Any]:
    item = {
        "id": one.id,
        "type": "entry" if one.work else "webpage",
        "title": one.title,
        "author": [{"literal": one.author}] if one.author else [],
        "publisher": one.publisher,
        "issued": _csl_date(one.issued),
        "accessed": _csl_date(one.accessed),
        "container-title": one.work,
        "version": one.version,
        "genre": one.kind,
        "URL": one.address,
        "language": one.language,
        "note": _notes(one),
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(date: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}


def _notes(one: Reference) -> str:
    return "; ".join(note.rstrip(".") for note in one.notes)


def _line(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split(" ")).strip()


_WRITERS: dict[str, Callable[[Sequence[Reference]], str]] = {
    "markdown": _markdown,
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl_json,
}
