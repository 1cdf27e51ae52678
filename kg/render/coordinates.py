"""Where a place or a facility lies: latitude and longitude as a gazetteer gives them, and what lies there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.language import coordinates_text
from kg.vocabulary import SHARED_PREFIXES, TERM

if TYPE_CHECKING:
    from kg.record.evidence import Claim

_LATITUDE, _LONGITUDE = (SHARED_PREFIXES["geo"] + name for name in ("lat", "long"))
_PRECISION = TERM + "precision"
PROPERTIES = frozenset((_LATITUDE, _LONGITUDE, _PRECISION))
"""The properties that tell where something lies."""


@dataclass(frozen=True)
class Coordinates:
    """Degrees of WGS 84 as passages state them, and by language what lies there (``its airport``)."""

    latitude: str
    longitude: str
    precision: dict[str, str] = field(hash=False)
    passages: tuple[str, ...]

    def words(self, language: str = "en") -> str:
        """Return them in words.

        >>> Coordinates("53.3192", "-60.4258", {"en": "its airport"}, ()).words()
        '53.3192° N, 60.4258° W (its airport)'
        """
        precise = self.precision.get(language) or self.precision.get("en", "")
        degrees = coordinates_text(self.latitude, self.longitude, language)
        return f"{degrees} ({precise})" if precise else degrees


def coordinates_among(claims: Iterable[Claim]) -> Iterator[Coordinates]:
    """Yield the coordinates among claims on one entity: one for each pair that the same passages state."""
    by_passages: dict[tuple[str, ...], dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for claim in claims:
        if claim.predicate in PROPERTIES:
            language = getattr(claim.object, "language", None) or ""
            by_passages[tuple(claim.passages)][claim.predicate][language] = claim.object.value
    for passages, told in sorted(by_passages.items()):
        for latitude, longitude in zip(told[_LATITUDE].values(), told[_LONGITUDE].values(), strict=False):
            yield Coordinates(latitude, longitude, dict(told[_PRECISION]), passages)
