"""The dataset as the page carries it for SPARQL: TriG that its worker completes and loads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import partial

import pyoxigraph as ox

from kg.vocabulary import PREFIXES

_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*+"?')  # one that nothing ends goes to the end, and is looked at once
_LIKE_A_NUMBER = re.compile(rb'"~+\d+"')
_SHORTEST = 14
"""How long a string must be, with its quotes, for its number to be shorter."""


def digest_without(quads: bytes, properties: Iterable[str]) -> str:
    """Return what is the same for the same quads, whatever some properties say in them; blank nodes make others.

    ``quads`` are N-Quads, a line each.

    >>> said = b'<x:p1> <x:says> "so" .\\n'
    >>> digest_without(said, ["x:says"]) == digest_without(b"", ["x:says"]) != digest_without(said, ["x:tells"])
    True
    """
    left_out = b"|".join(re.escape(f"<{iri}> ".encode()) for iri in properties)
    held = re.findall(rb"^\S+ (?!%b).+$" % left_out, quads, re.MULTILINE)
    return hashlib.sha256(b"\n".join(sorted(held))).hexdigest()


def ordered(quads: bytes) -> bytes:
    """Return N-Quads by graph, the default graph first and without what the page puts into it: what passages say.

    Within each they are in order: languages and neighbours beside each other compress best.

    >>> ordered(b"<x:b> <x:p> <x:c> .\\n<x:a> <x:p> <x:c> <x:g> .\\n<x:a> <x:p> <x:c> .\\n").split(b"\\n")
    [b'<x:b> <x:p> <x:c> .', b'<x:a> <x:p> <x:c> <x:g> .', b'']
    """
    stated: list[bytes] = []
    claimed: list[tuple[bytes, bytes]] = []
    for line in quads.splitlines():
        triple, graph = _parted(line)
        if graph:
            claimed.append((graph, triple))
        else:
            stated.append(triple)
    said = {triple for _, triple in claimed}
    lines = [b"%b .\n" % triple for triple in sorted(stated) if triple not in said]
    lines += [b"%b %b .\n" % (triple, graph) for graph, triple in sorted(claimed)]
    return b"".join(lines)


def write_dataset(quads: bytes, strings: Iterable[str]) -> bytes:
    """Return N-Quads as TriG, without the strings that the page has already and puts in itself.

    A literal that is one of them is written as its number (``"~7"@en``), and one that only looks like a number with
    one more sign before it (``"~~7"``).

    >>> write_dataset(b'<x:p1> <x:says> "Canada takes part."@en .\\n', ["Canada takes part."]).splitlines()[-1]
    b'<x:p1> <x:says> "~0"@en .'
    """
    numbers: dict[bytes, int] = {}
    for number, string in enumerate(strings):
        numbers.setdefault(str(ox.Literal(string)).encode(), number)
    read = ox.parse(quads, format=ox.RdfFormat.N_QUADS, lenient=True)
    written = ox.serialize(read, format=ox.RdfFormat.TRIG, prefixes=PREFIXES) or b""
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


def _parted(line: bytes) -> tuple[bytes, bytes]:
    """Return the triple and the graph of a line of N-Quads, no graph for the default one.

    >>> _parted(b'<x:a> <x:b> "<c> d" <x:g> .'), _parted(b'<x:a> <x:b> <x:c> .'), _parted(b'_:a <x:b> "c <d>" .')
    ((b'<x:a> <x:b> "<c> d"', b'<x:g>'), (b'<x:a> <x:b> <x:c>', b''), (b'_:a <x:b> "c <d>"', b''))
    """
    quad, _, _ = line.rpartition(b" ")
    triple, _, last = quad.rpartition(b" ")
    if last.startswith((b"<", b"_")) and b'"' not in last and triple.count(b" ") > 1:
        return triple, last
    return quad, b""


def _numbered(numbers: Mapping[bytes, int], quoted: re.Match[bytes]) -> bytes:
    """Return the string of a literal, quoted, as it is written."""
    said = quoted[0]
    if len(said) < _SHORTEST and not said.startswith(b'"~'):
        return said
    if said in numbers:
        return b'"~%d"' % numbers[said]
    return b'"~' + said[1:] if _LIKE_A_NUMBER.fullmatch(said) else said
