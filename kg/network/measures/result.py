"""The result of a measure: a table in a settled order, with what limits it told under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.language import column_labels
from kg.messages import message
from kg.network.edges import passages_behind, record_of
from kg.rdf.terms import Cell
from kg.sparql.table import Table
from kg.vocabulary import local_name

if TYPE_CHECKING:
    import networkx as nx

    from kg.record.evidence import Document


def actor_table(
    network: nx.Graph[Any],
    columns: Sequence[str],
    values: Mapping[Any, Sequence[Any]],
    *,
    language: str = "en",
    labels: Mapping[str, str] | None = None,
) -> Table:
    """Return one row a node, the highest first: its id and name, then its values under the columns.

    ``labels`` are those of the columns that are named for terms of the ontology.
    """
    ranked = sorted(values, key=lambda node: (*(-number_in(value) for value in values[node]), str(node)))
    rows = [(identity(node), label_of(network, node, language), *values[node]) for node in ranked]
    return result(["id", "name", *columns], rows, network, language=language, labels=labels)


def result(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    network: nx.Graph[Any],
    *,
    language: str = "en",
    labels: Mapping[str, str] | None = None,
) -> Table:
    """Return a table of rows as they come, its columns labelled in a language and its caveats what limits it."""
    table = Table.of(columns, [[_short(value) for value in row] for row in rows])
    own = labels or {}
    shown = [own.get(column) or column_labels([column], language, "measure")[0] for column in columns]
    return table.with_labels(shown).with_caveats(*coverage_caveats(network, language))


def coverage_caveats(network: nx.Graph[Any], language: str = "en") -> list[str]:
    """Return what the record behind a network leaves open: its documents, dates and thin ground, as sentences.

    A network that was not made from the record has none, nor has one that is "quiet", made to be measured in passing.
    """
    record = network.graph.get("record")
    if record is None or network.graph.get("quiet"):
        return []
    pairs, undated, unread, alone, thin = network.number_of_edges(), 0, 0, 0, 0
    for _, _, edge in network.edges(data=True):
        own = {one for reason in edge["reasons"] for one in record.documents_of(reason.passages)}
        undated += edge["since"] is None
        alone += edge["voices"] == 1
        unread += not edge["voices"]
        thin += all(one.kind.is_weak for one in own)
    documents = documents_behind(network)
    dated = {end for *ends, edge in network.edges(data=True) if edge["since"] for end in ends}
    voices = record.count_voices(passages_of_edges(network))
    caveats = [message("measure.note.documents", language, documents=len(documents), voices=voices)]
    if network.graph.get("undated"):
        caveats.append(message("measure.note.left_out", language, ties=network.graph["undated"]))
    counts = {"undated_actors": (len(network) - len(dated), len(network)), "undated_ties": (undated, pairs)}
    counts |= {"not_read_again": (unread, pairs), "one_voice": (alone, pairs), "thin_ground": (thin, pairs)}
    return [
        *caveats,
        *(
            message(f"measure.note.{name}", language, found=found, count=count)
            for name, (found, count) in counts.items()
            if found
        ),
    ]


def documents_behind(network: nx.Graph[Any]) -> set[Document]:
    """Return the documents that state the ties of a network of the record."""
    record = record_of(network)
    return record.documents_of(passages_of_edges(network))


def passages_of_edges(network: nx.Graph[Any]) -> set[str]:
    """Return the passages that the ties of a network of the record rest on."""
    return passages_behind(reason for *_, edge in network.edges(data=True) for reason in edge["reasons"])


def identity(node: Any) -> Any:
    """Return the id of a node as people write it: the last part of an IRI."""
    return local_name(node) if isinstance(node, str) else node


def label_of(network: nx.Graph[Any], node: Any, language: str = "en") -> str:
    """Return the label of a node in a language, or its id where it has none."""
    found = network.nodes[node]
    return str(found.get(f"label_{language}") or found.get("label_en") or identity(node))


def names_of(network: nx.Graph[Any], nodes: Iterable[Any], language: str = "en") -> str:
    """Return the short names of several nodes in one cell, in alphabetical order."""
    short = (network.nodes[node].get("abbreviation") or label_of(network, node, language) for node in nodes)
    return "; ".join(sorted(map(str, short)))


def values_in(network: nx.Graph[Any], node: Any, attribute: str) -> list[str]:
    """Return the ids that a node carries under an attribute such as ``countries`` or ``topics``."""
    return [part for part in str(network.nodes[node].get(attribute, "")).split(", ") if part]


def _short(value: Any) -> Any:
    """Return a number with the digits that matter: more would look surer than it is."""
    return float(f"{value:.6g}") if isinstance(value, float) else value


def number_in(value: Any) -> float:
    """Return a cell as a number, 0 for one that holds none."""
    return float(value) if isinstance(value, int | float) else 0.0


def value_place(table: Table) -> int:
    """Return the place of the column that a measure ranks by: the first that is a number, after the id and name.

    Raises KgError where no column is.
    """
    for place in range(1, len(table.columns)):
        if any(isinstance(row[place], int | float) for row in table.rows):
            return place
    raise KgError("error.measure.no_number")


def by_first_cell(table: Table, place: int) -> dict[Cell, tuple[int, Cell]]:
    """Return the rank and the value of each row by its first cell."""
    return {row[0]: (rank, row[place]) for rank, row in enumerate(table.rows, 1)}


def goes_through(network: nx.Graph[Any]) -> bool:
    """Whether any edge of a network stands for something that both ends take part in."""
    return any(reason.through for *_, edge in network.edges(data=True) for reason in edge.get("reasons", ()))
