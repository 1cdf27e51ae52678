"""The page of each thing: what it says, where it leads, and the same for programs."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest

import kg
from kg.errors import KgError
from kg.pages.addresses import EXTENSIONS
from kg.pages.pages import Pages
from kg.pages.templates import style
from kg.rdf.formats import graph_format
from kg.render.palette import LIGHT, style_sheet
from kg.vocabulary import BASE, CONCEPTS, ENTITY, OWN_PREFIXES, TERM
from tests.worlds import MakeGraph

NORAD = ENTITY + "norad"
SCHEMES = tuple(OWN_PREFIXES[scheme] for scheme in CONCEPTS)
FOR_PROGRAMS = re.compile(r"\.(ttl|trig|jsonld|nt|rdf|json|bib|ris)$")


class Links(HTMLParser):
    """What a page leads to, and what it would run or load."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: set[str] = set()
        self.loads: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        if tag == "a":
            self.hrefs.append(given.get("href") or "")
        if tag in ("script", "img", "iframe", "object") or any(name.startswith("on") for name in given):
            self.loads.append(f"{tag} {given.get('type')}")


@pytest.fixture(scope="module")
def pages(mini: kg.KnowledgeGraph) -> Pages:
    return Pages(mini)


@pytest.fixture(scope="module")
def shipped_pages(shipped: kg.KnowledgeGraph) -> Pages:
    return Pages(shipped)


def test_an_entity_is_told_with_its_evidence_and_how_it_was_read(pages: Pages) -> None:
    page = pages.write(NORAD, "html").decode()
    assert "<h1>North American Aerospace Defense Command (NORAD)</h1>" in page
    assert '<a href="../entity/canada.html">Canada</a>' in page
    assert re.search(r'<a class="mark (whole|part|unread)" href="#passage-1">1</a>', page)
    assert '<li id="passage-1" value="1">' in page


def test_a_page_is_told_in_the_language_of_its_address(pages: Pages) -> None:
    page = pages.write(NORAD, "html", "fr").decode()
    assert '<html lang="fr">' in page
    assert "Commandement de la défense aérospatiale" in page
    assert '<a href="../entity/canada.fr.html">Canada</a>' in page
    assert '<a lang="en" hreflang="en" href="norad.html">English</a>' in page


def test_a_name_that_is_a_link_has_its_article(pages: Pages) -> None:
    told = pages.write(ENTITY + "cbsa", "html", "fr").decode()
    assert 'L’<a href="../entity/cbsa.fr.html">Agence des services frontaliers du Canada</a>' in told


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_leads_only_to_pages_that_there_are(pages: Pages, language: str) -> None:
    things = set(pages.things())
    for iri in things:
        found = Links(pages.write(iri, "html", language))
        assert found.loads in ([], ["script application/ld+json"]), iri
        root = "../" * iri.removeprefix(BASE).count("/")
        for href in found.hrefs:
            if href.startswith("#"):
                assert href[1:] in found.ids, (iri, href)
            elif not href.startswith(("http://", "https://")) and not FOR_PROGRAMS.search(href):
                inside = href.removeprefix(root)
                if inside in ("", "./", root, "questions.html", "questions.fr.html") or "/" not in inside:
                    continue
                assert BASE + re.sub(r"(\.fr)?\.html$", "", inside) in things, (iri, href)


@pytest.mark.parametrize("name", [name for name in EXTENSIONS if name != "json"])
def test_programs_get_the_same_of_an_entity_in_every_format(pages: Pages, name: str) -> None:
    read = {quad.triple for quad in ox.parse(pages.write(NORAD, name), format=graph_format(name).native)}
    turtle = {quad.triple for quad in ox.parse(pages.write(NORAD, "turtle"), format=ox.RdfFormat.TURTLE)}
    assert read == turtle
    assert (
        ox.Triple(ox.NamedNode(NORAD), ox.NamedNode(BASE + "term/hasCountry"), ox.NamedNode(ENTITY + "canada")) in read
    )


def test_formats_with_graphs_tell_which_passage_makes_a_claim(pages: Pages) -> None:
    graphs = {quad.graph_name for quad in ox.parse(pages.write(NORAD, "trig"), format=ox.RdfFormat.TRIG)}
    assert ox.NamedNode(BASE + "source/wikipedia-norad/p1") in graphs


def test_an_entity_as_json_needs_no_knowledge_of_rdf(pages: Pages) -> None:
    told = json.loads(pages.write(NORAD, "json"))
    assert told["id"] == "norad"
    assert {"canada", "united-states"} <= {tie["subject"] for tie in told["ties"]}
    named = {name for tie in told["ties"] for name in tie["passages"]}
    assert named <= set(told["passages"])
    assert all(passage["says"]["en"] for passage in told["passages"].values())


def test_a_document_shows_its_passages_and_their_claims(pages: Pages) -> None:
    page = pages.write(BASE + "source/wikipedia-norad", "html").decode()
    assert "in our own words" in page
    assert '<article class="passage" id="p1">' in page
    assert re.search(r'<li id="claim-[0-9a-f]{12}">', page)


def test_a_claim_has_an_address_of_its_own(pages: Pages) -> None:
    claim = next(iter(pages.record.claims))
    path = pages.claim_at(claim.name)
    assert path is not None
    assert f'id="claim-{claim.name}"' in pages.write(BASE + path, "html").decode()
    assert pages.claim_at("000000000000") is None


def test_a_term_says_what_it_means_and_where_it_stands(pages: Pages) -> None:
    page = pages.write(BASE + "term/isMemberOf", "html").decode()
    assert "sec:isMemberOf" in page
    assert '<a href="../term/takesPartIn.html">' in page


def test_the_ontology_is_a_document_of_its_own(pages: Pages) -> None:
    page = pages.write(TERM, "html", "fr").decode()
    assert "<h1>Perimeter : une ontologie de la coopération en matière de sécurité et de défense</h1>" in page.replace(
        "\u00a0", " "
    )
    assert '<a href="../term/isMemberOf.fr.html">' in page
    read = {quad.triple for quad in ox.parse(pages.write(TERM, "turtle"), format=ox.RdfFormat.TURTLE)}
    owl = "http://www.w3.org/2002/07/owl#"
    kinds = {triple.object.value for triple in read if triple.predicate.value.endswith("#type")}  # type: ignore[union-attr]
    assert {f"{owl}Ontology", f"{owl}Class", f"{owl}ObjectProperty"} <= kinds
    subjects = {triple.subject.value for triple in read if isinstance(triple.subject, ox.NamedNode)}
    assert {TERM + "leads", BASE + "topic/drugs"} <= subjects
    assert {one for one in subjects if not one.startswith((TERM, *SCHEMES))} == set()


def test_what_the_graph_does_not_hold_has_no_page(pages: Pages) -> None:
    with pytest.raises(KgError, match="nothing at this address"):
        pages.write(ENTITY + "nobody", "html")


def test_no_text_of_the_data_becomes_part_of_a_page(make_graph: MakeGraph) -> None:
    graph = make_graph("""
        ent:evil a sec:Organization, sec:Actor, sec:Entity ;
            rdfs:label "</script><script>alert(1)</script><img src=x onerror=alert(2)>"@en ;
            rdfs:label "\\uE000x\\" onclick=\\"a\\uE001b\\uE002"@fr ;
            skos:definition "<b onclick='alert(3)'>bold</b> [1]"@en ;
            foaf:homepage <javascript:alert(4)> .
    """)
    for form, language in (("html", "en"), ("html", "fr")):
        page = Pages(graph).write(ENTITY + "evil", form, language)
        found = Links(page)
        assert found.loads == ["script application/ld+json"]
        assert [href for href in found.hrefs if "javascript" in href] == []


def test_the_picture_leads_to_those_that_are_around(pages: Pages) -> None:
    page = pages.write(NORAD, "html").decode()
    picture = page[page.index("<svg") : page.index("</svg>")]
    assert picture.count('href="../entity/') >= 2
    assert "style=" not in picture


def test_the_picture_has_the_forms_and_colours_of_all_pictures(pages: Pages) -> None:
    page = pages.write(NORAD, "html").decode()
    picture = page[page.index("<svg") : page.index("</svg>")]
    assert picture.count('<g class="both"><polygon') >= 1
    assert "#" not in re.sub(r'href="[^"]*"', "", picture)
    assert style().startswith(style_sheet().encode())
    assert f"--both: {LIGHT['both']};" in style_sheet()


def test_the_page_of_a_publisher_lists_its_documents(shipped_pages: Pages) -> None:
    page = shipped_pages.write(ENTITY + "wikipedia", "html").decode()
    assert page.count('href="../source/') > 5


def test_pages_of_the_record_are_made_at_once(shipped_pages: Pages) -> None:
    for path in (
        "entity/canada",
        "entity/norad",
        "kind/armed-force",
        "topic/border-security",
        "term/Actor",
        "status/active",
    ):
        for language in ("en", "fr"):
            assert len(shipped_pages.write(BASE + path, "html", language)) > 1_000
