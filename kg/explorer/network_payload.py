"""The networks that the page draws: the edges of each mode with their reasons, and how each lens shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.explorer.drawing_payload import placed, placed_between
from kg.network.network import LENSES, MODES, Lens, Mode, Network, View, build_network
from kg.record.index import Record


def networks_content(
    record: Record, entities: Mapping[str, int], ties: Mapping[int, int], network: Network | None = None
) -> dict[str, Any]:
    """Return what the page draws in each mode; entities and ties by their numbers, ties by their identity.

    Where a network is given, it takes the place of the one of its mode.
    """
    return _Networks(record, entities, ties, network).all()


class _Networks:
    """The networks of a record, as rows of numbers."""

    def __init__(
        self, record: Record, entities: Mapping[str, int], ties: Mapping[int, int], network: Network | None
    ) -> None:
        self._record, self._entities, self._ties, self._network = record, entities, ties, network

    def all(self) -> dict[str, Any]:
        """Return for each mode a network of everything with the reasons of each edge, and how each lens draws it."""
        networks = {
            mode: {lens: build_network(self._record, View(mode=mode, lens=lens)) for lens in LENSES} for mode in MODES
        }
        if self._network is not None:
            networks[mode_of(self._network)] = {lens: self._seen(self._network, lens) for lens in LENSES}
        shared, between = networks["shared"], networks["between"]
        return {
            "shared": {"edges": self._edges(shared["all"])}
            | {lens: placed(shared[lens], self._entities, self._record) for lens in LENSES},
            "between": {"edges": self._edges(between["all"])}
            | {lens: self._placed_between(between[lens], shared[lens]) for lens in LENSES},
        }

    def _placed_between(self, network: Network, joined: Network) -> dict[str, Any]:
        """Return how collaborations are drawn: amid their parties, or in places of their own where they are given."""
        if self._network is not None and mode_of(self._network) == "between":
            return placed(network, self._entities, self._record) | {"areas": []}
        return placed_between(network, joined, self._entities, self._record)

    def _seen(self, network: Network, lens: Lens) -> Network:
        """Return the part of a network that a lens shows, all of it with the lens on all."""
        if lens == "all":
            return network
        kept = [
            iri
            for iri in network
            if (self._record.is_a(iri, "Country") == (lens == "countries") and self._record.is_a(iri, "Actor"))
            or self._record.is_a(iri, "Collaboration")
        ]
        return network.subgraph(kept).copy()

    def _edges(self, network: Network) -> list[list[Any]]:
        """Return for each edge: its ends, weight, and reasons (through, ties)."""
        rows = []
        for first, second, edge in sorted(network.edges(data=True), key=lambda item: sorted(item[:2])):
            ends = sorted((self._entities[first], self._entities[second]))
            reasons = [
                [
                    self._entities[reason["through"]] if reason["through"] else -1,
                    [self._ties[id(tie)] for tie in reason["ties"]],
                    reason["since"].isoformat() if reason["since"] else "",
                    reason["until"].isoformat() if reason["until"] else "",
                    *([round(reason["weight"], 4)] if self._network is not None else []),
                ]
                for reason in edge["reasons"]
            ]
            rows.append([*ends, round(edge["weight"], 4), reasons])
        return rows


def mode_of(network: Network) -> Mode:
    """Return the mode of a network, that of its view; a plain graph joins actors."""
    view = network.graph.get("view")
    return view.mode if isinstance(view, View) else "shared"
