"""A network drawn as one still SVG picture: for notebooks, where no script may run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from kg.messages import message
from kg.rdf.formats import xml_text
from kg.render.palette import BOTH, FIRST_COUNTRY, OTHERS, SECOND_COUNTRY
from kg.vocabulary import local_name

if TYPE_CHECKING:
    import networkx as nx

    from kg.network.network import Network

_WIDTH = 860
_HEIGHT = 700
_GAP = 120.0
_SIDE = 115
_MOST_EDGES = 160
_MOST_LABELS = 45
_LONGEST_LABEL = 30

LOOKS = {"first": (FIRST_COUNTRY, "circle"), "second": (SECOND_COUNTRY, "square")}
LOOKS |= {"both": (BOTH, "diamond"), "other": (OTHERS, "triangle")}
"""The colour and the form of whose a thing is: a form for each colour, so that no reader depends on colour."""


def network_svg(network: Network, language: str = "en") -> str:
    """Return a network as SVG; of a large one the backbone is drawn, and only what has a tie has a place.

    Every label is escaped, and the ink takes the colour of the page's own text.
    """
    drawn = drawn_part(network)
    places = places_of(drawn)
    if not places:
        return ""
    frame = _Frame(places)
    strength = dict(drawn.degree(weight="weight"))
    strongest = sorted(places, key=lambda iri: (-strength[iri], iri))
    edges = "".join(_edge(network, first, second, frame, language) for first, second in sorted(drawn.edges))
    nodes = "".join(_node(network, iri, frame, strength[iri], language) for iri in reversed(strongest))
    told = escape(message("notebook.picture", language, count=len(places)))
    return xml_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{told}" '
        f'viewBox="{frame.box}" style="width:100%;max-width:{frame.width:.0f}px;max-height:{_HEIGHT + 80}px" '
        f'font-family="sans-serif" font-size="{frame.font:.1f}" fill="currentColor" stroke="none">'
        f"{edges}{nodes}{_labels(network, strongest, frame, language)}{_legend(network, frame, language)}</svg>"
    )


def drawn_part(network: Network) -> nx.Graph[str]:
    """Return what the picture shows: all that is tied, or the backbone where that would be too much."""
    from kg.graphs.backbone import backbone

    tied = network.edge_subgraph(network.edges)
    return tied if tied.number_of_edges() <= _MOST_EDGES else backbone(network)


def side(countries: Sequence[str], pair: Sequence[str]) -> str:
    """Return whose something is: that of the "first" of two countries, of the "second", of "both", else "other".

    What has more than two countries is nobody's own.

    >>> pair = ["canada", "united-states"]
    >>> side(["united-states", "canada"], pair), side(["united-states"], pair), side([*pair, "mexico"], pair)
    ('both', 'second', 'other')
    """
    if len(countries) > 2:
        return "other"
    first, second = (country in countries for country in (*pair, "", "")[:2])
    return "both" if first and second else "first" if first else "second" if second else "other"


def places_of(network: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Return where each entity stands: separate parts in rows, the largest first, about as wide as a screen."""
    import networkx

    from kg.graphs.layout import positions

    parts = [positions(network.subgraph(part)) for part in networkx.connected_components(network)]
    sizes = [tuple(max(place[axis] for place in part.values()) + _GAP for axis in (0, 1)) for part in parts]
    area = sum(width * height for width, height in sizes)
    main, tall = max(sizes, key=lambda size: size[0] * size[1], default=(0.0, 0.0))
    widest = main if main * tall > 0.6 * area else max(main, (1.7 * area) ** 0.5)
    placed: dict[str, tuple[float, float]] = {}
    left = top = tallest = 0.0
    for (width, height), part in sorted(zip(sizes, parts, strict=True), key=lambda one: (-len(one[1]), min(one[1]))):
        if left + width > widest and left:
            left, top, tallest = 0.0, top + tallest, 0.0
        placed |= {iri: (left + x, top + y) for iri, (x, y) in part.items()}
        left, tallest = left + width, max(tallest, height)
    return placed


class _Frame:
    """Where things stand on the picture, and how large they must be to be read at its width."""

    def __init__(self, places: dict[str, tuple[float, float]]) -> None:
        self.places = places
        left, right = min(x for x, _ in places.values()), max(x for x, _ in places.values())
        top, bottom = min(y for _, y in places.values()), max(y for _, y in places.values())
        self.scale = max(1.0, (right - left) / (_WIDTH - 2 * _SIDE), (bottom - top) / _HEIGHT)
        self.font = 12 * self.scale
        side_room, room = _SIDE * self.scale, 20 * self.scale
        self.left, self.bottom = left - side_room, bottom + 2.4 * room
        width = max(right - left + 2 * side_room, 420 * self.scale)
        self.left -= (width - (right - left + 2 * side_room)) / 2
        self.box = f"{self.left:.0f} {top - room:.0f} {width:.0f} {bottom - top + 4 * room:.0f}"
        self.width = width / self.scale


def _edge(network: Network, first: str, second: str, frame: _Frame, language: str) -> str:
    edge = network.edges[first, second]
    (x1, y1), (x2, y2) = frame.places[first], frame.places[second]
    width = frame.scale * min(0.8 + 1.1 * float(edge.get("weight", 1.0)) ** 0.5, 7)
    ends = " — ".join(network.names(iri, language)[1] for iri in (first, second))
    stated = network.stated_since(first, second)
    since = f", {message('date.since', language, date=stated)}" if stated else ""
    told = message("notebook.edge", language, ends=ends, reasons=len(edge.get("reasons", ())), since=since)
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="currentColor" stroke-opacity=".28" '
        f'stroke-width="{width:.1f}"><title>{escape(told)}</title></line>'
    )


def _node(network: Network, iri: str, frame: _Frame, strength: float, language: str) -> str:
    x, y = frame.places[iri]
    colour, form = look_of(network, iri)
    drawn = form_svg(form, x, y, frame.scale * radius_of(strength), colour=colour)
    return f"<g><title>{escape(network.names(iri, language)[1])}</title>{drawn}</g>"


def _countries(node: dict[str, Any], iri: str) -> list[str]:
    """Return the ids of the countries of a node; a country is its own."""
    if node.get("class") == "Country":
        return [local_name(iri)]
    return [country for country in str(node.get("countries", "")).split(", ") if country]


def look_of(network: Network, iri: str) -> tuple[str, str]:
    """Return the colour and the form of a node, by whose it is."""
    return LOOKS[side(_countries(network.nodes[iri], iri), list(network.countries))]


def radius_of(strength: float) -> float:
    """Return how large a node of some strength is, in pixels."""
    return min(4 + 1.2 * math.sqrt(strength), 11)


def form_svg(form: str, x: float, y: float, radius: float, *, colour: str) -> str:
    """Return a mark of a form in SVG."""
    if form == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"/>'
    corners = {
        "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        "diamond": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
        "triangle": [(0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
    }[form]
    points = " ".join(f"{x + a * radius:.1f},{y + b * radius:.1f}" for a, b in corners)
    return f'<polygon points="{points}" fill="{colour}"/>'


def _labels(network: Network, strongest: list[str], frame: _Frame, language: str) -> str:
    """Label the strongest first, below the node or else above; leave out what would cover a label that is there."""
    taken: list[tuple[float, float, float]] = []
    written: list[str] = []
    for iri in strongest:
        label = _short(network, iri, language)
        x, middle = frame.places[iri]
        half = len(label) * frame.font * 0.29
        for y in (middle + 11 * frame.scale + frame.font * 0.9, middle - 13 * frame.scale):
            if not any(
                abs(x - other) < half + reach and abs(y - height) < frame.font for other, height, reach in taken
            ):
                taken.append((x, y, half))
                written.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(label)}</text>')
                break
    return "".join(written[:_MOST_LABELS])


def _legend(network: Network, frame: _Frame, language: str) -> str:
    x, drawn = frame.left + 10 * frame.scale, []
    names = {looks: message(f"network.legend.{looks}", language) for looks in ("both", "other")}
    names |= dict(zip(("first", "second"), network.countries_in(language).values(), strict=False))
    for looks, (colour, form) in LOOKS.items():
        name = names.get(looks, looks)
        drawn.append(form_svg(form, x, frame.bottom - frame.font * 0.35, 5 * frame.scale, colour=colour))
        drawn.append(f'<text x="{x + 10 * frame.scale:.1f}" y="{frame.bottom:.1f}">{escape(name)}</text>')
        x += (len(name) * 7.5 + 34) * frame.scale
    return "".join(drawn)


def _short(network: Network, iri: str, language: str) -> str:
    short, whole = network.names(iri, language)
    name = short or whole
    return name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1].rstrip() + "…"
