"""The measures by name: what each is called, what it looks at and what it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.errors import UnknownName
from kg.network.measures.assortativity import assortativity
from kg.network.measures.brokerage import brokerage
from kg.network.measures.centrality import betweenness, strength
from kg.network.measures.communities import communities, membership
from kg.network.measures.concentration import concentration
from kg.network.measures.core_periphery import core_periphery
from kg.network.measures.gaps import gaps
from kg.network.measures.overview import change, change_of_whole, overview
from kg.network.measures.resilience import resilience, without
from kg.network.measures.structural_holes import redundancy
from kg.network.measures.two_mode import two_mode
from kg.sparql.table import Table


@dataclass(frozen=True)
class Measure:
    """A measure with its title, the mode of the network that it looks at, and what it takes.

    It takes a "network", the "names" of actors besides, or two networks of two "dates". ``ranks`` says whether its
    rows are actors by a number, which can be set beside chance.
    """

    function: Callable[..., Table]
    title: Mapping[str, str]
    mode: Literal["shared", "between"] = "shared"
    takes: Literal["network", "names", "dates"] = "network"
    ranks: bool = False

    @property
    def name(self) -> str:
        """The name of the measure, that of its function."""
        return self.function.__name__.replace("_", "-")


def _all(*measures: Measure) -> dict[str, Measure]:
    return {measure.name: measure for measure in measures}


MEASURES = _all(
    Measure(overview, {"en": "The network as a whole", "fr": "Le réseau dans son ensemble"}),
    Measure(
        strength,
        {
            "en": "How strongly each actor is tied, by family of relations",
            "fr": "La force des liens de chacun, par famille de relations",
        },
        ranks=True,
    ),
    Measure(
        betweenness,
        {"en": "Who lies on the shortest ways between others", "fr": "Qui se trouve sur les plus courts chemins"},
        ranks=True,
    ),
    Measure(
        brokerage,
        {
            "en": "Who joins groups that are not tied themselves, and in which role",
            "fr": "Qui relie des groupes sans lien entre eux, et dans quel rôle",
        },
        ranks=True,
    ),
    Measure(
        redundancy,
        {
            "en": "How far the ties of each actor repeat each other",
            "fr": "À quel point les liens de chacun se répètent",
        },
        ranks=True,
    ),
    Measure(
        communities,
        {
            "en": "Into which communities the network falls, with topics and countries",
            "fr": "Les communautés du réseau, avec leurs thèmes et leurs pays",
        },
    ),
    Measure(membership, {"en": "To which community each actor belongs", "fr": "La communauté de chaque acteur"}),
    Measure(core_periphery, {"en": "The core and its periphery", "fr": "Le cœur et sa périphérie"}, ranks=True),
    Measure(
        two_mode,
        {
            "en": "Actors and collaborations, both as nodes: number, overlap",
            "fr": "Acteurs et collaborations comme nœuds : nombre, recoupement",
        },
        "between",
    ),
    Measure(
        assortativity,
        {
            "en": "Whether like ties with like, by country, topic and kind",
            "fr": "Si les semblables se lient entre eux : pays, thème, genre",
        },
    ),
    Measure(
        concentration,
        {
            "en": "How unevenly ties and documents are spread",
            "fr": "L’inégale répartition des liens et des documents",
        },
    ),
    Measure(
        resilience,
        {"en": "What falls apart without each actor", "fr": "Ce qui se défait sans chaque acteur"},
        ranks=True,
    ),
    Measure(
        without,
        {"en": "Who loses what when an actor is gone", "fr": "Qui perd quoi quand un acteur n’est plus là"},
        takes="names",
    ),
    Measure(
        change,
        {"en": "How each actor changed between two dates", "fr": "Ce qui change pour chacun entre deux dates"},
        takes="dates",
    ),
    Measure(
        change_of_whole,
        {
            "en": "How the whole network changed between two dates",
            "fr": "Ce qui change dans l’ensemble",
        },
        takes="dates",
    ),
    Measure(
        gaps,
        {
            "en": "Pairs that share a ground but no agreement found in these documents",
            "fr": "Paires qui partagent un terrain, sans accord trouvé dans ces documents",
        },
    ),
)
"""The measures by name."""


def measure(name: str) -> Measure:
    """Return a measure by name. Raises UnknownName with the nearest.

    >>> measure("betweenness").title["en"]
    'Who lies on the shortest ways between others'
    """
    from difflib import get_close_matches

    found = MEASURES.get(name.replace("_", "-"))
    if found is None:
        raise UnknownName("measure", name, get_close_matches(name, MEASURES, 3, 0.4) or list(MEASURES)[:3])
    return found
