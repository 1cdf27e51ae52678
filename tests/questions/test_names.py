"""What things are called, and which thing a name means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import UnknownName
from kg.language import fold
from kg.vocabulary import ENTITY, local_name
from tests.worlds import MakeGraph

TWO = """
ent:first a sec:Organization ; rdfs:label "Harbour Police"@en ; skos:altLabel "HP"@en ; sec:abbreviation "PP"@en .
ent:second a sec:Organization ; rdfs:label "Port Police"@en ; skos:altLabel "HP"@en ; sec:abbreviation "XP"@en .
ent:third a sec:Organization ; rdfs:label "XP"@en .
ent:fourth a sec:Organization ; rdfs:label "Nur deutsch"@de .
"""


@pytest.mark.parametrize(
    "name",
    [
        "norad",
        "NORAD",
        "CDAAN",
        "ent:norad",
        f"{ENTITY}norad",
        f"<{ENTITY}norad>",
        "North American Aerospace Defense Command",
        "north american  aerospace-defence command",
        "Commandement de la defense aerospatiale de l'Amerique du Nord",
    ],
)
def test_an_entity_answers_to_all_its_names_in_both_languages(mini: kg.KnowledgeGraph, name: str) -> None:
    assert mini.names.resolve(name) == f"{ENTITY}norad"


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [
        ("norat", "NORAD"),
        ("Royal Canadian Mountain Police", "Royal Canadian Mounted Police"),
        ("northcom", "USNORTHCOM"),
    ],
)
def test_unknown_entity_suggests_the_nearest(mini: kg.KnowledgeGraph, wrong: str, nearest: str) -> None:
    with pytest.raises(UnknownName) as unknown:
        mini.entity(wrong)
    assert unknown.value.name == wrong
    assert unknown.value.nearest[0].casefold() == nearest.casefold()
    assert str(unknown.value).startswith(f"No entity is called “{wrong}”. Did you mean “")


def test_what_is_suggested_is_told_in_the_language_of_the_reader_and_once(make_graph: MakeGraph) -> None:
    graph = make_graph("""
        ent:lake a sec:Organization ; rdfs:label "East Lake Office"@en, "Bureau du lac Est"@fr ;
            skos:altLabel "Œuvre du lac Łabędź"@fr .
    """)
    with pytest.raises(UnknownName) as unknown:
        graph.entity("bureau du lac")
    assert str(unknown.value).endswith("Did you mean “East Lake Office”?")
    assert unknown.value.message("fr").endswith("Vouliez-vous dire «\xa0Bureau du lac Est\xa0»?")
    with pytest.raises(UnknownName) as unknown:
        graph.entity("oeuvre labedz")
    assert str(unknown.value).endswith("Did you mean “East Lake Office” (Œuvre du lac Łabędź)?")


@pytest.mark.parametrize("name", ["", "zzzzzzzzzz", "USCISX", "!!!"])
def test_what_is_near_to_nothing_suggests_nothing(mini: kg.KnowledgeGraph, name: str) -> None:
    with pytest.raises(UnknownName) as unknown:
        mini.entity(name)
    assert str(unknown.value) == f"No entity is called “{name}”."


def test_a_name_that_two_entities_carry_is_not_guessed(make_graph: MakeGraph) -> None:
    with pytest.raises(UnknownName, match=r"No single entity is called “HP”. Did you mean “first” or “second”\?"):
        make_graph(TWO).entity("HP")


def test_a_label_goes_before_another_s_abbreviation(make_graph: MakeGraph) -> None:
    assert make_graph(TWO).entity("xp").id == "third"


def test_the_label_of_a_language_is_missing_english_stands_in(make_graph: MakeGraph) -> None:
    labels = make_graph(TWO).labels
    assert labels.of(f"{ENTITY}first", "fr") == "Harbour Police"
    assert labels.of(f"{ENTITY}fourth") == "Nur deutsch"
    assert labels.of(f"{ENTITY}nobody") == "nobody"


def test_terms_and_concepts_have_labels_too(mini: kg.KnowledgeGraph) -> None:
    term = "https://w3id.org/perimeter/term/participatesIn"
    assert (mini.labels.of(term), mini.labels.of(term, "fr")) == ("takes part in", "participe à")
    assert dict(mini.labels.all(term)) == {"en": "takes part in", "fr": "participe à"}
    assert dict(mini.labels.all("http://example.org/a")) == {}


def found(graph: kg.KnowledgeGraph, text: str) -> list[str]:
    return [local_name(iri) for iri in graph.names.find(text)]


def test_find_puts_equal_names_first_then_beginnings_then_parts(make_graph: MakeGraph) -> None:
    graph = make_graph("""
        ent:a a sec:Organization ; rdfs:label "The police"@en .
        ent:b a sec:Organization ; rdfs:label "Police board"@en .
        ent:c a sec:Organization ; rdfs:label "Police"@en .
        ent:d a sec:Organization ; rdfs:label "Army"@en .
    """)
    assert found(graph, "POLICE") == ["c", "b", "a"]


def test_find_looks_in_both_languages_and_past_accents(mini: kg.KnowledgeGraph) -> None:
    assert found(mini, "gendarmerie") == ["rcmp"]
    assert found(mini, "aerospatiale") == ["norad"]


def test_find_falls_back_to_what_is_nearly_so_called(mini: kg.KnowledgeGraph) -> None:
    assert found(mini, "norda")[0] == "norad"
    assert found(mini, "gendarmery royal") == ["rcmp"]
    assert found(mini, "nox") == []


def test_find_takes_the_words_of_a_name_in_any_order(mini: kg.KnowledgeGraph) -> None:
    assert found(mini, "police mounted canadian") == ["rcmp"]
    assert found(mini, "norad 1958 agreement") == ["norad-agreement-1958"]


def test_a_long_word_in_common_is_suggested_when_nothing_is_near(mini: kg.KnowledgeGraph) -> None:
    assert mini.names.nearest("the preclearance of 2023 and what came of it")[0].count("reclearance") == 1


def test_find_gives_each_entity_once_and_no_more_than_asked_for(mini: kg.KnowledgeGraph) -> None:
    several = found(mini, "a")
    assert len(several) == len(set(several)) > 3
    assert mini.names.find("a", 2) == mini.names.find("a")[:2]


@pytest.mark.parametrize("text", ["", " ", "!!!", "zzzzzzzzzz"])
def test_find_of_nothing_finds_nothing(mini: kg.KnowledgeGraph, text: str) -> None:
    assert found(mini, text) == []
    assert len(mini.find(text)) == 0


def test_find_tells_id_name_and_kind(mini: kg.KnowledgeGraph) -> None:
    table = mini.find("norad")
    assert table.columns == ["id", "name", "kind"]
    assert table[0] == ("norad", "North American Aerospace Defense Command", "Binational command")


def test_find_takes_no_account_of_case_accents_and_signs() -> None:
    assert fold("  Défense—AÉROSPATIALE  (NORAD)  ") == "defense aerospatiale norad"
    assert fold("ﬁn ǅ Straße") == "fin dz strasse"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
