"""Time the making of the dataset from its files, beside pyoxigraph loading the same files and the same quads.

python benchmarks/load.py [ROUNDS]

Prints medians in seconds and ratios; every round runs all in turn, in one process.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import pyoxigraph as ox

from kg.graph import open_read_only
from kg.rdf.dataset import build, load_files
from kg.rdf.folders import Folders
from kg.rdf.snapshot import open_snapshot


def load_by_hand(folders: Folders) -> None:
    """Load every file with pyoxigraph alone: no merge, no rules."""
    store = ox.Store()
    for path in folders.files():
        store.load(path=str(path))


def main(rounds: int) -> None:
    """Run all in turn and print medians and ratios."""
    folders = Folders.find()
    every = ox.serialize(list(build(folders)), format=ox.RdfFormat.N_QUADS) or b""
    _ = open_read_only().engine.store  # written by then
    runs: dict[str, Callable[[], object]] = {
        "pyoxigraph: load the files": lambda: load_by_hand(folders),
        "pyoxigraph: load the same quads": lambda: ox.Store().load(every, format=ox.RdfFormat.N_QUADS),
        "kg: read the files": lambda: load_files(folders.files()),
        "kg: read, merge, apply rules": lambda: build(folders),
        "kg: open the snapshot": lambda: open_snapshot(folders),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - start)
    first = statistics.median(times["pyoxigraph: load the same quads"])
    for name, each in times.items():
        median = statistics.median(each)
        print(f"{name:34} {median:7.3f} s   {median / first:5.2f} × loading the same quads")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
