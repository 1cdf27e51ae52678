"""Two entities, two documents with a passage each, and what is told of entities and of what joins them."""

from __future__ import annotations

import kg
from kg.render.sentences import tell_entity, tell_reasons

HEAD = """
src:d a sec:Document ; dcterms:title "Page"@en ; dcterms:publisher ent:one .
src:e a sec:Document ; dcterms:title "Other"@en ; dcterms:publisher ent:two .
<https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d ; sec:says "First."@en .
<https://w3id.org/perimeter/source/e/p1> a sec:Passage ; sec:isPassageOf src:e ; sec:says "Second."@en .
ent:a a sec:Organization ; rdfs:label "A"@en .
ent:b a sec:TaskForce ; rdfs:label "B"@en .
"""


def shown(graph: kg.KnowledgeGraph, name: str, language: str = "en") -> str:
    return tell_entity(graph.entity(name), graph.labels, language)


def why(graph: kg.KnowledgeGraph, first: str, second: str, language: str = "en") -> str:
    return tell_reasons(graph.why(first, second), graph.labels, language)
