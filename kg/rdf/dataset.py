"""The dataset: every claim once in the default graph, each passage as a named graph, and what the rules derive.

Each rule is a CONSTRUCT query in ``ontology/rules/``, or in a folder of that name among the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.collector import collector_paused
from kg.errors import DataError, QueryError
from kg.rdf.files import Folders, read_quads
from kg.rdf.query_text import asks_servers
from kg.vocabulary import PREFIXES, SHARED_PREFIXES, TERM

_TYPE = ox.NamedNode(SHARED_PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(SHARED_PREFIXES["rdfs"] + "label")
_PASSAGE_OF = ox.NamedNode(TERM + "isPassageOf")
_READ_ON = ox.NamedNode(TERM + "readOn")


def derive(store: ox.Store, rules: Iterable[Path]) -> None:
    """Add to the default graph of a store what the rules construct, rule by rule in their order."""
    for path in rules:
        store.extend(list(_constructed(store, path)))


def keep_only_read_again(store: ox.Store, rules: Sequence[Path]) -> None:
    """Leave in a dataset in memory what is left when a claim counts only by passages that were read again.

    A claim that no such passage makes is gone, with all that follows from it; what identifies entities, and the
    documents, stay.
    """
    default = ox.DefaultGraph()
    constructed = {quad for path in rules for quad in _constructed(store, path)}

    def stated(property_: ox.NamedNode) -> set[ox.NamedNode | ox.BlankNode | ox.Triple]:
        """Return what has a property that no claim and no rule gives it."""
        found = store.quads_for_pattern(None, property_, None, default)
        return {quad.subject for quad in found if quad not in constructed and not _claimed(store, quad)}

    read = stated(_READ_ON)
    unread = stated(_PASSAGE_OF) - read
    named = {quad.subject for quad in store.quads_for_pattern(None, _LABEL, None, default)}  # their class is no claim
    gone = constructed
    for passage in list(store.named_graphs()):  # what is gone through must not change
        if passage not in read:
            gone |= {_merged(quad) for quad in store.quads_for_pattern(None, None, None, passage)}
            store.remove_graph(passage)
    for node in unread:
        gone.update(store.quads_for_pattern(node, None, None, default))
    for quad in gone:
        if not ((quad.predicate == _TYPE and quad.subject in named) or _claimed(store, quad)):
            store.remove(quad)
    derive(store, rules)


def _claimed(store: ox.Store, quad: ox.Quad) -> bool:
    """Tell whether a passage makes the claim that is in the default graph."""
    made = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(one.graph_name != quad.graph_name for one in made)


def _asking_nobody(text: str) -> str:
    """Return a rule as it is, or without the servers that it would ask in silence; refuse one that asks others."""
    if not asks_servers(text):
        return text
    from kg.rdf.services import only_allowed

    return only_allowed(text)[0]


def build(folders: Folders) -> ox.Store:
    """Read the files, merge the claims, apply the rules; return the dataset in memory."""
    with collector_paused():
        return assemble(read_quads(folders.files()), folders.part("rules"))


def assemble(quads: Iterable[ox.Quad], rules: Iterable[Path]) -> ox.Store:
    """Return a store with the quads, their merge as its default graph, and what the rules derive from it."""
    store = ox.Store()
    both = list(quads)
    default = ox.DefaultGraph()
    both += [_merged(quad) for quad in both if quad.graph_name != default]
    store.bulk_extend(both)
    derive(store, rules)
    return store


def _merged(quad: ox.Quad) -> ox.Quad:
    """Return a claim as the default graph has it."""
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def _constructed(store: ox.Store, rule: Path) -> Iterator[ox.Quad]:
    """Yield what one rule constructs from a store."""
    try:
        triples = store.query(_asking_nobody(rule.read_text(encoding="utf-8")), prefixes=PREFIXES)
    except QueryError as error:
        raise DataError("error.data.rule", rule, reason=error.message) from None
    except SyntaxError as error:
        place = re.search(r"(\d{1,9}):(\d{1,9})", str(error)) or ("", 0, 0)
        raise DataError("error.data.rule", rule, int(place[1]), int(place[2]), reason=error) from None
    if not isinstance(triples, ox.QueryTriples):
        raise DataError("error.data.rule", rule, reason="SELECT, ASK")
    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object)
