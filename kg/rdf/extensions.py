"""Where an answer may be written: the places that can hold a file, and the extensions that name a format.

The command line reads them at every start, so that this module loads no package.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import KgError

TABLE_ENDINGS = (".csv", ".tsv", ".json", ".srj", ".xml", ".srx", ".md", ".xlsx", ".parquet")


GRAPH_ENDINGS = (".ttl", ".nt", ".trig", ".nq", ".jsonld", ".rdf", ".owl")


DATABASE_ENDINGS = (".db", ".sqlite")
"""The endings of files that hold a database of SQLite."""


PICTURE_ENDINGS = (".svg", ".png", ".pdf")


WHOLE_ENDINGS = (".graphml", ".gexf", ".json", *PICTURE_ENDINGS)
"""The endings of files that hold a network with its nodes, or show it."""


NETWORK_ENDINGS = (*WHOLE_ENDINGS, *(one for one in TABLE_ENDINGS if one not in WHOLE_ENDINGS))
"""The endings of files that hold a network: all of it, its picture, or its ties as a table."""


TEXT_ENDINGS = (".txt", ".md", ".html", ".json")
"""The endings of files that tell something in sentences."""


REFERENCE_ENDINGS = (".md", ".bib", ".ris", ".json")
"""The endings of files that hold references."""


STANDARD_OUTPUT = "-"
"""What stands for standard output where a file is asked for."""


def ending(path: Path | str) -> str:
    """Return the ending of a file that names its format, in small letters: that before ``.gz``, which packs it.

    >>> ending("a/network.GEXF"), ending("ties.csv.gz"), ending("-")
    ('.gexf', '.csv', '')
    """
    place = Path(path)
    return (place.with_suffix("") if place.suffix.lower() == PACKED else place).suffix.lower()


def is_dump(path: Path) -> bool:
    """Tell whether a path is a file that may hold a whole dataset, by its ending.

    >>> is_dump(Path("tests/mini"))
    False
    """
    return ending(path) in GRAPH_ENDINGS and path.is_file()


PACKED = ".gz"
"""The ending of a file that is packed."""


def check_place(path: Path | str) -> None:
    """Raise KgError where a file cannot be: in a folder that is not there, or in place of a folder."""
    if path == STANDARD_OUTPUT:
        return
    target = Path(path)
    if target.is_dir():
        raise KgError("error.file.is_folder", path=target)
    if not target.parent.is_dir():
        raise KgError("error.file.no_folder", path=target, folder=target.parent)


def check_ending(path: Path | str, endings: Sequence[str]) -> None:
    """Raise KgError, with the known ones, for a file whose ending is none of those given; one without any passes."""
    named = ending(path)
    if named and named not in endings:
        raise KgError("error.file.extension", path=path, known=", ".join(endings))
