"""What may follow a question where SPARQL alone cannot answer: names for ``# then:``, each with its function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.dates import Period
    from kg.record.index import Record
    from kg.sparql.engine import Term
    from kg.sparql.table import Table

    FollowUp = Callable[[Table, Mapping[str, Term], Record, Period | None], Table]

FOLLOW_UPS = {
    "brokers": "kg.questions.algorithms:brokers",
    "communities": "kg.questions.algorithms:communities",
    "connections": "kg.questions.algorithms:connections",
}
"""Where the function of each stands; imported when a question is asked, as catalogues are read at each start."""

_NEEDED = {"connections": ("of", "to")}
"""The parameters that must be one thing for it, and not any."""


def follow_up(name: str) -> FollowUp:
    """Return the function that goes by a name: from the rows that a query selects to the answer.

    >>> follow_up("connections").__name__
    'connections'
    """
    module, _, function = FOLLOW_UPS[name].partition(":")
    found: FollowUp = getattr(import_module(module), function)
    return found


def needed(name: str) -> tuple[str, ...]:
    """Return the parameters that one of a name, or none, cannot do without: each is one thing, and not any.

    >>> needed("connections"), needed("")
    (('of', 'to'), ())
    """
    return _NEEDED.get(name, ())
