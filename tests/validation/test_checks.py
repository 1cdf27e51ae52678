"""Each rule finds its fault and nothing else: `mini/` is good, and `bad/RULE.trig` makes the rule RULE complain.

Lines at the top of a bad example say more: `# into: PLACE` where it belongs (`ontology`, `shapes` or a path below the
data), and `# also: RULE` which other rule cannot help but complain too.
"""

import re
import shutil
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.rdf.canonical import canonical
from kg.rdf.dataset import assemble
from kg.rdf.files import ParsedFiles, iri_of
from kg.rdf.folders import Folders, data_files
from kg.validation import checks
from kg.validation.checks import check, judge, rule_names
from kg.vocabulary import shorten
from tests.validation.examples import BAD, EXAMPLES, ONTOLOGY, PASSAGE, SH, TYPE, add, rules_of
from tests.worlds import MINI

SOURCES = BAD / "sources"
RULES = rule_names(Folders(ONTOLOGY, MINI))


def said(example: Path, word: str) -> set[str]:
    return set(re.findall(rf"^# {word}: (\S+)$", example.read_text(encoding="utf-8"), re.MULTILINE))


def add_example(world: Folders, example: Path) -> None:
    into = next(iter(said(example, "into")), example.name)
    places = {"ontology": world.ontology / example.name, "shapes": world.ontology / "shapes" / example.name}
    shutil.copy(example, places.get(into, world.data / into))


def test_mini_is_clean() -> None:
    assert check(Folders(ONTOLOGY, MINI)) == []


def test_the_ontology_alone_is_clean(tmp_path: Path) -> None:
    assert check(Folders(ONTOLOGY, tmp_path)) == []


@pytest.mark.parametrize("path", data_files(MINI), ids=lambda path: path.stem)
def test_mini_is_in_canonical_form(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == canonical(path)


@cache
def small_store() -> ox.Store:
    return assemble(ParsedFiles.of(Folders(ONTOLOGY, MINI).files()).quads, Folders(ONTOLOGY, MINI).part("rules"))


def shape_targets() -> dict[str, list[tuple[str, ox.NamedNode]]]:
    targets: dict[str, list[tuple[str, ox.NamedNode]]] = {}
    for quad in ParsedFiles.of(data_files(ONTOLOGY / "shapes")).quads:
        kind = quad.predicate.value.removeprefix(SH)
        if kind.startswith("target") and isinstance(quad.object, ox.NamedNode):
            targets.setdefault(shorten(iri_of(quad.subject)), []).append((kind, quad.object))
    return targets


@pytest.mark.parametrize("shape", sorted(shape_targets()))
def test_mini_has_a_thing_that_each_shape_looks_at(shape: str) -> None:
    store = small_store()
    for kind, target in shape_targets()[shape]:
        pattern = (None, TYPE, target) if kind == "targetClass" else (None, target, None)
        if next(store.quads_for_pattern(*pattern), None):
            return
    pytest.fail(f"nothing in mini has a target of {shape}")


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


def test_the_findings_are_the_same_in_every_run_and_from_two_processes(
    world: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    for rule in ("entity-label-both-languages", "part-of-itself", "passage-repeats", "end-before-start"):
        add_example(world, EXAMPLES[rule])
    judged = judge(world)
    assert judged.findings == sorted(judged.findings) == check(world)
    assert judged.findings
    assert judged.to_review
    monkeypatch.setattr(checks, "_MUCH", 0)
    assert judge(world) == judged


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
    assert rules_of(check(world)) == {"object-class-not-allowed", "speaks-for-another"}


def test_documents_may_disagree_about_a_date(world: Folders) -> None:
    add(world, PASSAGE % 'ent:norad sec:startDate "1959-01-01"^^xsd:date .')
    assert check(world) == []


def test_only_the_findings_of_one_file_are_returned(world: Folders) -> None:
    here = add(world, PASSAGE % "ent:rcmp sec:worksWith ent:cbsa .")
    add_example(world, EXAMPLES["entity-kind-one"])
    assert rules_of(check(world, only=here)) == {"relation-too-wide"}
    assert rules_of(check(world)) == {"relation-too-wide", "entity-kind-one"}


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?focus ?message { SERVICE <http://127.0.0.1:9/> { ?focus ?a ?message } }", "would ask another server"),
        ("SELECT ?focus ?message { ?focus }", "expected"),
    ],
)
def test_a_check_that_cannot_be_carried_out_is_named(tmp_path: Path, text: str, said: str) -> None:
    shutil.copytree(ONTOLOGY, tmp_path / "ontology")
    (tmp_path / "ontology" / "checks" / "outside.rq").write_text(text, encoding="utf-8")
    (found,) = check(Folders(tmp_path / "ontology", MINI))
    assert found.path.endswith("outside.rq")
    assert said in found.message


def test_a_french_name_is_of_one_thing_whatever_the_kinds(world: Folders) -> None:
    path = world.data / "entities" / "organization.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Forces armées canadiennes", "Agence des services frontaliers du Canada"), "utf-8")
    assert rules_of(check(world)) == {"name-used-twice"}


def test_a_definition_that_two_share_is_shared_in_both_languages(world: Folders) -> None:
    path = world.data / "entities" / "organization.ttl"
    text = path.read_text(encoding="utf-8")
    kinds = text.replace("sec:hasKind kind:armed-force", "sec:hasKind kind:agency")
    path.write_text(
        kinds.replace(
            '"Canada’s armed forces, whose members serve in NORAD at all levels."', '"Canada’s border agency."'
        ),
        "utf-8",
    )
    assert "definition-of-another" in rules_of(check(world))
