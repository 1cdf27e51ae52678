"""Drafts: what is written beside its place and renamed once it is whole, so that nobody ever sees half of it.

A draft is a folder that its process holds a lock on. What a killed process left has none, and is swept by the next
one that writes there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kg.errors import KgError

_PREFIX = ".perimeter-draft-"
_LONGEST = 24 * 60 * 60
"""Seconds after which a draft is left over where a file system knows no locks."""


def replace_file(target: Path, content: bytes, *, is_synced: bool = True) -> None:
    """Write a file whole or not at all. Raises OSError when the place cannot be written.

    What can be made again, and tells by itself whether it is whole, need not be on the disk by then (``is_synced``).
    """
    with _draft(target.parent) as draft:
        with open(draft / "new", "wb") as out:
            out.write(content)
            if is_synced:
                out.flush()
                os.fsync(out.fileno())
        os.replace(draft / "new", target)
        if is_synced:
            _sync(target.parent)


@contextlib.contextmanager
def replacing_folder(place: Path, *, is_synced: bool = True) -> Iterator[Path]:
    """Give the name of a folder to make; it takes the place of what is there once the block ends without a fault.

    What can be made again need not be on the disk by then (``is_synced``).
    """
    with _draft(place.parent) as draft:
        made, old = draft / "new", draft / "old"
        try:
            yield made
            if is_synced:
                _sync_all(made)
            if place.exists():
                os.replace(place, old)
            os.replace(made, place)
            _sync(place.parent)
        finally:
            if old.exists() and not place.exists():
                os.replace(old, place)


def check_not_within(place: Path) -> None:
    """Raise KgError for the folder that the caller stands in: replaced, it would be gone under their feet."""
    if place.is_dir() and place.samefile(os.curdir):
        raise KgError("error.file.working_folder", path=place)


def sweep(folder: Path) -> None:
    """Remove from a folder the drafts of processes that are no more."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and entry.is_dir(follow_symlinks=False):
                _remove_if_left(Path(entry.path))


@contextlib.contextmanager
def _draft(folder: Path) -> Iterator[Path]:
    """Give a new folder within another, locked until the block ends, and then gone."""
    sweep(folder)
    while True:
        draft = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
        lock = _lock(draft, wait=True)
        if draft.exists():  # else another process swept it before it was locked
            break
        _unlock(lock)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        _unlock(lock)


def _remove_if_left(draft: Path) -> None:
    try:
        lock = _lock(draft)
    except BlockingIOError:  # its process is at work
        return
    if lock is not None or time.time() - draft.stat().st_mtime > _LONGEST:
        shutil.rmtree(draft, ignore_errors=True)
    _unlock(lock)


def _lock(folder: Path, wait: bool = False) -> int | None:
    """Lock a folder until this process ends or unlocks it; None where there are no locks.

    Raises BlockingIOError when another process holds it, unless told to wait.
    """
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:
        os.close(handle)
        return None
    return handle


def _unlock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def _sync_all(folder: Path) -> None:
    """Have all that is in a folder on the disk before its name is."""
    for inner, _, names in os.walk(folder):
        for place in [*names, "."]:
            _sync(Path(inner, place))


def _sync(place: Path) -> None:
    """Have a file, or the names in a folder, on the disk; where a file system cannot, that is its own affair."""
    with contextlib.suppress(OSError):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
