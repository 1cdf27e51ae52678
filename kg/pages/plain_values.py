"""Entities, ties and passages as plain values, for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.pages.addresses import local_path
from kg.vocabulary import local_name

if TYPE_CHECKING:
    from kg.record.entities import Entity
    from kg.record.evidence import Passage
    from kg.record.ties import Tie

_TOLD = ("label", "abbreviation", "definition", "type")


def plain_entity(entity: Entity) -> dict[str, Any]:
    """Return what is known of an entity as plain values."""
    return {
        "id": entity.id,
        "iri": entity.iri,
        "labels": _by_language(entity.labels),
        "abbreviations": _by_language(entity.abbreviations),
        "definitions": _by_language(entity.definitions),
        "identity": {name: sorted(values) for name, values in sorted(entity.identity.items()) if name not in _TOLD},
        "status": {"status": entity.status.id, "as_of": entity.status.as_of} if entity.status else None,
        "ties": plain_ties(entity.ties),
        "passages": plain_passages(entity.passages),
    }


def plain_ties(ties: Iterable[Tie]) -> list[dict[str, Any]]:
    """Return ties as plain values, with the names of their passages."""
    return [
        {
            "subject": local_name(tie.subject),
            "relation": local_name(tie.relation),
            "object": local_name(tie.object),
            "since": [one.value for one in tie.starts],
            "until": [one.value for one in tie.ends],
            "passages": [local_path(one) for one in tie.passages],
        }
        for tie in ties
    ]


def plain_passages(passages: Mapping[str, Passage]) -> dict[str, Any]:
    """Return passages by their names: what each says, and where."""
    return {local_path(iri): _plain_passage(passage) for iri, passage in passages.items()}


def _plain_passage(passage: Passage) -> dict[str, Any]:
    document = passage.document
    return {
        "says": _by_language(passage.says),
        "title": document.title,
        "publisher": _by_language(document.publisher.names) or local_name(document.publisher.iri),
        "date": document.issued,
        "address": passage.address,
        "standing": document.standing,
        "reading": passage.state,
        "read_on": passage.read_on,
    }


def _by_language(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts in the order of their languages, in which engines differ."""
    return dict(sorted(texts.items()))
