"""Asking by name: parameters resolved, the query run, its answer with evidence and caveats."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.dates import Period, given_day
from kg.errors import KgError
from kg.language import colon, phrase, within_sentence
from kg.questions.catalogue import Parameter, Question
from kg.questions.follow_ups import follow_up
from kg.questions.template import as_it_runs
from kg.rdf.terms import text_of
from kg.record.concepts import marked
from kg.record.entities import members
from kg.sparql.engine import Term
from kg.sparql.table import Table
from kg.vocabulary import LANGUAGES, SHARED_PREFIXES, TERM, local_name, natural_key

if TYPE_CHECKING:
    from kg.questions.names import Names
    from kg.sparql.engine import Engine

_DATE = ox.NamedNode(SHARED_PREFIXES["xsd"] + "date")
_ENDS = ("ended", "until")
"""The columns that tell when something ended."""


class Answer(Table):
    """The table that answers a question, with the question and what limits the answer.

    ``passages`` is the column with the passages behind each row; ``caveats`` are sentences.
    """

    engine: Engine

    def __init__(self, table: Table, question: Question, caveats: tuple[str, ...], engine: Engine) -> None:
        super().__init__(table.tsv)
        self.question, self.caveats, self.engine = question, caveats, engine
        self.heads = question.heads(self.columns)

    def passages(self) -> list[str]:
        """Return the IRIs of the passages behind the answer, each once, in the order of the rows."""
        if "passages" not in self.columns:
            return []
        found = (iri for cell in self.column("passages") for iri in str(cell or "").split())
        return list(dict.fromkeys(found))

    def _repr_html_(self) -> str:
        from kg.record.labels import Labels, labelled
        from kg.render.html import table_html

        shown = labelled(self, Labels(self.engine))
        shown.notes = [*self.notes, *self.caveats]
        return table_html(shown)


def ask(
    engine: Engine,
    names: Names,
    question: Question,
    given: Mapping[str, str],
    period: Period | None = None,
    *,
    standing: str | None = None,
    language: str = "en",
) -> Answer:
    """Answer a question: its parameters resolved, the query run in time, what must follow computed, caveats told.

    ``standing`` keeps the rows that rest on documents of a kind. ``language`` is that of the caveats and, where the
    question asks for one, of the texts in the answer.
    Raises KgError for a parameter that is missing, UnknownName with the nearest names for a wrong one.
    """
    if any(parameter.name == "language" for parameter in question.parameters):
        given = {"language": language, **given}
    values = resolve(names, question, given)
    table = _answered(engine, question, values, period)
    in_time = period is not None and question.turns_on_time
    timeless = _answered(engine, question, values, None) if in_time and question.undated else table
    caveats = list(_caveats(question, table, timeless, language))
    if period is not None and not in_time:
        caveats.append(phrase("no time", language))
    table, left_out = _without_what_is_over(engine, table, values, period, language=language)
    caveats += left_out
    if not len(table):
        caveats += _of_other_class(engine, names, question, values, language)
    if standing is not None:
        kind = names.among("standing", standing)
        table, caveat = _of_standing(engine, table, kind, within_sentence(names.label(kind, language)), language)
        caveats.append(caveat)
    return Answer(table, question, tuple(caveats), engine)


def resolve(names: Names, question: Question, given: Mapping[str, str]) -> dict[str, Term]:
    """Return the terms that the given words mean.

    Raises KgError for a parameter that is missing, UnknownName with the nearest names for a wrong one.
    """
    for name in given:
        question.parameter(name)
    values: dict[str, Term] = {}
    for parameter in question.parameters:
        word = given.get(parameter.name, parameter.default)
        if word is None:
            raise KgError(*(_missing(question, parameter, language) for language in LANGUAGES))
        if word != "any":
            values[parameter.name] = _term(names, parameter, str(word), question.name)
    return values


def _answered(engine: Engine, question: Question, values: Mapping[str, Term], period: Period | None) -> Table:
    table = engine.table(as_it_runs(question, values, period))
    if question.then:
        table = follow_up(question.then)(table, values)
    return _in_order(table)


def _without_what_is_over(
    engine: Engine, table: Table, values: Mapping[str, Term], period: Period | None, *, language: str
) -> tuple[Table, list[str]]:
    """Return the rows without what is stated to be over, where today is asked about, and how many those are.

    Of most that has ended or was superseded no passage says when. Of today its status is enough to know; of a day
    that is past it may have been in effect, and its rows stay.
    """
    asked = [period.first] if period else [day for term in values.values() if (day := _day(term))]
    if "status" not in table.columns or not asked:
        return table, []
    status, ends = table.columns.index("status"), [table.columns.index(one) for one in _ENDS if one in table.columns]
    statuses = marked(engine, "isOver")
    over = [text_of(row[status]) in statuses and not any(text_of(row[end]) for end in ends) for row in table.terms]
    if not any(over):
        return table, []
    is_past = min(asked) < datetime.date.today()
    caveat = phrase("over some day" if is_past else "over left out", language).format(sum(over), len(table))
    kept = [row for row, gone in zip(table.terms, over, strict=True) if is_past or not gone]
    return Table.of(table.columns, kept), [caveat]


def _day(term: Term) -> datetime.date | None:
    """Return the day that a date stands for, None for any other term."""
    return datetime.date.fromisoformat(term.value) if isinstance(term, ox.Literal) and term.datatype == _DATE else None


def _of_standing(engine: Engine, table: Table, kind: str, words: str, language: str) -> tuple[Table, str]:
    """Return the rows that rest on documents of a kind, with those passages alone, and how many are left out."""
    from kg.record.evidence import read_passages

    if "passages" not in table.columns:
        raise KgError.of("no passages")
    place = table.columns.index("passages")
    cells = [str(row[place] or "").split() for row in table.rows]
    passages = read_passages(engine, {iri for cell in cells for iri in cell})
    rows: list[list[object]] = []
    for row, cell in zip(table.terms, cells, strict=True):
        kept = [iri for iri in cell if iri in passages and passages[iri].document.standing == local_name(kind)]
        if kept:
            rows.append([*row[:place], " ".join(kept), *row[place + 1 :]])
    left_out = phrase("other standing", language).format(len(table) - len(rows), len(table), words)
    return Table.of(table.columns, rows), left_out


def _in_order(table: Table) -> Table:
    """Sort the passages within each cell, since an engine joins them in an order of its own."""
    if "passages" not in table.columns:
        return table
    place = table.columns.index("passages")
    rows = [list(row) for row in table.terms]
    for row in rows:
        cell = row[place]
        if isinstance(cell, ox.Literal) and " " in cell.value:
            row[place] = ox.Literal(" ".join(sorted(set(cell.value.split()), key=natural_key)))
    return Table.of(table.columns, rows)


def _caveats(question: Question, table: Table, timeless: Table, language: str) -> Iterator[str]:
    """Tell what limits an answer; ``timeless`` is the answer without a period, the same table where none is given."""
    if not len(table):
        yield phrase("none found", language)
    if question.undated:
        undated = sum(cell in (None, "") for cell in timeless.column(question.undated))
        if undated:
            words = phrase("undated rows" if timeless is table else "undated left out", language)
            yield words.format(undated, len(timeless))


def _missing(question: Question, parameter: Parameter, language: str) -> str:
    """Return what a question needs, with its words and an example to copy."""
    kind = phrase(f"kind {parameter.worded_as}", language)
    needs = phrase("needs", language).format(question.name, parameter.option, kind)
    return f"{needs} {phrase('example', language)}{colon(language)} {question.command}"


def _of_other_class(
    engine: Engine, names: Names, question: Question, values: Mapping[str, Term], language: str
) -> Iterator[str]:
    """Tell of an entity that is of another class than the question is about, and what to ask about it instead."""
    for parameter in question.parameters:
        found = values.get(parameter.name)
        if not parameter.of_class or not isinstance(found, ox.NamedNode):
            continue
        if not members(engine, [found.value], parameter.of_class):
            label = names.label(TERM + parameter.of_class, language)
            instead = names.meaning("entity", found.value)[LANGUAGES.index(language)]
            yield phrase("about a class", language).format(label) + instead


def _term(names: Names, parameter: Parameter, word: str, within: str) -> Term:
    makers: dict[str, Callable[[], Term]] = {
        "entity": lambda: ox.NamedNode(names.resolve(word, within)),
        "date": lambda: ox.Literal(given_day(word, parameter.takes_last_day).isoformat(), datatype=_DATE),
        "number": lambda: _number(word),
        "text": lambda: _choice(parameter, word),
    }
    return makers.get(parameter.kind, lambda: ox.NamedNode(names.among(parameter.kind, word, within)))()


def _number(word: str) -> Term:
    if not word.isdecimal():
        raise KgError.of("whole number", word)
    return ox.Literal(int(word))


def _choice(parameter: Parameter, word: str) -> Term:
    """Return a text, one of those that the question knows where it names them."""
    if parameter.choices and word not in parameter.choices:
        raise KgError.of("choice", parameter.option, word, ", ".join(parameter.choices))
    return ox.Literal(word)
