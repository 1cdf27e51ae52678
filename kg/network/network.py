"""The network: actors, what joins them, and the reasons for every edge."""

from __future__ import annotations

import datetime
from collections.abc import Container, Sequence
from dataclasses import dataclass, fields
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import networkx as nx

from kg.errors import KgError
from kg.graphs.conversion import igraph_pairs, to_igraph
from kg.messages import readers_language
from kg.provided import provided
from kg.record.identity import by_language
from kg.record.index import Record, describe, label_in
from kg.vocabulary import ENTITY, local_name

if TYPE_CHECKING:
    import igraph
    import pandas

    from kg.explorer.written_page import Page

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
