"""A store on disk brought up to date: what went is taken out and what came put in, in place of writing all again.

A store that may be brought up to date has its quads beside it as a text, and the digest of that in its marker. What
differs is found first, which a copy of the process can do; then the store is made.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.rdf.stores import UNREADABLE, Marker, fill, find_whole, write_marker

_QUADS = "quads.nq"
_MOST_CHANGED = 0.1
"""The part of the quads of which more are not changed one by one."""
_LONGEST = 1 << 29
"""The length of a text from which on it is not compared line by line, which takes several times its memory."""


@dataclass(frozen=True)
class Wanted:
    """Quads that a store is to hold: a text of them, its digest, and what makes them of an earlier store.

    That is where the earlier store is, and the lines that it has too many and too few; none where none serves.
    """

    text: Path
    digest: str
    earlier: Path | None = None
    gone: frozenset[bytes] = frozenset()
    new: frozenset[bytes] = frozenset()


def compare(quads: bytes, text: Path, earlier: Iterable[Path]) -> Wanted:
    """Write quads, given as N-Quads without blank nodes, to a file; find what makes them of an earlier store."""
    text.write_bytes(quads)
    digest, known = hashlib.sha256(quads).hexdigest(), [] if len(quads) > _LONGEST else list(earlier)
    wanted = frozenset(quads.split(b"\n")) if known else frozenset()
    for place in known:
        held = _lines_of(place)
        gone, new = held - wanted, wanted - held
        if len(gone) + len(new) <= _MOST_CHANGED * len(held):
            return Wanted(text, digest, place, gone, new)
    return Wanted(text, digest)


def fill_with(wanted: Wanted, place: Path, **told: Any) -> None:
    """Write a store to disk, out of the earlier store if there is one, which is used up.

    Raises what the engine raises for a place that cannot be written.
    """
    if not _brought_up(wanted, place, told):
        fill(wanted.text, place, text=wanted.digest, **told)
    os.replace(wanted.text, place / _QUADS)


def _lines_of(place: Path) -> frozenset[bytes]:
    """Return the quads of a store, a line each; none where they are not known."""
    with contextlib.suppress(OSError, ValueError):
        marker, held = Marker.read(place), (place / _QUADS).read_bytes()
        if marker is not None and marker.told.get("text") == hashlib.sha256(held).hexdigest():
            return frozenset(held.split(b"\n"))
    return frozenset()


def _brought_up(wanted: Wanted, place: Path, told: dict[str, Any]) -> bool:
    """Make the earlier store one of the wanted quads, in a new place; tell whether it could be."""
    if wanted.earlier is None:
        return False
    try:
        os.rename(wanted.earlier, place)
        if find_whole(place) is not None:
            _change(place, wanted)
            write_marker(place, text=wanted.digest, **told)
            return True
    except (*UNREADABLE, ValueError):
        pass
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(place)
    return False


def _change(place: Path, wanted: Wanted) -> None:
    """Take out of a store what is not wanted any more, and put in what is new."""
    for aside in place.glob("LOG*"):  # the engine writes one more each time
        aside.unlink()
    store, left = ox.Store(str(place)), set()
    for quad in _quads(wanted.gone):
        store.remove(quad)
        left.add(quad.graph_name)
    store.extend(_quads(wanted.new))
    for graph in left:
        if not isinstance(graph, ox.DefaultGraph) and not any(store.quads_for_pattern(None, None, None, graph)):
            store.remove_graph(graph)
    store.flush()


def _quads(lines: Iterable[bytes]) -> list[ox.Quad]:
    return list(ox.parse(b"\n".join(lines), format=ox.RdfFormat.N_QUADS, lenient=True))
