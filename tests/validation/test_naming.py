"""Names held against the words of documents."""

import pytest

from kg.rdf.folders import Folders
from kg.validation.checks import check, judge
from tests.validation.examples import PASSAGE, add, rules_of

DOCUMENT = """@prefix : <https://w3id.org/perimeter/source/a-page/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ent: <https://w3id.org/perimeter/entity/> .
@prefix schema: <http://schema.org/> .
@prefix sec: <https://w3id.org/perimeter/term/> .
@prefix src: <https://w3id.org/perimeter/source/> .
@prefix standing: <https://w3id.org/perimeter/standing/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

src:a-page a sec:Document ; dcterms:issued "2001"^^xsd:gYear ; dcterms:language "en" ;
    dcterms:publisher ent:canada ; dcterms:title "%s"@en ;
    schema:url <https://www.canada.ca/a> ; sec:hasStanding standing:government .
:p1 a sec:Passage ; sec:isPassageOf src:a-page ; sec:says "%s"@en, "%s"@fr .
:p1 { %s }
"""
POLICE = "The police of Canada and the border agency met.", "La police et l’agence frontalière se sont rencontrées."
MET = "ent:rcmp sec:cooperatesWith ent:cbsa ."


def found(world: Folders, title: str, words: tuple[str, str] = POLICE, claims: str = MET) -> set[str]:
    """Return the rules that look twice at a document, once it is known to have no fault."""
    path = add(world, DOCUMENT % (title, *words, claims), "documents/government/a-page.trig")
    judged = judge(world)
    assert judged.findings == []
    return rules_of([one for one in judged.to_review if one.path == str(path)])


@pytest.fixture
def small(world: Folders, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """A world in which names are looked at though its documents are few."""
    monkeypatch.setattr("kg.validation.naming._FEWEST", 1)
    return world


STRANGE = f"{MET} ent:norad sec:isRelatedTo ent:rcmp ."


def test_a_document_that_names_what_it_speaks_of_is_left_alone(small: Folders) -> None:
    assert found(small, "Police at the border") == set()


def test_a_claim_on_what_nothing_in_the_document_names_is_to_be_reviewed(small: Folders) -> None:
    assert found(small, "Police at the border", claims=STRANGE) == {"name-not-in-document"}


def test_what_other_documents_relate_needs_no_name(small: Folders) -> None:
    claims = f"{MET} ent:rcmp sec:participatesIn ent:cross-border-firearms-task-force ."
    assert found(small, "Police at the border", claims=claims) == set()


def test_a_name_may_stand_in_the_title(small: Folders) -> None:
    assert found(small, "NORAD and the police at the border", claims=STRANGE) == set()


def test_among_few_documents_no_name_is_missed(world: Folders) -> None:
    assert found(world, "Police at the border", claims=STRANGE) == set()


def test_a_title_of_which_the_document_has_no_word_is_to_be_reviewed(world: Folders) -> None:
    assert found(world, "Herring quotas") == {"title-unlike-its-document"}


def test_a_title_may_be_shared_by_two_that_speak_of_the_same(world: Folders) -> None:
    words = "U.S. Northern Command reflected on its fourth birthday.", "Le commandement a fêté ses quatre ans."
    assert "title-of-another" not in found(world, "U.S. Northern Command reflects on fourth birthday", words)


def test_a_document_is_in_the_folder_of_its_standing(world: Folders) -> None:
    add(world, DOCUMENT % ("Police", *POLICE, MET), "documents/encyclopedia/a-page.trig")
    (finding,) = check(world)
    assert (finding.rule, finding.subject) == ("file-in-wrong-place", "src:a-page")
    assert "standing:government is in documents/government/" in finding.message


def test_a_folder_may_have_a_name_of_ones_own(world: Folders) -> None:
    (world.data / "documents" / "letters").mkdir()
    add(world, DOCUMENT % ("Police", *POLICE, MET), "documents/letters/a-page.trig")
    assert check(world) == []


def test_a_passage_without_a_document_is_no_trouble(world: Folders) -> None:
    add(world, PASSAGE % MET)
    assert "title-unlike-its-document" not in rules_of(judge(world).to_review)
