"""The dataset, ready to be asked: built from the text files, and kept in the user's cache for the next time.

The snapshot is a read-only store on disk under the hash of its input. It can be thrown away at any time, and is when a
file of it is not what it was.
"""

from __future__ import annotations

import contextlib
import shutil
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.rdf.cache import earlier_snapshots, place_beside, place_of
from kg.rdf.dataset import build
from kg.rdf.derived import Derived
from kg.rdf.drafts import replacing_folder
from kg.rdf.folders import Folders
from kg.rdf.stores import UNREADABLE, fill, open_whole


class Opened(NamedTuple):
    """A dataset to be asked, what is derived from this state of the data, and the same dataset if it is in memory.

    One that is still being written to disk is had from a function, which waits for that.
    """

    store: ox.Store | Callable[[], ox.Store]
    derived: Derived
    built: ox.Store | None = None


def open_snapshot(folders: Folders, meanwhile: Callable[[], object] | None = None) -> Opened:
    """Open the read-only snapshot of the dataset, making it first if need be; in memory where no disk serves.

    What else is to be done ``meanwhile`` is done while it is made, by a thread: the engine lets others run.
    """
    snapshot = place_of(folders)
    if snapshot is None:
        return Opened(build(folders), Derived(None))
    held = _open(snapshot)
    if held is not None:
        return Opened(held, _derived_beside(snapshot))
    built, opened = _made(folders, snapshot, meanwhile)  # from disk too: rows in no order come as they will next time
    return Opened(opened, _derived_beside(snapshot), built)


@contextlib.contextmanager
def _beside(other: Callable[[], object] | None) -> Iterator[None]:
    """Do something else by a thread, which has ended when the block has."""
    if other is None:
        yield
        return
    thread = threading.Thread(target=other)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def open_memory(folders: Folders) -> Opened:
    """Return the dataset in memory, read from the snapshot when there is one."""
    snapshot = place_of(folders)
    if snapshot is None:
        return Opened(build(folders), Derived(None))
    held = _open(snapshot)
    if held is not None:
        derived = _derived_beside(snapshot)
        try:
            return Opened(in_memory(held, derived), derived)
        except UNREADABLE:
            shutil.rmtree(snapshot, ignore_errors=True)
    return Opened(_made(folders, snapshot)[0], _derived_beside(snapshot))


def open_part(whole: Derived, name: str, make: Callable[[], ox.Store]) -> Opened:
    """Return a dataset that is made of another, from disk when it was kept there beside what else is derived of that.

    A function makes it in memory where it is not there, or not whole. A process that is a copy of another keeps it
    there: what writes to disk for the engine are threads, which were left behind, and it would wait for them for ever.
    """
    place = whole.place(name)
    if place is None:
        return Opened(make(), Derived(None))
    held = open_whole(place, part=name)
    if held is not None:
        return Opened(held, _derived_beside(place))
    from kg.rdf.worker_process import is_copy

    built = make()
    if is_copy():
        return Opened(built, Derived(None))
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, exist_ok=True)
    return Opened(_kept(built, place, partial(open_whole, place, part=name), part=name), _derived_beside(place), built)


def in_memory(store: ox.Store, derived: Derived | None = None) -> ox.Store:
    """Return a copy of a store in memory. Raises what the engine raises for one that is damaged.

    With what is ``derived`` of a store on disk, the quads are kept there as one text, which is read in a third of the
    time, in the order of the disk.
    """
    held = ox.Store()
    packed = derived.get("quads", partial(_packed, store)) if derived is not None and derived.is_kept else b""
    if packed:
        held.load(zlib.decompress(packed), format=ox.RdfFormat.N_QUADS, lenient=True)
    else:
        held.bulk_extend(store)
    return held


def _packed(store: ox.Store) -> bytes:
    """Return the quads of a store as compressed N-Quads, nothing where there is no such text."""
    text = _text(store)
    return text and zlib.compress(text, 1)


_BLANK = (b"\n_:", b" _:", b"(_:")
"""How blank nodes begin in N-Quads; a literal that holds one of these is taken for one, which costs time alone."""


def _text(store: ox.Store) -> bytes:
    """Return the quads of a store as N-Quads; nothing where blank nodes would come back as others."""
    text = store.dump(format=ox.RdfFormat.N_QUADS) or b""
    return b"" if b"_:" in text and (text.startswith(b"_:") or any(one in text for one in _BLANK)) else text


def _derived_beside(snapshot: Path) -> Derived:
    return Derived(place_beside(snapshot))


def _open(snapshot: Path) -> ox.Store | None:
    """Open a snapshot, None unless it is whole and of this very input."""
    return open_whole(snapshot, input=snapshot.name)


def _made(
    folders: Folders, snapshot: Path, meanwhile: Callable[[], object] | None = None
) -> tuple[ox.Store, ox.Store | Callable[[], ox.Store]]:
    """Build the dataset; return it, and as it was kept where it can be kept."""
    with _beside(meanwhile):
        store = build(folders)
    held = _open(snapshot)  # another process may have been faster
    if held is None:
        return store, _kept(store, snapshot, partial(_open, snapshot), earlier_snapshots(snapshot), input=snapshot.name)
    return store, held


def _kept(
    store: ox.Store, place: Path, opened: Callable[[], ox.Store | None], earlier: Iterable[Path] = (), **told: str
) -> Callable[[], ox.Store]:
    """Begin to write a store to disk, beside what else is done; return what waits for that and opens it.

    It is itself where no disk serves. What it differs in from an earlier store is found by a copy of the process, and
    where that is little, the earlier one is brought up to date for it.
    """
    from kg.rdf.store_update import Wanted, compare, fill_with
    from kg.rdf.worker import UNCOPIED, beside, stand_back

    def held() -> ox.Store:
        return opened() or store

    draft = contextlib.ExitStack()
    try:
        made = draft.enter_context(replacing_folder(place))
    except OSError:
        return held

    def compared() -> Wanted | None:
        with UNCOPIED:
            quads = _text(store)
        return compare(quads, made.with_name("quads.nq"), earlier) if quads else None

    def compared_apart() -> Wanted | None:
        stand_back()  # the commands that read it come later
        return compared()

    wanted = beside(compared_apart, compared)

    def keep() -> None:
        stand_back()
        with contextlib.suppress(*UNREADABLE), draft:
            found = wanted()
            if found is not None:
                fill_with(found, made, **told)
                return
            with UNCOPIED:
                fill(store, made, **told)

    writing = threading.Thread(target=keep, name=f"keeps {place.name}")
    writing.start()

    def held_once_written() -> ox.Store:
        writing.join()
        return held()

    return held_once_written
