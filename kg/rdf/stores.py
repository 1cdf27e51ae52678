"""Stores on disk: the engine's files, and a marker that says what each was, so that none is believed blindly."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.rdf.dataset import build
from kg.rdf.drafts import check_not_within, replace_file, replacing_folder, sweep
from kg.rdf.folders import Folders
from kg.version import __version__

LAYOUT = "2"
"""Changes when the dataset is built in another way, so that what was written before is not used."""

UNREADABLE = (OSError, RuntimeError)
"""What the engine raises for a store that is gone or damaged."""

_MARKER = "perimeter.json"
"""The file that tells a store of ours from any other folder, and a whole one from a damaged one."""

_READ = re.compile(r"\d{6,}\.(sst|log)|(MANIFEST|OPTIONS)-\d{6,}|CURRENT|IDENTITY")
_ASIDE = re.compile(r"LOCK|LOG(\.old\.\d+)?")
"""What the engine writes to a store: the files that it reads again, and those that it does not."""

_TRUSTED = 24 * 60 * 60
"""Seconds for which files that look untouched are not read through again."""


@dataclass(frozen=True)
class Marker:
    """What the marker of a store says: what is ``told`` of it, and the state (size, times) and digest of each file."""

    told: dict[str, Any]
    states: dict[str, list[int]]
    digests: dict[str, str]

    @classmethod
    def read(cls, place: Path) -> Marker | None:
        """Return the marker of a store, None where there is none. Raises ValueError for one that is damaged."""
        try:
            held = json.loads((place / _MARKER).read_bytes())
        except OSError:
            return None
        if not isinstance(held, dict) or held.pop("perimeter", None) != "store":
            return None
        seal = held.pop("seal", None)
        if held.get("layout") == LAYOUT and seal != _seal(held):
            raise ValueError(place)
        states, digests = held.pop("states", {}), held.pop("digests", {})
        return cls(held, states, digests)

    @classmethod
    def of(cls, place: Path, told: dict[str, Any]) -> Marker:
        """Return a marker for the files as they are now."""
        states = _states(place)
        return cls(told, states, {name: _digest(place / name) for name in states})

    def write(self, place: Path) -> None:
        """Write the marker into its store."""
        held = self.told | {"states": self.states, "digests": self.digests}
        text = json.dumps({"perimeter": "store", **held, "seal": _seal(held)}, indent=1)
        replace_file(place / _MARKER, f"{text}\n".encode())


def write_store(folders: Folders, place: Path) -> dict[str, Any]:
    """Write the dataset as an Oxigraph store in a folder, whole or not at all; return what its marker says.

    Raises KgError for a folder that holds anything but an earlier store of ours, and for one that cannot be written.
    """
    place = place.resolve()
    _check_free(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with replacing_folder(place) as made:
            store = build(folders)
            default = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
            passages = sum(1 for _ in store.named_graphs())
            return fill(store, made, quads=len(store), triples=default, passages=passages)
    except UNREADABLE as error:
        raise KgError("error.file.not_written", path=place, reason=getattr(error, "strerror", None) or error) from None


def is_store(place: Path) -> bool:
    """Tell whether a folder is a store that `kg build` wrote, whole or not."""
    return (place / _MARKER).is_file()


def open_store(place: Path) -> ox.Store:
    """Open a store that `kg build` wrote, for reading. Raises KgError for what is none, or is damaged."""
    if not place.is_dir():
        raise KgError("error.store.missing", store=place)
    try:
        marker = Marker.read(place)
    except ValueError:
        raise KgError("error.store.damaged", store=place) from None
    if marker is None:
        raise KgError("error.store.foreign", path=place)
    if marker.told.get("layout") != LAYOUT:
        raise KgError("error.store.other_version", store=place, version=marker.told.get("version"))
    store = open_whole(place)
    if store is None:
        raise KgError("error.store.damaged", store=place)
    return store


def fill(content: ox.Store | Path, place: Path, **told: Any) -> dict[str, Any]:
    """Write a store to disk, and last of all the marker that says that it is whole, and what else is told of it.

    The quads may be given as a file, in N-Quads: what else runs in this process is not held up then.
    """
    disk = ox.Store(str(place))
    if isinstance(content, Path):
        disk.bulk_load(path=str(content), format=ox.RdfFormat.N_QUADS, lenient=True)
    else:
        disk.bulk_extend(content)
    disk.flush()
    del disk
    return write_marker(place, **told)


def write_marker(place: Path, **told: Any) -> dict[str, Any]:
    """Write the marker of a store that is whole as it is now; return what it says."""
    marker = Marker.of(place, {"version": __version__, "layout": LAYOUT, **told})
    marker.write(place)
    return marker.told


def open_whole(place: Path, **told: Any) -> ox.Store | None:
    """Open a store for reading if its marker tells what is given and every file is what it was when it was written.

    Files of the same size and times are believed for a day; else their digests decide.
    """
    try:
        return ox.Store.read_only(str(place)) if find_whole(place, **told) else None
    except (*UNREADABLE, ValueError):
        return None


def find_whole(place: Path, **told: Any) -> Marker | None:
    """Return the marker of a store that ``open_whole`` opens. Raises OSError or ValueError for one that is damaged."""
    marker = Marker.read(place)
    is_meant = marker is not None and marker.told | told == marker.told
    return marker if marker is not None and is_meant and _is_whole(place, marker) else None


def _is_whole(place: Path, marker: Marker) -> bool:
    states = _states(place)
    if {name: state[0] for name, state in states.items()} != {name: state[0] for name, state in marker.states.items()}:
        return False
    may_write = os.access(place, os.W_OK)
    age = time.time() - (place / _MARKER).stat().st_mtime
    if states == marker.states and (age < _TRUSTED or not may_write):
        return True
    found = Marker.of(place, marker.told)
    if found.digests != marker.digests:
        return False
    if may_write:  # the times of a copy are others: they are believed from now on
        with contextlib.suppress(OSError):
            found.write(place)
    return True


def _states(place: Path) -> dict[str, list[int]]:
    """Return the size and the times of each file that the engine reads; a copy or a change has others."""
    with os.scandir(place) as entries:
        found = {entry.name: entry.stat() for entry in entries if _READ.fullmatch(entry.name)}
    return {name: [state.st_size, state.st_mtime_ns, state.st_ctime_ns] for name, state in sorted(found.items())}


def _digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seal(held: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def _check_free(place: Path) -> None:
    """Raise KgError unless a folder is new, empty or a store of ours, and nobody stands in it."""
    if not place.exists():
        return
    if not place.is_dir():
        raise KgError("error.store.is_file", path=place)
    check_not_within(place)
    sweep(place)
    if not _is_ours(place, os.listdir(place)):
        raise KgError("error.store.folder_taken", path=place)


def _is_ours(place: Path, names: list[str]) -> bool:
    """Tell whether a folder holds nothing, or a store of ours and nothing else; a damaged one is ours too."""
    if not all(name == _MARKER or _READ.fullmatch(name) or _ASIDE.fullmatch(name) for name in names):
        return False
    try:
        return not names or Marker.read(place) is not None
    except ValueError:
        return any(map(_READ.fullmatch, names))
