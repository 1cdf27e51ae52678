"""A part of the record as a page of its own: a network, the answer to a query, or any graph of networkx."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.explorer.foreign_graph import TIED, read_plain
from kg.explorer.payload import PageSource, payload
from kg.network.edges import Edge, EdgeReason
from kg.network.network import MODES, Mode, Network, NetworkFilter
from kg.network.projection import build_network
from kg.record.index import Record, describe
from kg.record.ties import Tie
from kg.vocabulary import TERM

if TYPE_CHECKING:
    from kg.sparql.table import Table


def network_content(network: Network) -> dict[str, Any]:
    """Return what the page of a network holds: its entities with their evidence, or a plain graph as it stands.

    Raises KgError for a network without nodes.
    """
    if not len(network):
        raise KgError("error.explorer.no_nodes")
    record: Record | None = network.graph.get("record")
    if record is None or record.engine is None or not _is_of(record, network):
        return payload(*read_plain(network))
    return payload(PageSource.of(record.engine, part_of(record, network)), network)


def table_network(table: Table, record: Record) -> Network:
    """Return what a table draws: two columns of entities are lines, one is entities with the ties between them.

    A line has the reasons that are on record for it, else the row itself. Raises KgError when no column holds
    entities, and when there are no rows.
    """
    if not len(table):
        raise KgError("error.explorer.no_rows")
    columns = list(_entity_columns(table, record))
    if not columns:
        raise KgError("error.explorer.no_entities", columns=", ".join(table.columns))
    rows = [tuple(cells) for cells in zip(*columns[:2], strict=True)]
    network = _lines(record, rows) if len(columns) > 1 else _between(record, [row[0] for row in rows if row[0]])
    for iri, node in network.nodes(data=True):
        node.update(describe(record, iri))
    return network


def part_of(record: Record, network: Network) -> Record:
    """Return the record cut down to what a network shows: its entities, what joins them, and their passages."""
    part = copy.copy(record)
    for counted in ("ties_from", "taken_part_in", "valid_times", "countries"):
        part.__dict__.pop(counted, None)
    reasons = [reason for _, _, edge in network.edges(data=True) for reason in edge["reasons"]]
    ties = {id(tie): tie for reason in reasons for tie in reason.ties}
    places = {id(tie): place for place, tie in enumerate(record.ties)}
    part.ties = sorted(ties.values(), key=lambda tie: (places.get(id(tie), len(places)), tie.subject, tie.object))
    shown = {*network, *(reason.through for reason in reasons if reason.through)}
    shown |= {end for tie in part.ties for end in (tie.subject, tie.object)}
    part.claims = record.claims.of({*shown, *(tie.iri for tie in part.ties), *_nodes_about(record, shown)})
    countries = {country.value for iri in shown for country in record.identity[iri]["hasCountry"]}
    part.identity = {iri: own for iri, own in record.identity.items() if iri in shown | countries}
    told = {passage for one in (*part.claims, *part.ties) for passage in one.passages}
    part.passages = {iri: passage for iri, passage in record.passages.items() if iri in told}
    if any(tie.relation == TIED.iri for tie in part.ties):
        part.relations = {**record.relations, TIED.iri: TIED}
    return part


def _is_of(record: Record, network: Network) -> bool:
    """Say whether a network holds only entities of a record, joined for reasons that the record knows."""
    reasoned = all("reasons" in edge and "weight" in edge for _, _, edge in network.edges(data=True))
    return reasoned and all(iri in record.identity for iri in network)


def _nodes_about(record: Record, shown: set[str]) -> Iterable[str]:
    """Yield the figures and events about some entities."""
    for iri in shown:
        yield from (one.subject for one in record.claims.by_object.get(iri, ()) if one.predicate == TERM + "isAbout")


def _entity_columns(table: Table, record: Record) -> Iterable[list[str]]:
    """Yield the columns that hold entities, each cell an IRI or empty."""
    for name in table.columns:
        cells = [str(cell) if str(cell) in record.identity else "" for cell in table.column(name)]
        if any(cells):
            yield cells


def _between(record: Record, found: list[str]) -> Network:
    """Return some entities with the ties on record between them."""
    mode = _mode(record, found)
    whole = build_network(record, NetworkFilter(mode, "all"))
    network = _empty(record, mode)
    network.add_nodes_from(sorted(set(found)))
    network.add_edges_from(whole.part(set(found)).edges(data=True))
    return network


def _lines(record: Record, rows: list[tuple[str, ...]]) -> Network:
    """Return a network with a line for each row that has both ends, with what the record knows of it."""
    mode = _mode(record, [iri for row in rows for iri in row if iri])
    known = [build_network(record, NetworkFilter(one, "all")) for one in MODES]
    network = _empty(record, mode)
    for first, second in rows:
        network.add_nodes_from(iri for iri in (first, second) if iri)
        if not (first and second) or first == second or network.has_edge(first, second):
            continue
        held = next((one.edges[first, second] for one in known if one.has_edge(first, second)), None)
        network.add_edge(first, second, **(held or _plain_edge(record, first, second)))
    return network


def _plain_edge(record: Record, first: str, second: str) -> Edge:
    """Return a line that no network of actors has: a tie of another sort, or one that the answer alone makes."""
    ties = [tie for tie in record.ties if {tie.subject, tie.object} == {first, second}]
    reason = EdgeReason(None, tuple(ties) or (Tie(first, TIED.iri, second, ()),))
    return {"weight": 1.0, "reasons": [reason], "voices": 0, "governments": "none", "since": None, "until": None}


def _mode(record: Record, found: Iterable[str]) -> Mode:
    """Actors alone are joined by what they share; with anything else among them, by their ties."""
    return "one-mode" if all(record.is_a(iri, "Actor") for iri in found) else "two-mode"


def _empty(record: Record, mode: Mode) -> Network:
    network = Network()
    network.graph.update(filter=NetworkFilter(mode, "all"), record=record, undated=0)
    return network
