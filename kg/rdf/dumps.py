"""A whole dataset in one file, of any vocabulary: what ``kg write`` wrote, or what somebody else did."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import DataError
from kg.rdf.data_faults import syntax_fault
from kg.rdf.extensions import PACKED, ending
from kg.rdf.formats import graph_format


def open_dump(path: Path) -> ox.Store:
    """Return the triples and graphs of a file in memory, as they are: nothing is merged and no rule applied.

    Raises DataError, with line and column where they are known, for a file that cannot be read.
    """
    store, native = ox.Store(), graph_format(ending(path)).native
    try:
        with _opened(path) as file:
            store.bulk_load(input=file, format=native, base_iri=path.resolve().as_uri())
    except SyntaxError as error:
        raise syntax_fault(error, path, _content(path)) from None
    except (OSError, EOFError) as error:
        raise DataError("error.data.not_read", path, reason=getattr(error, "strerror", None) or str(error)) from None
    return store


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if path.suffix.lower() == PACKED else path.open("rb")


def _content(path: Path) -> bytes:
    with _opened(path) as file:
        return file.read()
