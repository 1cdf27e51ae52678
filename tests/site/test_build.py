"""The documentation site: complete, in both languages, without a dead link, and with nothing from elsewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import click
import pytest

import kg
import kg.network.measures
from kg.cli.main import kg as commands
from kg.errors import KgError
from kg.questions.catalogue import questions
from kg.site import build, notebooks
from kg.site.commands import commands_page
from kg.site.markdown import fence, link, plain, table
from kg.site.notebooks import notebook_pages
from kg.site.terms import Terms
from tests.browser import AXE, DESKTOP, PATIENCE, PHONE
from tests.worlds import ROOT

pytestmark = pytest.mark.timeout(900)  # the notebooks may run while the site is made

LOADED = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "object": "data",
}
"""The elements that make a browser load something, with the attribute that says what."""


class Page(HTMLParser):
    """What a page links to, what it loads, its ids, and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.french: list[str] = []
        self.text = ""
        self._in_french = 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        self.ids |= {known[name] or "" for name in ("id", "name") if name in known}
        if tag == "a" and known.get("href"):
            self.links.append(known["href"] or "")
        if (
            tag in LOADED
            and known.get(LOADED[tag])
            and known.get("rel") not in ("index", "search", "next", "prev", "genindex")
        ):
            self.loads.append(known[LOADED[tag]] or "")
        self._in_french = self._in_french + 1 if self._in_french else int(known.get("lang") == "fr" and tag != "html")

    def handle_endtag(self, tag: str) -> None:
        self._in_french = max(self._in_french - 1, 0)

    def handle_data(self, text: str) -> None:
        self.text += text
        if self._in_french:
            self.french.append(text)


def make_site(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "docs", "-o", str(place), *words]
    return subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=840, check=False)


@pytest.fixture(scope="module")
def site(cache: Path, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    place = tmp_path_factory.mktemp("docs") / "site"
    made = make_site(place, "--execute" if pytestconfig.getoption("notebooks") else "--no-execute")
    assert made.returncode == 0, made.stderr
    assert "warning" not in made.stderr.lower()
    return place


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    found = sorted(path for path in site.rglob("*.html") if path.name != "explore.html")
    return {path.relative_to(site).as_posix(): Page(path) for path in found}


def is_outside(address: str) -> bool:
    return bool(re.match(r"(?i)[a-z][a-z0-9+.-]*:|//", address))


def dead(site: Path, pages: dict[str, Page], page: Page) -> Iterator[str]:
    """Yield the links of a page within the site that lead nowhere."""
    for address in page.links:
        if is_outside(address):
            continue
        name, fragment = urldefrag(address)
        target = (page.path.parent / unquote(name)).resolve() if name else page.path
        other = (
            pages.get(target.relative_to(site.resolve()).as_posix()) if target.is_relative_to(site.resolve()) else None
        )
        if not target.is_file() or (fragment and other and unquote(fragment) not in other.ids):
            yield f"{page.path.relative_to(site)}: {address}"


def test_no_link_of_the_site_is_dead(site: Path, pages: dict[str, Page]) -> None:
    assert len(pages) > 50
    assert [one for page in pages.values() for one in dead(site, pages, page)] == []


def test_a_dead_link_or_anchor_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html#there"><a href="b.html#gone"><a href="c.html"><p id="there">')
    (tmp_path / "b.html").write_text('<p id="there">')
    pages = {name: Page(tmp_path / name) for name in ("a.html", "b.html")}
    assert list(dead(tmp_path, pages, pages["a.html"])) == ["a.html: b.html#gone", "a.html: c.html"]


def test_the_site_loads_nothing_from_elsewhere(site: Path, pages: dict[str, Page]) -> None:
    loaded = {address for page in pages.values() for address in page.loads}
    assert loaded
    assert {address for address in loaded if is_outside(address) and not address.startswith("data:")} == set()
    for style in site.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert "@import" not in text
        assert not re.search(r"url\(\s*[\"']?(https?:)?//", text), style


def test_the_sitemap_of_the_reader_is_complete(pages: dict[str, Page]) -> None:
    """Every page can be reached from the start page by its links alone."""
    reached, todo = set(), ["index.html"]
    while todo:
        name = todo.pop()
        if name in reached or name not in pages:
            continue
        reached.add(name)
        here = Path("/", name).parent
        for address in pages[name].links:
            if not is_outside(address):
                todo.append(os.path.normpath(here / unquote(urldefrag(address)[0])).lstrip("/"))
    assert set(pages) - reached <= {"search.html", "genindex.html"}


@contextmanager
def reading(browser: Any, size: dict[str, int], scheme: str = "light") -> Iterator[tuple[Any, list[str]]]:
    """Yield a page of an offline browser, and the list of what goes wrong on it or leaves the folder."""
    troubles: list[str] = []
    context = browser.new_context(offline=True, viewport=size, color_scheme=scheme)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("console", lambda message: troubles.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("request", lambda it: None if it.url.startswith(("file:", "data:")) else troubles.append(it.url))
    yield page, troubles
    context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_chromium_shows_pages_from_files_and_asks_for_nothing_else(
    browser: Any, site: Path, size: dict[str, int]
) -> None:
    with reading(browser, size) as (page, troubles):
        for name in (
            "index",
            "fr/index",
            "how-to/explain-a-line",
            "questions/partners",
            "ontology/relations",
            "explore",
        ):
            page.goto((site / f"{name}.html").as_uri())
            page.wait_for_load_state()
            if name != "explore":
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_critical_and_no_weak_contrast(browser: Any, site: Path, scheme: str) -> None:
    script = AXE / "axe.min.js"
    if not script.exists():
        pytest.skip("axe-core is not there; .ci/axe fetches it")
    found = []
    with reading(browser, DESKTOP, scheme) as (page, troubles):
        for name in ("index", "fr/how-to/run-a-query", "questions/partners", "ontology/relations", "reference/library"):
            page.goto((site / f"{name}.html").as_uri())
            page.evaluate(script.read_text(encoding="utf-8"))
            barriers = page.evaluate("axe.run(document, { preload: false, resultTypes: ['violations'] })")["violations"]
            found += [(name, one["id"]) for one in barriers if one["impact"] == "critical" or "contrast" in one["id"]]
    assert found == []
    assert troubles == []


def test_the_search_finds_a_page_without_a_connection(browser: Any, site: Path) -> None:
    with reading(browser, DESKTOP) as (page, troubles):
        page.goto((site / "search.html").as_uri() + "?q=isPartyTo")
        page.wait_for_selector("#search-results li a")
        assert "Relations" in page.inner_text("#search-results")
    assert troubles == []


def test_every_command_has_its_options_on_the_page(pages: dict[str, Page]) -> None:
    page = pages["reference/commands.html"]
    for name, command in commands.commands.items():
        assert f"command-{name}" in page.ids
        for option in command.params:
            if getattr(option, "hidden", False):
                continue
            assert all(word in page.text for word in option.opts if word.startswith("-"))


def test_the_page_of_a_command_says_what_its_help_says() -> None:
    @click.group()
    def group() -> None: ...

    @group.command()
    @click.argument("name")
    @click.option("--mode", type=click.Choice(["a", "b"]), default="a", show_default=True, help="How | *why*.")
    def ask(name: str, mode: str) -> None:
        """Ask by `NAME`.

        \b
        kg ask norad
        """

    page = commands_page(group)
    assert r"| `--mode [a\|b]` | How \| \*why\*. \[default\: a\] |" in page
    assert "| `NAME` |" not in page
    assert "Ask by `NAME`." in page
    assert "```bash\nkg ask norad\n```" in page
    assert "```text\nkg ask [OPTIONS] NAME\n```" in page


def test_every_public_name_has_its_place_in_the_library_reference(pages: dict[str, Page]) -> None:
    ids = pages["reference/library.html"].ids
    assert {f"kg.{name}" for name in kg.__all__} <= ids
    methods = {
        name for name in vars(kg.KnowledgeGraph) if not name.startswith("_") and name not in ("engine", "folders")
    }
    assert {f"kg.KnowledgeGraph.{name}" for name in methods} <= ids


def test_every_measure_has_its_source_and_first_rows(pages: dict[str, Page]) -> None:
    page = pages["reference/measures.html"]
    assert {f"kg.network.measures.{name}" for name in kg.network.measures.__all__ if not name.isupper()} <= page.ids
    for measure in kg.network.measures.registry.MEASURES.values():
        assert measure.title() in page.text
        french = [text.replace("\u00a0", " ") for text in page.french]
        assert measure.title("fr").replace("\u00a0", " ") in french
    assert "doi:10.1073/pnas.0400087101" in page.text
    assert "Royal Canadian Mounted Police" in page.text


def test_every_term_has_its_section_in_both_languages(pages: dict[str, Page], shipped: kg.KnowledgeGraph) -> None:
    terms = Terms(shipped)
    parts = [page for name, page in pages.items() if name.startswith("ontology/")]
    ids = {one for page in parts for one in page.ids}
    english = "".join(page.text for page in parts)
    french = "".join(text for page in parts for text in page.french).replace("\u00a0", " ")
    known = terms.of_type("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    assert len(known) > 90
    for iri in known:
        assert f"term-{iri.rsplit('/', 1)[-1].lower()}" in ids
        assert terms.text(iri, "definition", "en") in english
        assert terms.text(iri, "definition", "fr").replace("\u00a0", " ") in french
    for iri in (iri for iri in terms.said if terms.links(iri, "inScheme")):
        assert terms.text(iri, "definition", "en") in english
        assert terms.text(iri, "definition", "fr").replace("\u00a0", " ") in french


def test_a_term_names_the_questions_that_use_it_the_rules_and_an_example(mini: kg.KnowledgeGraph) -> None:
    terms = Terms(mini)
    member, start = ("https://w3id.org/perimeter/term/" + name for name in ("isMemberOf", "startDate"))
    assert "agencies-in" not in terms.questions[start] or "sec:startDate" in questions()["agencies-in"].text
    assert all("sec:startDate" in questions()[name].text for name in terms.questions[start])
    assert "date-precision" in terms.rules[start]
    assert "tie-object-one" in terms.rules["https://w3id.org/perimeter/term/hasObject"]
    assert "tie-subject-one" in terms.rules["https://w3id.org/perimeter/term/Tie"]
    claim = terms.examples[member]
    assert mini.query(f"ASK {{ <{claim.subject}> sec:isMemberOf {claim.object} }}")
    says = terms.examples["https://w3id.org/perimeter/term/says"].object
    assert getattr(says, "language", "") == "en"
    assert terms.told[claim.subject] > 0
    assert terms.stated[member] == sum(one.predicate == member for one in mini.record.claims)


@pytest.mark.parametrize("name", questions())
def test_every_question_has_its_page_with_an_answer(name: str, pages: dict[str, Page]) -> None:
    page, one = pages[f"questions/{name}.html"], questions()[name]
    assert one.title["en"] in page.text
    assert one.title["fr"] in page.french
    assert f"kg ask {name}" in page.text
    assert {"answer", "in-sparql"} <= page.ids
    assert re.search(r"\d+ rows?[.;]", page.text)
    assert "https://w3id.org/perimeter/entity/" not in page.text.split("In SPARQL")[0]


@pytest.mark.parametrize(("folder", "place"), [("notebooks", "notebooks"), ("notebooks/fr", "fr/notebooks")])
def test_every_notebook_has_its_page(pages: dict[str, Page], folder: str, place: str) -> None:
    for path in (ROOT / folder).glob("*.ipynb"):
        assert f"{place}/{path.stem}.html" in pages


def test_a_page_in_french_is_french_around_its_text_too(site: Path, pages: dict[str, Page]) -> None:
    page = site / "fr" / "how-to" / "filter.html"
    assert re.search(r'<html [^>]*lang="fr"', page.read_text(encoding="utf-8"))
    for words in ("Sur cette page", "Suivant", "Précédent", "Passer au contenu"):
        assert words in pages["fr/how-to/filter.html"].text
    assert not re.search(r"\b(Next|Previous|On this page)\b", pages["fr/how-to/filter.html"].text)
    assert re.search(r'<html [^>]*lang="en"', (site / "how-to" / "filter.html").read_text(encoding="utf-8"))
    assert "1\u00a0" in pages["fr/index.html"].text


@pytest.mark.parametrize(
    ("link", "on_page"),
    [
        ("02-b.ipynb", "02-b.md"),
        ("fr/02-b.ipynb", "../fr/notebooks/02-b.md"),
        ("../02-b.ipynb", "../../notebooks/02-b.md"),
        ("../docs/how-to/a.md", "../how-to/a.md"),
        ("../../docs/fr/how-to/a.md", "../how-to/a.md"),
        ("../../docs/method.md", "../../method.md"),
        ("https://example.org/b.ipynb", "https://example.org/b.ipynb"),
    ],
)
def test_a_link_of_a_notebook_leads_to_the_same_on_its_page(link: str, on_page: str) -> None:
    assert notebooks._on_site(link) == on_page


def write_notebook(folder: Path, code: str) -> None:
    text = "# Two [next](02-b.ipynb) [how](../docs/how-to/a.md)"
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": text},
        {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": None, "outputs": [], "source": code},
    ]
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "01-a.ipynb").write_text(json.dumps(book), encoding="utf-8")


def test_a_page_of_a_notebook_shows_what_its_cells_show(tmp_path: Path) -> None:
    write_notebook(tmp_path, "print('said')\n6 * 7")
    page = notebook_pages(tmp_path, execute=True)["notebooks/01-a.md"]
    assert "(02-b.md)" in page
    assert "(../how-to/a.md)" in page
    assert "```python\nprint('said')\n6 * 7\n```" in page
    assert "```text\nsaid\n```" in page
    assert "```text\n42\n```" in page


def test_a_notebook_that_does_not_run_is_an_error_that_names_it(tmp_path: Path) -> None:
    write_notebook(tmp_path, "1 / 0")
    with pytest.raises(KgError, match=r"(?s)01-a.ipynb does not run.*ZeroDivisionError") as failure:
        notebook_pages(tmp_path, execute=True)
    assert "\x1b" not in str(failure.value)


def test_a_fault_in_a_page_fails(tmp_path: Path) -> None:
    source = tmp_path / "docs"
    source.mkdir()
    (source / "conf.py").write_text('extensions = ["myst_parser"]\n')
    (source / "index.md").write_text("# Start\n\n[gone](nowhere.md)\n")
    script = "from pathlib import Path; from kg.site import build; build._run_sphinx(Path('docs'), Path('site'))"
    made = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "nowhere.md" in made.stderr
    assert "KgError: The documentation has faults; each is told above." in made.stderr


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    made = make_site(tmp_path, "--no-execute")
    assert made.returncode == 2
    assert "holds something else" in made.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_earlier_site_is_replaced_whole(tmp_path: Path) -> None:
    made, place = tmp_path / "made", tmp_path / "site"
    for folder in (made, place):
        folder.mkdir()
        (folder / "objects.inv").touch()
    (made / "index.html").write_text("new")
    (place / "old.html").write_text("old")
    build._check_free(place)
    build._publish(made, place)
    assert {path.name for path in place.iterdir()} == {"objects.inv", "index.html"}
    assert {path.name for path in tmp_path.iterdir()} == {"made", "site"}


@pytest.mark.parametrize(("missing", "extra"), [("furo", "docs"), ("nbformat", "notebooks"), ("nbclient", "notebooks")])
def test_a_package_that_is_missing_is_named(missing: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = build.importlib.util.find_spec
    monkeypatch.setattr(build.importlib.util, "find_spec", lambda name: None if name == missing else found(name))
    with pytest.raises(KgError, match=rf"needs the package {missing}: pip install 'perimeter-kg\[{extra}\]'"):
        build._check_needed(build._NEEDED | build._NEEDED_TO_EXECUTE)


def test_an_installed_package_says_that_a_checkout_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "HOME", tmp_path)
    with pytest.raises(KgError, match="made from a checkout"):
        build._check_needed({})


def test_no_text_from_the_data_is_taken_for_markup() -> None:
    from markdown_it import MarkdownIt

    hostile = "<script>alert(1)</script> [a](b) `c` *d* {e}`f` | g & h\n# i ~~j~~ $k$"
    for page in (plain(hostile), link(plain(hostile), "term-a"), table(["a"], [[plain(hostile)]])):
        html = MarkdownIt("gfm-like", {"linkify": False}).render(page)
        assert not re.search(r"<(script|em|code|h1|s)\b", html)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_no_line_of_a_block_closes_it() -> None:
    assert fence("text", "a\n````\nb") == "`````text\na\n````\nb\n`````\n"
