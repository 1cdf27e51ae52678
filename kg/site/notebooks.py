"""The notebooks as pages: their prose, their cells, and what the cells show when they are run."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import re
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kg.errors import KgError
from kg.messages import message
from kg.site.kept import inputs, keep_notebook, kept_notebook
from kg.site.markdown import contents, fence, link, plain
from kg.version import PACKAGE

HOME = PACKAGE.parent
_TIMEOUT = 300
_AT_ONCE = 2
_WITHOUT_GRAMMARS = "--IPKernelApp.exec_lines=import sys; sys.modules['rfc3987_syntax'] = None"
"""Saves each kernel two seconds: jsonschema would compile 38 grammars for formats that no chart has."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LINKS = (
    (r"\.\./\.\./docs/fr/", "../"),
    (r"((?:\.\./)+)docs/", r"\1"),
    (r"fr/([\w-]+)\.ipynb", r"../fr/notebooks/\1.md"),
    (r"\.\./([\w-]+)\.ipynb", r"../../notebooks/\1.md"),
    (r"([\w-]+)\.ipynb", r"\1.md"),
)
"""What a link of a notebook is in the checkout, and what on the site, where docs/ stands beside the notebooks."""


def notebook_pages(folder: Path, *, execute: bool, language: str = "en") -> dict[str, str]:
    """Return the page of each notebook of a folder, and the one that lists them, by name.

    With ``execute`` each is run first, in its folder. Raises KgError when a package is missing or a cell fails.
    """
    paths = sorted(folder.glob("*.ipynb"))
    books = _execute(paths) if execute else [_as_committed(path) for path in paths]
    titles = {path.stem: _title(book) for path, book in zip(paths, books, strict=True)}
    place = "notebooks" if language == "en" else f"{language}/notebooks"
    mark = f"notebook-{language}"
    items = [
        f"{number}. {link(plain(title), f'{mark}-{name}')}" for number, (name, title) in enumerate(titles.items(), 1)
    ]
    opening = message("site.notebooks", language)
    pages = {f"{place}/index.md": "\n".join([opening, "", *items, "", contents(titles)])}
    for path, book in zip(paths, books, strict=True):
        pages[f"{place}/{path.stem}.md"] = f"({mark}-{path.stem})=\n\n" + "\n".join(map(_cell, book.cells))
    return pages


def _as_committed(path: Path) -> Any:
    """Return a notebook as it stands in its file, without the package that runs it, which takes seconds to load."""
    book = json.loads(path.read_text(encoding="utf-8"))
    cells = [
        SimpleNamespace(cell_type=one["cell_type"], source="".join(one["source"]), outputs=one.get("outputs", []))
        for one in book["cells"]
    ]
    return SimpleNamespace(cells=cells)


def _read(path: Path) -> Any:
    import nbformat

    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def _execute(paths: Sequence[Path]) -> list[Any]:
    """Return notebooks with what their cells show; run in a thread of its own, as a notebook has a loop running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_executed(paths))).result()


async def _executed(paths: Sequence[Path]) -> list[Any]:
    """Return notebooks with what their cells show, a few of them run at a time, or kept from when they last were."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    turns = asyncio.Semaphore(_AT_ONCE)

    made_from = inputs(HOME / "data", HOME / "ontology", *_beside(paths)) if paths else ""

    async def run(path: Path) -> Any:
        book, name = _read(path), f"{hashlib.sha256(made_from.encode() + path.read_bytes()).hexdigest()}.ipynb"
        if (kept := kept_notebook(name)) is not None:
            return nbformat.reads(kept.decode(), as_version=4)  # type: ignore[no-untyped-call]
        where = {"metadata": {"path": str(path.parent)}}
        client = NotebookClient(book, timeout=_TIMEOUT, resources=where, extra_arguments=[_WITHOUT_GRAMMARS])
        async with turns:
            try:
                await client.async_execute(stderr=subprocess.DEVNULL)  # what a kernel mutters; cells report otherwise
            except (CellExecutionError, CellTimeoutError, DeadKernelError) as failure:
                raise KgError("error.site.notebook", notebook=path.name, reason=_COLOUR.sub("", str(failure))) from None
        keep_notebook(name, nbformat.writes(book).encode())  # type: ignore[no-untyped-call]
        return book

    found = await asyncio.gather(*map(run, reversed(paths)))  # the last take longest, and so are not left for the end
    return found[::-1]


def _beside(paths: Sequence[Path]) -> list[Path]:
    """Return the files that stand beside notebooks, which they may read."""
    folders = {path.parent for path in paths}
    return sorted(one for folder in folders for one in folder.iterdir() if one.is_file() and one.suffix != ".ipynb")


def _title(book: Any) -> str:
    found = re.search(r"^# (.+)$", book.cells[0].source, re.MULTILINE)
    return found[1] if found else "Notebook"


def _cell(cell: Any) -> str:
    if cell.cell_type == "markdown":
        return re.sub(r"(?<=\]\()[^)\s]{1,400}(?=\))", lambda found: _on_site(found[0]), cell.source) + "\n"
    language = "sparql" if cell.source.startswith("%%sparql") else "python"
    shown = "".join(_output(output) for output in cell.outputs)
    return fence(language, cell.source) + (f"\n:::{{container}} output\n{shown}:::\n" if shown else "")


def _on_site(target: str) -> str:
    """Return a link of a notebook as it stands on its page."""
    moved = (re.sub(rf"^{before}", after, target) for before, after in _LINKS if re.match(before, target))
    return next(moved, target)


def _output(output: Any) -> str:
    """Return what one output of a cell shows: the richest form that a page without script can hold."""
    if output.output_type == "stream":
        return fence("text", output.text)
    forms = output.get("data", {})
    if "image/svg+xml" in forms:
        return _picture("svg+xml", base64.b64encode(forms["image/svg+xml"].encode()).decode())
    if "image/png" in forms:
        return _picture("png", forms["image/png"].replace("\n", ""))
    if "text/html" in forms:
        return fence("{raw} html", forms["text/html"])
    return fence("text", forms.get("text/plain", ""))


def _picture(kind: str, content: str) -> str:
    return fence("{raw} html", f'<img class="plot" alt="" src="data:image/{kind};base64,{content}">')
