"""A network as tables: its ties, the reasons for them, its actors and sources, for spreadsheets and data frames.

Dates stand as precisely as passages state them (2019-10); the days that they are compared by, which are derived, have
columns of their own that say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.network.about import labels_of
from kg.network.edges import passages_behind, record_of
from kg.record.index import label_in
from kg.record.stated_dates import stated_end, stated_start
from kg.render.citations import publisher_text
from kg.sparql.table import Table
from kg.vocabulary import local_name

if TYPE_CHECKING:
    from kg.network.edges import EdgeReason
    from kg.network.network import Network
    from kg.record.evidence import Document
    from kg.record.index import Record
    from kg.record.labels import Labels

ENDS = ("source", "source_name", "target", "target_name")
DATES = ("since", "until", "derived_start", "derived_end")
EDGE_COLUMNS = (*ENDS, "weight", *DATES, "voices", "governments", "through", "sources", "addresses")
REASON_COLUMNS = (*ENDS, "through", "through_id", "weight", *DATES, "sources", "addresses")
NODE_COLUMNS = ("abbreviation", "class", "kind", "countries", "topics", *DATES, "status", "status_as_of")
SOURCE_COLUMNS = ("id", "title", "publisher", "date", "address", "kind")


def edge_table(network: Network, labels: Labels | None = None, language: str = "en") -> Table:
    """Return one row an edge, the heaviest first: the ends, weight, dates, who says so, all that it goes through.

    ``voices`` counts the independent ones, ``governments`` is the word for what both governments say of it, ``through``
    names what both take part in, ``sources`` has the ids of the documents and ``addresses`` where they are read. A data
    frame is ``edge_table(network).to_pandas()`` or ``.to_polars()``.

    >>> from kg.graph import load
    >>> edge_table(load("tests/mini").network()).rows[0][:5]
    ('cbsa', 'Canada Border Services Agency', 'rcmp', 'Royal Canadian Mounted Police', 1.0)
    """
    named = labels or labels_of(network)
    rows = [
        (
            *ends,
            round(edge["weight"], 4),
            *edge_dates(record_of(network), edge["reasons"], edge["since"], edge["until"]),
            edge["voices"],
            edge["governments"],
            "; ".join(reason_names(edge["reasons"], named, language)),
            *_sources(network, edge["reasons"]),
        )
        for ends, edge in _edges(network, language)
    ]
    return Table.of(EDGE_COLUMNS, sorted(rows, key=lambda row: (-row[4], row[0], row[2])))


def reason_table(network: Network, labels: Labels | None = None, language: str = "en") -> Table:
    """Return one row a reason of each edge: what it goes through, its part in the weight, its dates and documents.

    >>> from kg.graph import load
    >>> reason_table(load("tests/mini").network()).column("through_id")[0]
    'cross-border-firearms-task-force'
    """
    named = labels or labels_of(network)
    rows = [
        (*ends, *_named(reason, named, language), round(reason.weight, 4), *_reason_dates(network, reason), *told)
        for ends, edge in _edges(network, language)
        for reason in edge["reasons"]
        for told in [_sources(network, [reason])]
    ]
    return Table.of(REASON_COLUMNS, sorted(rows, key=lambda row: (row[0], row[2])))


def node_table(network: Network, language: str = "en") -> Table:
    """Return one row an entity, in order of their ids, with all that it carries.

    >>> from kg.graph import load
    >>> node_table(load("tests/mini").network(), "fr").rows[0][:4]
    ('canadian-armed-forces', 'Forces armées canadiennes', 'CAF', 'Organization')
    """
    rows = []
    for iri, node in sorted(network.nodes(data=True)):
        told = node | dict(zip(DATES, node_dates(record_of(network), iri, node), strict=True))
        rows.append((local_name(iri), _label(node, iri, language), *(told[column] for column in NODE_COLUMNS)))
    return Table.of(["id", "name", *NODE_COLUMNS], rows)


def source_table(network: Network, language: str = "en") -> Table:
    """Return one row a document that the edges of a network rest on, in order of their ids.

    >>> from kg.graph import load
    >>> source_table(load("tests/mini").network()).column("id")[0]
    'northcom-fourth-birthday'
    """
    passages = (passage for *_, edge in network.edges(data=True) for passage in passages_behind(edge["reasons"]))
    documents = sorted(record_of(network).documents_of(passages), key=lambda document: document.id)
    return Table.of(SOURCE_COLUMNS, [_document_row(document, language) for document in documents])


def edge_dates(record: Record, reasons: Iterable[EdgeReason], since: Any, until: Any) -> tuple[Any, ...]:
    """Return the dates of an edge as the columns ``DATES`` have them."""
    held = list(reasons)
    first = [tie for one in held if one.since == since for tie in one.ties]
    last = [tie for one in held if one.until == until for tie in one.ties]
    return stated_start(record, since, first) or None, stated_end(record, until, last) or None, since, until


def node_dates(record: Record, iri: str, node: dict[str, Any]) -> tuple[Any, ...]:
    """Return the dates of a node as the columns ``DATES`` have them."""
    since, until = node.get("since"), node.get("until")
    return stated_start(record, since, of=[iri]) or None, stated_end(record, until, of=[iri]) or None, since, until


def reason_names(reasons: Iterable[EdgeReason], labels: Labels, language: str) -> list[str]:
    """Return what reasons are called, each once: direct ties by their relation first, then what both take part in."""
    held = [(reason, *_named(reason, labels, language)) for reason in reasons]
    names = (name for reason, name, _ in sorted(held, key=lambda one: bool(one[0].through)))
    return list(dict.fromkeys(names))


def _edges(network: Network, language: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield each edge with the ids and names of its ends."""
    for first, second, edge in network.edges(data=True):
        one, other = sorted((first, second), key=local_name)
        yield (*_end(network, one, language), *_end(network, other, language)), edge


def _end(network: Network, iri: str, language: str) -> tuple[str, str]:
    return local_name(iri), _label(network.nodes[iri], iri, language)


def _label(node: Mapping[str, Any], iri: str, language: str) -> str:
    return label_in(node, language) or local_name(iri)


def _named(reason: EdgeReason, labels: Labels, language: str) -> tuple[str, str]:
    iris = [reason.through] if reason.through else [tie.relation for tie in reason.ties]
    return "; ".join(labels.of(iri, language) for iri in iris), "; ".join(local_name(iri) for iri in iris)


def _reason_dates(network: Network, reason: EdgeReason) -> tuple[Any, ...]:
    return edge_dates(record_of(network), [reason], reason.since, reason.until)


def _sources(network: Network, reasons: Sequence[EdgeReason]) -> tuple[str, str]:
    """Return the ids of the documents behind reasons, and their addresses."""
    documents = record_of(network).documents_of(passages_behind(reasons))
    held = sorted(documents, key=lambda document: document.id)
    return " ".join(one.id for one in held), " ".join(one.address for one in held if one.address)


def _document_row(document: Document, language: str) -> tuple[str, ...]:
    publisher, kind = publisher_text(document, language), document.kind.words(language)
    return document.id, document.title, publisher, document.issued, document.address, kind
