"""Whether a figure stands without any one document: the jackknife over documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.collector import collector_spared
from kg.errors import KgError
from kg.messages import message
from kg.network.edges import EdgeReason, MembershipProjection, record_of
from kg.network.measures.result import by_first_cell, documents_behind, number_in, result, value_place
from kg.network.network import Network
from kg.network.projection import affiliation_ties
from kg.record.evidence import Document
from kg.record.ties import Tie
from kg.sparql.table import Table

if TYPE_CHECKING:
    from kg.network.measures.null_models import Measure


def jackknife(network: Network, measure: Measure, most: int = 10, *, language: str = "en") -> Table:
    """Return whether the first rows of a measure stay first when any one document is dropped.

    The jackknife of Quenouille (1956, doi:10.1093/biomet/43.3-4.353) and Tukey (1958) over documents: each takes with
    it the ties that no other document states, what they joined is joined and measured anew; the actors stay. A row
    tells its rank and value with all documents, the best and worst rank and the lowest and highest value without any
    one, the share of documents without which it keeps its rank, and the document without which it falls lowest.
    Raises KgError for a network that was not made from the record.

    >>> from kg.graph import load
    >>> from kg.network.measures import strength
    >>> jackknife(load("tests/mini").network(), strength, 1).rows[0][1:5]
    ('Canada Border Services Agency', 1, 1, 4)
    """
    if network.graph.get("record") is None:
        raise KgError("error.measure.jackknife_needs_record")
    first = measure(network)
    place = value_place(first)
    dropped = ((document.title or document.id, made) for document, made in without_each_document(network))
    with collector_spared():
        without = {title: by_first_cell(measure(made), place) for title, made in dropped}
    documents = documents_behind(network)
    rows = []
    for rank, row in enumerate(first.rows[:most], 1):
        drawn = {title: ranked.get(row[0], (len(network), 0.0)) for title, ranked in without.items()}
        ranks, values = (
            [rank, *(each[0] for each in drawn.values())],
            [row[place], *(each[1] for each in drawn.values())],
        )
        kept = len(documents) - sum(each[0] != rank for each in drawn.values())
        worst = max(drawn, key=lambda title: (drawn[title][0], -number_in(drawn[title][1]), title), default=None)
        loses = worst if worst is not None and drawn[worst][0] > rank else None
        figures = (row[place], min(values, key=number_in), max(values, key=number_in))
        rows.append((row[0], row[1], rank, min(ranks), max(ranks), kept / len(documents), *figures, loses))
    columns = ["id", "name", "rank", "best_rank", "worst_rank", "kept", "value", "lowest", "highest", "most_by"]
    table = result(columns, rows, network, language=language)
    return table.with_caveats(
        message("measure.note.jackknife", language, alone=len(without), count=len(documents)), *table.caveats
    )


def without_each_document(network: Network) -> Iterator[tuple[Document, Network]]:
    """Yield each document that alone states a tie of a network, and the network without it."""
    record = record_of(network)
    alone = _stated_alone(network)
    shared, whole = (_affiliations(network, ties) for ties in (network.graph["ties"], record.whole.ties))
    edges: dict[str | None, list[tuple[str, str]]] = defaultdict(list)
    for first, second, edge in network.edges(data=True):
        for why in edge["reasons"]:
            edges[why.through].append((first, second))
    for document, gone in sorted(alone.items(), key=lambda item: item[0].iri):
        made = _copied(network)
        made.graph["quiet"] = True
        for through in {tie.object for tie in gone} & shared.keys():
            _drop(made, edges[through], through, gone)
            left, parties = ([tie for tie in ties[through] if tie not in gone] for ties in (shared, whole))
            _join_again(made, MembershipProjection(record, left, parties))
        direct = [ends for ends in edges[None] if any(set(ends) == {tie.subject, tie.object} for tie in gone)]
        _drop(made, direct, None, gone)
        yield document, made


def _copied(network: Any) -> Network:
    """Return a copy of a network that shares what its nodes and edges carry, in a tenth of the time of a whole one."""
    made: Any = network.__class__()
    made.graph.update(network.graph)
    made._node = dict(network._node)
    made._adj = {node: dict(others) for node, others in network._adj.items()}
    copied: Network = made
    return copied


def _stated_alone(network: Network) -> dict[Document, set[Tie]]:
    """Return the documents that alone state a tie of a network, each with all ties that it alone states."""
    record = record_of(network)
    own = {tie for *_, edge in network.edges(data=True) for why in edge["reasons"] for tie in why.ties}
    alone: dict[Document, set[Tie]] = defaultdict(set)
    for tie in record.ties:
        documents = record.documents_of(tie.passages)
        if len(documents) == 1:
            alone[documents.pop()].add(tie)
    return {document: ties for document, ties in alone.items() if ties & own}


def _affiliations(network: Network, ties: Iterable[Tie]) -> dict[str, list[Tie]]:
    """Return what the actors of a network share by some ties, each with its ties; nothing where it stands between."""
    found: dict[str, list[Tie]] = defaultdict(list)
    wanted = network.graph["filter"]
    if wanted.mode == "one-mode":
        for tie in affiliation_ties(record_of(network), ties, wanted.actors):
            found[tie.object].append(tie)
    return found


def _drop(network: Network, edges: Iterable[tuple[str, str]], through: str | None, gone: set[Tie]) -> None:
    """Take what goes through something, or direct ties that are gone, from edges; an edge left with none goes too."""

    def drops(why: EdgeReason) -> bool:
        return why.through == through and (through is not None or why.ties[0] in gone)

    for ends in dict.fromkeys(edges):
        if network.has_edge(*ends):
            left = [why for why in network.edges[ends]["reasons"] if not drops(why)]
            if left:
                _put(network, ends, left)
            else:
                network.remove_edge(*ends)


def _join_again(network: Network, projection: MembershipProjection) -> None:
    for ends, reasons in projection.pairs():
        if all(end in network for end in ends):
            before = network.edges[ends]["reasons"] if network.has_edge(*ends) else []
            _put(network, ends, [*before, *reasons])


def _put(network: Any, ends: tuple[str, str], reasons: list[EdgeReason]) -> None:
    """Have an edge carry other reasons, and leave what it carried as it was: the whole network has it too."""
    first, second = ends
    carried = network._adj[first].get(second, {}) | {"reasons": reasons, "weight": sum(why.weight for why in reasons)}
    network._adj[first][second] = network._adj[second][first] = carried
