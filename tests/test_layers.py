"""A module imports from the layers before it and never from those after it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

LAYERS = [
    ["__init__"],
    ["complaints", "phrases"],
    ["words"],
    ["errors", "vocabulary"],
    ["period", "faults", "endings"],
    ["formats", "frames"],
    ["store", "table"],
    ["canonical", "catalogue", "engine", "rules", "stories"],
    ["dataset", "queries", "remote", "hints", "limits", "meanings"],
    ["findings"],
    ["description", "literals", "names", "shapes", "texts", "evidence", "story_checks"],
    ["checks", "entities", "mentions"],
    ["search", "spans"],
    ["record", "projection"],
    ["joining"],
    ["why", "network"],
    ["measures.words"],
    ["measures.result"],
    [
        "measures.brokerage",
        "measures.centrality",
        "measures.groups",
        "measures.mixing",
        "measures.two_mode",
        "measures.listing",
    ],
    ["measures.certainty", "measures.gaps", "measures.resilience"],
    ["measures.asking"],
    ["measures"],
    ["changes", "coverage", "layout", "paths"],
    ["computations"],
    ["ask"],
    ["graph"],
    ["views.text", "views.askable", "views.edges", "views.ending", "views.placing", "views.notes", "views.plots"],
    ["views.tell", "views.networks", "views.output", "views.plain"],
    ["views.tell_ways", "views.tell_short", "views.payload"],
    ["views.parts"],
    ["views.page", "views.drawing", "views.asking", "views.tell_changes", "views.magic", "views.storytelling"],
    ["views.notebook"],
    ["site.markdown", "site.terms"],
    ["site.commands", "site.measures", "site.notebooks", "site.ontology", "site.questions"],
    ["site.build"],
    ["views.commands.options"],
    ["views.commands.completion"],
    ["views.commands.filters"],
    ["views.commands.ask", "views.commands.tell", "views.commands.draw", "views.commands.keep"],
    ["views.commands.measure"],
    ["views.cli", "views.server"],
    ["__main__"],
]
"""Each module of the library in its layer, the ground first. Modules of one layer do not know each other."""

SHOWN = {"_repr_html_", "__str__", "tell", "explore", "load_ipython_extension"}
"""How things show themselves: the views come after them, and are imported when something is shown."""

FACADE = {"graph"}
"""The façade: its methods may call the views."""

RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
FILES = {
    ".".join(path.relative_to(ROOT / "kg").with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "kg").rglob("*.py"))
}
MODULES = [name for name, path in FILES.items() if path.name != "__init__.py" or name in RANK]


def imports(path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield for each module of ours that a file imports: its name, the function that does so, and the line.

    What is imported for types alone does not count: it is never loaded.
    """

    def walk(node: ast.AST, function: str) -> Iterator[tuple[str, str, int]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
                continue
            inside = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
            yield from ((name, function, child.lineno) for name in named(child))
            yield from walk(child, inside)

    yield from walk(ast.parse(path.read_text(encoding="utf-8")), "")


def named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name.removeprefix("kg.") for alias in node.names if alias.name.startswith("kg."))
        yield from ("__init__" for alias in node.names if alias.name == "kg")
    elif isinstance(node, ast.ImportFrom) and node.module:
        if node.module.startswith("kg.") and node.module != "kg.views":
            yield node.module.removeprefix("kg.")
        elif node.module in ("kg", "kg.views"):
            inside = node.module.removeprefix("kg").removeprefix(".")
            for alias in node.names:
                name = f"{inside}.{alias.name}".removeprefix(".")
                yield name if name in FILES else "__init__"


def faults(name: str, path: Path) -> list[str]:
    """Return the imports of a module that do not come from a layer before its own."""
    found = []
    for other, function, line in imports(path):
        shows = other.startswith("views.") and (function in SHOWN or (name in FACADE and function))
        if RANK[other] >= RANK[name] and not shows:
            found.append(f"kg/{path.relative_to(ROOT / 'kg')}:{line}: {name} imports {other}")
    return found


def test_every_module_has_its_place() -> None:
    placed = [name for layer in LAYERS for name in layer]
    assert len(placed) == len(set(placed))
    assert set(MODULES) <= set(placed)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_from_the_layers_before_it(name: str) -> None:
    assert faults(name, FILES[name]) == []


def test_imports_are_found_wherever_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(
        "import kg.graph\n"
        "import kg\n"
        "from kg.table import Table\n"
        "from kg import network, __version__\n"
        "from kg.views import cli\n"
        "from difflib import get_close_matches\n"
        "if TYPE_CHECKING:\n"
        "    from kg.why import Reasons\n"
        "class A:\n"
        "    def __str__(self):\n"
        "        if True:\n"
        "            from kg.views.text import clean\n",
        encoding="utf-8",
    )
    assert list(imports(path)) == [
        ("graph", "", 1),
        ("__init__", "", 2),
        ("table", "", 3),
        ("network", "", 4),
        ("__init__", "", 4),
        ("views.cli", "", 5),
        ("views.text", "__str__", 12),
    ]


def test_the_engine_alone_evaluates_sparql() -> None:
    asking = {
        name
        for name in MODULES
        for node in ast.walk(ast.parse(FILES[name].read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "query" and isinstance(node.value, ast.Attribute | ast.Name)
        if getattr(node.value, "attr", getattr(node.value, "id", "")) == "store"
    }
    assert asking <= {"engine", "rules"}
    assert "engine" in asking
