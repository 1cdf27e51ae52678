"""The one form of data files: it changes nothing of what they say, and loses nothing that an editor wrote."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.rdf.canonical import canonical, write
from kg.rdf.files import read_file, text_of
from kg.rdf.folders import Folders, data_files
from kg.vocabulary import ENTITY, PREFIXES, SOURCE
from tests.worlds import MINI

XSD = PREFIXES["xsd"]
A, LABEL = ox.NamedNode(f"{ENTITY}a"), ox.NamedNode(PREFIXES["rdfs"] + "label")

SHIPPED = Folders.find().files()


def parse(text: str) -> set[ox.Quad]:
    return set(ox.parse(text, format=ox.RdfFormat.TRIG))


def test_every_file_that_ships_is_in_form_and_says_the_same_in_it() -> None:
    assert len(SHIPPED) > 1_000
    for path in SHIPPED:
        text = canonical(path)
        assert parse(text) == set(read_file(path)), path
        assert text == text_of(path), path


@pytest.mark.parametrize("path", data_files(MINI), ids=lambda path: path.stem)
def test_however_a_file_was_written_its_form_is_the_same(path: Path, tmp_path: Path) -> None:
    quads = list(read_file(path))
    random.Random(1958).shuffle(quads)
    other = tmp_path / path.name
    other.write_bytes(
        ox.serialize(quads, format=ox.RdfFormat.TRIG if path.suffix == ".trig" else ox.RdfFormat.TURTLE) or b""
    )
    assert other.read_text(encoding="utf-8") != text_of(path)
    assert canonical(other) == text_of(path)


def test_a_document_comes_first_then_each_passage_with_its_graph_by_number(tmp_path: Path) -> None:
    path = tmp_path / "page.trig"
    path.write_text(
        f"""
        <{SOURCE}page/p10> {{ <{ENTITY}b> <{PREFIXES["sec"]}leads> <{ENTITY}c> , <{ENTITY}b> .
            <{ENTITY}a10> a <{ENTITY}a10> , <{ENTITY}a2> . <{ENTITY}a2> a <{ENTITY}a2> }}
        <{SOURCE}page/p10> a <{PREFIXES["sec"]}Passage> .
        <{SOURCE}page/p2> <{PREFIXES["oa"]}end> 5 ; a <{PREFIXES["sec"]}Passage> .
        <{SOURCE}page> a <{PREFIXES["sec"]}Document> .
        """,
        encoding="utf-8",
    )
    assert canonical(path) == (
        f"@prefix : <{SOURCE}page/> .\n"
        f"@prefix ent: <{ENTITY}> .\n"
        f"@prefix oa: <{PREFIXES['oa']}> .\n"
        f"@prefix sec: <{PREFIXES['sec']}> .\n"
        f"@prefix src: <{SOURCE}> .\n"
        "\n"
        "src:page\n    a sec:Document .\n"
        "\n"
        ":p2\n    a sec:Passage ;\n    oa:end 5 .\n"
        "\n"
        ":p10\n    a sec:Passage .\n"
        "\n"
        ":p10 {\n    ent:a2\n        a ent:a2 .\n    ent:a10\n        a ent:a2, ent:a10 .\n"
        "    ent:b\n        sec:leads ent:b, ent:c .\n}\n"
    )


TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text("\"'\\\n\r\t#<>@^.;: \u2028\u202e\x00\x1b\x7fé🎈ent:a"),
)
LITERALS = st.one_of(
    TEXT.map(ox.Literal),
    st.tuples(TEXT, st.sampled_from(["en", "fr", "fr-ca"])).map(lambda pair: ox.Literal(pair[0], language=pair[1])),
    st.tuples(TEXT, st.sampled_from([f"{XSD}integer", f"{XSD}boolean", f"{XSD}gYear", "http://example.org/t(1)"])).map(
        lambda pair: ox.Literal(pair[0], datatype=ox.NamedNode(pair[1]))
    ),
    st.tuples(
        st.sampled_from(["1", "-1", "01", "+1", "true", "1.0", "1\n", "१"]), st.sampled_from(["integer", "boolean"])
    ).map(lambda pair: ox.Literal(pair[0], datatype=ox.NamedNode(XSD + pair[1]))),
)
NODES = st.sampled_from(
    [
        A,
        ox.NamedNode(f"{ENTITY}a.b"),
        ox.NamedNode(f"{ENTITY}a."),
        ox.NamedNode(f"{ENTITY}é"),
        ox.NamedNode(f"{SOURCE}page"),
        ox.NamedNode(f"{SOURCE}page/p1"),
        ox.NamedNode(f"{SOURCE}page/p-1"),
        ox.NamedNode(f"{SOURCE}page/p1/x"),
        ox.NamedNode("http://example.org/a(b)#c,d;e'"),
        ox.NamedNode(f"{XSD}date"),
    ]
)
QUADS = st.builds(ox.Quad, NODES, NODES, NODES | LITERALS, NODES | st.just(ox.DefaultGraph()))


@pytest.mark.parametrize("datatype", ["integer", "boolean", "decimal", "string"])
@pytest.mark.parametrize("text", ["1", "-1", "01", "true", "false", "1.0", "1\n", "१", "", "yes"])
def test_a_value_never_takes_on_the_datatype_of_its_looks(text: str, datatype: str) -> None:
    quad = ox.Quad(A, LABEL, ox.Literal(text, datatype=ox.NamedNode(XSD + datatype)))
    assert parse(write([quad], "page")) == {quad}


@given(st.lists(QUADS, max_size=8))
def test_any_quads_come_back_as_they_were(quads: list[ox.Quad]) -> None:
    assert parse(write(quads, "page")) == set(quads)


@given(st.lists(QUADS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_quads_does_not_show(quads: list[ox.Quad], chance: random.Random) -> None:
    turned = quads * 2
    chance.shuffle(turned)
    assert write(turned, "page") == write(quads, "page")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(QUADS, min_size=1, max_size=8))
def test_a_file_in_form_stays_as_it_is(tmp_path: Path, quads: list[ox.Quad]) -> None:
    path = tmp_path / "page.trig"
    path.write_bytes(write(quads, "page").encode())
    assert canonical(path) == text_of(path)


def test_numbers_and_truth_values_are_written_bare_and_others_with_their_datatype() -> None:
    values = [ox.Literal(5), ox.Literal(True), ox.Literal("05", datatype=ox.NamedNode(f"{XSD}integer"))]
    dated = ox.Literal("1958", datatype=ox.NamedNode(f"{XSD}gYear"))
    text = write([ox.Quad(A, LABEL, value) for value in [*values, dated]], "page")
    assert text.endswith('ent:a\n    rdfs:label 05, "1958"^^xsd:gYear, 5, true .\n')


def test_many_values_stand_on_a_line_each(tmp_path: Path) -> None:
    text = write([ox.Quad(A, LABEL, ox.Literal("x" * 60, language=tag)) for tag in ("fr", "en")], "page")
    assert text.endswith(f'    rdfs:label "{"x" * 60}"@en,\n        "{"x" * 60}"@fr .\n')


def test_only_the_prefixes_that_are_used_are_declared() -> None:
    text = write([ox.Quad(A, LABEL, ox.Literal("kind:b <sec:c> topic:d"))], "page")
    assert [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")] == ["ent:", "rdfs:"]


HEAD = f"@prefix ent: <{ENTITY}> .\n@prefix rdfs: <{PREFIXES['rdfs']}> .\n"


def test_comments_at_the_top_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "page.ttl"
    path.write_text(f"# One.\n#\n\n# Two.\n{HEAD}ent:a rdfs:label 1 .\n", encoding="utf-8")
    text = canonical(path)
    assert text.startswith("# One.\n#\n\n# Two.\n\n@prefix ent:")
    path.write_text(text, encoding="utf-8")
    assert canonical(path) == text


@pytest.mark.parametrize(
    ("rest", "line", "column"),
    [
        ("# why\nent:a rdfs:label 1 .\n", 4, 1),
        ("ent:a rdfs:label 1 . # why\n", 4, 22),
        ("ent:a\n    # why\n    rdfs:label 1 .\n", 5, 5),
        ("ent:a rdfs:label 'it''s' .\n".replace("''", "\\'") + "# it's\n", 5, 1),
        ('ent:a rdfs:label """a\n# no comment\n""" . # but this\n', 6, 7),
    ],
)
def test_a_comment_that_would_be_lost_is_refused_with_its_place(
    tmp_path: Path, rest: str, line: int, column: int
) -> None:
    path = tmp_path / "page.ttl"
    path.write_text(f"# top\n{HEAD}{rest}", encoding="utf-8")
    with pytest.raises(DataError, match="a comment here would be lost; move it to the top of the file") as refused:
        canonical(path)
    assert (refused.value.line, refused.value.column) == (line, column)


@pytest.mark.parametrize(
    "value", ["'# no comment'", '"""a\n# no comment\n"""', "<http://example.org/#a>", "ent:a\\#b", "'\\'# no'"]
)
def test_a_sign_that_begins_no_comment_is_let_be(tmp_path: Path, value: str) -> None:
    path = tmp_path / "page.ttl"
    path.write_text(f"{HEAD}ent:a rdfs:label {value} .\n", encoding="utf-8")
    assert parse(canonical(path)) == set(read_file(path))


@pytest.mark.parametrize("statement", ["[] rdfs:label 1 .", "ent:a rdfs:label [] .", "ent:a rdfs:label (1) ."])
def test_a_thing_without_a_name_is_refused(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "page.ttl"
    path.write_text(HEAD + statement, encoding="utf-8")
    with pytest.raises(DataError, match="has a blank node; give the thing a name"):
        canonical(path)


def test_a_file_that_cannot_be_read_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "page.ttl"
    path.write_text(f"{HEAD}ent:a rdfs:label .\n", encoding="utf-8")
    with pytest.raises(DataError) as refused:
        canonical(path)
    assert refused.value.line == 3
