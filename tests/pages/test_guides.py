"""What leads programs through the pages: every address in it is one that there is."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import kg
from kg.pages.guides import feed, llms_text, places_of, sitemap, sitemap_index
from kg.pages.pages import Pages
from kg.pages.publish import publish
from tests.worlds import MakeGraph

ATOM = "{http://www.w3.org/2005/Atom}"
LIST = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HERE = "https://example.org/graph/"


@pytest.fixture(scope="module")
def site(mini: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    docs = tmp_path_factory.mktemp("docs")
    (docs / "index.html").write_text("<title>Documentation</title>")
    place = tmp_path_factory.mktemp("published") / "site"
    publish(mini, place, HERE, docs)
    return place


def test_every_page_is_listed_and_every_page_listed_is_there(site: Path) -> None:
    listed = {one.text or "" for one in ElementTree.fromstring((site / "sitemap.xml").read_bytes()).iter(f"{LIST}loc")}
    assert all(one.startswith(HERE) for one in listed)
    pages = {page.relative_to(site).as_posix() for page in site.rglob("*.html")} - {"docs/index.html"}
    assert {one.removeprefix(HERE) or "index.html" for one in listed} == pages
    assert f"Sitemap: {HERE}sitemap.xml" in (site / "robots.txt").read_text()


def test_too_many_pages_are_listed_in_parts() -> None:
    whole = ElementTree.fromstring(sitemap_index(HERE, ["sitemap-1.xml", "sitemap-2.xml"]))
    assert [one.text for one in whole.iter(f"{LIST}loc")] == [f"{HERE}sitemap-1.xml", f"{HERE}sitemap-2.xml"]
    assert b"a&amp;b" in sitemap(HERE, ["a&b"])


def test_the_guide_for_language_models_leads_to_files_that_there_are(site: Path) -> None:
    told = (site / "llms.txt").read_text(encoding="utf-8")
    assert told.startswith("# ")
    assert "\n> " in told
    links = re.findall(r"\]\((\S+)\)", told)
    assert len(links) > 25
    for one in links:
        assert (site / one.removeprefix(HERE)).is_file(), one


def test_the_feed_tells_the_documents_read_last(shipped: kg.KnowledgeGraph) -> None:
    read = ElementTree.fromstring(feed(Pages(shipped), HERE, "fr"))
    entries = read.findall(f"{ATOM}entry")
    assert len(entries) == 50
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    assert read.findtext(f"{ATOM}updated") == days[0]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 50
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.attrib["href"].startswith(f"{HERE}source/")
        assert link.attrib["href"].endswith(".fr.html")


def test_no_text_of_the_data_becomes_part_of_a_feed(make_graph: MakeGraph) -> None:
    graph = make_graph("""
        src:evil a sec:Document ; dcterms:title "</title><script>\\u0007&" ; sec:hasStanding standing:news .
        <https://w3id.org/perimeter/source/evil/p1> a sec:Passage ; sec:isPassageOf src:evil ; sec:says "A"@en ;
            sec:readOn "2026-11-29"^^xsd:date .
    """)
    read = ElementTree.fromstring(feed(Pages(graph), HERE))
    assert read.findtext(f"{ATOM}entry/{ATOM}title") == "</title><script>\ufffd&"


def test_documentation_goes_with_the_site(site: Path, mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    assert (site / "docs" / "index.html").is_file()
    with pytest.raises(kg.KgError, match=r"index\.html"):
        publish(mini, tmp_path / "site", documentation=tmp_path / "nothing")


def test_empty_data_have_guides_too(make_graph: MakeGraph) -> None:
    pages = Pages(make_graph(""))
    assert b"entity/ID" in llms_text(pages, HERE, is_served=True)
    assert ElementTree.fromstring(feed(pages, HERE)).findall(f"{ATOM}entry") == []
    assert "questions.html" in places_of([])
