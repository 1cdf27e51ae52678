"""Texts are wanted in the languages that the data list, and French only where it is one of them."""

import re
from pathlib import Path

import pytest

from kg.rdf.folders import Folders
from kg.validation.checks import check
from tests.record.test_dataset import HEAD

ABOUT = "<http://example.org/data> a void:Dataset ; dcterms:language {} .\n"


@pytest.fixture
def english(world: Folders) -> Folders:
    """The tiny world without its French."""
    for path in [*world.data.rglob("*.ttl"), *world.data.rglob("*.trig")]:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r',\s+"(?:[^"\\]|\\.)*"@fr\b', "", text)
        path.write_text(re.sub(r"    sec:hasNameOrigin [\w:]+ ;\n", "", text), encoding="utf-8")
    story = world.data / "stories" / "norad.yaml"
    story.write_text(re.sub(r"(?m)^ *fr: .*\n", "", story.read_text(encoding="utf-8")), encoding="utf-8")
    return world


def describe(world: Folders, languages: str) -> Path:
    path = world.data / "dataset.ttl"
    path.write_text(HEAD + ABOUT.format(languages), encoding="utf-8")
    return path


def test_data_that_list_english_alone_need_no_french(english: Folders) -> None:
    assert "entity-label-both-languages" in {one.rule for one in check(english)}
    describe(english, '"en"')
    assert [str(one) for one in check(english)] == []


def test_data_that_list_another_language_need_it(english: Folders) -> None:
    describe(english, '"en", "nb"')
    found = check(english)
    assert {one.rule for one in found} >= {"entity-label-both-languages", "claim-text-in-one-language"}
    assert "Give rdfs:label once in each language of the data: en, nb." in {one.message for one in found}


def test_the_ontology_that_ships_need_not_have_the_languages_of_the_data(english: Folders) -> None:
    describe(english, '"en", "nb", "sv"')
    assert not [one for one in check(english) if Path(one.path).is_relative_to(english.ontology)]


def test_a_document_of_data_in_other_languages_may_be_in_any(world: Folders) -> None:
    page = world.data / "documents" / "encyclopedia" / "wikipedia-norad.trig"
    text = page.read_text(encoding="utf-8")

    def faults(tag: str) -> set[str]:
        named = text.replace('dcterms:language "en"', f'dcterms:language "{tag}"').replace('"NORAD"@en', '"NORAD"@de')
        page.write_text(named, encoding="utf-8")
        return {one.rule for one in check(world, only=page)} & {"document-language-known", *of_titles}

    of_titles = {"document-title-one", "title-in-another-language"}
    assert faults("de") == {"document-language-known", "document-title-one"}
    describe(world, '"en", "fr", "nb"')
    assert faults("de") == set()
    assert faults("nn") == {"title-in-another-language"}
    assert "document-language-known" in faults("German")
