"""Why two entities are tied: direct ties, what both take part in, and who says so."""

from __future__ import annotations

import datetime
import random
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pytest

import kg
from kg.errors import KgError, UnknownName
from kg.network import explanation
from kg.network.explanation import TieExplanation
from kg.record.governments import Verdict
from kg.record.index import Record
from kg.record.ties import Tie
from kg.vocabulary import local_name
from tests.network.small_worlds import edges
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


def test_a_facility_that_several_run_is_shared_and_what_is_no_setting_is_not(make_graph: MakeGraph) -> None:
    graph = make_graph("""
        <https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d .
        ent:a a sec:Organization ; rdfs:label "A"@en . ent:b a sec:Organization ; rdfs:label "B"@en .
        ent:c a sec:Organization ; rdfs:label "C"@en . ent:radar a sec:Capability ; rdfs:label "Radar"@en .
        ent:port a sec:Facility ; rdfs:label "Port"@en .
        <https://w3id.org/perimeter/source/d/p1> {
          ent:a sec:operates ent:port, ent:radar . ent:b sec:operates ent:port . ent:c sec:operates ent:radar .
        }
    """)
    assert [local_name(shared.through) for shared in graph.why("a", "b").shared] == ["port"]
    assert not graph.why("a", "c")
    assert edges(graph.network()) == {("a", "b"): 1}
    assert edges(graph.network("two-mode")) == {("a", "port"): 1, ("b", "port"): 1}


def test_an_invitation_is_nothing_shared(mini: kg.KnowledgeGraph) -> None:
    reasons = mini.why("canadian-armed-forces", "united-states")
    assert [local_name(shared.through) for shared in reasons.shared] == ["norad"]


def test_voices_are_counted_once_and_governments_by_their_own_documents(mini: kg.KnowledgeGraph) -> None:
    reasons = mini.why("rcmp", "cbsa")
    assert {passage.document.voice.name() for passage in reasons.passages.values()} == {"Public Safety Canada"}
    assert reasons.voices == 1
    assert reasons.governments == Verdict("one", 1)
    assert reasons.countries == ("canada", "united-states")


TWO_GOVERNMENTS = """
src:c a sec:Document ; dcterms:publisher ent:office ; sec:speaksFor ent:canada .
src:u a sec:Document ; dcterms:publisher ent:bureau ; sec:speaksFor ent:united-states .
src:c1 a sec:Passage ; sec:isPassageOf src:c ; sec:readOn "2026-11-29"^^xsd:date .
src:u1 a sec:Passage ; sec:isPassageOf src:u ; sec:readOn "2026-11-29"^^xsd:date .
ent:a a sec:Organization ; rdfs:label "A"@en ; sec:hasCountry ent:canada .
ent:b a sec:Organization ; rdfs:label "B"@en ; sec:hasCountry ent:united-states .
ent:x a sec:Forum ; rdfs:label "X"@en . ent:y a sec:Forum ; rdfs:label "Y"@en .
"""


@pytest.mark.parametrize(
    ("canada", "united_states", "word"),
    [
        ("ent:a sec:trainsWith ent:b", "ent:a sec:trainsWith ent:b", "both"),
        ("ent:a sec:leads ent:x . ent:b sec:leads ent:x", "ent:a sec:leads ent:x . ent:b sec:leads ent:x", "both"),
        ("ent:a sec:leads ent:x . ent:b sec:leads ent:x", "ent:b sec:leads ent:x", "parts"),
        ("ent:a sec:leads ent:x", "ent:b sec:leads ent:x", "parts"),
        ("ent:a sec:trainsWith ent:b", "ent:a sec:cooperatesWith ent:b", "apart"),
        (
            "ent:a sec:leads ent:x . ent:b sec:leads ent:x",
            "ent:a sec:leads ent:y . ent:b sec:leads ent:y",
            "apart",
        ),
        ("ent:a sec:trainsWith ent:b", "ent:a sec:leads ent:x", "one"),
    ],
)
def test_both_governments_say_so_only_of_one_and_the_same_setting(
    make_graph: MakeGraph, canada: str, united_states: str, word: str
) -> None:
    graph = make_graph(f"{TWO_GOVERNMENTS} src:c1 {{ {canada} }} src:u1 {{ {united_states} }}")
    assert graph.why("a", "b").governments.word == word
    assert next(iter(graph.network().edges(data=True)))[2]["governments"] == word


def test_a_page_that_was_not_read_again_speaks_for_no_government(make_graph: MakeGraph) -> None:
    claims = "src:c1 { ent:a sec:trainsWith ent:b } src:u1 { ent:a sec:trainsWith ent:b }"
    graph = make_graph(TWO_GOVERNMENTS.replace("sec:readOn", "sec:section") + claims)
    assert (graph.why("a", "b").voices, graph.why("a", "b").governments.word) == (0, "none")


def test_two_that_nothing_ties_have_no_reasons(mini: kg.KnowledgeGraph) -> None:
    reasons = mini.why("rcmp", "usnorthcom")
    assert not reasons
    assert (reasons.voices, reasons.governments, reasons.passages) == (0, Verdict("none", 0), {})


AT_DIFFERENT_TIMES = """
src:d a sec:Document . src:d1 a sec:Passage ; sec:isPassageOf src:d .
ent:a a sec:Organization ; rdfs:label "A"@en . ent:b a sec:Organization ; rdfs:label "B"@en .
ent:drill a sec:Operation ; rdfs:label "Drill"@en .
src:d1 {
  ent:a sec:participatesIn ent:drill . ent:b sec:participatesIn ent:drill .
  src:x a sec:Tie ; sec:hasSubject ent:a ; sec:hasRelation sec:participatesIn ; sec:hasObject ent:drill ;
    sec:startDate "2018"^^xsd:gYear ; sec:endDate "2018"^^xsd:gYear .
  src:y a sec:Tie ; sec:hasSubject ent:b ; sec:hasRelation sec:participatesIn ; sec:hasObject ent:drill ;
    sec:startDate "2016"^^xsd:gYear ; sec:endDate "2016"^^xsd:gYear .
}
"""


def test_what_two_took_part_in_at_different_times_is_not_shared(make_graph: MakeGraph) -> None:
    assert not make_graph(AT_DIFFERENT_TIMES).why("a", "b")
    assert make_graph(AT_DIFFERENT_TIMES.replace("2016", "2018")).why("a", "b").since == datetime.date(2018, 1, 1)


def test_a_tie_that_joins_nobody_in_the_network_is_told_as_another(make_graph: MakeGraph) -> None:
    graph = make_graph("""
        src:d a sec:Document ; dcterms:publisher ent:one .
        src:d1 a sec:Passage ; sec:isPassageOf src:d ; sec:readOn "2026-11-29"^^xsd:date .
        src:e a sec:Document ; dcterms:publisher ent:two .
        src:e1 a sec:Passage ; sec:isPassageOf src:e ; sec:readOn "2026-11-29"^^xsd:date .
        ent:a a sec:Organization ; rdfs:label "A"@en . ent:b a sec:Organization ; rdfs:label "B"@en .
        ent:c a sec:Organization ; rdfs:label "C"@en .
        src:d1 { ent:a sec:isPartOf ent:b, ent:c }
        src:e1 { ent:a sec:trainsWith ent:b }
    """)
    joined, part = graph.why("a", "b"), graph.why("a", "c")
    assert [len(ties) for ties in (joined.direct, joined.other, joined.ties)] == [1, 1, 2]
    assert joined.voices == 1  # those of the edge
    assert part
    assert (len(part.direct), len(part.other), part.voices) == (0, 1, 1)


def _told(found: TieExplanation) -> tuple[object, ...]:
    shared = [(one.through, {*one.first, *one.second}, one.since, one.until) for one in found.shared]
    return shared, set(found.direct), found.voices, found.governments.word, found.since, found.until


def _drawn(edge: Mapping[str, Any]) -> tuple[object, ...]:
    shared = [(one.through, {*one.ties}, one.since, one.until) for one in edge["reasons"] if one.through]
    direct = {tie for one in edge["reasons"] if not one.through for tie in one.ties}
    return shared, direct, edge["voices"], edge["governments"], edge["since"], edge["until"]


def test_every_edge_of_the_full_network_is_explained_as_it_is_drawn(
    shipped: kg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All edges, with the ties of the two taken from what was read once: reading them anew takes minutes."""
    edges = shipped.network(actors="all").edges
    _read_from(shipped.record, monkeypatch)
    for first, second, edge in edges(data=True):
        assert _told(explanation.explain_tie(shipped.engine, first, second)) == _drawn(edge), (first, second)


def test_an_explanation_read_from_the_graph_is_that_of_the_edge(shipped: kg.KnowledgeGraph) -> None:
    edges = shipped.network(actors="all").edges
    for first, second in random.Random(1958).sample(sorted(edges), 12):
        assert _told(shipped.why(first, second)) == _drawn(edges[first, second]), (first, second)


def _read_from(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have explanations read what the record holds."""
    about: dict[str, list[Tie]] = defaultdict(list)
    for tie in record.ties:
        for end in {tie.subject, tie.object}:
            about[end].append(tie)
    read = {
        "read_claims_about": lambda engine, iris: iris,
        "assemble_ties": lambda iris, relations: list(dict.fromkeys(tie for iri in iris for tie in about[iri])),
        "read_claims": lambda engine, iris: record.claims,
        "read_relations": lambda engine: record.relations,
        "read_identity": lambda engine, iris: record.identity,
        "read_principal_countries": lambda engine: record.countries,
        "read_passages": lambda engine, iris: {iri: record.passages[iri] for iri in iris},
    }
    for name, function in read.items():
        monkeypatch.setattr(explanation, name, function)


def test_an_unknown_name_is_told_with_the_nearest(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"No entity is called “norat”\. Did you mean “NORAD”"):
        mini.why("rcmp", "norat")


def test_why_one_entity_is_tied_to_itself_is_no_question(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(KgError, match="Both ends are “rcmp”"):
        mini.why("rcmp", "Royal Canadian Mounted Police")
