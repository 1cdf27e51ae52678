"""The dataset: every claim once, what follows from it, and the snapshot that is kept of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.errors import DataError
from kg.rdf.dataset import build
from kg.rdf.files import Content, Folders, data_files
from kg.rdf.snapshot import open_memory, open_snapshot
from tests.worlds import MINI, ROOT, MakeGraph, write_world

PASSAGES = """
src:d a sec:Document .
<https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d .
<https://w3id.org/perimeter/source/d/p2> a sec:Passage ; sec:isPassageOf src:d .
"""


def quads(store: ox.Store) -> set[ox.Quad]:
    return set(store)


def count(graph: kg.KnowledgeGraph, pattern: str) -> object:
    answer = graph.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    assert isinstance(answer, kg.Table)
    return answer[0][0]


def test_a_claim_that_two_passages_make_is_counted_once(mini: kg.KnowledgeGraph) -> None:
    claim = "ent:canada sec:participatesIn ent:cross-border-firearms-task-force"
    assert count(mini, claim) == 1
    assert count(mini, f"GRAPH ?passage {{ {claim} }}") == 2


def test_no_plain_pattern_ever_gives_a_row_twice(mini: kg.KnowledgeGraph) -> None:
    rows = mini.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    assert isinstance(rows, kg.Table)
    assert len(rows) == len(set(rows.terms)) == count(mini, "?s ?p ?o")


def test_every_claim_of_a_passage_is_in_the_default_graph(mini: kg.KnowledgeGraph) -> None:
    assert count(mini, "GRAPH ?passage { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o }") == 0
    assert count(mini, "GRAPH ?passage { ?s ?p ?o }") != 0


def test_a_passage_graph_holds_what_its_file_says_and_nothing_derived(mini: kg.KnowledgeGraph) -> None:
    written = {quad for quad in Content.of(data_files(MINI)).quads if quad.graph_name != ox.DefaultGraph()}
    held = {quad for quad in mini.quads() if quad.graph_name != ox.DefaultGraph()}
    assert held == written
    assert len({quad.graph_name for quad in held}) > 10


def test_a_member_of_a_class_is_a_member_of_the_wider_ones(mini: kg.KnowledgeGraph) -> None:
    table = mini.query("SELECT ?class WHERE { ent:cross-border-firearms-task-force a ?class } ORDER BY ?class")
    assert isinstance(table, kg.Table)
    assert [str(iri).rsplit("/", 1)[1] for iri in table.column("class")] == ["Collaboration", "Entity", "TaskForce"]


def test_a_relation_is_a_case_of_its_family_and_of_being_tied(mini: kg.KnowledgeGraph) -> None:
    table = mini.query(
        "SELECT ?relation WHERE { ent:cbsa ?relation ent:cross-border-firearms-task-force } ORDER BY ?relation"
    )
    assert isinstance(table, kg.Table)
    names = [str(iri).rsplit("/", 1)[1] for iri in table.column("relation")]
    assert names == ["coLeads", "isTiedTo", "takesPartIn"]


def test_a_symmetric_relation_that_is_written_once_holds_both_ways(mini: kg.KnowledgeGraph) -> None:
    assert mini.query("ASK { ent:norad sec:cooperatesWith ent:usnorthcom }")
    assert mini.query("ASK { ent:norad sec:worksWith ent:usnorthcom }")
    assert not mini.query("ASK { GRAPH ?passage { ent:norad sec:cooperatesWith ent:usnorthcom } }")


def test_a_relation_that_is_not_symmetric_is_not_turned_round(mini: kg.KnowledgeGraph) -> None:
    assert mini.query("ASK { ent:canada sec:isMemberOf ent:norad }")
    assert not mini.query("ASK { ent:norad sec:isMemberOf ent:canada }")


def test_being_invited_is_not_taking_part(mini: kg.KnowledgeGraph) -> None:
    assert mini.query("ASK { ent:united-states sec:isInvitedTo ent:operation-nanook }")
    assert not mini.query("ASK { ent:united-states sec:takesPartIn ent:operation-nanook }")


def test_a_collaboration_has_the_countries_of_its_parties_and_members(mini: kg.KnowledgeGraph) -> None:
    pattern = "{{ ent:{} sec:hasCountry ent:canada, ent:united-states }}"
    assert mini.query("ASK " + pattern.format("norad"))
    assert mini.query("ASK " + pattern.format("lrma-preclearance-agreement"))


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        ('sec:startDate "1957"^^xsd:gYear ; sec:endDate "1958"^^xsd:gYear', "1957-01-01", "1958-12-31"),
        ('sec:startDate "1957-09"^^xsd:gYearMonth ; sec:endDate "1958-04"^^xsd:gYearMonth', "1957-09-01", "1958-04-30"),
        ('sec:startDate "1957-09-12"^^xsd:date ; sec:endDate "1958-05-12"^^xsd:date', "1957-09-12", "1958-05-12"),
        ('sec:endDate "2023-02"^^xsd:gYearMonth', None, "2023-02-28"),
        ('sec:endDate "2024-02"^^xsd:gYearMonth', None, "2024-02-29"),
        ('sec:endDate "1900-02"^^xsd:gYearMonth', None, "1900-02-28"),
        ('sec:endDate "2000-02"^^xsd:gYearMonth', None, "2000-02-29"),
        ('sec:endDate "2001-01"^^xsd:gYearMonth', None, "2001-01-31"),
        ('sec:endDate "2001-12"^^xsd:gYearMonth', None, "2001-12-31"),
        ('sec:startDate "1957"^^xsd:gYear, "1957-09-12"^^xsd:date, "1958-05-12"^^xsd:date', "1957-01-01", None),
        ('sec:endDate "1957"^^xsd:gYear, "1957-09-12"^^xsd:date, "1957-11"^^xsd:gYearMonth', None, "1957-12-31"),
        ('sec:startDate "2015-03-16"^^xsd:date ; sec:inForceDate "2019"^^xsd:gYear', "2015-03-16", None),
        ('sec:inForceDate "2019-08"^^xsd:gYearMonth', "2019-08-01", None),
        ('sec:date "1968-03"^^xsd:gYearMonth', "1968-03-01", "1968-03-31"),
        ("a sec:Agreement", None, None),
    ],
)
def test_the_first_and_last_day_follow_from_dates_of_any_precision(
    make_graph: MakeGraph, dates: str, first: str | None, last: str | None
) -> None:
    graph = make_graph(PASSAGES + f"<https://w3id.org/perimeter/source/d/p1> {{ ent:x {dates} . }}")
    for name, day in (("earliestStart", first), ("latestEnd", last)):
        found = graph.engine.table(f"SELECT (STR(?day) AS ?text) (DATATYPE(?day) AS ?type) {{ ent:x sec:{name} ?day }}")
        assert found.rows == ([(day, "http://www.w3.org/2001/XMLSchema#date")] if day else [])


def test_conflicting_starts_stand_side_by_side_and_the_earliest_is_compared(mini: kg.KnowledgeGraph) -> None:
    stated = mini.query("SELECT (STR(?date) AS ?text) WHERE { ent:norad sec:startDate ?date } ORDER BY ?text")
    assert isinstance(stated, kg.Table)
    assert stated.column("text") == ["1957-09-12", "1958", "1958-05-12"]
    assert mini.query('ASK { ent:norad sec:earliestStart "1957-09-12"^^xsd:date }')
    assert count(mini, "ent:norad sec:earliestStart ?day") == 1


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for snapshots that this test has for itself."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "perimeter"


@pytest.fixture
def world(tmp_path: Path) -> Folders:
    """A copy of the tiny world that a test may change."""
    shutil.copytree(MINI, tmp_path / "world")
    return Folders.find(tmp_path / "world")


def state(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in folder.iterdir()}


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_the_snapshot_holds_what_is_built_and_is_used_again(home: Path, world: Folders, opened: object) -> None:
    assert callable(opened)
    first = quads(opened(world))
    before = state(home)
    assert len(before) == 1
    assert quads(opened(world)) == first == quads(build(world))
    assert state(home) == before


def test_a_changed_file_makes_a_new_snapshot_in_place_of_the_old(home: Path, world: Folders) -> None:
    open_snapshot(world)
    before = state(home)
    write_world(world.data, "ent:added a sec:Organization .")
    added = ox.NamedNode("https://w3id.org/perimeter/entity/added")
    assert list(open_snapshot(world).quads_for_pattern(added, None, None))
    assert len(state(home)) == 1
    assert state(home).keys() != before.keys()


def test_a_file_of_the_same_size_that_was_written_later_counts_as_changed(home: Path, world: Folders) -> None:
    open_snapshot(world)
    before = state(home).keys()
    file = next(iter(data_files(world.data)))
    moment = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(moment, moment))
    open_snapshot(world)
    assert state(home).keys() != before


def test_two_folders_of_data_keep_a_snapshot_each(home: Path, world: Folders) -> None:
    open_snapshot(world)
    open_snapshot(Folders.find(MINI))
    open_snapshot(world)
    assert len(state(home)) == 2


def test_publishing_leaves_no_draft_behind(home: Path, world: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, str]] = []
    rename = os.replace

    def watch(source: Path, target: Path) -> None:
        seen.append((source.parent.name, target.name))
        assert not target.exists()
        rename(source, target)

    monkeypatch.setattr(os, "replace", watch)
    open_snapshot(world)
    assert len(seen) == 1
    assert seen[0][0].startswith("draft-")
    assert list(state(home)) == [seen[0][1]]


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_a_failed_publication_leaves_no_draft_and_the_graph_is_still_answered(
    home: Path, world: Folders, monkeypatch: pytest.MonkeyPatch, opened: object
) -> None:
    def fail(source: Path, target: Path) -> None:
        raise OSError("no room")

    monkeypatch.setattr(os, "replace", fail)
    assert callable(opened)
    assert quads(opened(world)) == quads(build(world))
    assert state(home) == {}


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_where_the_cache_cannot_be_a_folder_the_graph_is_in_memory(
    tmp_path: Path, world: Folders, monkeypatch: pytest.MonkeyPatch, opened: object
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert callable(opened)
    assert quads(opened(world)) == quads(build(world))


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_where_nothing_may_be_written_the_graph_is_in_memory(
    home: Path, world: Folders, monkeypatch: pytest.MonkeyPatch, opened: object
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert callable(opened)
    assert quads(opened(world)) == quads(build(world))
    assert state(home) == {}


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_where_no_draft_can_be_made_the_graph_is_in_memory(
    home: Path, world: Folders, monkeypatch: pytest.MonkeyPatch, opened: object
) -> None:
    def fail(**_: object) -> str:
        raise OSError("no room")

    monkeypatch.setattr("tempfile.mkdtemp", fail)
    assert callable(opened)
    assert quads(opened(world)) == quads(build(world))


@pytest.mark.parametrize("opened", [open_snapshot, open_memory])
def test_a_damaged_snapshot_is_dropped_and_made_again(home: Path, world: Folders, opened: object) -> None:
    assert callable(opened)
    expected = quads(opened(world))
    (snapshot,) = home.iterdir()
    (snapshot / "CURRENT").write_text("nothing\n", encoding="utf-8")
    assert quads(opened(world)) == expected
    assert quads(opened(world)) == expected


def test_the_user_s_own_cache_folder_is_the_default(
    tmp_path: Path, world: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    open_snapshot(world)
    assert len(state(tmp_path / ".cache" / "perimeter")) == 1


def test_processes_that_build_at_once_all_answer_and_leave_one_snapshot(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "kg", "query", "--data", str(MINI), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    started = [
        subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    ended = [(*process.communicate(timeout=120), process.returncode) for process in started]
    assert len({out for out, _, _ in ended}) == 1
    assert [(errors, code) for _, errors, code in ended] == [(b"", 0)] * 4
    (snapshot,) = (tmp_path / "perimeter").iterdir()
    assert not snapshot.name.startswith("draft-")


def test_a_rule_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    (tmp_path / "ontology" / "rules" / "9-broken.rq").write_text("CONSTRUCT { ?a ?b ?c } WHERE {", encoding="utf-8")
    with pytest.raises(DataError, match=r"9-broken\.rq: the rule is not a CONSTRUCT query that can be read"):
        build(Folders(tmp_path / "ontology", MINI))
