"""The pages as files: all of them, leading to each other, under any address, in no folder of another's."""

from __future__ import annotations

import hashlib
import sys
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pyoxigraph as ox
import pytest

import kg
from kg.errors import KgError
from kg.pages.pages import Pages
from kg.pages.publish import publish
from kg.vocabulary import BASE
from tests.browser import AXE, COLOURS, DESKTOP, PHONE
from tests.pages.test_pages import Links
from tests.worlds import RunKg


@pytest.fixture(scope="module")
def site(mini: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("published") / "site"
    publish(mini, place)
    return place


def test_every_address_of_the_data_has_its_files(site: Path, mini: kg.KnowledgeGraph) -> None:
    for iri in Pages(mini).things():
        for ending in ("html", "fr.html", "ttl", "jsonld"):
            path = iri.removeprefix(BASE)
            assert (site / f"{path}{'index' if path.endswith('/') else ''}.{ending}").is_file(), iri


def test_what_is_cited_has_its_references_beside_it(site: Path, mini: kg.KnowledgeGraph) -> None:
    for ending in ("bib", "ris", "csl.json"):
        assert (site / f"entity/norad.{ending}").read_bytes().decode() == mini.cite("norad", ending)
        assert not (site / f"term/isMemberOf.{ending}").exists()


def test_every_link_of_every_page_leads_to_a_file(site: Path) -> None:
    pages = [place for place in site.rglob("*.html") if place != site / "index.html"]
    assert len(pages) > 100
    for page in pages:
        for href in Links(page.read_bytes()).hrefs:
            if not href.startswith(("http://", "https://", "#")):
                target = Path(urljoin(str(page), href.partition("#")[0]))
                assert target.is_file() or (target / "index.html").is_file(), (page, href)


def test_no_page_loads_anything_but_the_style_sheet_beside_it(site: Path) -> None:
    for page in (site / "entity" / "norad.html", site / "questions" / "partners.fr.html"):
        assert set(Links(page.read_bytes()).loads) <= {"script application/ld+json"}
        assert 'href="../style.css"' in page.read_text(encoding="utf-8")


def test_a_question_shows_the_answer_to_its_example_and_no_form(site: Path) -> None:
    page = next((site / "questions").glob("*.html"))
    assert "<form" not in page.read_text(encoding="utf-8")


def test_the_data_are_there_to_take_along(site: Path, mini: kg.KnowledgeGraph) -> None:
    dump = (site / "download" / "perimeter.nq").read_bytes()
    assert set(ox.parse(dump, format=ox.RdfFormat.N_QUADS)) == set(mini.quads())
    told = (site / "download" / "SHA256SUMS").read_text().splitlines()
    assert f"{hashlib.sha256(dump).hexdigest()}  perimeter.nq" in told


def test_another_address_takes_the_place_of_the_one_in_the_data(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    publish(mini, tmp_path / "site", "https://example.org/graph")
    folder = tmp_path / "site"
    parsed = ox.parse((folder / "entity" / "norad.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    assert ox.NamedNode("https://example.org/graph/entity/norad") in {quad.subject for quad in parsed}
    assert BASE not in (folder / "entity" / "norad.html").read_text(encoding="utf-8")
    assert "<loc>https://example.org/graph/entity/norad.fr.html</loc>" in (folder / "sitemap.xml").read_text()


@pytest.mark.parametrize("base", ["example.org", "javascript:alert(1)", 'https://a.example/"x', "https://a.example/?b"])
def test_what_is_no_address_is_refused(mini: kg.KnowledgeGraph, tmp_path: Path, base: str) -> None:
    with pytest.raises(KgError, match="no address"):
        publish(mini, tmp_path / "site", base)


def test_a_folder_of_others_is_left_alone(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(KgError, match="holds other files"):
        publish(mini, tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_site_is_replaced_by_the_next(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    publish(mini, tmp_path / "site")
    (tmp_path / "site" / "entity" / "old.html").write_text("old")
    publish(mini, tmp_path / "site")
    assert not (tmp_path / "site" / "entity" / "old.html").exists()
    assert (tmp_path / "site" / "entity" / "norad.html").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="a process is copied on Linux only")
def test_two_processes_write_what_one_writes(
    site: Path, mini: kg.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pages.publish._FEW", 0)
    publish(mini, tmp_path / "site")
    alone, shared = (
        {place.relative_to(folder): place.read_bytes() for place in folder.rglob("*") if place.is_file()}
        for folder in (site, tmp_path / "site")
    )
    assert alone == shared


def test_the_command_says_what_it_wrote(run_kg: RunKg, tmp_path: Path) -> None:
    ended = run_kg("publish", str(tmp_path / "site"), "--data", "tests/mini")
    assert ended.returncode == 0
    assert b"things in" in ended.stderr


KINDS = (
    "entity/norad",
    "entity/canada",
    "entity/wikipedia",
    "source/wikipedia-norad",
    "source/wikipedia-norad/p1",
    "term/index",
    "term/isMemberOf",
    "kind/binational-command",
    "status/active",
    "questions",
    "questions/partners",
)
"""A page of each kind."""


SEEN = "[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]"
"""How wide a page is shown, and whether in dark."""


BARRIERS = """how => axe.run(document, { resultTypes: ["violations"], ...how })
    .then(told => told.violations.map(one => [one.id, one.nodes[0].html]))"""


def test_no_page_puts_a_barrier_before_anybody(site: Path, browser: Any) -> None:
    """Each page is looked at on a desktop and a phone, and its colours in the dark too, all while it stands."""
    script = AXE / "axe.min.js"
    if not script.is_file():
        pytest.skip("axe-core is not there: .ci/axe fetches it")
    context = browser.new_context(offline=True, viewport=DESKTOP)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    try:
        for kind, ending in product(KINDS, ("html", "fr.html")):
            page.goto((site / f"{kind}.{ending}").as_uri())
            page.evaluate(script.read_text(encoding="utf-8"))
            for size, scheme in product((DESKTOP, PHONE), ("light", "dark")):
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=scheme)
                assert page.evaluate(SEEN) == [size["width"], scheme == "dark"]
                found = page.evaluate(BARRIERS, {"runOnly": COLOURS} if scheme == "dark" else {})
                assert found == [], (kind, ending, size, scheme)
                width = page.evaluate("document.documentElement.scrollWidth")
                assert width <= size["width"], (kind, ending, size, scheme)
        assert [address for address in asked if not address.startswith(site.as_uri())] == []
    finally:
        context.close()
