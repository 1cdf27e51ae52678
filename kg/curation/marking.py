"""Noting in the data what was found of its pages: only the day on which one was looked for and not found."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.curation.verify import Verified
from kg.rdf.canonical import write
from kg.rdf.files import read_file
from kg.rdf.folders import Folders
from kg.rdf.formats import save
from kg.vocabulary import SHARED_PREFIXES, SOURCE, TERM

_LOOKED_FOR, _READ_ON = ox.NamedNode(TERM + "lookedForOn"), ox.NamedNode(TERM + "readOn")


def mark_gone(folders: Folders, found: Iterable[Verified]) -> int:
    """Write ``sec:lookedForOn`` into the documents whose page is gone; return into how many.

    One of which a passage was read again keeps what was read, and is left alone, as is one that is marked already.
    Each file is written whole or not at all.
    """
    gone = {one.document: one.on for one in found if one.state == "gone"}
    marked = 0
    for path in folders.files():
        day = gone.get(path.stem)
        quads = list(read_file(path)) if day else []
        if day and not any(quad.predicate in (_LOOKED_FOR, _READ_ON) for quad in quads):
            date = ox.Literal(day, datatype=ox.NamedNode(SHARED_PREFIXES["xsd"] + "date"))
            quads.append(ox.Quad(ox.NamedNode(SOURCE + path.stem), _LOOKED_FOR, date))
            save(path, write(quads, path.stem).encode())
            marked += 1
    return marked
