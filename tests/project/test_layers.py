"""A folder is a layer: a module imports from its own folder and from those before it, never from those after it."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.worlds import ROOT

GROUND = "ground"
"""The modules at the top of `kg/` that every folder may use."""

LAYERS = {
    GROUND: "",
    "rdf": "ground",
    "events": "ground rdf",
    "graphs": "ground",
    "render": "ground rdf graphs",
    "sparql": "ground rdf graphs render",
    "record": "ground rdf graphs render sparql",
    "network": "ground rdf graphs render sparql record",
    "spark": "ground rdf graphs render sparql record",
    "validation": "ground rdf graphs render sparql record",
    "questions": "ground rdf graphs render sparql record network",
    "curation": "ground rdf graphs render sparql record network questions",
    "explorer": "ground rdf graphs render sparql record network questions",
    "graph": "ground rdf graphs render sparql record network validation questions curation explorer",
    "notebook": "ground rdf graphs render sparql record network questions explorer graph",
    "site": "ground rdf graphs render sparql record network validation questions explorer graph",
    "pages": "ground rdf graphs render sparql record network questions explorer graph",
    "server": "ground rdf graphs render sparql record network questions explorer graph pages",
    "assistants": "ground rdf graphs render sparql record network questions explorer graph pages",
    "cli": "ground rdf graphs render sparql record network validation questions curation explorer graph site pages"
    " server assistants",
}
"""Each layer, in order, with those that it may import from besides itself. No module is excepted."""

DOORS = {"__init__": "notebook", "__main__": "cli"}
"""The two files that Python itself starts from, as the doors that they are."""


def modules(package: Path) -> dict[str, Path]:
    """Return the modules of a package by dotted name, without its own."""
    paths = sorted(package.rglob("*.py"))
    return {".".join(path.relative_to(package).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


def layer(module: str) -> str:
    """Return the layer of a module: its folder, or its own name at the top, else the ground."""
    first = module.split(".")[0]
    return DOORS.get(first, first if first in LAYERS else GROUND)


def imports(path: Path, known: dict[str, Path]) -> Iterator[tuple[str, int]]:
    """Yield each module of ours that a file imports, at its top or within a function, and the line.

    What is imported for types alone does not count: it is never loaded.
    """

    def walk(node: ast.AST) -> Iterator[tuple[str, int]]:
        for child in ast.iter_child_nodes(node):
            if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
                yield from ((name, child.lineno) for name in named(child, known))
                yield from walk(child)

    yield from walk(ast.parse(path.read_text(encoding="utf-8")))


def named(node: ast.AST, known: dict[str, Path]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        ours = [alias.name for alias in node.names if alias.name.split(".")[0] == "kg"]
        yield from (name.removeprefix("kg").removeprefix(".") or "__init__" for name in ours)
    elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kg":
        package = (node.module or "").removeprefix("kg").removeprefix(".")
        for alias in node.names:
            name = f"{package}.{alias.name}".removeprefix(".")
            yield name if name in known else package or "__init__"


def faults(package: Path) -> list[str]:
    """Return the imports in a package that do not come from the folder of the module or one below it."""
    known = modules(package)
    return [
        f"kg/{path.relative_to(package)}:{line}: {layer(name)} imports {other}, of {layer(other)}"
        for name, path in known.items()
        for other, line in imports(path, known)
        if layer(other) not in (layer(name), *LAYERS[layer(name)].split())
    ]


def circle(package: Path) -> list[str]:
    """Return modules that import each other in a circle, at their top or within functions; none when there is none."""
    known = modules(package)
    try:
        TopologicalSorter(
            {name: {other for other, _ in imports(path, known)} for name, path in known.items()}
        ).prepare()
    except CycleError as error:
        return [str(name) for name in error.args[1]]
    return []


def test_every_folder_is_a_layer_and_every_layer_is_there() -> None:
    folders = {path.parent.name for path in (ROOT / "kg").glob("*/__init__.py")}
    files = {path.stem for path in (ROOT / "kg").glob("*.py")}
    assert folders <= {*LAYERS, "messages"}  # the catalogue is of the ground
    assert set(LAYERS) - {GROUND} <= folders | files


def test_layers_import_only_from_those_before_them() -> None:
    order = list(LAYERS)
    assert all(order.index(other) < order.index(name) for name, others in LAYERS.items() for other in others.split())


def test_no_import_leads_upward() -> None:
    assert faults(ROOT / "kg") == []


def test_no_imports_go_in_a_circle() -> None:
    assert circle(ROOT / "kg") == []


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("sparql/table.py", "from kg.explorer import page"),
        ("record/entities.py", "    from kg.render.html import table_html\n    import kg.graph"),
        ("dates.py", "import kg.rdf.files"),
        ("render/text.py", "import kg"),
    ],
)
def test_a_wrong_import_is_found(tmp_path: Path, place: str, line: str) -> None:
    copy = shutil.copytree(ROOT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("*.ts", "*.js", "built"))
    with (copy / place).open("a", encoding="utf-8") as module:
        module.write(f"\ndef later() -> None:\n    {line.strip()}\n")
    assert [fault.split(":")[0] for fault in faults(copy)] == [f"kg/{place}"]


def test_a_circle_is_found(tmp_path: Path) -> None:
    copy = shutil.copytree(ROOT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("*.ts", "*.js", "built"))
    with (copy / "dates.py").open("a", encoding="utf-8") as module:
        module.write("\nfrom kg.language import date_text\n")
    with (copy / "language.py").open("a", encoding="utf-8") as module:
        module.write("\ndef later() -> None:\n    import kg.dates\n")
    assert set(circle(copy)) >= {"dates", "language"}


def test_the_engine_alone_evaluates_sparql() -> None:
    known = modules(ROOT / "kg")
    asking = {
        name
        for name, path in known.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "query" and isinstance(node.value, ast.Attribute | ast.Name)
        if getattr(node.value, "attr", getattr(node.value, "id", "")) == "store"
    }
    assert asking == {"sparql.engine", "rdf.dataset"}
