"""What is read in French: each page and notebook beside its English one, with the same code, set as French is set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.validation.writing import text_faults
from tests.project.test_how_to import blocks
from tests.project.test_notebooks import cells, source
from tests.worlds import ROOT

DOCS, NOTEBOOKS = ROOT / "docs", ROOT / "notebooks"
PAGES = [Path("index.md"), *sorted(path.relative_to(DOCS) for path in (DOCS / "how-to").glob("*.md"))]
BOOKS = sorted(path.relative_to(NOTEBOOKS) for path in NOTEBOOKS.glob("*.ipynb"))
PAIRS = [(home / name, home / "fr" / name) for home, names in ((DOCS, PAGES), (NOTEBOOKS, BOOKS)) for name in names]
WRITTEN = (
    "counts.md",
    "holdings.md",
    "notebooks",
    "ontology",
    "questions",
    "reference/commands.md",
    "reference/measures.md",
)
"""What the site writes itself: its own test follows the links there."""
NAMES = {
    '"Centre canadien pour la cybersécurité"': "cccs",
    '"gestion des urgences"': "emergency-management",
    '"sécurité frontalière"': "border-security",
    '"trafic de fentanyl"': "fentanyl-trafficking",
    "ASFC": "cbsa",
    "CANAFE": "fintrac",
    "GRC": "rcmp",
    "MDN": "dnd",
    "arctique": "arctic",
    "drogues": "drugs",
    "exercice": "exercise",
    "kilogrammes": "kilograms",
    "maintenant": "today",
    "notebooks/fr": "notebooks",
    "pacte-ice": "ice-pact",
    "raisons": "reasons",
    "traité": "treaty",
}
"""Names that commands have without quotation marks, by the French that stands for them."""

each = pytest.mark.parametrize(("english", "french"), PAIRS, ids=[french.stem for _, french in PAIRS])


def texts(path: Path, kind: str) -> list[str]:
    """Return the texts of the cells of a kind in a notebook."""
    return [source(cell) for cell in cells(path, kind)]


def code(path: Path) -> list[tuple[str, ...]]:
    """Return the blocks or cells of code, each without what a language may change; what a command says is left out."""
    if path.suffix == ".ipynb":
        return [("python", bare(text)) for text in texts(path, "code")]
    found = (one for one in blocks(path.read_text("utf-8")) if not one.language.startswith("{"))
    return [(one.language, *one.options.values(), "" if one.language == "text" else bare(one.text)) for one in found]


def bare(text: str) -> str:
    """Return code without comments, what stands in quotes, names, and the language itself."""
    for french, english in NAMES.items():
        text = re.sub(rf"(?<!\w){french}(?!\w)", english, text)
    text = re.sub(r" --language \w+|,? ?language=\"\w+\"|^%env PERIMETER_LANGUAGE=fr$", "", text, flags=re.MULTILINE)
    kept = r"\"[^\"\n]*\"|'[^'\n]*'"
    text = re.sub(rf"({kept})|(?:(?<=\s)|^)#.*$", lambda found: found[1] and "…", text.replace('"""', "\n"), flags=re.M)
    return "".join(text.split())


def prose(path: Path) -> str:
    """Return what is read as text: code is x, the targets of links and tags are gone."""
    if path.suffix == ".ipynb":
        text = "\n\n".join(texts(path, "markdown"))
    else:
        text = re.sub(r"(?ms)^( *)(```|:::)[^\n]*\n.*?^\1\2$", "", path.read_text("utf-8"))
    return re.sub(r"(?m)`[^`\n]+`|^\(\S+\)=$", "x", re.sub(r"(?<=\])\([^)]*\)|<[^>]+>", "", text))


def shape(path: Path) -> list[str]:
    """Return the levels of headings and the rows of tables, in their order."""
    return re.findall(r"(?m)^(?:#+ |\|)", prose(path))


def links(path: Path) -> Iterator[tuple[str, Path]]:
    """Yield each link to a file beside, with the place that it names."""
    text = path.read_text("utf-8") if path.suffix == ".md" else "\n".join(texts(path, "markdown"))
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in target:
            yield target, (path.parent / target).resolve()


def test_every_french_page_and_notebook_has_its_english_one() -> None:
    found = {*(DOCS / "fr").rglob("*.md"), *(NOTEBOOKS / "fr").rglob("*.ipynb")}
    assert found == {french for _, french in PAIRS}
    assert len(found) > 20


@each
def test_both_lead_to_each_other_below_their_title(english: Path, french: Path) -> None:
    for path, other, word in ((english, french, "Français"), (french, english, "English")):
        text = texts(path, "markdown")[0] if path.suffix == ".ipynb" else path.read_text("utf-8")
        found = re.match(rf"# .+\n\n\[{word}\]\(([^)]+)\)\n\n", text)
        assert found
        assert (path.parent / found[1]).resolve() == other


@each
def test_both_have_the_same_code(english: Path, french: Path) -> None:
    assert code(french) == code(english)


@each
def test_both_have_the_same_sections_and_tables(english: Path, french: Path) -> None:
    assert shape(french) == shape(english)


@each
def test_the_french_is_set_as_french_is_set(english: Path, french: Path) -> None:
    titles = re.findall(r'title="([^"]+)"', "\n".join(texts(french, "code"))) if french.suffix == ".ipynb" else []
    lines = [re.sub(r"^\s*([-*>]|\d\.) ", "", line).strip() for line in prose(french).splitlines()]
    assert [fault for line in [*lines, *titles] for fault in text_faults(line.strip("|* "), "fr")] == []


@each
def test_the_french_links_to_what_is_there(english: Path, french: Path) -> None:
    assert [
        target
        for target, place in links(french)
        if not place.exists() and not place.relative_to(DOCS).as_posix().removeprefix("fr/").startswith(WRITTEN)
    ] == []


def test_notebooks_have_the_same_cells() -> None:
    for english, french in PAIRS[len(PAGES) :]:
        both = [json.loads(path.read_text("utf-8"))["cells"] for path in (english, french)]
        kinds = [[(cell["id"], cell["cell_type"]) for cell in book] for book in both]
        assert kinds[0] == kinds[1], french.name


def test_what_a_language_may_change_is_no_difference_and_all_else_is() -> None:
    assert bare("kg why GRC cbp --language fr  # pourquoi") == bare("kg why rcmp cbp   # why")
    assert bare('graph.ask("partners", of="GRC", language="fr")') == bare('graph.ask("partners", of="rcmp")')
    assert bare("%env PERIMETER_LANGUAGE=fr\nimport kg") == bare("import kg")
    assert bare("kg why GRC cbp --all") != bare("kg why rcmp cbp")
    assert bare('graph.ask("partners")') != bare('graph.find("partners")')
