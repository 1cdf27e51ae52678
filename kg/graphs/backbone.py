"""The backbone of a network: the edges that are too strong to be chance, and those that keep it together."""

from __future__ import annotations

import networkx as nx

ALPHA = 0.15
"""How likely by chance an edge of the backbone may be."""


def significance(network: nx.Graph[str]) -> dict[tuple[str, str], float]:
    """Return for each edge how likely its weight is by chance, from 0 (surely not) to 1; smaller is stronger.

    The disparity filter of Serrano, Boguñá and Vespignani (2009), doi:10.1073/pnas.0808904106:
    (1 − w/s)^(k − 1) at each end, the smaller of the two, for weight w, strength s and degree k.
    """
    strength = dict(network.degree(weight="weight"))
    degree = dict(network.degree())

    def chance(end: str, weight: float) -> float:
        if degree[end] < 2 or not strength[end]:
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


def backbone(network: nx.Graph[str], alpha: float = ALPHA) -> nx.Graph[str]:
    """Return the part of a network that tells its story: the spanning forest and what passes the disparity filter."""
    chances, spanning = significance(network), spanning_edges(network)
    kept = [edge for edge, chance in chances.items() if chance <= alpha or frozenset(edge) in spanning]
    return network.edge_subgraph(kept)
