"""Who is well tied and who stands between: strength, betweenness, structural holes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.graphs.conversion import to_igraph
from kg.messages import message
from kg.network.measures.result import actor_table
from kg.vocabulary import local_name

if TYPE_CHECKING:
    import networkx as nx

    from kg.record.index import Record
    from kg.sparql.table import Table


def strength(network: nx.Graph[Any], *, language: str = "en") -> Table:
    """Return for each actor the sum of the weights of its ties, how many others it is tied to, and both by family.

    Strength is that of Barrat, Barthélemy, Pastor-Satorras and Vespignani (2004), doi:10.1073/pnas.0400087101.
    The family is that of the actor's own relation to what is shared; where it has several to one thing they
    share its weight equally, so that the families of a row sum to its strength.

    >>> from kg.graph import load
    >>> strength(load("tests/mini").network()).rows[0][:5]
    ('cbsa', 'Canada Border Services Agency', 1.0, 1, 1.0)
    """
    shares: dict[Any, dict[str, float]] = {node: defaultdict(float) for node in network}
    others: dict[Any, dict[str, set[Any]]] = {node: defaultdict(set) for node in network}
    family_of, known = _family_of(network), dict[tuple[str, ...], set[str]]()
    for first, second, edge in network.edges(data=True):
        for reason in edge.get("reasons", ()):
            for node, other in ((first, second), (second, first)):
                relations = reason.relations_of(node)
                if (own := known.get(relations)) is None:
                    own = known[relations] = {family_of[relation] for relation in relations}
                for family in own:
                    shares[node][family] += reason.weight / len(own)
                    others[node][family].add(other)
    families = families_of(network)
    whole, degree = dict(network.degree(weight="weight")), dict(network.degree())
    values = {
        node: (
            float(whole[node]),
            degree[node],
            *(number for name in families for number in (float(shares[node][name]), len(others[node][name]))),
        )
        for node in network
    }
    labels = {column: text for name, words in families.items() for column, text in _labels(name, words, language)}
    return actor_table(network, ["strength", "degree", *labels], values, language=language, labels=labels)


def families_of(network: nx.Graph[Any]) -> dict[str, Mapping[str, str]]:
    """Return the families of relations with their words by language, in the order of the legend.

    They are those that have relations of their own, or join actors by themselves; none where there is no record.

    >>> from kg.graph import load
    >>> list(families_of(load("tests/mini").network()))[:2]
    ['takesPartIn', 'isBoundBy']
    """
    record: Record | None = network.graph.get("record")
    relations = record.relations.values() if record is not None else ()
    return {local_name(one.family): one.words for one in relations if one.joins or one.family != one.iri}


def _labels(name: str, words: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    """Return the two columns of a family, its weight and how many others, with what stands over them."""
    label = words.get(language) or words.get("en", name)
    return [(name, label), (f"{name}_degree", message("column.others", language, family=label))]


def _family_of(network: nx.Graph[Any]) -> dict[str, str]:
    """Return the family of each relation, none where there is no record."""
    record: Record | None = network.graph.get("record")
    relations = record.relations if record is not None else {}
    return {iri: local_name(relation.family) for iri, relation in relations.items()}


def betweenness(network: nx.Graph[Any], *, by_strength: bool = True, language: str = "en") -> Table:
    """Return how often each actor lies on the shortest paths between others, from 0 to 1.

    Freeman (1977), doi:10.2307/3033543, by the algorithm of Brandes (2001), doi:10.1080/0022250X.2001.9990249, as
    a share of all pairs of others. ``by_strength`` takes strong ties as short: the distance 1/weight of Newman
    (2001), doi:10.1103/PhysRevE.64.016132; it takes three times as long, and can be left out. Whether a rank stands
    without any one document: ``jackknife``; whether it is more than chance: ``null_model``.

    >>> import networkx as nx
    >>> betweenness(nx.path_graph(["a", "b", "c"])).rows
    [('b', 'b', 1.0, 1.0, 2), ('a', 'a', 0.0, 0.0, 1), ('c', 'c', 0.0, 0.0, 1)]
    """
    graph = to_igraph(network)
    pairs = (len(network) - 1) * (len(network) - 2) / 2 or 1
    found = {"betweenness": [value / pairs for value in graph.betweenness()]}
    if by_strength:
        lengths = [1 / weight for weight in graph.es["weight"]] or None
        found["by_strength"] = [value / pairs for value in graph.betweenness(weights=lengths)]
    found["degree"] = graph.degree()
    values = dict(zip(graph.vs["name"], zip(*found.values(), strict=True), strict=True))
    return actor_table(network, list(found), values, language=language)
