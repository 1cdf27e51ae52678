"""Each rule finds its fault and nothing else: `mini/` is good, and `bad/RULE.trig` makes the rule RULE complain.

Lines at the top of a bad example say more: `# into: PLACE` where it belongs (`ontology`, `shapes` or a path below the
data), and `# also: RULE` which other rule cannot help but complain too.
"""

import hashlib
import re
import shutil
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.rdf.canonical import canonical
from kg.rdf.dataset import assemble
from kg.rdf.files import Content, Folders, data_files, name_of, read_file
from kg.validation.checks import check, rule_names
from kg.validation.findings import Finding, line_of
from kg.validation.passage_ranges import uncovered
from kg.vocabulary import shorten
from tests.worlds import MINI, ROOT, TESTS

BAD, ONTOLOGY = TESTS / "bad", ROOT / "ontology"
SOURCES = BAD / "sources"
SH = "http://www.w3.org/ns/shacl#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

RULES = rule_names(Folders(ONTOLOGY, MINI))
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


@pytest.fixture
def world(tmp_path: Path) -> Folders:
    """A copy of the ontology and of the small world, to be spoilt."""
    shutil.copytree(ONTOLOGY, tmp_path / "ontology")
    shutil.copytree(MINI, tmp_path / "data")
    return Folders(tmp_path / "ontology", tmp_path / "data")


def add(world: Folders, text: str, place: str = "added.trig") -> Path:
    path = world.data / place
    path.write_text(text, encoding="utf-8")
    return path


def said(example: Path, word: str) -> set[str]:
    return set(re.findall(rf"^# {word}: (\S+)$", example.read_text(encoding="utf-8"), re.MULTILINE))


def add_example(world: Folders, example: Path) -> None:
    into = next(iter(said(example, "into")), example.name)
    places = {"ontology": world.ontology / example.name, "shapes": world.ontology / "shapes" / example.name}
    shutil.copy(example, places.get(into, world.data / into))


def rules_of(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


# The small world


def test_mini_is_clean() -> None:
    assert check(Folders(ONTOLOGY, MINI)) == []


def test_the_ontology_alone_is_clean(tmp_path: Path) -> None:
    assert check(Folders(ONTOLOGY, tmp_path)) == []


@pytest.mark.parametrize("path", data_files(MINI), ids=lambda path: path.stem)
def test_mini_is_in_canonical_form(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == canonical(path)


@cache
def small_store() -> ox.Store:
    return assemble(Content.of(Folders(ONTOLOGY, MINI).files()).quads, ONTOLOGY / "rules")


def shape_targets() -> dict[str, list[tuple[str, ox.NamedNode]]]:
    targets: dict[str, list[tuple[str, ox.NamedNode]]] = {}
    for quad in Content.of(data_files(ONTOLOGY / "shapes")).quads:
        kind = quad.predicate.value.removeprefix(SH)
        if kind.startswith("target") and isinstance(quad.object, ox.NamedNode):
            targets.setdefault(shorten(name_of(quad.subject)), []).append((kind, quad.object))
    return targets


@pytest.mark.parametrize("shape", sorted(shape_targets()))
def test_mini_has_a_thing_that_each_shape_looks_at(shape: str) -> None:
    store = small_store()
    for kind, target in shape_targets()[shape]:
        pattern = (None, TYPE, target) if kind == "targetClass" else (None, target, None)
        if next(store.quads_for_pattern(*pattern), None):
            return
    pytest.fail(f"nothing in mini has a target of {shape}")


# The rules


def test_each_rule_has_a_bad_example() -> None:
    assert sorted(set(RULES) - set(EXAMPLES)) == []


def test_each_bad_example_has_a_rule() -> None:
    assert sorted(set(EXAMPLES) - set(RULES)) == []


@pytest.mark.parametrize("rule", sorted(EXAMPLES))
def test_a_bad_example_is_caught_by_its_rule_alone(world: Folders, rule: str) -> None:
    add_example(world, EXAMPLES[rule])
    assert rules_of(check(world, SOURCES)) == {rule} | said(EXAMPLES[rule], "also")


@pytest.mark.parametrize("path", sorted((ONTOLOGY / "checks").glob("*.rq")), ids=lambda path: path.stem)
def test_a_check_says_its_rule_first_and_orders_its_findings(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.match(r"# [A-Z“].+\.\nSELECT ", text)
    assert re.search(r"\nORDER BY \?focus.*\n\Z", text)


def test_each_rule_among_the_shapes_has_one_message_in_english() -> None:
    shapes = Content.of(data_files(ONTOLOGY / "shapes")).quads
    messages = [quad for quad in shapes if quad.predicate.value == SH + "message"]
    assert len({quad.subject for quad in messages}) == len(messages)
    assert all(isinstance(quad.object, ox.Literal) and not quad.object.language for quad in messages)
    assert all(isinstance(quad.subject, ox.NamedNode) for quad in messages)


def test_the_findings_are_the_same_in_every_run(world: Folders) -> None:
    for rule in ("entity-label-both-languages", "part-of-itself"):
        add_example(world, EXAMPLES[rule])
    findings = check(world)
    assert findings == sorted(findings) == check(world)


# The two SHACL engines


def renamed(quad: ox.Quad, names: dict[object, ox.NamedNode]) -> ox.Quad:
    subject, predicate = names.get(quad.subject, quad.subject), names.get(quad.predicate, quad.predicate)
    value, graph = names.get(quad.object, quad.object), names.get(quad.graph_name, quad.graph_name)
    return ox.Quad(subject, predicate, value, graph)


def spoilt() -> list[ox.Quad]:
    """Mini with all bad examples of shapes, each with ids of its own, so that none hides another's fault."""
    quads = Content.of(Folders(ONTOLOGY, MINI).files()).quads
    for number, rule in enumerate(sorted(shape_rules())):
        added = list(read_file(EXAMPLES[rule]))
        described = {quad.subject for quad in added if quad.predicate == TYPE}
        names: dict[object, ox.NamedNode] = {
            thing: ox.NamedNode(f"{thing.value}-{number}") for thing in described if isinstance(thing, ox.NamedNode)
        }
        quads += [renamed(quad, names) for quad in added]
    return quads


def shape_rules() -> set[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in data_files(ONTOLOGY / "shapes"))
    return set(re.findall(r"^rule:([\w-]+)\n(?=(?:    .*\n)*?    sh:message)", text, re.MULTILINE))


def test_pyrudof_and_pyshacl_find_the_same() -> None:
    import pyrudof
    import pyshacl
    import rdflib

    store = assemble(spoilt(), ONTOLOGY / "rules")
    default = [quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    shapes = [quad.triple for quad in Content.of(data_files(ONTOLOGY / "shapes")).quads]
    data_text, shapes_text = (
        (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode() for triples in (default, shapes)
    )

    session = pyrudof.Rudof(pyrudof.RudofConfig())
    session.read_shacl(shapes_text, pyrudof.ShaclFormat.NTriples)
    session.read_data(data_text, pyrudof.RDFFormat.NTriples)
    quick = {(str(entry.focus_node), str(entry.source_shape)) for entry in session.validate_shacl()}

    graphs = [rdflib.Graph().parse(data=text, format="nt") for text in (data_text, shapes_text)]
    _, report, _ = pyshacl.validate(graphs[0], shacl_graph=graphs[1])
    assert isinstance(report, rdflib.Graph)
    reference = {
        (str(report.value(result, rdflib.SH.focusNode)), str(report.value(result, rdflib.SH.sourceShape)))
        for result in report.objects(None, rdflib.SH.result)
    }
    assert quick == reference
    assert {shape.rpartition("/")[2] for _, shape in quick} == shape_rules()


@pytest.mark.parametrize("term", ["minCout", "targetClas", "mesage", "sparql", "expression", "severity"])
def test_a_term_that_shacl_core_does_not_have_is_found(world: Folders, term: str) -> None:
    shape = world.ontology / "shapes" / "event.ttl"
    shape.write_text(shape.read_text(encoding="utf-8").replace("sh:path", f"sh:{term} 1 ;\n    sh:path", 1))
    found = [finding for finding in check(world) if finding.rule == "shape-term-unknown"]
    assert [f"sh:{term};" in finding.message for finding in found] == [True]
    assert found[0].path == str(shape)


def test_a_shape_that_cannot_be_understood_is_told_in_one_sentence(world: Folders) -> None:
    shape = world.ontology / "shapes" / "event.ttl"
    shape.write_text(shape.read_text(encoding="utf-8").replace("sh:path sec:isAbout", "sh:path 12", 1))
    with pytest.raises(KgError, match="shapes"):
        check(world)


def test_a_misspelt_target_is_found_beside_right_ones(world: Folders) -> None:
    shape = world.ontology / "shapes" / "date.ttl"
    shape.write_text(shape.read_text(encoding="utf-8").replace("sec:startDate .", "sec:startDay .", 1))
    found = [finding for finding in check(world) if finding.rule == "shape-targets-nothing"]
    assert ["sec:startDay" in finding.message for finding in found] == [True]


# What is not described, or in another way than it is used


def test_unknown_entity_is_found_dangling(world: Folders) -> None:
    add(world, PASSAGE % "ent:norad sec:addresses ent:soviet-bombers .")
    (finding,) = check(world)
    assert (finding.subject, finding.rule) == ("ent:norad", "dangling-id")
    assert "ent:soviet-bombers" in finding.message


def test_unknown_subject_of_a_claim_is_found_dangling(world: Folders) -> None:
    add(world, PASSAGE % 'ent:soviet-bombers sec:startDate "1948"^^xsd:gYear .')
    (finding,) = check(world)
    assert (finding.subject, finding.rule) == ("ent:soviet-bombers", "dangling-id")


def test_unknown_kind_is_found_dangling(world: Folders) -> None:
    path = world.data / "entities" / "threat.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("kind:smuggling", "kind:smugling"))
    assert "dangling-id" in rules_of(check(world))


def test_a_document_speaks_for_a_country_and_for_nothing_else(world: Folders) -> None:
    path = world.data / "documents" / "government" / "northcom-fourth-birthday.trig"
    path.write_text(path.read_text(encoding="utf-8").replace("speaksFor ent:united-states", "speaksFor ent:norad"))
    assert rules_of(check(world)) == {"object-class-not-allowed"}


def test_documents_may_disagree_about_a_date(world: Folders) -> None:
    add(world, PASSAGE % 'ent:norad sec:startDate "1959-01-01"^^xsd:date .')
    assert check(world) == []


def test_a_finding_points_at_the_claim_in_its_passage(world: Folders) -> None:
    path = add(world, PASSAGE % "ent:rcmp sec:worksWith ent:cbsa .")
    (finding,) = check(world)
    assert (finding.path, finding.line) == (str(path), 13)


def test_a_value_that_breaks_a_shape_is_found_where_it_is_claimed(world: Folders) -> None:
    path = add(world, PASSAGE % 'ent:rcmp sec:startDate "1073"^^xsd:gYear .')
    (finding,) = check(world)
    assert (finding.path, finding.line) == (str(path), 13)


def test_a_finding_is_written_as_place_subject_message_and_rule() -> None:
    finding = Finding("data/entities/threat.ttl", 12, "ent:smuggling", "entity-kind-one", "Give one kind.")
    assert str(finding) == "data/entities/threat.ttl:12: ent:smuggling: Give one kind. [entity-kind-one]"


def test_only_the_findings_of_one_file_are_returned(world: Folders) -> None:
    here = add(world, PASSAGE % "ent:rcmp sec:worksWith ent:cbsa .")
    add_example(world, EXAMPLES["entity-kind-one"])
    assert rules_of(check(world, only=here)) == {"relation-too-wide"}
    assert rules_of(check(world)) == {"relation-too-wide", "entity-kind-one"}


def test_the_line_of_what_is_not_in_a_file_is_zero() -> None:
    assert line_of(None, "https://w3id.org/perimeter/entity/norad") == 0
    assert line_of(MINI / "entities" / "threat.ttl", "https://w3id.org/perimeter/entity/norad") == 0


# Syntax

BROKEN = {
    "a full stop is missing": ("ent:a a sec:Threat\nent:b a sec:Threat .", 4, 1),
    "a prefix is not declared": ("ent:a a oops:Threat .", 3, 9),
    "a string does not end": ('ent:a sec:value "one .\n', 3, 17),
    "a language is not one": ('ent:a sec:value "one"@1 .', 3, 23),
    "an address has a space": ("ent:a sec:value <http://a b> .", 3, 17),
    "a graph does not end": ("ent:p { ent:a a sec:Threat .", 3, 29),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_syntax_error_has_file_line_and_column(world: Folders, case: str) -> None:
    body, line, column = BROKEN[case]
    prefixes = "".join(PASSAGE.splitlines(keepends=True)[place] for place in (0, 2))
    path = add(world, prefixes + body)
    (finding,) = check(world)
    assert (finding.path, finding.line, finding.rule) == (str(path), line, "syntax")
    assert finding.message.startswith(f"column {column}: ")


def test_a_byte_order_mark_is_a_syntax_error(world: Folders) -> None:
    path = world.data / "added.ttl"
    path.write_bytes(b"\xef\xbb\xbf# nothing\n")
    (finding,) = check(world)
    assert (finding.line, finding.rule) == (1, "syntax")
    assert "byte-order mark" in finding.message


def test_all_broken_files_are_named_at_once(world: Folders) -> None:
    for name in ("one.ttl", "two.ttl"):
        add(world, "oops", name)
    assert [Path(finding.path).name for finding in check(world)] == ["one.ttl", "two.ttl"]


# Literals

ILL_TYPED = [
    ("2024-13-45", "date"),
    ("2023-02-29", "date"),
    ("1900-02-29", "date"),
    ("2024-04-31", "date"),
    ("2024-1-5", "date"),
    ("2024", "date"),
    ("2024-05", "date"),
    ("12 May 1958", "date"),
    ("2024-05-12T00:00:00", "date"),
    (" 2024-05-12", "date"),
    ("", "date"),
    ("2024-13", "gYearMonth"),
    ("2024-00", "gYearMonth"),
    ("2024-5", "gYearMonth"),
    ("2024", "gYearMonth"),
    ("24", "gYear"),
    ("2024-05", "gYear"),
    ("about 2024", "gYear"),
    ("1,000", "integer"),
    ("1.0", "integer"),
    ("E105060", "integer"),
    ("", "integer"),
    ("1e3", "decimal"),
    ("1,5", "decimal"),
    (".", "decimal"),
    ("1.5.1", "double"),
    ("infinity", "double"),
    ("yes", "boolean"),
    ("TRUE", "boolean"),
    ("http://a b", "anyURI"),
    ("", "anyURI"),
]
WELL_TYPED = [
    ("2024-02-29", "date"),
    ("2000-02-29", "date"),
    ("1958-05-12", "date"),
    ("1958-05", "gYearMonth"),
    ("1958", "gYear"),
    ("-12", "integer"),
    ("0012", "integer"),
    ("1.50", "decimal"),
    (".5", "decimal"),
    ("1e-3", "double"),
    ("-INF", "double"),
    ("NaN", "double"),
    ("true", "boolean"),
    ("0", "boolean"),
    ("https://www.norad.mil/", "anyURI"),
    ("", "string"),
]


@pytest.fixture(scope="module")
def ill_typed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is said of literals, of every row of the two tables at once."""
    folder = tmp_path_factory.mktemp("literals")
    rows = [f'ent:norad sec:identifier "{text}"^^xsd:{datatype} .' for text, datatype in ILL_TYPED + WELL_TYPED]
    prefixes = "".join(PASSAGE.splitlines(keepends=True)[place] for place in (0, 2, 4))
    (folder / "added.ttl").write_text(prefixes + "\n".join(rows), encoding="utf-8")
    return [finding.message for finding in check(Folders(ONTOLOGY, folder)) if finding.rule == "literal-ill-typed"]


@pytest.mark.parametrize(("text", "datatype"), ILL_TYPED)
def test_an_ill_typed_literal_is_found(ill_typed: list[str], text: str, datatype: str) -> None:
    assert any(message.startswith(f"“{text}” is not a value of xsd:{datatype};") for message in ill_typed)


@pytest.mark.parametrize(("text", "datatype"), WELL_TYPED)
def test_a_well_typed_literal_is_left_alone(ill_typed: list[str], text: str, datatype: str) -> None:
    assert not any(message.startswith(f"“{text}” is not a value of xsd:{datatype};") for message in ill_typed)


# Passages against the texts that they stand in

TEXT = "Canada’s forces lead the operation.\n\nThe United States is invited.\n"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
LAST = len(TEXT)


@pytest.fixture
def kept(world: Folders, tmp_path: Path) -> Path:
    """A folder with the text of a page that has one passage."""
    example = (BAD / "passage-range.trig").read_text(encoding="utf-8")
    digest = re.search(r"[0-9a-f]{64}", example)
    assert digest
    text = example.replace(digest[0], DIGEST).replace("oa:start 28", "oa:start 0").replace("oa:end 90", "oa:end 35")
    add(world, text, "kept.trig")
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "note.txt").write_text(TEXT, encoding="utf-8", newline="")
    return sources


def set_range(world: Folders, start: int, end: int) -> None:
    path = world.data / "kept.trig"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("oa:start 0", f"oa:start {start}").replace("oa:end 35", f"oa:end {end}"))


def test_a_range_of_characters_in_the_kept_text_is_good(world: Folders, kept: Path) -> None:
    assert check(world, kept) == []
    set_range(world, 37, LAST - 1)
    assert check(world, kept) == []


RANGES = {
    "goes beyond the end": (37, LAST + 5),
    "begins beyond the end": (LAST + 5, LAST + 9),
    "ends with a line end": (37, LAST),
    "begins with a line end": (36, LAST - 1),
}


@pytest.mark.parametrize("case", RANGES)
def test_a_range_is_found_that(world: Folders, kept: Path, case: str) -> None:
    set_range(world, *RANGES[case])
    assert rules_of(check(world, kept)) == {"passage-range"}


def test_a_range_that_runs_backwards_is_found_twice(world: Folders, kept: Path) -> None:
    set_range(world, 35, 0)
    assert rules_of(check(world, kept)) == {"passage-range", "passage-range-in-order"}


def test_a_text_that_has_changed_is_found(world: Folders, kept: Path) -> None:
    (kept / "note.txt").write_text(TEXT.replace("lead", "hold"), encoding="utf-8", newline="")
    (finding,) = check(world, kept)
    assert (finding.subject, finding.rule) == ("src:a-page", "passage-hash")


def test_texts_are_compared_only_when_asked_and_there(world: Folders, kept: Path) -> None:
    set_range(world, 0, 999)
    assert check(world) == []
    (kept / "note.txt").unlink()
    assert check(world, kept) == []


@pytest.mark.parametrize(
    ("ranges", "left"),
    [
        ([], ["One. Two, three."]),
        ([(0, 4)], ["Two, three."]),
        ([(5, 16)], ["One."]),
        ([(9, 16), (0, 4)], ["Two,"]),
        ([(0, 16)], []),
        ([(0, 15)], []),
        ([(0, 9), (5, 10), (0, 2)], ["three."]),
    ],
)
def test_what_no_passage_covers_is_told(ranges: list[tuple[int, int]], left: list[str]) -> None:
    assert uncovered("One. Two, three.", ranges) == left
