"""Structural holes: how far the partners of an actor are partners of each other."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.graphs.conversion import to_igraph
from kg.network.measures.result import actor_table
from kg.sparql.table import Table


def redundancy(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return how far each actor's ties lead to different others, and how far they repeat each other.

    Burt (1992), *Structural Holes*, ISBN 978-0-674-84371-4: ``effective_size`` is the number of others less their
    mean number of ties among each other (Borgatti 1997, *Connections* 20:35), ``efficiency`` is it by degree,
    ``constraint`` is high where all others depend on each other. ``single_reason`` counts the others that a
    single collaboration or direct tie joins to the actor.

    >>> import networkx as nx
    >>> redundancy(nx.star_graph(["hub", "a", "b"])).rows[0]
    ('hub', 'hub', 2.0, 1.0, 0.5, 0)
    """
    graph = to_igraph(network)
    constraint = graph.constraint(weights="weight") if graph.ecount() else []
    values: dict[Any, tuple[Any, ...]] = {}
    for place, node in enumerate(graph.vs["name"]):
        around = set(network[node])
        if not around:
            values[node] = (0.0, None, None, 0)
            continue
        among = sum(len(around & set(network[other])) for other in around)
        effective = len(around) - among / len(around)
        single = sum(len(network.edges[node, other].get("reasons", ())) == 1 for other in around)
        values[node] = (effective, effective / len(around), float(constraint[place]), single)
    columns = ["effective_size", "efficiency", "constraint", "single_reason"]
    return actor_table(network, columns, values, language=language)
