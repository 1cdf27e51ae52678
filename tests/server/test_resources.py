"""What the server answers besides SPARQL, as a client meets it."""

from __future__ import annotations

import csv
import html
import io
import json
import random
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import kg
from kg.questions.catalogue import questions
from kg.vocabulary import BASE, PREFIXES
from tests.serving import Served, serving
from tests.worlds import MakeGraph


@pytest.fixture(scope="module")
def served(mini: kg.KnowledgeGraph) -> Iterator[Served]:
    with serving(mini) as running:
        yield running


@pytest.fixture(scope="module")
def record(shipped: kg.KnowledgeGraph) -> Iterator[Served]:
    with serving(shipped) as running:
        yield running


@pytest.mark.parametrize(
    ("accept", "language", "place"),
    [
        ("", "", "/entity/norad.html"),
        ("text/html", "fr-CA", "/entity/norad.fr.html"),
        ("text/turtle", "fr", "/entity/norad.ttl"),
        ("application/ld+json", "", "/entity/norad.jsonld"),
        ("application/json;q=0.9, text/csv", "", "/entity/norad.json"),
        ("application/rdf+xml", "", "/entity/norad.rdf"),
    ],
)
def test_a_thing_is_no_document_and_leads_to_one(served: Served, accept: str, language: str, place: str) -> None:
    reply = served.ask("/entity/norad", Accept=accept, Accept_Language=language)
    assert (reply.status, reply["location"]) == (303, place)
    assert served.ask(place).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/entity/nobody",
        "/entity/nobody.html",
        "/entity/norad.exe",
        "/entity/norad.de.html",
        "/entity/norad.fr.ttl",
        "/entity/..%2f..%2fetc/passwd",
        "/entity/%00",
        "/entity/%7B%7D%20.html",
        "/elsewhere/norad",
        "/claim/000000000000",
    ],
)
def test_what_is_not_there_is_not_found(served: Served, path: str) -> None:
    assert served.ask(path).status == 404


def test_every_address_of_the_data_is_answered(served: Served, mini: kg.KnowledgeGraph) -> None:
    from kg.pages.pages import Pages

    for iri in Pages(mini).things():
        first = served.ask("/" + iri.removeprefix(BASE))
        assert first.status == 303, iri
        assert served.ask(first["location"]).status == 200, iri


def test_a_page_is_kept_by_who_holds_it(served: Served) -> None:
    first = served.ask("/entity/norad.html")
    assert served.ask("/entity/norad.html", If_None_Match=first["etag"]).status == 304
    assert served.ask("/entity/norad.fr.html", If_None_Match=first["etag"]).status == 200
    assert served.ask("/entity/norad.html", "HEAD")["content-length"] == first["content-length"]


def test_the_ontology_is_at_its_own_address(served: Served) -> None:
    assert served.ask("/term/")["location"] == "/term/index.html"
    assert served.ask("/term/", Accept="text/turtle")["location"] == "/term/index.ttl"
    assert served.ask("/term/index.fr.html").status == served.ask("/term/index.jsonld").status == 200
    assert served.ask("/entity/index.html").status == 404


def test_a_page_tells_in_its_header_what_it_is_and_where_its_data_are(record: Served) -> None:
    told = record.ask("/entity/norad.html", "HEAD")["link"]
    assert '<https://w3id.org/perimeter/entity/norad>; rel="cite-as"' in told
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in told
    for place, media in re.findall(r'</([^>]+)>; rel="describedby"; type="([^"]+)"', told):
        assert record.ask(f"/{place}", "HEAD")["content-type"].startswith(media)


def test_guides_for_programs_lead_to_what_there_is(served: Served) -> None:
    links = re.findall(r"\]\((\S+)\)", served.ask("/llms.txt").text)
    for one in links:
        assert served.ask(one.removeprefix(served.address), "HEAD").status in (200, 400), one
    for place in re.findall("<loc>(.*?)</loc>", served.ask("/sitemap.xml").text)[1:40]:
        assert served.ask(place.removeprefix(served.address), "HEAD").status == 200, place
    assert served.ask("/feed.atom")["content-type"] == "application/atom+xml"


def test_a_claim_leads_to_its_passage(served: Served, mini: kg.KnowledgeGraph) -> None:
    name = next(iter(mini.record.claims)).name
    reply = served.ask(f"/claim/{name}")
    assert reply.status == 303
    assert reply["location"].endswith(f"#claim-{name}")


def test_what_is_cited_has_its_references_beside_it(served: Served, mini: kg.KnowledgeGraph) -> None:
    for ending in ("bib", "ris", "csl.json"):
        for name in ("norad", "norad-agreement-page", "norad-agreement-page/p1"):
            kind = "entity" if name == "norad" else "source"
            assert served.ask(f"/{kind}/{name}.{ending}").text == mini.cite(name, ending)
        claim = next(iter(mini.record.claims)).name
        assert served.ask(f"/claim/{claim}.{ending}").text == mini.cite(claim, ending)
    assert served.ask("/entity/norad", Accept="application/x-bibtex")["location"] == "/entity/norad.bib"
    assert served.ask("/entity/norad.bib")["content-type"] == "application/x-bibtex"


@pytest.mark.parametrize(
    "path", ["/term/isMemberOf.bib", "/kind/treaty.ris", "/claim/000000000000.bib", "/claim/x.ttl"]
)
def test_what_is_not_cited_has_no_references(served: Served, path: str) -> None:
    assert served.ask(path).status == 404
    assert served.ask("/term/isMemberOf", Accept="application/x-bibtex").status == 406


def test_a_question_answers_as_the_library_does(served: Served, mini: kg.KnowledgeGraph) -> None:
    told = json.loads(served.ask("/questions/partners?of=rcmp").body)
    answer = mini.ask("partners", of="rcmp")
    assert [row["partner"] for row in told["rows"]] == answer.column("partner")
    assert told["caveats"] == list(answer.caveats)
    rows = list(csv.DictReader(io.StringIO(served.ask("/questions/partners?of=rcmp&format=csv&labels=true").text[1:])))
    assert rows[0]["partner"] == mini.labelled(answer).column("partner")[0]


def test_a_table_is_a_sheet_as_a_file_is(make_graph: MakeGraph) -> None:
    text = 'ent:a a sec:Organization ; rdfs:label "=1+2, a lake"@en, "=1+2, un lac"@fr .'
    with serving(make_graph(text)) as served:
        sheet = served.ask("/find?text=lake&format=csv").body
        standard = served.query("SELECT ?name { ?a rdfs:label ?name }", "text/csv").body
    assert sheet.startswith(b"\xef\xbb\xbf")
    assert b'"\'=1+2, a lake"' in sheet
    assert b"'" not in standard


def test_nothing_is_given_twice_to_a_question(served: Served) -> None:
    refused = served.ask("/questions/partners?of=rcmp&of=cbsa&format=csv")
    assert (refused.status, "given twice" in refused.text) == (400, True)
    assert served.ask("/questions/partners?of=rcmp&as_of=2001&as_of=2002").status == 400


def test_the_other_forms_of_an_answer_are_of_the_same_day(served: Served) -> None:
    page = served.ask("/questions/partners?of=norad&as_of=1970&labels=true&language=fr&format=html").text
    link = html.unescape(re.search(r'href="([?][^"]+format=csv)"', page)[1])
    assert parse_qs(link[1:]) == {
        "of": ["norad"],
        "as_of": ["1970"],
        "labels": ["true"],
        "language": ["fr"],
        "format": ["csv"],
    }
    assert '<input type="hidden" name="as_of" value="1970"' in page


def test_a_question_takes_time_and_language(served: Served) -> None:
    whole, then = (served.ask(f"/questions/partners?of=rcmp{more}") for more in ("", "&as_of=1900"))
    assert len(json.loads(whole.body)["rows"]) > len(json.loads(then.body)["rows"])
    page = served.ask("/questions/partners?of=rcmp&language=fr", Accept="text/html").text
    assert '<html lang="fr">' in page
    assert served.ask("/questions/partners?of=rcmp&between=1950/2020").status == 200
    begun = [json.loads(served.ask(f"/questions/began-or-ended?since=1950{end}").body) for end in ("", "&until=today")]
    assert begun[0]["rows"] == begun[1]["rows"] != []


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/questions/partners", 400, "needs"),
        ("/questions/partnrs", 404, "partners"),
        ("/questions/partners?of=nobody", 404, "nobody"),
        ("/questions/partners?of=rcmp&colour=red", 400, "colour"),
        ("/questions/partners?of=rcmp&as_of=soon", 400, "soon"),
        ("/questions/partners?of=rcmp&between=2000", 400, "1958/1990"),
        ("/questions/partners?of=rcmp&read_again=yes", 400, "true or false"),
        ("/find", 400, "text"),
        ("/why?a=rcmp", 400, "b"),
        ("/why?a=rcmp&b=nobody", 404, "nobody"),
        ("/path?a=rcmp&b=nobody", 404, "nobody"),
        ("/diff?since=2024&until=2000", 400, "2000"),
        ("/network?depth=-1", 400, "-1"),
        ("/network?topic=nothing", 404, "nothing"),
        ("/network?format=png", 406, "graphml"),
        ("/network?nonsense=1", 400, "“nonsense”"),
        ("/network?voices=abc", 400, "abc"),
        ("/network?between=2001..2002", 400, "1958/1990"),
        ("/network?between=2001&between=2002", 400, "between is given twice"),
        ("/why?a=rcmp&a=norad&b=cbsa", 400, "a is given twice"),
        ("/why?a=rcmp&b=cbsa&topic=arctic", 400, "“topic”"),
        ("/path?a=rcmp&b=cbsa&k=0", 400, "“k”"),
        ("/diff?since=2000&until=2020&as_of=2001", 400, "“as_of”"),
    ],
)
def test_what_is_asked_wrongly_is_told(served: Served, path: str, status: int, words: str) -> None:
    reply = served.ask(path)
    assert reply.status == status
    assert words in json.loads(reply.body)["detail"]


@pytest.mark.parametrize(
    ("sent", "filters"),
    [
        ("as_of=2001-09-11", {"as_of": "2001-09-11"}),
        ("as-of=2001-09-11", {"as_of": "2001-09-11"}),
        ("between=1950/1960&read_again=true", {"between": ("1950", "1960"), "read_again": True}),
        ("voices=2", {"voices": 2}),
        ("around=norad&around=rcmp&utm_source=letter&fbclid=x", {"around": ["norad", "rcmp"]}),
    ],
)
def test_a_filter_of_an_address_filters_as_it_does_in_the_library(
    served: Served, mini: kg.KnowledgeGraph, sent: str, filters: dict[str, Any]
) -> None:
    edges = json.loads(served.ask(f"/network?actors=all&{sent}").body)["edges"]
    assert len(edges) == mini.network(actors="all", **filters).number_of_edges()


def test_what_changed_of_a_topic_is_had_by_its_address(served: Served, mini: kg.KnowledgeGraph) -> None:
    told = served.ask("/diff?since=1900&until=2025&topic=border-security&format=csv").text.splitlines()
    assert len(told) - 1 == len(mini.diff("1900", "2025", topic="border-security")) < len(mini.diff("1900", "2025"))


def test_the_other_acts_answer_as_the_library_does(served: Served, mini: kg.KnowledgeGraph) -> None:
    assert json.loads(served.ask("/find?text=norad").body)["rows"][0]["id"] == "norad"
    why = json.loads(served.ask("/why?a=rcmp&b=cbsa").body)
    assert len(why["shared"]) == len(mini.why("rcmp", "cbsa").shared)
    path = json.loads(served.ask("/path?a=canada&b=united-states").body)
    assert path["shortest"][0]["entities"] == list(mini.path("canada", "united-states")["shortest"][0].entities)
    changes = list(csv.reader(io.StringIO(served.ask("/diff?since=1950&until=2020&format=csv").text)))
    assert len(changes) - 1 == len(mini.diff("1950", "2020"))
    named = served.ask("/diff?since=2002-09&until=2002-10&format=csv&labels=true&language=fr").text
    assert "début,2002-10-01,Organisation," in named
    nodes = json.loads(served.ask("/network?actors=all").body)["nodes"]
    assert len(nodes) == mini.network(actors="all").number_of_nodes()
    ElementTree.fromstring(served.ask("/network?format=graphml").body)


@pytest.mark.parametrize(
    "path",
    [
        "/find?text=norad",
        "/why?a=rcmp&b=cbsa",
        "/path?a=canada&b=united-states",
        "/diff?since=1950&until=2020",
        "/find",
        "/why",
        "/path",
        "/diff",
        "/questions",
        "/questions.fr.html",
        "/questions/partners.html",
        "/questions/partners.fr.html?of=rcmp",
    ],
)
def test_each_of_them_is_a_page_too(served: Served, path: str) -> None:
    reply = served.ask(path, Accept="text/html")
    assert reply.status == 200
    assert reply.text.startswith("<!doctype html>")
    assert "unsafe" not in reply["content-security-policy"]


def test_every_question_answers_its_example(record: Served, shipped: kg.KnowledgeGraph) -> None:
    for name, asked in questions().items():
        reply = record.ask(f"/questions/{name}?{urlencode(dict(asked.example))}")
        assert reply.status == 200, (name, reply.text)
        assert len(json.loads(reply.body)["rows"]) == len(shipped.ask(name, **dict(asked.example))), name


def test_the_explorer_is_at_the_root(served: Served) -> None:
    reply = served.ask("/")
    assert reply.status == 200
    assert "sha256-" in reply["content-security-policy"]
    assert "frame-ancestors 'none'" in reply["content-security-policy"]
    assert served.ask("/?other=1")["etag"] == reply["etag"]
    assert served.ask("/", If_None_Match=reply["etag"]).status == 304


@pytest.mark.parametrize("name", ["nquads", "trig", "turtle"])
def test_the_whole_graph_is_had(served: Served, mini: kg.KnowledgeGraph, name: str) -> None:
    from kg.rdf.formats import graph_format

    reply = served.ask(f"/download?format={name}")
    known = graph_format(name)
    quads = set(ox.parse(reply.body, format=known.native))
    wanted = set(mini.quads())
    assert quads == (
        wanted if known.holds_graphs else {quad for quad in wanted if quad.graph_name == ox.DefaultGraph()}
    )


def test_the_server_says_how_it_is_and_what_it_serves(served: Served) -> None:
    assert json.loads(served.ask("/health").body) == {"status": "ok"}
    told = json.loads(served.ask("/version").body)
    assert set(told) == {"perimeter", "data", "changed"}
    assert served.ask("/style.css")["content-type"].startswith("text/css")


def test_the_endpoint_describes_itself(record: Served) -> None:
    reply = record.ask("/sparql", Accept="text/turtle")
    store = ox.Store()
    store.load(reply.body, format=ox.RdfFormat.TURTLE)
    named = {"sd": "http://www.w3.org/ns/sparql-service-description#", **PREFIXES}

    def rows(text: str) -> list[Any]:
        return [[str(term.value) for term in row] for row in store.query(text, prefixes=named)]  # type: ignore[union-attr]

    assert rows("SELECT ?e { ?s a sd:Service ; sd:endpoint ?e }") == [[f"{record.address}/sparql"]]
    assert len(rows("SELECT ?f { ?s sd:resultFormat ?f }")) == 10
    assert {row[0] for row in rows("SELECT ?p { ?d sh:declare/sh:prefix ?p }")} == set(PREFIXES)
    assert len(rows("SELECT ?c { ?d void:classPartition ?c }")) > 10
    for name, query in rows("SELECT ?q ?text { ?q sh:select ?text } ORDER BY ?q")[:5]:
        assert record.query(query).status == 200, name


def test_open_api_describes_what_there_is(record: Served) -> None:
    told = json.loads(record.ask("/openapi.json").body)
    assert told["openapi"] == "3.1.0"
    assert {f"/questions/{name}" for name in questions()} <= set(told["paths"])
    for path, item in told["paths"].items():
        assert all(one["description"] for one in item["get"]["parameters"]), path
        needed = [one for one in item["get"]["parameters"] if one["required"]]
        expected = {400} if needed else {200}
        assert record.ask(path).status in expected, path


ODD = (
    "",
    "norad",
    "\0",
    "é" * 50,
    "2001-13",
    "today",
    "any",
    "-1",
    "9" * 20,
    "<script>",
    "%",
    "../..",
    "\u2028",
    "🎉",
    "0",
    "/",
)
"""Values that no parameter expects, or each another."""


def test_no_values_make_the_server_fail(served: Served) -> None:
    chance = random.Random(5)
    paths = json.loads(served.ask("/openapi.json").body)["paths"]
    for path, item in paths.items():
        names = [one["name"] for one in item["get"]["parameters"]] + ["format", "language"]
        for _ in range(4 if path != "/" else 1):
            given = [(name, chance.choice(ODD)) for name in names if chance.random() < 0.7]
            assert served.ask(f"{path}?{urlencode(given)}").status < 500, (path, given)


OTHERS = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <http://schema.org/> .
@prefix ex: <http://example.org/> .
ex:first {
    ex:carol a foaf:Person ; foaf:name "Carol <b>" ; foaf:knows ex:dan ; foaf:homepage <javascript:alert(1)> .
    ex:carol schema:address [ schema:addressLocality "Ottawa" ] .
}
ex:second { ex:dan a foaf:Person ; foaf:name "Daniel"@fr, "Dan"@en . ex:carol foaf:name "Carol <b>" }
"""


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = tmp_path_factory.mktemp("others") / "others.trig"
    place.write_text(OTHERS, "utf-8")
    with serving(kg.load(place)) as running:
        yield running


def test_data_of_another_vocabulary_begin_with_their_classes(others: Served) -> None:
    assert (others.ask("/").status, others.ask("/")["location"]) == (303, "/classes")
    assert others.ask("/classes?format=csv").text[1:].splitlines() == [
        "class,members",
        "http://xmlns.com/foaf/0.1/Person,2",
    ]
    page = others.ask("/classes", accept="text/html").text
    assert 'href="http://xmlns.com/foaf/0.1/Person"' in page  # nothing is said of the class itself


def test_a_thing_that_another_names_has_a_page(others: Served) -> None:
    page = others.ask("/about?iri=http://example.org/carol", accept="text/html").text
    assert "<h1>Carol &lt;b&gt;</h1>" in page
    assert page.count("Carol &lt;b&gt;</td>") == 1  # two graphs say it, it is told once
    assert '<a href="about?iri=http%3A%2F%2Fexample.org%2Fdan">Dan</a>' in page
    assert "schema:addressLocality Ottawa" in page
    assert 'href="javascript' not in page
    assert [f"{graph}</a>" in page for graph in ("example.org/first", "example.org/second")] == [True, True]
    assert "Daniel</a>" in others.ask("/about?iri=http://example.org/carol&language=fr", accept="text/html").text
    assert "CC BY" not in page  # the data name no licence


def test_a_thing_that_another_names_is_had_in_each_format(others: Served) -> None:
    told = json.loads(others.ask("/about?iri=http://example.org/dan&format=json").text)
    assert {"property": "foaf:name", "value": "Dan"} in told["statements"]
    assert others.ask("/about?iri=http://example.org/carol", accept="application/trig").text.count("Carol <b>") == 2
    assert others.ask("/about?iri=http://example.org/carol&format=ntriples").text.count("Carol <b>") == 1
    graph = others.ask("/about?iri=http://example.org/first", accept="text/html").text
    assert "What this graph says" in graph
    assert "foaf:knows" in graph


@pytest.mark.parametrize(
    ("iri", "status"),
    [
        ("", 400),
        ("no IRI", 400),
        ("http://example.org/nobody", 404),
        ("https://w3id.org/perimeter/entity/nobody", 404),
        ("https://w3id.org/perimeter//example.org", 404),
    ],
)
def test_what_nobody_tells_of_has_no_page(others: Served, iri: str, status: int) -> None:
    assert others.ask(f"/about?{urlencode({'iri': iri})}").status == status


def test_a_thing_of_ours_has_its_own_address(served: Served) -> None:
    reply = served.ask("/about?iri=https://w3id.org/perimeter/entity/norad")
    assert (reply.status, reply["location"]) == (303, "/entity/norad")
    assert '<a href="term/Organization.html">' in served.ask("/classes", accept="text/html").text
