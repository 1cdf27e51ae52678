"""Paths between two entities told in sentences, each step with its strongest reasons and their passages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.messages import message
from kg.render.citations import Citations, wrap
from kg.render.sentences import tie_text
from kg.render.text import clean

if TYPE_CHECKING:
    from kg.grammar import Noun
    from kg.network.edges import EdgeReason
    from kg.network.paths import NetworkPath
    from kg.record.evidence import Passage
    from kg.record.labels import Labels

_MOST_REASONS = 3
_YEAR = re.compile(r" \(\d{4}\)$")


def tell_paths(
    paths: Mapping[str, Sequence[NetworkPath]], passages: dict[str, Passage], labels: Labels, language: str = "en"
) -> str:
    """Return paths between two entities as text: each step with its strongest reasons and their passages."""
    citations = Citations(passages)
    lines = []
    for name, found in paths.items():
        lines += ["", message(f"path.{name}", language)]
        for number, path in enumerate(found, 1):
            lines.append(f"  {number}. {' — '.join(labels.of(iri, language) for iri in path.entities)}")
            for step, ends in zip(path.steps, pairwise(path.entities), strict=True):
                names = [labels.noun(iri, language) for iri in ends]
                sentences = step_sentences(step, names, citations, labels, language=language)
                lines += [line for sentence in sentences for line in wrap(f"     {sentence}", "       ")]
    lines += ["", message("common.sources", language), *citations.lines(language)]
    return clean("\n".join(lines).lstrip("\n")) + "\n"


def step_sentences(
    reasons: Sequence[EdgeReason],
    ends: Sequence[Noun],
    citations: Citations,
    labels: Labels,
    *,
    language: str,
    most: int = _MOST_REASONS,
) -> list[str]:
    """Return what joins the two ends of a step, in sentences: direct ties first, then what they share.

    There are so many at ``most``, and the last says how many are left out.
    """
    direct = [tie for reason in reasons if not reason.through for tie in reason.ties]
    shared = [(reason.through, reason) for reason in reasons if reason.through]
    sentences = [tie_text(tie, labels, citations, language) for tie in direct[:most]]
    for affiliation, reason in shared[: max(most - len(sentences), 0)]:
        through = labels.noun(affiliation, language).named
        through += _years(reason, language).removeprefix(_year_at_the_end(through))
        first = ends[0].first + ends[0].name
        told = message("common.both_take_part", language, first=first, second=ends[1].named, things=through)
        sentences.append(f"{told} {citations.markers(reason.passages)}")
    more = len(direct) + len(shared) - len(sentences)
    if more:
        sentences[-1] += f" {message('entity.more', language, count=more)}"
    return sentences


def _year_at_the_end(name: str) -> str:
    """Return the year in brackets with which a name ends: it is not told twice."""
    found = _YEAR.search(name)
    return found.group() if found else ""


def _years(reason: EdgeReason, language: str) -> str:
    """Return since which year and until which something is shared, in brackets: its days may be less sure than that."""
    first, last = (day.year if day else None for day in (reason.since, reason.until))
    if first == last:
        return f" ({first})" if first else ""
    years = (("since", first), ("until", last))
    told = [message(f"date.{name}_year", language, date=str(year)) for name, year in years if year]
    return f" ({', '.join(told)})"
