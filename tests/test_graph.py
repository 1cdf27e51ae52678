"""The knowledge graph: what it answers, and in which types."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.errors import DataError, KgError, QueryError
from kg.graph import build, open_read_only
from kg.rdf.formats import write_quads
from kg.rdf.worker import CAN_FORK
from kg.sparql.lookups import LOOKUPS as LOOKUP_FILES
from kg.sparql.lookups import lookup
from kg.version import __version__
from kg.vocabulary import BASE, ENTITY, TERM, local_name
from tests.sparql.hostile_queries import corpus
from tests.worlds import MINI, ROOT, RunKg

LOOKUPS = sorted(path.stem for path in LOOKUP_FILES.glob("*.rq"))


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


def test_a_claim_counts_only_by_passages_that_were_read_again_where_that_is_asked(mini: kg.KnowledgeGraph) -> None:
    norad = mini.entity("norad", read_again=True)
    assert {passage.was_read_again for passage in norad.passages.values()} == {True}
    assert [str(claim.object) for claim in norad.claims] == ['"1958-05-12"^^<http://www.w3.org/2001/XMLSchema#date>']
    assert mini.why("norad", "usnorthcom")
    assert not mini.why("norad", "usnorthcom", read_again=True)
    answer = mini.ask("what-is", of="norad", read_again=True)
    assert answer.passages() == ["https://w3id.org/perimeter/source/norad-agreement-page/p1"]
    network = mini.network(actors="all", read_again=True)
    told = {(local_name(a), local_name(b)): round(weight, 3) for a, b, weight in network.edges(data="weight")}
    assert told[("canada", "united-states")] == 1.833
    assert {name for pair in told for name in pair} == {"canada", "united-states", "rcmp", "cbsa"}
    assert mini.measure("strength", actors="all", read_again=True).column("id")[:2] == ["canada", "united-states"]
    assert list(mini.path("canada", "united-states", read_again=True)) == ["shortest", "strongest"]


def test_what_was_read_again_is_a_graph_of_its_own(mini: kg.KnowledgeGraph) -> None:
    again = mini.read_again
    assert set(again.quads()) == set(again.read_again.quads())
    assert again.record.read_again is again.record
    assert len(again.record.identity) == len(mini.record.identity)


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


def test_the_ontology_is_written_alone(mini: kg.KnowledgeGraph, run_kg: RunKg, tmp_path: Path) -> None:
    alone = rdflib.Graph().parse(mini.write(tmp_path / "ontology.ttl", only="ontology"))
    sec, ent = rdflib.Namespace(TERM), rdflib.Namespace(ENTITY)
    assert (rdflib.URIRef(TERM), rdflib.RDF.type, rdflib.OWL.Ontology) in alone
    assert {sec.leads, sec.Agreement, rdflib.URIRef(BASE + "topic/drugs")} <= set(alone.subjects())
    assert not [one for one in alone.subjects() if str(one).startswith(str(ent))]
    run_kg("write", tmp_path / "same.ttl", "--only", "ontology", "--data", MINI)
    assert (tmp_path / "same.ttl").read_bytes() == (tmp_path / "ontology.ttl").read_bytes()
    with pytest.raises(KgError, match="no part “people”"):
        mini.write(tmp_path / "people.ttl", only="people")


@pytest.mark.parametrize("name", ["all.docx", "all", "all.docx.gz"])
def test_an_unknown_extension_lists_the_known_and_writes_nothing(
    mini: kg.KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    with pytest.raises(KgError, match=r"is not known for graphs; choose turtle \(\.ttl\)"):
        mini.write(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_the_mini_world_has_no_findings(mini: kg.KnowledgeGraph) -> None:
    assert mini.check() == []


def test_one_file_is_checked_within_its_data(tmp_path: Path, run_kg: RunKg) -> None:
    data = shutil.copytree(MINI, tmp_path / "data")
    bad, other = (data / "entities" / f"{name}.ttl" for name in ("threat", "facility"))
    for path in (bad, other):
        path.write_text(re.sub(r', "[^"]*"@fr ;', " ;", path.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    graph = kg.load(data)
    whole, own = graph.check(), graph.check(only=bad)
    assert {one.path for one in whole} == {str(bad), str(other)}
    assert own == [one for one in whole if one.path == str(bad)] == graph.check(only=str(bad))
    assert [str(one) for one in own] == run_kg("check", bad).stdout.decode().splitlines()
    assert graph.check(only=data / "entities") == whole == graph.check(only=data)
    assert graph.check(only=data / "documents") == []
    with pytest.raises(KgError, match="gone"):
        graph.check(only=data / "gone.ttl")


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


@pytest.fixture
def store(tmp_path: Path, cache: Path) -> Path:
    build(tmp_path / "store", MINI)
    return tmp_path / "store"


def test_a_store_holds_the_dataset(store: Path, mini: kg.KnowledgeGraph) -> None:
    for graph in (kg.load(store=store), open_read_only(store=store)):
        assert write_quads(graph.quads(), "nquads") == write_quads(mini.quads(), "nquads")
        assert len(graph) == len(mini)


@pytest.mark.parametrize("name", LOOKUPS)
def test_a_store_answers_our_own_lookups_as_the_memory_does(store: Path, mini: kg.KnowledgeGraph, name: str) -> None:
    here, there = mini.engine.table(lookup(name)), kg.load(store=store).engine.table(lookup(name))
    assert Counter(there.rows) == Counter(here.rows)


def test_the_marker_tells_version_and_counts(store: Path, mini: kg.KnowledgeGraph) -> None:
    marker = json.loads((store / "perimeter.json").read_text(encoding="utf-8"))
    assert marker["version"] == __version__
    assert marker["quads"] == len(mini)
    assert marker["triples"] == mini.engine.table("SELECT (COUNT(*) AS ?n) { ?a ?b ?c }")[0][0]
    assert marker["passages"] == mini.engine.table("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?a ?b ?c } }")[0][0]


def test_a_store_is_replaced_whole_while_someone_reads_it(store: Path, mini: kg.KnowledgeGraph) -> None:
    reading = kg.load(store=store)
    build(store, MINI)
    assert len(reading.quads()) == len(kg.load(store=store)) == len(mini)
    assert [path.name for path in store.parent.iterdir()] == ["store"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert build(tmp_path / "empty", MINI)["quads"] == len(kg.load(store=tmp_path / "empty"))


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(KgError, match="holds other things"):
        build(tmp_path, MINI)
    (tmp_path / "perimeter.json").write_text('{"name": "another tool"}')
    with pytest.raises(KgError, match="holds other things"):
        build(tmp_path, MINI)
    assert (tmp_path / "letter.txt").read_text() == "dear"
    with pytest.raises(KgError, match="is a file"):
        build(tmp_path / "letter.txt", MINI)


def test_a_failed_build_keeps_the_earlier_store(
    store: Path, mini: kg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.replace

    def fail(source: Path, target: Path) -> None:
        if Path(source).name == "new":
            raise OSError(28, "No space left on device")
        rename(source, target)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(KgError, match="cannot be written"):
        build(store, MINI)
    assert len(kg.load(store=store)) == len(mini)
    assert [path.name for path in store.parent.iterdir()] == ["store"]


def test_a_missing_and_a_foreign_store_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"There is no store .* kg build"):
        kg.load(store=tmp_path / "none")
    with pytest.raises(KgError, match="not a store of ours"):
        kg.load(store=tmp_path)


def test_a_store_of_another_version_is_to_be_built_again(store: Path) -> None:
    marker = json.loads((store / "perimeter.json").read_text(encoding="utf-8"))
    (store / "perimeter.json").write_text(json.dumps(marker | {"layout": "0", "version": "0.0.1"}))
    with pytest.raises(KgError, match=r"written by another version \(0.0.1\)"):
        kg.load(store=store)


@pytest.mark.parametrize("pattern", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_damaged_store_is_said_to_be_damaged(store: Path, pattern: str) -> None:
    for file in store.glob(pattern):
        file.write_bytes(b"\0" * 10)
    with pytest.raises(KgError, match=r"is damaged. Write it with: kg build"):
        kg.load(store=store)


def test_the_package_offers_its_public_names_and_nothing_else() -> None:
    assert dir(kg) == sorted([*kg.__all__, "__version__"])


def test_an_editor_knows_what_load_returns(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api")
    file = tmp_path / "user.py"
    lines = (
        "graph = kg.load()",
        "reveal_type(graph)",
        "reveal_type(graph.ask('partners'))",
        "graph.network(topik='a')",
    )
    file.write_text("\n".join(["import kg", *lines]), encoding="utf-8")
    told, *_ = api.run(["--config-file", str(ROOT / "pyproject.toml"), str(file)])  # ours, whose cache is there
    assert 'Revealed type is "kg.graph.KnowledgeGraph"' in told
    assert 'Revealed type is "kg.questions.ask.Answer"' in told
    assert 'Unexpected keyword argument "topik"' in told


def test_what_is_shown_of_each_object_is_short_and_in_words(mini: kg.KnowledgeGraph) -> None:
    answer = mini.ask("partners", of="norad")
    shown = {
        "<KnowledgeGraph": mini,
        "partner": answer,
        "id ": mini.find("norad"),
        "<Network of ": mini.network(topic="border-security"),
        "<TieExplanation of canada and norad: ": mini.why("canada", "norad"),
        "what-is ": mini.questions,
        '<Question graph.ask("partners", of="fintrac"): Partners>': mini.questions["partners"],
        "norad  A command for two countries": mini.stories,
        "<Story norad: A command for two countries, ": mini.stories["norad"],
        "<Entity norad: ": mini.entity("norad"),
        "<NetworkPath cbsa – rcmp: ": mini.path("cbsa", "rcmp")["shortest"][0],
    }
    for beginning, one in shown.items():
        assert repr(one).startswith(beginning)
        assert len(repr(one)) < 3_000
        assert "object at 0x" not in repr(one)
    assert "passages" not in repr(answer).splitlines()[0]
    assert "topic='border-security'" in repr(mini.network(topic="border-security"))


def test_a_long_table_shows_its_first_rows_and_says_how_many_there_are(mini: kg.KnowledgeGraph) -> None:
    table = mini.query("SELECT * WHERE { ?a ?b ?c }")
    assert isinstance(table, kg.Table)
    assert repr(table).endswith(f"<{len(table):,} rows in all>")
    assert len(repr(table).splitlines()) < 120


def test_an_answer_gives_its_passages_as_a_frame(mini: kg.KnowledgeGraph) -> None:
    pytest.importorskip("pandas")
    answer = mini.ask("partners", of="norad")
    frame = answer.evidence("fr").to_pandas()
    assert list(frame["passage"]) == answer.passages()
    assert frame["says"].notna().all()
    assert list(frame.columns) == ["passage", "says", "title", "publisher", "date", "address", "reading"]


def test_a_network_gives_its_ties_as_a_frame(mini: kg.KnowledgeGraph) -> None:
    pytest.importorskip("pandas")
    frame = mini.network().to_pandas()
    assert len(frame) == mini.network().number_of_edges()
    assert list(frame.columns)[:5] == ["source", "source_name", "target", "target_name", "weight"]


WAITS = {
    "query": "graph.query(text)",
    "ask": "graph.ask('own')",
    "check": "graph.check()",
    "load": "kg.load(sys.argv[1] + '/rules')",
}


@pytest.mark.skipif(not CAN_FORK, reason="elsewhere what runs on is left alone")
@pytest.mark.parametrize("call", WAITS)
def test_an_interrupt_reaches_who_waits_for_the_library(tmp_path: Path, call: str) -> None:
    """Whatever asks a query of the reader's own: the call ends at once, and so does what it started."""
    header = "".join(f"# {word}@{tag}: {word}\n" for word in ("title", "question", "column n") for tag in ("en", "fr"))
    text = corpus()["product"]
    for world, place, content in (
        ("own", "questions/own.rq", header + text),
        ("own", "ontology/checks/own.rq", text),
        ("rules", "ontology/rules/own.rq", corpus()["product built"]),
    ):
        shutil.copytree(MINI, tmp_path / world, dirs_exist_ok=True)
        path = tmp_path / world / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    program = f"""
import signal, sys, threading, time, kg
graph, text = kg.load(sys.argv[1] + "/own"), sys.argv[2]
timer = threading.Timer(1.5, lambda: signal.pthread_kill(threading.main_thread().ident, signal.SIGINT))
timer.start()
begun = time.monotonic()
try:
    {WAITS[call]}
except KeyboardInterrupt:
    print(time.monotonic() - begun - 1.5)
"""
    words = [sys.executable, "-c", program, str(tmp_path), text]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert float(done.stdout) < 5
