"""How a network falls into groups: communities, and a core with its periphery."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.measures.result import actor_table, names_of, result, values_in
from kg.measures.words import note
from kg.network import to_igraph

if TYPE_CHECKING:
    import networkx as nx

    from kg.table import Table

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
    stays among them. The notes tell the modularity of Newman and Girvan (2004), doi:10.1103/PhysRevE.69.026113:
    above what chance gives (``chance``) the division says something. Members one by one: ``membership``.

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
    table.notes.insert(0, note("modularity", language, f"{modularity(network, found):.3f}"))
    return table


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


def core_periphery(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return for each actor how deep in the network it is: its core number, and whether it is of the core.

    ``core_number`` is that of Seidman (1983), doi:10.1016/0378-8733(83)90028-X: the largest k for which the actor is
    among others that all have k ties among them. ``in_core`` parts the network into a core where all are tied and a
    periphery where none are, as Borgatti and Everett (2000), doi:10.1016/S0378-8733(99)00019-2, by the exact method
    of Lip (2011), doi:10.48550/arXiv.1102.5511. ``fit`` in the notes is the correlation of the network with that
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
    table.notes.insert(0, note("core", language, len(core), len(network), f"{_fit(network, core):.2f}"))
    return table


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


def _most_common(network: nx.Graph[Any], nodes: Iterable[Any], attribute: str) -> str:
    """Return the values that most of the nodes carry, each with how many do."""
    counts = Counter(value for node in nodes for value in values_in(network, node, attribute))
    ranked = sorted(counts, key=lambda value: (-counts[value], value))[:_MOST_NAMED]
    return "; ".join(f"{value} {counts[value]}" for value in ranked)


def _in_order_of(table: Table, place: int) -> Table:
    from kg.table import Table

    ordered = Table.of(table.columns, sorted(table.rows, key=lambda row: (row[place], str(row[0]))))
    ordered.heads, ordered.notes = table.heads, table.notes
    return ordered
