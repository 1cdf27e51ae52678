"""The dataset as the page carries it for SPARQL: TriG that its worker completes and loads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import partial
from operator import itemgetter

import pyoxigraph as ox

from kg.vocabulary import PREFIXES

_DEFAULT = ox.DefaultGraph()
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*+"')
_LIKE_A_NUMBER = re.compile(rb'"~+\d+"')
_SHORTEST = 14
"""How long a string must be, with its quotes, for its number to be shorter."""

Ordered = list[tuple[str, str, ox.Quad]]
"""Quads in order, each behind what it is ordered by: its graph and its triple."""


def ordered(quads: Iterable[ox.Quad]) -> Ordered:
    """Return quads as they are written, without what the page puts in itself: the merge of the passages."""
    return sorted(((*_order(quad), quad) for quad in _without_merge(list(quads))), key=itemgetter(0, 1))


def digest_without(quads: Ordered, properties: Container[str]) -> str:
    """Return what is the same for the same quads, whatever some properties say in them; blank nodes make others.

    >>> said = ox.Quad(ox.NamedNode("x:p1"), ox.NamedNode("x:says"), ox.Literal("so"))
    >>> digest_without(ordered([said]), ["x:says"]) == digest_without([], []) != digest_without(ordered([said]), [])
    True
    """
    held = (f"{graph} {triple}\n" for graph, triple, quad in quads if quad.predicate.value not in properties)
    return hashlib.sha256("".join(held).encode()).hexdigest()


def write_dataset(quads: Ordered, strings: Iterable[str]) -> bytes:
    """Return quads that are ``ordered`` as TriG, without the strings that the page has already and puts in itself.

    A literal that is one of them is written as its number (``"~7"@en``), and one that only looks like a number with
    one more sign before it (``"~~7"``).

    >>> said = ox.Literal("Canada takes part.", language="en")
    >>> claim = ox.Quad(ox.NamedNode("x:p1"), ox.NamedNode("x:says"), said)
    >>> write_dataset(ordered([claim]), ["Canada takes part."]).splitlines()[-1]
    b'<x:p1> <x:says> "~0"@en .'
    """
    numbers: dict[bytes, int] = {}
    for number, string in enumerate(strings):
        numbers.setdefault(str(ox.Literal(string)).encode(), number)
    written = ox.serialize((quad for *_, quad in quads), format=ox.RdfFormat.TRIG, prefixes=PREFIXES) or b""
    return _QUOTED.sub(partial(_numbered, numbers), written)


def strings_in(held: object) -> list[str]:
    """Return all strings within lists and dictionaries, in the order in which they stand there.

    >>> strings_in({"texts": [["one", 2], "three"]})
    ['one', 'three']
    """
    found: list[str] = []
    _gather(held, found)
    return found


def _gather(held: object, found: list[str]) -> None:
    for each in held.values() if isinstance(held, dict) else held if isinstance(held, list | tuple) else ():
        if isinstance(each, str):
            found.append(each)
        elif not isinstance(each, int):
            _gather(each, found)


def _without_merge(quads: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Leave out the triples of the default graph that a passage says."""
    said = {quad.triple for quad in quads if quad.graph_name != _DEFAULT}
    return [quad for quad in quads if quad.graph_name != _DEFAULT or quad.triple not in said]


def _numbered(numbers: Mapping[bytes, int], quoted: re.Match[bytes]) -> bytes:
    """Return the string of a literal, quoted, as it is written."""
    said = quoted[0]
    if len(said) < _SHORTEST and not said.startswith(b'"~'):
        return said
    if said in numbers:
        return b'"~%d"' % numbers[said]
    return b'"~' + said[1:] if _LIKE_A_NUMBER.fullmatch(said) else said


def _order(quad: ox.Quad) -> tuple[str, str]:
    """The default graph first; languages and neighbours beside each other compress best."""
    graph = quad.graph_name
    return "" if graph == _DEFAULT else str(graph), str(quad.triple)
