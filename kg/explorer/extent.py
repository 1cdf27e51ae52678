"""How much a page can show: all of a record, or of one that is more than a browser can show, the best connected."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

from kg.explorer.written_page import Extent
from kg.network.network import Network
from kg.sparql.engine import Engine

MOST_QUADS = 2_000_000
"""Of how many quads a page can be: with one million it is legible in two seconds and takes 0.4 GB of a browser."""
MOST_LINES = 100_000
"""How many lines the page of a part has at most."""


def is_too_large(engine: Engine) -> bool:
    """Tell whether the page of all that an engine holds is more than a browser can show."""
    return engine.size() > MOST_QUADS


def best_connected(network: Network, most: int = MOST_LINES) -> Network:
    """Return the actors that have the most collaborators, as many as have at most so many lines among them.

    The ``graph`` of the part says under ``extent`` of how many they are the best connected.

    >>> from kg.graph import load
    >>> part = best_connected(load("tests/mini").network(), most=1)
    >>> part.graph["extent"]
    Extent(shown=3, of=5)
    """
    ranked = sorted(network, key=lambda iri: (-network.degree(iri), iri))
    place = {iri: number for number, iri in enumerate(ranked)}
    closed_by = Counter(max(place[first], place[second]) for first, second in network.edges())
    lines = accumulate(closed_by[number] for number in range(len(ranked)))
    part = network.part({iri for iri, count in zip(ranked, lines, strict=True) if count <= most})
    part.graph["extent"] = Extent(len(part), len(network))
    return part
