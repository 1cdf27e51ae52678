"""The dataset: every claim once in the default graph with what follows, and each passage as a named graph.

It is built from the text files, kept as a read-only snapshot on disk under the hash of its input, and can be
thrown away at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.rdf.dataset import build
from kg.rdf.files import Folders
from kg.version import __version__

_LAYOUT = b"1"
"""Changes when the dataset is built in another way, so that older snapshots are not used."""

_MARKER = "perimeter.json"
"""The file that tells a store of ours from any other folder."""

_UNREADABLE = (OSError, RuntimeError)
"""What the engine raises for a snapshot that is gone or damaged."""


def open_snapshot(folders: Folders) -> ox.Store:
    """Open the read-only snapshot of the dataset, making it first if need be; in memory where no disk serves."""
    place = _cache_folder()
    if place is None:
        return build(folders)
    snapshot = place / _name_of_state(folders)
    if not snapshot.is_dir():
        _publish(build(folders), snapshot)
    try:
        return ox.Store.read_only(str(snapshot))
    except _UNREADABLE:
        shutil.rmtree(snapshot, ignore_errors=True)
        return build(folders)


def open_memory(folders: Folders) -> ox.Store:
    """Return the dataset in memory, read from the snapshot when there is one."""
    place = _cache_folder()
    snapshot = place / _name_of_state(folders) if place else None
    if snapshot is not None and snapshot.is_dir():
        store = ox.Store()
        try:
            store.bulk_extend(ox.Store.read_only(str(snapshot)))
            return store
        except _UNREADABLE:
            shutil.rmtree(snapshot, ignore_errors=True)
    store = build(folders)
    if snapshot is not None:
        _publish(store, snapshot)
    return store


def write_store(folders: Folders, place: Path) -> dict[str, Any]:
    """Write the dataset as an Oxigraph store in a folder, whole or not at all; return what its marker says.

    Raises KgError for a folder that holds anything but an earlier store of ours, and for one that cannot be written.
    """
    place = place.resolve()
    _check_free(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=place.parent))
    except OSError as error:
        raise KgError("error.file.not_written", path=place, reason=error.strerror) from None
    try:
        marker = _fill(build(folders), draft / "new")
        if place.exists():
            os.replace(place, draft / "old")
        os.replace(draft / "new", place)
    except _UNREADABLE as error:
        raise KgError("error.file.not_written", path=place, reason=getattr(error, "strerror", None) or error) from None
    finally:
        if (draft / "old").exists() and not place.exists():
            os.replace(draft / "old", place)
        shutil.rmtree(draft, ignore_errors=True)
    return marker


def open_store(place: Path) -> ox.Store:
    """Open a store that `kg build` wrote, for reading. Raises KgError for what is none, or is damaged."""
    if not place.is_dir():
        raise KgError("error.store.missing", store=place)
    marker = _read_marker(place)
    if marker is None:
        raise KgError("error.store.foreign", path=place)
    if marker.get("layout") != _LAYOUT.decode():
        raise KgError("error.store.other_version", store=place, version=marker.get("version"))
    try:
        store = ox.Store.read_only(str(place))
        next(iter(store), None)
    except _UNREADABLE:
        raise KgError("error.store.damaged", store=place) from None
    return store


def _check_free(place: Path) -> None:
    if place.exists() and not place.is_dir():
        raise KgError("error.store.is_file", path=place)
    if place.is_dir() and any(place.iterdir()) and _read_marker(place) is None:
        raise KgError("error.store.folder_taken", path=place)


def _fill(store: ox.Store, place: Path) -> dict[str, Any]:
    """Write a store to disk, and last of all the marker that says that it is whole."""
    disk = ox.Store(str(place))
    disk.bulk_extend(store)
    disk.flush()
    del disk
    default = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    marker = {
        "perimeter": "store",
        "version": __version__,
        "layout": _LAYOUT.decode(),
        "quads": len(store),
        "triples": default,
        "passages": sum(1 for _ in store.named_graphs()),
    }
    (place / _MARKER).write_text(json.dumps(marker, indent=2) + "\n", encoding="utf-8")
    return marker


def _read_marker(place: Path) -> dict[str, Any] | None:
    try:
        marker = json.loads((place / _MARKER).read_bytes())
    except (OSError, ValueError):
        return None
    return marker if isinstance(marker, dict) and marker.get("perimeter") == "store" else None


def _cache_folder() -> Path | None:
    """Return the folder for snapshots, or None where there is no place to write."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = Path(home) / "perimeter"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def _name_of_state(folders: Folders) -> str:
    """Return a name that changes whenever a file of the input, its size, its time or its place does."""
    digest = hashlib.sha256(_LAYOUT + ox.__version__.encode())
    for folder in (folders.ontology, folders.data):
        digest.update(os.fsencode(folder))
        for path, size, time in sorted(_walk(os.fspath(folder))):
            digest.update(f"{path} {size} {time}\n".encode("utf-8", "surrogateescape"))
    place = hashlib.sha256(os.fsencode(folders.data)).hexdigest()[:12]
    return f"{place}-{digest.hexdigest()[:20]}"


def _walk(folder: str) -> Iterable[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _walk(entry.path)
        elif entry.name.endswith((".ttl", ".trig", ".rq")):
            try:
                state = entry.stat()
            except OSError:  # a link that leads nowhere is no file, as in data_files
                continue
            yield entry.path, state.st_size, state.st_mtime_ns


def _publish(store: ox.Store, snapshot: Path) -> None:
    """Write a store to disk beside its final place and rename it, so that nobody ever sees half of one."""
    try:
        draft = Path(tempfile.mkdtemp(prefix="draft-", dir=snapshot.parent))
    except OSError:
        return
    try:
        disk = ox.Store(str(draft / "store"))
        disk.bulk_extend(store)
        disk.flush()
        del disk
        os.replace(draft / "store", snapshot)
    except OSError:
        pass
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _drop_older(snapshot)


def _drop_older(snapshot: Path) -> None:
    """Remove earlier snapshots of the same folder; whoever reads one keeps it open until the end."""
    place = snapshot.name.split("-")[0]
    for other in snapshot.parent.glob(f"{place}-*"):
        if other != snapshot:
            shutil.rmtree(other, ignore_errors=True)
