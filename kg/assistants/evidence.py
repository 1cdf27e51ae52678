"""Rows for an assistant, each with the passages behind it, as many as fit; what is cut is said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.language import localized
from kg.messages import message
from kg.render.citations import publisher_text, reading_text
from kg.vocabulary import SOURCE

if TYPE_CHECKING:
    from kg.record.evidence import Passage

_MOST_PASSAGES = 5
"""How many passages of a row are told."""


@dataclass(frozen=True)
class Row:
    """What is told, and the IRIs of the passages that say so."""

    told: Mapping[str, Any]
    passages: Sequence[str] = ()


@dataclass(frozen=True)
class Fit:
    """How much is told: from which row on, in how many characters, in which language."""

    offset: int = 0
    characters: int = 20_000
    language: str = "en"


def with_evidence(
    rows: Iterable[Row], passages: Mapping[str, Passage], fit: Fit, head: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what is told under a head: rows, each passage behind them once, and what is left out.

    >>> with_evidence([], {}, Fit(), {})["absence"]
    'None found in these documents; that is not proof that there is none.'
    """
    whole = list(rows)
    told: dict[str, Any] = {**head, "rows": [], "passages": {}}
    left = fit.characters - _length(told)
    for row in whole[fit.offset :]:
        known = [iri for iri in row.passages if iri in passages]
        shown = {_name(iri): _evidence(passages[iri], fit.language) for iri in known[:_MOST_PASSAGES]}
        more = {"more_passages": len(known) - _MOST_PASSAGES} if len(known) > _MOST_PASSAGES else {}
        entry = {**row.told, **({"passages": list(shown)} if shown else {}), **more}
        new = {name: evidence for name, evidence in shown.items() if name not in told["passages"]}
        left -= _length(entry) + _length(new)
        if left < 0 and told["rows"]:
            break
        told["rows"].append(entry)
        told["passages"].update(new)
    return {**told, **_remarks(len(told["rows"]), len(whole), fit, told["passages"])}


def _remarks(shown: int, count: int, fit: Fit, passages: Mapping[str, Any]) -> dict[str, Any]:
    after = fit.offset + shown
    remarks: dict[str, Any] = {}
    if after < count or fit.offset:
        remarks["cut"] = f"Rows {min(fit.offset + 1, count)} to {after} of {count}."
        remarks["cut"] += f" For the next, ask again with offset {after}." if after < count else ""
    if not count:
        remarks["absence"] = message("common.caveat.none_found", fit.language)
    if passages:
        remarks["note"] = message("web.own_words", fit.language)
    return remarks


def _evidence(passage: Passage, language: str) -> dict[str, str]:
    document = passage.document
    told = {
        "says": localized(passage.says, language),
        "title": document.title,
        "publisher": publisher_text(document, language),
        "date": document.issued,
        "address": passage.address,
        "standing": document.kind.words(language),
        "reading": reading_text(passage, language),
        "reservation": localized(passage.reservation, language),
    }
    return {name: value for name, value in told.items() if value}


def _name(iri: str) -> str:
    return iri.removeprefix(SOURCE)


def _length(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False))
