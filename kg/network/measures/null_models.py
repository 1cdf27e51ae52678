"""How sure a figure is: whether it stands without any one document, and whether it is more than chance."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

import networkx as nx

from kg.errors import KgError
from kg.joining import Joint
from kg.measures.result import documents_behind, result
from kg.measures.words import note
from kg.network import Network, sharing, to_igraph

if TYPE_CHECKING:
    from kg.entities import Tie
    from kg.evidence import Document
    from kg.joining import Reason
    from kg.record import Record
    from kg.table import Cell, Table

Measure = Callable[[Any], "Table"]
Null = Literal["memberships", "ties"]

NULLS: tuple[Null, ...] = ("memberships", "ties")
SEED = 1958


def stability(network: Network, measure: Measure, most: int = 10, *, language: str = "en") -> Table:
    """Return whether the first rows of a measure stay first when any one document is dropped.

    The jackknife of Quenouille (1956, doi:10.1093/biomet/43.3-4.353) and Tukey (1958) over documents: each takes with
    it the ties that no other document states, what they joined is joined and measured anew; the actors stay. A row
    tells its rank and value with all documents, the best and worst rank and the lowest and highest value without any
    one, the share of documents without which it keeps its rank, and the document without which it falls lowest.
    Raises KgError for a network that was not made from the record.

    >>> from kg.graph import load
    >>> from kg.measures import strength
    >>> stability(load("tests/mini").network(), strength, 1).rows[0][1:5]
    ('Canada Border Services Agency', 1, 1, 4)
    """
    if network.graph.get("record") is None:
        raise KgError("Documents can only be dropped from a network of the record, made by graph.network().")
    first = measure(network)
    place = value_place(first)
    dropped = ((document.title or document.id, made) for document, made in without_each_document(network))
    without = {title: _ranked(measure(made), place) for title, made in dropped}
    documents = documents_behind(network)
    rows = []
    for rank, row in enumerate(first.rows[:most], 1):
        drawn = {title: ranked.get(row[0], (len(network), 0.0)) for title, ranked in without.items()}
        ranks, values = (
            [rank, *(each[0] for each in drawn.values())],
            [row[place], *(each[1] for each in drawn.values())],
        )
        kept = len(documents) - sum(each[0] != rank for each in drawn.values())
        worst = max(drawn, key=lambda title: (drawn[title][0], -_number(drawn[title][1]), title), default=None)
        loses = worst if worst is not None and drawn[worst][0] > rank else None
        figures = (row[place], min(values, key=_number), max(values, key=_number))
        rows.append((row[0], row[1], rank, min(ranks), max(ranks), kept / len(documents), *figures, loses))
    columns = ["id", "name", "rank", "best_rank", "worst_rank", "kept", "value", "lowest", "highest", "most_by"]
    table = result(columns, rows, network, language=language)
    table.notes.insert(0, note("stability", language, len(without), len(documents)))
    return table


def chance(
    network: nx.Graph[Any],
    measure: Measure,
    draws: int = 100,
    *,
    null: Null | None = None,
    seed: int = SEED,
    language: str = "en",
) -> Table:
    """Return each row of a measure beside what chance gives where everybody keeps as many ties.

    ``null`` "memberships" deals anew who takes part in what: each actor in as many things, each thing with as many
    parties (the curveball of Strona and others 2014, doi:10.1038/ncomms5114), direct ties as they are; "ties" rewires
    pairs so that each actor keeps its degree (Maslov and Sneppen 2002, doi:10.1126/science.1065103). The first is
    the default where the network goes through collaborations. A row tells the value, its mean and spread over the
    seeded draws, how many spreads it lies above the mean, and the share of draws that reach it: small for what is more
    than chance. Raises KgError for another null.

    >>> from kg.measures import betweenness
    >>> chance(nx.star_graph(["hub", "a", "b"]), betweenness, draws=5).rows[0][2:5]
    (1.0, 1.0, 0.0)
    """
    chosen = null or ("memberships" if _goes_through(network) else "ties")
    if chosen not in NULLS or draws < 1:
        raise KgError(f"The null model is one of {', '.join(NULLS)}, with one draw or more.")
    dice = random.Random(seed)
    deal = _deal_memberships if chosen == "memberships" else _rewire
    first = measure(network)
    place = value_place(first)
    drawn: dict[Any, list[float]] = defaultdict(list)
    for _ in range(draws):
        for name, (_, value) in _ranked(measure(deal(network, dice)), place).items():
            drawn[name].append(_number(value))
    rows = [(row[0], row[1], row[place], *_beside(_number(row[place]), drawn[row[0]], draws)) for row in first.rows]
    table = result(["id", "name", "value", "by_chance", "spread", "above", "reached"], rows, network, language=language)
    table.notes.insert(0, note(f"chance {chosen}", language, draws))
    return table


def value_place(table: Table) -> int:
    """Return the place of the column that a measure ranks by: the first that is a number, after the id and name.

    Raises KgError where no column is.
    """
    for place in range(1, len(table.columns)):
        if any(isinstance(row[place], int | float) for row in table.rows):
            return place
    raise KgError.of("no number")


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _ranked(table: Table, place: int) -> dict[Cell, tuple[int, Cell]]:
    return {row[0]: (rank, row[place]) for rank, row in enumerate(table.rows, 1)}


def _beside(value: float, drawn: list[float], draws: int) -> tuple[float, float, float | None, float]:
    """Return the mean and spread of draws, how many spreads a value is above, and the share of draws that reach it."""
    values = drawn + [0.0] * (draws - len(drawn))
    mean = sum(values) / draws
    spread = (sum((one - mean) ** 2 for one in values) / draws) ** 0.5
    reached = sum(one >= value - 1e-9 for one in values) / draws
    return mean, spread, (value - mean) / spread if spread > 1e-12 else None, reached


def without_each_document(network: Network) -> Iterator[tuple[Document, Network]]:
    """Yield each document that alone states a tie of a network, and the network without it."""
    record: Record = network.graph["record"]
    alone: dict[Document, set[Tie]] = defaultdict(set)
    for tie in {tie for *_, edge in network.edges(data=True) for why in edge["reasons"] for tie in why["ties"]}:
        documents = record.documents_of(tie.passages)
        if len(documents) == 1:
            alone[documents.pop()].add(tie)
    shared: dict[str | None, list[Tie]] = defaultdict(list)
    if network.graph["view"].mode == "shared":
        for tie in sharing(record, network.graph["ties"], network.graph["view"].lens):
            shared[tie.object].append(tie)
    edges: dict[str | None, list[tuple[str, str]]] = defaultdict(list)
    for first, second, edge in network.edges(data=True):
        for why in edge["reasons"]:
            edges[why["through"]].append((first, second))
    for document, gone in sorted(alone.items(), key=lambda item: item[0].iri):
        made = network.copy()
        made.graph["quiet"] = True
        for through in {tie.object for tie in gone} & shared.keys():
            _drop(made, edges[through], through, gone)
            _join_again(made, Joint(record, [tie for tie in shared[through] if tie not in gone]))
        direct = [ends for ends in edges[None] if any(set(ends) == {tie.subject, tie.object} for tie in gone)]
        _drop(made, direct, None, gone)
        yield document, made


def _drop(network: Network, edges: Iterable[tuple[str, str]], through: str | None, gone: set[Tie]) -> None:
    """Take what goes through something, or direct ties that are gone, from edges; an edge left with none goes too."""

    def drops(why: Reason) -> bool:
        return why["through"] == through and (through is not None or why["ties"][0] in gone)

    for ends in dict.fromkeys(edges):
        if network.has_edge(*ends):
            left = [why for why in network.edges[ends]["reasons"] if not drops(why)]
            network.edges[ends].update(reasons=left, weight=sum(why["weight"] for why in left))
            if not left:
                network.remove_edge(*ends)


def _join_again(network: Network, joint: Joint) -> None:
    for ends, reasons in joint.pairs():
        if all(end in network for end in ends):
            before = network.edges[ends]["reasons"] if network.has_edge(*ends) else []
            found = [*before, *reasons]
            network.add_edge(*ends, reasons=found, weight=sum(why["weight"] for why in found))


def _goes_through(network: nx.Graph[Any]) -> bool:
    return any(reason["through"] for *_, edge in network.edges(data=True) for reason in edge.get("reasons", ()))


def _deal_memberships(network: nx.Graph[Any], dice: random.Random) -> nx.Graph[Any]:
    """Return the network that would be if the parties of collaborations were dealt anew."""
    parties: dict[str, set[Any]] = defaultdict(set)
    made: nx.Graph[Any] = _bare(network)
    for first, second, edge in network.edges(data=True):
        for reason in edge.get("reasons", ()):
            if reason["through"]:
                parties[reason["through"]] |= {first, second}
            else:
                _strengthen(made, first, second, reason["weight"])
    dealt = [set(parties[through]) for through in sorted(parties)]
    for _ in range(5 * len(dealt) if len(dealt) > 1 else 0):
        _trade(dealt, dice)
    for own in dealt:
        for pair in combinations(sorted(own), 2):
            _strengthen(made, *pair, 1 / (len(own) - 1))
    return made


def _trade(hands: list[set[Any]], dice: random.Random) -> None:
    """Deal anew between two of the hands what only one of the two holds, each keeping its number."""
    one, other = dice.sample(hands, 2)
    cards = sorted(one ^ other)
    dice.shuffle(cards)
    both, count = one & other, len(one - other)
    one.clear()
    other.clear()
    one |= both | set(cards[:count])
    other |= both | set(cards[count:])


def _rewire(network: nx.Graph[Any], dice: random.Random) -> nx.Graph[Any]:
    """Return a network of the same degrees with pairs exchanged at random; weights are dealt anew."""
    import igraph

    graph = to_igraph(network)
    igraph.set_random_number_generator(dice)
    weights = list(graph.es["weight"])
    graph.rewire(n=10 * graph.ecount())
    dice.shuffle(weights)
    made, names = _bare(network), graph.vs["name"]
    for (first, second), weight in zip(graph.get_edgelist(), weights, strict=True):
        _strengthen(made, names[first], names[second], weight)
    return made


def _bare(network: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return the nodes of a network with all that they carry, without a tie or a record."""
    bare: nx.Graph[Any] = nx.Graph()
    bare.add_nodes_from(network.nodes(data=True))
    return bare


def _strengthen(network: nx.Graph[Any], first: Any, second: Any, weight: float) -> None:
    before = network.edges[first, second]["weight"] if network.has_edge(first, second) else 0.0
    network.add_edge(first, second, weight=before + weight)
