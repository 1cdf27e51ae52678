"""The network: actors, what joins them, and the reasons for every edge."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import networkx as nx

from kg.dates import Period
from kg.errors import KgError
from kg.graphs.conversion import igraph_pairs, to_igraph
from kg.messages import readers_language
from kg.network.edges import Edge, EdgeReason, EdgeReasons, MembershipProjection
from kg.network.sieve import crossing, passing_ties, refuse_unknown, resting_on
from kg.provided import provided
from kg.record.entities import by_language
from kg.record.index import Record, describe, label_in
from kg.record.settings import is_setting
from kg.record.ties import Tie
from kg.vocabulary import ENTITY, local_name

if TYPE_CHECKING:
    import igraph
    import pandas

    from kg.explorer.page import Page

Mode = Literal["one-mode", "two-mode"]
Actors = Literal["organizations", "countries", "all"]

MODES: tuple[Mode, ...] = ("one-mode", "two-mode")
ACTORS: tuple[Actors, ...] = ("organizations", "countries", "all")
OLD_MODES: dict[str, Mode] = {"shared": "one-mode", "between": "two-mode"}
"""What the modes were called before; still heard in Python and on the command line, and the words of the page."""


@dataclass(frozen=True)
class NetworkFilter:
    """What part of the record a network shows. ``None`` leaves a filter open.

    A filter asks what ties are about, as ``kg.record.settings`` has it, and never the topics of actors; what it leaves
    weighs as it does in the whole network.

    ``mode`` "one-mode" joins actors by what they take part in together; "two-mode" keeps the collaborations
    as nodes between them. ``actors`` says which: organizations (and offices), countries, or all. ``as_of`` is
    a date and ``between`` two, at any precision. ``since`` keeps what began since a date or a document says since.
    ``read_again`` counts only what passages say that were read again, ``text`` what a passage tells that has all its
    words, ``governments`` "both" what both governments confirm.

    Of edges, ``ends`` "across" keeps those from one of the two countries to the other, ``voices`` those with so many
    independent voices behind what is shown, ``rests_on`` those that no other kind of document speaks of.
    """

    mode: Mode = "one-mode"
    actors: Actors = "organizations"
    as_of: str | datetime.date | None = None
    between: tuple[str | datetime.date, str | datetime.date] | None = None
    around: Sequence[str] = ()
    depth: int = 1
    topic: str | None = None
    country: str | None = None
    kind: str | None = None
    family: str | None = None
    standing: str | None = None
    read_again: bool = False
    since: str | datetime.date | None = None
    text: str | None = None
    governments: str | None = None
    ends: str | None = None
    voices: int = 1
    rests_on: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "mode", OLD_MODES.get(self.mode, self.mode))


class Network(nx.Graph):  # type: ignore[type-arg]
    """A networkx graph of entities. Each edge has what ``kg.network.edges.Edge`` names.

    ``network.graph`` holds the ``filter``, the ``record`` that it shows, the ``ties`` that it is made from and, under
    ``undated``, how many a date leaves out for want of one. Each of the reasons is an ``EdgeReason``. Nodes carry
    ``label_en``, ``label_fr``, ``kind``, ``sector``, ``countries``, ``topics``, ``class``, ``status``,
    ``status_as_of``.
    """

    def to_igraph(self) -> igraph.Graph:
        """Return the network as an igraph Graph: ids as ``name``, all else that nodes and edges carry by its name.

        >>> from kg.graph import load
        >>> load("tests/mini").network().to_igraph().vs["kind"][0]
        'armed-force'
        """
        graph = to_igraph(self)
        for key in sorted({key for _, node in self.nodes(data=True) for key in node}):
            graph.vs[key] = [self.nodes[name].get(key) for name in graph.vs["name"]]
        for key in ("reasons", "voices", "governments", "since", "until"):
            graph.es[key] = [self.edges[pair].get(key) for pair in igraph_pairs(graph)]
        return graph

    def to_networkx(self, language: str = "en") -> nx.Graph[str]:
        """Return the network as a plain graph of networkx for its own writers and for other libraries.

        Nodes are ids, all values texts and numbers, as in GraphML: reasons have a line each, what is unknown is left
        out. Raises KgError for a weight that is no number from 0 on.

        >>> from io import BytesIO
        >>> from kg.graph import load
        >>> nx.write_graphml(load("tests/mini").network().to_networkx(), BytesIO())
        """
        from kg.network.files import plain_graph

        return plain_graph(self, language)

    def to_pandas(self, language: str = "en") -> pandas.DataFrame:
        """Return the ties as a pandas DataFrame, the heaviest first: ends, weight, dates, what they go through.

        Needs the ``tables`` extra; ``kg.network.tables.node_table`` makes one of the actors.
        """
        from kg.network.tables import edge_table

        return edge_table(self, language=language).to_pandas()

    def explore(self, path: Path | str | None = None) -> Page:
        """Write the explorer of the network, one HTML file that works offline, and return it: its ``path``.

        It is ``perimeter.html`` here unless told otherwise. A network that came of no record may hold what any graph
        of networkx does: ``KnowledgeGraph.explore`` says what is read of it. Raises KgError when there is nothing to
        draw, and for a weight that nothing can be drawn by.

        >>> from tempfile import TemporaryDirectory
        >>> network = Network([("Port Office", "Lake Office")])
        >>> with TemporaryDirectory() as folder:
        ...     network.explore(f"{folder}/offices.html").path.name
        'offices.html'
        """
        page: Page = provided("explore_network")(self, path)
        return page

    def __repr__(self) -> str:
        shown: NetworkFilter | None = self.graph.get("filter")
        usual = NetworkFilter()
        given = {one.name: getattr(shown, one.name) for one in fields(shown)} if shown else {}
        told = "".join(
            f", {name}={value!r}" for name, value in given.items() if value and value != getattr(usual, name)
        )
        return f"<Network of {len(self):,} entities and {self.number_of_edges():,} ties{''.join(told)}>"

    @property
    def countries(self) -> dict[str, str]:
        """The two countries that most of the record is about: their ids, and what they are called."""
        return self.countries_in("en")

    def countries_in(self, language: str) -> dict[str, str]:
        """Return the same, called as in a language."""
        record: Record | None = self.graph.get("record")
        known = record.countries if record else ()
        return {country: label_in(describe(record, ENTITY + country), language) for country in known if record}

    def names(self, iri: str, language: str = "en") -> tuple[str, str]:
        """Return the short and the whole name of an entity, the short one empty where it has none.

        >>> from kg.graph import load
        >>> load("tests/mini").network().names("https://w3id.org/perimeter/entity/rcmp", "fr")
        ('GRC', 'Gendarmerie royale du Canada')
        """
        record: Record | None = self.graph.get("record")
        short = by_language(record.identity.get(iri, {}).get("abbreviation", ())) if record else {}
        return short.get(language) or short.get("en") or "", label_in(self.nodes[iri], language) or local_name(iri)

    def stated_since(self, first: str, second: str) -> str:
        """Return since when two are joined, as precisely as a passage states it; empty where none says.

        >>> from kg.graph import load
        >>> network = load("tests/mini").network(actors="all")
        >>> network.stated_since(*(f"https://w3id.org/perimeter/entity/{one}" for one in ("cbsa", "rcmp")))
        '2021-03-31'
        """
        from kg.network.tables import edge_dates

        edge, record = self.edges[first, second], self.graph.get("record")
        since, until = edge.get("since"), edge.get("until")
        stated = edge_dates(record, edge["reasons"], since, until)[0] if record and since else since
        return str(stated or "")

    def _repr_html_(self) -> str:
        from kg.network.files import check_weights
        from kg.render.html import network_html

        try:
            check_weights(self)
        except KgError as refusal:
            return f"<p>{escape(refusal.message(readers_language()))}</p>"
        return network_html(self, readers_language())

    def write(self, path: Path | str, *, language: str = "en", width: int | None = None) -> Path:
        """Write the network to a file in the format of its ending, as ``kg network -o`` does, and return where it is.

        GraphML, GEXF and JSON hold all of it, CSV and other tables its ties, SVG, PNG and PDF a picture, ``width``
        pixels wide. A page is written by ``graph.explore(network, path)``. Raises KgError for another ending.
        """
        from kg.network.files import write_network

        write_network(self, str(path), language=language, width=width)
        return Path(path)

    def part(self, kept: Container[str]) -> Network:
        """Return a copy with some of the nodes, in the order they have here: that of ``subgraph`` is a set's."""
        part = Network()
        part.graph.update(self.graph)
        part.add_nodes_from((iri, node) for iri, node in self.nodes(data=True) if iri in kept)
        part.add_edges_from(edge for edge in self.edges(data=True) if edge[0] in kept and edge[1] in kept)
        return part


def build_network(record: Record, wanted: NetworkFilter | None = None, *, is_bare: bool = False) -> Network:
    """Return the network that a filter shows. Raises KgError for a filter that is not known.

    In one that ``is_bare`` nodes are not described, and edges have their weight and reasons alone: all that a drawing
    needs. The filters that ask an edge are not heard then: ``ends``, ``voices``, ``rests_on``.
    """
    wanted = wanted or NetworkFilter()
    if wanted.mode not in MODES or wanted.actors not in ACTORS:
        raise KgError("error.network.mode_or_actors", modes=", ".join(MODES), actors=", ".join(ACTORS))
    refuse_unknown(record, wanted)
    record = record.read_again if wanted.read_again else record
    period = Period.of(wanted.as_of, wanted.between)
    ties, undated = _in_time(record, passing_ties(record, wanted), period)
    network = Network()
    network.graph.update(filter=wanted, undated=undated, record=record, ties=ties)
    edges = _bare_edges(record, ties, wanted) if is_bare else _edges(record, ties, wanted)
    shown = {end for pair in edges for end in pair}
    if wanted.mode == "one-mode":
        through = (tie for tie in ties if record.relations[tie.relation].joins == "through")
        shown |= {tie.subject for tie in through if _shown(record, tie.subject, wanted.actors)}
    if is_bare:
        network.add_nodes_from(sorted(shown))
    else:
        statuses = record.statuses_on(period.last) if period else record.statuses
        network.add_nodes_from((iri, describe(record, iri, statuses)) for iri in sorted(shown))
    network.add_edges_from((*pair, {**edges[pair]}) for pair in sorted(edges))
    return _around(network, wanted)


def affiliation_ties(record: Record, ties: Iterable[Tie], actors: Actors) -> list[Tie]:
    """Return the ties by which some actors have part in settings, which they may share."""
    return [tie for tie in ties if is_setting(record, tie) and _shown(record, tie.subject, actors)]


def _bare_edges(record: Record, ties: list[Tie], wanted: NetworkFilter) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Return the edges of some ties with weight and reasons alone."""
    return {
        pair: {"weight": reasons.weight, "reasons": reasons} for pair, reasons in _pairs(record, ties, wanted).items()
    }


def _edges(record: Record, ties: list[Tie], wanted: NetworkFilter) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Return the edges of some ties that pass the filters that ask an edge."""
    pairs = _pairs(record, ties, wanted)
    if wanted.rests_on is not None:
        kept = resting_on(record, _pairs(record, record.ties, wanted), wanted.rests_on)
        pairs = {pair: reasons for pair, reasons in pairs.items() if pair in kept}
    edges: dict[tuple[str, str], Edge] = {pair: reasons.summary(record) for pair, reasons in pairs.items()}
    found = {pair: edge for pair, edge in edges.items() if edge["voices"] >= wanted.voices or wanted.voices <= 1}
    crossed = crossing(record, found) if wanted.ends else found
    return {pair: edge for pair, edge in found.items() if pair in crossed}


def _in_time(record: Record, ties: list[Tie], period: Period | None) -> tuple[list[Tie], int]:
    """Return the ties in effect in a period, all when there is none, and how many are left out as undated."""
    if period is None:
        return ties, 0
    answers = [_holds(record, tie, period) for tie in ties]
    return [tie for tie, answer in zip(ties, answers, strict=True) if answer], answers.count(None)


def _holds(record: Record, tie: Tie, period: Period) -> bool | None:
    """Say whether a tie was in effect in a period, None where nobody can tell; never before an actor in it began."""
    begun = [record.valid_times.of(end)[0] for end in (tie.subject, tie.object) if record.is_a(end, "Actor")]
    if any(day is not None and day > period.last for day in begun):
        return False
    return period.holds(record.valid_times.of_tie(tie))


def _shown(record: Record, iri: str, actors: Actors) -> bool:
    if not record.is_a(iri, "Actor"):
        return False
    is_country = record.is_a(iri, "Country")
    return actors == "all" or is_country == (actors == "countries")


def _pairs(record: Record, ties: list[Tie], wanted: NetworkFilter) -> dict[tuple[str, str], EdgeReasons]:
    return (_one_mode_pairs if wanted.mode == "one-mode" else _two_mode_pairs)(record, ties, wanted)


def _one_mode_pairs(record: Record, ties: list[Tie], wanted: NetworkFilter) -> dict[tuple[str, str], EdgeReasons]:
    """Return the pairs of actors that share a collaboration or are tied directly, with their reasons.

    A filter leaves out reasons; what is left weighs as it does in the whole network. So does what was read again.
    """
    some, whole = (affiliation_ties(record, given, wanted.actors) for given in (ties, record.whole.ties))
    found = dict(MembershipProjection(record, some, whole).pairs())
    for tie in ties:
        if record.relations[tie.relation].joins == "directly":
            _tie_directly(record, tie, found, [_shown(record, iri, wanted.actors) for iri in (tie.subject, tie.object)])
    return found


def _two_mode_pairs(record: Record, ties: list[Tie], wanted: NetworkFilter) -> dict[tuple[str, str], EdgeReasons]:
    """Return the pairs that a tie joins, of which each is an actor that is shown or a collaboration."""
    found: dict[tuple[str, str], EdgeReasons] = {}
    for tie in ties:
        ends = (tie.subject, tie.object)
        shown = [_shown(record, iri, wanted.actors) or _is_between(record, tie, iri) for iri in ends]
        _tie_directly(record, tie, found, shown)
    return found


def _is_between(record: Record, tie: Tie, iri: str) -> bool:
    """Say whether an end of a tie stands between actors: a collaboration, or a facility in which one has part."""
    return record.is_a(iri, "Collaboration") or (iri == tie.object and is_setting(record, tie))


def _tie_directly(record: Record, tie: Tie, found: dict[tuple[str, str], EdgeReasons], shown: list[bool]) -> None:
    if tie.subject != tie.object and all(shown):
        ends = (min(tie.subject, tie.object), max(tie.subject, tie.object))
        found.setdefault(ends, EdgeReasons(None)).direct.append(_direct(record, tie))


def _direct(record: Record, tie: Tie) -> EdgeReason:
    since, until = record.valid_times.of_tie(tie)
    return EdgeReason(None, (tie,), since=since, until=until)


def _around(network: Network, wanted: NetworkFilter) -> Network:
    if not wanted.around:
        return network
    missing = [iri for iri in wanted.around if iri not in network]
    if missing:
        raise KgError("error.network.no_ties", name=local_name(missing[0]))
    near: set[str] = set()
    for centre in wanted.around:
        near |= set(nx.single_source_shortest_path_length(network, centre, cutoff=wanted.depth))
    return network.part(near)
