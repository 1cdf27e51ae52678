"""The notebooks as committed: no output, short cells, a title, and public names only.

With `--notebooks`, the test of the documentation runs them as well.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.network import measures
from kg.render import palette as plots
from tests.worlds import ROOT

ENGLISH = sorted((ROOT / "notebooks").glob("*.ipynb"))
NOTEBOOKS = [*ENGLISH, *sorted((ROOT / "notebooks" / "fr").glob("*.ipynb"))]
PUBLIC_ON_A_GRAPH = {name for name in dir(kg.KnowledgeGraph) if not name.startswith("_")}

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    """The cells of a kind in a notebook."""
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def source(cell: dict[str, Any]) -> str:
    """The text of a cell."""
    return "".join(cell["source"])


def python(path: Path) -> str:
    """The Python of a notebook, without the cells and lines that are magic."""
    texts = [source(cell) for cell in cells(path, "code")]
    lines = [line for text in texts if not text.startswith("%%") for line in text.splitlines()]
    return "\n".join(line for line in lines if not line.startswith("%"))


def test_there_are_notebooks_in_the_order_of_their_numbers() -> None:
    assert [path.name[:3] for path in ENGLISH] == [f"{number:02d}-" for number in range(1, len(ENGLISH) + 1)]
    assert ENGLISH


@each
def test_it_holds_no_output_and_nothing_of_the_machine(path: Path) -> None:
    for cell in cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert cell["metadata"] == {}
    metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    assert metadata["language_info"] == {"name": "python"}
    assert set(metadata) == {"kernelspec", "language_info"}
    assert not re.search(r"/(home|work|tmp|Users)/", path.read_text(encoding="utf-8"))


@each
def test_it_has_at_most_15_code_cells_of_at_most_8_short_lines(path: Path) -> None:
    code = [source(cell) for cell in cells(path, "code")]
    assert len(code) <= 15
    for text in code:
        lines = text.splitlines()
        assert len(lines) <= 8, text
        assert max(map(len, lines)) <= 100, text


@each
def test_it_begins_with_a_title(path: Path) -> None:
    first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
    assert first["cell_type"] == "markdown"
    assert source(first).startswith("# ")


@each
def test_prose_stands_before_every_output(path: Path) -> None:
    kinds = [cell["cell_type"] for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    assert "code code code" not in " ".join(kinds)


@each
def test_it_imports_the_library_and_the_drawing_tool_alone(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(python(path))))
    whole = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    parts = {f"{node.module}.{name.name}" for node in nodes if isinstance(node, ast.ImportFrom) for name in node.names}
    for_files = {"shutil", "tempfile", "pathlib.Path"} if path.name.startswith("08-") else set()
    assert (
        whole | parts <= {"kg", "altair", "kg.network.measures", "kg.render.palette", "functools.partial"} | for_files
    )


@each
def test_it_names_only_what_is_public(path: Path) -> None:
    for node in ast.walk(ast.parse(python(path))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "kg":
                assert node.attr in kg.__all__
            if node.value.id == "plots":
                assert node.attr in vars(plots)
            if node.value.id == "measures":
                assert node.attr in measures.__all__
            if node.value.id == "graph":
                assert node.attr in PUBLIC_ON_A_GRAPH
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("_")


@each
def test_its_queries_are_ordered_and_its_charts_titled(path: Path) -> None:
    for cell in cells(path, "code"):
        text = source(cell)
        if text.startswith("%%sparql") and "SELECT" in text and "--network" not in text:
            assert "ORDER BY" in text
        if "alt.Chart(" in text:
            assert "title=" in text
