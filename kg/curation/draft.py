"""From the text of a page to a document file that is ready to finish: passages cut, names and figures marked."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise, product
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.curation.date_marks import date_line, find_dates, only_year
from kg.curation.figure_marks import find_figures
from kg.curation.mark import Mark
from kg.curation.name_forms import forms
from kg.curation.name_marks import NameFinder
from kg.curation.new_names import find_new_names, swallowed
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
_SHORTEST, _LONGEST_SHARED = 4, 2
"""Words so long mean something; two forms of a word may share so many letters of their endings."""
_FRENCH_ENDINGS = "|s|e|es|ee|ees|er|ent|ait|aient|ant|a|ont|era|eront|ir|it|is|ies|issent|u|ue|us|ues|re|t"
_ENDINGS = {
    "en": frozenset(["", "s", "es", "d", "ed", "e", "ing", "y", "ies", "ied", "n", "en"]),
    "fr": frozenset(_FRENCH_ENDINGS.split("|")),
}
"""What words of each language end with in one form or another, without accents."""
_NEAR = 2
_PREPOSITIONS = {
    **{
        word: (word,)
        for word in ("at", "by", "for", "from", "in", "of", "on", "to", "with", "avec", "par", "pour", "sur")
    },
    **dict.fromkeys(("a", "au", "aux"), ("a", "au", "aux")),
    **dict.fromkeys(("de", "du", "des", "d"), ("de", "du", "des", "d")),
}
"""What a label may end with, in the forms of each; it stands among so many words after the verb."""
_MODIFIES = re.compile(r"-[a-z]")
"""What makes a name tell of another thing: *the US-led exercise*."""
_BETWEEN = re.compile(r"(?:[\s,;/–-]|\b(?:and|et|or|ou|the|le|la|les|du|des|de)\b|\b[ld][’'])*", re.IGNORECASE)


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
    offered = _Offers(engine, tongues)
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
    head = _head(own_id, page, names, f"{own_id}.txt" if kept else "")
    body = "\n".join(_passage(own_id, passage, kept, tongues) for passage in passages)
    return Draft(own_id, page, passages, f"{_prefixes(own_id)}\n{head}\n{body}")


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


def name_finder(engine: Engine) -> NameFinder:
    """Return what finds the names of a record, in the forms that pages give them."""
    names = list(record_names(engine))
    countries: dict[str, list[str]] = defaultdict(list)
    for entity, _, name, own in engine.table(lookup("names")).rows:
        if local_name(str(own)) == "Country":
            countries[str(entity)].append(str(name))
    return NameFinder(names, forms(names, countries))


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
        self._words: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
        for relation, domain, range_, label, language in engine.table(lookup("fitting-relations")).rows:
            self._fits[str(relation)].add((str(domain), str(range_)))
            if words := _own_words(str(label)):
                self._words[str(relation), str(language)].add(words)
        self._classes: dict[str, set[str]] = defaultdict(set)
        for entity, own in engine.table(lookup("classes-of")).rows:
            self._classes[str(entity)].add(str(own))
        self.placed = frozenset(
            entity for entity, own in self._classes.items() if {local_name(one) for one in own} & {"Country", "Place"}
        )

    def about(self, text: str, marks: Iterable[Mark], language: str = "en") -> Iterator[str]:
        """Yield the lines that are offered for a paragraph: relations, then figures."""
        marks = list(marks)
        for sentence in _SENTENCE.finditer(text):
            within = [mark for mark in marks if sentence.start() <= mark.start < sentence.end()]
            names = [mark for mark in within if mark.kind in ("name", "new")]
            ends = [mark for mark in names if not _MODIFIES.match(text, mark.end)]
            yield from self._relations(text, ends, list(_words(text, *sentence.span(), names)), language)
            yield from self._ranges(within)
            things = list(dict.fromkeys(mark.value for mark in names if mark.kind == "name"))
            for mark in within:
                if mark.kind == "figure" and things:
                    dates = [other.value for other in within if other.kind == "date"]
                    yield _figure_offer(mark, things[0], dates, self._tongues)

    def _ranges(self, marks: Sequence[Mark]) -> Iterator[str]:
        """Yield when an operation that a sentence names began and ended, where the sentence says from when to when."""
        running = [
            mark for mark in marks if any(local_name(own) == "Operation" for own in self._classes.get(mark.value, ()))
        ]
        for first, last in pairwise(mark for mark in marks if mark.kind == "date"):
            if running and (first.part, last.part) == ("start", "end"):
                thing = next((mark for mark in reversed(running) if mark.end <= first.start), running[0])
                dates = f"sec:endDate {_date(last.value)} ; sec:startDate {_date(first.value)}"
                yield f"{shorten(thing.value)} {dates} ."

    def _relations(
        self, text: str, names: Sequence[Mark], words: Sequence[tuple[int, str]], language: str
    ) -> Iterator[str]:
        """Yield the relations that may join names: those whose words all stand in the sentence."""
        for relation in sorted(self._fits):
            labels = self._words[relation, language if language in self._tongues else self._tongues[0]]
            said = [at for label in labels if (at := _place_of(label, words, language)) is not None]
            ends = self._joined(relation, text, names, min(said)) if said else []
            for first, second in list(dict.fromkeys(ends))[:_MOST_PAIRS]:
                yield f"{shorten(first)} {shorten(relation)} {shorten(second)} ."

    def _joined(self, relation: str, text: str, names: Sequence[Mark], at: int) -> Iterator[tuple[str, str]]:
        """Yield the pairs that a relation said at a place may join: of two things these, of more those around it."""
        things = list(dict.fromkeys(mark.value for mark in names))
        if len(things) == 2:
            yield from self._fitting(relation, *things)
            return
        rows = _rows(text, names)
        left = [row for row in rows if row[0].start < at]
        right = [row for row in rows if row[0].start >= at]
        if not right:
            pairs = combinations(left[-1], 2) if left else ()
            yield from (ends for one, other in pairs for ends in self._between(relation, [[one]], [[other]]))
            return
        nearest = next((row for row in reversed(left) if list(self._between(relation, [row], right[:1]))), [])
        found = list(self._between(relation, [nearest, *left[:1]], right[:1]))
        yield from found or self._between(relation, right[:1], right[1:2])

    def _between(
        self, relation: str, rows: Iterable[Sequence[Mark]], others: Iterable[Sequence[Mark]]
    ) -> Iterator[tuple[str, str]]:
        others = list(others)
        for one, other in product((mark for row in rows for mark in row), (mark for row in others for mark in row)):
            if one.kind == other.kind == "name":
                yield from self._fitting(relation, one.value, other.value)

    def _fitting(self, relation: str, one: str, other: str) -> list[tuple[str, str]]:
        """Return two things in the order in which a relation may join them, nothing where it may not."""
        ends = [(one, other), (other, one)] if one != other else []
        return [pair for pair in ends if self._fit(relation, *pair)][:1]

    def _fit(self, relation: str, first: str, second: str) -> bool:
        classes = self._classes
        return any(domain in classes[first] and range_ in classes[second] for domain, range_ in self._fits[relation])


def _rows(text: str, names: Sequence[Mark]) -> list[list[Mark]]:
    """Return names by rows: those that nothing but commas, articles and *and* stand between."""
    rows: list[list[Mark]] = []
    for mark in names:
        if rows and _BETWEEN.fullmatch(text, rows[-1][-1].end, mark.start):
            rows[-1].append(mark)
        else:
            rows.append([mark])
    return rows


def _words(text: str, start: int, end: int, names: Sequence[Mark]) -> Iterator[tuple[int, str]]:
    """Yield the words of a sentence that belong to no name, each with its place."""
    for match in re.finditer(r"[^\W\d_]+", text[start:end]):
        at = start + match.start()
        is_name = any(mark.start <= at < mark.end for mark in names) or (match.start() > 1 and match[0][0].isupper())
        if not is_name:
            yield at, fold(match[0])


def _place_of(label: tuple[str, ...], words: Sequence[tuple[int, str]], language: str) -> int | None:
    """Return where the words of a label begin to stand, in any inflection; None where one of them does not.

    A preposition that the label ends with follows: what is *reported by* somebody does not *report to* them.
    """
    own = [word for word in label if len(word) >= _SHORTEST and word not in _PREPOSITIONS]
    last = _PREPOSITIONS.get(label[-1], ())
    for number, (at, word) in enumerate(words):
        if _same_word(own[-1], word, language):
            after = [other for _, other in words[number + 1 : number + 1 + _NEAR]]
            found = [next((at for at, word in words if _same_word(one, word, language)), None) for one in own[:-1]]
            if None not in found and (not last or any(other in last for other in after)):
                return min([at, *(place for place in found if place is not None)])
    return None


def _same_word(one: str, other: str, language: str) -> bool:
    """Tell whether two words differ in their inflection alone: *leads* and *leading*, not *succeeds* and *success*."""
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    endings = _ENDINGS["fr" if language == "fr" else "en"]
    return any(
        one[cut:] in endings and other[cut:] in endings
        for cut in range(shared, max(_SHORTEST, shared - _LONGEST_SHARED) - 1, -1)
    )


def _own_words(label: str) -> tuple[str, ...]:
    """Return the words of a label where one of them is long enough to mean something."""
    words = tuple(fold(label).split())
    return words if any(len(word) >= _SHORTEST and word not in _PREPOSITIONS for word in words) else ()


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
    day = date_line(page.text)
    likely = {"dcterms:issued": f"{_date(day)} "} if day else {}
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
        lines.append(f"    sec:section {_text(block.heading)}@en ;")
    texts = ", ".join(f"{_text(message('draft.paragraph', tag, number=block.number))}@{tag}" for tag in tongues)
    lines += [f"    sec:locator {texts} ;", f"    sec:textFragment {_text(_fragment(block, passage.marks))} ."]
    says = _blanks(tongues)
    reading = [
        f":{passage.id} sec:readFrom reading:whole-page ; sec:readOn {_date(today)} ; sec:says {says} .",
        *(f"  | {line}" for line in _wrapped(block.text)),
        f"  = {', '.join(_mark_text(mark, tongues[0]) for mark in passage.marks if mark.kind != 'new')}",
    ]
    new = dict.fromkeys(mark.text for mark in passage.marks if mark.kind == "new")
    if new:
        reading.append(f"  + {message('draft.new', tongues[0], names=', '.join(new))}")
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


def _text(value: str) -> str:
    return str(ox.Literal(" ".join(value.split())))


_DATE_TYPES: Mapping[int, str] = {4: "gYear", 7: "gYearMonth", 10: "date"}


def _date(value: str) -> str:
    return f'"{value}"^^xsd:{_DATE_TYPES[len(value)]}'
