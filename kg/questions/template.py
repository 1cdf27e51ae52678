"""The query of a question as it runs: its parameters and its time put in, its prefixes declared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from kg.dates import Period
from kg.sparql.engine import bind
from kg.vocabulary import declare

if TYPE_CHECKING:
    from kg.questions.catalogue import Question
    from kg.sparql.engine import Term


def as_it_runs(question: Question, values: Mapping[str, Term], period: Period | None = None) -> str:
    """Return a question's query with its parameters and time put in and all prefixes declared, for any engine.

    >>> from kg.questions.catalogue import question
    >>> query = as_it_runs(question("agreements-on"), {}, Period.of("2010"))
    >>> query.splitlines()[0], '<= "2010-12-31"^^xsd:date' in query
    ('PREFIX sec: <https://w3id.org/perimeter/term/>', True)
    """
    text = _in_time(question.text, period)
    given = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in values.items())
    marked, count = re.subn(r"(?m)^( *)#given\b.*$", lambda found: found[1] + given, text)
    if not count and values:
        marked = bind(text, values)
    bare = "\n".join(line for line in marked.splitlines() if line.strip() and not line.startswith("# "))
    return declare(f"{bare}\n")


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
