"""The words that the explorer page has of the ontology and of the message catalogue, by id, in each language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kg.explorer.question_payload import read_properties
from kg.messages import Text, catalogue
from kg.record.index import Record
from kg.record.labels import Labels
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import CONCEPTS, local_name, shorten

_PAGE_TEXTS = (
    *("caveat.alias_in_", "caveat.computed_", "caveat.count_in_", "caveat.date_"),
    *("caveat.label_without_language", "caveat.no_pattern", "caveat.now", "caveat.short_name", "caveat.without_value"),
    *("common.", "date.", "error.date.reversed", "error.sign.", "error.syntax.", "grammar.", "language.name", "list."),
    *("number.", "page.", "text.quoted"),
)
"""What the keys of the texts begin with that the page shows."""


def page_texts(language: str) -> dict[str, Text]:
    """Return the texts that the page shows, by key.

    >>> "page.filter.topic" in page_texts("fr"), "error.file.missing" in page_texts("fr")
    (True, False)
    """
    return {key: text for key, text in catalogue(language).items() if key.startswith(_PAGE_TEXTS)}


def terms_content(engine: Engine, record: Record, labels: Labels, languages: Sequence[str]) -> dict[str, Any]:
    """Return what the ontology calls relations, their families, classes, properties and concepts, in each language."""

    def words(iri: str) -> list[str]:
        return [labels.of(iri, language) for language in languages]

    relations = {
        local_name(iri): {"label": words(iri), "family": local_name(relation.family)}
        | ({"joins": relation.joins} if relation.joins else {})
        | ({"isInstantaneous": 1} if relation.is_instantaneous else {})
        for iri, relation in record.relations.items()
    }
    families = {relation.family: relation for relation in record.relations.values()}
    drawn = [
        {"id": local_name(iri), "label": words(iri), "colour": relation.colour, "order": relation.order}
        for iri, relation in sorted(families.items(), key=lambda item: item[1].order)
    ]
    classes = {local_name(name): words(name) for name in _all_classes(record)}
    properties = {local_name(iri): words(iri) for iri in read_properties(engine)}
    terms = {"families": drawn, "relations": relations, "classes": classes, "properties": properties}
    return terms | {"concepts": _concepts(engine, words)}


def _concepts(engine: Engine, words: Callable[[str], list[str]]) -> dict[str, dict[str, Any]]:
    """Return the concepts of each scheme by the prefix of their IRIs: their words, ranks, and what is over."""
    found: dict[str, dict[str, Any]] = {prefix: {} for prefix in CONCEPTS}
    for concept, rank, over in engine.table(lookup("concepts")).rows:
        prefix, _, name = shorten(str(concept)).partition(":")
        if prefix in found:
            told = {"rank": rank, "over": int(bool(over))}
            label = {"label": words(str(concept))}
            found[prefix][name] = label | {key: value for key, value in told.items() if value}
    return found


def _all_classes(record: Record) -> list[str]:
    return sorted({name for names in record.classes.values() for name in names})
