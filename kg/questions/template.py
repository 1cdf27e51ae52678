"""The query of a question as it runs: its parameters and its time put in, its prefixes declared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from textwrap import indent
from typing import TYPE_CHECKING, NamedTuple

from kg.dates import Period
from kg.errors import KgError
from kg.rdf.files import text_of
from kg.sparql.engine import begin_with
from kg.sparql.lookups import lookup
from kg.version import PACKAGE
from kg.vocabulary import declare

if TYPE_CHECKING:
    from kg.questions.catalogue import Question
    from kg.sparql.engine import Term


_PARTS = PACKAGE / "questions" / "parts"


def as_it_runs(question: Question, values: Mapping[str, Term], period: Period | None = None) -> str:
    """Return a question's query with its parameters and time put in and all prefixes declared, for any engine.

    >>> from kg.questions.catalogue import question
    >>> query = as_it_runs(question("agreements-on"), {}, Period.of("2010"))
    >>> query.splitlines()[0], '<= "2010-12-31"^^xsd:date' in query
    ('PREFIX sec: <https://w3id.org/perimeter/term/>', True)
    """
    given = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in values.items())
    return _filled(question.text, given, (period.first.isoformat(), period.last.isoformat()) if period else None)


GIVEN, DAY = "@given@", "@day@"
"""What stands in a template for the values of parameters, and for the day that is asked about."""


def template(question: Question, in_time: bool = False) -> str:
    """Return a question's query as ``as_it_runs`` makes it, but for what stands in for values and for a day.

    >>> from kg.questions.catalogue import question
    >>> "{ @given@" in " ".join(template(question("agreements-on"), in_time=True).split())
    True
    """
    return _filled(question.text, GIVEN if question.parameters else "", (DAY, DAY) if in_time else None)


def _filled(text: str, given: str, days: tuple[str, str] | None) -> str:
    """Put in what is given, and the first and last day of a period; drop comments and empty lines."""
    text = _in_time(_with_statuses(with_parts(text), days), days)
    marked, count = re.subn(r"(?m)^( *)#given\b.*$", lambda found: found[1] + given, text)
    if not count and given:
        marked = begin_with(text, given)
    bare = "\n".join(line for line in marked.splitlines() if line.strip() and not line.startswith("# "))
    return declare(f"{bare}\n")


@cache
def _part(name: str) -> str:
    """Return the text of a part of a question. Raises KgError with the parts that there are."""
    path = _PARTS / f"{name}.rq"
    if not path.is_file():
        known = ", ".join(sorted(one.stem for one in _PARTS.glob("*.rq")))
        raise KgError("error.question.part", name=name, known=known)
    return re.sub(r"(?m)^# .*\n", "", text_of(path))


def with_parts(text: str) -> str:
    """Replace lines ``#part differing-leads`` by that part of a question, which has a file of its own, as a group.

    >>> with_parts("  #part differing-countries").split()[:4]
    ['{', 'SELECT', '?node', '(sec:hasCountry']
    """

    def group(found: re.Match[str]) -> str:
        margin, name = found.groups()
        return f"{margin}{{\n{indent(_part(name), margin)}{margin}}}"

    return re.sub(r"(?m)^( *)#part (\S+)$", group, text)


_THING = re.compile(r"[?]thing\b")


def _with_statuses(text: str, days: tuple[str, str] | None) -> str:
    """Replace lines ``#status ?thing`` by what finds ``?status`` and ``?status_as_of`` of a thing, if it has any.

    It is as of the end of a period, or of the day of a parameter: ``#status ?thing ?day``.
    """

    def pattern(match: re.Match[str]) -> str:
        indent, thing, day = match.groups()
        asked = f'VALUES ?asked {{ "{days[1]}"^^xsd:date }}' if days else ""
        asked = f"BIND({day} AS ?asked)" if day else asked
        found = re.sub(r"(?m)^ORDER BY .*$|^# .*$", "", lookup("statuses")).replace("#asked", f"#given\n{asked}")
        return f"{indent}OPTIONAL {{ {_THING.sub(thing, found).strip()} }}"

    return re.sub(r"(?m)^( *)#status (\?\w+)(?: (\?\w+))?$", pattern, text)


def _in_time(text: str, days: tuple[str, str] | None) -> str:
    """Replace lines ``#when ?tie ?thing`` by what keeps only what was in effect in a period.

    The first of the variables that has dates decides; what has no start is left out and counted elsewhere. In place of
    them, ``from ?start to ?end`` names two days. After ``while`` stands whose part in the thing it is: it holds no
    longer than they exist. Lines that follow each other must all hold, and read the dates of a variable once.
    What stands after ``#in-time`` belongs to the query only where a period is given: what nothing else needs.
    """
    number = iter(range(1000))

    def pattern(match: re.Match[str]) -> str:
        if days is None:
            return ""
        lines = [_When.read(line) for line in match[0].splitlines() if line.strip()]
        variables = chain.from_iterable((*line.dated, *line.living) for line in lines)
        places = {variable: f"{next(number)}" for variable in dict.fromkeys(variables)}
        optional = "".join(
            f' BIND(COALESCE({variable}, "") AS ?dated{place})'  # an unbound one would match all that has dates
            f" OPTIONAL {{ ?dated{place} sec:earliestStart ?start{place} }}"
            f" OPTIONAL {{ ?dated{place} sec:latestEnd ?end{place} }}"
            for variable, place in places.items()
        )
        return optional + "".join(line.filter(places, days) for line in lines) + "\n"

    needed = re.sub(r"(?m)^( *)#in-time (.*)$", "" if days is None else r"\1\2", text)
    return re.sub(r"(?m)(^[ \t]*#when .*\n)+", pattern, needed)


class _When(NamedTuple):
    """A line ``#when``: the variables that have dates, or the two days of a span, and those whose lives bound them."""

    dated: Sequence[str]
    living: Sequence[str]
    span: Sequence[str] = ()

    @classmethod
    def read(cls, line: str) -> _When:
        """Return what a line says.

        >>> _When.read("#when ?tie ?thing while ?actor")
        _When(dated=['?tie', '?thing'], living=['?actor'], span=())
        >>> _When.read("#when from ?start to ?end while ?actor").span
        ('?start', '?end')
        """
        own, _, living = line.partition(" while ")
        span = re.fullmatch(r"\s*#when from (\S+) to (\S+)\s*", own)
        return cls([], living.split(), span.groups()) if span else cls(own.split()[1:], living.split())

    def filter(self, places: Mapping[str, str], days: tuple[str, str]) -> str:
        """Return the filter that keeps what was in effect from one day to another."""
        start, end = self.span or (
            f"COALESCE({', '.join(f'?{side}{places[variable]}' for variable in self.dated)})"
            for side in ("start", "end")
        )
        first, last = (f'"{day}"^^xsd:date' for day in days)
        alive = "".join(
            f" && COALESCE(?start{places[one]} <= {last}, true) && COALESCE(?end{places[one]} >= {first}, true)"
            for one in self.living
        )
        return f" FILTER({start} <= {last} && COALESCE({end} >= {first}, true){alive})"
