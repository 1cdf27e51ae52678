"""The bad examples, and what is added to the tiny world to spoil it."""

from pathlib import Path

import pyoxigraph as ox

from kg.rdf.folders import Folders, data_files
from kg.validation.findings import Finding
from tests.worlds import ROOT, TESTS

BAD, ONTOLOGY = TESTS / "bad", ROOT / "ontology"
SH = "http://www.w3.org/ns/shacl#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
EXAMPLES = {path.stem: path for path in [*data_files(BAD), *BAD.glob("*.yaml")]}

PASSAGE = """@prefix ent: <https://w3id.org/perimeter/entity/> .
@prefix kind: <https://w3id.org/perimeter/kind/> .
@prefix sec: <https://w3id.org/perimeter/term/> .
@prefix src: <https://w3id.org/perimeter/source/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/perimeter/source/wikipedia-norad/added>
    a sec:Passage ;
    sec:isPassageOf src:wikipedia-norad ;
    sec:says "Our words."@en, "Nos mots."@fr .

<https://w3id.org/perimeter/source/wikipedia-norad/added> {
    %s
}
"""


def add(world: Folders, text: str, place: str = "added.trig") -> Path:
    path = world.data / place
    path.write_text(text, encoding="utf-8")
    return path


def rules_of(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings}
