"""The filters of a network as people give them, in names and words, resolved to what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from kg.errors import UnknownName
from kg.network.network import NetworkFilter
from kg.questions.usage import usage_hints
from kg.vocabulary import local_name

if TYPE_CHECKING:
    from kg.questions.names import Names

_CONCEPTS = {name: name for name in ("topic", "country", "kind", "standing")} | {"rests_on": "standing"}
"""The filters that name a concept, and what it is a concept of."""


def resolve_filters(names: Names, filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return filters with IRIs for the entities around which to look, and ids for topics, countries, kinds, standings.

    Raises UnknownName for a filter, an entity or a concept that is not known, with the nearest.

    >>> from kg.graph import load
    >>> resolve_filters(load("tests/mini").names, {"topic": "Border security"})["topic"]
    'border-security'
    """
    for name in filters:
        if name not in (known := NetworkFilter.__dataclass_fields__):
            near = get_close_matches(name, known)
            raise UnknownName("network_filter" if near else "network_filter_far", name, near, known=", ".join(known))
    with usage_hints(names):
        given = {name: filters[name] for name in _CONCEPTS if filters.get(name) is not None}
        concepts = {name: local_name(names.resolve_concept(_CONCEPTS[name], text)) for name, text in given.items()}
        return {**filters, **concepts, "around": names.resolve_each(filters.get("around") or ())}
