"""The notebooks as pages: their prose, their cells, and what the cells show when they are run."""

from __future__ import annotations

import asyncio
import base64
import re
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.site.markdown import contents, fence, link, plain

_TIMEOUT = 300
_AT_ONCE = 2
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_OPENING = """# Notebooks

Analyses to read here and to run and change yourself: [how](../how-to/analyse-in-a-notebook.md).

"""


def notebook_pages(folder: Path, *, execute: bool) -> dict[str, str]:
    """Return the page of each notebook of a folder, and the one that lists them, by name.

    With ``execute`` each is run first, in its folder. Raises KgError when a package is missing or a cell fails.
    """
    paths = sorted(folder.glob("*.ipynb"))
    books = _execute(paths) if execute else [_read(path) for path in paths]
    titles = {path.stem: _title(book) for path, book in zip(paths, books, strict=True)}
    items = [f"{place}. {link(plain(titles[name]), f'notebook-{name}')}" for place, name in enumerate(titles, 1)]
    pages = {"notebooks/index.md": _OPENING + "\n".join(items) + "\n\n" + contents(titles)}
    for path, book in zip(paths, books, strict=True):
        pages[f"notebooks/{path.stem}.md"] = f"(notebook-{path.stem})=\n\n" + "\n".join(map(_cell, book.cells))
    return pages


def _read(path: Path) -> Any:
    import nbformat

    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def _execute(paths: Sequence[Path]) -> list[Any]:
    """Return notebooks with what their cells show; run in a thread of its own, as a notebook has a loop running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_executed(paths))).result()


async def _executed(paths: Sequence[Path]) -> list[Any]:
    """Return notebooks with what their cells show, a few of them run at a time."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    turns = asyncio.Semaphore(_AT_ONCE)

    async def run(path: Path) -> Any:
        book = _read(path)
        client = NotebookClient(book, timeout=_TIMEOUT, resources={"metadata": {"path": str(path.parent)}})
        async with turns:
            try:
                await client.async_execute(stderr=subprocess.DEVNULL)  # what a kernel mutters; cells report otherwise
            except (CellExecutionError, CellTimeoutError, DeadKernelError) as failure:
                raise KgError("error.site.notebook", notebook=path.name, reason=_COLOUR.sub("", str(failure))) from None
        return book

    return await asyncio.gather(*map(run, paths))


def _title(book: Any) -> str:
    found = re.search(r"^# (.+)$", book.cells[0].source, re.MULTILINE)
    return found[1] if found else "Notebook"


def _cell(cell: Any) -> str:
    if cell.cell_type == "markdown":
        within = cell.source.replace("](../docs/", "](../")  # what is in docs/ stands beside the notebooks here
        return re.sub(r"\]\((\d\d-[\w-]+)\.ipynb\)", r"](\1.md)", within) + "\n"
    language = "sparql" if cell.source.startswith("%%sparql") else "python"
    shown = "".join(_output(output) for output in cell.outputs)
    return fence(language, cell.source) + (f"\n:::{{container}} output\n{shown}:::\n" if shown else "")


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
