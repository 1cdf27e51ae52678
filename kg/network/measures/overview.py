"""The network as a whole in figures, and how it changed between two dates."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.graphs.conversion import to_igraph
from kg.messages import message
from kg.network.measures.communities import find_communities, modularity
from kg.network.measures.resilience import tie_weights
from kg.network.measures.result import coverage_caveats, identity, label_of, names_of, result
from kg.sparql.table import Table


def overview(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return what a network is like as a whole, one figure a row.

    ``density`` is the share of all pairs that are tied, ``clustering`` the share of open triads that close
    (transitivity; Wasserman and Faust 1994, ISBN 978-0-521-38707-1), ``centralization`` that of degree by Freeman
    (1979), doi:10.1016/0378-8733(78)90021-7: 1 for a star, 0 where all have as many ties.

    >>> overview(nx.star_graph(["hub", "a", "b"])).rows[:3]
    [('actors', 'actors', 3.0), ('ties', 'tied pairs', 2.0), ('strength', 'sum of weights', 2.0)]
    """
    rows = [(name, message(f"measure.figure.{name}", language), value) for name, value in _figures(network).items()]
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
        old, new = (tie_weights(network, node) for network in (before, after))
        strengths = [float(sum(around.values())) for around in (old, new)]
        gained, lost = new.keys() - old.keys(), old.keys() - new.keys()
        if strengths[0] != strengths[1] or gained or lost:
            named = [names_of(both, nodes, language) or None for nodes in (gained, lost)]
            values[node] = (strengths[1] - strengths[0], *strengths, len(gained), len(lost), *named)
    columns = ["change", "before", "after", "gained", "lost", "who_gained", "who_lost"]
    ranked = sorted(values, key=lambda node: (-abs(values[node][0]), -values[node][3], str(node)))
    rows = [(identity(node), label_of(both, node, language), *values[node]) for node in ranked]
    table = result(["id", "name", *columns], rows, nx.Graph(), language=language)
    return table.with_caveats(*_caveats_of_both(before, after, language))


def change_of_whole(before: nx.Graph[Any], after: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return how a network changed as a whole between two dates: each figure of ``overview`` before and after.

    >>> change_of_whole(nx.Graph([("a", "b")]), nx.Graph([("a", "b"), ("b", "c")])).rows[1]
    ('ties', 'tied pairs', 1.0, 2.0, 1.0)
    """
    old, new = _figures(before), _figures(after)
    rows = [
        (name, message(f"measure.figure.{name}", language), old[name], new[name], new[name] - old[name]) for name in old
    ]
    table = result(["figure", "name", "before", "after", "change"], rows, nx.Graph(), language=language)
    return table.with_caveats(*_caveats_of_both(before, after, language))


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
        "components": float(len(parts)),
        "largest": max(parts, default=0) / count if count else 0.0,
        "clustering": float(graph.transitivity_undirected(mode="zero")) if count else 0.0,
        "centralization": spread / ((count - 1) * (count - 2)) if count > 2 else 0.0,
        "communities": float(len(set(found.values()))),
        "modularity": modularity(network, found),
    }


def _caveats_of_both(before: nx.Graph[Any], after: nx.Graph[Any], language: str) -> list[str]:
    """Return what limits both networks, each note with its side."""
    sides = (("before", before), ("after", after))
    return [
        message(f"measure.note.{side}", language, note=text)
        for side, network in sides
        for text in coverage_caveats(network, language)
    ]
