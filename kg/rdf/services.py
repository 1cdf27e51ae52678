"""SERVICE in a query: no server is asked unless its address was allowed by name.

The engine does not tell what it understood, and has no switch. So each SERVICE that the text shows is replaced by
GRAPH, which may stand in the same place, and the word anywhere else by one that means nothing: what the engine's own
parser accepts then holds no SERVICE but those that were seen. Their addresses are worked out by the engine too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf.query_text import asks_servers, blank_out, form_of, opening
from kg.vocabulary import PREFIXES

LABELS = "http://wikiba.se/ontology#label"
"""What Wikidata calls its own service of labels: no server, and known by no prefix here."""
_NOWHERE = "<not-asked:>"
"""What the engine cannot ask, in place of what it must not."""

_WORD = re.compile("servic(e)", re.IGNORECASE)
_SERVICE = re.compile(
    r"(?<![\w?$:@%.\\-])SERVICE(?P<silent>\s*+SILENT)?\s*+(?P<address>[?$]\w++|[^\s{}?$][^\s{}]*+)\s*+\{", re.IGNORECASE
)
"""A SERVICE in a query that was blanked out."""


@dataclass(frozen=True)
class _Service:
    """A SERVICE: where it begins, where its address stands and what that is."""

    start: int
    place: slice
    address: str
    is_silent: bool


def only_allowed(text: str, allowed: Collection[str] = ()) -> tuple[str, list[str]]:
    """Return a query that asks no servers but those allowed, and the addresses that it leaves out for SILENT.

    Raises QueryError for any other server, and the engine's SyntaxError.

    >>> only_allowed("ASK { SERVICE SILENT <http://example.org/> {} }")
    ('ASK { SERVICE SILENT <not-asked:> {} }', ['http://example.org/'])
    """
    if not asks_servers(text):
        return text, []
    services = _services(text)
    _parse(_without(text, services))
    refused = [one for one in services if one.address not in allowed]
    for one in refused:
        if not one.is_silent:
            raise refusal(one.address)
    for one in reversed(refused):
        text = text[: one.place.start] + _NOWHERE + text[one.place.stop :]
    return text, list(dict.fromkeys(one.address for one in refused))


def _services(text: str) -> list[_Service]:
    addresses: dict[str, str] = {}
    found = []
    for one in _SERVICE.finditer(blank_out(text)):
        place = slice(*one.span("address"))
        written = text[place]
        if written not in addresses:
            addresses[written] = _address(text, written)
        found.append(_Service(one.start(), place, addresses[written], bool(one["silent"])))
    return found


def _address(text: str, written: str) -> str:
    """Return an address as the engine reads it; a variable, and what it does not read, as it is written."""
    if written[0] in "?$" or not form_of(text):
        return written
    try:
        rows = ox.Store().query(f"{text[: opening(text)[0]]}SELECT ({written} AS ?a) {{}}", prefixes=PREFIXES)
    except SyntaxError:
        return written
    assert isinstance(rows, ox.QuerySolutions)
    (address,) = next(rows)
    return address.value if isinstance(address, ox.NamedNode) else written


def _without(text: str, services: list[_Service]) -> str:
    """Return a query of the same length in which the services seen are graphs, and the word means nothing."""
    bare = list(text)
    for one in services:
        head = "GRAPH".ljust(one.place.start - one.start)
        bare[one.start : one.place.start] = head
    return _WORD.sub(lambda word: word[0][:-1] + ("x" if word[1].islower() else "X"), "".join(bare))


def _parse(text: str) -> None:
    """Raise the engine's SyntaxError for what is no query."""
    try:
        ox.Store().query(text, prefixes=PREFIXES)
    except (RuntimeError, OSError, ValueError):
        return


def refusal(address: str) -> QueryError:
    """Return the error for a server that is not allowed, as it stands in a query: an address or a variable.

    >>> str(refusal("http://wikiba.se/ontology#label")).split(":")[0]
    'The label service of Wikidata (SERVICE wikibase'
    """
    if address == LABELS:
        return QueryError("error.query.service_labels")
    if address[0] in "?$":
        return QueryError("error.query.service_variable", name=address)
    return QueryError("error.query.service", address=address)
