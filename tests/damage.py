"""Ways in which files are damaged: what disks, full disks, other programs and hands do to a folder."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path


def _cut(path: Path, chance: random.Random) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size))


def _turn(path: Path, chance: random.Random) -> None:
    """Turn one byte into another."""
    with open(path, "r+b") as file:
        place = chance.randrange(path.stat().st_size)
        file.seek(place)
        (old,) = file.read(1)
        file.seek(place)
        file.write(bytes([old ^ chance.randrange(1, 256)]))


def _turn_unseen(path: Path, chance: random.Random) -> None:
    """Turn one byte, and set the time of the change back."""
    state = path.stat()
    _turn(path, chance)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _remove(path: Path, _chance: random.Random) -> None:
    path.unlink()


def _swap(path: Path, chance: random.Random) -> None:
    """Exchange the names of two files."""
    other = chance.choice([one for one in path.parent.iterdir() if one != path])
    aside = path.with_name("aside")
    path.rename(aside)
    other.rename(path)
    aside.rename(other)


def _append(path: Path, chance: random.Random) -> None:
    with open(path, "ab") as file:
        file.write(chance.randbytes(chance.randrange(1, 2000)))


def _zero(path: Path, chance: random.Random) -> None:
    """Overwrite a part with zeros, as a file system does that lost a block."""
    start = chance.randrange(path.stat().st_size)
    with open(path, "r+b") as file:
        file.seek(start)
        file.write(b"\0" * min(4096, path.stat().st_size - start))


def _add(path: Path, chance: random.Random) -> None:
    """Put a copy of a file beside it, under a name that the engine would read."""
    path.with_name(f"{chance.randrange(30, 99):06}{path.suffix or '.log'}").write_bytes(path.read_bytes())


def _empty(path: Path, _chance: random.Random) -> None:
    os.truncate(path, 0)


WAYS: dict[str, Callable[[Path, random.Random], None]] = {
    "cut": _cut,
    "turn": _turn,
    "unseen": _turn_unseen,
    "remove": _remove,
    "swap": _swap,
    "append": _append,
    "zero": _zero,
    "add": _add,
    "empty": _empty,
}


def damage(folder: Path, way: str, chance: random.Random) -> str:
    """Damage one file of a folder, any that holds something; return what was done."""
    path = chance.choice(sorted(path for path in folder.iterdir() if path.is_file() and path.stat().st_size))
    WAYS[way](path, chance)
    return f"{way} {path.name}"
