"""The queries in ontology/checks and ontology/reviews: their faults, and what the reviews list."""

import re
from pathlib import Path

import pytest

from kg.rdf.folders import Folders
from kg.validation.checks import check, judge
from tests.validation.examples import ONTOLOGY, PASSAGE, add, rules_of
from tests.worlds import MINI


def test_a_fault_of_a_check_is_told_with_its_file_and_line(world: Folders) -> None:
    path = world.ontology / "checks" / "tied-to-itself.rq"
    path.write_text(path.read_text(encoding="utf-8").replace("WHERE {", "WHERE {{"), encoding="utf-8")
    (found,) = check(world)
    assert (found.path, found.rule) == (str(path), "syntax")
    assert found.line
    assert re.match(r"column \d+: expected ", found.message)


@pytest.mark.parametrize("text", ["ASK { ?a ?b ?c }", "SELECT ?a WHERE { ?a ?b ?c }", "CONSTRUCT WHERE { ?a ?b ?c }"])
def test_a_check_selects_focus_and_message(world: Folders, text: str) -> None:
    (world.ontology / "checks" / "other.rq").write_text(text, encoding="utf-8")
    (found,) = check(world)
    assert (found.subject, found.rule) == ("other.rq", "syntax")
    assert "SELECT of ?focus and ?message" in found.message


@pytest.mark.parametrize("text", ["CONSTRUCT { ?a ?b WHERE", "ASK { ?a ?b ?c }"])
def test_a_rule_that_cannot_be_read_is_a_finding_with_its_file(world: Folders, text: str) -> None:
    path = world.ontology / "rules" / "1-symmetric.rq"
    path.write_text(text, encoding="utf-8")
    (found,) = check(world)
    assert (found.path, found.rule) == (str(path), "syntax")


def test_mini_has_nothing_to_review() -> None:
    assert judge(Folders(ONTOLOGY, MINI)).to_review == []


REVIEWS = sorted((ONTOLOGY / "reviews").glob("*.rq"))


@pytest.mark.parametrize("path", REVIEWS, ids=lambda path: path.stem)
def test_a_review_says_what_it_lists_and_orders_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.match(r"# [A-Z“].+\.\nSELECT ", text)
    assert re.search(r"\nORDER BY \?focus.*\n\Z", text)


READ = """sec:isPassageOf src:wikipedia-norad ;
    sec:readFrom <https://w3id.org/perimeter/reading/excerpt> ;
    sec:readOn "2026-11-29"^^xsd:date ;"""
CLAIMS = {
    "led-by-several": "ent:rcmp sec:leads ent:cross-border-firearms-task-force .\n"
    "    ent:cbsa sec:leads ent:cross-border-firearms-task-force .",
    "status-without-its-word": "ent:norad sec:hasStatus <https://w3id.org/perimeter/status/ended> .",
}


@pytest.mark.parametrize("name", CLAIMS)
def test_what_only_judgement_can_tell_is_listed_and_no_fault(world: Folders, name: str) -> None:
    text = (PASSAGE % CLAIMS[name]).replace("sec:isPassageOf src:wikipedia-norad ;", READ)
    add(
        world,
        text.replace(
            '"Our words."@en, "Nos mots."@fr',
            '"The police, the border agency and the command."@en, "La police, l’agence et le commandement."@fr',
        ),
    )
    assert check(world) == []
    assert rules_of(judge(world).to_review) == {name}


@pytest.mark.parametrize(
    ("date", "words", "french", "good"),
    [
        ("1961", "The command began in 1961.", "Le commandement date de 1961.", True),
        ("1961", "The command began in the 1960s.", "Le commandement date des années 1960.", True),
        ("1961", "The command began in 1960.", "Le commandement date de 1960.", False),
        ("1961-05", "The command began in May 1961.", "Le commandement date de mai 1961.", True),
        ("1961-05", "The command began in 1961.", "Le commandement date de 1961.", False),
        ("1961-05-07", "The command began on 7 May 1961.", "Le commandement date du 7 mai 1961.", True),
        ("1961-05-07", "The command began on 17 May 1961.", "Le commandement date du 17 mai 1961.", False),
    ],
)
def test_a_date_stands_in_the_words_as_finely(
    world: Folders, date: str, words: str, french: str, *, good: bool
) -> None:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(date)]
    text = (PASSAGE % f'ent:norad sec:startDate "{date}"^^xsd:{kind} .').replace(
        "sec:isPassageOf src:wikipedia-norad ;", READ
    )
    add(world, text.replace('"Our words."@en, "Nos mots."@fr', f'"{words}"@en, "{french}"@fr'))
    assert rules_of(check(world)) == (set() if good else {"date-not-in-its-document"})


def test_figures_that_may_be_one_are_listed_until_they_have_one_quantity(world: Folders) -> None:
    def add_figure(document: str, value: int, quantity: str) -> None:
        claim = (
            f"<https://w3id.org/perimeter/figure/{document}> a sec:Figure ; sec:isAbout ent:norad ;\n"
            f'    sec:value {value} ; sec:date "1961"^^xsd:gYear ; sec:unit "people"@en, "personnes"@fr ;\n'
            f'    sec:quantity "{quantity}"@en, "effectif"@fr .'
        )
        text = (PASSAGE % claim).replace("wikipedia-norad", document)
        words = f'"{value} people in 1961."@en, "{value} personnes en 1961."@fr'
        add(world, text.replace('"Our words."@en, "Nos mots."@fr', words), f"{document}.trig")

    add_figure("wikipedia-norad", 200, "staff at the start")
    add_figure("norad-agreement-page", 210, "first staff")
    assert rules_of(judge(world).to_review) == {"figures-nearly-alike"}
    add_figure("norad-agreement-page", 210, "staff at the start, by the command")
    assert judge(world).to_review == []
    add_figure("norad-agreement-page", 900, "staff with families")
    assert judge(world).to_review == []
