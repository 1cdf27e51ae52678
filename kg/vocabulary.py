"""The namespaces of Perimeter, and the ways between an IRI and its short form."""

from __future__ import annotations

import re
from functools import lru_cache

BASE = "https://w3id.org/perimeter/"
TERM = f"{BASE}term/"
ENTITY = f"{BASE}entity/"
SOURCE = f"{BASE}source/"

OWN_PREFIXES = {
    "sec": TERM,
    "ent": ENTITY,
    "src": SOURCE,
    "tie": f"{BASE}tie/",
    "figure": f"{BASE}figure/",
    "event": f"{BASE}event/",
    "kind": f"{BASE}kind/",
    "topic": f"{BASE}topic/",
    "status": f"{BASE}status/",
    "standing": f"{BASE}standing/",
    "hedge": f"{BASE}hedge/",
    "origin": f"{BASE}origin/",
    "reading": f"{BASE}reading/",
    "sector": f"{BASE}sector/",
    "purpose": f"{BASE}purpose/",
    "series": f"{BASE}series/",
    "rule": f"{BASE}rule/",
}
SHARED_PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PREFIXES = {**OWN_PREFIXES, **SHARED_PREFIXES}
"""The prefixes that every query, prompt and data file of ours may use without declaring them."""

CONCEPTS = ("kind", "topic", "status", "standing", "hedge", "origin", "reading", "sector", "purpose", "series")
"""The prefixes of concepts, one for each scheme: what a question can take as the value of a parameter."""

ENDED_SOME_DAY, NOT_HEARD_OF = (f"{BASE}status/{name}" for name in ("ended-some-day", "not-heard-of"))
"""The statuses that no page states: they follow from what pages state and when."""

CLAIMED = tuple(OWN_PREFIXES[prefix] for prefix in ("ent", "tie", "figure", "event"))
"""The namespaces of the things that claims are about."""

LANGUAGES = ("en", "fr")

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?\Z")


def shorten(iri: str) -> str:
    """Return the prefixed name of an IRI, or the IRI in angle brackets when no prefix fits.

    >>> shorten("https://w3id.org/perimeter/entity/norad")
    'ent:norad'
    >>> shorten("http://example.org/a")
    '<http://example.org/a>'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.match(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def expand(name: str) -> str | None:
    """Return the IRI of a prefixed name or of an IRI in angle brackets, or None when it is neither.

    >>> expand("ent:norad")
    'https://w3id.org/perimeter/entity/norad'
    """
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        return PREFIXES[prefix] + local
    return name if re.match(r"https?://", name) else None


def declare(text: str) -> str:
    """Return a query with those of our prefixes declared that it uses and does not declare itself.

    >>> declare("ASK { ent:norad ?b ?c }")
    'PREFIX ent: <https://w3id.org/perimeter/entity/>\\nASK { ent:norad ?b ?c }'
    """
    used = set(re.findall(r"(?<![\w:-])([a-z]+):", text))
    own = set(re.findall(r"(?i)\bPREFIX\s+([a-z]+):", text))
    declared = [f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in PREFIXES if name in used - own]
    return "".join(declared) + text


@lru_cache(maxsize=1 << 16)
def local_name(iri: str) -> str:
    """Return the part of an IRI after its last slash or hash: the id of an entity, a kind, a topic.

    >>> local_name("https://w3id.org/perimeter/kind/treaty")
    'treaty'
    """
    whole = iri.rstrip("/#")
    return whole[max(whole.rfind("/"), whole.rfind("#")) + 1 :]


@lru_cache(maxsize=1 << 16)
def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key in which ``p2`` comes before ``p10``.

    >>> sorted(["p10", "p2"], key=natural_key)
    ['p2', 'p10']
    """
    parts = re.split(r"(\d+)", text)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts if part)
