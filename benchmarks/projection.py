"""Time the projection of participations onto pairs, beside a bare sparse product, plain dictionaries and networkx.

python benchmarks/projection.py [ROUNDS] [SECONDS]

Needs scipy besides (pip install scipy), for the bare product B·Bᵀ, which knows only how many things a pair shares;
ours and the dictionaries keep which. Every round runs all in turn, each in a process of its own, over the same seeded
participations with heavy tails: 10,000, 100,000 and 1,000,000 of them. Prints medians in seconds, ratios to the bare
product, and how far each run raises the peak of memory. From 100,000 on the slow ones run once, and networkx is stopped
after so many SECONDS.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np

SIZES = (10_000, 100_000, 1_000_000)
SLOW = ("dictionaries", "networkx")

Arrays = tuple[Any, Any]
Counted = Callable[[], tuple[int, int]]
"""Counts the pairs of a projection and the things that they share, when the clock has stopped."""


def made_up(count: int) -> Arrays:
    """Return members and settings: four settings a member, about four parties a setting, both with heavy tails."""
    dice = np.random.default_rng(1958)
    settings = int(count / 4.1)
    sizes = np.minimum(2 + dice.zipf(2.1, settings), 40)
    while sizes.sum() < count:
        sizes = np.append(sizes, 2 + dice.integers(0, 3, settings // 10 + 1))
    setting = np.repeat(np.arange(len(sizes)), sizes)[:count]
    popularity = np.arange(1, settings // 4 + 1) ** -0.75
    member = dice.choice(len(popularity), count, p=popularity / popularity.sum())
    once = np.unique(setting * len(popularity) + member)
    return once % len(popularity), once // len(popularity)


def ours(member: Any, setting: Any) -> Counted:
    from kg.graphs.projection import project

    made = project(member, setting)
    return lambda: (len(made), len(made.affiliations))


def sparse(member: Any, setting: Any) -> Counted:
    from scipy.sparse import csr_array, triu

    incidence = csr_array((np.ones(len(member), dtype=np.int32), (member, setting)))
    product = triu(incidence @ incidence.T, k=1)
    return lambda: (product.nnz, int(product.sum()))


def dictionaries(member: Any, setting: Any) -> Counted:
    parties: dict[int, list[int]] = defaultdict(list)
    for one, thing in zip(member.tolist(), setting.tolist(), strict=True):
        parties[thing].append(one)
    shared: dict[tuple[int, int], list[int]] = defaultdict(list)
    for thing, found in parties.items():
        for pair in combinations(sorted(found), 2):
            shared[pair].append(thing)
    return lambda: (len(shared), sum(map(len, shared.values())))


def networkx(member: Any, setting: Any) -> Counted:
    import networkx as nx

    graph: nx.Graph[Any] = nx.Graph()
    graph.add_edges_from((one, ("thing", thing)) for one, thing in zip(member.tolist(), setting.tolist(), strict=True))
    made = nx.bipartite.weighted_projected_graph(graph, set(member.tolist()))
    return lambda: (made.number_of_edges(), sum(weight for *_, weight in made.edges(data="weight")))


WAYS: dict[str, Callable[[Any, Any], Counted]] = {
    "bare sparse product": sparse,
    "ours, with what is shared": ours,
    "dictionaries": dictionaries,
    "networkx": networkx,
}


def run_alone(way: str, count: int) -> None:
    """Run one way once and print what it took: seconds, MiB above what was held before, and what it found."""
    member, setting = made_up(count)
    WAYS[way](member[:50], setting[:50])  # what is imported is not what is timed
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    found = WAYS[way](member, setting)
    seconds = time.perf_counter() - start
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps([seconds, peak, *map(int, found())]))


def in_a_process(way: str, count: int, seconds: float) -> list[float] | None:
    command = [sys.executable, __file__, "--alone", way, str(count)]
    try:
        told = subprocess.run(command, check=True, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    numbers: list[float] = json.loads(told.stdout)
    return numbers


def main(rounds: int, seconds: float) -> None:
    """Run all in turn and print medians and ratios."""
    for count in SIZES:
        runs: dict[str, list[list[float]]] = {way: [] for way in WAYS}
        stopped = set()
        for number in range(rounds):
            for way in WAYS:
                if way in stopped or (way in SLOW and number and count > SIZES[0]):
                    continue
                told = in_a_process(way, count, seconds if way in SLOW else 3600)
                if told is None:
                    stopped.add(way)
                else:
                    runs[way].append(told)
        found = {tuple(each[2:]) for all_runs in runs.values() for each in all_runs}
        assert len(found) == 1, f"the ways disagree: {found}"
        pairs, shared = found.pop()
        print(f"{count:,} participations, {int(pairs):,} pairs, {int(shared):,} shared things")
        base = statistics.median(each[0] for each in runs["bare sparse product"])
        for way, each in runs.items():
            if not each:
                print(
                    f"  {way:26} more than {seconds:.0f} s: more than {seconds / base:,.0f} × the bare product; stopped"
                )
                continue
            median, peak = (statistics.median(one[place] for one in each) for place in (0, 1))
            times = f"{min(one[0] for one in each):.3f}–{max(one[0] for one in each):.3f}"
            print(f"  {way:26} {median:9.3f} s ({times})  {median / base:8.2f} × the bare product  {peak:7.0f} MiB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        run_alone(sys.argv[2], int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5, float(sys.argv[2]) if len(sys.argv) > 2 else 600)
