"""What is cited by a name: an entity, a document, a passage, or a claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.record.dataset import read_dataset
from kg.record.entities import read_entity
from kg.record.evidence_reader import read_claims, read_documents, read_passages
from kg.render.references import Reference, document_reference, entity_references, passage_reference
from kg.vocabulary import SOURCE, expand

if TYPE_CHECKING:
    from kg.questions.names import Names
    from kg.sparql.engine import Engine

_SOURCE = re.compile(re.escape(SOURCE) + r"[\w.-]+(/[\w.-]+)?")
_CLAIM = re.compile(r"(?:.*/)?claim/([0-9a-f]{12})|([0-9a-f]{12})")


def references(engine: Engine, names: Names, text: str, language: str = "en") -> list[Reference]:
    """Return the references of what a text names: an entity, a document, a passage by document and number, a claim.

    An entity is told by an id or a name, a claim by the end of its address. Raises UnknownName with the nearest
    entities.

    >>> from kg.graph import load
    >>> graph = load("tests/mini")
    >>> [one.id for one in references(graph.engine, graph.names, "wikipedia-norad/p1")]
    ['wikipedia-norad-p1']
    """
    found = _of_document(engine, names, text, language) or _of_claim(engine, text, language)
    if found:
        return found
    return entity_references(read_entity(engine, names.resolve(text)), read_dataset(engine), language)


def _of_document(engine: Engine, names: Names, text: str, language: str) -> list[Reference]:
    """Return a document by its id or title, or a passage by its document and its own name; an entity comes first."""
    if names.called("entity", text):
        return []
    iri = expand(text) if ":" in text else f"{SOURCE}{text}"
    for one in (iri, names.called("document", text)):
        if one and _SOURCE.fullmatch(one):
            told = [document_reference(found, language) for found in read_documents(engine, [one]).values()]
            told += [passage_reference(found, language) for found in read_passages(engine, [one]).values()]
            if told:
                return told
    return []


def _of_claim(engine: Engine, text: str, language: str) -> list[Reference]:
    """Return the passages that make a claim; its name is found by going through all."""
    named = _CLAIM.fullmatch(text)
    wanted = named and (named[1] or named[2])
    made = (claim for claim in read_claims(engine) if claim.name == wanted) if wanted else ()
    passages = [iri for claim in made for iri in claim.passages]
    return [passage_reference(one, language) for one in read_passages(engine, passages).values()]
