"""What the data alone decide, computed once for each state of them and kept beside their snapshot.

It is kept in the user's own cache, under the state of the data and of the program, and believed only when it is this
user's, nobody else can write it, and its content has the digest that it was written with.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, Generic, TypeVar

from kg.collector import collector_paused
from kg.rdf.drafts import replace_file
from kg.version import PACKAGE

_T = TypeVar("_T")
_P = TypeVar("_P")
_DIGEST = hashlib.sha256().digest_size
_PARTS = (".py", ".rq", ".json", ".ts", ".css", ".html", ".js", ".gz", ".txt")
"""The endings of the files of this package that decide what is derived."""

_LASTING = "lasting"
"""The folder, beside all snapshots, of what other states of the data may share."""
_MOST_LASTING = 32


class Derived:
    """What was derived from one state of the data, by name: read from a folder, else computed and written there.

    >>> Derived(None).get("answer", lambda: 42)
    42
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._known: dict[str, Any] = {}

    @property
    def is_kept(self) -> bool:
        """Whether there is a place for it."""
        return self._folder is not None

    def get(self, name: str, compute: Callable[[], _T], *, is_large: bool = False) -> _T:
        """Return what a function computes, which must depend on the data, the program and the name alone.

        What is large is kept by a copy of this process, beside what is done next.
        """
        if name not in self._known:
            with collector_paused():
                self._known[name] = compute() if self._folder is None else self._kept(name, compute, is_large)
        found: _T = self._known[name]
        return found

    def get_some(
        self,
        name: str,
        keys: Iterable[str] | None,
        compute: Callable[[], dict[str, _T]],
        together: Callable[[_T], Hashable],
    ) -> dict[str, _T]:
        """Return of a dictionary that is derived what some keys stand for, or all; only the pieces of these are read.

        Neighbours that have the same ``together`` are one piece.

        >>> Derived(None).get_some("squares", ["2", "7"], lambda: {"1": 1, "2": 4}, together=id)
        {'2': 4}
        """
        found: Pieces[_T] = self.get(f"{name}, in pieces", lambda: Pieces.of(compute(), together))
        return found.some(keys)

    def get_lasting(self, name: str, given: str, compute: Callable[[], _T]) -> _T:
        """Return what a function computes of what is ``given`` alone, kept for other states of the data as well.

        For what takes long and few changes of the data touch. What was not asked for lately goes.

        >>> Derived(None).get_lasting("double", "21", lambda: 42)
        42
        """
        found: _T | None = self.find_lasting(name, given)
        if found is None:
            found = compute()
            self.keep_lasting(name, given, found)
        return found

    def find_lasting(self, name: str, given: str) -> Any:
        """Return what is kept of what is ``given``, None where nothing is."""
        if self._folder is None:  # while this lasts
            return self._known.get(f"{name} of {given}")
        place = self._lasting_place(name, given)
        found = _unpacked(_read(place))
        if found is not None:
            self._keep_newest(place)
        return found

    def keep_lasting(self, name: str, given: str, found: object) -> None:
        """Keep something for other states of the data as well."""
        if self._folder is None:
            self._known[f"{name} of {given}"] = found
        else:
            place = self._lasting_place(name, given)
            _write(place, _packed(found))
            self._keep_newest(place)

    def _lasting_place(self, name: str, given: str) -> Path:
        assert self._folder is not None
        return Derived(self._folder.with_name(_LASTING))._place(f"{name} of {given}")

    def _keep_newest(self, used: Path) -> None:
        """Note that a file was used, and remove those that were not used for longest where there are many."""
        with contextlib.suppress(OSError):
            os.utime(used)
            held = sorted(used.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
            for path in held[_MOST_LASTING:]:
                path.unlink()

    def place(self, name: str) -> Path | None:
        """Return where something of a name belongs, None where nothing is kept."""
        return None if self._folder is None else self._place(name)

    def _kept(self, name: str, compute: Callable[[], _T], is_large: bool) -> _T:
        place = self._place(name)
        found: _T | None = _unpacked(_read(place))
        if found is not None:
            return found
        computed = compute()
        if is_large:
            _write_beside(place, computed)
        else:
            _write(place, _packed(computed))
        return computed

    def _place(self, name: str) -> Path:
        assert self._folder is not None
        return self._folder / hashlib.sha256(f"{self._program} {name}".encode()).hexdigest()[:32]

    @cached_property
    def _program(self) -> str:
        """The state of this program: its files, with sizes and times, and the interpreter's version."""
        return f"{sys.version} {sorted(_files(os.fspath(PACKAGE)))}"


class Pieces(Generic[_P]):
    """A dictionary in pieces that are each read when something of them is asked for; in memory they are kept."""

    def __init__(self, piece_of: dict[str, int], packed: list[bytes]) -> None:
        self._piece_of, self._packed = piece_of, packed
        self._read: dict[int, dict[str, _P]] = {}

    @classmethod
    def of(cls, whole: dict[str, _P], together: Callable[[_P], Hashable]) -> Pieces[_P]:
        """Return a dictionary in pieces: what stands beside each other and has the same ``together`` is one."""
        import pickle

        held = [dict(some) for _, some in groupby(whole.items(), key=lambda item: together(item[1]))]
        piece_of = {key: number for number, piece in enumerate(held) for key in piece}
        made = cls(piece_of, [pickle.dumps(piece, pickle.HIGHEST_PROTOCOL) for piece in held])
        made._read = dict(enumerate(held))
        return made

    def __getstate__(self) -> tuple[dict[str, int], list[bytes]]:
        return self._piece_of, self._packed

    def __setstate__(self, state: tuple[dict[str, int], list[bytes]]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    def some(self, keys: Iterable[str] | None = None) -> dict[str, _P]:
        """Return what some keys stand for, or all of it, in the order of the whole."""
        if keys is None:
            return {key: self._piece(number)[key] for key, number in self._piece_of.items()}
        wanted = set(keys)
        return {key: self._piece(number)[key] for key, number in self._piece_of.items() if key in wanted}

    def _piece(self, number: int) -> dict[str, _P]:
        if number not in self._read:
            import pickle

            self._read[number] = pickle.loads(self._packed[number])
        return self._read[number]


def moment() -> str:
    """Return what a name tells of the day, here and as the engine has it, for what changes with it."""
    import datetime

    now = datetime.datetime.now(datetime.UTC)
    return f"on {now.astimezone().date()} {now.date()} {os.environ.get('SOURCE_DATE_EPOCH', '')}".rstrip()


def made_by() -> str:
    """Return the libraries that decide what a drawing looks like, with their versions."""
    from importlib.metadata import version

    return " ".join(f"{name} {version(name)}" for name in ("igraph", "networkx", "pyvis"))


def _read(place: Path) -> bytes | None:
    """Return what a file holds below its digest, None unless it is this user's alone and whole."""
    try:
        with open(place, "rb") as file:
            if not _is_own(os.fstat(file.fileno())) or not _is_own(os.stat(place.parent)):
                return None
            held = file.read()
    except OSError:
        return None
    digest, content = held[:_DIGEST], held[_DIGEST:]
    return content if hashlib.sha256(content).digest() == digest else None


def _unpacked(content: bytes | None) -> Any:
    """Return what a file holds, None for what cannot be read: it is computed again."""
    import pickle

    with contextlib.suppress(Exception):
        return None if content is None else pickle.loads(content)
    return None


def _packed(computed: object) -> bytes:
    import pickle

    return pickle.dumps(computed, pickle.HIGHEST_PROTOCOL)


def _write_beside(place: Path, computed: object) -> None:
    """Write something to a file by a copy of this process, which ends when that is written and not before.

    Where there is none it is written at once: here it may change while it is written. So it is by a copy, which ends
    when its own work is done.
    """
    from kg.rdf.worker import Beside, stand_back
    from kg.rdf.worker_process import is_copy

    def write() -> None:
        stand_back()
        _write(place, _packed(computed))

    copy = None if is_copy() else Beside(write, lambda: None)
    if copy is not None and copy.is_apart:
        threading.Thread(target=copy.begin(), name=f"keeps {place.name}").start()
    else:
        _write(place, _packed(computed))


def _write(place: Path, content: bytes) -> None:
    """Write a file below its digest, where it can be written; by the digest it is known to be whole."""
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, exist_ok=True)
        replace_file(place, hashlib.sha256(content).digest() + content, is_synced=False)


def _is_own(state: os.stat_result) -> bool:
    """Tell whether a file is this user's and nobody else can write it."""
    if os.name != "posix":
        return True
    return state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "_data":
                yield from _files(entry.path)
        elif entry.name.endswith(_PARTS):
            state = entry.stat()
            yield entry.path, state.st_size, state.st_mtime_ns
