"""What the documentation is made of, by which what was made from the same is known and kept."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import importlib.metadata
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import KgError
from kg.rdf.cache import cache_folder
from kg.rdf.formats import save
from kg.version import PACKAGE

_MADE_FROM = "made-from"
"""The file of a site that says what it was made from, and what it holds."""
_MOST_KEPT = 64
_LEFT_OUT = ("__pycache__", ".ipynb_checkpoints")


def inputs(*places: Path) -> str:
    """Return a name for what some files and folders hold, with the program, its packages and the day.

    Answers are of the day on which they are given, so that what was made yesterday may say other things today.

    >>> inputs(PACKAGE / "version.py") == inputs(PACKAGE / "version.py"), len(inputs())
    (True, 64)
    """
    digest = hashlib.sha256(f"{sys.version} {datetime.date.today()}".encode())
    packages = sorted(f"{one.name} {one.version}" for one in importlib.metadata.distributions())
    digest.update("\n".join(packages).encode())
    for place in (PACKAGE, *places):
        for path in _files(place):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(place.parent)} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def is_made_from(site: Path, name: str) -> bool:
    """Tell whether a site was made from inputs of a name, and has lost nothing since."""
    with contextlib.suppress(OSError):
        return (site / _MADE_FROM).read_text() == f"{name} {_held(site)}\n"
    return False


def mark(site: Path, name: str) -> None:
    """Have a site say that it was made from inputs of a name."""
    (site / _MADE_FROM).write_text(f"{name} {_held(site)}\n")


def kept_notebook(name: str) -> bytes | None:
    """Return a notebook that was run with inputs of a name, None where it is not kept."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        return (folder / "notebooks" / name).read_bytes()
    except OSError:
        return None


def keep_notebook(name: str, content: bytes) -> None:
    """Keep a notebook that was run, in place of the oldest where there are many; where none can be, none is."""
    folder = cache_folder()
    if folder is None:
        return
    with contextlib.suppress(OSError, KgError):
        place = folder / "notebooks"
        place.mkdir(mode=0o700, exist_ok=True)
        save(place / name, content)
        for old in sorted(place.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[_MOST_KEPT:]:
            old.unlink()


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(one for one in folders if one not in _LEFT_OUT)
        yield from (Path(folder, name) for name in sorted(names))


def _held(site: Path) -> str:
    """Return a digest of the names and sizes of what a site holds."""
    held: Iterable[Path] = (path for path in _files(site) if path.name != _MADE_FROM)
    told = "\n".join(f"{path.relative_to(site)} {path.stat().st_size}" for path in held)
    return hashlib.sha256(told.encode()).hexdigest()
