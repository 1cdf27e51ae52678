"""What a page tells search engines of an entity or a document, in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.render.coordinates import coordinates_among
from kg.vocabulary import local_name

if TYPE_CHECKING:
    from kg.record.entities import Entity
    from kg.record.evidence import Document

_CLASSES = {"Country": "Country", "Organization": "Organization", "Place": "Place", "Facility": "Place"}
"""Our classes that schema.org has a word for."""


def described_entity(entity: Entity) -> dict[str, Any]:
    """Return an entity for search engines, in the words of schema.org."""
    own = {local_name(one) for one in entity.identity.get("type", ())}
    return {
        "@context": "https://schema.org",
        "@type": next((theirs for ours, theirs in _CLASSES.items() if ours in own), "Thing"),
        "@id": entity.iri,
        "name": entity.label,
        "alternateName": sorted({*entity.labels.values(), *entity.abbreviations.values()} - {entity.label}),
        "description": entity.definitions.get("en", ""),
        **_geo(entity),
    }


def _geo(entity: Entity) -> dict[str, Any]:
    """Return where an entity lies, in the words of schema.org, nothing for one without coordinates."""
    for where in coordinates_among(entity.claims):
        degrees = {"latitude": float(where.latitude), "longitude": float(where.longitude)}
        told = where.precision.get("en", "")
        return {"geo": {"@type": "GeoCoordinates", **degrees, **({"description": told} if told else {})}}
    return {}


def described_document(document: Document) -> dict[str, Any]:
    """Return a document for search engines, in the words of schema.org."""
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": document.iri,
        "name": document.title,
        "publisher": document.publisher.name(),
        "datePublished": document.issued,
        "inLanguage": document.language,
        "url": document.address,
    }
