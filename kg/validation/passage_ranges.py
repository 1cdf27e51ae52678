"""Passages compared with the texts that they stand in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.rdf.files import ParsedFiles, text_of
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.validation.findings import Finding, finding


def text_findings(engine: Engine, sources: Path, content: ParsedFiles) -> Iterator[Finding]:
    """Yield a finding for each digest and character range that is not true of the text at hand."""
    for passage, document, name, digest, start, end in engine.table(lookup("ranges")).rows:
        path = sources / str(name)
        if not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            message = f"sec:sha256 is not the digest of {name}; read the text again and set the ranges anew."
            yield finding(content, str(document), "passage-hash", message)
            continue
        first, last = int(str(start)), int(str(end))
        part = text_of(path)[first:last]
        if not (0 <= first < last) or len(part) != last - first or part != part.strip():
            message = f"characters {first} to {last} of {name} are not a stretch of text without outer spaces."
            yield finding(content, str(passage), "passage-range", message)


def uncovered(text: str, ranges: Iterable[tuple[int, int]]) -> list[str]:
    """Return the stretches of a text that no range covers and that hold a letter or a digit.

    >>> uncovered("One. Two.", [(0, 4)])
    ['Two.']
    """
    left, place = [], 0
    for start, end in sorted(ranges):
        left.append(text[place:start])
        place = max(place, end)
    left.append(text[place:])
    return [part.strip() for part in left if re.search(r"\w", part)]
