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


def only_read_again(whole: ox.Store, rules: Sequence[Path]) -> ox.Store:
    """Return what is left of a dataset in memory when a claim counts only by passages that were read again.

    A claim that no such passage makes is gone, with all that follows from it; what identifies entities, and the
    documents, stay.
    """
    default = ox.DefaultGraph()
    stated: list[ox.Quad] = []
    claims: list[ox.Quad] = []
    for quad in whole:
        (stated if quad.graph_name == default else claims).append(quad)
    follows = {_merged(quad) for quad in claims}.union(*(_constructed(whole, path) for path in rules))
    named = {quad.subject for quad in whole.quads_for_pattern(None, _LABEL, None, default)}  # their class is no claim
    plain = [quad for quad in stated if quad not in follows or (quad.predicate == _TYPE and quad.subject in named)]
    passages, read = ({quad.subject for quad in plain if quad.predicate == name} for name in (_PASSAGE_OF, _READ_ON))
    unread = passages - read
    kept = [quad for quad in plain if quad.subject not in unread] if unread else plain
    return assemble([*kept, *(quad for quad in claims if quad.graph_name in read)], rules)


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
