"""A network as GEXF 1.3, as Gephi reads it: labels, dates for its timeline, and how nodes are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from kg.rdf.formats import source_date, xml_text

_SPACE = "http://gexf.net/1.3"
_TYPES = {int: "integer", float: "double"}


@dataclass(frozen=True)
class Drawn:
    """How a node stands in the picture: its place, size, colour (``#C0392B``) and form."""

    place: tuple[float, float]
    size: float
    colour: str
    form: str


@dataclass(frozen=True)
class Item:
    """A node or an edge: its id or the ids of its ends, what it carries, and from when to when it is there."""

    identity: Mapping[str, str]
    values: Mapping[str, Any]
    since: str = ""
    until: str = ""
    drawn: Drawn | None = field(default=None, compare=False)


def gexf_text(nodes: Iterable[Item], edges: Iterable[Item], facts: Mapping[str, str]) -> str:
    """Return a network as GEXF 1.3: dynamic, with dates as its time format. What is undated is there at all times."""
    root = ElementTree.Element("gexf", {"xmlns": _SPACE, "xmlns:viz": f"{_SPACE}/viz", "version": "1.3"})
    moment = source_date()
    meta = _add(root, "meta", {"lastmodifieddate": f"{moment:%Y-%m-%d}"} if moment else {})
    _add(meta, "creator", text=facts.get("dataset", "Perimeter"))
    _add(meta, "description", text="\n".join(f"{key}: {value}" for key, value in facts.items()))
    graph = _add(
        root, "graph", {"defaultedgetype": "undirected", "mode": "dynamic", "timeformat": "date", "idtype": "string"}
    )
    held = {"node": list(nodes), "edge": list(edges)}
    types = {kind: _declare(graph, kind, items) for kind, items in held.items()}  # all before the first node
    for kind, items in held.items():
        _write_items(graph, kind, items, types[kind])
    ElementTree.indent(root, " ")
    written = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml_text(written)}\n'


def _declare(graph: ElementTree.Element, kind: str, items: list[Item]) -> list[str]:
    """Write what nodes or edges carry and of which type, and return the names of it."""
    types = {
        name: _TYPES.get(type(value), "string")
        for item in items
        for name, value in item.values.items()
        if name not in ("label", "weight")
    }
    declared = _add(graph, "attributes", {"class": kind, "mode": "static"})
    for name, type_ in types.items():
        _add(declared, "attribute", {"id": name, "title": name, "type": type_})
    return list(types)


def _write_items(graph: ElementTree.Element, kind: str, items: list[Item], names: list[str]) -> None:
    """Write the nodes or the edges, each with what it carries of some names."""
    listed = _add(graph, f"{kind}s", {"count": str(len(items))})
    for place, item in enumerate(items):
        identity = {"id": str(place), **item.identity} if kind == "edge" else dict(item.identity)
        identity |= {name: str(item.values[name]) for name in ("label", "weight") if name in item.values}
        dates = {"start": item.since, "end": item.until}
        written = _add(listed, kind, identity | {name: day for name, day in dates.items() if day})
        values = _add(written, "attvalues")
        for name in names:
            if name in item.values:
                _add(values, "attvalue", {"for": name, "value": str(item.values[name])})
        if item.drawn:
            _write_drawn(written, item.drawn)


def _write_drawn(node: ElementTree.Element, drawn: Drawn) -> None:
    """Write how a node is drawn; Gephi's y axis leads up."""
    x, y = drawn.place
    red, green, blue = (str(int(drawn.colour[place : place + 2], 16)) for place in (1, 3, 5))
    _add(node, "viz:color", {"r": red, "g": green, "b": blue})
    _add(node, "viz:position", {"x": str(x), "y": str(-y), "z": "0.0"})
    _add(node, "viz:size", {"value": f"{drawn.size:.2f}"})
    _add(node, "viz:shape", {"value": drawn.form})


def _add(
    parent: ElementTree.Element, name: str, attributes: Mapping[str, str] | None = None, text: str | None = None
) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name, dict(attributes or {}))
    made.text = text
    return made
