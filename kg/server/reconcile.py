"""Lists of others matched to entities: the W3C Reconciliation Service API 0.2, as OpenRefine speaks it."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.language import fold, localized
from kg.pages.templates import render
from kg.vocabulary import ENTITY, LANGUAGES, OWN_PREFIXES, TERM, local_name

if TYPE_CHECKING:
    from kg.pages.pages import Pages
    from kg.rdf.terms import Term

BATCH = 25
"""How many queries a client may best send at once; four times as many are the most."""
_MOST, _SOUGHT = 50, 200
_PREVIEW = {"width": 430, "height": 220}
_NAMES = ("label", "altLabel", "hiddenLabel", "abbreviation")
_APART = re.compile(r"^(.*?)\s{0,9}\(([^()]+)\)\s{0,9}$")


def manifest(base: str) -> dict[str, Any]:
    """Return what the service is and where its parts are.

    >>> manifest("http://localhost/")["versions"]
    ['0.2']
    """
    service = f"{base}reconcile"
    suggested = {"entity": "entities", "type": "types", "property": "properties"}
    return {
        "versions": ["0.2"],
        "name": "Perimeter",
        "identifierSpace": ENTITY,
        "schemaSpace": TERM,
        "documentation": f"{base}openapi.json",
        "defaultTypes": [{"id": name, "name": name} for name in ("Organization", "Agreement", "Country")],
        "view": {"url": f"{base}entity/{{{{id}}}}"},
        "preview": {**_PREVIEW, "url": f"{service}/preview?id={{{{id}}}}"},
        "suggest": {kind: {"service_url": service, "service_path": f"/{name}"} for kind, name in suggested.items()},
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/proposed"},
            "property_settings": [],
        },
        "batchSize": BATCH,
    }


@dataclass(frozen=True)
class _Wanted:
    """One query: a name, the types of which one must hold, properties with the values that they should have."""

    text: str
    types: tuple[str, ...]
    limit: int
    properties: tuple[tuple[str, tuple[str, ...]], ...]


def matches(pages: Pages, text: str, language: str) -> dict[str, Any]:
    """Return the entities that each query of a batch may mean, best first. Raises KgError for what is no batch."""
    queries = _object(text, "queries")
    if len(queries) > 4 * BATCH:
        raise KgError("error.reconcile.batch", count=4 * BATCH)
    return {str(key): {"result": _candidates(pages, _wanted(one), language)} for key, one in queries.items()}


def _wanted(query: Any) -> _Wanted:
    if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
        raise KgError("error.reconcile.form", name="queries")
    limit = query.get("limit")
    types = _values(query.get("type"))
    given = query.get("properties") or []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise KgError("error.reconcile.form", name="properties")
    properties = ((str(one.get("pid") or one.get("p") or ""), _values(one.get("v"))) for one in given)
    most = min(limit, _MOST) if isinstance(limit, int) and limit > 0 else 10
    return _Wanted(query.get("query", "")[:500], types, most, tuple(one for one in properties if one[1]))


def _values(given: Any) -> tuple[str, ...]:
    """Return what a client may write in several ways as texts: a value, one with an id, or a list of them."""
    if isinstance(given, list):
        return tuple(text for one in given for text in _values(one))
    if isinstance(given, dict):
        return _values(given.get("id") or given.get("name"))
    return (str(given),) if given not in (None, "") else ()


def _candidates(pages: Pages, wanted: _Wanted, language: str) -> list[dict[str, Any]]:
    exact = _exact(pages, wanted.text)
    found = [iri for iri in _found(pages, wanted.text) if not wanted.types or _is_of(pages, iri, wanted.types)]
    scored = [_scored(pages, iri, wanted, is_exact=iri == exact, language=language) for iri in found]
    return sorted(scored, key=lambda one: (-one["score"], one["id"]))[: wanted.limit]


def _exact(pages: Pages, text: str) -> str | None:
    """Return the one entity that a text is a whole name of, or a name with another of its names in brackets."""
    names, apart = pages.graph.names, _APART.match(text)
    whole = names.called("entity", text)
    if whole or not apart:
        return whole
    first, second = (names.called("entity", one) for one in apart.groups())
    return first if first == second else None


def _found(pages: Pages, text: str) -> list[str]:
    """Return the entities that a text may name; of a name with another in brackets, either."""
    names, apart = pages.graph.names, _APART.match(text)
    found = [iri for one in (text, *(apart.groups() if apart else ())) for iri in names.find(one, _SOUGHT)]
    return [iri for iri in dict.fromkeys(found) if iri in pages.record.identity]


def _is_of(pages: Pages, iri: str, types: Iterable[str]) -> bool:
    own = pages.record.identity[iri]
    ids = {local_name(term.value) for name in ("type", "hasKind") for term in own.get(name, ())}
    return any(local_name(one) in ids for one in types)


def _scored(pages: Pages, iri: str, wanted: _Wanted, *, is_exact: bool, language: str) -> dict[str, Any]:
    alike = 1.0 if is_exact else max((_alike(name, wanted.text) for name in _called(pages, iri)), default=0.0)
    held = [_has(pages, iri, name, values) for name, values in wanted.properties]
    share = sum(held) / len(held) if held else 1.0
    return {
        **_named(pages, iri, language),
        "score": round(100 * alike * (0.75 + 0.25 * share), 1),
        "match": is_exact and all(held),
        "features": [{"id": "name", "value": round(100 * alike, 1)}, {"id": "properties", "value": round(100 * share)}],
    }


def _called(pages: Pages, iri: str) -> Iterator[str]:
    own = pages.record.identity[iri]
    yield from (term.value for name in _NAMES for term in own.get(name, ()))


def _alike(name: str, text: str) -> float:
    """Return how much two names have in common, less than 1 where they are not the same."""
    first, second = fold(name), fold(text)
    return 0.99 if first == second else 0.98 * difflib.SequenceMatcher(None, first, second).ratio()


def _has(pages: Pages, iri: str, name: str, values: Iterable[str]) -> bool:
    told = {fold(text) for one in _told(pages, iri, local_name(name)) for text in (_word(pages, one), _id(one))}
    return any(fold(value) in told for value in values)


def _named(pages: Pages, iri: str, language: str) -> dict[str, Any]:
    own = pages.record.identity[iri]
    definitions = {getattr(term, "language", "") or "en": term.value for term in own.get("definition", ())}
    kinds = [*own.get("hasKind", ()), *own.get("type", ())]
    return {
        "id": local_name(iri),
        "name": pages.labels.of(iri, language),
        "description": localized(definitions, language),
        "type": [{"id": local_name(one.value), "name": pages.labels.of(one.value, language)} for one in kinds],
    }


def suggested_entities(pages: Pages, text: str, language: str) -> dict[str, Any]:
    """Return the entities whose names begin with or contain a text."""
    found = [iri for iri in pages.graph.names.find(text, 20) if iri in pages.record.identity] if text else []
    named = (_named(pages, iri, language) for iri in found)
    return {"result": [{**one, "notable": one.pop("type")} for one in named]}


def suggested_types(pages: Pages, text: str, language: str) -> dict[str, Any]:
    """Return the classes and kinds whose names contain a text."""
    own = pages.record.identity.values()
    found = {term.value for one in own for name in ("type", "hasKind") for term in one.get(name, ())}
    return {"result": _containing(pages, found, text, language)}


def suggested_properties(pages: Pages, text: str, language: str) -> dict[str, Any]:
    """Return the properties whose names contain a text."""
    return {"result": _containing(pages, _properties(pages), text, language)}


def proposed_properties(pages: Pages, kind: str, language: str) -> dict[str, Any]:
    """Return the properties that a list of entities of a type may be extended with."""
    return {"type": kind, "properties": _containing(pages, _properties(pages), "", language)}


def _containing(pages: Pages, iris: Iterable[str], text: str, language: str) -> list[dict[str, str]]:
    named = [{"id": local_name(iri), "name": pages.labels.of(iri, language)} for iri in sorted(iris)]
    return [one for one in named if fold(text) in fold(one["name"]) or fold(text) in fold(one["id"])]


def _properties(pages: Pages) -> set[str]:
    own = (name for identity in pages.record.identity.values() for name in identity if name != "label")
    return {TERM + name for name in own} | {tie.relation for tie in pages.record.ties}


def extended(pages: Pages, text: str, language: str) -> dict[str, Any]:
    """Return the values of properties of entities. Raises KgError for what does not ask for any."""
    asked = _object(text, "extend")
    ids, properties = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list):
        raise KgError("error.reconcile.form", name="extend")
    names = [local_name(name) for one in properties for name in _values(one)]
    rows = {
        str(one): {
            name: [_cell(pages, value, language) for value in _told(pages, ENTITY + local_name(str(one)), name)]
            for name in names
        }
        for one in ids[: 20 * BATCH]
    }
    meta = [{"id": name, "name": pages.labels.of(TERM + name, language)} for name in names]
    return {"meta": meta, "rows": rows}


def _told(pages: Pages, iri: str, name: str) -> list[Term]:
    """Return the values of a property of an entity: what identifies it, what it is tied to, what is claimed of it."""
    own = list(pages.record.identity.get(iri, {}).get(name, ()))
    claimed = (claim.object for claim in pages.record.claims.values(iri, name))
    tied = (ox.NamedNode(tie.object) for tie in pages.record.ties_from.get(iri, ()) if local_name(tie.relation) == name)
    return list(dict.fromkeys([*own, *claimed, *tied]))


def _cell(pages: Pages, value: Term, language: str) -> dict[str, Any]:
    if isinstance(value, ox.NamedNode) and value.value.startswith(tuple(OWN_PREFIXES.values())):
        return {"id": local_name(value.value), "name": pages.labels.of(value.value, language)}
    if isinstance(value, ox.Literal) and value.datatype.value.endswith("#date"):
        return {"date": f"{value.value}T00:00:00Z"}
    return {"str": value.value}


def _word(pages: Pages, value: Term) -> str:
    return pages.labels.of(value.value) if isinstance(value, ox.NamedNode) else value.value


def _id(value: Term) -> str:
    return local_name(value.value) if isinstance(value, ox.NamedNode) else value.value


def preview(pages: Pages, name: str, language: str) -> bytes:
    """Return a small page that shows an entity within another page. Raises KgError where there is none."""
    iri = ENTITY + local_name(name)
    if iri not in pages.record.identity:
        raise KgError("error.http.not_found")
    told = _named(pages, iri, language)
    names = [pages.labels.of(iri, tag) for tag in LANGUAGES if tag != language]
    kinds = ", ".join(one["name"] for one in told["type"][:1])
    return render("preview", language, title=told["name"], names=names, kinds=kinds, told=told["description"])


def _object(text: str, name: str) -> Mapping[str, Any]:
    """Return an object of JSON. Raises KgError for what is none."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise KgError("error.reconcile.form", name=name)
    return read
