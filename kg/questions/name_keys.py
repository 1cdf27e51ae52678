"""Keys of names: what is the same however a name is written, above all the country that it begins with or is of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.language import fold
from kg.vocabulary import local_name

_LINKS = "of the|of|the|des|de la|de l|du|de|d|aux|au"
"""What joins a country to what comes before it: Coast Guard of the United States, Garde côtière des États-Unis."""


class NameKeys:
    """Makes the keys of names: without case, accents and signs, and with one word for each country.

    >>> us, canada = (f"https://w3id.org/perimeter/entity/{country}" for country in ("united-states", "canada"))
    >>> keys = NameKeys([(us, "U.S."), (us, "États-Unis"), (canada, "Canada")])
    >>> keys.of("U.S. Coast Guard"), keys.of("Garde côtière des États-Unis"), keys.of("Canada’s Border Plan")
    ('united states coast guard', 'garde cotiere united states', 'canada border plan')
    """

    def __init__(self, countries: Iterable[tuple[str, str]]) -> None:
        self._words = {fold(name): fold(local_name(iri)) for iri, name in countries if fold(name)}
        names = "|".join(sorted(self._words, key=lambda name: (-len(name), name)))
        self._country = re.compile(rf"(?<![^ ])(?:(?:{_LINKS}) )?({names})(?: s)?(?![^ ])") if names else None

    def of(self, text: str) -> str:
        """Return the key of a name: two ways to write one name have the same."""
        folded = fold(text)
        return self._country.sub(lambda found: self._words[found[1]], folded) if self._country else folded
