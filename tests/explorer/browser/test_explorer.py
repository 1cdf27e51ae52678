"""The explorer in a real browser: what it shows, how it is used, and what it never does."""

from __future__ import annotations

import base64
import csv
import gzip
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import networkx as nx
import pytest

import kg
from kg.explorer.dataset_payload import ordered, strings_in, write_dataset
from kg.explorer.packing import packed_text
from kg.explorer.page import render
from kg.explorer.payload import payload
from kg.messages import catalogue
from kg.vocabulary import local_name
from tests.browser import DESKTOP, PHONE, Visit
from tests.worlds import ROOT

PAGE = ROOT / "kg" / "explorer" / "page"

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "<script>alert(3)</script>",
    "<svg onload=alert(4)>",
    "<svg><script>alert(5)</script></svg>",
    '"><img src=x onerror=alert(6)>',
    "'><img src=x onerror=alert(7)>",
    '" onmouseover="alert(8)" x="',
    "' onfocus='alert(9)' autofocus='",
    "javascript:alert(10)",
    "JaVaScRiPt:alert(11)",
    "java\tscript:alert(12)",
    " javascript:alert(13)",
    "data:text/html,<script>alert(14)</script>",
    "vbscript:msgbox(15)",
    "{{7*7}}",
    "{% for x in [1] %}{{x}}{% endfor %}",
    "${alert(16)}",
    "<%= 7*7 %>",
    "&lt;img src=x onerror=alert(17)&gt;",
    "&#60;script&#62;alert(18)&#60;/script&#62;",
    "<!-- --><script>alert(19)</script><!--",
    "--><script>alert(20)</script>",
    "]]><script>alert(21)</script>",
    "<a href='javascript:alert(22)'>press</a>",
    "<iframe src='javascript:alert(23)'></iframe>",
    "<base href='https://example.com/'>",
    "<link rel=stylesheet href='https://example.com/x.css'>",
    "<style>@import 'https://example.com/x.css'</style>",
    "<meta http-equiv=refresh content='0;url=https://example.com/'>",
    "<form action='https://example.com/'><button>go</button></form>",
    "<details open ontoggle=alert(24)>",
    "<body onload=alert(25)>",
    "url(https://example.com/x.png)",
    "expression(alert(26))",
    "\u2028alert(27)\u2029",
    "\u202egnp.exe",
    "\x1b[31m\x0b\ufffe\uffff",
    "\\u003cscript\\u003ealert(28)\\u003c/script\\u003e",
    "__proto__",
    "constructor",
    '=HYPERLINK("https://example.com/")',
    "`;alert(29)//",
]


@pytest.fixture(scope="module")
def mini() -> kg.KnowledgeGraph:
    return kg.load(ROOT / "tests" / "mini")


@pytest.fixture(scope="module")
def explorer(mini: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mini.explore(path=tmp_path_factory.mktemp("explorer") / "mini.html").path


@pytest.fixture
def visit(browser: Any, explorer: Path) -> Iterator[Visit]:
    with Visit(browser, explorer) as opened:
        yield opened.open()
        assert opened.troubles == []


def edges_told(visit: Visit) -> int:
    """How many lines the page says that it draws."""
    numbers = re.findall(r"(\d+) (?:strongest of \d+ )?lines?", visit.text("#chosen"))
    return int(numbers[0]) if numbers else 0


def test_opens_offline_without_request_error_or_violation(visit: Visit) -> None:
    assert visit.text("h1") == "Perimeter"
    assert edges_told(visit) > 0
    assert visit.page.locator("#picture canvas").count() == 1


def test_pyvis_carries_the_drawing_that_opens(mini: kg.KnowledgeGraph, visit: Visit) -> None:
    carried = json.loads(visit.page.text_content("#network"))
    drawn = payload(mini._page_source())["views"]["shared"]["organizations"]
    assert [node["id"] for node in carried["nodes"]] == [place for place, *_ in drawn["nodes"]]
    assert len(carried["edges"]) == len(drawn["edges"])


def test_search_finds_by_any_name_and_shows_the_circle(visit: Visit) -> None:
    for typed in ("norad", "cdaan", "defense aerospatiale", "aérospatiale", "noard", "north american aerspace"):
        visit.page.fill("#search", typed)
        assert "North American Aerospace Defense Command" in visit.text("#search-list li >> nth=0")
    visit.page.press("#search", "Enter")
    assert "The circle of NORAD" in visit.text("#chosen")
    assert visit.text("#panel h2") == "North American Aerospace Defense Command"
    assert "focus=norad" in visit.page.url


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("9/11", "North American Aerospace Defense Command"),
        ("11 September 2001", "North American Aerospace Defense Command"),
        ("police nationale", "Royal Canadian Mounted Police"),
    ],
)
def test_what_is_nobodys_name_is_found_where_it_is_mentioned(visit: Visit, typed: str, found: str) -> None:
    visit.page.fill("#search", typed)
    assert found in visit.text("#search-list li >> nth=0")


def test_arrow_keys_choose_a_suggestion(visit: Visit) -> None:
    visit.page.fill("#search", "canad")
    first = visit.page.get_attribute("#search", "aria-activedescendant")
    visit.page.press("#search", "ArrowDown")
    assert visit.page.get_attribute("#search", "aria-activedescendant") != first
    visit.page.press("#search", "Escape")
    assert visit.page.get_attribute("#search", "aria-expanded") == "false"


def test_back_and_forward_return_to_what_was_shown(visit: Visit) -> None:
    visit.page.fill("#search", "norad")
    visit.page.press("#search", "Enter")
    visit.page.go_back()
    visit.page.wait_for_timeout(100)
    assert "circle" not in visit.text("#chosen")
    visit.page.go_forward()
    visit.page.wait_for_timeout(100)
    assert "The circle of NORAD" in visit.text("#chosen")


def test_click_in_the_picture_shows_a_card(visit: Visit) -> None:
    visit.point_at_something()
    visit.page.wait_for_selector("#panel.open h2")
    assert "card=" in visit.page.url


def test_arrow_keys_walk_the_picture_and_enter_opens_a_card(visit: Visit) -> None:
    visit.page.locator("#picture canvas").focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#panel.open h2").count() == 1


def test_line_shows_passage_section_and_address(visit: Visit) -> None:
    visit.turn("#mode=shared&lens=all&card=canada~united-states")
    assert "Why they are joined" in visit.text("#panel .eyebrow")
    assert re.search(r"(voices?|voice); (both|of the two|no page|the two) ", visit.text("#panel .support"))
    for toggle in visit.page.locator("#panel .evidence-toggle").all():
        toggle.click()
    assert visit.page.locator("#panel .evidence .says").count() > 0
    assert visit.page.locator("#panel .evidence .locator").count() > 0
    addresses = [link.get_attribute("href") for link in visit.page.locator("#panel .evidence .address a").all()]
    assert addresses
    assert all(str(address).startswith("http") for address in addresses)


def test_links_that_leave_the_page_take_nothing_along(visit: Visit) -> None:
    visit.turn("#card=norad")
    for toggle in visit.page.locator("#panel .evidence-toggle").all():
        toggle.click()
    for link in visit.page.locator('a:not([href^="#"])').all():
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert link.get_attribute("target") == "_blank"


def test_legend_changes_the_picture(visit: Visit) -> None:
    before, lines = visit.picture(), edges_told(visit)
    visit.page.locator("#legend .legend input").first.click()
    assert edges_told(visit) < lines
    assert visit.picture() != before
    assert "hide=" in visit.page.url


def test_filter_and_reset(visit: Visit) -> None:
    lines = edges_told(visit)
    visit.page.select_option("#legend select >> nth=0", index=1)
    assert edges_told(visit) < lines
    visit.page.click("#legend .reset")
    assert edges_told(visit) == lines


def test_language_switch_leaves_no_english_word(visit: Visit) -> None:
    visit.turn("#card=norad&focus=norad")
    visit.page.get_by_role("button", name="Français").click()
    for view in ("network", "table", "timeline", "ask"):
        visit.turn(f"#lang=fr&view={view}&card=norad&focus=norad")
        left = sorted(interface_texts(visit) & english_only())
        assert left == []
    assert visit.page.get_attribute("html", "lang") == "fr"
    assert "lang=fr" in visit.page.url


def english_only() -> set[str]:
    """The fixed English texts of the interface that are not also French."""
    texts = [{key: text for key, text in catalogue(one).items() if key.startswith("page.")} for one in ("en", "fr")]
    english = {text for text in texts[0].values() if isinstance(text, str) and "{" not in text}
    assert len(english) > 90
    return english - {text for text in texts[1].values() if isinstance(text, str)}


def interface_texts(visit: Visit) -> set[str]:
    """All texts, labels and hints on the page."""
    return set(
        visit.page.evaluate("""() => [...document.body.querySelectorAll('*:not(script):not(noscript)')].flatMap(one =>
            [...[...one.childNodes].filter(child => child.nodeType === 3).map(child => child.data.trim()),
             ...['aria-label', 'placeholder', 'title'].map(name => one.getAttribute(name))]).filter(Boolean)""")
    )


def test_fragment_brings_the_view_back(browser: Any, explorer: Path) -> None:
    fragment = "#focus=norad&depth=2&card=norad&lang=fr&theme=dark&mode=between&lens=all"
    seen = []
    for _ in range(2):
        with Visit(browser, explorer) as visit:
            visit.open(fragment)
            seen.append((visit.text("#chosen"), visit.text("#panel"), visit.picture()))
            assert visit.troubles == []
    assert seen[0] == seen[1]


def test_mistyped_fragment_still_opens(visit: Visit) -> None:
    visit.turn("#focus=nobody&depth=99&mode=x&when=yesterday&card=%3Cimg%3E&__proto__=1&path=a~b&detail=NaN")
    assert edges_told(visit) > 0


def test_time_slider_takes_away_what_had_not_begun(visit: Visit) -> None:
    lines = edges_told(visit)
    visit.page.evaluate("""() => { const year = document.getElementById('year'); year.value = 1950;
        year.dispatchEvent(new Event('input', { bubbles: true })) }""")
    assert "1950" in visit.text("#when-said")
    assert edges_told(visit) < lines
    assert "when=1950" in visit.page.url


@pytest.mark.parametrize("when", ["1958-05-11", "2010"])
def test_of_a_day_what_is_in_effect_is_counted_and_what_had_ended_apart(
    browser: Any, shipped_page: Path, shipped: kg.KnowledgeGraph, when: str, tmp_path: Path
) -> None:
    network = shipped.network(as_of=when)
    lines, after = network.number_of_edges(), int(when[:4]) - 12
    pairs = {frozenset(map(local_name, ends)) for ends in network.edges}
    with Visit(browser, shipped_page) as visit:
        visit.open(f"#when={when}&detail=5&lang=fr")
        assert re.search(
            rf"acteurs, {lines} liens, et \d+ terminés après {after} \(pointillé\)$", visit.text("#chosen .quiet")
        )
        visit.open(f"#when={when}&detail=5")
        told = re.search(
            rf"actors, {lines} lines, and (\d+) that ended after {after} \(dotted\)$", visit.text("#chosen .quiet")
        )
        assert told
        visit.turn(f"#when={when}&detail=5&view=table")
        assert visit.text("#table caption").endswith(f"({lines}, and {told[1]} that ended after {after})")
        assert visit.page.locator("#table tbody tr", has_text="(ended)").count() == int(told[1])
        assert visit.page.locator("#table tbody tr").count() == lines + int(told[1])
        with visit.page.expect_download() as saved:
            visit.page.click("#table .actions button")
        rows = list(csv.DictReader(saved.value.path().read_text("utf-8-sig").splitlines()))
        assert {frozenset((row["source"], row["target"])) for row in rows} == pairs
        assert len(rows) == lines
        links = json.loads(visit.taken("JSON", tmp_path).read_text("utf-8"))["edges"]
        assert {frozenset((one["source"], one["target"])) for one in links} == pairs
        graphml = nx.read_graphml(visit.taken("GraphML", tmp_path))
        assert set(map(frozenset, graphml.edges)) == pairs
        assert visit.troubles == []


def test_of_a_day_the_strongest_are_told_of_all_and_so_is_what_had_ended(
    browser: Any, shipped_page: Path, shipped: kg.KnowledgeGraph
) -> None:
    lines = shipped.network(as_of="2024").number_of_edges()
    with Visit(browser, shipped_page, PHONE) as visit:
        visit.open("#when=2024")
        assert re.search(
            rf"actors, the \d+ strongest of {lines} lines, and \d+ of \d+ that ended after 2012 \(dotted\)$",
            visit.text("#chosen .quiet"),
        )
        visit.turn("#when=2024&view=table")
        box = visit.page.locator("#table caption span").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


def test_a_path_from_an_actor_to_itself_says_so(browser: Any, shipped_page: Path) -> None:
    with Visit(browser, shipped_page) as visit:
        visit.open("#path=rcmp~rcmp")
        said = "Both ends are “Royal Canadian Mounted Police”; choose two that are not the same."
        assert visit.text("#chosen .quiet") == visit.text("#panel .support") == said
        visit.turn("#path=rcmp~rcmp&lang=fr&view=timeline")
        assert "Les deux extrémités sont «\u00a0Gendarmerie royale du Canada\u00a0»" in visit.text("#timeline")


def test_a_second_date_without_a_first_is_told(visit: Visit) -> None:
    visit.turn("#against=2001")
    assert "Not understood in the address, and left out: against=2001" in visit.text("#chips")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [1200, 1440])
def test_a_date_moves_nothing_beside_its_slider(visit: Visit, width: int, language: str) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.open(f"#lang={language}")
    before = visit.page.locator("#when").bounding_box()
    visit.page.fill("#when-date", "1990-09")
    visit.page.press("#when-date", "Enter")
    assert "1990" in visit.text("#when-said")
    assert visit.page.locator("#when").bounding_box() == before
    head, said = (
        visit.page.locator(one).evaluate("e => e.clientWidth - e.scrollWidth") for one in (".when-head", "#when-said")
    )
    assert (head, said) == (0, 0)
    visit.page.set_viewport_size(DESKTOP)


def test_undated_can_be_hidden(visit: Visit) -> None:
    lines = edges_told(visit)
    visit.page.get_by_label("Undated").click()
    assert edges_told(visit) < lines


def test_play_moves_the_years(visit: Visit) -> None:
    visit.page.click("#play")
    visit.page.wait_for_timeout(1000)
    visit.page.click("#play")
    assert "when=19" in visit.page.url


def test_table_equals_picture_and_its_download(visit: Visit, tmp_path: Path) -> None:
    lines = edges_told(visit)
    visit.page.get_by_role("button", name="Table", exact=True).click()
    rows = visit.page.locator("#table tbody tr")
    assert rows.count() == lines
    with visit.page.expect_download() as download:
        visit.page.locator("#table .actions button").click()
    download.value.save_as(tmp_path / "table.csv")
    with open(tmp_path / "table.csv", encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == lines + 1


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [1280, 1400, 1600])
def test_no_head_of_the_table_runs_into_the_next(visit: Visit, width: int, language: str) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.open(f"#view=table&lang={language}")
    heads = visit.page.evaluate(
        "[...document.querySelectorAll('#table thead th')].map(head => ["
        "head.getBoundingClientRect().left, head.firstElementChild.getBoundingClientRect().right])"
    )
    assert len(heads) == 7
    assert all(right <= left for (_, right), (left, _) in pairwise(heads))


def test_table_sorts_by_a_column(visit: Visit) -> None:
    visit.turn("#view=table")
    visit.page.locator("#table thead button").first.click()
    first = [cell.inner_text() for cell in visit.page.locator("#table tbody th").all()]
    assert first == sorted(first, key=str.casefold)
    assert visit.page.locator('#table th[aria-sort="ascending"]').count() == 1


@pytest.mark.parametrize("kind", ["PNG", "SVG", "CSV", "JSON", "GraphML"])
def test_view_can_be_taken_away(visit: Visit, tmp_path: Path, kind: str) -> None:
    visit.page.click("#toolbar .menu summary")
    with visit.page.expect_download() as download:
        visit.page.locator("#toolbar .menu").get_by_role("button", name=kind, exact=True).click()
    download.value.save_as(tmp_path / kind)
    taken = (tmp_path / kind).read_bytes()
    assert len(taken) > 300
    if kind == "JSON":
        assert len(json.loads(taken)["edges"]) == edges_told(visit)
    if kind == "GraphML":
        import networkx as nx

        assert nx.read_graphml(tmp_path / kind).number_of_edges() == edges_told(visit)


@pytest.mark.parametrize("view", ["table", "timeline"])
def test_a_picture_that_does_not_stand_is_drawn_as_it_would(visit: Visit, tmp_path: Path, view: str) -> None:
    visit.open(f"#view={view}&country=canada")
    visit.page.click("#toolbar .menu summary")
    with visit.page.expect_download() as download:
        visit.page.locator("#toolbar .menu").get_by_role("button", name="SVG", exact=True).click()
    download.value.save_as(tmp_path / "a.svg")
    taken = ElementTree.parse(tmp_path / "a.svg").getroot()
    lines = taken.findall(".//{http://www.w3.org/2000/svg}svg//{http://www.w3.org/2000/svg}line")
    assert download.value.suggested_filename == "perimeter-canada-en.svg"
    assert "Canada" in "".join(taken.itertext())
    assert len(lines) >= edges_told(visit) > 0


def test_timeline_shows_a_bar_for_what_is_dated(visit: Visit) -> None:
    visit.turn("#view=timeline")
    assert visit.page.locator("#timeline .bar").count() > 0
    visit.page.locator("#timeline .bar").first.click()
    assert visit.page.locator("#panel.open h2").count() == 1


def test_path_is_told_in_sentences(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Path between two").click()
    visit.page.fill("#from", "rcmp")
    visit.page.press("#from", "Enter")
    visit.page.fill("#to", "norad")
    visit.page.press("#to", "Enter")
    assert visit.page.locator("#panel .steps li").count() == edges_told(visit) > 0


def test_everything_pressable_has_a_name(visit: Visit) -> None:
    visit.turn("#card=norad")
    nameless = visit.page.evaluate("""() => [...document.querySelectorAll('button, a[href], input, select')]
        .filter(one => !(one.textContent.trim() || one.getAttribute('aria-label') || one.labels?.length))
        .map(one => one.outerHTML)""")
    assert nameless == []


@pytest.mark.parametrize(("language", "told"), [("en", "2 actors, 1 line"), ("fr", "2 acteurs, 1 lien")])
def test_one_line_is_not_counted_as_many(visit: Visit, language: str, told: str) -> None:
    visit.turn(f"#path=cbsa~rcmp&mode=shared&lens=organizations&lang={language}")
    assert told in visit.text("#chosen").splitlines()


@pytest.mark.parametrize("fragment", ["", "#card=norad", "#view=table", "#view=timeline", "#lang=fr&focus=norad"])
def test_phone_has_no_sideways_scroll(browser: Any, explorer: Path, fragment: str) -> None:
    with Visit(browser, explorer, PHONE) as visit:
        visit.open(fragment)
        assert visit.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert visit.troubles == []


def hostile_payload(content: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return content with every text turned hostile, the same text always into the same, and what became of each."""
    turned: dict[str, str] = {}
    structural, kept = {"through", "directly"}, ("id", "class", "group", "since", "until")

    def turn(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: turn(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [turn(inner, key) for inner in value]
        if not isinstance(value, str) or not value or key in kept or value in structural:
            return value
        return turned.setdefault(value, f"{HOSTILE[len(turned) % len(HOSTILE)]} {len(turned)}")

    parts = {name: turn(content[name]) for name in content if name not in ("views", "ties", "languages")}
    ties = [[*tie[:6], *turn(tie[6:])] for tie in content["ties"]]
    return content | parts | {"ties": ties}, turned


@pytest.fixture(scope="module")
def hostile(mini: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    content, turned = hostile_payload(payload(mini._page_source()))
    place = tmp_path_factory.mktemp("hostile") / "hostile.html"
    dataset = packed_text(write_dataset(ordered(mini.engine.text()), strings_in(content["words"])))
    place.write_text(render(content, lambda: dataset), encoding="utf-8")
    return place, turned


def test_hostile_texts_run_nothing_and_show_as_text(browser: Any, hostile: tuple[Path, dict[str, str]]) -> None:
    place, turned = hostile
    assert len(turned) > len(HOSTILE) > 30
    with Visit(browser, place) as visit:
        visit.open()
        strange = "img, iframe, form[action], base, object, embed, body link, body meta, body style"
        for entity in ("norad", "canada", "rcmp", "operation-nanook"):
            visit.turn(f"#card={entity}")
            for toggle in visit.page.locator("#panel .evidence-toggle, #panel .more").all():
                toggle.dispatch_event("click")  # a text of stacked signs may lie over the next line
            assert visit.page.locator(strange).count() == 0
        visit.turn("#card=norad")
        shown = turned["North American Aerospace Defense Command"]
        assert visit.page.text_content("#panel h2") == shown
        for fragment in (
            "#view=table",
            "#view=timeline",
            "#mode=shared&lens=all&card=canada~united-states",
            "#lang=fr",
        ):
            visit.turn(fragment)
            assert visit.page.locator(strange).count() == 0
        story = unpacked(place)["stories"][0]["name"]
        for fragment in (
            {"story": story, "step": 1},
            {"view": "ask"},
            {"view": "ask", "question": unpacked(place)["questions"][0]["name"]},
            {"view": "ask", "query": "SELECT ?what ?name WHERE { ?what rdfs:label ?name }"},
        ):
            visit.turn(f"#{urlencode(fragment)}")
            assert visit.page.locator(strange).count() == 0
        visit.page.fill("#search", "alert")
        links = [link.get_attribute("href") for link in visit.page.locator("a[href]").all()]
        assert all(str(link).startswith(("#", "http://", "https://")) for link in links)
        assert visit.page.locator("script").count() == 10
        assert visit.troubles == []


@pytest.mark.parametrize("kind", ["SVG", "CSV", "JSON", "GraphML"])
def test_hostile_texts_are_harmless_in_what_is_taken_away(
    browser: Any, hostile: tuple[Path, dict[str, str]], tmp_path: Path, kind: str
) -> None:
    with Visit(browser, hostile[0]) as visit:
        visit.open("#mode=shared&lens=all")
        visit.page.click("#toolbar .menu summary")
        with visit.page.expect_download() as download:
            visit.page.locator("#toolbar .menu").get_by_role("button", name=kind, exact=True).click()
        assert re.fullmatch(r"perimeter[\w-]*\.(svg|csv|json|graphml)", download.value.suggested_filename)
        download.value.save_as(tmp_path / kind)
        assert visit.troubles == []
    text = (tmp_path / kind).read_text(encoding="utf-8-sig")
    if kind in ("SVG", "GraphML"):
        parts = list(ElementTree.fromstring(text).iter())
        assert {part.tag.partition("}")[2] for part in parts}.isdisjoint(
            {"script", "foreignObject", "image", "a", "img"}
        )
        assert not any(name.startswith("on") or "href" in name for part in parts for name in part.attrib)
    elif kind == "CSV":
        cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
        assert not any(cell[:1] in ("=", "+", "-", "@", "\t", "\r") for cell in cells)
    else:
        assert json.loads(text)["nodes"]


def unpacked(place: Path) -> dict[str, Any]:
    """What a page carries."""
    packed = place.read_text(encoding="utf-8").partition('id="content">')[2].partition("<")[0]
    content: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed)))
    return content


def test_a_page_that_comes_slowly_shows_the_picture_first_and_its_words_when_they_are_there(
    browser: Any, explorer: Path
) -> None:
    head, mark, rest = explorer.read_bytes().partition(b'<script type="application/gzip" id="words">')
    is_seen = threading.Event()

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(head)
            self.wfile.flush()
            is_seen.wait(60)
            self.wfile.write(mark + rest)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server, browser.new_context() as window:
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        page, errors = window.new_page(), list[str]()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/", wait_until="commit")
        page.wait_for_selector("#chosen span")
        page.evaluate("location.hash = '#card=norad'")
        assert page.evaluate("document.readyState") == "loading"
        is_seen.set()
        page.wait_for_selector("#panel :text('North American Aerospace Defense Command')")
        server.shutdown()
    assert errors == []
