"""A network as the files that other programs read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.network.network import Network
from kg.network.tables import edge_table
from kg.rdf.extensions import NETWORK_ENDINGS, check_place
from kg.vocabulary import local_name

if TYPE_CHECKING:
    import networkx as nx


def write_network(network: Network, path: str) -> None:
    """Write a network as GraphML, GEXF or node-link JSON by the extension. Raises KgError for another extension.

    Nodes go by their ids. Nodes and edges carry what ``edge_table`` and ``node_table`` tell of them, as texts and
    numbers.
    """
    import networkx as nx

    writers: dict[str, Callable[[Any, str], None]] = {
        ".graphml": nx.write_graphml,
        ".gexf": nx.write_gexf,
        ".json": _write_json,
    }
    check_place(path)
    writer = writers.get(Path(path).suffix.lower())
    if writer is None:
        raise KgError("error.file.extension", path=path, known=", ".join(NETWORK_ENDINGS))
    try:
        writer(_flat(network), path)
    except OSError as error:
        raise KgError("error.file.not_written", path=path, reason=error.strerror) from None


def is_written_whole(path: str | None) -> bool:
    """Tell whether a file holds a network with its nodes, and not a table of its edges alone."""
    return bool(path) and Path(str(path)).suffix.lower() in NETWORK_ENDINGS


def _write_json(network: nx.Graph[str], path: str) -> None:
    """Write node-link JSON, as networkx, D3 and others read it."""
    import json

    import networkx as nx

    from kg.rdf.formats import save

    told = nx.node_link_data(network, edges="links")
    save(path, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())


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
