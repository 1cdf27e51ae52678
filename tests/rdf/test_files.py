"""The text files: where they are, and what is wrong with one that cannot be read."""

from __future__ import annotations

import re
import shutil
import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.errors import DataError, KgError, KgWarning
from kg.rdf.dataset import load_files
from kg.rdf.files import ParsedFiles, iri_of, read_file, text_of
from kg.rdf.folders import Folders, data_files, misnamed_files
from kg.vocabulary import PREFIXES
from tests.worlds import MINI, ROOT


def test_the_folders_that_ship_are_the_default() -> None:
    folders = Folders.find()
    assert (folders.ontology, folders.data) == (ROOT / "ontology", ROOT / "data")


def test_another_folder_of_data_keeps_our_ontology() -> None:
    folders = Folders.find(MINI)
    assert (folders.ontology, folders.data) == (ROOT / "ontology", MINI)


def test_a_folder_is_found_from_where_the_caller_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MINI)
    assert Folders.find("../mini").data == MINI


def test_terms_are_read_first_then_the_data_in_a_fixed_order() -> None:
    files = Folders.find(MINI).files()
    names = [path.name for path in files]
    assert names[:4] == ["alignment.ttl", "classes.ttl", "concepts.ttl", "properties.ttl"]
    data = [path.relative_to(MINI).as_posix() for path in files[4:]]
    assert data == sorted(data)
    assert {path.split("/")[0] for path in data} == {"documents", "entities"}


def test_only_turtle_and_trig_files_are_data(tmp_path: Path) -> None:
    for name in ("b.ttl", "a.trig", "note.md", "c.ttl.bak"):
        (tmp_path / name).touch()
    (tmp_path / "folder.ttl").mkdir()
    assert [path.name for path in data_files(tmp_path)] == ["a.trig", "b.ttl"]
    assert data_files(tmp_path / "b.ttl") == [tmp_path / "b.ttl"]


def test_content_knows_the_file_of_each_subject() -> None:
    content = ParsedFiles.of(data_files(MINI))
    assert content.file_of["https://w3id.org/perimeter/entity/norad"] == MINI / "entities" / "organization.ttl"
    page = MINI / "documents" / "encyclopedia" / "wikipedia-norad.trig"
    assert content.file_of["https://w3id.org/perimeter/source/wikipedia-norad/p1"] == page


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", b"<http://a> <http://b>\n  <c d> .", "{path}:2:3: "),
        ("a.trig", b"<http://g> { <http://a> <http://b> }", "{path}:1:36: "),
        ("a.ttl", b"<a> <http://b> 1 .", "{path}:1:1: "),
        ("a.ttl", b"nothing:a <http://b> 1 .", "{path}:1:1: The prefix nothing: has not been declared"),
        ("a.ttl", b"<http://a> <http://b> '\xe9' .", "{path}:1:24: is not UTF-8 text: the byte E9 may be Latin-1"),
        ("a.ttl", b"\xef\xbb\xbf<http://a> <http://b> 1 .", "{path}:1:1: starts with a byte-order mark"),
        ("a.txt", b"", "{path}: not a data file; its name must end in .ttl or .trig"),
    ],
)
def test_a_file_with_a_fault_is_named_with_line_and_column(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DataError) as fault:
        list(read_file(path))
    assert str(fault.value).startswith(message.format(path=path))
    assert str(fault.value).count(str(path)) == 1
    assert fault.value.path == str(path)


def test_the_place_of_a_fault_can_be_read_by_a_program(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<http://a> <http://b> 1 .\n\n<http://a> <http://b> .\n", encoding="utf-8")
    with pytest.raises(DataError) as fault:
        list(read_file(path))
    assert (fault.value.line, fault.value.column) == (3, 23)


def test_a_missing_file_is_named() -> None:
    missing = MINI / "missing.ttl"
    for read in (lambda path: list(read_file(path)), text_of):
        with pytest.raises(DataError, match=r"missing\.ttl: cannot be read \(No such file or directory\)"):
            read(missing)


def test_text_keeps_its_line_ends_so_that_character_ranges_hold(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("é\r\nb".encode())
    assert text_of(path) == "é\r\nb"


def test_text_that_is_not_utf_8_is_told_with_its_place_and_byte(tmp_path: Path) -> None:
    for name, read in (("a.txt", text_of), ("a.ttl", lambda path: list(read_file(path)))):
        path = tmp_path / name
        path.write_bytes(b"# a\n<Qu\xe9bec>")
        with pytest.raises(DataError, match=rf"{name}:2:4: is not UTF-8 text: the byte E9 may be Latin-1"):
            read(path)


@pytest.mark.parametrize("name", ["a.TTL", "sub/a.ttl.txt", "a.rdf", "A.Trig", "a.jsonld", "a.owl", "a.nt"])
def test_files_whose_names_hide_their_data_are_told_of(tmp_path: Path, name: str) -> None:
    shutil.copytree(MINI, tmp_path / "data")
    (tmp_path / "data" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "data" / name).touch()
    with pytest.warns(KgWarning, match=rf"Not read, since data files end in .ttl or .trig.*: {name} "):
        Folders.find(tmp_path / "data")


def test_other_files_beside_the_data_are_not_told_of(tmp_path: Path) -> None:
    shutil.copytree(MINI, tmp_path / "data")
    for name in ("README.md", "notes.txt", "a.ttl.bak", ".a.ttl.swp", "story.yaml"):
        (tmp_path / "data" / name).touch()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Folders.find(tmp_path / "data")


def test_every_kind_of_subject_has_a_name() -> None:
    one = ox.NamedNode("http://a")
    assert iri_of(one) == "http://a"
    assert iri_of(ox.BlankNode("b0")) == "b0"
    assert iri_of(ox.Triple(one, one, one)) == "<http://a> <http://a> <http://a>"


def test_a_copy_of_the_data_elsewhere_reads_the_same(tmp_path: Path) -> None:
    shutil.copytree(MINI, tmp_path / "copy")
    assert ParsedFiles.of(data_files(tmp_path / "copy")).quads == ParsedFiles.of(data_files(MINI)).quads


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("nowhere", "There is no folder"),
        ("page.md", "is a file; name a folder of data: it holds entities/"),
        ("texts", "no file there ends in .ttl or .trig. A folder of data holds entities/"),
    ],
)
def test_what_is_no_folder_of_data_is_told_with_what_one_holds(tmp_path: Path, place: str, told: str) -> None:
    (tmp_path / "page.md").touch()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "page.md").touch()
    with pytest.raises(KgError) as failure:
        Folders.find(tmp_path / place)
    assert told in str(failure.value)
    assert "entities/*.ttl (qui et quoi)" in failure.value.message("fr")


def test_data_without_entities_say_so_when_one_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "ties.ttl").write_text("<http://a> <http://b> <http://c> .\n", encoding="utf-8")
    with pytest.raises(KgError, match="No entity is described in these data, so that none is called “norad”"):
        kg.load(tmp_path).entity("norad")


UNUSABLE = {
    "a label that is a thing": ("ent:a rdfs:label ent:b .", "ent:a: rdfs:label must be a text"),
    "a label that has no name": ("ent:a rdfs:label [] .", "ent:a: rdfs:label must be a text"),
    "an event about a text": ("ent:a sec:isAbout true .", "ent:a: sec:isAbout must lead from a thing"),
    "a passage of a text": ('ent:a sec:isPassageOf "b" .', "ent:a: sec:isPassageOf must lead from a thing"),
    "a statement about a statement": (
        "ent:a sec:leads <<( ent:b ent:c ent:d )>> .",
        "ent:a: sec:leads is said of a statement",
    ),
    "a text without end": (f'ent:a sec:says "{"x" * 1_000_001}"@en .', "ent:a: sec:says is longer than a million"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_what_can_be_parsed_and_not_used_is_told_with_its_line(tmp_path: Path, case: str) -> None:
    body, told = UNUSABLE[case]
    path = tmp_path / "x.ttl"
    path.write_text("".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("ent", "rdfs", "sec")) + body)
    with pytest.raises(DataError) as error:
        ParsedFiles.of([path])
    assert str(error.value).startswith(f"{path}:4: {told}")


def test_statements_about_statements_that_nest_without_end_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.trig"
    path.write_text("<a:> <b:> " + "<<( <a:> <b:> " * 50_000 + "1" + " )>>" * 50_000 + " .", encoding="utf-8")
    with pytest.raises(DataError, match="nested deeper than 200 levels"):
        list(read_file(path))


@pytest.mark.parametrize("case", UNUSABLE)
def test_a_dataset_is_refused_as_its_files_are(tmp_path: Path, case: str) -> None:
    body, told = UNUSABLE[case]
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("ent", "rdfs", "sec"))
    (tmp_path / "a.ttl").write_text(prefixes + body)
    (tmp_path / "b.ttl").write_text("not Turtle")
    with pytest.raises(DataError, match=re.escape(f"a.ttl:4: {told}")):
        load_files([tmp_path / "a.ttl", tmp_path / "b.ttl"])


def test_a_dataset_is_what_its_files_say() -> None:
    files = Folders.find(MINI).files()
    assert set(load_files(files)) == set(ParsedFiles.of(files).quads) != set()


def test_a_dataset_of_what_needs_a_closer_look_is_what_its_files_say(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text('[] <b:b> "a << b" , _:c .')
    (tmp_path / "b.ttl").write_text('[] <b:b> "c" , _:c .')
    files = [tmp_path / "a.ttl", tmp_path / "b.ttl"]
    held = load_files(files)
    assert len(held) == len(ParsedFiles.of(files).quads) == 4
    assert len({quad.object for quad in held if isinstance(quad.object, ox.BlankNode)}) == 2
    (tmp_path / "a.ttl").write_text('[] <b:b> "a" , _:c .')  # now read in the other way
    assert len({quad.object for quad in load_files(files) if isinstance(quad.object, ox.BlankNode)}) == 2


def test_files_are_found_in_all_folders_and_not_by_a_link_to_one(tmp_path: Path) -> None:
    for name in (".ttl", "a.ttl", "a.TTL", "b/c.trig", "b/.x.ttl", "b-c.ttl", "x.ttl/y.ttl", "notes.md", "z.ttl.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "linked.ttl").symlink_to(tmp_path / "a.ttl")
    (tmp_path / "nowhere.ttl").symlink_to(tmp_path / "gone.ttl")
    (tmp_path / "folder").symlink_to(tmp_path / "b")
    found = [path.relative_to(tmp_path).as_posix() for path in data_files(tmp_path)]
    assert found == ["a.ttl", "b-c.ttl", "b/.x.ttl", "b/c.trig", "linked.ttl", "x.ttl/y.ttl"]
    assert [path.name for path in misnamed_files(tmp_path)] == ["a.TTL", "z.ttl.txt"]
    assert data_files(tmp_path / "a.ttl") == [tmp_path / "a.ttl"]
    assert data_files(tmp_path / "gone") == []
