"""What would fall apart without an actor, what a network is like as a whole, and how it changed between two dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import KgError
from kg.measures.groups import find_communities, modularity
from kg.measures.result import actor_table, coverage_notes, identity, name_of, names_of, result
from kg.measures.words import note
from kg.network import to_igraph

if TYPE_CHECKING:
    from kg.table import Table


def resilience(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return for each actor what would fall apart without it, the gravest first.

    ``pairs_lost`` is the share of the pairs of others, joined by some way now, that no way would join any more;
    ``cut_off`` how many would be parted from the largest piece of what is now one, ``pieces`` into how many pieces
    that would fall, and ``who`` names those cut off. Above 0 are the articulation points of Hopcroft and Tarjan
    (1973), doi:10.1145/362248.362272. All are 0 for an actor whose ties others back up. What documents do not tell
    may hold together what seems to fall apart here.

    >>> resilience(nx.path_graph(["a", "b", "c", "d", "e"])).rows[0]
    ('c', 'c', 0.666667, 2, 2, 'd; e')
    """
    cutting = set(_articulation_points(network))
    pairs = sum(len(part) * (len(part) - 1) / 2 for part in nx.connected_components(network))
    values = {}
    for node in network:
        pieces = _pieces_without(network, node) if node in cutting else []
        lost = _pairs_between(pieces)
        left = pairs - len(nx.node_connected_component(network, node)) + 1
        off = [other for piece in pieces[1:] for other in piece]
        values[node] = (lost / left if lost else 0.0, len(off), len(pieces), names_of(network, off, language))
    return actor_table(network, ["pairs_lost", "cut_off", "pieces", "who"], values, language=language)


def without(network: nx.Graph[Any], *names: str, language: str = "en") -> Table:
    """Return who loses what when actors are gone: their ties lost, and whether they are cut off from the rest.

    ``strength_lost`` is the share of an actor's strength that was with those gone. Names are ids or IRIs. Raises
    KgError for one that is not in the network.

    >>> without(nx.path_graph(["a", "b", "c", "d"]), "b").rows
    [('a', 'a', 1.0, 1, True), ('c', 'c', 0.5, 1, False)]
    """
    gone = {_node(network, name) for name in names}
    rest = network.subgraph(set(network) - gone)
    parts = sorted(nx.connected_components(rest), key=lambda part: (-len(part), min(map(str, part))))
    largest = parts[0] if parts else set()
    before = {node: part for part in nx.connected_components(network) for node in part}
    whole, values = dict(network.degree(weight="weight")), {}
    for node in rest:
        lost = [network.edges[node, other].get("weight", 1.0) for other in gone if network.has_edge(node, other)]
        off = node not in largest and bool(before[node] & largest)
        if lost or off:
            values[node] = (sum(lost) / whole[node] if lost else 0.0, len(lost), off)
    return actor_table(network, ["strength_lost", "ties_lost", "cut_off"], values, language=language)


def overview(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return what a network is like as a whole, one figure a row.

    ``density`` is the share of all pairs that are tied, ``clustering`` the share of open triads that close
    (transitivity; Wasserman and Faust 1994, ISBN 978-0-521-38707-1), ``centralization`` that of degree by Freeman
    (1979), doi:10.1016/0378-8733(78)90021-7: 1 for a star, 0 where all have as many ties.

    >>> overview(nx.star_graph(["hub", "a", "b"])).rows[:3]
    [('actors', 'actors', 3.0), ('ties', 'tied pairs', 2.0), ('strength', 'sum of weights', 2.0)]
    """
    rows = [(name, note(f"figure {name}", language), value) for name, value in _figures(network).items()]
    return result(["figure", "name", "value"], rows, network, language=language)


def change(before: nx.Graph[Any], after: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return how each actor changed between two networks, such as those of two dates: the largest change first.

    ``gained`` and ``lost`` count others, ``who_gained`` and ``who_lost`` name them. An actor that is in one of the
    two alone has strength 0 in the other. The whole network's change: ``change_of_whole``.

    >>> change(nx.Graph([("a", "b")]), nx.Graph([("a", "b"), ("b", "c")])).rows[0]
    ('b', 'b', 1.0, 1.0, 2.0, 1, 0, 'c', None)
    """
    both = nx.compose(before, after)
    values: dict[Any, tuple[Any, ...]] = {}
    for node in both:
        old, new = (_around(network, node) for network in (before, after))
        strengths = [float(sum(around.values())) for around in (old, new)]
        gained, lost = new.keys() - old.keys(), old.keys() - new.keys()
        if strengths[0] != strengths[1] or gained or lost:
            named = [names_of(both, nodes, language) or None for nodes in (gained, lost)]
            values[node] = (strengths[1] - strengths[0], *strengths, len(gained), len(lost), *named)
    columns = ["change", "before", "after", "gained", "lost", "who_gained", "who_lost"]
    ranked = sorted(values, key=lambda node: (-abs(values[node][0]), -values[node][3], str(node)))
    rows = [(identity(node), name_of(both, node, language), *values[node]) for node in ranked]
    table = result(["id", "name", *columns], rows, nx.Graph(), language=language)
    table.notes = _notes_of_both(before, after, language)
    return table


def change_of_whole(before: nx.Graph[Any], after: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return how a network changed as a whole between two dates: each figure of ``overview`` before and after.

    >>> change_of_whole(nx.Graph([("a", "b")]), nx.Graph([("a", "b"), ("b", "c")])).rows[1]
    ('ties', 'tied pairs', 1.0, 2.0, 1.0)
    """
    old, new = _figures(before), _figures(after)
    rows = [(name, note(f"figure {name}", language), old[name], new[name], new[name] - old[name]) for name in old]
    table = result(["figure", "name", "before", "after", "change"], rows, nx.Graph(), language=language)
    table.notes = _notes_of_both(before, after, language)
    return table


def _figures(network: nx.Graph[Any]) -> dict[str, float]:
    graph = to_igraph(network)
    count, ties = len(network), network.number_of_edges()
    degrees = graph.degree()
    spread = sum(max(degrees, default=0) - degree for degree in degrees)
    parts = graph.connected_components().sizes()
    found = find_communities(network) if count else {}
    return {
        "actors": float(count),
        "ties": float(ties),
        "strength": float(sum(graph.es["weight"])),
        "density": 2 * ties / (count * (count - 1)) if count > 1 else 0.0,
        "pieces": float(len(parts)),
        "largest": max(parts, default=0) / count if count else 0.0,
        "clustering": float(graph.transitivity_undirected(mode="zero")) if count else 0.0,
        "centralization": spread / ((count - 1) * (count - 2)) if count > 2 else 0.0,
        "communities": float(len(set(found.values()))),
        "modularity": modularity(network, found),
    }


def _articulation_points(network: nx.Graph[Any]) -> list[Any]:
    graph = to_igraph(network)
    return [graph.vs["name"][place] for place in graph.articulation_points()]


def _pieces_without(network: nx.Graph[Any], node: Any) -> list[set[Any]]:
    """Return what the piece of a node falls into without it, the largest first."""
    rest = network.subgraph(nx.node_connected_component(network, node) - {node})
    return sorted(nx.connected_components(rest), key=lambda part: (-len(part), min(map(str, part))))


def _pairs_between(pieces: list[set[Any]]) -> float:
    total = sum(map(len, pieces))
    return (total * total - sum(len(piece) ** 2 for piece in pieces)) / 2


def _around(network: nx.Graph[Any], node: Any) -> Mapping[Any, float]:
    if node not in network:
        return {}
    return {other: edge.get("weight", 1.0) for other, edge in network[node].items()}


def _node(network: nx.Graph[Any], name: str) -> Any:
    found = next((node for node in network if name in (node, identity(node))), None)
    if found is None:
        raise KgError.of("no ties here", name)
    return found


def _notes_of_both(before: nx.Graph[Any], after: nx.Graph[Any], language: str) -> list[str]:
    """Return what limits both networks, each note with its side."""
    sides = (("before", before), ("after", after))
    return [note(side, language, text) for side, network in sides for text in coverage_notes(network, language)]
