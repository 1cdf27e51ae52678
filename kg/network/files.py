"""A network as the files that other programs read."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.network.network import Network
from kg.network.tables import edge_table
from kg.rdf.extensions import NETWORK_ENDINGS, check_place
from kg.rdf.formats import save, source_date, xml_text
from kg.vocabulary import local_name

if TYPE_CHECKING:
    import networkx as nx


def write_network(network: Network, path: str) -> None:
    """Write a network as GraphML, GEXF or node-link JSON by the extension. Raises KgError for another extension.

    Nodes go by their ids. Nodes and edges carry what ``edge_table`` and ``node_table`` tell of them, as texts and
    numbers.
    """
    check_place(path)
    if Path(path).suffix.lower() not in _WRITERS:
        raise KgError("error.file.extension", path=path, known=", ".join(NETWORK_ENDINGS))
    save(path, network_bytes(network, Path(path).suffix.lower()))


def network_bytes(network: Network, ending: str) -> bytes:
    """Return what a file with such an ending holds of a network."""
    return _WRITERS[ending](_flat(network))


def is_written_whole(path: str | None) -> bool:
    """Tell whether a file holds a network with its nodes, and not a table of its edges alone."""
    return bool(path) and Path(str(path)).suffix.lower() in NETWORK_ENDINGS


def _graphml(network: nx.Graph[str]) -> bytes:
    import networkx as nx

    return _xml(nx.write_graphml_xml, network).encode()


def _gexf(network: nx.Graph[str]) -> bytes:
    """Return GEXF that tells the date of the source, if any, in place of today's."""
    import networkx as nx

    moment = source_date()
    date = f' lastmodifieddate="{moment:%Y-%m-%d}"' if moment else ""
    return re.sub(r' lastmodifieddate="[^"]*"', date, _xml(nx.write_gexf, network), count=1).encode()


def _xml(write: Callable[..., None], network: nx.Graph[str]) -> str:
    """Return what networkx writes, which does not ask whether XML can hold every sign of a name."""
    out = io.BytesIO()
    write(network, out)
    return xml_text(out.getvalue().decode())


def _json(network: nx.Graph[str]) -> bytes:
    """Return node-link JSON, as networkx, D3 and others read it."""
    import json

    import networkx as nx

    told = nx.node_link_data(network, edges="links")
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


_WRITERS: dict[str, Callable[[Any], bytes]] = {".graphml": _graphml, ".gexf": _gexf, ".json": _json}


def _flat(network: Network) -> nx.Graph[str]:
    """Return a plain copy with ids as nodes and only texts and numbers as attributes."""
    import networkx as nx

    flat: nx.Graph[str] = nx.Graph()
    for iri, node in sorted(network.nodes(data=True)):
        flat.add_node(local_name(iri), **{key: _text(value) for key, value in node.items()})
    table = edge_table(network)
    for source, target, *values in table.rows:
        attributes = dict(zip(table.columns[2:], map(_text, values), strict=True))
        flat.add_edge(str(source), str(target), **attributes | {"weight": float(str(attributes["weight"]))})
    return flat


def _text(value: Any) -> str | int | float:
    return "" if value is None else value if isinstance(value, int | float) else str(value)
