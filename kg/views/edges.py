"""A network as a table of edges and as the files that other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.network import Network
from kg.table import Table
from kg.vocabulary import local_name

if TYPE_CHECKING:
    from kg.names import Labels


def edge_table(network: Network, labels: Labels | None = None, language: str = "en") -> Table:
    """Return one row an edge, the heaviest first: the ends, weight, dates, what it goes through, documents.

    ``through`` names what both take part in; ``documents`` counts the independent publishers.
    """

    def name(iri: str) -> str:
        return labels.of(iri, language) if labels else local_name(iri)

    rows = []
    for first, second, edge in network.edges(data=True):
        through = [name(reason["through"]) for reason in edge["reasons"] if reason["through"]]
        direct = [name(tie.relation) for reason in edge["reasons"] if not reason["through"] for tie in reason["ties"]]
        ends = sorted((local_name(first), local_name(second)))
        rows.append(
            (
                *ends,
                round(edge["weight"], 4),
                edge["since"],
                edge["until"],
                edge["documents"],
                "; ".join([*direct, *through]),
            )
        )
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    return Table.of(["source", "target", "weight", "since", "until", "documents", "through"], rows)


def write_network(network: Network, path: str) -> None:
    """Write a network as GraphML or GEXF by the extension. Raises KgError for another extension."""
    import networkx as nx

    writers: dict[str, Any] = {".graphml": nx.write_graphml, ".gexf": nx.write_gexf}
    writer = next((each for end, each in writers.items() if path.endswith(end)), None)
    if writer is None:
        raise KgError(f"{path} names no format for a network; end it in .graphml, .gexf, .csv or .json.")
    try:
        writer(_flat(network), path)
    except OSError as error:
        raise KgError(f"{path} cannot be written: {error.strerror}.") from None


def _flat(network: Network) -> Any:
    """Return a plain copy with ids as nodes and only texts and numbers as attributes."""
    import networkx as nx

    flat: nx.Graph[str] = nx.Graph()
    for iri, node in sorted(network.nodes(data=True)):
        flat.add_node(local_name(iri), **{key: _text(value) for key, value in node.items()})
    for row in edge_table(network).rows:
        source, target, weight, since, until, documents, through = row
        flat.add_edge(
            str(source),
            str(target),
            weight=float(str(weight)),
            since=_text(since),
            until=_text(until),
            documents=int(str(documents)),
            through=str(through or ""),
        )
    return flat


def _text(value: Any) -> str | int | float:
    return "" if value is None else value if isinstance(value, int | float) else str(value)
