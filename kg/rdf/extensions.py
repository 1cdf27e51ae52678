"""Where an answer may be written: the places that can hold a file, and the extensions that name a format.

The command line reads them at every start, so that this module loads no package.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import KgError

TABLE_ENDINGS = (".csv", ".tsv", ".json", ".srj", ".xml", ".srx", ".md", ".xlsx", ".parquet")


GRAPH_ENDINGS = (".ttl", ".nt", ".trig", ".nq", ".jsonld", ".rdf", ".owl")


NETWORK_ENDINGS = (".graphml", ".gexf", ".json")
"""The endings of files that hold a network with its nodes."""


def check_place(path: Path | str) -> None:
    """Raise KgError where a file cannot be: in a folder that is not there, or in place of a folder."""
    target = Path(path)
    if target.is_dir():
        raise KgError("error.file.is_folder", path=target)
    if not target.parent.is_dir():
        raise KgError("error.file.no_folder", path=target, folder=target.parent)


def check_ending(path: Path | str, endings: Sequence[str]) -> None:
    """Raise KgError, with the known ones, for a file whose ending is none of those given; one without any passes."""
    ending = Path(path).suffix.lower()
    if ending and ending not in endings:
        raise KgError("error.file.extension", path=path, known=", ".join(endings))
