"""What the graph says of one thing, as triples and quads, in every format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kg.pages.addresses import path_of
from kg.rdf.dataset import ontology_of
from kg.rdf.formats import graph_format, write_quads
from kg.sparql.engine import Engine
from kg.vocabulary import ENTITY, SOURCE, TERM

_DEFAULT = ox.DefaultGraph()
_PASSAGE_OF = ox.NamedNode(TERM + "isPassageOf")
_NODES = tuple(ox.NamedNode(TERM + name) for name in ("hasSubject", "hasObject", "isAbout"))


def described(engine: Engine, iri: str) -> list[ox.Quad]:
    """Return the quads about a thing: its own, those that lead to it, and those of the ties, figures and events of it.

    Each passage that makes one of them comes with what it says and where it stands; a document with its passages. The
    ontology is itself, all its terms and the concepts.
    """
    thing = ox.NamedNode(iri)
    if iri == TERM:
        return ontology_of(engine.quads())
    quads = dict.fromkeys([*engine.quads_of(thing), *engine.quads_to(thing)])
    parts: dict[ox.NamedNode, None] = {}
    for quad in quads:
        is_node = quad.predicate in _NODES and quad.object == thing and iri.startswith(ENTITY)
        is_passage = quad.predicate == _PASSAGE_OF and quad.object == thing
        if (is_node or is_passage) and isinstance(quad.subject, ox.NamedNode):
            parts[quad.subject] = None
    quads.update(dict.fromkeys(engine.quads_of(*parts)))
    if iri.startswith(SOURCE):
        quads.update(dict.fromkeys(engine.quads_within(thing)))
    passages = {quad.graph_name for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    quads.update(dict.fromkeys(engine.quads_of(*passages)))
    return list(quads)


def said(quads: Iterable[ox.Quad], iri: str) -> list[ox.Quad]:
    """Return what quads say of a thing in the default graph, of what is another's in any graph; each once, in order.

    >>> a, b, graph = map(ox.NamedNode, ("x:a", "x:b", "x:graph"))
    >>> [str(quad.graph_name) for quad in said([ox.Quad(a, b, a, graph), ox.Quad(a, b, a)], "x:a")]
    ['DEFAULT']
    """
    if path_of(iri) is not None:
        return sorted((quad for quad in quads if quad.graph_name == _DEFAULT), key=str)
    return sorted({ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads}, key=str)


def write_described(quads: Sequence[ox.Quad], format_name: str) -> bytes:
    """Return what is said of a thing in a format; one without graphs gets each triple once.

    >>> from kg.graph import load
    >>> b"ent:norad" in write_described(described(load("tests/mini").engine, ENTITY + "norad"), "turtle")
    True
    """
    if not graph_format(format_name).holds_graphs:
        triples = dict.fromkeys(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        return write_quads(triples, format_name)
    return write_quads(quads, format_name)
