"""The data set described for catalogues."""

from __future__ import annotations

import rdflib

import kg

VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
VERSION = rdflib.URIRef("http://www.w3.org/ns/dcat#version")
DATASET = rdflib.URIRef("https://w3id.org/perimeter/")


def test_counts_are_those_of_the_graph(mini: kg.KnowledgeGraph) -> None:
    described = mini.describe()
    entities = mini.query("SELECT (COUNT(DISTINCT ?entity) AS ?number) WHERE { ?entity a sec:Entity }")
    assert isinstance(entities, kg.Table)
    assert described.value(DATASET, VOID.entities).toPython() == entities.rows[0][0]  # type: ignore[union-attr]


def test_each_class_is_a_partition_with_its_members(mini: kg.KnowledgeGraph) -> None:
    described = mini.describe()
    part = next(described.subjects(VOID["class"], rdflib.URIRef("https://w3id.org/perimeter/term/Country")))
    assert described.value(part, VOID.entities) == rdflib.Literal(2)


def test_licence_version_and_both_languages_are_named(shipped: kg.KnowledgeGraph) -> None:
    described = shipped.describe()
    assert str(described.value(DATASET, rdflib.DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
    assert str(described.value(DATASET, VERSION)) == kg.__version__
    assert {title.language for title in described.objects(DATASET, rdflib.DCTERMS.title)} == {"en", "fr"}  # type: ignore[attr-defined]


def test_data_without_a_description_are_under_no_licence_of_ours(mini: kg.KnowledgeGraph) -> None:
    assert mini.describe().value(DATASET, rdflib.DCTERMS.license) is None
