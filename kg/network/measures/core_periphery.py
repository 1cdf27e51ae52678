"""Core and periphery: who is tied to everybody, and who to the core alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg.graphs.conversion import to_igraph
from kg.language import number_text
from kg.messages import message
from kg.network.measures.result import actor_table
from kg.sparql.table import Table


def core_periphery(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return for each actor how deep in the network it is: its core number, and whether it is of the core.

    ``core_number`` is that of Seidman (1983), doi:10.1016/0378-8733(83)90028-X: the largest k for which the actor is
    among others that all have k ties among them. ``in_core`` parts the network into a core where all are tied and a
    periphery where none are, as Borgatti and Everett (2000), doi:10.1016/S0378-8733(99)00019-2, by the exact method
    of Lip (2011), doi:10.48550/arXiv.1102.5511. ``fit`` in the caveats is the correlation of the network with that
    ideal, from −1 to 1: below about 0.5 there is no such core.

    >>> import networkx as nx
    >>> core_periphery(nx.star_graph(["hub", "a", "b"])).column("in_core")
    [True, False, False]
    """
    graph = to_igraph(network)
    names, degrees, numbers = graph.vs["name"], graph.degree(), graph.coreness()
    core = _core(dict(zip(names, degrees, strict=True)))
    values = {
        node: (node in core, number, degree) for node, number, degree in zip(names, numbers, degrees, strict=True)
    }
    table = actor_table(network, ["in_core", "core_number", "degree"], values, language=language)
    return table.with_caveats(
        message(
            "measure.note.core",
            language,
            core=len(core),
            count=len(network),
            fit=number_text(f"{_fit(network, core):.2f}", language),
        ),
        *table.caveats,
    )


def _core(degrees: Mapping[Any, int]) -> set[Any]:
    """Return the core: of those with the most ties as many as make the fewest exceptions to the ideal."""
    ranked = sorted(degrees, key=lambda node: (-degrees[node], str(node)))
    best, least, score = 0, 0.0, 0.0
    for size, node in enumerate(ranked, 1):
        score += size - 1 - degrees[node]
        if score < least:
            best, least = size, score
    return set(ranked[:best])


def _fit(network: nx.Graph[Any], core: set[Any]) -> float:
    """Return the correlation of ties with the ideal: within the core all, in the periphery none, between as it is."""
    inner, outer = len(core), len(network) - len(core)
    pairs_in, pairs_out = inner * (inner - 1) / 2, outer * (outer - 1) / 2
    tied_in = network.subgraph(core).number_of_edges()
    tied_out = network.subgraph(set(network) - core).number_of_edges()
    pairs, tied = pairs_in + pairs_out, tied_in + tied_out
    spread = (tied * (pairs - tied) * pairs_in * pairs_out) ** 0.5
    return float((tied_in * pairs - tied * pairs_in) / spread) if spread else 0.0
