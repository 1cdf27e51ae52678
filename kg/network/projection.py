"""The projection of ties on a network: whom they join, for which reasons, as a filter asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from kg.dates import Period
from kg.errors import KgError
from kg.network.edges import Edge, EdgeReason, EdgeReasons, MembershipProjection
from kg.network.network import ACTORS, MODES, Actors, Network, NetworkFilter
from kg.network.sieve import crossing, passing_ties, refuse_unknown, resting_on
from kg.record.index import Record, describe
from kg.record.settings import is_setting
from kg.record.ties import Tie
from kg.vocabulary import local_name


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
