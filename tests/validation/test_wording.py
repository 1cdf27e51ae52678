"""What passages say, against their claims and their other language."""

import pytest

from kg.rdf.folders import Folders
from kg.validation.checks import check, judge
from kg.validation.findings import Finding
from tests.validation.examples import PASSAGE, add, rules_of

PLAIN = "ent:rcmp sec:cooperatesWith ent:cbsa ."
READ = """sec:readFrom <https://w3id.org/perimeter/reading/excerpt> ;
    sec:readOn "2026-11-29"^^xsd:date ;
    sec:says"""


def add_words(world: Folders, english: str, french: str, claim: str = PLAIN, *, read: bool = False) -> None:
    text = (PASSAGE % claim).replace('"Our words."@en, "Nos mots."@fr', f'"{english}"@en, "{french}"@fr')
    add(world, text.replace("sec:says", READ, 1) if read else text)


def found(findings: list[Finding], rule: str) -> list[str]:
    return [finding.message for finding in findings if finding.rule == rule]


def test_a_number_of_one_language_is_found_and_told(world: Folders) -> None:
    add_words(world, "The force met 12 times.", "La force s’est réunie 13 fois.")
    first, second = found(check(world), "numbers-differ")
    assert "12 stands in “en” only" in first
    assert "13 stands in “fr” only" in second


@pytest.mark.parametrize("french", ["La force s’est réunie douze fois.", "La force s’est réunie 12 fois."])
def test_a_number_may_be_in_words_in_one_language(world: Folders, french: str) -> None:
    add_words(world, "The force met 12 times.", french)
    assert check(world) == []


def test_the_number_of_a_name_may_stand_in_one_language(world: Folders) -> None:
    path = world.data / "entities" / "organization.ttl"
    text = path.read_text(encoding="utf-8").replace(
        '"Canada Border Services Agency"@en', '"Canada Border Services Agency 7"@en'
    )
    path.write_text(text, encoding="utf-8")
    add_words(world, "The police works with Agency 7.", "La police travaille avec l’agence.")
    assert check(world) == []


FIGURE = """<https://w3id.org/perimeter/figure/rcmp-officers> a sec:Figure ; sec:isAbout ent:rcmp ;
    sec:quantity "officers"@en, "agents"@fr ; sec:unit "officers"@en, "agents"@fr ; sec:value %s ."""


@pytest.mark.parametrize(("value", "words"), [("2500000", "2.5 million"), ("12", "a dozen"), ("2.74", "2.74")])
def test_the_number_of_a_figure_may_be_written_in_many_ways(world: Folders, value: str, words: str) -> None:
    french = {"2.5 million": "2,5\u00a0millions", "a dozen": "une douzaine", "2.74": "2,74"}[words]
    add_words(world, f"It has {words} officers.", f"Elle compte {french} d’agents.", FIGURE % value)
    assert check(world) == []


def test_a_figure_ten_times_as_large_is_found(world: Folders) -> None:
    add_words(world, "It has 120 officers.", "Elle compte 120 agents.", FIGURE % "1200")
    (message,) = found(check(world), "figure-not-in-words")
    assert message == "The passage (en, fr) does not say 1200: correct the one or the other."


def test_french_of_another_passage_is_to_be_reviewed(world: Folders) -> None:
    add_words(world, "The sheriff brought seven ponies.", "Une coopération policière renforcée.")
    assert check(world) == []
    assert rules_of(judge(world).to_review) == {"french-of-another"}


def test_words_that_have_nothing_of_the_claim_are_to_be_reviewed(world: Folders) -> None:
    add_words(world, "Bombers were feared.", "On redoutait les bombardiers.", read=True)
    (message,) = found(judge(world).to_review, "words-of-another")
    assert "ent:rcmp and ent:cbsa" in message


def test_one_word_of_a_name_is_enough(world: Folders) -> None:
    add_words(world, "The border agency works with it.", "L’agence frontalière coopère avec elle.", read=True)
    assert judge(world).to_review == []


@pytest.mark.parametrize(
    ("words", "french"),
    [
        ("It has about 120 officers.", "Elle compte environ 120 agents."),
        ("It has no more than 120 officers.", "Elle compte au plus 120 agents."),
        ("It has over 120 officers.", "Elle compte plus de 120 agents."),
    ],
)
def test_a_number_that_the_passage_hedges_is_hedged(world: Folders, words: str, french: str) -> None:
    add_words(world, words, french, FIGURE % "120")
    assert rules_of(check(world)) == {"figure-hedged-in-words"}


@pytest.mark.parametrize(
    "words", ["It has 120 officers.", "It has about 7 cars and 120 officers.", "They are spread over 120 towns."]
)
def test_a_number_that_the_passage_states_needs_no_hedge(world: Folders, words: str) -> None:
    add_words(world, words, words.replace("It has", "Elle a").replace("They are spread over", "Il y a"), FIGURE % "120")
    assert "figure-hedged-in-words" not in rules_of(check(world))


def test_a_unit_that_the_passage_does_not_say_is_to_be_reviewed(world: Folders) -> None:
    claim = (FIGURE % "120").replace('sec:unit "officers"@en, "agents"@fr', 'sec:unit "ships"@en, "navires"@fr')
    add_words(world, "It has 120 officers.", "Elle compte 120 agents.", claim)
    assert check(world) == []
    assert found(judge(world).to_review, "unit-not-in-words") != []


@pytest.mark.parametrize(("unit", "french"), [("CAD", "CAD"), ("personnel", "personnes")])
def test_money_and_people_are_counted_in_many_words(world: Folders, unit: str, french: str) -> None:
    claim = (FIGURE % "120").replace('sec:unit "officers"@en, "agents"@fr', f'sec:unit "{unit}"@en, "{french}"@fr')
    add_words(world, "It costs $120 for officers.", "Elle coûte 120\u00a0$ pour les agents.", claim)
    assert found(judge(world).to_review, "unit-not-in-words") == []
