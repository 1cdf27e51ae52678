"""The folders of the ontology and of the data: where they are, and which files in them hold data."""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError, KgWarning
from kg.version import PACKAGE

_ENDINGS = (".ttl", ".trig")
_OTHER_RDF = frozenset((".ttl", ".trig", ".rdf", ".owl", ".nt", ".nq", ".n3", ".jsonld"))
_MOST_NAMED = 5


@dataclass(frozen=True)
class Folders:
    """The two folders that a graph is made of: what may be said, and what is said."""

    ontology: Path
    data: Path

    @classmethod
    def find(cls, data: Path | str | None = None) -> Folders:
        """Return the folders that came with this package, or ours with another folder of data.

        Raises KgError when there is no such folder, or it holds other things than data.
        """
        home = _home()
        chosen = Path(data) if data else home / "data"
        if not chosen.is_dir():
            raise KgError("error.data.is_file" if chosen.exists() else "error.data.no_folder", path=chosen)
        strange = [path.relative_to(chosen).as_posix() for path in misnamed_files(chosen)]
        if strange:
            told = ", ".join(strange[:_MOST_NAMED]) + (" …" if len(strange) > _MOST_NAMED else "")
            warnings.warn(KgWarning("error.data.misnamed", path=chosen, files=told), stacklevel=2)
        if not _holds_data(chosen) and any(chosen.iterdir()):  # an empty folder is where data begin
            raise KgError("error.data.no_files", path=chosen)
        return cls(home / "ontology", chosen.resolve())

    @classmethod
    def around(cls, path: Path) -> Folders:
        """Return the folders that a file or folder belongs to: those of the data set around it, else that ship.

        A data set is a folder with ``entities/`` and ``documents/``, or any folder that is named itself.
        """
        chosen = path.resolve()
        shipped = cls.find()
        if chosen.is_relative_to(shipped.ontology):
            return shipped
        around = _data_set_of(chosen)
        return cls.find(around) if around else shipped

    def files(self) -> list[Path]:
        """Return the files of both folders in a fixed order: terms and concepts first, shapes left out."""
        shapes = os.path.join(self.data, "ontology", "shapes", "")
        terms = sorted(self.ontology.glob("*.ttl"))
        return terms + [path for path in data_files(self.data) if not str(path).startswith(shapes)]

    def part(self, name: str) -> list[Path]:
        """Return the files of a part of the ontology: its rules, shapes, checks or reviews.

        Those that ship come first, then those in an ``ontology/`` of the folder of data.
        """
        ending = "*.ttl" if name == "shapes" else "*.rq"
        homes = dict.fromkeys((self.ontology, self.data / "ontology"))
        return [path for home in homes for path in sorted((home / name).glob(ending))]

    @property
    def own_questions(self) -> list[Path]:
        """The files of the questions in the folder of data."""
        return sorted((self.data / "questions").glob("*.rq"))


def _home() -> Path:
    """Return the folder that the shipped data and ontology are in: of a wheel, else of a checkout."""
    shipped = PACKAGE / "_data"
    return shipped if shipped.is_dir() else PACKAGE.parent


def is_shipped(path: Path) -> bool:
    """Tell whether a file of an ontology came with this package, or is a copy of one that did.

    What others wrote may be made to break the engine.
    """
    own = _home() / "ontology"
    if path.is_relative_to(own):
        return True
    same = own / path.parent.name / path.name
    return same.is_file() and same.read_bytes() == path.read_bytes()


def data_files(folder: Path) -> list[Path]:
    """Return the data files below a folder, or the file itself, in a fixed order."""
    if folder.is_file():
        return [folder]
    found = [entry.path for entry in _files_below(folder) if _is_data(entry.name) and entry.is_file()]
    return [Path(path) for path in sorted(found, key=lambda path: path.replace(os.sep, "/"))]


def _holds_data(folder: Path) -> bool:
    return any(_is_data(entry.name) and entry.is_file() for entry in _files_below(folder))


def misnamed_files(folder: Path) -> list[Path]:
    """Return the files that hold RDF by their names, and that are not read as data: a.TTL, a.ttl.txt, a.rdf."""
    found = [entry for entry in _files_below(folder) if not _is_data(entry.name) and _looks_like_rdf(entry.name)]
    return sorted(Path(entry.path) for entry in found if entry.is_file())


def _files_below(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Yield what is in a folder and the folders in it, as far as it can be read; many times faster than a pattern."""
    held: list[os.DirEntry[str]] = []
    with contextlib.suppress(PermissionError, FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        held += entries
    for entry in held:
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(entry.path)
        else:
            yield entry


def _is_data(name: str) -> bool:
    """Tell whether a file holds data by its name; one that begins with its only dot has no ending."""
    return name.endswith(_ENDINGS) and "." in name[1:]


def _looks_like_rdf(name: str) -> bool:
    return not name.startswith(".") and Path(name.lower().removesuffix(".txt")).suffix in _OTHER_RDF


def _data_set_of(path: Path) -> Path | None:
    """Return the nearest folder around a path that is a data set, the path itself where it is a folder of any kind."""
    for place in (path, *path.parents):
        parts = {name for name in ("entities", "documents") if (place / name).is_dir()}
        if len(parts) == 2 or (parts and place == path):
            return place
        if place.name == "entities" and place.is_dir():
            return place.parent
    return path if path.is_dir() else None
