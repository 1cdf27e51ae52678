"""Entities, reasons, paths and stories as reports, which are written as Markdown, HTML or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.language import localized
from kg.messages import message
from kg.render.paths import step_sentences
from kg.render.report import NumberedCitations, Report, Section
from kg.render.sentences import heading, period_lines, sections, standing_text, stated_sentences, tie_text

if TYPE_CHECKING:
    from kg.network.explanation import Shared, TieExplanation
    from kg.network.paths import NetworkPath
    from kg.record.entities import Entity
    from kg.record.evidence import Passage
    from kg.record.labels import Labels
    from kg.record.stories import Story


def entity_report(entity: Entity, labels: Labels, language: str = "en") -> Report:
    """Return all that is told of an entity."""
    citations = NumberedCitations(entity.passages)
    title, *names = heading(entity, labels, language)
    gap = names.index("")
    lead = [*names[:gap], " ".join(names[gap + 1 :]), *period_lines(entity.period, entity.ties, language)]
    told = [Section(name, tuple(each)) for name, each in sections(entity, labels, citations, language)]
    return Report(title, tuple(lead), tuple(told), citations, language)


def reasons_report(reasons: TieExplanation, labels: Labels, language: str = "en") -> Report:
    """Return why two entities are tied."""
    citations = NumberedCitations(reasons.passages)
    title = f"{labels.of(reasons.first, language)} — {labels.of(reasons.second, language)}"
    lead = [*period_lines(reasons.period, reasons.ties, language)]
    lead.append(standing_text(reasons, labels, language) if reasons else message("explanation.none", language))
    direct = tuple(tie_text(tie, labels, citations, language) for tie in (*reasons.direct, *reasons.other))
    told = [Section(message("explanation.direct", language), direct)] if direct else []
    if reasons.shared:
        each = tuple(_shared(one, reasons, labels, citations, language=language) for one in reasons.shared)
        told.append(Section(message("explanation.shared", language), sections=each))
    return Report(title, tuple(lead), tuple(told), citations, language)


def paths_report(
    paths: Mapping[str, Sequence[NetworkPath]], passages: dict[str, Passage], labels: Labels, language: str = "en"
) -> Report:
    """Return how two entities are connected: each path with its steps, each step with all its reasons."""
    citations = NumberedCitations(passages)
    told = [
        Section(
            message(f"path.{name}", language), sections=tuple(_path(one, labels, citations, language) for one in each)
        )
        for name, each in paths.items()
    ]
    ends = next((path.entities for each in paths.values() for path in each), ())
    title = " — ".join(labels.of(iri, language) for iri in (*ends[:1], *ends[-1:]))
    return Report(title, (), tuple(told), citations, language)


def story_report(story: Story, passages: dict[str, Passage], language: str = "en") -> Report:
    """Return a story: a section for each step."""
    citations = NumberedCitations(passages)
    told = [
        Section(
            f"{number}. {localized(step.title, language)}",
            tuple(f"{localized(one.texts, language)} {citations.markers(one.passages)}" for one in step.sentences),
        )
        for number, step in enumerate(story.steps, 1)
    ]
    title, summary = localized(story.title, language), localized(story.summary, language)
    return Report(title, (summary,), tuple(told), citations, language)


def _shared(
    one: Shared, reasons: TieExplanation, labels: Labels, citations: NumberedCitations, *, language: str
) -> Section:
    """Return what both take part in: what is stated of it, and the ties of each."""
    status = reasons.statuses.get(one.through)
    stated = stated_sentences(reasons.dates.get(one.through, ()), labels, citations, language, status)
    ties = [tie_text(tie, labels, citations, language, short=True) for tie in (*one.first, *one.second)]
    return Section(labels.of(one.through, language), (*stated, *ties))


def _path(path: NetworkPath, labels: Labels, citations: NumberedCitations, language: str) -> Section:
    names = [labels.of(iri, language) for iri in path.entities]
    nouns = [labels.noun(iri, language) for iri in path.entities]
    steps = (
        Section(
            " — ".join(labelled),
            tuple(step_sentences(step, ends, citations, labels, language=language, most=len(step))),
        )
        for step, labelled, ends in zip(path.steps, pairwise(names), pairwise(nouns), strict=True)
    )
    return Section(" — ".join(names), sections=tuple(steps))
