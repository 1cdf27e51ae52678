"""The knowledge graph: what it answers, and in which types."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.errors import DataError, KgError, QueryError
from kg.graph import open_read_only
from tests.worlds import MINI, ROOT


def test_select_gives_a_table_ask_a_bool_and_construct_a_graph_of_rdflib(mini: kg.KnowledgeGraph) -> None:
    assert isinstance(mini.query("SELECT ?a WHERE { ?a a sec:Country }"), kg.Table)
    assert mini.query("ASK { ent:canada a sec:Country }") is True
    described = mini.query("DESCRIBE ent:rcmp")
    assert isinstance(described, rdflib.Graph)
    label = rdflib.Literal("Gendarmerie royale du Canada", lang="fr")
    assert (rdflib.URIRef("https://w3id.org/perimeter/entity/rcmp"), rdflib.RDFS.label, label) in described


def test_variables_can_be_given_values(mini: kg.KnowledgeGraph) -> None:
    table = mini.query(
        "SELECT ?who WHERE { ?who sec:isMemberOf ?what } ORDER BY ?who",
        {"what": ox.NamedNode("https://w3id.org/perimeter/entity/norad")},
    )
    assert isinstance(table, kg.Table)
    assert [str(iri).rsplit("/", 1)[1] for iri in table.column("who")] == ["canada", "united-states"]


def test_a_fault_in_a_query_is_a_query_error(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="line 1, column"):
        mini.query("SELECT ?a WHERE { ?a nothing:at ?b }")


def test_the_snapshot_and_the_memory_hold_the_same(mini: kg.KnowledgeGraph) -> None:
    assert set(open_read_only(MINI).quads()) == set(mini.quads())


def test_names_labels_and_record_are_read_once(mini: kg.KnowledgeGraph) -> None:
    assert mini.names is mini.names
    assert mini.labels is mini.labels
    assert mini.record is mini.record


def test_it_says_how_much_it_holds_and_from_where(mini: kg.KnowledgeGraph) -> None:
    assert len(mini) == len(mini.quads())
    assert repr(mini) == f"<KnowledgeGraph of {len(mini):,} quads from mini>"


def test_a_broken_data_file_is_named_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("@prefix a: <http://a/> .\na:b a:c .\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"broken\.ttl:2:9: "):
        kg.load(tmp_path)


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(KgError, match="There is no folder nowhere"):
        kg.load("nowhere")


def test_an_empty_folder_is_a_graph_of_terms_alone(tmp_path: Path) -> None:
    graph = kg.load(tmp_path)
    assert len(graph) > 0
    assert len(graph.find("norad")) == 0
    assert len(graph.network()) == 0


def test_the_whole_graph_is_written_in_the_format_of_the_extension(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    for name, format_name in (("all.trig", ox.RdfFormat.TRIG), ("all.nq", ox.RdfFormat.N_QUADS)):
        path = mini.write(tmp_path / name)
        assert set(ox.parse(path.read_bytes(), format=format_name)) == set(mini.quads())
    flat = mini.write(str(tmp_path / "all.ttl"))
    default = {quad for quad in mini.quads() if quad.graph_name == ox.DefaultGraph()}
    assert set(ox.parse(flat.read_bytes(), format=ox.RdfFormat.TURTLE)) == default


@pytest.mark.parametrize("name", ["all.docx", "all", "all.nq.gz"])
def test_an_unknown_extension_lists_the_known_and_writes_nothing(
    mini: kg.KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    with pytest.raises(KgError, match=r"is not known for graphs; choose turtle \(\.ttl\)"):
        mini.write(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_the_mini_world_has_no_findings(mini: kg.KnowledgeGraph) -> None:
    assert mini.check() == []


def test_the_page_is_written_where_it_is_wanted(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    page = mini.explore(path=tmp_path / "page.html")
    assert page.path == Path(page) == tmp_path / "page.html"
    assert str(page) == str(page.path)
    assert "<html" in page.path.read_text(encoding="utf-8")


def test_every_public_name_is_there_and_no_other() -> None:
    for name in kg.__all__:
        assert getattr(kg, name).__name__ == name
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'nothing'"):
        _ = kg.nothing


def test_importing_the_library_loads_nothing_that_is_not_used() -> None:
    program = (
        "import sys, kg; print(sorted(set(sys.modules) & {'pyoxigraph', 'rdflib', 'networkx', 'igraph', 'kg.graph'}))"
    )
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert told.stdout.decode().strip() == "[]"


@pytest.mark.parametrize(
    ("first", "relation", "second"),
    [
        ("canada", "isMemberOf", "norad"),
        ("united-states", "isMemberOf", "norad"),
        ("norad", "isEstablishedBy", "norad-agreement-1958"),
    ],
)
def test_the_shipped_record_knows_what_everybody_knows(
    shipped: kg.KnowledgeGraph, first: str, relation: str, second: str
) -> None:
    assert shipped.query(f"ASK {{ ent:{first} sec:{relation} ent:{second} }}")
    assert shipped.query(f"ASK {{ GRAPH ?passage {{ ent:{first} sec:{relation} ent:{second} }} }}")


def test_the_shipped_record_merges_every_claim_and_derives_none_into_a_passage(shipped: kg.KnowledgeGraph) -> None:
    assert not shipped.query("ASK { GRAPH ?passage { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }")
    assert not shipped.query("ASK { GRAPH ?passage { ?s sec:isTiedTo|sec:earliestStart|sec:latestEnd ?o } }")
    assert shipped.query("ASK { ?s sec:isTiedTo ?o ; sec:earliestStart ?day }")
