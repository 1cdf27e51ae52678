"""Whatever is written can be read again, in every format, and is written whole or not at all."""

from __future__ import annotations

import os
import re
import stat
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import KgError
from kg.rdf.formats import (
    GRAPH_FORMATS,
    NOT_TEXT,
    TABLE_FORMATS,
    TABLE_NAMES,
    graph_format,
    save,
    table_format,
    write_boolean,
    write_quads,
    write_triples,
)
from kg.rdf.terms import to_rdflib_graph
from kg.sparql.table import Table

A, B = ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/b")
XSD = "http://www.w3.org/2001/XMLSchema#"
HOLDING = [known.name for known in GRAPH_FORMATS if known.holds_graphs]
FLAT = [known.name for known in GRAPH_FORMATS if not known.holds_graphs]


def parse(content: bytes, name: str) -> set[ox.Quad]:
    return set(ox.parse(content, format=graph_format(name).native))


def merged(quads: list[ox.Quad]) -> set[ox.Quad]:
    return {quad for quad in quads if quad.graph_name == ox.DefaultGraph()}


@pytest.mark.parametrize("name", HOLDING)
def test_a_format_with_graphs_gives_back_every_quad(mini: kg.KnowledgeGraph, name: str) -> None:
    assert parse(write_quads(mini.quads(), name), name) == set(mini.quads())


@pytest.mark.parametrize("name", FLAT)
def test_a_format_without_graphs_gives_back_the_default_graph(mini: kg.KnowledgeGraph, name: str) -> None:
    assert parse(write_quads(mini.quads(), name), name) == merged(mini.quads())
    assert merged(mini.quads()) < set(mini.quads())


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml"])
def test_another_reader_finds_the_same_triples(mini: kg.KnowledgeGraph, name: str) -> None:
    names = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}
    graph = rdflib.Graph().parse(write_quads(mini.quads(), name), format=names[name])
    expected = to_rdflib_graph([quad.triple for quad in merged(mini.quads())])
    assert set(graph) == set(expected)


@pytest.mark.parametrize("name", [known.name for known in GRAPH_FORMATS])
def test_the_order_of_what_is_written_does_not_show(mini: kg.KnowledgeGraph, name: str) -> None:
    quads = mini.quads()
    assert write_quads(quads, name) == write_quads(reversed(quads), name)
    triples = [quad.triple for quad in merged(quads)]
    assert write_triples(triples, name) == write_triples(reversed(triples), name)


def test_n_quads_are_sorted_by_line(mini: kg.KnowledgeGraph) -> None:
    lines = write_quads(mini.quads(), "nq").splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(mini)


def test_the_shipped_record_can_be_read_back(shipped: kg.KnowledgeGraph) -> None:
    assert parse(write_quads(shipped.quads(), "nquads"), "nquads") == set(shipped.quads())
    assert parse(write_quads(shipped.quads(), "rdfxml"), "rdfxml") == merged(shipped.quads())


TEXT = st.text(st.characters(exclude_categories=["Cs"]))

LITERALS = st.one_of(
    TEXT.map(ox.Literal),
    TEXT.map(lambda text: ox.Literal(text, language="fr")),
    TEXT.map(lambda text: ox.Literal(text, datatype=ox.NamedNode(f"{XSD}gYear"))),
)


@given(st.lists(LITERALS, max_size=5))
def test_any_text_comes_back_from_any_format_but_xml(values: list[ox.Literal]) -> None:
    triples = {ox.Triple(A, B, value) for value in values}
    for known in GRAPH_FORMATS:
        if known.name != "rdfxml":
            assert {quad.triple for quad in parse(write_triples(triples, known.name), known.name)} == triples


@given(st.lists(LITERALS, max_size=5))
def test_xml_is_written_only_where_a_reader_accepts_it(values: list[ox.Literal]) -> None:
    triples = {ox.Triple(A, B, value) for value in values}
    if any(re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", value.value) for value in values):
        with pytest.raises(KgError, match="XML cannot hold"):
            write_triples(triples, "rdfxml")
    else:
        rdflib.Graph().parse(write_triples(triples, "rdfxml"), format="xml")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("turtle", "turtle"),
        ("ttl", "turtle"),
        (".TTL", "turtle"),
        ("owl", "rdfxml"),
        ("nq", "nquads"),
        ("JSONLD", "jsonld"),
    ],
)
def test_a_graph_format_goes_by_its_name_or_extension(word: str, name: str) -> None:
    assert graph_format(word).name == name


@pytest.mark.parametrize("word", ["csv", "", ".", "docx"])
def test_an_unknown_graph_format_lists_the_known(word: str) -> None:
    with pytest.raises(KgError, match=r"turtle \(\.ttl\), ntriples \(\.nt\), trig .* rdfxml \(\.rdf\)"):
        graph_format(word)


@pytest.mark.parametrize(("word", "name"), [("csv", "csv"), (".TSV", "tsv"), ("md", "markdown"), ("srj", "json")])
def test_a_table_format_goes_by_its_name_or_extension(word: str, name: str) -> None:
    assert table_format(word) == name


@pytest.mark.parametrize("answer", [True, False])
@pytest.mark.parametrize(("name", "known"), [("json", ox.QueryResultsFormat.JSON), ("srx", ox.QueryResultsFormat.XML)])
def test_the_answer_to_an_ask_can_be_read_back(answer: bool, name: str, known: ox.QueryResultsFormat) -> None:
    assert bool(ox.parse_query_results(write_boolean(answer, name), format=known)) is answer
    assert write_boolean(answer) == write_boolean(answer, "csv") == str(answer).lower().encode() + b"\n"


@pytest.mark.parametrize("name", ["xlsx", "parquet", "md", "ttl", "html"])
def test_a_format_that_cannot_hold_a_yes_is_refused(name: str) -> None:
    with pytest.raises(KgError, match=f"which {name} cannot hold"):
        write_boolean(True, name)


@pytest.mark.parametrize("word", ["ttl", "", "docx"])
def test_an_unknown_table_format_lists_the_known(word: str) -> None:
    with pytest.raises(KgError, match="choose csv, tsv, json, xml, markdown, xlsx, parquet"):
        table_format(word)


def test_every_extension_of_a_table_leads_to_a_format() -> None:
    assert set(TABLE_FORMATS.values()) <= set(TABLE_NAMES)


@pytest.mark.parametrize("name", [name for name in TABLE_NAMES if name not in NOT_TEXT])
def test_every_table_format_for_text_can_be_written(name: str) -> None:
    assert b"norad" in Table.of(["actor"], [("norad",)]).serialize(name)


def test_a_file_is_written_with_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    path = save(tmp_path / "file", b"content")
    assert path.read_bytes() == b"content"
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)


def test_a_file_that_is_there_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("a long content that was there", encoding="utf-8")
    save(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["file"]


def test_a_write_that_fails_leaves_the_old_file_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_text("old", encoding="utf-8")

    def fail(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(KgError, match="file cannot be written: No space left on device"):
        save(path, b"new")
    assert os.listdir(tmp_path) == ["file"]
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(("place", "why"), [("nowhere/file", "there is no folder"), ("", "is a folder; name a file")])
def test_a_place_that_cannot_be_written_says_why_and_keeps_clean(tmp_path: Path, place: str, why: str) -> None:
    with pytest.raises(KgError, match=why):
        save(tmp_path / place, b"new")
    assert os.listdir(tmp_path) == []


def test_a_link_still_leads_to_the_file_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder" / "file")
    save(tmp_path / "link", b"one")
    save(tmp_path / "link", b"two")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "folder" / "file").read_bytes() == b"two"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[bytes] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()), daemon=True)
    reader.start()
    save(pipe, b"content")
    reader.join(30)
    assert heard == [b"content"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
