"""What the queries in ontology/checks and ontology/reviews find, and what is wrong with the queries themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import KgError
from kg.rdf.files import ParsedFiles, text_of
from kg.rdf.folders import is_shipped
from kg.rdf.limits import Limits
from kg.sparql.engine import Engine
from kg.sparql.table import Table
from kg.validation.findings import Finding, finding


def query_findings(engine: Engine, queries: Iterable[Path], content: ParsedFiles) -> Iterator[Finding]:
    """Each query selects ?focus and ?message, and ?passage where the fault is in a claim; a row is a finding.

    Those that did not come with the package are carried out where they can be ended.
    """
    for path in queries:
        try:
            answer = engine.answer(text_of(path)) if is_shipped(path) else engine.answer_within(Limits(), text_of(path))
        except KgError as error:
            yield _broken(path, str(error))
            continue
        if not isinstance(answer, Table) or list(answer.columns[:2]) != ["focus", "message"]:
            yield _broken(path, "Write a SELECT of ?focus and ?message, and of ?passage where the fault is in a claim.")
            continue
        for focus, message, *passage in answer.rows:
            if ":" not in content.named(str(focus)):  # that it has no name is all that is told of such a thing
                continue
            yield finding(content, str(focus), path.stem, str(message), *(str(one or "") for one in passage))


def _broken(path: Path, reason: str) -> Finding:
    """Return a finding about a query, at the line that its fault names."""
    place = re.search(r"line (\d+), column (\d+): ", reason)
    first = reason.split("\n")[0]
    message = f"column {place[2]}: {first[place.end() :]}" if place else first
    return Finding(str(path), int(place[1]) if place else 0, path.name, "syntax", message)
