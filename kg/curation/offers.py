"""The claims that a paragraph may make: relations by the words of the ontology, periods, figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product

from kg.curation.mark import Mark
from kg.curation.turtle import blank_texts, date_literal, text_literal
from kg.language import fold
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import local_name, shorten

_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?![\s»”\"])[^.!?]*)*[.!?]*[»”\"]?")
_MOST_PAIRS = 6
"""For so many pairs of a sentence relations are offered: more would be slower to read than to write."""
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


class Offers:
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
                dates = f"sec:endDate {date_literal(last.value)} ; sec:startDate {date_literal(first.value)}"
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
    date = f"sec:date {date_literal(dates[0])} ; " if dates else ""
    units = ", ".join([f"{text_literal(mark.unit)}@{tongues[0]}", *(f'""@{tag}' for tag in tongues[1:])])
    return (
        f"figure:{local_name(thing)}-{unit} a sec:Figure ; sec:isAbout {shorten(thing)} ; {hedge}{date}"
        f"sec:value {mark.value} ; sec:unit {units} ; sec:quantity {blank_texts(tongues)} ."
    )
