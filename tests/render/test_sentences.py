"""Entities and reasons told in sentences: each with its passage, in both languages, without orders to a terminal."""

from __future__ import annotations

import re

import kg
from kg.render.citations import Citations
from kg.render.sentences import tell_entity, tell_reasons, tie_text
from tests.render.telling import HEAD, shown, why
from tests.worlds import MakeGraph


def joined(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def test_an_entity_is_told_from_its_names_to_its_definition(mini: kg.KnowledgeGraph) -> None:
    assert shown(mini, "rcmp").splitlines()[:5] == [
        "Royal Canadian Mounted Police (RCMP)",
        "Gendarmerie royale du Canada",
        "Police service · Canada · Border security, Law enforcement",
        "",
        "Canada’s national police.",
    ]


def test_an_entity_is_told_in_french_with_its_french_abbreviation(mini: kg.KnowledgeGraph) -> None:
    lines = shown(mini, "rcmp", "fr").splitlines()
    assert lines[:2] == ["Gendarmerie royale du Canada (GRC)", "Royal Canadian Mounted Police"]
    assert lines[4] == "Police nationale du Canada."
    assert "Sources" in lines


def test_an_abbreviation_of_the_other_language_is_not_borrowed(make_graph: MakeGraph) -> None:
    graph = make_graph('ent:x a sec:Organization ; rdfs:label "Command"@en ; sec:abbreviation "CDT"@fr .')
    assert shown(graph, "x").splitlines()[0] == "Command"


def test_a_tie_is_a_sentence_with_its_role_date_and_mark(mini: kg.KnowledgeGraph) -> None:
    assert (
        "Canada Border Services Agency co-leads Canada-United States Cross-Border Firearms Task Force "
        "(Canadian co-lead), since 31 March 2021 [" in joined(shown(mini, "cbsa"))
    )
    assert (
        "L’Agence des services frontaliers du Canada codirige le Groupe de travail transfrontalier sur les armes à feu "
        "(coresponsable canadienne), depuis" in joined(shown(mini, "cbsa", "fr"))
    )


def test_documents_that_disagree_are_told_side_by_side(mini: kg.KnowledgeGraph) -> None:
    told = joined(shown(mini, "norad"))
    line = re.search(r"start date: (.*?\))", told)
    assert line
    assert sorted(re.findall(r"(?:\d+ \w+ )?\d{4}", line[1])) == ["12 May 1958", "12 September 1957", "1958"]
    assert line[1].endswith("(documents disagree)")
    assert "(les documents divergent)" in joined(shown(mini, "norad", "fr"))


def test_a_date_on_which_two_passages_differ_is_marked_in_the_tie(make_graph: MakeGraph) -> None:
    node = (
        "ent:a sec:leads ent:b . tie:t sec:hasSubject ent:a ; sec:hasRelation sec:leads ; sec:hasObject ent:b ;"
        ' sec:startDate "{}"^^xsd:gYear .'
    )
    graph = make_graph(
        HEAD
        + f"<https://w3id.org/perimeter/source/d/p1> {{ {node.format(1990)} }}"
        + f"<https://w3id.org/perimeter/source/e/p1> {{ {node.format(1991)} }}"
    )
    told = joined(shown(graph, "a"))
    assert re.search(r"A leads B, since 1990 \[\d\] or 1991 \[\d\] \(documents disagree\) \[1\]\[2\]", told)


def test_two_dates_are_enough_to_disagree(make_graph: MakeGraph) -> None:
    graph = make_graph(
        HEAD
        + '<https://w3id.org/perimeter/source/d/p1> { ent:b sec:startDate "1990"^^xsd:gYear }'
        + '<https://w3id.org/perimeter/source/e/p1> { ent:b sec:startDate "1991"^^xsd:gYear }'
    )
    assert "start date: 1990 [1] · 1991 [2] (documents disagree)" in joined(shown(graph, "b"))


def test_what_documents_agree_on_is_not_called_disagreement(mini: kg.KnowledgeGraph) -> None:
    assert "disagree" not in shown(mini, "rcmp")
    assert "disagree" not in shown(mini, "cross-border-firearms-task-force")


def test_a_figure_is_told_with_its_hedge_number_and_unit(mini: kg.KnowledgeGraph) -> None:
    assert "Canadian members who support the NORAD mission: about 1,000 personnel [" in joined(
        shown(mini, "canadian-armed-forces")
    )
    assert re.search(
        r"militaires canadiens .*: environ 1.000 militaires \[", joined(shown(mini, "canadian-armed-forces", "fr"))
    )


def test_figures_tell_ranges_dates_and_periods(make_graph: MakeGraph) -> None:
    graph = make_graph(
        HEAD
        + """<https://w3id.org/perimeter/source/d/p1> {
            figure:one a sec:Figure ; sec:isAbout ent:a ; sec:quantity "Boats"@en ; sec:value 3 ; sec:upperValue 5 ;
                sec:date "2024-11"^^xsd:gYearMonth .
            figure:two a sec:Figure ; sec:isAbout ent:a ; sec:quantity "Guns"@en ; sec:value 1200.5 ;
                sec:startDate "2020"^^xsd:gYear ; sec:endDate "2021"^^xsd:gYear .
        }"""
    )
    told = joined(shown(graph, "a"))
    assert "Boats: 3–5 (November 2024) [1]" in told
    assert "Guns: 1,200.5 (2020–2021) [1]" in told


def test_events_are_told_in_the_order_of_time(mini: kg.KnowledgeGraph) -> None:
    told = joined(shown(mini, "norad"))
    places = [told.index(date) for date in ("12 September 1957: The", "11 September 2001: Canadians")]
    assert places == sorted(places)


def test_an_event_without_a_date_is_told_as_undated(make_graph: MakeGraph) -> None:
    graph = make_graph(
        HEAD
        + "<https://w3id.org/perimeter/source/d/p1> "
        + '{ event:x a sec:Event ; sec:isAbout ent:a ; sec:summary "It happened."@en . }'
    )
    assert "undated: It happened. [1]" in shown(graph, "a")


def test_every_mark_has_a_note_and_every_note_a_mark(mini: kg.KnowledgeGraph) -> None:
    for name in ("norad", "canada", "cross-border-firearms-task-force", "operation-nanook"):
        body, _, notes = shown(mini, name).partition("\nSources\n")
        marks = {int(number) for number in re.findall(r"\[(\d+)\]", body)}
        assert marks == {int(number) for number in re.findall(r"^\[(\d+)\]", notes, re.MULTILINE)}
        assert marks == set(range(1, len(marks) + 1))


def test_why_tells_direct_ties_then_what_is_shared(mini: kg.KnowledgeGraph) -> None:
    told = why(mini, "canada", "united-states")
    direct, shared = told.index("\nTied directly\n"), told.index("\nBoth take part in\n")
    assert told.startswith("Canada — United States\n")
    assert direct < told.index("Canada cooperates with United States (defence partners)") < shared
    assert shared < told.index("  Agreement on Air Transport Preclearance (2001)\n      end date: 15 August 2019 ")
    assert "      Canada is party to it, from 18 January 2001 to 15 August 2019" in told


def test_a_tie_from_one_day_to_another_has_a_span_in_either_language(shipped: kg.KnowledgeGraph) -> None:
    told = {language: tell_ties(shipped, language) for language in ("en", "fr")}
    assert "Exercise AMALGAM DART, from 10 June 2021 to 18 June 2021" in told["en"]
    assert "l’exercice AMALGAM DART, du 10 juin 2021 au 18 juin 2021" in told["fr"]
    assert re.search(r", de \d{4} à \d{4}", told["fr"])
    assert "participe au Dialogue de défense du Nord, le 16 mai 2022" in told["fr"]
    assert "jusqu’en août 1989" in told["fr"]
    assert "jusqu’à août" not in told["fr"]


def tell_ties(graph: kg.KnowledgeGraph, language: str) -> str:
    unmarked = Citations({})
    return "\n".join(tie_text(tie, graph.labels, unmarked, language) for tie in graph.record.ties)


def test_an_entity_as_of_a_date_has_the_ties_of_then(mini: kg.KnowledgeGraph) -> None:
    told = tell_entity(mini.entity("norad", as_of="2001"), mini.labels)
    assert "As of 31 December 2001." in told
    assert "2002" not in told.split("Sources")[0]
    assert tell_entity(mini.entity("norad", as_of="2001"), mini.labels, "fr").count("Au 31 décembre 2001.") == 1


def test_what_is_undated_is_shown_as_undated_and_counted(mini: kg.KnowledgeGraph) -> None:
    told = tell_reasons(mini.why("canada", "united-states", as_of="2001-09-11"), mini.labels)
    assert re.search(r"As of 11 September 2001\. \d+ of \d+ ties are undated", told)
    assert "Canada cooperates with United States (defence partners) (undated)" in told


def test_documents_that_disagree_on_what_is_shared_stand_side_by_side(shipped: kg.KnowledgeGraph) -> None:
    told = tell_reasons(shipped.why("canada", "finland"), shipped.labels)
    assert re.search(r"start date: 11 July 2024 (\[\d+\])+ · November 2024 (\[\d+\])+\s+\(documents\s+disagree\)", told)


def test_why_says_how_many_voices_and_whose_government(mini: kg.KnowledgeGraph) -> None:
    assert why(mini, "rcmp", "cbsa").splitlines()[1] == "One voice; of the two governments only Canada speaks of it."
    assert why(mini, "rcmp", "cbsa", "fr").splitlines()[1] == (
        "Une seule voix; des deux gouvernements, un seul en parle\u00a0: Canada."
    )


GOVERNMENTS = (
    HEAD
    + """
ent:canada a sec:Country ; rdfs:label "Canada"@en . ent:united-states a sec:Country ; rdfs:label "United States"@en .
ent:a sec:hasCountry ent:canada, ent:united-states .
src:d sec:speaksFor ent:canada . src:e sec:speaksFor ent:united-states .
<https://w3id.org/perimeter/source/d/p1> { ent:a sec:trainsWith ent:b }
<https://w3id.org/perimeter/source/e/p1> { ent:a sec:trainsWith ent:b }
"""
)


def test_why_says_that_both_governments_say_so_where_each_was_read_again(make_graph: MakeGraph) -> None:
    read = "".join(
        f'<https://w3id.org/perimeter/source/{name}/p1> sec:readOn "2026-11-29"^^xsd:date .' for name in ("d", "e")
    )
    graph = make_graph(GOVERNMENTS + read)
    assert why(graph, "a", "b").splitlines()[1] == "2 independent voices; both governments say so."
    assert why(graph, "a", "b", "fr").splitlines()[1] == "2 voix indépendantes; les deux gouvernements le disent."


def test_why_says_that_what_was_not_read_again_corroborates_nothing(make_graph: MakeGraph) -> None:
    assert why(make_graph(GOVERNMENTS), "a", "b").splitlines()[1] == (
        "Not read again: no independent voice; no page of a government, read again, speaks of it."
    )


def test_nothing_on_record_is_not_told_as_nothing_there(mini: kg.KnowledgeGraph) -> None:
    assert why(mini, "rcmp", "usnorthcom") == (
        "Royal Canadian Mounted Police — United States Northern Command\n"
        "No tie between them is on record here; that is not proof that there is none.\n"
    )
    assert "cela ne prouve pas" in why(mini, "rcmp", "usnorthcom", "fr")


def test_an_entity_without_anything_claimed_is_still_told(make_graph: MakeGraph) -> None:
    told = shown(make_graph('ent:x a sec:Organization ; rdfs:label "X"@en .'), "x")
    assert told.startswith("X\n")
    assert "Sources" in told


def test_what_did_not_exist_on_a_day_is_told_so(shipped: kg.KnowledgeGraph) -> None:
    norad = "By the dates on record, North American Aerospace Defense Command did not exist yet."
    for whole in (True, False):
        assert [norad in shipped.entity("norad", as_of=day).tell(whole=whole) for day in ("1950", "2001")] == [
            True,
            False,
        ]
    told = " ".join(shipped.why("rcmp", "us-customs-service", as_of="2020").tell("fr").split())
    assert "n’existait plus." in told
    assert "Gendarmerie royale du Canada n’existait" not in told
