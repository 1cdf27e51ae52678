"""Small worlds of a few claims, and the edges that they make."""

from __future__ import annotations

import datetime

from kg.network.measures import edge_table
from kg.network.network import Network
from kg.vocabulary import ENTITY

Day = datetime.date

HEAD = """
src:d a sec:Document ; dcterms:publisher ent:one ; sec:hasStanding standing:government .
src:e a sec:Document ; dcterms:publisher ent:paper ; sec:isTextOf ent:one ; sec:hasStanding standing:news .
src:f a sec:Document ; dcterms:publisher ent:two ; sec:hasStanding standing:news .
<https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d ; sec:readOn "2026-11-29"^^xsd:date .
<https://w3id.org/perimeter/source/e/p1> a sec:Passage ; sec:isPassageOf src:e ; sec:readOn "2026-11-29"^^xsd:date .
<https://w3id.org/perimeter/source/f/p1> a sec:Passage ; sec:isPassageOf src:f ; sec:readOn "2026-11-29"^^xsd:date .
ent:a a sec:Organization ; rdfs:label "A"@en ; sec:hasTopic topic:arctic .
ent:b a sec:Organization ; rdfs:label "B"@en ; sec:hasKind kind:agency .
ent:c a sec:Organization ; rdfs:label "C"@en .
ent:x a sec:TaskForce ; rdfs:label "X"@en .
ent:y a sec:TaskForce ; rdfs:label "Y"@en .
"""


def claims(*lines: str, passage: str = "d") -> str:
    return f"<https://w3id.org/perimeter/source/{passage}/p1> {{ {' '.join(lines)} }}\n"


def edges(network: Network) -> dict[tuple[str, str], float]:
    table = edge_table(network)
    columns = (table.column(name) for name in ("source", "target", "weight"))
    return {(str(one), str(other)): float(str(weight)) for one, other, weight in sorted(zip(*columns, strict=True))}


def edge(network: Network, first: str, second: str) -> dict[str, object]:
    return dict(network.edges[ENTITY + first, ENTITY + second])
