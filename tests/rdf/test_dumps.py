"""A whole dataset in one file is a graph like any other, whatever its vocabulary."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import kg
from kg.errors import DataError
from tests.serving import serving
from tests.worlds import RunKg

FOREIGN = """
@prefix ex: <http://example.org/> .
ex:a a ex:Thing ; ex:knows ex:b .
ex:page { ex:b ex:knows ex:a }
"""


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    place = tmp_path / "foreign.trig"
    place.write_text(FOREIGN, encoding="utf-8")
    return place


@pytest.mark.parametrize("name", ["all.nq", "all.trig", "all.nq.gz", "all.jsonld"])
def test_what_was_written_answers_as_the_graph_did(mini: kg.KnowledgeGraph, tmp_path: Path, name: str) -> None:
    again = kg.load(mini.write(tmp_path / name))
    assert set(again.quads()) == set(mini.quads())
    assert again.ask("partners", of="canada").rows == mini.ask("partners", of="canada").rows
    assert sorted(again.network().edges) == sorted(mini.network().edges)


def test_a_dataset_of_another_vocabulary_is_asked_as_it_is(foreign: Path, run_kg: RunKg) -> None:
    query = "SELECT ?who WHERE { GRAPH ?page { ?who <http://example.org/knows> ?whom } }"
    assert kg.load(foreign).query(query).column("who") == ["http://example.org/b"]  # type: ignore[union-attr]
    assert run_kg("query", query, "--data", foreign).stdout.split() == [b"who", b"http://example.org/b"]
    assert len(kg.load(foreign).network()) == 0


def test_the_server_answers_over_a_dataset_of_another_vocabulary(foreign: Path) -> None:
    with serving(kg.load(foreign)) as served:
        assert "example.org/b" in served.query("SELECT * { <http://example.org/a> ?p ?o }").text
        places = ("/classes", "/about?iri=http://example.org/a", "/questions", "/network", "/openapi.json")
        assert [served.ask(place).status for place in places] == [200] * 5
        assert served.ask("/")["location"] == "/classes"
        assert served.ask("/entity/a").status == 404


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bad.nq", b"<http://example.org/a> <b> .\n", r"bad\.nq:1:"),
        ("bad.ttl", b"@prefix ex: <http://example.org/> .\nex:a ex:b \xab x \xbb .\n", r"bad\.ttl:2:"),
        ("bad.nq.gz", b"this is not packed", r"bad\.nq\.gz: "),
        ("bad.jsonld", b"{", r"bad\.jsonld:"),
        ("bad.jsonld", b'{"@id": ', r"bad\.jsonld:"),
        ("bad.nt", b"<http://a> <http://b> '\xe9' .", r"bad\.nt:1:24: is not UTF-8 text: the byte E9"),
        ("bad.ttl", gzip.compress(b"# nothing"), r"bad\.ttl:1:1: is packed by gzip"),
        ("bad.rdf", b"<!DOCTYPE html>\n<html><br></html>", r"bad\.rdf:1:1: is a web page"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, run_kg: RunKg, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=told):
        kg.load(tmp_path / name)
    done = run_kg("query", "ASK { ?a ?b ?c }", "--data", tmp_path / name)
    assert done.returncode == 2
    assert done.stderr.startswith(b"kg: ")


@pytest.mark.parametrize("name", ["deep.nq", "deep.ttl.gz"])
def test_statements_that_nest_without_end_are_refused(tmp_path: Path, name: str) -> None:
    deep = b"<a:> <b:> " + b"<<( <a:> <b:> " * 50_000 + b"<c:>" + b" )>>" * 50_000 + b" .\n"
    (tmp_path / name).write_bytes(gzip.compress(deep) if name.endswith(".gz") else deep)
    with pytest.raises(DataError, match="nested deeper than 200 levels"):
        kg.load(tmp_path / name)


RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/"%s>%s</rdf:RDF>'
COSTLY_XML = {
    "nested deeper than 1,000 levels": RDF
    % (
        "",
        "<rdf:Description>"
        + "<e:p><rdf:Description>" * 50_000
        + "</rdf:Description></e:p>" * 50_000
        + "</rdf:Description>",
    ),
    "more than 1,000 attributes": RDF
    % ("", "<rdf:Description " + " ".join(f'e:p{one}="x"' for one in range(50_000)) + "/>"),
    "entities of the DOCTYPE": "<!DOCTYPE rdf:RDF ["
    + '<!ENTITY a0 "aaaaaaaaaaaaaaaa">'
    + "".join(f'<!ENTITY a{one} "{f"&a{one - 1};" * 16}">' for one in range(1, 9))
    + "]>"
    + RDF % ("", "<rdf:Description><e:p>&a8;</e:p></rdf:Description>"),
}


@pytest.mark.parametrize("told", COSTLY_XML)
@pytest.mark.parametrize("packed", [False, True])
def test_xml_whose_cost_grows_faster_than_its_text_is_refused(tmp_path: Path, told: str, packed: bool) -> None:
    path = tmp_path / ("costly.rdf.gz" if packed else "costly.rdf")
    text = COSTLY_XML[told].encode()
    path.write_bytes(gzip.compress(text) if packed else text)
    with pytest.raises(DataError, match=told):
        kg.load(path)


def test_xml_within_the_limits_is_read(tmp_path: Path) -> None:
    within = "<rdf:Description>" + "<e:p><rdf:Description>" * 400 + "</rdf:Description></e:p>" * 400
    (tmp_path / "deep.rdf").write_text(RDF % ("", within + "</rdf:Description>"), encoding="utf-8")
    assert len(kg.load(tmp_path / "deep.rdf")) == 400


def test_an_empty_file_is_an_empty_dataset(tmp_path: Path) -> None:
    (tmp_path / "empty.nq").touch()
    assert len(kg.load(tmp_path / "empty.nq")) == 0


def test_values_that_no_data_of_the_ontology_have_are_told(tmp_path: Path, run_kg: RunKg) -> None:
    sec = "https://w3id.org/perimeter/term/"
    odd = f'<http://e.org/a> a <{sec}Entity>, <{sec}Agreement> ; <{sec}startDate> "soon" ; <{sec}hasStatus> 3 .'
    (tmp_path / "odd.ttl").write_text(odd, encoding="utf-8")
    for words in (["network"], ["coverage"], ["diff", "2000", "2001"], ["find", "a"]):
        done = run_kg(*words, "--data", tmp_path / "odd.ttl")
        assert done.returncode in (0, 2)
        assert b"Traceback" not in done.stderr


def test_what_keeps_the_data_wants_a_folder(foreign: Path, run_kg: RunKg) -> None:
    for command in ("check", "build"):
        done = run_kg(command, *(["x"] if command == "build" else []), "--data", foreign)
        assert done.returncode == 2
        assert b"is a file; name a folder of data" in done.stderr
