"""A file or folder is judged as it is within its data set, wherever it is, and each finding stands at its line."""

import shutil
from pathlib import Path

import pytest

import kg
from kg.rdf.folders import Folders
from kg.validation.checks import check
from kg.vocabulary import PREFIXES, TERM
from tests.validation.examples import BAD, EXAMPLES, ONTOLOGY, PASSAGE, add
from tests.validation.test_checks import add_example
from tests.worlds import MINI, ROOT, RunKg

HELD = (
    "entity-label-both-languages",
    "dangling-id",
    "passage-says-both-languages",
    "name-used-twice",
    "text-signs",
    "tie-adds-something",
    "story-view",
    "thing-without-name",
    "literal-ill-typed",
    "numbers-differ",
    "text-in-other-language",
)


@pytest.fixture
def world(tmp_path: Path) -> Folders:
    """A copy of the tiny world."""
    return Folders(ONTOLOGY, Path(shutil.copytree(MINI, tmp_path / "data")))


def lines(answer: bytes) -> list[str]:
    return answer.decode().splitlines()


@pytest.mark.parametrize("rule", HELD)
def test_a_file_has_the_findings_that_it_has_in_its_folder(world: Folders, run_kg: RunKg, rule: str) -> None:
    add_example(world, EXAMPLES[rule])
    whole = lines(run_kg("check", world.data).stdout)
    assert whole
    for path in sorted(path for path in world.data.rglob("*") if path.suffix in (".ttl", ".trig", ".yaml")):
        if any(str(path) in one for one in whole) or path.stem in ("country", "wikipedia-norad"):
            own = [one for one in whole if one.startswith(f"{path}:")]
            assert lines(run_kg("check", path).stdout) == own


def test_a_folder_within_a_data_set_is_judged_within_it(run_kg: RunKg) -> None:
    for part in ("documents/government", "documents", "entities", "stories", "."):
        assert run_kg("check", MINI / part).returncode == 0


def test_a_file_from_elsewhere_stands_in_for_the_one_of_its_name(tmp_path: Path, run_kg: RunKg) -> None:
    page = "documents/encyclopedia/wikipedia-norad.trig"
    copy = tmp_path / Path(page).name
    copy.write_text((MINI / page).read_text(encoding="utf-8").replace("1957-09-12", "1957-09-31"), encoding="utf-8")
    answer = run_kg("check", copy, "--data", MINI)
    assert answer.returncode == 1
    assert {one.split(":")[0] for one in lines(answer.stdout)} == {str(copy)}
    assert f"{copy}:29: ent:norad: “1957-09-31” is not a value of xsd:date" in answer.stdout.decode()


NAMELESS = {
    "a thing in brackets": ("ent:norad rdfs:seeAlso\n    [ rdfs:comment 'a' ] .", 4, "ent:norad"),
    "a list": ("ent:norad rdfs:seeAlso ( ent:canada ) .", 3, "ent:norad"),
    "a label that another names": ("ent:norad rdfs:seeAlso _:x .\n_:x rdfs:comment 'a' .", 3, "ent:norad"),
    "a label that no other names": ("_:x rdfs:comment 'a' .", 3, "_:x"),
    "labels that name each other": ("_:x rdfs:seeAlso _:y .\n_:y rdfs:seeAlso _:x .", 3, "_:x"),
    "a label that names itself": ("_:x rdfs:seeAlso _:x .", 3, "_:x"),
    "an empty thing in brackets": ("ent:norad rdfs:seeAlso [], [] .", 3, "ent:norad"),
    "a label of which nothing is said": ("ent:norad rdfs:seeAlso _:x .", 3, "ent:norad"),
    "nothing but a class": ("[] a sec:Threat .", 3, "[]"),
}


@pytest.mark.parametrize("case", NAMELESS)
def test_what_has_no_name_is_found_by_what_it_hangs_on(world: Folders, case: str) -> None:
    body, line, subject = NAMELESS[case]
    head = "@prefix ent: <https://w3id.org/perimeter/entity/> . @prefix sec: <https://w3id.org/perimeter/term/> .\n"
    path = add(world, head + "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n" + body + "\n", "own.ttl")
    found = [one for one in check(world) if one.rule == "thing-without-name"]
    assert [(one.path, one.line, one.subject) for one in found] == [(str(path), line, subject)]
    assert all(one.path == str(path) and one.line >= line for one in check(world))
    assert [one for one in check(world, only=path) if one.rule == "thing-without-name"] == found


def test_a_finding_stands_at_the_line_of_its_statement(world: Folders) -> None:
    path = add(world, PASSAGE % "ent:norad\n        sec:isPartOf\n            ent:nobody .")
    (found,) = [one for one in check(world) if "ent:nobody" in one.message]
    assert path.read_text(encoding="utf-8").splitlines()[found.line - 1].strip() == "ent:nobody ."


SIGNS = {
    """ent:a rdfs:label "East”@en, "Est"@fr .""": 'column 23: holds a curly quotation mark (U+201D); type a plain "',
    """ent:a rdfs:label "East”@en .""": 'column 23: holds a curly quotation mark (U+201D); type a plain "',
    "ent:a rdfs:label “East”@en .": 'column 18: holds a curly quotation mark (U+201C); type a plain "',
    "ent:a\u00a0rdfs:label 'East'@en .": "column 6: holds a no-break space (U+00A0); type a plain space",
    "ent:a rdfs:label\u200b 'East'@en .": "column 17: holds a zero-width space (U+200B); delete it",
    "ent:a rdfs:label «East» .": 'holds a French quotation mark (U+00AB); type a plain "',
    "ent:a rdfs:label ＂East＂ .": 'holds a full-width sign (U+FF02); type a plain "',
    "ent:a rdfs:label `East` .": "holds a backtick (U+0060); delete it",
    "ent:a rdfs:label '“East”' ; rdfs:comment −1 .": "column 42: holds a dash (U+2212); type a plain -",
    "ent:a\x0brdfs:label 'East' .": "column 6: holds a space of another width (U+000B)",
    "ent:a \x00rdfs:label 'East' .": "column 7: holds a sign that nobody sees (U+0000)",
    "ent:a rdfs:label 'East' …": "column 25: holds a sign of no meaning here (U+2026); delete it",
    "<> a ent:b .": "<> needs a base: write @base <…> . on top, or a full address",
    "<lake> a ent:b .": "<lake> needs a base",
}


@pytest.mark.parametrize("line", SIGNS)
def test_a_sign_that_turtle_does_not_have_is_named(tmp_path: Path, line: str) -> None:
    head = (
        "@prefix ent: <https://w3id.org/perimeter/entity/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    )
    (tmp_path / "a.ttl").write_text(head + line, encoding="utf-8")
    (found,) = check(Folders(ONTOLOGY, tmp_path))
    assert (found.line, found.rule) == (2, "syntax")
    assert SIGNS[line] in found.message


OWN = {
    "ontology/rules/1-own.rq": "CONSTRUCT { ?one sec:covers ent:arctic } WHERE { ?one a sec:Threat }\n",
    "ontology/checks/own-check.rq": "SELECT ?focus ?message\n"
    "WHERE { ?focus sec:covers ?any BIND('Own check.' AS ?message) }\n",
    "ontology/shapes/own.ttl": "@prefix rule: <https://w3id.org/perimeter/rule/> .\n"
    "@prefix sec: <https://w3id.org/perimeter/term/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    "rule:own-shape a sh:NodeShape ; sh:targetClass sec:Threat ; sh:message 'Own shape.' ;\n"
    "    sh:property [ sh:path sec:abbreviation ; sh:minCount 1 ] .\n",
    "questions/threats.rq": "# title@en: Threats\n# title@fr: Menaces\n# question@en: Which threats?\n"
    "# question@fr: Quelles menaces?\nSELECT ?threat WHERE { ?threat a sec:Threat }\n",
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The tiny world with rules, checks, shapes and a question of its own."""
    folder = tmp_path / "own"
    shutil.copytree(MINI, folder)
    for place, text in OWN.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
    return folder


def test_rules_checks_and_shapes_among_the_data_count(own: Path, run_kg: RunKg) -> None:
    told = lines(run_kg("check", own).stdout)
    assert [one.split(": ", 2)[2] for one in told] == [*2 * ["Own check. [own-check]"], "Own shape. [own-shape]"]
    again = run_kg("query", "ASK { ent:firearms-smuggling sec:covers ent:arctic }", "--data", own)
    assert again.stdout.strip() == b"true"


def test_a_question_among_the_data_is_listed_and_asked(own: Path, run_kg: RunKg) -> None:
    assert b"threats,Which threats?" in run_kg("questions", "--data", own).stdout
    assert run_kg("ask", "threats", "--data", own).stdout.splitlines()[1] == b"Firearms smuggling"
    assert b"Which threats?" in run_kg("ask", "threats", "--help", "--data", own).stdout
    assert run_kg("ask", "threats", "--data", MINI).returncode == 2


@pytest.mark.parametrize(
    ("place", "text", "line"),
    [
        ("questions/threats.rq", "# title@en: Threats\nSELECT ?a { ?a a sec:Threat }", 0),
        ("questions/threats.rq", OWN["questions/threats.rq"].replace("}", ""), 0),
        ("ontology/shapes/own.ttl", "rule:own a", 1),
        ("ontology/rules/1-own.rq", "CONSTRUCT {", 1),
        ("ontology/checks/own-check.rq", "SELECT ?focus", 1),
    ],
)
def test_what_is_wrong_with_them_is_told_with_its_file(
    own: Path, run_kg: RunKg, place: str, text: str, line: int
) -> None:
    (own / place).write_text(text, encoding="utf-8")
    answer = run_kg("check", own)
    assert answer.returncode == 1
    where = f"{own / place}:{line}" if line else str(own / place)
    assert where in answer.stdout.decode()
    assert f"{Path(place).name}: " * 3 not in answer.stdout.decode()


FOREIGN = {
    "restrictions.ttl": """<http://example.org/org> a owl:Ontology ; owl:imports <http://www.w3.org/ns/prov> .
ex:Unit a owl:Class ; rdfs:label "Unit"@en-GB, "Unité"@fr-CA, "単位"@ja ;
    rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:unitOf ; owl:someValuesFrom ex:Body ] ;
    owl:equivalentClass [ owl:unionOf ( ex:Team [ owl:complementOf ex:Body ] ) ] .
ex:head owl:propertyChainAxiom ( ex:a [ owl:inverseOf ex:b ] ) .
[] a owl:AllDisjointClasses ; owl:members ( ex:Unit ex:Team ) .
<http://example.org/other> a owl:Ontology ; owl:versionInfo "2" .
""",
    "concepts.ttl": """@base <http://example.org/scheme> .
<> a skos:ConceptScheme ; skos:hasTopConcept <#a> ; dcterms:title "Scheme" .
<#a> a skos:Concept ; skos:prefLabel "a"@en-CA, "a"@fr-CA ; skos:notation "1"^^ex:code ; skos:member ( <#b> <#c> ) .
[] a skos:Collection ; rdfs:label [ skos:note "no text" ] .
""",
    "labels.ttl": 'ent:norad rdfs:label "Le NORAD"@fr-CA ; rdfs:seeAlso _:x .\n'
    '_:x rdfs:label 5, "x"@zh-Hant-TW, true .\n',
}
COMMANDS = (
    ("check",),
    ("show", "norad"),
    ("find", "norad"),
    ("why", "norad", "canada"),
    ("path", "rcmp", "cbsa"),
    ("ask", "partners", "--of", "rcmp"),
    ("network",),
    ("coverage",),
    ("diff", "1950", "2020"),
)


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("place", ["entities", "ontology"])
def test_files_of_others_end_no_command(own: Path, run_kg: RunKg, name: str, place: str) -> None:
    prefixes = ("dcterms", "ent", "owl", "rdfs", "skos")

    head = (
        "".join(f"@prefix {one}: <{PREFIXES[one]}> .\n" for one in prefixes) + "@prefix ex: <http://example.org/> .\n"
    )
    path = own / place / name
    path.write_text(head + FOREIGN[name], encoding="utf-8")
    for words in COMMANDS:
        assert run_kg(*words, "--data", own).returncode in (0, 1, 2)
    assert run_kg("check", path).returncode in (0, 1)


def test_the_ontology_has_a_name_a_licence_and_a_version() -> None:
    header = "SELECT ?o ?version ?licence { ?o a owl:Ontology ; owl:versionInfo ?version ; dcterms:license ?licence }"
    rows = kg.load(MINI).engine.table(header).rows
    assert [row[:2] for row in rows] == [(TERM, kg.__version__)]


def test_what_ships_can_be_checked_in_part(run_kg: RunKg) -> None:
    assert run_kg("check", ROOT / "ontology" / "checks").returncode == 0
    assert run_kg("check", BAD / "nothing.ttl").returncode == 2
