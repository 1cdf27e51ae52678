"""The terms that shapes, checks, rules and reviews name: each is one of the ontology, or of SHACL Core."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.rdf.files import Folders, ParsedFiles, text_of
from kg.validation.findings import Finding
from kg.validation.shapes import SHAPE_TERMS
from kg.vocabulary import CONCEPTS, OWN_PREFIXES, SHARED_PREFIXES

RULES = {"term-unknown": "a term that the ontology does not have, in a shape, check, rule or review"}
"""The rule of this module, and what it finds."""

_TERM = re.compile(rf"(?<![\w:/-])({'|'.join(('sec', 'sh', *CONCEPTS))}):([\w-]*\w)")
_OPAQUE = re.compile(r'("(?:[^"\\\n]|\\.)*")|<[^<>\s]*>|#[^\n]*|\\.')
"""IRIs and comments, which hold no terms, and strings, which do where they are messages."""


def term_findings(folders: Folders, content: ParsedFiles) -> Iterator[Finding]:
    """Yield a finding for each unknown term, where it stands: what names one finds nothing for ever."""
    for part in ("shapes", "checks", "rules", "reviews"):
        for path in folders.part(part):
            yield from _unknown_terms(path, content.file_of)


def _unknown_terms(path: Path, known: Mapping[str, Path]) -> Iterator[Finding]:
    for number, line in enumerate(_OPAQUE.sub(lambda part: part[1] or "", text_of(path)).split("\n"), 1):
        for prefix, name in _TERM.findall(line):
            if prefix == "sh":
                missing = path.suffix == ".rq" and name not in SHAPE_TERMS  # those of shapes have a rule of their own
            else:
                missing = OWN_PREFIXES[prefix] + name not in known
            if missing:
                message = f"There is no {prefix}:{name}.{_nearest(prefix, name, known)}"
                yield Finding(str(path), number, path.stem, "term-unknown", message)


def _nearest(prefix: str, name: str, known: Mapping[str, Path]) -> str:
    namespace = {**OWN_PREFIXES, **SHARED_PREFIXES}[prefix]
    names = (
        SHAPE_TERMS if prefix == "sh" else [iri.removeprefix(namespace) for iri in known if iri.startswith(namespace)]
    )
    near = difflib.get_close_matches(name, names, 1, 0.6)
    return f" Did you mean {prefix}:{near[0]}?" if near else ""
