"""How the page draws a network: where each entity stands, the areas that show at a glance, which lines come first."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, partial
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.graphs.backbone import backbone, significance, spanning_edges
from kg.graphs.layout import positions
from kg.network.measures.communities import find_communities
from kg.network.network import Network
from kg.rdf.derived import made_by
from kg.record.index import Record
from kg.vocabulary import local_name

if TYPE_CHECKING:
    import networkx as nx

SMALLEST_AREA = 5


def placed(network: Network, numbers: Mapping[str, int], record: Record) -> dict[str, Any]:
    """Return how a network is drawn, entities by their numbers: places on the backbone, areas, significance of edges.

    ``nodes`` are number, x, y and area (0 the largest); ``edges`` are both ends, the chance of the disparity filter
    and whether the edge is in the spanning forest; ``areas`` are the anchor of each area, by which it is known, and
    its topics.
    """
    if not len(network):
        return {"nodes": [], "edges": [], "areas": []}
    chances, spanning = significance(network), spanning_edges(network)
    groups, places = find_communities(network), _positions(_frame(network), record)
    edges = [
        [*sorted((numbers[a], numbers[b])), round(chance, 4), int(frozenset((a, b)) in spanning)]
        for (a, b), chance in chances.items()
    ]
    return {
        "nodes": [[numbers[iri], *places[iri], groups[iri]] for iri in sorted(network)],
        "edges": sorted(edges),
        "areas": [
            [numbers[anchor], topics]
            for anchor, topics in zip(area_anchors(network, groups), area_topics(network, groups, record), strict=True)
        ],
    }


def placed_between(network: Network, joined: Network, numbers: Mapping[str, int], record: Record) -> dict[str, Any]:
    """Return how collaborations are drawn between actors: those come first that hold most of the backbone together.

    Actors stand where the network that joins them has them (``joined``), and a collaboration among its parties, so
    ``nodes`` are numbers alone. The rank of a collaboration, from 0 to 1, stands where an edge else has its chance:
    its parts of the backbone's edges, 1/(parties − 1) each.
    """
    chances = significance(joined)
    holds: Counter[str] = Counter()
    for first, second in backbone(joined).edges:
        for reason in joined.edges[first, second]["reasons"]:
            if reason.through in network:
                holds[reason.through] += 1 / max(network.degree(reason.through) - 1, 1)
    between = sorted((iri for iri in network if _is_between(record, iri)), key=lambda iri: (-holds[iri], iri))
    ranks = {iri: place / len(between) for place, iri in enumerate(between)}

    def rank(ends: tuple[str, str]) -> float:
        own = [ranks[end] for end in ends if end in ranks]
        return max(own) if own else chances.get(ends, chances.get((ends[1], ends[0]), 1.0))

    edges = [[*sorted((numbers[a], numbers[b])), round(rank((a, b)), 4), 0] for a, b in network.edges]
    return {"nodes": [[numbers[iri]] for iri in sorted(network)], "edges": sorted(edges), "areas": []}


def area_anchors(network: nx.Graph[str], groups: Mapping[str, int]) -> list[str]:
    """Return for each community of some size the member that is tied most to the others.

    It gives the area its id: the size of an area, and with it its number, may change with any tie; who is in its
    middle hardly does.

    >>> import networkx
    >>> star = networkx.star_graph(["hub", "a", "b", "c", "d"])
    >>> area_anchors(star, dict.fromkeys(star, 0))
    ['hub']
    """
    inside: dict[str, float] = dict.fromkeys(groups, 0.0)
    for first, second, weight in network.edges(data="weight", default=1.0):
        if groups[first] == groups[second]:
            inside[first] += weight
            inside[second] += weight
    members: defaultdict[int, list[str]] = defaultdict(list)
    for iri, group in groups.items():
        members[group].append(iri)
    large = [own for _, own in sorted(members.items()) if len(own) >= SMALLEST_AREA]
    return [min(own, key=lambda iri: (-round(inside[iri], 6), iri)) for own in large]


def area_topics(network: Network, groups: Mapping[str, int], record: Record) -> list[list[str]]:
    """Return for each community of some size the two topics that set it apart, no two communities the same.

    The topics of its actors and of what they share count alike. One scores its part in the community times the
    logarithm of how much larger that is than its part in the whole network. Where a larger community has the same
    two, the next best take their place.

    >>> import kg
    >>> from kg.network.network import NetworkFilter
    >>> from kg.network.projection import build_network
    >>> record = kg.load("tests/mini").record
    >>> network = build_network(record, NetworkFilter(actors="all"))
    >>> area_topics(network, dict.fromkeys(network, 0), record)  # nothing sets the whole apart from itself
    [[]]
    """
    shared, own = defaultdict[int, Counter[str]](Counter), defaultdict[int, Counter[str]](Counter)
    topics = cache(partial(_topics, record))
    for first, second, edge in network.edges(data=True):
        if groups[first] == groups[second]:
            for reason in edge["reasons"]:
                shared[groups[first]].update(topics(reason.through))
    for iri in network:
        own[groups[iri]].update(topics(iri))
    parts = {group: _parts(shared[group]) + _parts(own[group]) for group in own}
    whole = _parts(_sum(shared)) + _parts(_sum(own))
    sizes = Counter(groups.values())
    large = [group for group in sorted(parts) if sizes[group] >= SMALLEST_AREA]
    return _unlike([_distinction(parts[group], whole) for group in large])


def _unlike(ranked: list[list[str]]) -> list[list[str]]:
    """Return the first two topics of each that none before it has; what is left without is known by its anchor.

    >>> _unlike([["arctic", "drugs"], ["drugs", "arctic", "cyber"], ["drugs", "arctic"]])
    [['arctic', 'drugs'], ['drugs', 'cyber'], ['drugs']]
    """
    taken: set[frozenset[str]] = set()
    named = []
    for topics in ranked:
        pairs = [list(pair) for pair in combinations(topics, 2)] + [[topic] for topic in topics]
        own = next((pair for pair in pairs if frozenset(pair) not in taken), [])
        taken.add(frozenset(own))
        named.append(own)
    return named


def _is_between(record: Record, iri: str) -> bool:
    return record.is_a(iri, "Setting") and not record.is_a(iri, "Actor")


def _topics(record: Record, iri: str | None) -> Mapping[str, float]:
    """Return the topics of an entity, each with its part of the whole."""
    topics = record.identity.get(iri or "", {}).get("hasTopic", ())
    return {local_name(topic.value): 1 / len(topics) for topic in topics}


def _sum(counters: Mapping[int, Counter[str]]) -> Counter[str]:
    return sum(counters.values(), Counter[str]())


def _parts(counts: Counter[str]) -> Counter[str]:
    total = sum(counts.values())
    return Counter({topic: count / total for topic, count in counts.items()})


def _distinction(own: Counter[str], whole: Counter[str]) -> list[str]:
    """Return the topics that are more at home in a part than in the whole, the most distinctive first."""
    scores = {topic: part * math.log(part / whole[topic]) for topic, part in own.items() if part > 0}
    return sorted((topic for topic, score in scores.items() if score > 0), key=lambda topic: (-scores[topic], topic))


def _positions(frame: Network, record: Record) -> dict[str, tuple[float, float]]:
    """Return where things stand: the same as long as the same edges are drawn, whatever else the data say."""
    if record.engine is None:
        return positions(frame)
    edges = sorted(sorted(edge) for edge in frame.edges)
    return record.engine.lasting(f"positions by {made_by()}", f"{sorted(frame)} {edges}", lambda: positions(frame))


def _frame(network: Network) -> Network:
    """Return the part of a network that decides where things stand: its backbone, and all entities."""
    frame = network.__class__()
    frame.add_nodes_from(sorted(network))
    frame.add_edges_from((backbone(network) if network.number_of_edges() else network).edges(data=True))
    return frame
