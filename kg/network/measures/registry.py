"""The measures by name: what each is called, what it looks at and what it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kg.errors import UnknownName
from kg.messages import message
from kg.network.measures.assortativity import assortativity
from kg.network.measures.brokerage import brokerage
from kg.network.measures.centrality import betweenness, strength
from kg.network.measures.communities import communities, membership
from kg.network.measures.concentration import concentration
from kg.network.measures.core_periphery import core_periphery
from kg.network.measures.gaps import gaps
from kg.network.measures.overview import change, change_of_whole, overview
from kg.network.measures.resilience import removal, resilience
from kg.network.measures.structural_holes import redundancy
from kg.network.measures.two_mode import two_mode
from kg.sparql.table import Table


@dataclass(frozen=True)
class Measure:
    """A measure with the mode of the network that it looks at, and what it takes.

    It takes a "network", the "names" of actors besides, or two networks of two "dates". ``ranks`` says whether its
    rows are actors by a number, which can be set against a null model.
    """

    function: Callable[..., Table]
    mode: Literal["one-mode", "two-mode"] = "one-mode"
    takes: Literal["network", "names", "dates"] = "network"
    ranks: bool = False

    @property
    def name(self) -> str:
        """The name of the measure, that of its function."""
        return self.function.__name__.replace("_", "-")

    def title(self, language: str = "en") -> str:
        """Return what the measure tells, as a title."""
        return message(f"measure.title.{self.name}", language)


def _all(*measures: Measure) -> dict[str, Measure]:
    return {measure.name: measure for measure in measures}


MEASURES = _all(
    Measure(
        overview,
    ),
    Measure(
        strength,
        ranks=True,
    ),
    Measure(
        betweenness,
        ranks=True,
    ),
    Measure(
        brokerage,
        ranks=True,
    ),
    Measure(
        redundancy,
        ranks=True,
    ),
    Measure(
        communities,
    ),
    Measure(
        membership,
    ),
    Measure(core_periphery, ranks=True),
    Measure(
        two_mode,
        "two-mode",
    ),
    Measure(
        assortativity,
    ),
    Measure(
        concentration,
    ),
    Measure(
        resilience,
        ranks=True,
    ),
    Measure(
        removal,
        takes="names",
    ),
    Measure(
        change,
        takes="dates",
    ),
    Measure(
        change_of_whole,
        takes="dates",
    ),
    Measure(
        gaps,
    ),
)
"""The measures by name."""

_OLD_NAMES = {"without": "removal"}
"""Names that measures had before, still heard."""


def measure(name: str) -> Measure:
    """Return a measure by name. Raises UnknownName with the nearest.

    >>> measure("betweenness").title()
    'Who lies on the shortest paths between others'
    """
    from difflib import get_close_matches

    wanted = name.replace("_", "-")
    found = MEASURES.get(_OLD_NAMES.get(wanted, wanted))
    if found is None:
        raise UnknownName("measure", name, get_close_matches(name, MEASURES, 3, 0.4) or list(MEASURES)[:3])
    return found
