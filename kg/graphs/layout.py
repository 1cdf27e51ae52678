"""Where things are drawn: the backbone of a network, and positions, seeded: always the same."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import networkx as nx

from kg.graphs.conversion import to_igraph

if TYPE_CHECKING:
    import igraph

_SEED = 1958
_MOST_SPRUNG = 1200
_ASPECT = 1.6


def positions(network: nx.Graph[str], spacing: float = 80.0) -> dict[str, tuple[float, float]]:
    """Return x and y for each node, in pixels: no two closer than half the spacing, separate parts side by side."""
    import igraph

    names = sorted(network)
    if not names:
        return {}
    graph = to_igraph(network)
    igraph.set_random_number_generator(random.Random(_SEED))
    parts = [graph.subgraph(part) for part in graph.connected_components()]
    placed = _pack([(part.vs["name"], _arrange(part, spacing)) for part in parts], spacing)
    return {name: (round(x, 1), round(y, 1)) for name, (x, y) in sorted(placed.items())}


def _arrange(part: igraph.Graph, spacing: float) -> list[list[float]]:
    """Return places for one connected part, from 0 on; springs for what fits a screen, a grid of forces beyond."""
    count = part.vcount()
    if count == 1:
        return [[0.0, 0.0]]
    if count <= _MOST_SPRUNG:
        layout = part.layout_graphopt(niter=2000 if count < 300 else 300, node_charge=0.01, spring_length=30)
    else:
        layout = part.layout_fruchterman_reingold(niter=300)
    height = spacing * count**0.5
    layout.fit_into([0, 0, height * _ASPECT, height])
    return _spread(layout.coords, spacing * 0.6) if count <= _MOST_SPRUNG else layout.coords


def _spread(places: list[list[float]], apart: float) -> list[list[float]]:
    """Push points away from each other until none is nearer than ``apart`` to another."""
    import numpy

    across, down = numpy.array(places, dtype=float).T
    for _ in range(200 if len(places) < 300 else 40):
        aside, below = across[:, None] - across, down[:, None] - down
        squares = aside * aside + below * below
        numpy.fill_diagonal(squares, numpy.inf)
        pushed, by = numpy.nonzero(squares < apart * apart)
        distances = numpy.sqrt(squares[pushed, by]) + 1e-9
        if not len(pushed) or apart - distances.min() < 0.5:
            break
        parts = (apart / distances - 1) / 2
        across = across + numpy.bincount(pushed, aside[pushed, by] * parts, len(places))
        down = down + numpy.bincount(pushed, below[pushed, by] * parts, len(places))
    return [[float(x), float(y)] for x, y in zip(across - across.min(), down - down.min(), strict=True)]


def _pack(parts: list[tuple[list[str], list[list[float]]]], spacing: float) -> dict[str, tuple[float, float]]:
    """Put the largest part on top and the others in rows below it, no wider than it is."""
    ordered = sorted(parts, key=lambda part: (-len(part[0]), part[0][0]))
    placed: dict[str, tuple[float, float]] = {}
    top = left = row_height = widest = 0.0
    for names, places in ordered:
        width, height = (max(place[axis] for place in places) for axis in (0, 1))
        if left and left + width > max(widest, 6 * spacing):
            top, left, row_height = top + row_height + spacing, 0.0, 0.0
        for name, (x, y) in zip(names, places, strict=True):
            placed[name] = (left + x, top + y)
        left, row_height, widest = left + width + 1.5 * spacing, max(row_height, height), max(widest, width)
    return placed
