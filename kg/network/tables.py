"""A network as tables: its ties and its actors, for spreadsheets and data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.network.edges import passages_behind
from kg.sparql.table import Table
from kg.vocabulary import local_name

if TYPE_CHECKING:
    from kg.network.network import Network
    from kg.record.labels import Labels

NODE_COLUMNS = ("abbreviation", "class", "kind", "countries", "topics", "since", "until", "status", "status_as_of")


def edge_table(network: Network, labels: Labels | None = None, language: str = "en") -> Table:
    """Return one row an edge, the heaviest first: the ends, weight, dates, who says so, what it goes through.

    ``voices`` counts the independent ones, ``governments`` is the word for what both governments say of it, ``through``
    names what both take part in, ``sources`` has the ids of the documents. A data frame is
    ``edge_table(network).to_pandas()`` or ``.to_polars()``.

    >>> from kg.graph import load
    >>> edge_table(load("tests/mini").network()).rows[0][:3]
    ('cbsa', 'rcmp', 1.0)
    """

    def name(iri: str) -> str:
        return labels.of(iri, language) if labels else local_name(iri)

    rows = []
    for first, second, edge in network.edges(data=True):
        through = [name(reason.through) for reason in edge["reasons"] if reason.through]
        direct = [name(tie.relation) for reason in edge["reasons"] if not reason.through for tie in reason.ties]
        passages = passages_behind(edge["reasons"])
        documents = sorted(document.id for document in network.graph["record"].documents_of(passages))
        dates = edge["since"], edge["until"]
        ends = sorted((local_name(first), local_name(second)))
        told = "; ".join([*direct, *through]), " ".join(documents)
        rows.append((*ends, round(edge["weight"], 4), *dates, edge["voices"], edge["governments"], *told))
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    columns = ["source", "target", "weight", "since", "until", "voices", "governments", "through", "sources"]
    return Table.of(columns, rows)


def node_table(network: Network, language: str = "en") -> Table:
    """Return one row an entity, in order of their ids, with all that it carries.

    >>> from kg.graph import load
    >>> node_table(load("tests/mini").network(), "fr").rows[0][:4]
    ('canadian-armed-forces', 'Forces armées canadiennes', 'CAF', 'Organization')
    """
    rows = [
        (local_name(iri), node[f"label_{language}"], *(node[column] for column in NODE_COLUMNS))
        for iri, node in sorted(network.nodes(data=True))
    ]
    return Table.of(["id", "name", *NODE_COLUMNS], rows)
