"""Findings: what a rule complains of, and where in the files an editor finds it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.messages import readers_language
from kg.rdf.files import ParsedFiles, line_of, shown
from kg.vocabulary import shorten


@dataclass(frozen=True, order=True)
class Finding:
    """Something that a rule complains of: where, about what, which rule, and what to do."""

    path: str
    line: int
    subject: str
    rule: str
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.subject}: {self.message} [{self.rule}]"


class Findings(list[Finding]):
    """Findings in order, which a notebook shows as a table."""

    def _repr_html_(self) -> str:
        from kg.render.html import findings_html

        return findings_html(self, readers_language())


def finding(content: ParsedFiles, subject: str, rule: str, message: str, passage: str = "") -> Finding:
    """Return a finding about a subject, placed in the file that describes it, or that holds the passage named."""
    named, told = content.named(subject), _IRI.sub(_short_form, message)
    path = content.graphs.get(passage) or content.file_of.get(passage or named) or content.file_of.get(named)
    graph = passage if ":" in passage else ""  # one without a name has none in the file
    line = line_of(path, named, graph, told) if content.is_asked_for(passage, named) else 0
    return Finding(str(path or "(derived)"), line, shown(named), rule, told)


_IRI = re.compile(r"(?<!<)https?://[\w.~/#-]*\w")


def _short_form(found: re.Match[str]) -> str:
    short = shorten(found[0])
    return found[0] if short.startswith("<") else short
