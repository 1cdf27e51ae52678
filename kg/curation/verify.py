"""Whether the pages of the record are still there, and still say what their claims need: for a person to act on."""

from __future__ import annotations

import codecs
import datetime
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from kg.curation.date_marks import find_dates
from kg.curation.name_marks import NameFinder
from kg.curation.record_names import name_finder
from kg.curation.web import Answered, PoliteReader
from kg.language import fold
from kg.messages import message
from kg.optional import import_optional
from kg.rdf.cache import cache_folder
from kg.rdf.drafts import replace_file
from kg.record.evidence import Document
from kg.record.evidence_reader import read_documents
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.sparql.table import Table

_AT_ONCE = 8
"""So many hosts are asked side by side, each of them one request at a time."""


@dataclass(frozen=True)
class Expected:
    """What a page should hold, by what its document's passages and claims say."""

    fragments: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verified:
    """What was found of one document on a day. ``missing`` lists, by kind, what its page no longer shows."""

    document: str
    address: str
    state: str
    why: str = ""
    now_at: str = ""
    archived: str = ""
    missing: Mapping[str, Sequence[str]] = field(default_factory=dict)
    on: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether words by which a passage was found stand on the page no more."""
        return bool(self.missing.get("fragments"))

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody should look: the page is not there as it was, or has changed."""
        return self.state != "there" or self.is_changed


def verify(
    engine: Engine,
    documents: Iterable[str] = (),
    *,
    reader: PoliteReader,
    seen: Path | None = None,
    days: int = 7,
    timegate: str = "",
    told: Callable[[Verified], None] = lambda _: None,
) -> list[Verified]:
    """Return what came of asking for the pages of documents (IRIs; all that have an address, when none is named).

    What was asked within so many ``days`` is taken from the folder ``seen`` and not asked again, so that an interrupted
    run goes on where it stopped. Where a page is gone, a ``timegate`` (RFC 7089) is asked for an archived copy.
    ``told`` hears of each as it comes. Nothing is written but in ``seen``.
    """
    chosen = set(documents)
    wanted = [one for iri, one in read_documents(engine).items() if one.address and (not chosen or iri in chosen)]
    finder, expected = name_finder(engine), _expected(engine)
    hosts: dict[str, list[Document]] = defaultdict(list)
    for one in wanted:
        hosts[urlsplit(one.address).netloc].append(one)

    def of_host(there: list[Document]) -> list[Verified]:
        found = []
        for one in there:
            kept = _kept(seen, one, days)
            found.append(kept or _verified(one, reader, expected.get(one.iri, Expected()), finder, timegate))
            if not kept:
                _keep(seen, found[-1])
            told(found[-1])
        return found

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return sorted(
            (one for found in pool.map(of_host, hosts.values()) for one in found), key=lambda one: one.document
        )


def seen_folder() -> Path | None:
    """Return the folder in which what was found is kept between runs, None where there is no place for it."""
    cache = cache_folder()
    return cache / "verified" if cache else None


def as_table(found: Iterable[Verified]) -> Table:
    """Return what was found as a table, what needs a person first."""
    columns = ["document", "state", "why", "address", "now_at", "archived", "changed", "missing"]
    rows = [
        (
            one.document,
            one.state,
            one.why,
            one.address,
            one.now_at,
            one.archived,
            f"{len(one.missing.get('fragments', ()))}" if one.is_changed else "",
            "; ".join(text for kind, texts in one.missing.items() if kind != "fragments" for text in texts),
        )
        for one in sorted(found, key=lambda one: (not one.needs_a_person, one.document))
    ]
    return Table.of(columns, rows)


def page_words(answer: Answered) -> str:
    """Return all words of a page as text, whatever its marks say is content.

    Raises KgError when the package that reads pages is missing.
    """
    try:
        codecs.lookup(answer.charset)
        text = answer.body.decode(answer.charset, "replace")
    except LookupError:
        text = answer.body.decode("utf-8", "replace")
    return str(import_optional("trafilatura").html2txt(text) or "") if "<" in text else text


def _verified(
    document: Document, reader: PoliteReader, expected: Expected, finder: NameFinder, timegate: str
) -> Verified:
    answer = reader.read(document.address)
    missing = (
        _missing(page_words(answer), expected, finder, document.issued) if answer.state in ("there", "moved") else {}
    )
    archived = _archived(reader, timegate, document.address) if timegate and answer.state in ("gone", "silent") else ""
    return Verified(
        document.id,
        document.address,
        answer.state,
        answer.why,
        now_at=answer.address if answer.state == "moved" else "",
        archived=archived,
        missing=missing,
        on=datetime.date.today().isoformat(),
    )


def _missing(text: str, expected: Expected, finder: NameFinder, issued: str) -> dict[str, list[str]]:
    """Return what a page should hold and does not, by kind; kinds of which all is there are left out."""
    words = f" {fold(text)} "
    named = {mark.value for mark in finder.find(text)}
    dates = {mark.value for mark in find_dates(text, issued)}
    digits = set(re.findall(r"\d+", re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3})", "", text)))
    missing = {
        "fragments": [one for one in expected.fragments if f" {fold(one)} " not in words],
        "names": [one for one in expected.names if one not in named],
        "dates": [one for one in expected.dates if not any(other.startswith(one) for other in dates)],
        "figures": [one for one in expected.figures if one.split(".")[0] not in digits],
    }
    return {kind: found for kind, found in missing.items() if found}


def _archived(reader: PoliteReader, timegate: str, address: str) -> str:
    """Return the address of an archived copy that a timegate leads to, none where it has none."""
    answer = reader.read(timegate + address)
    return (
        answer.address
        if answer.state in ("moved", "there", "unreadable") and answer.address != timegate + address
        else ""
    )


def _expected(engine: Engine) -> dict[str, Expected]:
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for document, kind, value in engine.table(lookup("verifiable")).rows:
        found[str(document)][str(kind)][str(value)] = None
    return {
        document: Expected(*(tuple(kinds[kind]) for kind in ("fragment", "name", "date", "figure")))
        for document, kinds in found.items()
    }


def _kept(seen: Path | None, document: Document, days: int) -> Verified | None:
    """Return what was found of a document not longer ago than so many days, None when it must be asked."""
    if seen is None or days <= 0:
        return None
    try:
        found = Verified(**json.loads((seen / f"{document.id}.json").read_text(encoding="utf-8")))
        age = datetime.date.today() - datetime.date.fromisoformat(found.on)
    except (OSError, ValueError, TypeError):
        return None
    return found if found.address == document.address and 0 <= age.days < days else None


def _keep(seen: Path | None, found: Verified) -> None:
    if seen is not None:
        seen.mkdir(parents=True, exist_ok=True)
        replace_file(seen / f"{found.document}.json", json.dumps(asdict(found), ensure_ascii=False).encode())


def verified_text(found: Iterable[Verified], language: str = "en") -> str:
    """Return in a line how many documents are in each state, commonest first."""
    tally = Counter("changed" if one.state == "there" and one.is_changed else one.state for one in found)
    return ", ".join(message(f"verify.{state}", language, count=count) for state, count in tally.most_common())
