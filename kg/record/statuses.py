"""What things are: a status has the date of the page that states it, and may have been overtaken since."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.dates import first_day
from kg.rdf.derived import moment
from kg.rdf.terms import text_of
from kg.record.evidence import Claim, Passage
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import SHARED_PREFIXES, TERM, local_name

HAS_STATUS = TERM + "hasStatus"

_DATE = SHARED_PREFIXES["xsd"] + "date"


@dataclass(frozen=True)
class Status:
    """What a thing is by the newest page that states a status of it.

    ``iri`` is the status, and ``as_of`` the date of the page, empty where it has none. ``stated`` is what the page
    states: another status where an end has come since, or where nothing was heard of what was active. Then ``as_of``
    is that end, or when something was last heard.
    """

    iri: str
    as_of: str = ""
    stated: str = ""

    @property
    def id(self) -> str:
        """The last part of the IRI of the status."""
        return local_name(self.iri)


def read_statuses(
    engine: Engine, things: Iterable[str] | None = None, day: datetime.date | None = None
) -> dict[str, Status]:
    """Return the statuses of some things, or of all that have any; as of a day, where one is given.

    >>> from kg.graph import load
    >>> status = load("tests/mini").entity("lrma-preclearance-agreement").status
    >>> status.id, status.as_of, local_name(status.stated)
    ('not-heard-of', '2019-11-20', 'active')
    """
    if engine.keeps and day is None:
        held = engine.derived(f"statuses {moment()}", lambda: _read_statuses(engine, None, None), reads_all=True)
        wanted = held.keys() if things is None else set(things)
        return {iri: status for iri, status in held.items() if iri in wanted}
    return _read_statuses(engine, things, day)


def _read_statuses(engine: Engine, things: Iterable[str] | None, day: datetime.date | None) -> dict[str, Status]:
    asked = f'VALUES ?asked {{ "{day}"^^<{_DATE}> }}' if day else ""
    if things is not None:
        asked += f" VALUES ?thing {{ {' '.join(str(ox.NamedNode(iri)) for iri in sorted(set(things)))} }}"
    rows = engine.terms(lookup("statuses").replace("#asked", asked))
    return {text_of(row[0]): Status(*map(text_of, row[1:4])) for row in rows}


def stated_by(
    engine: Engine, claims: Iterable[Claim], passages: Mapping[str, Passage], day: datetime.date
) -> tuple[Claim, ...]:
    """Return claims without the statuses that no page states by a day.

    A page without a date says nothing of a day before the date of the data.
    """
    is_past = day.isoformat() < str(engine.table(lookup("latest-day"))[0][0] or "")

    def counts(iri: str) -> bool:
        issued = first_day(passages[iri].document.issued) if iri in passages else None
        return issued <= day if issued else not is_past

    def part(claim: Claim) -> Claim:
        if claim.predicate != HAS_STATUS:
            return claim
        return replace(claim, passages=tuple(filter(counts, claim.passages)))

    return tuple(one for one in map(part, claims) if one.passages)
