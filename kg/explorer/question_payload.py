"""What the page needs to answer questions: the catalogue, and what only the library can compute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import signs
from kg.language import in_each
from kg.questions.algorithms import communities
from kg.questions.catalogue import Parameter, Question
from kg.questions.names import kinds_of_class
from kg.questions.template import as_it_runs, template
from kg.sparql import mistakes, syntax_errors
from kg.sparql.lookups import lookup
from kg.sparql.table import Table
from kg.vocabulary import TERM, local_name

if TYPE_CHECKING:
    from kg.record.index import Record
    from kg.sparql.engine import Engine

Partition = list[list[int]]
"""Communities, the largest first: each the places of its members."""
Rows = Mapping[str, Mapping[str, bytes]]
"""Answers as TSV, by the name of the question and by what was given."""


def catalogue_content(engine: Engine, asked: Iterable[Question], languages: Sequence[str]) -> dict[str, Any]:
    """Return the questions with their forms and queries, in the order of their numbers, and what answers say.

    ``add_partitions`` adds who is in which community.
    """
    return {
        "questions": [_question(one, languages) for one in asked],
        "fitting": _fitting(engine, asked),
        "syntax": {
            "expected": syntax_errors.EXPECTED,
            "said": syntax_errors.SAID,
            "first": mistakes.FIRST,
            "mistakes": mistakes.MISTAKES,
            "refused": mistakes.REFUSED,
            "last": mistakes.LAST,
            "signs": signs.SIGNS,
            "unknown": signs.UNKNOWN,
            "hidden": signs.HIDDEN,
            "closing": signs.CLOSING,
            "words": mistakes.WORDS,
            "word": mistakes.WORD,
        },
    }


def add_partitions(shown: Iterable[dict[str, Any]], found: Mapping[str, Mapping[str, Partition]]) -> None:
    """Give questions, as the page shows them, what ``partitions`` has found."""
    for one in shown:
        one["partitions"] = found.get(one["name"], {})


def community_rows(engine: Engine, asked: Iterable[Question]) -> Rows:
    """Return what ``partitions`` are found in: the rows of each question that asks for communities, as TSV.

    They are selected for all, and for each value of the parameters in the question's example (``"topic cyber"``).
    """
    return {one.name: dict(_selected(engine, one)) for one in asked if one.then == "communities"}


def _selected(engine: Engine, question: Question) -> Iterator[tuple[str, bytes]]:
    yield "", engine.table(as_it_runs(question, {})).tsv
    for one in question.parameters:
        for value in _values(engine, one) if one.name in question.example else ():
            rows = engine.table(as_it_runs(question, {one.name: ox.NamedNode(value)}))
            yield f"{one.name} {local_name(value)}", rows.tsv


def partitions(rows: Rows, record: Record, places: Mapping[str, int]) -> dict[str, dict[str, Partition]]:
    """Return who is in which community, for each question that asks for communities: the page cannot find them itself.

    Where somebody is not shown in the page, who has no place there, there is no partition.
    """
    return {
        name: {given: found for given, tsv in each.items() if (found := _partition(tsv, record, places)) is not None}
        for name, each in rows.items()
    }


def _partition(tsv: bytes, record: Record, places: Mapping[str, int]) -> Partition | None:
    found = communities(Table.read(tsv), {}, record)
    members: dict[object, list[int]] = defaultdict(list)
    for number, actor in zip(found.column("community"), found.column("actor"), strict=True):
        members[number].append(places.get(str(actor), -1))
    return None if any(-1 in each for each in members.values()) else list(members.values())


def _values(engine: Engine, parameter: Parameter) -> list[str]:
    """Return the concepts that a parameter may be: those that something has."""
    property_ = ox.NamedNode(f"{TERM}has{parameter.kind.capitalize()}")
    return [str(value) for value in engine.table(lookup("values"), {"property": property_}).column("value")]


def _fitting(engine: Engine, asked: Iterable[Question]) -> dict[str, list[str]]:
    """Return the kinds that may be given, by the class that a question is about."""
    kinds = (one for each in asked for one in each.parameters if one.kind == "kind")
    return {
        of_class: kinds_of_class(engine, of_class)
        for of_class in sorted({one.of_class for one in kinds if one.of_class})
    }


def _question(one: Question, languages: Sequence[str]) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": in_each(one.title, languages),
        "question": in_each(one.question, languages),
        "parameters": [_parameter(each, languages) for each in one.parameters],
        "columns": {name: in_each(heads, languages) for name, heads in one.columns.items()},
        "example": dict(one.example),
        "undated": one.undated,
        "then": one.then,
        "text": template(one),
        "timed": template(one, in_time=True) if one.turns_on_time else "",
    }


def _parameter(one: Parameter, languages: Sequence[str]) -> list[Any]:
    """Return what a question asks for, with a label and choices where it has any of its own."""
    told: list[Any] = [one.name, one.kind, one.default, one.of_class]
    if one.label or one.choices:
        told.append(in_each(one.label, languages) if one.label else None)
    if one.choices:
        called = [one.choices_in(language) for language in languages]
        told.append([[choice, [each[choice] for each in called]] for choice in one.choices])
    return told


def read_properties(engine: Engine) -> list[str]:
    """Return the properties of the ontology, which answers may name."""
    return [str(term) for term in engine.table(lookup("properties")).column("property")]
