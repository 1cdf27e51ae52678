"""A whole dataset in one file, of any vocabulary: what ``kg write`` wrote, or what somebody else did."""

from __future__ import annotations

import gzip
import mmap
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import DataError
from kg.rdf.data_faults import syntax_fault
from kg.rdf.extensions import PACKED, ending
from kg.rdf.files import nested_statements
from kg.rdf.formats import graph_format
from kg.rdf.query_text import MOST_NESTING
from kg.rdf.xml_files import refuse_costly_xml


def open_dump(path: Path) -> ox.Store:
    """Return the triples and graphs of a file in memory, as they are: nothing is merged and no rule applied.

    Raises DataError, with line and column where they are known, for a file that cannot be read.
    """
    store, native = ox.Store(), graph_format(ending(path)).native
    try:
        if _nesting(path) > MOST_NESTING:  # the engine's stack would not take it
            raise DataError("error.data.too_deep", path, levels=MOST_NESTING)
        if native == ox.RdfFormat.RDF_XML:
            with _opened(path) as file:
                refuse_costly_xml(file, path)
        with _opened(path) as file:
            store.bulk_load(input=file, format=native, base_iri=path.resolve().as_uri())
    except SyntaxError as error:
        raise syntax_fault(error, path, _content(path)) from None
    except (OSError, EOFError) as error:
        raise DataError("error.data.not_read", path, reason=getattr(error, "strerror", None) or str(error)) from None
    return store


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if path.suffix.lower() == PACKED else path.open("rb")


def _nesting(path: Path) -> int:
    """Return how deep statements about statements are in each other; a file that is not packed is not held for it."""
    if path.suffix.lower() == PACKED:
        return nested_statements(_content(path))
    with path.open("rb") as file:
        if not path.stat().st_size:
            return 0
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
            return nested_statements(held)


def _content(path: Path) -> bytes:
    with _opened(path) as file:
        return file.read()
