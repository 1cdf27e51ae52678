"""A store on disk brought up to date: what went is taken out and what came put in, in place of writing all again.

A store that may be brought up to date has its quads beside it as a text, and the digest of that in its marker.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.rdf.stores import UNREADABLE, fill, find_whole, write_marker

_QUADS = "quads.nq"
_MOST_CHANGED = 0.1
"""The part of the quads of which more are not changed one by one."""


def fill_from(earlier: Iterable[Path], quads: bytes, place: Path, **told: Any) -> None:
    """Write quads, given as N-Quads without blank nodes, to a store on disk, out of an earlier store where one serves.

    The earlier one is used up. Raises what the engine raises for a place that cannot be written.
    """
    if not any(_brought_up(each, quads, place, told) for each in earlier):
        fill(quads, place, text=_digest(quads), **told)
    (place / _QUADS).write_bytes(quads)


def _brought_up(earlier: Path, quads: bytes, place: Path, told: dict[str, Any]) -> bool:
    """Make an earlier store one of these quads, in a new place; tell whether it could be."""
    try:
        os.rename(earlier, place)
        marker = find_whole(place)
        held = (place / _QUADS).read_bytes() if marker and "text" in marker.told else b""
        if marker and held and marker.told["text"] == _digest(held) and _changed(place, held, quads):
            write_marker(place, text=_digest(quads), **told)
            return True
    except (*UNREADABLE, ValueError):
        pass
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(place)
    return False


def _changed(place: Path, held: bytes, wanted: bytes) -> bool:
    """Take out of a store what is not wanted any more, and put in what is new; not where that is much."""
    before, after = set(held.split(b"\n")), set(wanted.split(b"\n"))
    gone, new = before - after, after - before
    if len(gone) + len(new) > _MOST_CHANGED * len(before):
        return False
    for aside in place.glob("LOG*"):  # the engine writes one more each time
        aside.unlink()
    store, left = ox.Store(str(place)), set()
    for quad in _quads(gone):
        store.remove(quad)
        left.add(quad.graph_name)
    store.extend(_quads(new))
    for graph in left:
        if not isinstance(graph, ox.DefaultGraph) and not any(store.quads_for_pattern(None, None, None, graph)):
            store.remove_graph(graph)
    store.flush()
    return True


def _quads(lines: Iterable[bytes]) -> list[ox.Quad]:
    return list(ox.parse(b"\n".join(lines), format=ox.RdfFormat.N_QUADS, lenient=True))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
