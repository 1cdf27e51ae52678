"""Answers as pages: the questions, the table that answers one, and what is told in sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.language import localized
from kg.messages import message
from kg.pages.addresses import file_of, path_of
from kg.pages.links import linked
from kg.pages.templates import render
from kg.questions.catalogue import Parameter, Question
from kg.rdf.terms import show, text_of
from kg.vocabulary import SOURCE

if TYPE_CHECKING:
    from kg.pages.pages import Pages
    from kg.sparql.table import Table

_MOST_ROWS = 500
_NUMBERS = ("integer", "decimal", "double", "float")


@dataclass(frozen=True)
class Given:
    """What was given to a question, by parameter; ``is_still`` where nothing else can be given.

    ``beside`` is what else limits the answer, such as a date: it goes along to its other forms and to the next answer.
    """

    values: Mapping[str, str]
    is_still: bool = False
    beside: Mapping[str, str] = field(default_factory=dict)


def questions_html(pages: Pages, questions: Mapping[str, Question], language: str) -> bytes:
    """Return the page that lists the questions."""
    rows = [(one.name, localized(one.title, language), asked(one, language)) for one in questions.values()]
    title = message("web.questions", language)
    same = {tag: file_of("questions", "html", tag) for tag in ("en", "fr")}
    licensed = pages.dataset.licence_name
    return render("questions", language, title=title, root="", rows=rows, same=same, licensed=licensed)


def question_html(pages: Pages, question: Question, answer: Table | None, language: str, given: Given) -> bytes:
    """Return the page of a question with what was given to it, and the answer to that where there is one."""
    hidden = {**given.beside, **({"language": language} if language != "en" else {})}
    root = "../"
    return render(
        "answer",
        language,
        title=localized(question.title, language),
        told=asked(question, language),
        root=root,
        fields=[] if given.is_still else _parameter_fields(question, given, language),
        example=", ".join(given.values.values()) if given.is_still else "",
        hidden=hidden,
        table=None if answer is None else table_values(pages, answer, language, root),
        others={} if given.is_still else _other_forms({**given.values, **hidden}),
        same={tag: file_of(question.name, "html", tag) for tag in ("en", "fr")},
        licensed=pages.dataset.licence_name,
    )


def _parameter_fields(question: Question, given: Given, language: str) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "label": one.label.get(language) or one.name.replace("_", " "),
            "value": given.values.get(one.name, ""),
            "kind": message(f"parameter.kind.{one.worded_as}", language),
            "choices": {**({} if one.default is None else {"": ""}), **one.choices_in(language)} if one.choices else {},
            "needed": one.default is None,
        }
        for one in question.parameters
        if one.name != "language"
    ]


def table_html(
    pages: Pages,
    table: Table,
    title: str,
    language: str,
    *,
    root: str,
    fields: Sequence[Any] = (),
    told: str = "",
    same: Mapping[str, str] | None = None,
) -> bytes:
    """Return a page that shows a table, under what is ``told`` of it and a form that asks for another.

    ``same`` is where it is in each language, where that is no more than its own address.
    """
    hidden = {"language": language} if language != "en" else {}
    shown = table_values(pages, table, language, root)
    own = {"told": told, "example": "", "others": {}, "licensed": pages.dataset.licence_name, "same": same or {}}
    return render("answer", language, title=title, root=root, fields=fields, hidden=hidden, table=shown, **own)


def told_html(pages: Pages, text: str, title: str, language: str, *, fields: Sequence[Any], root: str) -> bytes:
    """Return a page that tells in sentences, in which entities are links, under a form that asks for others."""
    hidden = {"language": language} if language != "en" else {}
    shown = linked(text, root, language, {}) if text else ""
    own = {"text": shown, "licensed": pages.dataset.licence_name}
    return render("told", language, title=title, root=root, fields=fields, hidden=hidden, **own)


def asked(question: Question, language: str) -> str:
    """Return what a question asks, with blanks where its parameters stand."""
    blanks = {one.name: f"‹{one.label.get(language) or one.name}›" for one in question.parameters}
    return localized(question.question, language).format(**blanks)


def table_values(pages: Pages, table: Table, language: str, root: str) -> dict[str, Any]:
    """Return what a page shows of a table: its heads, its cells with where they lead, and its caveats."""
    caveats = list(table.caveats)
    if len(table) > _MOST_ROWS:
        caveats.append(message("caveat.cut", language, count=_MOST_ROWS))
    rows = [[_cell(pages, term, language, root) for term in row] for row in table.terms[:_MOST_ROWS]]
    return {"heads": table.column_labels, "rows": rows, "caveats": caveats, "count": len(table)}


def _cell(pages: Pages, term: Any, language: str, root: str) -> dict[str, Any]:
    """Return a cell: its parts with where each leads, and whether it is a number."""
    if term is None:
        return {"parts": [], "number": False}
    iris = text_of(term).split()
    if iris and all(iri.startswith(SOURCE) for iri in iris):
        places = (f"{root}{file_of(path_of(iri) or '', 'html', language)}" for iri in iris)
        parts = [(str(number), place) for number, place in enumerate(places, 1)]
        return {"parts": parts, "number": False}
    if isinstance(term, ox.NamedNode):
        return {"parts": [pages.terms.link(term, language, root)], "number": False}
    is_number = isinstance(term, ox.Literal) and term.datatype.value.rpartition("#")[2] in _NUMBERS
    return {"parts": [(show(term), "")], "number": is_number}


def table_json(table: Table, **told: Any) -> bytes:
    """Return a table as JSON that needs no knowledge of SPARQL: columns, rows by column, caveats.

    >>> from kg.sparql.table import Table
    >>> json.loads(table_json(Table.of(["n"], [(1,)])))["rows"]
    [{'n': 1}]
    """
    columns = [{"name": name, "label": label} for name, label in zip(table.columns, table.column_labels, strict=True)]
    rows = [
        {name: cell for name, cell in zip(table.columns, row, strict=True) if cell is not None} for row in table.rows
    ]
    content = {**told, "columns": columns, "rows": rows, "caveats": list(table.caveats)}
    return (json.dumps(content, ensure_ascii=False, default=str) + "\n").encode()


def form_field(name: str, label: str, value: str, *, needed: bool = True) -> dict[str, Any]:
    """Return a field of a form."""
    return {"name": name, "label": label, "value": value, "kind": "", "choices": {}, "needed": needed}


def _other_forms(given: Mapping[str, str]) -> dict[str, str]:
    from urllib.parse import urlencode

    return {name.upper(): "?" + urlencode({**given, "format": name}) for name in ("csv", "tsv", "json")}


def parameter_schema(parameter: Parameter) -> dict[str, Any]:
    """Return a parameter of a question as OpenAPI describes it."""
    schema: dict[str, Any] = {"type": "integer", "minimum": 0} if parameter.kind == "number" else {"type": "string"}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.default is not None:
        is_number = parameter.kind == "number" and parameter.default.isdecimal()
        schema["default"] = int(parameter.default) if is_number else parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.default is None,
        "description": message(f"parameter.kind.{parameter.worded_as}", "en"),
        "schema": schema,
    }
