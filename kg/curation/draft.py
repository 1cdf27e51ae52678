"""From the text of a page to a document file that is ready to finish: passages cut, names and figures marked."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.curation.marks import Mark, NameFinder, find_dates, find_figures
from kg.curation.page_text import Block, PageText
from kg.errors import KgError
from kg.language import fold
from kg.messages import message
from kg.questions.names import Names
from kg.rdf.canonical import OFFER
from kg.record.dataset import read_dataset
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import LANGUAGES, PREFIXES, SOURCE, local_name, shorten

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?![\s»”\"])[^.!?]*)*[.!?]*[»”\"]?")
_MOST_PAIRS = 6
"""For so many pairs of a sentence relations are offered: more would be slower to read than to write."""
_COMMON = ("Threat", "Aim")
_SHORTEST, _STEM = 4, 5
"""Of words so long, so many letters count: those that *participates* and *participated* share."""


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
        counts = {kind: len({mark.value for mark in marks if mark.kind == kind}) for kind in ("name", "date", "figure")}
        return message("draft.summary", language, passages=len(self.passages), mark=OFFER, **counts)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Draft {self.id}: {len(self.passages)} passages>"


def draft(engine: Engine, names: Names, page: PageText, document: str = "", *, kept: bool = False) -> Draft:
    """Return a page as a document file ready to finish; nothing is claimed that a person does not confirm.

    A paragraph becomes a passage when it names two entities of the record, or one and a date or figure. What a
    passage may claim stands in lines that begin with ``#?``: take the mark away from what the page says, write its
    ``sec:says``, and ``kg format --finish`` drops the rest. Where the page's text is ``kept`` beside the data, in a
    file of the document's name, passages carry their character range.

    Raises KgError for an id that is none, and for a page that names nothing of the record.
    """
    own_id = document or _id_of(page)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", own_id):
        raise KgError("error.draft.id", id=own_id)
    tongues = read_dataset(engine).languages
    offered = _Offers(engine, tongues)
    finder = NameFinder(record_names(engine))
    otherwise = finder.meant_otherwise(page.text)
    marked = [
        (block, finder.find(block.text, otherwise), find_dates(block.text), find_figures(block.text))
        for block in page.blocks()
    ]
    chosen = [
        (block, [*found, *dates, *figures]) for block, found, dates, figures in marked if _bears(found, dates, figures)
    ]
    if not chosen:
        raise KgError("error.draft.no_names")
    passages = tuple(
        DraftPassage(f"p{number}", block, tuple(marks), tuple(offered.about(block.text, marks)))
        for number, (block, marks) in enumerate(chosen, 1)
    )
    head = _head(own_id, page, names, f"{own_id}.txt" if kept else "")
    body = "\n".join(_passage(own_id, passage, kept, tongues) for passage in passages)
    return Draft(own_id, page, passages, f"{_prefixes(own_id)}\n{head}\n{body}")


def _bears(names: list[Mark], dates: list[Mark], figures: list[Mark]) -> bool:
    things = {mark.value for mark in names}
    return len(things) > 1 or (bool(things) and bool(dates or figures))


def record_names(engine: Engine) -> Iterator[tuple[str, str]]:
    """Yield every name of every entity, with its IRI; publishers that are no actors are named on pages by chance.

    The names of threats and aims are common nouns: they have no capital.
    """
    common = {entity for entity, own in engine.table(lookup("classes-of")).rows if local_name(str(own)) in _COMMON}
    for entity, _, name, own in engine.table(lookup("names")).rows:
        if local_name(str(own)) == "Entity":
            text = str(name)
            yield (text.lower() if entity in common and not text.isupper() else text), str(entity)


def _id_of(page: PageText) -> str:
    """Return an id from the page's host and title."""
    host = (urlsplit(page.address).hostname or "").removeprefix("www.").split(".")[0]
    words = fold(page.title).split()[:5]
    return "-".join([*([host] if host else []), *words]) or "new-document"


class _Offers:
    """The claims that a passage may make, by the words of the ontology."""

    def __init__(self, engine: Engine, tongues: Sequence[str]) -> None:
        self._tongues = tongues
        self._fits: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._words: dict[str, set[frozenset[str]]] = defaultdict(set)
        for relation, domain, range_, label in engine.table(lookup("fitting-relations")).rows:
            self._fits[str(relation)].add((str(domain), str(range_)))
            self._words[str(relation)].add(_stems(str(label)))
        self._classes: dict[str, set[str]] = defaultdict(set)
        for entity, own in engine.table(lookup("classes-of")).rows:
            self._classes[str(entity)].add(str(own))

    def about(self, text: str, marks: Iterable[Mark]) -> Iterator[str]:
        """Yield the lines that are offered for a paragraph: relations, then figures."""
        marks = list(marks)
        for sentence in _SENTENCE.finditer(text):
            within = [mark for mark in marks if sentence.start() <= mark.start < sentence.end()]
            things = list(dict.fromkeys(mark.value for mark in within if mark.kind == "name"))
            for pair in list(combinations(things, 2))[:_MOST_PAIRS]:
                yield from self._relations(pair, fold(sentence[0]))
            for mark in within:
                if mark.kind == "figure" and things:
                    dates = [other.value for other in within if other.kind == "date"]
                    yield _figure_offer(mark, things[0], dates, self._tongues)

    def _relations(self, pair: tuple[str, str], sentence: str) -> Iterator[str]:
        """Yield the relations that may join a pair: those whose words, in any language, all stand in the sentence."""
        stems = _stems(sentence)
        for relation in sorted(self._fits):
            said = [words for words in self._words[relation] if words and words <= stems]
            fitting = [ends for ends in permutations(pair) if self._fit(relation, *ends)]
            if said and fitting:
                first, second = fitting[0]
                yield f"{shorten(first)} {shorten(relation)} {shorten(second)} ."

    def _fit(self, relation: str, first: str, second: str) -> bool:
        classes = self._classes
        return any(domain in classes[first] and range_ in classes[second] for domain, range_ in self._fits[relation])


def _stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that are long enough to mean something."""
    words = (word.removesuffix("s") for word in fold(text).split())
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORTEST)


def _figure_offer(mark: Mark, thing: str, dates: list[str], tongues: Sequence[str]) -> str:
    unit = re.sub(r"[^a-z0-9]+", "-", fold(mark.unit)).strip("-") or "count"
    hedge = f"sec:hasHedge hedge:{mark.hedge} ; " if mark.hedge else ""
    date = f"sec:date {_date(dates[0])} ; " if dates else ""
    units = ", ".join([f"{_text(mark.unit)}@{tongues[0]}", *(f'""@{tag}' for tag in tongues[1:])])
    return (
        f"figure:{local_name(thing)}-{unit} a sec:Figure ; sec:isAbout {shorten(thing)} ; {hedge}{date}"
        f"sec:value {mark.value} ; sec:unit {units} ; sec:quantity {_blanks(tongues)} ."
    )


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
        "dcterms:issued": _date(page.issued) if page.issued else "",
        "dcterms:language": _text(language),
        "dcterms:title": f"{_text(page.title)}@{language}" if page.title else "",
        "schema:url": f"<{_address(page.address)}>" if page.address else "",
        "sec:fileName": _text(kept_as) if kept_as else "",
        "sec:sha256": _text(hashlib.sha256(page.text.encode()).hexdigest()) if kept_as else "",
    }
    lines = [f"src:{document}", "    a sec:Document"]
    lines += [f" ;\n    {word} {value}" for word, value in known.items() if value]
    said = f"  # {page.publisher}" if page.publisher else ""
    offers = [
        f"dcterms:publisher {shorten(publisher) if publisher else 'ent:'} ;{said}",
        f"sec:hasStanding standing:{_standing(page.address)} ;",
        *(
            f"{word} ;"
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
        lines.append(f"    sec:section {_text(block.heading)}@en ;")
    texts = ", ".join(f"{_text(message('draft.paragraph', tag, number=block.number))}@{tag}" for tag in tongues)
    lines += [f"    sec:locator {texts} ;", f"    sec:textFragment {_text(_fragment(block, passage.marks))} ."]
    says = _blanks(tongues)
    reading = [
        f":{passage.id} sec:readFrom reading:whole-page ; sec:readOn {_date(today)} ; sec:says {says} .",
        *(f"  | {line}" for line in _wrapped(block.text)),
        f"  = {', '.join(_mark_text(mark) for mark in passage.marks)}",
    ]
    claims = _offered(dict.fromkeys(passage.offers), "    ")
    return "\n".join(lines) + "\n" + _offered(reading, "") + f":{passage.id} {{\n{claims}}}\n"


def _blanks(tongues: Sequence[str]) -> str:
    """Return a text to be written in each language."""
    return ", ".join(f'""@{tag}' for tag in tongues)


def _offered(lines: Iterable[str], indent: str) -> str:
    return "".join(f"{OFFER} {indent}{line}\n" for line in lines)


def _wrapped(text: str, width: int = 110) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width, break_long_words=False)


def _mark_text(mark: Mark) -> str:
    if mark.kind == "name":
        return shorten(mark.value)
    return mark.value if mark.kind == "date" else mark.text


def _fragment(block: Block, marks: Iterable[Mark]) -> str:
    """Return six words of a paragraph, from its first mark on, by which a link opens the page at the place."""
    starts = [match.start() for match in re.finditer(r"\S+", block.text)]
    first = min((mark.start for mark in marks), default=0)
    at = max(0, min(sum(start <= first for start in starts) - 1, len(starts) - 6))
    return " ".join(block.text.split()[at : at + 6])


def _address(address: str) -> str:
    return re.sub(r"[\s<>\"{}|\\^`]", lambda sign: f"%{ord(sign[0]):02X}", address)


def _text(value: str) -> str:
    return str(ox.Literal(" ".join(value.split())))


_DATE_TYPES: Mapping[int, str] = {4: "gYear", 7: "gYearMonth", 10: "date"}


def _date(value: str) -> str:
    return f'"{value}"^^xsd:{_DATE_TYPES[len(value)]}'
