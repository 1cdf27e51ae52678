"""The documentation site: the pages of docs/ and those that the program writes, made into HTML that works offline."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from collections.abc import Sized
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.messages import message
from kg.rdf.drafts import check_not_within, replacing_folder
from kg.site.commands import commands_page
from kg.site.holdings import counts, holdings_page
from kg.site.kept import inputs, is_made_from, mark
from kg.site.measures import measures_page
from kg.site.notebooks import notebook_pages
from kg.site.ontology import ontology_pages
from kg.site.questions import question_pages
from kg.site.terms import Terms
from kg.version import PACKAGE

if TYPE_CHECKING:
    import click

    from kg.graph import KnowledgeGraph

HOME = PACKAGE.parent
"""The checkout: the documentation is made from what stands in it, and does not travel in the package."""

_MARK = "objects.inv"
_NEEDED = {"sphinx": "docs", "furo": "docs", "myst_parser": "docs", "nbformat": "notebooks"}
_NEEDED_TO_EXECUTE = {"nbclient": "notebooks", "ipykernel": "notebooks", "altair": "notebooks"}


def build_site(graph: KnowledgeGraph, commands: click.Group, place: Path, *, execute: bool = True) -> Path:
    """Write the site in a folder, whole or not at all, and return its start page.

    ``execute`` runs the notebooks, so that their pages show what the cells show. Raises KgError for a folder that
    holds anything but an earlier site, for a package that is missing, and when a page has a fault. A site that was made
    from the same on the same day stays as it is; notebooks that nothing has changed for are not run again.
    """
    _check_needed(_NEEDED | (_NEEDED_TO_EXECUTE if execute else {}))
    _check_free(place)
    assert graph.folders is not None
    made_from = inputs(HOME / "docs", HOME / "notebooks", graph.folders.data, graph.folders.ontology)
    made_from = f"{made_from} {'executed' if execute else 'as committed'}"
    if is_made_from(place, made_from):
        return place / "index.html"
    with tempfile.TemporaryDirectory(prefix="perimeter-docs-") as scratch:
        source, made = Path(scratch) / "docs", Path(scratch) / "site"
        shutil.copytree(HOME / "docs", source)
        for folder in (source / "extra", source.parent / "data"):
            folder.mkdir()
        shutil.copy(HOME / "data" / "README.md", source.parent / "data")  # a page of docs/ takes a part of it in
        graph.explore(path=source / "extra" / "explore.html")
        for name, text in _written_pages(graph, commands, execute=execute).items():
            page = source / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
        _run_sphinx(source, made)
        mark(made, made_from)
        _publish(made, place)
    return place / "index.html"


def _written_pages(graph: KnowledgeGraph, commands: click.Group, *, execute: bool) -> dict[str, str]:
    assert graph.folders is not None
    return {
        "counts.md": counts(graph),
        "fr/counts.md": _counts(graph, "fr"),
        "holdings.md": holdings_page(graph),
        "reference/commands.md": commands_page(commands),
        "reference/measures.md": measures_page(graph),
        **question_pages(graph),
        **ontology_pages(Terms(graph), graph.folders.ontology),
        **notebook_pages(HOME / "notebooks", execute=execute),
        **notebook_pages(HOME / "notebooks" / "fr", execute=False, language="fr"),
    }


def _counts(graph: KnowledgeGraph, language: str) -> str:
    """Return one sentence on how much the record holds."""
    record = graph.record
    held: dict[str, Sized] = {
        "entities": record.identity,
        "ties": record.ties,
        "claims": record.claims,
        "passages": record.passages,
        "documents": {passage.document.iri for passage in record.passages.values()},
    }
    return message("site.counts", language, **{name: len(things) for name, things in held.items()}) + "\n"


def _check_needed(packages: dict[str, str]) -> None:
    if not (HOME / "docs" / "conf.py").is_file():
        raise KgError("error.site.no_checkout")
    for package, extra in packages.items():
        if importlib.util.find_spec(package) is None:
            raise KgError("error.package.missing", package=package, extra=extra)


def _check_free(place: Path) -> None:
    check_not_within(place)
    if place.exists() and not (place.is_dir() and ((place / _MARK).is_file() or not any(place.iterdir()))):
        raise KgError("error.site.folder_taken", path=place)


def _run_sphinx(source: Path, made: Path) -> None:
    """Make the pages; Sphinx tells each fault on standard error, and one is enough to fail."""
    from sphinx.cmd.build import build_main

    words = ["--quiet", "--fail-on-warning", "--jobs", "auto", "--builder", "html"]
    words += ["--doctree-dir", str(made.with_name("doctrees"))]
    if build_main([*words, str(source), str(made)]):
        raise KgError("error.site.faults")


def _publish(made: Path, place: Path) -> None:
    """Put the site in its place, which is free or holds an earlier one."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with replacing_folder(place.resolve()) as draft:
            shutil.copytree(made, draft)
    except OSError as error:
        raise KgError("error.file.not_written", path=place, reason=error.strerror) from None
