"""Give kg mutants of queries, data files, stories and answers of servers, and count what it does not survive.

python benchmarks/mutants.py [COUNT] [SEED] [KIND ...]

COUNT mutants in all, of each KIND in turn (query, own, text, terms, story, server). Prints each way in which a run
ended in a traceback, by a signal or not in time, with the first mutant of it; all of these must be 0. `tried` in
tests/mutants.py makes a mutant again from its kind, its number and the seed.
"""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import pkgutil
import sys
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import kg  # noqa: E402
from tests.mutants import KINDS, Outcome, tried  # noqa: E402


def _import_all() -> None:
    """Import the whole library, so that no fork has to."""
    for module in pkgutil.walk_packages(kg.__path__, "kg."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.freeze()


def _outcomes(seed: int, mutant: tuple[str, int]) -> list[Outcome]:
    return list(tried(*mutant, seed))


def main(count: int, seed: int, kinds: tuple[str, ...]) -> None:
    """Try all, and print the counts."""
    _import_all()
    mutants = [(kinds[number % len(kinds)], number) for number in range(count)]
    runs, faults = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        with multiprocessing.get_context("fork").Pool(min(4, os.cpu_count() or 1)) as pool:
            for found in pool.imap_unordered(partial(_outcomes, seed), mutants, chunksize=4):
                for one in found:
                    runs[one.kind] += 1
                    if one.fault:
                        if not faults[one.fault]:
                            print(f"{one.fault}: {one.kind} {one.number}: {' '.join(one.words)}", flush=True)
                        faults[one.fault] += 1
    for fault, number in faults.most_common():
        print(f"{number:6} {fault}")
    told = ", ".join(f"{kind} {runs[kind]}" for kind in kinds)
    print(f"{count} mutants, {runs.total()} runs ({told}): {faults.total()} faults")


if __name__ == "__main__":
    _count, _seed = (int(text) for text in [*sys.argv[1:3], *("10000", "1")[len(sys.argv[1:3]) :]])
    main(_count, _seed, tuple(sys.argv[3:]) or KINDS)
