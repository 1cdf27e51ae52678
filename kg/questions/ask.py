"""Answering a question by name: its parameters resolved, its query run, the answer with evidence and caveats."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.calls import parameter_text
from kg.dates import Period, given_day
from kg.errors import KgError
from kg.language import within_sentence
from kg.messages import message
from kg.questions.catalogue import Parameter, Question
from kg.questions.follow_ups import follow_up, needed
from kg.questions.template import as_it_runs
from kg.questions.usage import usage_of
from kg.rdf.limits import Limits
from kg.rdf.terms import text_of
from kg.sparql.engine import Term
from kg.sparql.table import Table
from kg.vocabulary import SHARED_PREFIXES, TERM, local_name, natural_key

if TYPE_CHECKING:
    from kg.questions.names import Names
    from kg.sparql.engine import Engine

_DATE = ox.NamedNode(SHARED_PREFIXES["xsd"] + "date")
_JOINED = {"passages": " ", "said": "; "}
"""The columns whose cells join several values, and by which signs."""
_PERIOD = ("since", "until")
"""The parameters that are the two ends of a period."""
_ENDS = ("ended", "until")
"""The columns that tell when something ended."""
_VALUES = """
SELECT ?value WHERE {{ ?thing {property} ?value FILTER(LANG(?value) = ?language) }}
GROUP BY ?value ORDER BY DESC(COUNT(DISTINCT ?thing)) ?value
"""
_HOLDING = """
SELECT ?value WHERE {{
  ?thing {property} ?value FILTER(CONTAINS(LCASE(STR(?value)), REPLACE(LCASE(?text), "s$", "")))
}} LIMIT 1
"""
_MOST_VALUES = 20


@dataclass(frozen=True, eq=False, repr=False)
class Answer(Table):
    """The table that answers a question, with the question, the engine that was asked, and the language of the answer.

    ``passages`` is the column with the passages behind each row.
    """

    question: Question = field(kw_only=True)
    engine: Engine = field(kw_only=True)
    language: str = field(default="en", kw_only=True)

    def passages(self) -> list[str]:
        """Return the IRIs of the passages behind the answer, each once, in the order of the rows."""
        if "passages" not in self.columns:
            return []
        found = (iri for cell in self.column("passages") for iri in str(cell or "").split())
        return list(dict.fromkeys(found))

    def first(self, most: int, language: str = "en") -> Answer:
        """Return the answer cut to its first rows, or to all rows of the first things that the question counts.

        >>> from kg.graph import load
        >>> len(load("tests/mini").ask("partners", of="canada").first(1))  # one partner, by all that joins the two
        6
        """
        if self.question.counts not in self.columns:
            return super().first(most, language)
        things = list(dict.fromkeys(self.column(self.question.counts)))
        if len(things) <= most:
            return self
        kept = set(things[:most])
        rows = [row for row, thing in zip(self.terms, self.column(self.question.counts), strict=True) if thing in kept]
        cut = message("caveat.cut_things", language, count=most, all=len(things))
        return self.with_rows(rows).with_caveats(*self.caveats, cut)

    def evidence(self, language: str = "en") -> Table:
        """Return the passages behind the answer as a table: what each says, and title, publisher, date, address.

        ``answer.evidence().to_pandas()`` joins the frame of the answer by the column ``passage``.

        >>> from kg.graph import load
        >>> load("tests/mini").ask("partners", of="norad").evidence().columns[:4]
        ['passage', 'says', 'title', 'publisher']
        """
        from kg.record.evidence_reader import evidence_table

        return evidence_table(self.engine, self.passages(), language)

    def __str__(self) -> str:
        from kg.render.text import table_text

        return table_text(self._to_be_read(), language=self.language)

    def __repr__(self) -> str:
        return Table.__repr__(self._to_be_read())

    def _to_be_read(self) -> Table:
        """Return the answer with names in place of IRIs, and without those of passages."""
        from kg.record.labels import labelled, read_labels

        return labelled(self, read_labels(self.engine), self.language).without("passages")

    def _repr_html_(self) -> str:
        from kg.record.labels import labelled, read_labels
        from kg.render.html import table_html

        return table_html(labelled(self, read_labels(self.engine), self.language), self.language)


def ask(
    engine: Engine,
    names: Names,
    question: Question,
    given: Mapping[str, str],
    *,
    period: Period | None = None,
    standing: str | None = None,
    language: str = "en",
) -> Answer:
    """Answer a question: resolve its parameters, run its query and what follows it, and add its caveats.

    ``standing`` keeps the rows that rest on documents of a kind. ``language`` is that of the labels, of the caveats
    and, where the question asks for one, of the texts in the answer.
    Raises KgError for a parameter that is missing, UnknownName with the nearest names for a wrong one.
    """
    values = resolve(names, question, given, language)
    table = _answered(engine, question, values, period)
    in_time = period is not None and question.turns_on_time
    timeless = _answered(engine, question, values, None) if in_time and question.undated else table
    caveats = list(_caveats(question, table, timeless, language))
    if period is not None and not in_time:
        caveats.append(message("common.caveat.no_time", language))
    table, left_out = _without_what_is_over(engine, table, values, period, language=language)
    caveats += left_out
    if not len(table):
        caveats += _of_other_class(engine, names, question, values, language=language)
        caveats += _values_there_are(engine, question, values, language)
    if standing is not None:
        kind = names.resolve_concept("standing", standing)
        table, caveat = _of_standing(engine, table, kind, within_sentence(names.label(kind, language)), language)
        caveats.append(caveat)
    labels = tuple(question.column_labels(table.columns, language))
    return Answer(table.cells, labels, tuple(caveats), question=question, engine=engine, language=language)


def resolve(names: Names, question: Question, given: Mapping[str, str], language: str = "en") -> dict[str, Term]:
    """Return the terms that the given words mean; ``language`` is given where the question asks for one.

    Raises KgError for a parameter that is missing, for a period that ends before it begins and for one thing in place
    of two; UnknownName with the nearest names for a wrong one.
    """
    for name in given:
        question.parameter(name)
    values: dict[str, Term] = {}
    told: dict[str, object] = {}
    for parameter in question.parameters:
        default = language if parameter.name == "language" else parameter.default
        word = given.get(parameter.name, default)
        if word is None or (word == "any" and parameter.name in needed(question.then)):
            raise _missing(question, parameter)
        if word != "any":
            values[parameter.name] = _term(names, parameter, str(word))
            told[parameter.name] = word
    since, until = (_day(values[name]) if name in values else None for name in _PERIOD)
    if since and until and since > until:
        raise KgError("error.date.reversed", start=told["since"], end=told["until"])
    ends = [values[name] for name in needed(question.then)]
    if len(set(ends)) < len(ends):
        raise KgError("error.why.same", name=local_name(ends[0].value))
    return values


def _answered(engine: Engine, question: Question, values: Mapping[str, Term], period: Period | None) -> Table:
    text = as_it_runs(question, values, period)
    table = engine.answer_within(Limits(), text) if question.is_own else engine.table(text)
    if not isinstance(table, Table):
        raise KgError("error.question.no_table", question=question.name)
    if question.then:
        from kg.record.index import read_record

        table = follow_up(question.then)(table, values, read_record(engine), period)
    return _in_order(table)


def _without_what_is_over(
    engine: Engine, table: Table, values: Mapping[str, Term], period: Period | None, *, language: str
) -> tuple[Table, list[str]]:
    """Return the rows without what was stated to be over on the day that is asked about, and how many those are.

    Of most that has ended or was superseded no passage says when. Its status then is enough to know; of a longer time
    it may have been in effect at first, and its rows stay.
    """
    asked = [period.first] if period else [day for term in values.values() if (day := _day(term))]
    if "status" not in table.columns or not asked:
        return table, []
    from kg.record.concepts import marked

    status, ends = table.columns.index("status"), [table.columns.index(one) for one in _ENDS if one in table.columns]
    statuses = marked(engine, "isOver")
    over = [text_of(row[status]) in statuses and not any(text_of(row[end]) for end in ends) for row in table.terms]
    if not any(over):
        return table, []
    is_long = period is not None and not period.is_day
    key = "common.caveat.over_some_day" if is_long else "common.caveat.over_left_out"
    caveat = message(key, language, over=sum(over), count=len(table))
    kept = [row for row, gone in zip(table.terms, over, strict=True) if is_long or not gone]
    return table.with_rows(kept), [caveat]


def _day(term: Term) -> datetime.date | None:
    """Return the day that a date stands for, None for any other term."""
    return datetime.date.fromisoformat(term.value) if isinstance(term, ox.Literal) and term.datatype == _DATE else None


def _of_standing(engine: Engine, table: Table, kind: str, words: str, language: str) -> tuple[Table, str]:
    """Return the rows that rest on documents of a kind, with those passages alone, and how many are left out."""
    from kg.record.evidence_reader import read_passages

    if "passages" not in table.columns:
        raise KgError("error.question.no_passages")
    place = table.columns.index("passages")
    cells = [str(row[place] or "").split() for row in table.rows]
    passages = read_passages(engine, {iri for cell in cells for iri in cell})
    rows: list[list[object]] = []
    for row, cell in zip(table.terms, cells, strict=True):
        kept = [iri for iri in cell if iri in passages and passages[iri].document.standing == local_name(kind)]
        if kept:
            rows.append([*row[:place], " ".join(kept), *row[place + 1 :]])
    left_out = message(
        "caveat.other_standing", language, left_out=len(table) - len(rows), count=len(table), standing=words
    )
    return table.with_rows(rows), left_out


def _in_order(table: Table) -> Table:
    """Sort what is joined within each cell, passages and who says so, since an engine has an order of its own."""
    places = [(table.columns.index(name), sign) for name, sign in _JOINED.items() if name in table.columns]
    rows = [list(row) for row in table.terms]
    for row in rows:
        for place, sign in places:
            cell = row[place]
            if isinstance(cell, ox.Literal) and sign in cell.value:
                row[place] = ox.Literal(sign.join(sorted(set(cell.value.split(sign)), key=natural_key)))
    return table.with_rows(rows) if places else table


def _caveats(question: Question, table: Table, timeless: Table, language: str) -> Iterator[str]:
    """Yield what limits an answer; ``timeless`` is the answer without a period, the same table where none is given."""
    if not len(table):
        yield message("common.caveat.none_found", language)
    if question.undated:
        undated = sum(cell in (None, "") for cell in timeless.column(question.undated))
        if undated:
            key = "common.caveat.undated_rows" if timeless is table else "common.caveat.undated_left_out"
            yield message(key, language, undated=undated, count=len(timeless))


def _missing(question: Question, parameter: Parameter) -> KgError:
    """Return the error for what a question needs, with an example to copy."""
    kind = partial(message, f"parameter.kind.{parameter.worded_as}")
    return KgError(
        "error.question.missing_parameter",
        question=question.name,
        option=parameter_text(parameter.name),
        kind=kind,
        example=question.command,
    )


def _of_other_class(
    engine: Engine, names: Names, question: Question, values: Mapping[str, Term], *, language: str
) -> Iterator[str]:
    """Yield a caveat for an entity of another class than the question is about, with what to ask about it instead."""
    from kg.record.identity import members

    for parameter in question.parameters:
        found = values.get(parameter.name)
        if parameter.kind != "entity" or not parameter.of_class or not isinstance(found, ox.NamedNode):
            continue
        if not members(engine, [found.value], parameter.of_class):
            label = names.label(TERM + parameter.of_class, language)
            usage = usage_of(names, "entity", found.value)
            yield f"{message('common.caveat.other_class', language, kind=label)} {usage(language)}"


def _values_there_are(engine: Engine, question: Question, values: Mapping[str, Term], language: str) -> Iterator[str]:
    """Yield for each text that no value of its property holds which values there are, most used first.

    Where one does, in either language, it is the rest of what was asked that leaves nothing.
    """
    for parameter in question.parameters:
        wanted = values.get(parameter.name)
        if parameter.values_of and isinstance(wanted, ox.Literal):
            if engine.table(_HOLDING.format(property=parameter.values_of), {"text": wanted}):
                continue
            found = engine.table(_VALUES.format(property=parameter.values_of), {"language": ox.Literal(language)})
            told = [str(value) for value in found.column("value")]
            label = parameter.label.get(language, parameter.name)
            yield message(
                "caveat.values",
                language,
                parameter=label,
                text=wanted.value,
                count=len(told),
                values=", ".join(told[:_MOST_VALUES]),
            )


def _term(names: Names, parameter: Parameter, word: str) -> Term:
    makers: dict[str, Callable[[], Term]] = {
        "entity": lambda: ox.NamedNode(names.resolve(word)),
        "date": lambda: ox.Literal(given_day(word, parameter.takes_last_day).isoformat(), datatype=_DATE),
        "number": lambda: _number(word),
        "text": lambda: _choice(parameter, word),
        "kind": lambda: _kind(names, parameter, word),
    }
    return makers.get(parameter.kind, lambda: ox.NamedNode(names.resolve_concept(parameter.kind, word)))()


def _kind(names: Names, parameter: Parameter, word: str) -> Term:
    """Return a kind that things of the question's class may have. Raises KgError with those that fit for another."""
    found = names.resolve_concept("kind", word)
    fitting = names.kinds_of(parameter.of_class)
    if local_name(found) not in fitting:
        what = partial(names.label, TERM + parameter.of_class)
        raise KgError(
            "error.question.kind",
            option=parameter_text(parameter.name),
            text=word,
            kind=what,
            choices=", ".join(fitting),
        )
    return ox.NamedNode(found)


def _number(word: str) -> Term:
    if not word.isdecimal():
        raise KgError("error.number.invalid", text=word)
    return ox.Literal(int(word))


def _choice(parameter: Parameter, word: str) -> Term:
    """Return a string, one of the choices of the parameter where it has any, also by what a reader calls it."""
    called = {label: one for one, labels in parameter.choice_labels.items() for label in labels.values()}
    word = called.get(word, word)
    if parameter.choices and word not in parameter.choices:
        raise KgError(
            "error.question.choice",
            option=parameter_text(parameter.name),
            text=word,
            choices=", ".join(parameter.choices),
        )
    return ox.Literal(word)
