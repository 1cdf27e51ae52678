"""The data set as a whole, as the data say themselves, and at the doors where it shows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import kg
from kg.language import date_text
from kg.record.dataset import Dataset, fact_lines, read_dataset
from kg.vocabulary import PREFIXES
from tests.worlds import MINI, ROOT, RunKg

HEAD = "".join(f"@prefix {one}: <{PREFIXES[one]}> .\n" for one in ("dcterms", "ent", "sec", "void", "xsd"))
ABOUT = """<http://example.org/nordic>
    a void:Dataset ;
    dcterms:title "Norway and Sweden"@en ;
    dcterms:description "Who polices the border"@en ;
    dcterms:language "en" ;
    sec:hasFirstCountry ent:sweden ;
    sec:hasSecondCountry ent:norway ;
    sec:keyDate "1958"^^xsd:gYear, "2001-09-11"^^xsd:date .
"""
OTHER = {"canada": "norway", "united-states": "sweden", "Canada": "Norway", "United States": "Sweden"}
QUESTIONS = (
    ("agreements-on", {"topic": "border-security"}),
    ("third-parties", {}),
    ("gaps", {}),
    ("chairs-and-commands", {}),
    ("completeness", {"by": "country"}),
)


@pytest.fixture(scope="module")
def nordic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny world as if it were about another pair of countries."""
    folder = tmp_path_factory.mktemp("nordic") / "data"
    shutil.copytree(MINI, folder)
    for path in folder.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        for old, new in (("ent:canada", "ent:norway"), ("ent:united-states", "ent:sweden")):
            text = text.replace(f"{old}\n", f"{new}\n").replace(f"{old} ", f"{new} ").replace(f"{old},", f"{new},")
        path.write_text(text, encoding="utf-8")
    return folder


def test_without_a_word_the_countries_are_those_that_most_entities_have(nordic: Path) -> None:
    graph = kg.load(nordic)
    assert graph.record.countries == ("norway", "sweden")
    assert graph.query("ASK { ?data sec:hasFirstCountry ent:norway ; sec:hasSecondCountry ent:sweden }") is True


def test_the_countries_are_those_that_the_data_name(nordic: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(nordic, tmp_path / "data")
    (folder / "dataset.ttl").write_text(HEAD + ABOUT, encoding="utf-8")
    graph = kg.load(folder)
    assert graph.record.countries == graph.read_again.record.countries == ("sweden", "norway")


@pytest.mark.parametrize(("name", "given"), QUESTIONS)
def test_another_pair_of_countries_gets_the_same_answers(nordic: Path, name: str, given: dict[str, str]) -> None:
    def rows(folder: Path) -> list[str]:
        texts = [" ".join(map(str, row)) for row in kg.load(folder).ask(name, **given).rows]
        for old, new in OTHER.items():
            texts = [text.replace(f"entity/{old}", f"entity/{new}") for text in texts]
        return sorted(texts)

    assert rows(nordic) == rows(MINI)


def test_the_page_and_the_catalogue_have_the_words_of_the_data(nordic: Path, tmp_path: Path, run_kg: RunKg) -> None:
    from kg.explorer.payload import PageSource, payload

    folder = shutil.copytree(nordic, tmp_path / "data")
    (folder / "dataset.ttl").write_text(HEAD + ABOUT, encoding="utf-8")
    content = payload(PageSource.of(kg.load(folder).engine))
    assert content["messages"]["en"]["page.header.purpose"] == "Who polices the border"
    assert content["presets"] == ["1958", "2001-09-11"]
    assert "Norway and Sweden" in run_kg("describe", "--data", folder).stdout.decode()
    assert "North America safe" not in json.dumps(content)


NORDIC = ROOT / "docs" / "how-to" / "norway-sweden"
"""The data of a guide: two other countries, in English and Swedish."""


def test_the_page_is_in_the_languages_of_the_data() -> None:
    from kg.explorer.payload import PageSource, payload

    content = payload(PageSource.of(kg.load(NORDIC).engine))
    assert list(content["languages"]) == ["en", "fr", "sv"]
    titles = {tag: texts.get("page.header.title") for tag, texts in content["messages"].items()}
    english = "Police cooperation of Norway and Sweden"
    assert titles == {"en": english, "fr": english, "sv": "Polissamarbetet mellan Norge och Sverige"}
    entities = {one["id"]: one for one in content["entities"]}
    assert entities["sweden"]["label"] == ["Sweden", "Sweden", "Sverige"]
    assert entities["joint-police-station"]["group"] == "both"
    texts = content["words"]["texts"]
    assert ["officers trained for it", "officers trained for it", "poliser som utbildats för det"] in texts
    questions = {one["name"]: one for one in content["questions"]}
    assert questions["gaps"]["title"][2] == questions["gaps"]["title"][0] != questions["gaps"]["title"][1]


def test_a_draft_and_a_card_have_the_languages_of_the_data() -> None:
    graph = kg.load(NORDIC)
    drafted = graph.draft("Besøk\n\nNorska polisen och Polismyndigheten möttes den 3 maj 2024.", "a-visit").text
    assert 'sec:says ""@en, ""@sv .' in drafted
    assert "@fr" not in drafted
    assert str(graph.entity("statsbygg")).splitlines()[0] == "Statsbygg"
    assert str(graph.entity("sweden")).splitlines()[:2] == ["Sweden", "Sverige"]
    assert "langid = {norwegian}" in graph.cite("prop-103-s-2019", "bibtex")


def test_a_story_may_be_told_in_the_languages_of_the_data(tmp_path: Path) -> None:
    folder = shutil.copytree(NORDIC, tmp_path / "data")
    (folder / "stories").mkdir()
    words = "{ en: One station, sv: En station }"
    sentence = "{ en: Half in each country., sv: En halva i varje land., passages: [polisen-bygget-2024/p2] }"
    step = f"  - title: {words}\n    view: {{ focus: joint-police-station }}\n    text:\n      - {sentence}\n"
    story = f"number: 1\ntitle: {words}\nsummary: {words}\nsteps:\n{step}"
    (folder / "stories" / "station.yaml").write_text(story, encoding="utf-8")
    told = kg.load(folder).stories["station"]
    assert told.title == {"en": "One station", "fr": "One station", "sv": "En station"}


def test_the_record_that_ships_describes_itself(shipped: kg.KnowledgeGraph) -> None:
    own = read_dataset(shipped.engine)
    assert own.languages == ("en", "fr")
    assert own.key_dates == ("1940", "1958", "2001-09-11", "2011", "2025")
    assert shipped.record.countries == ("canada", "united-states")


def test_title_licence_and_version_are_those_that_the_data_say(shipped: kg.KnowledgeGraph) -> None:
    told = read_dataset(shipped.engine)
    assert (told.iri, told.licence_name, told.version) == ("https://w3id.org/perimeter/", "CC BY 4.0", kg.__version__)
    assert told.credit("fr").startswith("Périmètre\u00a0: la coopération Canada–États-Unis")
    assert f"données du {date_text(told.date, 'fr')} · CC BY 4.0" in told.credit("fr")


def test_data_that_say_nothing_have_no_licence_of_ours(mini: kg.KnowledgeGraph) -> None:
    told = read_dataset(mini.engine)
    assert (told.titles, told.licence, told.version) == ({}, "", "")
    assert "licence" not in told.facts()


def test_another_licence_is_told_as_it_stands() -> None:
    told = Dataset(licence="https://example.org/own-licence")
    assert told.licence_name == "https://example.org/own-licence"
    assert fact_lines(told.facts(), "fr") == [("licence", "https://example.org/own-licence")]
