"""A query of a stranger as it is sent on to another engine: standard SPARQL, which only reads and asks no server.

Our own engine reads it first, on no data. What two engines may read differently is taken out before: comments, and
escapes of signs, which some resolve before they look for anything else, so that a text could end where ours goes on.
"""

from __future__ import annotations

import contextlib
import re

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf.query_text import OPAQUE, checked
from kg.rdf.services import only_allowed
from kg.sparql.syntax_errors import syntax_error
from kg.vocabulary import BASE, PREFIXES, declare

_ESCAPE = re.compile(r"(\\++)(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
_LAST_ASCII = 127


def forwarded(text: str, *, most: int | None = None) -> str:
    """Return a query as it may be sent on, with our prefixes; one that can take a LIMIT gets the ``most`` of rows.

    Raises QueryError for a fault in it, an update, a SERVICE, and an escape that other engines may read differently;
    LimitExceeded for what is too long or too deep.

    >>> forwarded("ASK { ?a ?b 1 } # never", most=5)
    'BASE <https://w3id.org/perimeter/>\\nASK { ?a ?b 1 }        '
    >>> forwarded("SELECT ?a { ?a ?b 1 }", most=5).splitlines()[1:]
    ['SELECT ?a { ?a ?b 1 }', 'LIMIT 5']
    """
    checked(text)
    plain = OPAQUE.sub(_without_comment, _ESCAPE.sub(_unescaped, text))
    try:
        for address in only_allowed(plain)[1]:
            raise QueryError("error.query.service", address=address)
        takes_limit = _read(plain)
    except SyntaxError as error:
        raise syntax_error(text, str(error)) from None
    if most is not None and takes_limit:
        with contextlib.suppress(SyntaxError):  # it has a limit of its own, or ends in VALUES
            limited = f"{plain}\nLIMIT {most}"
            _read(limited)
            plain = limited
    return f"BASE <{BASE}>\n{declare(plain)}"


def _read(text: str) -> bool:
    """Have our engine read a query, and tell whether it answers more than yes or no. Raises SyntaxError."""
    try:
        return not isinstance(ox.Store().query(text, prefixes=PREFIXES, base_iri=BASE), ox.QueryBoolean)
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError("error.query.not_carried_out", reason=error) from None


def _without_comment(found: re.Match[str]) -> str:
    return " " * len(found[0]) if found[0].startswith("#") else found[0]


def _unescaped(found: re.Match[str]) -> str:
    """Return the sign that is escaped where it means nothing but itself, and refuse any other."""
    before, code = found.groups()
    number = int(code[1:], 16)
    sign = chr(number) if number <= 0x10FFFF else ""
    if len(before) % 2 == 0 or not (sign.isalnum() or (sign.isprintable() and number > _LAST_ASCII)):
        raise QueryError("error.query.escape", escape=found[0][-len(code) - 1 :])
    return before[1:] + sign
