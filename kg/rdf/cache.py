"""The user's cache: where what is made of a state of the data is kept, and under what name."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import warnings
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgWarning
from kg.rdf.drafts import sweep
from kg.rdf.folders import Folders
from kg.rdf.stores import LAYOUT

_DERIVED = "-derived"
"""What the name of a folder ends in that lies beside a snapshot and holds what is derived."""


def place_of(folders: Folders) -> Path | None:
    """Return where the snapshot of some folders is, None where no cache serves; what is left over there goes."""
    cache = cache_folder()
    if cache is None:
        return None
    snapshot = cache / _name_of_state(folders)
    sweep(cache)
    _drop_earlier(snapshot)
    return snapshot


def earlier_snapshots(snapshot: Path) -> list[Path]:
    """Return the snapshots of earlier states of the same folder."""
    return [path for path in _of_earlier(snapshot) if _is_snapshot(path)]


def place_beside(snapshot: Path) -> Path:
    """Return where what is derived of a snapshot is."""
    return snapshot.with_name(snapshot.name + _DERIVED)


def cache_folder() -> Path | None:
    """Return the folder for snapshots, or None where there is no place to write that is this user's alone.

    As the XDG standard has it, a folder that is named relatively is not used.
    """
    home = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(home):
        home = os.path.join(os.path.expanduser("~"), ".cache")
    folder = Path(home, "perimeter")
    if not folder.is_absolute():  # a user without a home
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(folder):
            warnings.warn(KgWarning("error.cache.not_private", path=folder), stacklevel=2)
            return None
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def _is_private(folder: Path) -> bool:
    """Tell whether only this user can put something into a folder, or another folder in its place."""
    if os.name != "posix":
        return True
    own = {os.lstat(folder).st_uid, os.stat(folder).st_uid} == {os.geteuid()}
    above = os.stat(folder.parent).st_mode
    replaceable = above & stat.S_IWOTH and not above & stat.S_ISVTX
    return own and not os.stat(folder).st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not replaceable


def _name_of_state(folders: Folders) -> str:
    """Return a name that changes whenever a file of the input, its size, its times or its place does."""
    digest = hashlib.sha256(LAYOUT.encode() + ox.__version__.encode())
    for folder in (folders.ontology, folders.data):
        digest.update(os.fsencode(folder))
        for path, size, time, change in sorted(_walk(os.fspath(folder))):
            digest.update(f"{path} {size} {time} {change}\n".encode("utf-8", "surrogateescape"))
    place = hashlib.sha256(os.fsencode(folders.data)).hexdigest()[:12]
    return f"{place}-{digest.hexdigest()[:20]}"


def _walk(folder: str) -> Iterable[tuple[str, int, int, int]]:
    """Yield the files of the input with size and times; that of the last change stays true where an edit hides."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _walk(entry.path)
        elif entry.name.endswith((".ttl", ".trig", ".rq", ".yaml")):
            try:
                state = entry.stat()
            except OSError:  # a link that leads nowhere is no file, as in data_files
                continue
            yield entry.path, state.st_size, state.st_mtime_ns, state.st_ctime_ns


def _drop_earlier(snapshot: Path) -> None:
    """Remove what is left of earlier states of the same folder; whoever reads one keeps it open until the end.

    Their snapshots stay while this one is not written: it may be made of one of them.
    """
    of_now = snapshot.exists()
    for path in _of_earlier(snapshot):
        if of_now or not _is_snapshot(path):
            shutil.rmtree(path, ignore_errors=True)


def _of_earlier(snapshot: Path) -> list[Path]:
    place = snapshot.name.partition("-")[0]
    names = os.listdir(snapshot.parent)
    return [
        snapshot.with_name(one) for one in names if one.startswith(f"{place}-") and not one.startswith(snapshot.name)
    ]


def _is_snapshot(path: Path) -> bool:
    return not path.name.endswith(_DERIVED)
