"""Why two entities are tied: direct ties, what both take part in, and who says so."""

from __future__ import annotations

import pytest

import kg
from kg.errors import UnknownName
from kg.vocabulary import ENTITY, local_name
from tests.worlds import MakeGraph


def test_what_both_take_part_in_is_told_with_the_ties_of_each(mini: kg.KnowledgeGraph) -> None:
    reasons = mini.why("cbsa", "rcmp")
    (shared,) = reasons.shared
    assert local_name(shared.through) == "cross-border-firearms-task-force"
    assert [local_name(tie.relation) for tie in shared.first] == ["coLeads"]
    assert [local_name(tie.relation) for tie in shared.second] == ["supports"]
    assert reasons.direct == ()


def test_direct_ties_are_told_whichever_end_is_named_first(mini: kg.KnowledgeGraph) -> None:
    one, other = mini.why("usnorthcom", "norad"), mini.why("norad", "usnorthcom")
    assert [tuple(map(local_name, tie.key)) for tie in one.direct] == [("usnorthcom", "cooperatesWith", "norad")]
    assert one.direct == other.direct


def test_the_two_sides_change_places_with_the_names(mini: kg.KnowledgeGraph) -> None:
    one, other = mini.why("cbsa", "rcmp"), mini.why("rcmp", "cbsa")
    assert [(shared.second, shared.first) for shared in one.shared] == [
        (shared.first, shared.second) for shared in other.shared
    ]


def test_all_that_two_countries_share_is_told_once_each(mini: kg.KnowledgeGraph) -> None:
    reasons = mini.why("Canada", "US")
    assert [local_name(shared.through) for shared in reasons.shared] == [
        "air-preclearance-agreement-2001",
        "cross-border-firearms-task-force",
        "lrma-preclearance-agreement",
        "norad",
        "norad-agreement-1958",
    ]


def test_only_collaborations_count_as_shared(make_graph: MakeGraph) -> None:
    graph = make_graph("""
        <https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d .
        ent:a a sec:Organization ; rdfs:label "A"@en . ent:b a sec:Organization ; rdfs:label "B"@en .
        ent:port a sec:Facility ; rdfs:label "Port"@en .
        <https://w3id.org/perimeter/source/d/p1> { ent:a sec:supports ent:port . ent:b sec:supports ent:port . }
    """)
    assert not graph.why("a", "b")


def test_an_invitation_is_nothing_shared(mini: kg.KnowledgeGraph) -> None:
    reasons = mini.why("canadian-armed-forces", "united-states")
    assert [local_name(shared.through) for shared in reasons.shared] == ["norad"]


def test_publishers_are_counted_once_and_governments_by_their_own_documents(mini: kg.KnowledgeGraph) -> None:
    reasons = mini.why("rcmp", "cbsa")
    assert {passage.document.publisher for passage in reasons.passages.values()} == {"Public Safety Canada"}
    assert reasons.publishers == 1
    assert reasons.governments == (f"{ENTITY}canada",)


def test_two_governments_are_both_named(make_graph: MakeGraph) -> None:
    graph = make_graph("""
        src:c a sec:Document ; dcterms:publisher "Office" ; sec:speaksFor ent:canada .
        src:u a sec:Document ; dcterms:publisher "OFFICE" ; sec:speaksFor ent:united-states .
        <https://w3id.org/perimeter/source/c/p1> a sec:Passage ; sec:isPassageOf src:c .
        <https://w3id.org/perimeter/source/u/p1> a sec:Passage ; sec:isPassageOf src:u .
        ent:a a sec:Organization ; rdfs:label "A"@en . ent:b a sec:Organization ; rdfs:label "B"@en .
        <https://w3id.org/perimeter/source/c/p1> { ent:a sec:trainsWith ent:b . }
        <https://w3id.org/perimeter/source/u/p1> { ent:b sec:trainsWith ent:a . }
    """)
    reasons = graph.why("a", "b")
    assert len(reasons.direct) == 2
    assert reasons.governments == (f"{ENTITY}canada", f"{ENTITY}united-states")
    assert reasons.publishers == 1


def test_two_that_nothing_ties_have_no_reasons(mini: kg.KnowledgeGraph) -> None:
    reasons = mini.why("rcmp", "usnorthcom")
    assert not reasons
    assert (reasons.publishers, reasons.governments, reasons.passages) == (0, (), {})


def test_an_unknown_name_is_told_with_the_nearest(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"No entity is called “norat”\. Did you mean “NORAD”"):
        mini.why("rcmp", "norat")
