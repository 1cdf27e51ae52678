"""What is left of a draft: lines that it offers, and that nobody confirmed or dropped."""

from __future__ import annotations

from collections.abc import Iterator

from kg.rdf.canonical import is_offer
from kg.rdf.files import ParsedFiles, text_of
from kg.validation.findings import Finding

RULES = {"draft-unfinished": "a file in which lines of a draft are left"}


def draft_findings(content: ParsedFiles) -> Iterator[Finding]:
    """Yield a finding for each file in which lines of a draft are left, at the first of them."""
    for path in dict.fromkeys(content.file_of.values()):
        lines = [number for number, line in enumerate(text_of(path).splitlines(), 1) if is_offer(line)]
        if lines:
            message = (
                f"{len(lines)} lines of a draft are left (#?): take the mark away from what the page says, "
                "then kg format --finish drops the rest."
            )
            yield Finding(str(path), lines[0], path.name, "draft-unfinished", message)
