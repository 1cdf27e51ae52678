"""The dataset as the page carries it for SPARQL: TriG that its worker completes and loads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kg.vocabulary import LANGUAGES, PREFIXES

_DEFAULT = ox.DefaultGraph()
_LIKE_A_REFERENCE = re.compile(r"~\d+")


def write_dataset(quads: Iterable[ox.Quad], texts: list[list[str]]) -> bytes:
    """Return quads as TriG without what the page can put in itself: the merge of the passages, and its own texts.

    ``texts`` are those of the page, each in all languages; a literal that is among them is written as its number
    (``"~7"@en``). One that only looks like a number is added to them.

    >>> said = ox.Literal("Canada takes part.", language="en")
    >>> claim = ox.Quad(ox.NamedNode("x:p1"), ox.NamedNode("x:says"), said)
    >>> write_dataset([claim], [["Canada takes part.", "Le Canada y participe."]]).splitlines()[-1]
    b'<x:p1> <x:says> "~0"@en .'
    """
    numbers = _Numbers(texts)
    kept = [_numbered(quad, numbers) for quad in _without_merge(list(quads))]
    return ox.serialize(sorted(kept, key=_order), format=ox.RdfFormat.TRIG, prefixes=PREFIXES) or b""


class _Numbers:
    """The numbers of texts, by language."""

    def __init__(self, texts: list[list[str]]) -> None:
        self.texts = texts
        self.found: dict[tuple[str, str], int] = {}
        for number, text in enumerate(texts):
            self._note(text, number)

    def of(self, said: ox.Literal) -> int | None:
        """Return the number of a literal, None for one that is not a text of the page."""
        language = said.language or ""
        if language not in LANGUAGES or said != ox.Literal(said.value, language=language):  # one with a direction
            return None
        if _LIKE_A_REFERENCE.fullmatch(said.value) and (language, said.value) not in self.found:
            self.texts.append([said.value] * len(LANGUAGES))
            self._note(self.texts[-1], len(self.texts) - 1)
        return self.found.get((language, said.value))

    def _note(self, text: Sequence[str], number: int) -> None:
        for language, value in zip(LANGUAGES, text, strict=True):
            self.found.setdefault((language, value), number)


def _without_merge(quads: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Leave out the triples of the default graph that a passage says."""
    said = {quad.triple for quad in quads if quad.graph_name != _DEFAULT}
    return [quad for quad in quads if quad.graph_name != _DEFAULT or quad.triple not in said]


def _numbered(quad: ox.Quad, numbers: _Numbers) -> ox.Quad:
    said = quad.object
    if not isinstance(said, ox.Literal) or (number := numbers.of(said)) is None:
        return quad
    return ox.Quad(quad.subject, quad.predicate, ox.Literal(f"~{number}", language=said.language), quad.graph_name)


def _order(quad: ox.Quad) -> tuple[bool, str, str, str, str]:
    """The default graph first; languages and neighbours beside each other compress best."""
    graph = "" if quad.graph_name == _DEFAULT else str(quad.graph_name)
    return bool(graph), graph, str(quad.subject), str(quad.predicate), str(quad.object)
