"""Data sets made of event files: a file of N-Quads, written as the rows come, or a folder of data to check."""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.errors import KgError
from kg.events.cameo import TABLES
from kg.events.claims import TYPE, dataset_quads
from kg.events.consequences import Consequences
from kg.events.reading import Reader, Summary
from kg.rdf.canonical import write
from kg.rdf.drafts import check_not_within, replacing_folder
from kg.rdf.extensions import PACKED, check_ending, check_place, ending
from kg.vocabulary import ENTITY, SOURCE, TERM

_AT_ONCE = 500
"""How many events are written at once."""


def write_events(paths: Iterable[Path | str], out: Path | str) -> Summary:
    """Write the events of cooperation in GDELT files as a data set; return what was read, kept and left out.

    ``out`` is a file of N-Quads (``.nq``, ``.nq.gz``), which ``kg.load`` opens as it is, or a folder, new or without
    files, in which each document has a file, for ``kg check``; that is held in memory until it is written. A file that
    is there is replaced once the new is whole. Raises KgError for what cannot be read or written.
    """
    reader, place = Reader(map(Path, paths)), Path(out)
    if ending(place):
        check_ending(place, (".nq",))
        check_place(place)
        with _replacing(place) as file:
            _write_file(reader, file)
    else:
        _write_folder(reader, place)
    return reader.summary


def _write_file(reader: Reader, file: IO[bytes]) -> None:
    whole = Consequences()
    _serialize([*whole.ontology, *whole.of(dataset_quads())], file)
    waiting: list[ox.Quad] = []
    for number, quads in enumerate(reader.quads(), 1):
        waiting += whole.of(quads)
        if number % _AT_ONCE == 0:
            _serialize(waiting, file)
            waiting.clear()
    _serialize([*waiting, *whole.at_the_end()], file)


def _serialize(quads: Iterable[ox.Quad], file: IO[bytes]) -> None:
    ox.serialize(dict.fromkeys(quads), file, format=ox.RdfFormat.N_QUADS)


@contextmanager
def _replacing(place: Path) -> Iterator[IO[bytes]]:
    """Give a file to write, packed where its name says so; it takes its place once it is whole."""
    try:
        with tempfile.TemporaryDirectory(prefix=".perimeter-events-", dir=place.parent) as folder:
            draft = Path(folder, "new")
            with draft.open("wb") as file:
                if place.suffix.lower() == PACKED:
                    with gzip.GzipFile("", "wb", 6, fileobj=file, mtime=0) as packed:
                        yield packed  # type: ignore[misc]
                else:
                    yield file
            os.replace(draft, place.resolve())
    except OSError as error:
        raise KgError("error.file.not_written", path=place, reason=error.strerror or str(error)) from None


def _write_folder(reader: Reader, place: Path) -> None:
    if place.exists() and (not place.is_dir() or any(one.is_file() for one in place.rglob("*"))):
        raise KgError("error.events.folder", path=place)
    if not place.resolve().parent.is_dir():
        raise KgError("error.file.no_folder", path=place, folder=place.parent)
    check_not_within(place)
    files: defaultdict[str, list[ox.Quad]] = defaultdict(list)
    files["dataset.ttl"] = list(dataset_quads())
    classes: dict[object, str] = {}
    for quads in reader.quads():
        for quad in quads:
            if quad.predicate == TYPE:
                classes.setdefault(quad.subject, str(quad.object.value).removeprefix(TERM).lower())  # type: ignore[union-attr]
            files[_file_of(quad, classes)].append(quad)
    try:
        with replacing_folder(place.resolve()) as made:
            for name, held in files.items():
                target = made / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(write(held, target.stem), encoding="utf-8")
            (made / "ontology").mkdir()
            shutil.copyfile(TABLES / "terms.ttl", made / "ontology" / "events.ttl")
    except OSError as error:
        raise KgError("error.file.not_written", path=place, reason=error.strerror or str(error)) from None


def _file_of(quad: ox.Quad, classes: dict[object, str]) -> str:
    """Return in which file of a folder of data a quad stands: that of its class, or of its document."""
    about = quad.subject if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name
    iri = about.value  # type: ignore[union-attr]
    if iri.startswith(ENTITY):
        return f"entities/{classes[about]}.ttl"
    return f"documents/news/{iri.removeprefix(SOURCE).split('/')[0]}.trig"
