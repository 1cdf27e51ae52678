"""Where documents disagree: each kind of it in a small world, and what only looks like it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from textwrap import dedent, indent

import pytest

from kg import KnowledgeGraph
from kg.questions.ask import Answer, ask
from kg.questions.catalogue import question
from kg.rdf.dataset import build
from kg.rdf.folders import Folders
from kg.render.contradiction import DISPUTABLE, contradict, have_periods
from kg.sparql.engine import Engine
from kg.version import PACKAGE
from kg.vocabulary import PREFIXES, TERM, local_name
from tests.worlds import MakeGraph, RunKg, write_world

RULE = PACKAGE / "questions" / "parts" / "differing-dates-and-statuses.rq"

ENTITIES = """
    ent:river-watch a sec:TaskForce ; rdfs:label "River Watch"@en, "Veille du fleuve"@fr ; sec:hasTopic topic:drugs .
    ent:harbour-drill a sec:Operation ; rdfs:label "Harbour Drill"@en, "Exercice du havre"@fr .
    ent:river-forum a sec:Forum ; rdfs:label "River Forum"@en, "Forum du fleuve"@fr .
    ent:river-programme a sec:Program ; rdfs:label "River Programme"@en, "Programme du fleuve"@fr .
    ent:river-pact a sec:Agreement ; rdfs:label "River Pact"@en, "Pacte du fleuve"@fr .
    ent:north-police a sec:Organization ; rdfs:label "North Police"@en, "Police du Nord"@fr .
    ent:north-guard a sec:Organization ; rdfs:label "North Guard"@en, "Garde du Nord"@fr .
    ent:north-minister a sec:Office ; rdfs:label "North Minister"@en, "Ministre du Nord"@fr .
    ent:north-marshal a sec:Office ; rdfs:label "North Marshal"@en, "Maréchal du Nord"@fr .
    ent:river-chief a sec:Office ; rdfs:label "River Chief"@en, "Chef du fleuve"@fr .
    ent:north-river-unit a sec:Organization ; rdfs:label "North River Unit"@en, "Unité fluviale du Nord"@fr .
    ent:south-police a sec:Organization ; rdfs:label "South Police"@en, "Police du Sud"@fr .
    ent:smuggling a sec:Threat ; rdfs:label "Smuggling"@en, "Contrebande"@fr .
    ent:northland a sec:Country ; rdfs:label "Northland"@en, "Nordland"@fr .
    ent:southland a sec:Country ; rdfs:label "Southland"@en, "Sudland"@fr .
    status:ended sec:isOver true .
    hedge:about rdfs:label "About"@en, "Environ"@fr .
    hedge:over rdfs:label "More than"@en, "Plus de"@fr .
"""


def day(text: str) -> str:
    return f'"{text}"^^xsd:date'


def document(name: str, claims: str, issued: str = "", says: str = "") -> str:
    """Return a document of one passage, published by the police of the north, that makes claims."""
    date = f"dcterms:issued {day(issued)} ;" if issued else ""
    words = says or f"What {name} says."
    return (
        dedent(f"""
        src:{name} a sec:Document ; dcterms:publisher ent:north-police ; {date} sec:hasStanding standing:news .
        <https://w3id.org/perimeter/source/{name}/p1> a sec:Passage ; sec:isPassageOf src:{name} ;
            sec:says "{words}"@en, "{words}"@fr .
        <https://w3id.org/perimeter/source/{name}/p1> {{
    """)
        + indent(dedent(claims), "    ")
        + "}\n"
    )


def figure(name: str, value: str, what: str = "people arrested", more: str = "") -> str:
    words = f'sec:quantity "{what}"@en, "{what}"@fr ; sec:unit "people"@en, "personnes"@fr'
    return f"figure:{name} a sec:Figure ; sec:isAbout ent:river-watch ; {words} ; sec:value {value} {more} ."


def event(name: str, date: str, what: str = "First patrol.") -> str:
    return f"""event:{name} a sec:Event ; sec:isAbout ent:river-watch ; sec:summary "{what}"@en, "{what}"@fr ;
        sec:date {date} ."""


def tie(subject: str, relation: str, object_: str, more: str = "") -> str:
    ends = f"sec:hasSubject ent:{subject} ; sec:hasRelation sec:{relation} ; sec:hasObject ent:{object_}"
    node = f"tie:{subject}-{relation}-{object_} a sec:Tie ; {ends} ; {more} ." if more else ""
    return f"ent:{subject} sec:{relation} ent:{object_} .\n{node}"


def role(words: str) -> str:
    return f'sec:role "{words}"@en, "{words}"@fr'


def cells(answer: Answer) -> list[tuple[str, ...]]:
    """Return thing, property, value and nature of each row, by their last names."""
    shown = zip(*(answer.column(name) for name in ("thing", "property", "value", "nature")), strict=True)
    return [tuple(local_name(str(cell)) for cell in row) for row in shown]


def told(graph: KnowledgeGraph, **given: str) -> list[tuple[str, ...]]:
    return cells(ask(graph.engine, graph.names, question("disagreements"), given))


def during(first: str, last: str) -> str:
    return f"sec:startDate {day(first)} ; sec:endDate {day(last)}"


IN_2020, IN_2021 = "2020-06-01", "2021-06-01"
COUNTRIES = "ent:north-police sec:hasCountry ent:northland . ent:north-guard sec:hasCountry ent:northland ."
BESIDE_THE_GUARD = f"{tie('north-guard', 'coLeads', 'river-watch')} {COUNTRIES}"
OFFICES = "ent:north-minister sec:hasCountry ent:northland . ent:north-marshal sec:hasCountry ent:northland ."


DIFFERENT = {
    "start": (
        document("a", f"ent:river-pact sec:startDate {day('2001-03-01')} ."),
        document("b", f"ent:river-pact sec:startDate {day('2001-04-01')} ."),
        ("river-pact", "startDate", "2001-03-01 | 2001-04-01", "contradiction"),
    ),
    "in force": (
        document("a", f"ent:river-pact sec:inForceDate {day('2001-03-01')} ."),
        document("b", 'ent:river-pact sec:inForceDate "2002"^^xsd:gYear .'),
        ("river-pact", "inForceDate", "2001-03-01 | 2002", "contradiction"),
    ),
    "an end that was put off": (
        document("a", f"ent:river-pact sec:endDate {day('2019-12-31')} .", "2015-01-01"),
        document("b", f"ent:river-pact sec:endDate {day('2022-12-31')} .", "2020-01-01"),
        ("river-pact", "endDate", "2019-12-31 | 2022-12-31", "succession"),
    ),
    "announced, then active": (
        document("a", "ent:river-watch sec:hasStatus status:announced .", IN_2020),
        document("b", "ent:river-watch sec:hasStatus status:active .", IN_2021),
        ("river-watch", "hasStatus", "active | announced", "succession"),
    ),
    "active and over, by a page without a date": (
        document("a", "ent:river-watch sec:hasStatus status:active .", IN_2021),
        document("b", "ent:river-watch sec:hasStatus status:ended ."),
        ("river-watch", "hasStatus", "active | ended", "undated"),
    ),
    "active, then announced": (
        document("a", "ent:river-watch sec:hasStatus status:active .", IN_2020),
        document("b", "ent:river-watch sec:hasStatus status:announced .", IN_2021),
        ("river-watch", "hasStatus", "active | announced", "contradiction"),
    ),
    "country": (
        document("a", "ent:north-police sec:hasCountry ent:northland ."),
        document("b", "ent:north-police sec:hasCountry ent:southland ."),
        ("north-police", "hasCountry", "northland | southland", "contradiction"),
    ),
    "two who lead alone": (
        document("a", tie("north-police", "leads", "river-watch"), "2020-06-01"),
        document("b", tie("south-police", "leads", "river-watch"), "2020-06-20"),
        ("river-watch", "leads", "north-police | south-police", "contradiction"),
    ),
    "one leads after the other": (
        document("a", tie("north-police", "leads", "river-watch"), IN_2020),
        document("b", tie("south-police", "leads", "river-watch"), IN_2021),
        ("river-watch", "leads", "north-police | south-police", "succession"),
    ),
    "alone or with others": (
        document("a", tie("north-police", "leads", "river-watch")),
        document("b", tie("north-police", "coLeads", "river-watch")),
        ("north-police", "role", "coLeads | leads", "undated"),
    ),
    "the date of a tie": (
        document("a", tie("north-police", "isPartyTo", "river-pact", f"sec:startDate {day('2001-03-01')}")),
        document("b", tie("north-police", "isPartyTo", "river-pact", f"sec:startDate {day('2001-05-01')}")),
        ("north-police", "startDate", "2001-03-01 | 2001-05-01", "contradiction"),
    ),
    "roles that exclude each other": (
        document("a", tie("north-police", "participatesIn", "river-watch", role("lead agency")), IN_2020),
        document("b", tie("north-police", "participatesIn", "river-watch", role("supporting agency")), IN_2020),
        ("north-police", "role", "lead agency | supporting agency", "contradiction"),
    ),
    "member or observer": (
        document("a", tie("south-police", "isMemberOf", "river-forum"), IN_2020),
        document("b", tie("south-police", "observes", "river-forum"), IN_2020),
        ("south-police", "role", "isMemberOf | observes", "contradiction"),
    ),
    "invited, then there": (
        document("a", tie("south-police", "isInvitedTo", "river-forum"), "2020-06-01"),
        document("b", tie("south-police", "participatesIn", "river-forum"), "2020-06-20"),
        ("south-police", "role", "isInvitedTo | participatesIn", "succession"),
    ),
    "at its head, or below another of its country": (
        document("a", tie("north-police", "coLeads", "river-watch"), IN_2020),
        document("b", tie("north-police", "participatesIn", "river-watch") + BESIDE_THE_GUARD, IN_2020),
        ("north-police", "role", "coLeads | participatesIn", "contradiction"),
    ),
    "at its head, or one of many in a joint mission": (
        document("a", tie("north-police", "leads", "river-watch"), IN_2020),
        document("b", tie("north-police", "participatesIn", "river-watch", role("one of nine in a joint mission"))),
        ("north-police", "role", "leads | one of nine in a joint mission", "undated"),
    ),
    "there before, or just entered": (
        document("a", tie("south-police", "participatesIn", "river-watch", role("member already in May")), IN_2020),
        document("b", tie("south-police", "participatesIn", "river-watch", role("recent entrant")), IN_2020),
        ("south-police", "role", "member already in May | recent entrant", "contradiction"),
    ),
    "outside a thing, or linked to it": (
        document("a", tie("river-watch", "isRelatedTo", "river-pact", role("outside the pact in form")), IN_2020),
        document("b", tie("river-watch", "isRelatedTo", "river-pact", role("linked to the pact")), IN_2021),
        ("river-watch", "role", "linked to the pact | outside the pact in form", "succession"),
    ),
    "whom one answers to": (
        document("a", f"ent:river-chief sec:reportsTo ent:north-minister . {OFFICES}"),
        document("b", "ent:river-chief sec:reportsTo ent:north-marshal ."),
        ("river-chief", "reportsTo", "north-marshal | north-minister", "contradiction"),
    ),
    "who gave the order": (
        document("a", tie("north-minister", "isRelatedTo", "river-watch", role("gave the order to begin"))),
        document("b", tie("north-marshal", "isRelatedTo", "river-watch", role("gave the order to begin"))),
        ("river-watch", "role", "north-marshal | north-minister", "contradiction"),
    ),
    "member or none": (
        document("a", tie("south-police", "isMemberOf", "river-forum"), IN_2020),
        document("b", tie("south-police", "isRelatedTo", "river-forum", role("not a member")), IN_2020),
        ("south-police", "role", "isMemberOf | not a member", "contradiction"),
    ),
    "figures": (
        document("a", figure("a", "10", "arrests, by one report", f"; sec:date {day('2020-01-30')}")),
        document("b", figure("b", "12", "arrests according to the police", '; sec:date "2020-01"^^xsd:gYearMonth')),
        ("river-watch", "value", "10 people | 12 people", "contradiction"),
    ),
    "figures that later pages raise": (
        document("a", figure("a", "10", more="; sec:hasHedge hedge:about"), "2020-06-01"),
        document("b", figure("b", "15"), "2020-09-01"),
        ("river-watch", "value", "15 people | about 10 people", "succession"),
    ),
    "figures without a time": (
        document("a", figure("a", "10")),
        document("b", figure("b", "15")),
        ("river-watch", "value", "10 people | 15 people", "undated"),
    ),
    "an event": (
        document("a", event("first-patrol", day("2020-01-17"))),
        document("b", event("first-patrol", day("2020-01-19"))),
        ("river-watch", "date", "2020-01-17 | 2020-01-19", "contradiction"),
    ),
    "an event told twice": (
        document("a", event("patrol", day("2020-01-17"), "First patrol, according to the police.")),
        document("b", event("patrol-2", day("2020-01-19"), "First patrol, by local media.")),
        ("river-watch", "date", "2020-01-17 | 2020-01-19", "contradiction"),
    ),
    "a page that says so": (
        document("a", "ent:river-watch a sec:TaskForce .", says="Formed in May; other pages say June."),
        "",
        ("river-watch", "says", "Formed in May; other pages say June.", "noted"),
    ),
    "a claim with that hedge": (
        document("a", figure("a", "10", more="; sec:hasHedge hedge:disputed"), says="Ten, which the south contests."),
        "",
        ("river-watch", "says", "Ten, which the south contests.", "noted"),
    ),
}
"""What documents say, and on what they disagree by that: thing, property, the values, nature."""

ALIKE = {
    "a year and a day in it": (
        document("a", 'ent:river-pact sec:startDate "2001"^^xsd:gYear .'),
        document("b", f"ent:river-pact sec:startDate {day('2001-04-01')} ."),
    ),
    "one country of two": (
        document("a", "ent:north-police sec:hasCountry ent:northland ."),
        document("b", "ent:north-police sec:hasCountry ent:northland, ent:southland ."),
    ),
    "a part that leads, and the whole": (
        document("a", tie("north-police", "leads", "river-watch")),
        document("b", tie("north-river-unit", "leads", "river-watch"))
        + "ent:north-river-unit sec:isPartOf ent:north-police .",
    ),
    "at its head, and there by a page that names no head": (
        document("a", tie("north-police", "coLeads", "river-watch"), IN_2020),
        document("b", tie("north-police", "participatesIn", "river-watch", role("partner")) + COUNTRIES, IN_2020),
    ),
    "at its head for its country, beside the head for another": (
        document("a", tie("north-police", "coLeads", "river-watch")),
        document(
            "b",
            tie("north-police", "participatesIn", "river-watch")
            + tie("south-police", "coLeads", "river-watch")
            + f"{COUNTRIES} ent:south-police sec:hasCountry ent:southland .",
        ),
    ),
    "a chief of two countries": (
        document("a", f"ent:river-chief sec:reportsTo ent:north-minister . {OFFICES}"),
        document(
            "b", "ent:river-chief sec:reportsTo ent:south-minister . ent:south-minister sec:hasCountry ent:southland ."
        ),
    ),
    "a chief who answers through one to another": (
        document("a", f"ent:river-chief sec:reportsTo ent:north-marshal . {OFFICES}"),
        document(
            "b",
            "ent:river-chief sec:reportsTo ent:north-minister . ent:north-marshal sec:reportsTo ent:north-minister .",
        ),
    ),
    "two who gave the order, by one page": (
        document(
            "a",
            tie("north-minister", "isRelatedTo", "river-watch", role("gave the order to begin"))
            + tie("north-marshal", "isRelatedTo", "river-watch", role("gave the order to begin")),
        ),
        "",
    ),
    "one leads from when the other ceased": (
        document("a", tie("north-police", "leads", "river-watch", f"sec:endDate {day('2019-01-01')}")),
        document("b", tie("south-police", "leads", "river-watch", f"sec:startDate {day('2019-01-01')}")),
    ),
    "one role in other words": (
        document("a", tie("north-police", "participatesIn", "river-watch", role("founding partner"))),
        document("b", tie("north-police", "participatesIn", "river-watch", role("partner since the founding"))),
    ),
    "a guest by both": (
        document("a", tie("south-police", "observes", "river-forum", role("invited guest"))),
        document("b", tie("south-police", "participatesIn", "river-forum", role("invited guest"))),
    ),
    "two rounds of an exercise": (
        document("a", tie("north-police", "hosts", "harbour-drill", during("2020-03-20", "2020-03-26"))),
        document("b", tie("north-police", "hosts", "harbour-drill", during("2020-06-10", "2020-06-18"))),
    ),
    "one round of an exercise that began long ago": (
        document("a", tie("north-police", "hosts", "harbour-drill", f"sec:startDate {day('2005-01-01')}")),
        document("b", tie("north-police", "hosts", "harbour-drill", during("2012-05-02", "2012-05-09"))),
    ),
    "more than ten, and twelve": (
        document("a", figure("a", "10", more="; sec:hasHedge hedge:over")),
        document("b", figure("b", "12")),
    ),
    "figures of two years": (
        document("a", figure("a", "10", more=f"; sec:date {day('2020-01-30')}")),
        document("b", figure("b", "12", more=f"; sec:date {day('2021-01-30')}")),
    ),
    "figures of two things": (
        document("a", figure("a", "10", "people arrested in the north")),
        document("b", figure("b", "12", "people arrested in the south")),
    ),
    "one figure at two times": (
        document("a", figure("a", "10", more='; sec:date "2020"^^xsd:gYear')),
        document("b", figure("a", "10", more='; sec:date "2021"^^xsd:gYear')),
    ),
    "an event of every year": (
        document("a", event("meeting", day("2020-05-01"), "Yearly meeting.")),
        document("b", event("meeting-2", day("2021-05-03"), "Yearly meeting.")),
    ),
    "what a page leaves open": (
        document("a", "ent:river-watch a sec:TaskForce .", says="Formed in May; the page does not say where."),
        "",
    ),
}
"""What documents say that only looks like a disagreement."""

WORLDS = {name: "".join(said) for name, said in ALIKE.items()} | {
    name: f"{one}{other}" for name, (one, other, _) in DIFFERENT.items()
}


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """All the small worlds in one graph, in which what is in a world is named after its number."""
    texts = []
    for number, text in enumerate(WORLDS.values()):
        named = re.sub(r"\b((?:ent|src|figure|event|tie):[a-z0-9-]+|/source/[a-z]+)", rf"\1-w{number}", ENTITIES + text)
        texts.append(named.replace("status:ended sec:isOver true .", "") if number else named)
    folders = Folders.find(write_world(tmp_path_factory.mktemp("worlds"), "\n".join(texts)))
    return KnowledgeGraph(Engine(build(folders)), folders)


def within(name: str, answer: Answer) -> list[tuple[str, ...]]:
    """Return the rows of an answer that are of a world, in the names of that world."""
    mark = f"-w{list(WORLDS).index(name)}"
    return [tuple(cell.removesuffix(mark) for cell in row) for row in cells(answer) if row[0].endswith(mark)]


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_documents_disagree_on(worlds: KnowledgeGraph, name: str) -> None:
    thing, about, values, nature = DIFFERENT[name][2]
    found = within(name, worlds.ask("disagreements"))
    assert sorted(found) == sorted((thing, about, value, nature) for value in values.split(" | "))
    french = {"undated": "sans date", "noted": "signalé"}.get(nature, nature)
    for only in {"contradiction", "noted", french}:
        kept = within(name, worlds.ask("disagreements", language="fr", only=only))
        assert {row[-1] for row in kept} == ({french} if only in (nature, french) else set())


@pytest.mark.parametrize("name", ALIKE)
def test_what_only_looks_like_it(worlds: KnowledgeGraph, name: str) -> None:
    assert within(name, worlds.ask("disagreements")) == []


def test_one_document_that_tells_of_turns_contradicts_nobody(make_graph: MakeGraph) -> None:
    turns = tie("north-police", "leads", "river-watch") + tie("south-police", "leads", "river-watch")
    other = document("b", tie("south-police", "leads", "river-watch"), IN_2020)
    assert {row[-1] for row in told(make_graph(ENTITIES + document("a", turns, IN_2020) + other))} == {"succession"}


def test_they_are_found_by_what_the_thing_is_about(make_graph: MakeGraph) -> None:
    one = document("a", f"ent:river-watch sec:startDate {day('2001-03-01')} ; sec:addresses ent:smuggling .")
    other = document("b", f"ent:river-watch sec:startDate {day('2001-04-01')} ; sec:isPartOf ent:river-programme .")
    roles = document("c", tie("north-police", "participatesIn", "river-watch", role("lead")))
    roles += document("d", tie("north-police", "participatesIn", "river-watch", role("support")))
    graph = make_graph(ENTITIES + one + other + roles)
    for of in ("river-watch", "smuggling", "river-programme"):
        assert [row[0] for row in told(graph, of=of)] == ["north-police"] * 2 + ["river-watch"] * 2, of
    assert [row[0] for row in told(graph, of="north-police")] == ["north-police"] * 2
    assert len(told(graph, topic="drugs")) == 4
    assert told(graph, of="south-police") == []


def test_who_says_what_and_when_stands_beside_it(make_graph: MakeGraph) -> None:
    one = document("a", f"ent:river-pact sec:startDate {day('2001-03-01')} .", IN_2020)
    other = document("b", f"ent:river-pact sec:startDate {day('2001-04-01')} .")
    read = f"<https://w3id.org/perimeter/source/a/p1> sec:readOn {day(IN_2021)} ."
    other = other.replace("ent:north-police", "ent:south-police")
    answer = make_graph(ENTITIES + one + other + read).ask("disagreements", language="fr")
    assert answer.columns.index("said") == answer.columns.index("value") + 1
    assert sorted(map(str, answer.column("said"))) == ["Police du Nord (2020-06-01)", "Police du Sud"]
    assert sorted(map(str, answer.column("voices"))) == ["0", "1"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_side_of_an_event_is_told_by_its_own_passages(shipped: KnowledgeGraph, language: str) -> None:
    answer = shipped.ask("disagreements", language=language)
    names = ("property", "other", "value", "passages")
    rows = zip(*(answer.column(name) for name in names), strict=True)
    events = [row[1:] for row in rows if str(row[0]).endswith("/date")]
    said = shipped.engine.table(
        "SELECT ?passage ?text { ?event a sec:Event . GRAPH ?passage { ?event sec:summary ?text } }"
    )
    told = {(str(passage), str(text)) for passage, text in said.rows}
    dated = [[text for one in str(passages).split() if (one, text) in told] for text, _, passages in events]
    assert len(events) > 20
    assert sum(not one for one in dated) <= 2  # of a few events a passage states no more than the date
    by_date = {str(value): text for text, value, _ in events if str(value) in ("2021-08-14", "2021-08-17")}
    assert len(set(by_date.values())) == 2


def test_the_natures_of_the_record_are_told_apart(shipped: KnowledgeGraph) -> None:
    natures = ("contradiction", "succession", "undated", "noted")
    parts = {one: told(shipped, only=one) for one in natures}
    assert all(parts.values())
    assert sorted(row for rows in parts.values() for row in rows) == sorted(told(shipped))
    assert ("operation-dead-hand", "value", "10 arrests", "contradiction") in parts["contradiction"]
    assert "north-warning-system" not in {row[0] for row in told(shipped)}


def contradictions(graph: KnowledgeGraph) -> list[tuple[str, str]]:
    """Of what things, events and ties documents contradict each other on dates and statuses, by the question's rule."""
    table = graph.engine.table(RULE.read_text(encoding="utf-8"))
    return sorted({(str(row[0]), str(row[1])) for row in table.rows if row[4] == 2})


def issued(graph: KnowledgeGraph, passages: Iterable[str]) -> list[str]:
    return [graph.record.passages[one].document.issued for one in passages]


@pytest.mark.parametrize("world", ["shipped", "worlds"])
def test_what_is_told_of_a_thing_follows_the_same_rule(world: str, request: pytest.FixtureRequest) -> None:
    graph = request.getfixturevalue(world)
    ties = {tie.iri: tie for tie in graph.record.ties if tie.iri}
    sides: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
    for claim in graph.record.claims:
        if claim.predicate in DISPUTABLE and not claim.subject.startswith(PREFIXES["figure"]):
            sides[claim.subject, claim.predicate][claim.object.value] = issued(graph, claim.passages)
    told = {
        (node, about)
        for (node, about), values in sides.items()
        if not (node in ties and have_periods(ties[node].starts, ties[node].ends))
        and contradict(values, graph.labels.over if about == f"{TERM}hasStatus" else None)
    }
    assert sorted(told) == contradictions(graph)
    assert told


def test_a_line_is_marked_only_where_documents_contradict_each_other(worlds: KnowledgeGraph) -> None:
    for name, (_, _, (thing, about, _, nature)) in DIFFERENT.items():
        if about in ("startDate", "inForceDate", "endDate", "hasStatus"):
            shown = worlds.entity(f"{thing}-w{list(WORLDS).index(name)}").tell(whole=True)
            assert ("(documents disagree)" in shown) == (nature == "contradiction"), name


def test_a_succession_is_no_disagreement_at_any_door(shipped: KnowledgeGraph, run_kg: RunKg) -> None:
    told = " ".join(run_kg("why", "rcmp", "cbsa").stdout.decode().split())
    task_force = told.split("Cross-Border Firearms Task Force has status: ")[1].split("start date")[0]
    assert "active as of" in task_force
    assert "announced as of" in task_force
    assert "disagree" not in task_force
    assert "disagree" in told.split("Canada’s Border Plan has status: ")[1].split("start date")[0]
    shown = shipped.entity("cross-border-firearms-task-force").tell(whole=True)
    assert "disagree" not in " ".join(shown.split()).split("has status")[1].split("start date")[0]
