"""The dataset: every claim once in the default graph with what follows, and each passage as a named graph.

It is built from the text files, kept as a read-only snapshot on disk under the hash of its input, and can be
thrown away at any time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.rules import derive
from kg.store import Content, Folders

_LAYOUT = b"1"
"""Changes when the dataset is built in another way, so that older snapshots are not used."""


def build(folders: Folders) -> ox.Store:
    """Read the files, merge the claims, apply the rules; return the dataset in memory."""
    return assemble(Content.of(folders.files()).quads, folders.ontology / "rules")


def assemble(quads: Iterable[ox.Quad], rules: Path) -> ox.Store:
    """Return a store with the quads, their merge as its default graph, and what the rules derive from it."""
    store = ox.Store()
    both = list(quads)
    default = ox.DefaultGraph()
    both += [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in both if quad.graph_name != default]
    store.bulk_extend(both)
    derive(store, rules)
    return store


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
    except OSError:
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
        except OSError:
            shutil.rmtree(snapshot, ignore_errors=True)
    store = build(folders)
    if snapshot is not None:
        _publish(store, snapshot)
    return store


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
            state = entry.stat()
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
