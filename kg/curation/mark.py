"""A mention in a text: the one form in which names, dates and figures are told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A mention in a text: where it stands, and what it means.

    ``kind`` is ``name`` (``value`` an IRI), ``new`` (``value`` a name that the record does not know), ``date``
    (``value`` as 2001, 2001-09 or 2001-09-11) or ``figure`` (``value`` a plain number, with its ``unit`` and ``hedge``
    where the text has them). A date that begins or ends a range says so in ``part``, ``start`` or ``end``; one that is
    written without a year, and has that of its page, is ``of_page``.
    """

    kind: str
    start: int
    end: int
    text: str
    value: str
    unit: str = ""
    hedge: str = ""
    part: str = ""
    of_page: bool = False
