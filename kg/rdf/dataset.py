"""The dataset: every claim once in the default graph, each passage as a named graph, and what the rules derive.

Each rule is a CONSTRUCT query in ``ontology/rules/``, or in a folder of that name among the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.collector import collector_paused
from kg.errors import DataError, LimitExceeded, QueryError
from kg.rdf.files import LONGEST, TO_TEXTS, TO_THINGS, ParsedFiles, load_file, text_of
from kg.rdf.folders import Folders, is_shipped
from kg.rdf.limits import Limits
from kg.rdf.query_text import asks_servers, checked
from kg.vocabulary import CONCEPTS, OWN_PREFIXES, PREFIXES, SHARED_PREFIXES, TERM

_TYPE = ox.NamedNode(SHARED_PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(SHARED_PREFIXES["rdfs"] + "label")
_PASSAGE_OF = ox.NamedNode(TERM + "isPassageOf")
_READ_ON = ox.NamedNode(TERM + "readOn")
_DEFAULT = ox.DefaultGraph()
_MERGE = "INSERT { ?subject ?predicate ?object } WHERE { GRAPH ?passage { ?subject ?predicate ?object } }"
_STRANGE = f"""ASK {{
    {{
        VALUES ?to_thing {{ {" ".join(sorted(map(str, TO_THINGS)))} }}
        ?subject ?to_thing ?object FILTER(!isIRI(?object))
    }} UNION {{
        VALUES ?to_text {{ {" ".join(sorted(map(str, TO_TEXTS)))} }}
        ?subject ?to_text ?object FILTER(!isLiteral(?object))
    }} UNION {{
        ?relation a owl:ObjectProperty FILTER(STRSTARTS(STR(?relation), "{TERM}"))
        ?subject ?relation ?object FILTER(!isIRI(?subject) || !isIRI(?object))
    }}
}}"""
_TOO_LONG = f"ASK {{ ?subject ?property ?text FILTER(STRLEN(STR(?text)) > {LONGEST}) }}"
_ONTOLOGY = (TERM, *(OWN_PREFIXES[scheme] for scheme in CONCEPTS))
"""The namespaces of what the ontology names."""


class Changes(NamedTuple):
    """What makes another dataset of one: named graphs and quads that go, and quads that come."""

    graphs: Sequence[ox.NamedNode | ox.BlankNode]
    gone: Sequence[ox.Quad]
    new: Sequence[ox.Quad]

    def make(self, store: ox.Store) -> None:
        """Make the other dataset of a store."""
        for graph in self.graphs:
            store.remove_graph(graph)
        for quad in self.gone:
            store.remove(quad)
        store.extend(self.new)


def derive(store: ox.Store, rules: Iterable[Path]) -> set[ox.Quad]:
    """Add to the default graph of a store what the rules construct, rule by rule in their order; return it."""
    derived = set[ox.Quad]()
    for path in rules:
        constructed = list(_constructed(store, path))
        store.extend(constructed)
        derived.update(constructed)
    return derived


def keep_only_read_again(store: ox.Store, rules: Sequence[Path]) -> Changes:
    """Leave in a dataset in memory what is left when a claim counts only by passages that were read again.

    A claim that no such passage makes is gone, with all that follows from it; what identifies entities, and the
    documents, stay. Returns what made the difference, which makes the same of a copy in an instant.
    """
    default = ox.DefaultGraph()
    constructed = {quad for path in rules for quad in _constructed(store, path)}

    def stated(property_: ox.NamedNode) -> set[ox.NamedNode | ox.BlankNode | ox.Triple]:
        """Return what has a property that no claim and no rule gives it."""
        found = set(store.quads_for_pattern(None, property_, None, None))
        claimed = {_merged(quad) for quad in found if quad.graph_name != default}
        return {quad.subject for quad in found - constructed - claimed if quad.graph_name == default}

    read = stated(_READ_ON)
    unread = stated(_PASSAGE_OF) - read
    named = {quad.subject for quad in store.quads_for_pattern(None, _LABEL, None, default)}  # their class is no claim
    gone, graphs = constructed, [passage for passage in store.named_graphs() if passage not in read]
    for passage in graphs:
        gone |= {_merged(quad) for quad in store.quads_for_pattern(None, None, None, passage)}
        store.remove_graph(passage)
    for node in unread:
        gone.update(store.quads_for_pattern(node, None, None, default))
    gone = {quad for quad in gone if not ((quad.predicate == _TYPE and quad.subject in named) or _claimed(store, quad))}
    for quad in gone:
        store.remove(quad)
    derived = derive(store, rules)
    return Changes(graphs, list(gone - derived), list(derived - gone))


def _claimed(store: ox.Store, quad: ox.Quad) -> bool:
    """Tell whether a passage makes the claim that is in the default graph."""
    made = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(one.graph_name != quad.graph_name for one in made)


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
    with collector_paused():
        return _completed(load_files(folders.files()), folders.part("rules"))


def load_files(files: list[Path]) -> ox.Store:
    """Return a store in memory with what files say, without noting where. Raises what ``ParsedFiles.of`` raises.

    >>> mini = [Path("tests/mini/entities/country.ttl")]
    >>> set(load_files(mini)) == set(ParsedFiles.of(mini).quads)
    True
    """
    store = ox.Store()
    longest = 0
    for path in files:
        length = load_file(path, store)
        if length is None:
            break
        longest = max(longest, length)
    else:
        if not _is_strange(store, may_be_long=longest > LONGEST):
            return store
    store = ox.Store()  # slower, and with the place of what is wrong
    store.bulk_extend(ParsedFiles.of(files).quads)
    return store


def _is_strange(store: ox.Store, *, may_be_long: bool) -> bool:
    """Tell whether something is said of which nothing here can make sense; its other kinds are seen in the text."""
    asked = (_STRANGE, _TOO_LONG) if may_be_long else (_STRANGE,)
    return any(store.query(one, prefixes=PREFIXES, use_default_graph_as_union=True) for one in asked)


def assemble(quads: Iterable[ox.Quad], rules: Iterable[Path]) -> ox.Store:
    """Return a store with the quads, their merge as its default graph, and what the rules derive from it."""
    store = ox.Store()
    store.bulk_extend(quads)
    return _completed(store, rules)


def _completed(store: ox.Store, rules: Iterable[Path]) -> ox.Store:
    store.update(_MERGE)
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
