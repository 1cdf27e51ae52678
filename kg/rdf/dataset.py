"""The dataset: every claim once in the default graph, each passage as a named graph, and what the rules derive.

Each rule is a CONSTRUCT query in ``ontology/rules/``, or in a folder of that name among the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError, LimitExceeded, QueryError
from kg.rdf.files import Folders, ParsedFiles, is_shipped, text_of
from kg.rdf.limits import Limits
from kg.rdf.query_text import asks_servers, checked
from kg.vocabulary import CONCEPTS, OWN_PREFIXES, PREFIXES, SHARED_PREFIXES, TERM

_TYPE = ox.NamedNode(SHARED_PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(SHARED_PREFIXES["rdfs"] + "label")
_PASSAGE_OF = ox.NamedNode(TERM + "isPassageOf")
_READ_ON = ox.NamedNode(TERM + "readOn")
_DEFAULT = ox.DefaultGraph()
_ONTOLOGY = (TERM, *(OWN_PREFIXES[scheme] for scheme in CONCEPTS))
"""The namespaces of what the ontology names."""


def derive(store: ox.Store, rules: Iterable[Path]) -> None:
    """Add to the default graph of a store what the rules construct, rule by rule in their order."""
    for path in rules:
        store.extend(list(_constructed(store, path)))


def only_read_again(quads: Iterable[ox.Quad], rules: Sequence[Path]) -> ox.Store:
    """Return what is left of a dataset when a claim counts only by passages that were read again.

    A claim that no such passage makes is gone, with all that follows from it; what identifies entities, and the
    documents, stay.
    """
    whole = ox.Store()
    whole.bulk_extend(quads)
    default = ox.DefaultGraph()
    claims = [quad for quad in whole if quad.graph_name != default]
    follows = {_merged(quad) for quad in claims}.union(*(_constructed(whole, path) for path in rules))
    named = {quad.subject for quad in whole.quads_for_pattern(None, _LABEL, None, default)}  # their class is no claim
    plain = [
        quad
        for quad in whole.quads_for_pattern(None, None, None, default)
        if quad not in follows or (quad.predicate == _TYPE and quad.subject in named)
    ]
    passages, read = ({quad.subject for quad in plain if quad.predicate == name} for name in (_PASSAGE_OF, _READ_ON))
    unread = passages - read
    kept = [quad for quad in plain if quad.subject not in unread]
    return assemble([*kept, *(quad for quad in claims if quad.graph_name in read)], rules)


def ontology_of(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return what the ontology says: its own description, its terms, and the schemes with their concepts.

    >>> said = ox.Quad(ox.NamedNode(TERM + "leads"), ox.NamedNode(TERM + "broader"), ox.NamedNode(TERM + "governs"))
    >>> ontology_of([said, ox.Quad(ox.NamedNode("http://example.org/a"), said.predicate, said.object)]) == [said]
    True
    """
    return [
        quad
        for quad in quads
        if quad.graph_name == _DEFAULT
        and isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value.startswith(_ONTOLOGY)
    ]


def _asking_nobody(text: str) -> str:
    """Return a rule as it is, or without the servers that it would ask in silence; refuse one that asks others."""
    if not asks_servers(text):
        return text
    from kg.rdf.services import only_allowed

    return only_allowed(text)[0]


def build(folders: Folders) -> ox.Store:
    """Read the files, merge the claims, apply the rules; return the dataset in memory."""
    return assemble(ParsedFiles.of(folders.files()).quads, folders.part("rules"))


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
    """Yield what one rule constructs from a store; one that did not come with the package, where it can be ended."""
    text = text_of(rule)
    try:
        checked(text)
        text = _asking_nobody(text)
        triples = _carried_out(store, text) if is_shipped(rule) else _carried_out_apart(store, text)
    except (QueryError, LimitExceeded) as error:
        raise DataError("error.data.rule", rule, reason=error.message) from None
    except SyntaxError as error:
        place = re.search(r"(\d{1,9}):(\d{1,9})", str(error)) or ("", 0, 0)
        raise DataError("error.data.rule", rule, int(place[1]), int(place[2]), reason=error) from None
    except (RuntimeError, OSError, ValueError) as error:
        raise DataError("error.data.rule", rule, reason=error) from None
    if triples is None:
        raise DataError("error.data.rule", rule, reason="SELECT, ASK")
    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object)


def _carried_out(store: ox.Store, text: str) -> Iterable[ox.Triple] | None:
    """Return what a CONSTRUCT makes, None for another form of query."""
    triples = store.query(text, prefixes=PREFIXES)
    return triples if isinstance(triples, ox.QueryTriples) else None


def _carried_out_apart(store: ox.Store, text: str) -> Iterable[ox.Triple] | None:
    """Return the same, computed in a process that Ctrl-C ends, and that has a ceiling on memory."""
    from kg.rdf.worker import CAN_FORK, Workers

    if not CAN_FORK:
        return _carried_out(store, text)
    written = Workers().call(partial(_written, store), (text,), Limits())
    return None if written is None else [quad.triple for quad in ox.parse(written, format=ox.RdfFormat.N_TRIPLES)]


def _written(store: ox.Store, text: str) -> bytes | None:
    triples = _carried_out(store, text)
    return None if triples is None else ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
