"""A measure by name: its network made, its options heard, and the answer set against a null model or jackknifed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from kg.dates import Period
from kg.errors import KgError, UnknownName
from kg.network.measures.jackknife import jackknife
from kg.network.measures.null_models import null_model

if TYPE_CHECKING:
    from kg.network.measures.registry import Measure
    from kg.network.network import Network
    from kg.sparql.table import Table

AGAINST = ("null-model", "documents")
_OLD_AGAINST = {"chance": "null-model"}


@dataclass(frozen=True)
class Options:
    """What a measure may be asked besides its network.

    ``by`` is the grouping of brokers, ``of`` the actors that ``removal`` leaves out, ``against`` what the answer is set
    beside: a "null-model", or "documents" for the network without any one document.
    """

    by: str | None = None
    of: Sequence[str] = ()
    against: str | None = None
    language: str = "en"

    def __post_init__(self) -> None:
        object.__setattr__(self, "against", _OLD_AGAINST.get(self.against or "", self.against))


def measured(measure: Measure, make: Callable[..., Network], options: Options, filters: dict[str, Any]) -> Table:
    """Return a measure of the network that filters show, or of the networks of two dates where it compares.

    Raises KgError for an option that the measure does not take, or for one that it needs and has not.
    """
    _refuse(measure, options, filters)
    if measure.takes == "dates":
        days = filters.pop("between")
        before, after = (make(measure.mode, **filters | {"as_of": day}) for day in days)
        return measure.function(before, after, language=options.language)
    network = make(measure.mode, **filters)
    if measure.takes == "names":
        return measure.function(network, *options.of, language=options.language)
    function = partial(measure.function, language=options.language, **({"by": options.by} if options.by else {}))
    if options.against:
        beside: Callable[..., Table] = null_model if options.against == "null-model" else jackknife
        return beside(network, function, language=options.language)
    return function(network)


def _refuse(measure: Measure, options: Options, filters: dict[str, Any]) -> None:
    if options.against and options.against not in AGAINST:
        raise UnknownName("comparison", options.against, AGAINST)
    if options.against and not measure.ranks:
        raise KgError("error.measure.ranks_no_actors", measure=measure.name, against=options.against)
    if options.by and measure.name != "brokerage":
        raise KgError("error.measure.takes_no_grouping", measure=measure.name)
    if bool(options.of) != (measure.takes == "names"):
        raise KgError(
            "error.measure.needs_actors" if measure.takes == "names" else "error.measure.takes_no_actors",
            measure=measure.name,
        )
    if measure.takes == "dates" and not filters.get("between"):
        raise KgError("error.measure.needs_two_dates", measure=measure.name)
    if measure.takes == "dates":
        Period.of(filters.get("as_of"), filters["between"])  # refuses both, and dates in the wrong order
