"""Where things are drawn: the backbone of a network, its communities and positions, seeded: always the same."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    import igraph

_SEED = 1958


def significance(network: nx.Graph[str]) -> dict[tuple[str, str], float]:
    """Return for each edge how likely its weight is by chance, from 0 (surely not) to 1; smaller is stronger.

    The disparity filter of Serrano, Boguñá and Vespignani (2009), doi:10.1073/pnas.0808904106:
    (1 − w/s)^(k − 1) at each end, the smaller of the two, for weight w, strength s and degree k.
    """
    strength = dict(network.degree(weight="weight"))
    degree = dict(network.degree())

    def chance(end: str, weight: float) -> float:
        if degree[end] < 2:
            return 1.0
        return float((1 - weight / strength[end]) ** (degree[end] - 1))

    return {
        (first, second): min(chance(first, weight), chance(second, weight))
        for first, second, weight in network.edges.data("weight", 1.0)
    }


def spanning_edges(network: nx.Graph[str]) -> set[frozenset[str]]:
    """Return the edges of the maximum spanning forest: the fewest and heaviest that keep all together."""
    forest = nx.maximum_spanning_edges(network, weight="weight", data=False)
    return {frozenset(edge) for edge in forest}


def backbone(network: nx.Graph[str], alpha: float = 0.15) -> nx.Graph[str]:
    """Return the part of a network that tells its story: the spanning forest and what passes the disparity filter."""
    chances, spanning = significance(network), spanning_edges(network)
    kept = [edge for edge, chance in chances.items() if chance <= alpha or frozenset(edge) in spanning]
    return network.edge_subgraph(kept)


def communities(network: nx.Graph[str]) -> dict[str, int]:
    """Return the community of each node, 0 the largest, by the Leiden method on weights.

    Traag, Waltman and van Eck (2019), doi:10.1038/s41598-019-41695-z.
    """
    import igraph

    names = sorted(network)
    graph = _to_igraph(network, names)
    igraph.set_random_number_generator(random.Random(_SEED))
    found = graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=10)
    groups = sorted(found, key=lambda group: (-len(group), min(names[place] for place in group)))
    return {names[place]: number for number, group in enumerate(groups) for place in group}


def positions(network: nx.Graph[str], spacing: float = 90.0) -> dict[str, tuple[float, float]]:
    """Return x and y for each node, in pixels, by Fruchterman and Reingold; separate parts stand side by side."""
    import igraph

    names = sorted(network)
    if not names:
        return {}
    graph = _to_igraph(network, names)
    igraph.set_random_number_generator(random.Random(_SEED))
    parts = [graph.subgraph(part) for part in graph.connected_components()]
    layouts = [part.layout_fruchterman_reingold(niter=1200, grid=False) for part in parts]
    for part, layout in zip(parts, layouts, strict=True):
        layout.fit_into([0, 0, 1, 1] if part.vcount() > 1 else [0, 0, 0, 0])
    placed = _pack([(part.vs["name"], layout.coords) for part, layout in zip(parts, layouts, strict=True)], spacing)
    return {name: (round(x, 1), round(y, 1)) for name, (x, y) in sorted(placed.items())}


def _pack(parts: list[tuple[list[str], list[list[float]]]], spacing: float) -> dict[str, tuple[float, float]]:
    """Put the largest part in the middle and the others in rows below it."""
    ordered = sorted(parts, key=lambda part: (-len(part[0]), part[0][0]))
    placed: dict[str, tuple[float, float]] = {}
    top = 0.0
    left = row_height = 0.0
    full_width = spacing * 1.5 * max(len(ordered[0][0]), 4) ** 0.5 * 1.6
    for names, coords in ordered:
        side = spacing * 1.5 * max(len(names) - 1, 0) ** 0.5
        width, height = side * 1.6, side
        if left and left + width > full_width:
            top, left, row_height = top + row_height + spacing, 0.0, 0.0
        for name, (x, y) in zip(names, coords, strict=True):
            placed[name] = (left + x * width, top + y * height)
        left, row_height = left + width + spacing, max(row_height, height)
    return placed


def _to_igraph(network: nx.Graph[str], names: list[str]) -> igraph.Graph:
    import igraph

    place = {name: number for number, name in enumerate(names)}
    edges = sorted(
        (min(place[a], place[b]), max(place[a], place[b]), float(weight))
        for a, b, weight in network.edges(data="weight", default=1.0)
    )
    graph = igraph.Graph(len(names), [(a, b) for a, b, _ in edges])
    graph.vs["name"], graph.es["weight"] = names, [weight for *_, weight in edges]
    return graph
