"""The dataset as the page carries it for SPARQL: TriG that its worker completes and loads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pyoxigraph as ox

from kg.vocabulary import PREFIXES

_DEFAULT = ox.DefaultGraph()
_LIKE_A_REFERENCE = re.compile(r"~\d+")
_SHORTEST = 12
"""Of how many signs a string must be for its number to be shorter."""


def ordered(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return quads as they are written, without what the page puts in itself: the merge of the passages."""
    return sorted(_without_merge(list(quads)), key=_order)


def write_dataset(quads: Iterable[ox.Quad], words: dict[str, Any]) -> bytes:
    """Return quads that are ``ordered`` as TriG, without the words of the page, which it puts in itself.

    A literal that ``words`` hold is written as the number of that string among all of theirs (``"~7"@en``). One that
    only looks like a number is added to them.

    >>> said = ox.Literal("Canada takes part.", language="en")
    >>> claim = ox.Quad(ox.NamedNode("x:p1"), ox.NamedNode("x:says"), said)
    >>> words = {"texts": [["Canada takes part.", "Le Canada y participe."]]}
    >>> write_dataset(ordered([claim]), words).splitlines()[-1]
    b'<x:p1> <x:says> "~0"@en .'
    """
    numbers = _Numbers(words)
    numbered = (_numbered(quad, numbers) for quad in quads)
    return ox.serialize(numbered, format=ox.RdfFormat.TRIG, prefixes=PREFIXES) or b""


class _Numbers:
    """The numbers of the strings of the words, in the order in which they stand there; their texts come last."""

    def __init__(self, words: dict[str, Any]) -> None:
        self._texts: list[list[str]] = words["texts"]
        self._found: dict[str, int] = {}
        self._count = 0
        for string in _strings_in(words):
            self._note(string)

    def of(self, string: str) -> int | None:
        """Return the number of a string, None for one that is not among them."""
        if _LIKE_A_REFERENCE.fullmatch(string) and string not in self._found:
            self._texts.append([string])
            self._note(string)
        return self._found.get(string)

    def _note(self, string: str) -> None:
        self._found.setdefault(string, self._count)
        self._count += 1


def _strings_in(held: object) -> list[str]:
    """Return all strings within lists and dictionaries, in the order in which they stand there."""
    found: list[str] = []
    _gather(held, found)
    return found


def _gather(held: object, found: list[str]) -> None:
    for each in held.values() if isinstance(held, dict) else held if isinstance(held, list) else ():
        if isinstance(each, str):
            found.append(each)
        elif not isinstance(each, int):
            _gather(each, found)


def _without_merge(quads: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Leave out the triples of the default graph that a passage says."""
    said = {quad.triple for quad in quads if quad.graph_name != _DEFAULT}
    return [quad for quad in quads if quad.graph_name != _DEFAULT or quad.triple not in said]


def _numbered(quad: ox.Quad, numbers: _Numbers) -> ox.Quad:
    said = quad.object
    if not isinstance(said, ox.Literal) or (len(said.value) < _SHORTEST and not said.value.startswith("~")):
        return quad
    number = numbers.of(said.value)
    return quad if number is None else ox.Quad(quad.subject, quad.predicate, _renumbered(said, number), quad.graph_name)


def _renumbered(said: ox.Literal, number: int) -> ox.Literal:
    """Return a literal of the same language or datatype whose value is a number."""
    value = f"~{number}"
    if said.language:
        return ox.Literal(value, language=said.language, direction=said.direction)
    return ox.Literal(value, datatype=said.datatype)


def _order(quad: ox.Quad) -> tuple[str, str]:
    """The default graph first; languages and neighbours beside each other compress best."""
    graph = quad.graph_name
    return "" if graph == _DEFAULT else str(graph), str(quad.triple)
