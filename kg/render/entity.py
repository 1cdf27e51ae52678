"""An entity told in short: the best founded of each kind, a document for each sentence, and how much more there is."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.language import colon
from kg.messages import message
from kg.render.citations import Citations, document_text, wrap
from kg.render.sentences import entity_absence, heading, identifier_lines, period_lines, sections, tell_entity, tie_text
from kg.render.text import clean
from kg.vocabulary import TERM

if TYPE_CHECKING:
    from kg.record.entities import Entity
    from kg.record.evidence import Claim, Passage
    from kg.record.labels import Labels
    from kg.record.ties import Relation, Tie

Section = tuple[str, list[str]]
"""A heading with its sentences."""

_MOST_WHOLE = 60
"""What takes no more lines than these is told whole."""

_MOST_TIES, _MOST_FIGURES, _MOST_EVENTS = 5, 2, 3


class _FewCitations(Citations):
    """Citations that name one document for each sentence, the best source, and how many more passages there are."""

    def __init__(self, passages: dict[str, Passage]) -> None:
        super().__init__(passages)
        self._named: dict[str, str] = {}

    def markers(self, iris: Iterable[str]) -> str:
        """Return the mark of one document and the number of the other passages, such as ``[1]+3``."""
        known = sorted({iri for iri in iris if iri in self._passages}, key=self._ground)
        more = f"+{len(known) - 1}" if len(known) > 1 else ""
        return "".join(super(_FewCitations, self).markers([self._one(iri)]) for iri in known[:1]) + more

    def _one(self, iri: str) -> str:
        """Return the passage that stands for all of its document."""
        return self._named.setdefault(self._passages[iri].document.iri, iri)

    def _ground(self, iri: str) -> tuple[int, bool, str]:
        """Rank a passage: by the kind of its document, then one whose document is named already."""
        document = self._passages[iri].document
        return document.kind.rank, document.iri not in self._named, iri

    def lines(self, language: str) -> list[str]:
        """Return the citations as lines: the title of each document, who publishes it, and when."""
        lines = []
        for number, _, passage in self.entries(language):
            lines += wrap(f"[{number}] {document_text(passage.document, language)}", "      ")
        return lines


def tell_short(entity: Entity, labels: Labels, relations: Mapping[str, Relation], language: str = "en") -> str:
    """Return the most important of what is told of an entity, ties by family; all of it where that is little."""
    if entity.documents or len(entity.ties) <= _MOST_WHOLE:  # each takes a line and more
        whole = tell_entity(entity, labels, language)
        if entity.documents or whole.count("\n") <= _MOST_WHOLE:
            return whole
    citations, called = _FewCitations(entity.passages), labels.with_names(entity.iri, entity.abbreviations)
    stated = sections(replace(entity, ties=(), figures={}, events={}), called, citations, language)
    told = [*((section, 0) for section in stated), *_families(entity, relations, called, citations, language=language)]
    few = replace(entity, claims=(), ties=(), figures=_best_founded(entity.figures), events=_latest(entity.events))
    more = {
        message("common.figures", language): len(entity.figures) - len(few.figures),
        message("common.events", language): len(entity.events) - len(few.events),
    }
    told += [(section, more[section[0]]) for section in sections(few, called, citations, language)]
    return _page(entity, labels, told, citations, language=language)


def _page(
    entity: Entity, labels: Labels, told: Iterable[tuple[Section, int]], citations: Citations, *, language: str
) -> str:
    """Return the sections as a page, each with the number of sentences that it leaves out."""
    lines = [
        *heading(entity, labels, language),
        *identifier_lines(entity),
        *period_lines(entity.period, entity.ties, language),
        *entity_absence(entity, language),
    ]
    for (name, sentences), more in told:
        lines += ["", name, *(line for sentence in sentences for line in wrap(f"  {sentence}", "    "))]
        lines += [f"  {message('entity.more', language, count=more)}"] if more > 0 else []
    lines += ["", message("entity.sources_in_short", language), *citations.lines(language)]
    lines += ["", _whole(entity, language)]
    return clean("\n".join(lines)) + "\n"


def _families(
    entity: Entity, relations: Mapping[str, Relation], labels: Labels, citations: Citations, *, language: str
) -> list[tuple[Section, int]]:
    """Return the ties by family, in the order of the legend: the best founded of each, and how many more there are."""
    by_family: dict[str, list[Tie]] = defaultdict(list)
    for tie in sorted(entity.ties, key=lambda tie: (relations[tie.relation].order, relations[tie.relation].family)):
        by_family[relations[tie.relation].family].append(tie)
    told = []
    for family, ties in by_family.items():
        best = _of_each_relation(ties)[:_MOST_TIES]
        sentences = [tie_text(tie, labels, citations, language) for tie in best]
        told.append(((labels.of(family, language).capitalize(), sentences), len(ties) - len(best)))
    return told


def _of_each_relation(ties: Iterable[Tie]) -> list[Tie]:
    """Return ties in turns: the best founded of each relation that still lasts, then the next ones."""
    turns: dict[str, int] = defaultdict(int)
    ranked = []
    for tie in sorted(ties, key=lambda tie: (bool(tie.ends), -len(tie.passages), tie.key)):
        ranked.append((turns[tie.relation], tie))
        turns[tie.relation] += 1
    return [tie for _, tie in sorted(ranked, key=lambda one: one[0])]


def _best_founded(nodes: Mapping[str, Sequence[Claim]]) -> dict[str, tuple[Claim, ...]]:
    """Return the nodes that most passages speak of."""
    ranked = sorted(nodes, key=lambda node: (-len({one for claim in nodes[node] for one in claim.passages}), node))
    return {node: tuple(nodes[node]) for node in ranked[:_MOST_FIGURES]}


def _latest(nodes: Mapping[str, Sequence[Claim]]) -> dict[str, tuple[Claim, ...]]:
    """Return the nodes with the latest dates."""

    def date(node: str) -> str:
        return max((claim.object.value for claim in nodes[node] if claim.predicate == TERM + "date"), default="")

    return {node: tuple(nodes[node]) for node in sorted(nodes, key=lambda node: (date(node), node))[-_MOST_EVENTS:]}


def _whole(entity: Entity, language: str) -> str:
    """Return how much there is in all, and how to see it."""
    counts = {
        name: message(f"common.{name}" if name == "passages" else f"common.count.{name}", language, count=len(found))
        for name in ("ties", "figures", "events", "passages")
        for found in [getattr(entity, name)]
    }
    command = shlex.join(["kg", "show", entity.id, "--all", *(["--language", language] if language != "en" else [])])
    return f"{message('entity.totals', language, **counts)}{colon(language)} {command}"
