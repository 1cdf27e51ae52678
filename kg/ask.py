"""Asking by name: parameters resolved, the query as it runs, its answer with evidence and caveats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.catalogue import Parameter, Question
from kg.engine import Term, bind
from kg.errors import KgError, UnknownName
from kg.period import Period, first_day
from kg.table import Table
from kg.vocabulary import SHARED_PREFIXES, declare, local_name, natural_key
from kg.words import phrase

if TYPE_CHECKING:
    from kg.engine import Engine
    from kg.names import Names

_DATE = ox.NamedNode(SHARED_PREFIXES["xsd"] + "date")


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
        from kg.views.notebook import answer_html

        return answer_html(self)


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
    values = resolve(engine, names, question, given)
    table = _answered(engine, question, values, period)
    in_time = period is not None and "#when" in question.text
    timeless = _answered(engine, question, values, None) if in_time and question.undated else table
    caveats = list(_caveats(question, table, timeless, language))
    if period is not None and not in_time:
        caveats.append(phrase("no time", language))
    if standing is not None:
        kind = local_name(names.among("standing", standing))
        table, caveat = _of_standing(engine, table, kind, language)
        caveats.append(caveat)
    return Answer(table, question, tuple(caveats), engine)


def as_it_runs(question: Question, values: Mapping[str, Term], period: Period | None = None) -> str:
    """Return a question's query with its parameters and time put in and all prefixes declared."""
    text = _in_time(question.text, period)
    given = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in values.items())
    marked, count = re.subn(r"(?m)^( *)#given\b.*$", lambda found: found[1] + given, text)
    if not count and values:
        marked = bind(text, values)
    bare = "\n".join(line for line in marked.splitlines() if line.strip() and not line.startswith("# "))
    return declare(f"{bare}\n")


def resolve(engine: Engine, names: Names, question: Question, given: Mapping[str, str]) -> dict[str, Term]:
    """Return the terms that the given words mean.

    Raises KgError for a parameter that is missing, UnknownName with the nearest names for a wrong one.
    """
    for name in given:
        question.parameter(name)
    values: dict[str, Term] = {}
    for parameter in question.parameters:
        word = given.get(parameter.name, parameter.default)
        if word is None:
            raise KgError(f"“{question.name}” needs {parameter.name} ({parameter.kind}): {question.question['en']}")
        if word != "any":
            values[parameter.name] = _term(engine, names, parameter, str(word))
    return values


def _answered(engine: Engine, question: Question, values: Mapping[str, Term], period: Period | None) -> Table:
    table = engine.table(as_it_runs(question, values, period))
    if question.then:
        from kg import computations

        table = getattr(computations, question.then)(table, values)
    return _in_order(table)


def _of_standing(engine: Engine, table: Table, kind: str, language: str) -> tuple[Table, str]:
    """Return the rows that rest on documents of a kind, with those passages alone, and how many are left out."""
    from kg.evidence import read_passages

    if "passages" not in table.columns:
        raise KgError("This question does not tell its passages, so that its answer has no kind of document.")
    place = table.columns.index("passages")
    cells = [str(row[place] or "").split() for row in table.rows]
    passages = read_passages(engine, {iri for cell in cells for iri in cell})
    rows: list[list[object]] = []
    for row, cell in zip(table.terms, cells, strict=True):
        kept = [iri for iri in cell if iri in passages and passages[iri].document.standing == kind]
        if kept:
            rows.append([*row[:place], " ".join(kept), *row[place + 1 :]])
    left_out = phrase("other standing", language).format(len(table) - len(rows), len(table), kind)
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


def _in_time(text: str, period: Period | None) -> str:
    """Replace lines ``#when ?tie ?thing`` by what keeps only what was in effect in a period.

    The first of the variables that has dates decides; what has no start is left out and counted elsewhere. Lines
    that follow each other must all hold, and read the dates of a variable once.
    What stands after ``#in-time`` belongs to the query only where a period is given: what nothing else needs.
    """
    number = iter(range(1000))

    def pattern(match: re.Match[str]) -> str:
        if period is None:
            return ""
        lines = [line.split()[1:] for line in match[0].splitlines() if line.strip()]
        places = {variable: f"{next(number)}" for variable in dict.fromkeys(chain.from_iterable(lines))}
        optional = "".join(
            f' BIND(COALESCE({variable}, "") AS ?dated{place})'  # an unbound one would match all that has dates
            f" OPTIONAL {{ ?dated{place} sec:earliestStart ?start{place} }}"
            f" OPTIONAL {{ ?dated{place} sec:latestEnd ?end{place} }}"
            for variable, place in places.items()
        )
        return optional + "".join(_in_effect([places[variable] for variable in line], period) for line in lines) + "\n"

    needed = re.sub(r"(?m)^( *)#in-time (.*)$", "" if period is None else r"\1\2", text)
    return re.sub(r"(?m)(^\s*#when .*\n)+", pattern, needed)


def _in_effect(places: Sequence[str], period: Period) -> str:
    starts, ends = (", ".join(f"?{side}{place}" for place in places) for side in ("start", "end"))
    return (
        f' FILTER(COALESCE({starts}) <= "{period.last}"^^xsd:date'
        f' && COALESCE({ends}, "9999-12-31"^^xsd:date) >= "{period.first}"^^xsd:date)'
    )


def _term(engine: Engine, names: Names, parameter: Parameter, word: str) -> Term:
    makers: dict[str, Callable[[], Term]] = {
        "entity": lambda: ox.NamedNode(names.resolve(word)),
        "country": lambda: _country(engine, names, word),
        "date": lambda: _date(word),
        "number": lambda: _number(word),
        "text": lambda: ox.Literal(word),
    }
    return makers.get(parameter.kind, lambda: ox.NamedNode(names.among(parameter.kind, word)))()


def _date(word: str) -> Term:
    day = first_day(word)
    if day is None:
        raise KgError(f"“{word}” is not a date; write 2001, 2001-09 or 2001-09-11.")
    return ox.Literal(day.isoformat(), datatype=_DATE)


def _number(word: str) -> Term:
    try:
        return ox.Literal(int(word))
    except ValueError:
        raise KgError(f"“{word}” is not a whole number.") from None


def _country(engine: Engine, names: Names, word: str) -> Term:
    found = ox.NamedNode(names.resolve(word))
    if not engine.answer("ASK { ?country a sec:Country }", {"country": found}):
        raise UnknownName("country", word, ["Canada", "United States"])
    return found
