"""What ties are about: what they lead through, of which filters ask topic, country and kind, and never of the actors.

A tie that joins actors through something is about that: its *setting*. Of any other, what is no actor among its ends
is. Two actors that are tied directly have no setting: such a tie has the topics of what its passages tell of.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.record.index import Record
from kg.record.ties import Tie
from kg.vocabulary import local_name


def is_setting(record: Record, tie: Tie) -> bool:
    """Say whether a tie joins its subject, through its object, with all others that have part in it."""
    return record.relations[tie.relation].joins == "through" and record.is_a(tie.object, "Setting")


def settings_of(record: Record, tie: Tie) -> list[str]:
    """Return what a tie leads through, else those of its ends that are no actors.

    >>> from kg.graph import load
    >>> record = load("tests/mini").record
    >>> [local_name(iri) for iri in settings_of(record, record.ties[0])]
    ['cross-border-firearms-task-force']
    """
    if is_setting(record, tie):
        return [tie.object]
    return [end for end in (tie.subject, tie.object) if not record.is_a(end, "Actor")]


def topics_of(record: Record, tie: Tie) -> set[str]:
    """Return the topics of a tie: those of its setting, else of what its passages tell of beside actors."""
    found = settings_of(record, tie)
    return _had(record, found, "hasTopic") if found else record.topics_told_in(tie.passages)


def countries_of(record: Record, tie: Tie) -> set[str]:
    """Return the countries of a tie: all that have part in its setting, themselves or by a body; its actors' own."""
    around = set().union(*(record.countries_in.get(iri, ()) for iri in settings_of(record, tie)))
    return around.union(*(record.countries_of_actor(iri) for iri in _actors(record, tie)))


def kinds_of(record: Record, tie: Tie) -> set[str]:
    """Return the kinds of a tie: those of its setting, and those that all its actors have."""
    own = [set(record.ids(iri, "hasKind")) for iri in _actors(record, tie)]
    return _had(record, settings_of(record, tie), "hasKind").union(set.intersection(*own) if own else ())


def _actors(record: Record, tie: Tie) -> list[str]:
    settings = settings_of(record, tie)
    return [end for end in (tie.subject, tie.object) if end not in settings]


def _had(record: Record, iris: Iterable[str], name: str) -> set[str]:
    return {local_name(found) for iri in iris for found in record.iris(iri, name)}
