"""Which ties and edges pass the filters: on small worlds, and on the record that ships."""

from __future__ import annotations

import pytest

import kg
from kg.errors import KgError, UnknownName
from kg.network.about import network_filters
from kg.network.sieve import words_of
from tests.network.small_worlds import HEAD, claims, edges
from tests.worlds import MINI, MakeGraph, RunKg

COUNTRIES = """
ent:one a sec:Country ; rdfs:label "One"@en . ent:two a sec:Country ; rdfs:label "Two"@en .
ent:a sec:hasCountry ent:one . ent:b sec:hasCountry ent:two . ent:c sec:hasCountry ent:one .
"""
SHARED = "ent:a sec:participatesIn ent:x . ent:b sec:participatesIn ent:x . ent:c sec:participatesIn ent:x ."


def test_a_line_crosses_the_border_when_one_end_is_of_each_country(make_graph: MakeGraph) -> None:
    graph = make_graph(HEAD + COUNTRIES + claims(SHARED))
    assert set(graph.record.countries) == {"one", "two"}
    assert set(edges(graph.network())) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert set(edges(graph.network(ends="across"))) == {("a", "b"), ("b", "c")}
    assert set(edges(graph.network("two-mode", ends="across"))) == {("a", "x"), ("b", "x"), ("c", "x")}


def test_what_stands_between_actors_of_one_country_crosses_no_border(make_graph: MakeGraph) -> None:
    own = "ent:a sec:participatesIn ent:y . ent:c sec:participatesIn ent:y ."
    graph = make_graph(HEAD + COUNTRIES + claims(SHARED, own))
    assert not [pair for pair in edges(graph.network("two-mode", ends="across")) if "y" in pair]


def test_both_governments_confirm_one_and_the_same_setting(shipped: kg.KnowledgeGraph) -> None:
    verdicts = {frozenset(pair): word for *pair, word in shipped.network().edges(data="governments")}
    kept = {frozenset(pair) for pair in shipped.network(governments="both").edges}
    assert len(kept) > 50
    assert kept == {pair for pair, word in verdicts.items() if word == "both"}


def test_what_rests_on_news_alone_has_no_other_document(shipped: kg.KnowledgeGraph) -> None:
    def kinds(edge: object) -> set[str]:
        passages = {passage for reason in edge["reasons"] for passage in reason.passages}  # type: ignore[index]
        return {document.standing for document in shipped.record.documents_of(passages)}

    whole = {frozenset(pair): kinds(edge) for *pair, edge in shipped.network().edges(data=True)}
    kept = {frozenset(pair) for pair in shipped.network(rests_on="news").edges}
    assert len(kept) > 10
    assert kept == {pair for pair, found in whole.items() if found == {"news"}}


def test_what_is_since_a_date_began_or_is_said_since(make_graph: MakeGraph) -> None:
    dated = 'src:d dcterms:issued "2023-04" . src:e dcterms:issued "2019" .\n'
    old = "ent:a sec:trainsWith ent:b ."
    graph = make_graph(HEAD + dated + claims(old) + claims("ent:b sec:trainsWith ent:c .", passage="e"))
    assert set(edges(graph.network(since="2020"))) == {("a", "b")}
    assert set(edges(graph.network(since="2023-04-30"))) == {("a", "b")}
    assert set(edges(graph.network(since="2023-05"))) == set()
    assert set(edges(graph.network(since="2019"))) == {("a", "b"), ("b", "c")}


def test_a_text_is_looked_for_as_whole_words_in_one_language(make_graph: MakeGraph) -> None:
    says = '<https://w3id.org/perimeter/source/d/p1> sec:says "Tariffs on drugs"@en, "Droits sur les drogues"@fr .\n'
    graph = make_graph(HEAD + says + claims("ent:a sec:trainsWith ent:b ."))
    found = {text: len(edges(graph.network(text=text))) for text in ("tariff", "DRUG tariffs", "arif", "droit drug")}
    assert found == {"tariff": 1, "DRUG tariffs": 1, "arif": 0, "droit drug": 0}


def test_words_are_compared_without_case_accents_and_plurals() -> None:
    assert words_of("Les ministères, the US gas") == {"les", "ministere", "the", "us", "gas"}


def test_as_many_voices_as_asked_for_are_behind_what_is_shown(shipped: kg.KnowledgeGraph) -> None:
    network = shipped.network(voices=5, topic="arctic")
    assert 0 < network.number_of_edges() < shipped.network(topic="arctic").number_of_edges()
    assert all(count >= 5 for *_, count in network.edges(data="voices"))


def test_nobody_takes_part_before_they_began(make_graph: MakeGraph) -> None:
    began = claims('ent:b sec:startDate "1958-05-12"^^xsd:date .', "ent:a sec:participatesIn ent:x .")
    times = 'ent:x sec:earliestStart "1950-01-01"^^xsd:date . ent:b sec:earliestStart "1958-05-12"^^xsd:date .\n'
    graph = make_graph(HEAD + times + began + claims("ent:b sec:participatesIn ent:x .", passage="e"))
    assert [len(graph.network(as_of=day).edges) for day in ("1957", "1958-05-11", "1958-05-12")] == [0, 0, 1]


@pytest.mark.parametrize(("name", "choice"), [("ends", "across"), ("governments", "both")])
def test_another_word_than_there_is_names_what_there_is(mini: kg.KnowledgeGraph, name: str, choice: str) -> None:
    with pytest.raises(KgError, match=f"filter {name} cannot be “sideways”; it is one of {choice}"):
        mini.network(**{name: "sideways"})  # type: ignore[arg-type]


def test_an_unknown_kind_of_document_is_an_unknown_name(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="No kind of document is called “gossip”"):
        mini.network(rests_on="gossip")


def test_a_kind_of_document_may_be_given_by_its_name(shipped: kg.KnowledgeGraph) -> None:
    assert shipped.network(rests_on="News report").graph["filter"].rests_on == "news"


def test_the_filters_are_told_in_words(shipped: kg.KnowledgeGraph) -> None:
    made = shipped.network(ends="across", governments="both", since="2023", text="tariff", voices=2, rests_on="news")
    assert network_filters(made, shipped.labels) == (
        "on no other documents than: News report; begun or said since 2023; passages with the words: tariff; "
        "at least 2 independent voices; only what both governments confirm; only across the border"
    )
    assert "seulement d’un pays à l’autre" in network_filters(made, shipped.labels, "fr")


def test_the_command_takes_the_same_filters(mini: kg.KnowledgeGraph, run_kg: RunKg) -> None:
    options = ["--text", "commander headquarters", "--since", "2002-10", "--rests-on", "government", "--voices", "1"]
    rows = run_kg("network", *options, "--data", str(MINI)).stdout.decode().splitlines()[1:]
    made = mini.network(text="commander headquarters", since="2002-10", rests_on="government")
    assert len(rows) == len(edges(made)) == 1
    told = run_kg("network", "--ends", "across", "--governments", "both", "--data", str(MINI))
    assert told.stdout.decode().splitlines()[1:] == []


def test_a_country_on_record_that_nothing_belongs_to_leaves_nothing(make_graph: MakeGraph) -> None:
    graph = make_graph('ent:haiti a sec:Country ; rdfs:label "Haiti"@en .')
    assert len(graph.network(country="haiti").edges) == 0
    with pytest.raises(UnknownName):
        graph.network(country="atlantis")


@pytest.mark.parametrize("filters", [{"text": ""}, {"text": "%"}, {"around": "norad", "depth": -1}])
def test_a_filter_that_asks_for_nothing_is_refused(mini: kg.KnowledgeGraph, filters: dict[str, object]) -> None:
    with pytest.raises(KgError, match=r"holds no word|whole number of 0 or more"):
        mini.network(**filters)  # type: ignore[arg-type]
