"""A graph that somebody else made with networkx, read as a small record of its own."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.dates import first_day, last_day
from kg.errors import KgError
from kg.explorer.payload import PageSource
from kg.network.edges import EdgeReason
from kg.network.network import Network, NetworkFilter
from kg.record.ties import Relation, Tie
from kg.vocabulary import ENTITY, LANGUAGES, PREFIXES, TERM

if TYPE_CHECKING:
    import networkx as nx

TIED = Relation(TERM + "isTiedTo", TERM + "isTiedTo", "directly", "#757575")
"""What joins two of which nothing else is known: it is above all relations of the ontology."""

_COLOURS = ("#0072B2", "#B45F06", "#00785A", "#8E4585", "#5F6368")


_HEAVIEST, _SHOWN = 1e300, 40
"""The heaviest weight that can be added up, and how much of another one is told."""


def read_plain(network: nx.Graph[Any]) -> tuple[PageSource, Network]:
    """Return a plain graph as a record without documents, and the network of it.

    Nodes may have ``label`` (or ``label_en`` and ``label_fr``), ``abbreviation`` and ``country``; edges ``weight``,
    ``relation``, ``since`` and ``until``. Other attributes are left out, and of several edges between two nodes each
    is a reason of one line.
    """
    from kg.rdf.dataset import assemble
    from kg.rdf.files import ParsedFiles
    from kg.rdf.folders import Folders
    from kg.sparql.engine import Engine

    names = _names(network)
    folders = Folders.find()
    quads = [*ParsedFiles.of(sorted(folders.ontology.glob("*.ttl"))).quads]
    relations = sorted({_relation(edge) for _, _, edge in network.edges(data=True)} - {""})
    quads += [quad for place, relation in enumerate(relations) for quad in _relation_quads(relation, place)]
    quads += [quad for node, iri in names.items() for quad in _node_quads(iri, node, network.nodes[node])]
    source = PageSource.of(Engine(assemble(quads, folders.part("rules"))))
    source.record.relations = {**source.record.relations, TIED.iri: TIED}
    found = _joined(network, names)
    source.record.ties = [tie for *_, edge in found.edges(data=True) for one in edge["reasons"] for tie in one.ties]
    return source, found


def _names(network: nx.Graph[Any]) -> dict[Any, str]:
    """Return an IRI for each node, no two alike."""
    names: dict[Any, str] = {}
    taken: set[str] = set()
    for node in sorted(network, key=str):
        base = iri = ENTITY + (_slug(str(node).removeprefix(ENTITY)) or "node")
        number = 1
        while iri in taken:
            number += 1
            iri = f"{base}-{number}"
        taken.add(iri)
        names[node] = iri
    return names


def _slug(text: str) -> str:
    from kg.language import fold

    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _relation(edge: Mapping[str, Any]) -> str:
    return str(edge.get("relation") or "")


def _relation_iri(name: str) -> str:
    return TERM + "own-" + (_slug(name) or "relation") if name else TIED.iri


def _relation_quads(name: str, place: int) -> Iterator[ox.Quad]:
    own = ox.NamedNode(_relation_iri(name))
    yield _quad(own, "rdf:type", ox.NamedNode(PREFIXES["owl"] + "ObjectProperty"))
    yield _quad(own, "rdfs:subPropertyOf", ox.NamedNode(TIED.iri))
    yield _quad(own, "sec:joinsActors", ox.Literal("directly"))
    yield _quad(own, "sec:colour", ox.Literal(_COLOURS[place % len(_COLOURS)]))
    yield _quad(own, "sec:legendOrder", ox.Literal(20 + place))
    for language in LANGUAGES:
        yield _quad(own, "rdfs:label", ox.Literal(name, language=language))


def _node_quads(iri: str, node: Any, attributes: Mapping[str, Any]) -> Iterator[ox.Quad]:
    own = ox.NamedNode(iri)
    yield _quad(own, "rdf:type", ox.NamedNode(TERM + "Organization"))
    english = str(attributes.get("label_en") or attributes.get("label") or attributes.get("name") or node)
    yield _quad(own, "rdfs:label", ox.Literal(english, language="en"))
    yield _quad(own, "rdfs:label", ox.Literal(str(attributes.get("label_fr") or english), language="fr"))
    if attributes.get("abbreviation"):
        yield _quad(own, "sec:abbreviation", ox.Literal(str(attributes["abbreviation"]), language="en"))
    if attributes.get("country"):
        yield from _country_quads(own, str(attributes["country"]))


def _country_quads(own: ox.NamedNode, name: str) -> Iterator[ox.Quad]:
    country = ox.NamedNode(ENTITY + (_slug(name) or "country"))
    yield _quad(own, "sec:hasCountry", country)
    yield _quad(country, "rdf:type", ox.NamedNode(TERM + "Country"))
    yield _quad(country, "rdfs:label", ox.Literal(name, language="en"))


def _quad(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
    prefix, local = name.split(":")
    return ox.Quad(subject, ox.NamedNode(PREFIXES[prefix] + local), value)


def _joined(network: nx.Graph[Any], names: Mapping[Any, str]) -> Network:
    joined = Network()
    joined.graph.update(filter=NetworkFilter("one-mode", "all"), undated=0)
    joined.add_nodes_from(names.values())
    for first, second, attributes in network.edges(data=True):
        ends = names[first], names[second]
        if first == second:
            continue
        if not joined.has_edge(*ends):
            joined.add_edge(*ends, weight=0.0, reasons=[])
        weight = _weight(first, second, attributes)
        joined.edges[ends]["weight"] += weight
        joined.edges[ends]["reasons"].append(_reason(ends, attributes, weight))
    return joined


def _reason(ends: tuple[str, str], attributes: Mapping[str, Any], weight: float) -> EdgeReason:
    since, until = (str(attributes.get(name) or "") for name in ("since", "until"))
    tie = Tie(ends[0], _relation_iri(_relation(attributes)), ends[1], ())
    return EdgeReason(None, (tie,), weight, first_day(since), last_day(until))


def _weight(first: Any, second: Any, attributes: Mapping[str, Any]) -> float:
    """Return the weight of an edge, 1 where it is no number. Raises KgError for one that nothing can be drawn by."""
    given = attributes.get("weight", 1)
    try:
        weight = float(given)
    except (TypeError, ValueError):
        return 1.0
    except OverflowError:
        weight = math.inf
    if not 0 <= weight <= _HEAVIEST:
        told = weight if math.isfinite(weight) or isinstance(given, float) else str(given)[:_SHOWN]
        raise KgError("error.network.weight", first=str(first), second=str(second), weight=told)
    return weight
