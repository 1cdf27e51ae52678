"""Time betweenness and communities on 5,000 actors and 20,000 ties, beside igraph and networkx, and compare figures.

python benchmarks/measures.py [ROUNDS]

The network is seeded, with heavy tails and areas that tie among themselves. Ours and igraph, over a graph
of its own that is there before the clock starts, run ROUNDS times in turn, networkx once.
Betweenness must agree for every actor; the modularity of our communities must not be below that of networkx's
Louvain method by more than 0.01.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from itertools import accumulate
from typing import Any

import networkx as nx

from kg.graphs.conversion import to_igraph
from kg.network.measures import betweenness, communities, find_communities
from kg.network.measures.communities import modularity

ACTORS, TIES, AREAS = 5_000, 20_000, 25


def made_up() -> nx.Graph[str]:
    """Return a network in which few actors have many ties, and most ties stay in one area."""
    dice = random.Random(1958)
    popularity = list(accumulate((place + 1) ** -0.5 for place in range(ACTORS)))
    ties: dict[tuple[int, int], float] = {}
    while len(ties) < TIES:
        first, second = dice.choices(range(ACTORS), cum_weights=popularity, k=2)
        if dice.random() < 0.9:
            second += (first - second) % AREAS  # the nearest of the same area
        if first != second and second < ACTORS:
            ties[min(first, second), max(first, second)] = 1 / dice.randint(1, 6)
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(f"a{place:04}" for place in range(ACTORS))
    network.add_weighted_edges_from((f"a{a:04}", f"a{b:04}", weight) for (a, b), weight in ties.items())
    return network


def timed(run: Callable[[], Any], rounds: int) -> tuple[Any, list[float]]:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        found = run()
        times.append(time.perf_counter() - start)
    return found, times


def main(rounds: int) -> None:
    """Time both measures and print how far they agree with networkx."""
    network = made_up()
    print(f"{len(network):,} actors, {network.number_of_edges():,} ties")
    graph = to_igraph(network)
    runs = {
        "betweenness": lambda: betweenness(network, by_strength=False),
        "bare igraph, betweenness": graph.betweenness,
        "communities": lambda: find_communities(network),
        "bare igraph, communities": lambda: graph.community_leiden("modularity", weights="weight", n_iterations=10),
        "communities, with topics and countries": lambda: communities(network),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            times[name] += timed(run, 1)[1]
    table, _ = timed(runs["betweenness"], 1)
    for name, each in times.items():
        beside = times.get(f"bare igraph, {name.partition(',')[0]}", each)
        _say(name, each, f"{statistics.median(each) / statistics.median(beside):.2f} × bare igraph")
    _, strong = timed(lambda: betweenness(network), 1)
    _say("betweenness, also by strength", strong)
    reference, theirs = timed(lambda: nx.betweenness_centrality(network), 1)
    _say("networkx betweenness", theirs)
    found = dict(zip(table.column("id"), table.column("betweenness"), strict=True))
    apart = max(abs(float(str(found[node])) - reference[node]) for node in network)
    print(f"  largest difference in betweenness over all actors: {apart:.1e} (figures are told to six digits)")
    assert apart < 1e-6
    louvain, theirs = timed(lambda: nx.community.louvain_communities(network, seed=1958), 1)
    _say("networkx communities (Louvain)", theirs)
    own, other = modularity(network, find_communities(network)), nx.community.modularity(network, louvain)
    print(f"  modularity: {own:.4f} ours (Leiden), {other:.4f} networkx (Louvain)")
    assert own > other - 0.01


def _say(name: str, times: list[float], more: str = "") -> None:
    print(f"  {name:42} {statistics.median(times):8.3f} s ({min(times):.3f}–{max(times):.3f}) {more}".rstrip())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
