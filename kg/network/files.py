"""A network as the files that other programs read: its nodes, edges and reasons, and what the file says of itself."""

from __future__ import annotations

import datetime
import io
import json
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.graphs.layout import positions
from kg.language import column_labels
from kg.messages import message
from kg.network.about import dataset_of, labels_of, network_facts
from kg.network.edges import record_of
from kg.network.gexf import Drawn, Item, gexf_text
from kg.network.tables import edge_table, node_table, reason_table, source_table
from kg.rdf.extensions import NETWORK_ENDINGS, PICTURE_ENDINGS, check_place, ending
from kg.rdf.formats import save, table_format, xml_text
from kg.record.dataset import fact_lines
from kg.render.picture import Caption, picture_file
from kg.render.svg import drawn_part, look_of, radius_of
from kg.sparql.files import table_file
from kg.vocabulary import local_name

if TYPE_CHECKING:
    import networkx as nx

    from kg.network.network import Network
    from kg.sparql.table import Table

_FORMS = {"circle": "disc"}
"""What GEXF calls forms by other names than SVG."""

_DATED = ("since", "until", "derived_start", "derived_end", "sources", "addresses")
_HEAVIEST, _SHOWN = 1e300, 40
"""The heaviest weight that can be added up, and how much of another one is told."""
_OF_REASONS = ("source", "target", "through", "through_id", "weight", *_DATED)
_OF_EDGES = ("source", "target", "weight", "voices", "governments", "through", *_DATED)


def write_network(network: Network, path: str, *, language: str = "en", width: int | None = None) -> None:
    """Write a network by the extension of a file, named in a language; a picture of so many pixels in ``width``.

    GraphML, GEXF and node-link JSON hold nodes, edges and reasons, a workbook has a sheet for each; CSV and the like
    hold the edges with all their reasons; SVG, PNG and PDF are pictures. Raises KgError for another extension, and for
    a weight that is no number from 0 on.
    """
    check_place(path)
    if ending(path) not in NETWORK_ENDINGS:
        raise KgError("error.file.extension", path=path, known=", ".join(NETWORK_ENDINGS))
    save(path, network_file(network, ending(path).removeprefix("."), language=language, width=width))


def network_file(
    network: Network, format_name: str, *, language: str = "en", width: int | None = None, by_reason: bool = False
) -> bytes:
    """Return a network as what a file of a format holds, the format named as its extension is.

    ``by_reason`` makes a table of the reasons in place of the edges.
    """
    record_of(network)
    check_weights(network)
    export = _Export(network, language)
    if format_name in _WRITERS:
        return _WRITERS[format_name](export)
    if f".{format_name}" in PICTURE_ENDINGS:
        return picture_file(network, export.caption(), format_name, width)
    tables = export.tables()
    if by_reason:
        first = message("sheet.reasons", language)
        tables = {first: tables.pop(first), **tables}
    return table_file(tables, table_format(format_name), fact_lines(export.facts, language), language)


def check_weights(network: nx.Graph[Any]) -> None:
    """Raise KgError that names the edge for a weight that is no number from 0 on."""
    for first, second, weight in network.edges(data="weight", default=1.0):
        if not 0 <= _number(weight) <= _HEAVIEST:  # nan is in no range
            told = weight if isinstance(weight, float) else str(weight)[:_SHOWN]
            names = (local_name(str(end)) for end in (first, second))
            raise KgError("error.network.weight", first=next(names), second=next(names), weight=told)


def _number(weight: object) -> float:
    try:
        return float(weight) if isinstance(weight, Real) else math.nan
    except OverflowError:
        return math.inf


class _Export:
    """What a file tells of a network, in a language."""

    def __init__(self, network: Network, language: str) -> None:
        self.network, self.language, self.labels = network, language, labels_of(network)
        self.facts = network_facts(network, self.labels, language)

    def tables(self) -> dict[str, Table]:
        """Return the network as tables by the names of their sheets, with heads for a reader."""
        tables = {
            "ties": edge_table(self.network, self.labels, self.language),
            "reasons": reason_table(self.network, self.labels, self.language),
            "entities": node_table(self.network, self.language),
            "sources": source_table(self.network, self.language),
        }
        return {
            message(f"sheet.{name}", self.language): table.with_labels(column_labels(table.columns, self.language))
            for name, table in tables.items()
        }

    def caption(self) -> Caption:
        """Return what is written around a picture of the network."""
        shown, ties = drawn_part(self.network), self.network.number_of_edges()
        drawn = shown.number_of_edges()
        key = "network.drawn" if drawn == ties else "network.backbone"
        parts = [self.facts["filter"], message(key, self.language, entities=len(shown), drawn=drawn, count=ties)]
        parts.append(self.facts.get("caveat", ""))
        pair = self.network.countries_in(self.language).values()
        legend = dict(zip(("first", "second"), pair, strict=False)) | {
            look: message(f"network.legend.{look}", self.language) for look in ("both", "other")
        }
        return Caption(
            title=self.facts["title"],
            subtitle=" · ".join(part.rstrip(".") for part in parts if part),
            credit=dataset_of(self.network).credit(self.language),
            names={iri: self.network.names(iri, self.language) for iri in shown},
            legend=legend,
            weights=message("network.legend.weight", self.language),
        )

    def nodes(self) -> list[dict[str, Any]]:
        """Return what each node carries: its id, its name as ``label``, names in both languages, and the rest."""
        table = node_table(self.network, self.language)
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        return [
            {"id": row.pop("id"), "label": row.pop("name"), "label_en": node["label_en"], "label_fr": node["label_fr"]}
            | row
            for row, (_, node) in zip(rows, sorted(self.network.nodes(data=True)), strict=True)
        ]

    def edges(self) -> list[dict[str, Any]]:
        """Return what each edge carries: its ends, and under ``reasons`` each reason with its dates and documents."""
        reasons: dict[tuple[Any, Any], list[dict[str, Any]]] = defaultdict(list)
        for row in _records(reason_table(self.network, self.labels, self.language), _OF_REASONS):
            reasons[row.pop("source"), row.pop("target")].append(row)
        edges = _records(edge_table(self.network, self.labels, self.language), _OF_EDGES)
        return [edge | {"reasons": reasons[edge["source"], edge["target"]]} for edge in edges]


def _records(table: Table, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return some columns of a table as a record a row; dates as texts."""
    columns = [[_text(cell) for cell in table.column(name)] for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _flat(record: Mapping[str, Any]) -> dict[str, str | int | float]:
    """Return what of a record is known, as texts and numbers: reasons a line each, with an interval as EDTF has it."""
    flat = {key: _text(value) for key, value in record.items() if value not in (None, "", [])}
    if "reasons" in flat:
        flat["reasons"] = "\n".join(_reason_line(reason) for reason in record["reasons"])
    return flat


def _reason_line(reason: Mapping[str, Any]) -> str:
    """Return a reason on a line: ``North American Aerospace Defense Command (1958-05-12/..) [norad-history]``."""
    dates = f" ({reason['since'] or ''}/{reason['until'] or '..'})" if reason["since"] or reason["until"] else ""
    return f"{reason['through']}{dates} [{reason['sources']}]"


def plain_graph(network: Network, language: str = "en") -> nx.Graph[str]:
    """Return a network as a graph of networkx with the ids, texts and numbers of a GraphML file.

    Raises KgError for a weight that is no number from 0 on.
    """
    check_weights(network)
    return _plain(_Export(network, language))


def _plain(export: _Export) -> nx.Graph[str]:
    """Return the graph of a file: what it says of itself, what is known of each node and edge, and places."""
    import networkx as nx

    made: nx.Graph[str] = nx.Graph()
    made.graph.update(export.facts)
    places = positions(export.network)
    for iri, node in zip(sorted(export.network), export.nodes(), strict=True):
        x, y = places[iri]
        made.add_node(node.pop("id"), **_flat(node), x=x, y=y)
    for edge in export.edges():
        made.add_edge(edge.pop("source"), edge.pop("target"), **_flat(edge))
    return made


def _graphml(export: _Export) -> bytes:
    """Return GraphML, with what the file says of itself as data of the graph."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(_plain(export), out)
    return xml_text(out.getvalue().decode()).encode()


def _gexf(export: _Export) -> bytes:
    places, strength = positions(export.network), dict(export.network.degree(weight="weight"))
    nodes = []
    for iri, node in zip(sorted(export.network), export.nodes(), strict=True):
        colour, form = look_of(export.network, iri)
        drawn = Drawn(places[iri], radius_of(strength[iri]), colour, _FORMS.get(form, form))
        nodes.append(Item({"id": node.pop("id")}, _flat(node), *_days(node), drawn))
    edges = []
    for edge in export.edges():
        ends = {"source": edge.pop("source"), "target": edge.pop("target")}
        edges.append(Item(ends, _flat(edge), *_days(edge)))
    return gexf_text(nodes, edges, export.facts).encode()


def _days(record: Mapping[str, Any]) -> tuple[str, str]:
    """Return the derived days of a record, which a timeline needs whole."""
    return _text(record["derived_start"]) or "", _text(record["derived_end"]) or ""


def _json(export: _Export) -> bytes:
    """Return node-link JSON, as networkx reads it; what is not known is null."""
    nodes = [{key: _text(value) if value != "" else None for key, value in node.items()} for node in export.nodes()]
    documents = source_table(export.network, export.language)
    graph = {**export.facts, "sources": _records(documents, documents.columns)}
    told = {"directed": False, "multigraph": False, "graph": graph, "nodes": nodes, "edges": export.edges()}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


_WRITERS: dict[str, Callable[[_Export], bytes]] = {"graphml": _graphml, "gexf": _gexf, "json": _json}
