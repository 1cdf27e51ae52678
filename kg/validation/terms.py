"""The terms that shapes, checks, rules and reviews name: of the ontology, or of a vocabulary that others keep."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from kg.rdf.files import ParsedFiles, text_of
from kg.rdf.folders import Folders
from kg.validation.findings import Finding
from kg.validation.shapes import SHAPE_TERMS
from kg.vocabulary import CONCEPTS, OWN_PREFIXES, SHARED_PREFIXES

RULES = {"term-unknown": "a term that the ontology does not have, in a shape, check, rule or review"}
"""The rule of this module, and what it finds."""

_TERM = re.compile(rf"(?<![\w:/-])({'|'.join(('sec', *CONCEPTS, *SHARED_PREFIXES))}):([\w-]*\w)")
_OPAQUE = re.compile(r'("(?:[^"\\\n]|\\.)*")|<[^<>\s]*>|#[^\n]*|\\.')
"""IRIs and comments, which hold no terms, and strings, which do where they are messages."""


def term_findings(folders: Folders, content: ParsedFiles) -> Iterator[Finding]:
    """Yield a finding for each unknown term, where it stands: what names one finds nothing for ever."""
    known = {*content.file_of, *(quad.predicate.value for quad in content.quads)}
    for part in ("shapes", "checks", "rules", "reviews"):
        for path in folders.part(part):
            yield from _unknown_terms(path, known)


def _unknown_terms(path: Path, known: Collection[str]) -> Iterator[Finding]:
    for number, line in enumerate(_OPAQUE.sub(lambda part: part[1] or "", text_of(path)).split("\n"), 1):
        for prefix, name in _TERM.findall(line):
            if prefix == "sh" and path.suffix == ".ttl":  # the terms of shapes have a rule of their own
                continue
            if _iri(prefix, name) not in known and not _is_shared(prefix, name):
                message = f"There is no {prefix}:{name}.{_nearest(prefix, name, known)}"
                yield Finding(str(path), number, path.stem, "term-unknown", message)


def _iri(prefix: str, name: str) -> str:
    return {**OWN_PREFIXES, **SHARED_PREFIXES}[prefix] + name


def _is_shared(prefix: str, name: str) -> bool:
    """Tell whether a term is of a vocabulary that others keep; of one that is not at hand, any term may be."""
    return prefix in SHARED_PREFIXES and (name in _shared(prefix) or not _shared(prefix))


@cache
def _shared(prefix: str) -> frozenset[str]:
    """Return the names of the terms of a vocabulary that others keep, as rdflib has them; none where it has not."""
    import rdflib.namespace

    if prefix == "sh":
        return frozenset(SHAPE_TERMS)
    kept = getattr(rdflib.namespace, {"schema": "SDO"}.get(prefix, prefix.upper()), None)
    return frozenset((*kept.__annotations__, *kept._extras)) if kept else frozenset()


def _nearest(prefix: str, name: str, known: Collection[str]) -> str:
    beginning = _iri(prefix, "")
    own = {iri.removeprefix(beginning) for iri in known if iri.startswith(beginning)}
    near = difflib.get_close_matches(
        name, sorted({*own, *_shared(prefix)} if prefix in SHARED_PREFIXES else own), 1, 0.6
    )
    return f" Did you mean {prefix}:{near[0]}?" if near else ""
