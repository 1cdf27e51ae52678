"""How a network falls into groups: communities, and a core with its periphery."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.graphs.conversion import to_igraph
from kg.language import number_text
from kg.messages import message
from kg.network.measures.result import actor_table, names_of, result, values_in

if TYPE_CHECKING:
    import networkx as nx

    from kg.sparql.table import Table

SEED = 1958
_MOST_NAMED = 3


def find_communities(network: nx.Graph[Any]) -> dict[Any, int]:
    """Return the community of each node, 0 the largest, by the Leiden method on weights.

    Traag, Waltman and van Eck (2019), doi:10.1038/s41598-019-41695-z; seeded, the same each time.

    >>> import networkx as nx
    >>> find_communities(nx.Graph([("a", "b"), ("c", "d")]))
    {'a': 0, 'b': 0, 'c': 1, 'd': 1}
    """
    import igraph

    graph = to_igraph(network)
    names = graph.vs["name"]
    igraph.set_random_number_generator(random.Random(SEED))
    found = graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=10)
    groups = sorted(found, key=lambda group: (-len(group), min(names[place] for place in group)))
    return {names[place]: number for number, group in enumerate(groups) for place in group}


def communities(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return the communities of a network, the largest first, with their topics, countries and strongest members.

    Found by the Leiden method (see ``find_communities``). ``inside`` is the share of their members' strength that
    stays among them. The caveats tell the modularity of Newman and Girvan (2004), doi:10.1103/PhysRevE.69.026113:
    above what chance gives (``null_model``) the division says something. Members one by one: ``membership``.

    >>> from kg.graph import load
    >>> communities(load("tests/mini").network()).rows[0][:3]
    (1, 2, 1.0)
    """
    found = find_communities(network)
    groups: dict[int, list[Any]] = defaultdict(list)
    for node, number in found.items():
        groups[number].append(node)
    whole = dict(network.degree(weight="weight"))
    rows = []
    for number, nodes in sorted(groups.items()):
        strongest = sorted(nodes, key=lambda node: (-whole[node], str(node)))
        total = sum(whole[node] for node in nodes)
        inside = 2 * network.subgraph(nodes).size(weight="weight")
        carried = [_most_common(network, nodes, name) for name in ("topics", "countries")]
        rows.append(
            (
                number + 1,
                len(nodes),
                inside / total if total else None,
                *carried,
                names_of(network, strongest[:_MOST_NAMED], language),
            )
        )
    table = result(
        ["community", "size", "inside", "topics", "countries", "strongest"], rows, network, language=language
    )
    return table.with_caveats(
        message(
            "measure.note.modularity", language, modularity=number_text(f"{modularity(network, found):.3f}", language)
        ),
        *table.caveats,
    )


def membership(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return the community of each actor, the largest first, and how much of its strength lies inside it.

    >>> from kg.graph import load
    >>> membership(load("tests/mini").network()).column("community")
    [1, 1, 2, 2, 3]
    """
    found = find_communities(network)
    sizes, values = Counter(found.values()), {}
    for node, number in found.items():
        total = network.degree(node, weight="weight")
        inside = sum(edge.get("weight", 1.0) for other, edge in network[node].items() if found[other] == number)
        values[node] = (number + 1, sizes[number], inside / total if total else None)
    table = actor_table(network, ["community", "size", "inside"], values, language=language)
    return _in_order_of(table, 2)


def modularity(network: nx.Graph[Any], found: Mapping[Any, int]) -> float:
    """Return how far ties stay within groups, beyond what the strengths of the nodes alone would give."""
    graph = to_igraph(network)
    if not graph.ecount():
        return 0.0
    return float(graph.modularity([found[node] for node in graph.vs["name"]], weights="weight"))


def _most_common(network: nx.Graph[Any], nodes: Iterable[Any], attribute: str) -> str:
    """Return the values that most of the nodes carry, each with how many do."""
    counts = Counter(value for node in nodes for value in values_in(network, node, attribute))
    ranked = sorted(counts, key=lambda value: (-counts[value], value))[:_MOST_NAMED]
    return "; ".join(f"{value} {counts[value]}" for value in ranked)


def _in_order_of(table: Table, place: int) -> Table:
    return table.with_rows(sorted(table.rows, key=lambda row: (row[place], str(row[0]))))
