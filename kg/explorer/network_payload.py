"""The networks that the page draws: the edges of each mode with their reasons, and how each part is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.explorer.drawing_payload import placed, placed_between
from kg.network.edges import sides_of
from kg.network.network import ACTORS, MODES, OLD_MODES, Actors, Mode, Network, NetworkFilter
from kg.network.projection import build_network
from kg.record.governments import confirmed
from kg.record.index import Record


def networks_content(
    record: Record, entities: Mapping[str, int], ties: Mapping[int, int], network: Network | None = None
) -> dict[str, Any]:
    """Return what the page draws in each mode; entities and ties by their numbers, ties by their identity.

    Where a network is given, it takes the place of the one of its mode.
    """
    return _Networks(record, entities, ties, network).all()


def edges_content(record: Record, entities: Mapping[str, int], ties: Mapping[int, int]) -> dict[str, Any]:
    """Return the edges of everything in each mode, as ``networks_content`` has them."""
    networks = _Networks(record, entities, ties, None)
    return {word_of(mode): networks.edges(_drawn(record, mode, "all")) for mode in MODES}


def _drawn(record: Record, mode: Mode, actors: Actors) -> Network:
    """Return the network of all that is on record, with no more than what is drawn of it."""
    return build_network(record, NetworkFilter(mode, actors), is_bare=True)


class _Networks:
    """The networks of a record, as rows of numbers."""

    def __init__(
        self, record: Record, entities: Mapping[str, int], ties: Mapping[int, int], network: Network | None
    ) -> None:
        self._record, self._entities, self._ties, self._network = record, entities, ties, network

    def all(self) -> dict[str, Any]:
        """Return for each mode a network of everything with the reasons of each edge, and how its parts are drawn.

        The modes go by the words of the page's address, which are older than those of the library.
        """
        joined: dict[str, Any] = {}
        between: dict[str, Any] = {}
        for actors in ACTORS:  # in turn: networks of millions of edges are let go of
            one_mode, two_mode = self._network_of("one-mode", actors), self._network_of("two-mode", actors)
            if actors == "all":
                joined["edges"], between["edges"] = self.edges(one_mode), self.edges(two_mode)
            joined[actors], between[actors] = self._placed(one_mode), self._placed_between(two_mode, one_mode)
        return {word_of("one-mode"): joined, word_of("two-mode"): between}

    def _network_of(self, mode: Mode, actors: Actors) -> Network:
        """Return the network of a mode that has some actors alone: of the one given, where that is of this mode."""
        if self._network is None or mode_of(self._network) != mode:
            return _drawn(self._record, mode, actors)
        return self._seen(self._network, actors)

    def _placed(self, network: Network) -> dict[str, Any]:
        """Return how actors are drawn, and how much of an edge each thing that they share makes."""
        return placed(network, self._entities, self._record) | {"shares": self.shares(network)}

    def shares(self, network: Network) -> list[tuple[int, float]]:
        """Return what part each thing that actors share has in the weight of an edge."""
        reasons = (reason for *_, edge in network.edges(data=True) for reason in edge["reasons"])
        return sorted({self._entities[one.through]: round(one.weight, 6) for one in reasons if one.through}.items())

    def _placed_between(self, network: Network, joined: Network) -> dict[str, Any]:
        """Return how collaborations are drawn: amid their parties, or in places of their own where they are given."""
        if self._network is not None and mode_of(self._network) == "two-mode":
            return placed(network, self._entities, self._record) | {"areas": []}
        return placed_between(network, joined, self._entities, self._record)

    def _seen(self, network: Network, actors: Actors) -> Network:
        """Return the part of a network that has some actors alone."""
        if actors == "all":
            return network
        kept = {
            iri
            for iri in network
            if (self._record.is_a(iri, "Country") == (actors == "countries") and self._record.is_a(iri, "Actor"))
            or self._record.is_a(iri, "Setting")
        }
        return network.part(kept)

    def edges(self, network: Network) -> list[list[Any]]:
        """Return for each edge: its ends, weight, and reasons.

        A reason is what it goes through, its ties, its dates, and which governments confirm all of it, and any.
        """
        rows = []
        for first, second, edge in sorted(network.edges(data=True), key=lambda item: sorted(item[:2])):
            ends = sorted((self._entities[first], self._entities[second]))
            reasons = [
                [
                    self._entities[reason.through] if reason.through else -1,
                    [self._ties[id(tie)] for tie in reason.ties],
                    reason.since.isoformat() if reason.since else "",
                    reason.until.isoformat() if reason.until else "",
                    *confirmed(sides_of(reason, self._record)),
                    *([round(reason.weight, 4)] if self._network is not None else []),
                ]
                for reason in edge["reasons"]
            ]
            rows.append([*ends, round(edge["weight"], 4), reasons])
        return rows


def mode_of(network: Network) -> Mode:
    """Return the mode of a network, that of its filter; a plain graph joins actors."""
    wanted = network.graph.get("filter")
    return wanted.mode if isinstance(wanted, NetworkFilter) else "one-mode"


def word_of(mode: Mode) -> str:
    """Return what the address of the page calls a mode.

    >>> word_of("two-mode")
    'between'
    """
    return next(word for word, name in OLD_MODES.items() if name == mode)
