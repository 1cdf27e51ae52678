"""The pages of a graph as files, for any host: the same as from a server, with the data to take along."""

from __future__ import annotations

import gc
import hashlib
import json
import multiprocessing
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.messages import languages
from kg.pages.addresses import EXTENSIONS, STILL, file_of, path_of
from kg.pages.answers import Given, question_html, questions_html
from kg.pages.guides import MOST_LISTED, feed, llms_text, places_of, sitemap, sitemap_index
from kg.pages.pages import Pages
from kg.pages.templates import style
from kg.questions.catalogue import Question, questions
from kg.rdf.drafts import check_not_within, replacing_folder, sweep
from kg.rdf.formats import write_quads
from kg.render.references import FORMATS, MEDIA
from kg.version import __version__
from kg.vocabulary import BASE

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.graph import KnowledgeGraph

_MARKER = "perimeter-site.json"
"""The file that tells a published site from any other folder."""
_FEW = 60
"""How many parts are written before a second process is worth its start."""
_AT_A_TIME = 40
"""How many things have their pages written by one process before it takes the next."""
_DUMPS = {"perimeter.nq": "nquads", "perimeter.trig": "trig", "perimeter.ttl": "turtle"}


@dataclass(frozen=True)
class _Site:
    """What is published, where, and under which address."""

    pages: Pages
    folder: Path
    base: str
    made: set[Path] = field(default_factory=set)
    """The folders that stand."""

    def put(self, place: str, content: bytes) -> None:
        """Write a file of the site, in which the things of the data have its address."""
        target = self.folder / place
        if target.parent not in self.made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.made.add(target.parent)
        target.write_bytes(content if self.base == BASE else content.replace(BASE.encode(), self.base.encode()))


def publish(
    graph: KnowledgeGraph, place: Path | str, base: str = BASE, documentation: Path | None = None
) -> dict[str, int]:
    """Write the whole site in a folder, whole or not at all; return how many things and files it holds.

    ``base`` is the address that it will stand at, in place of the one that the data name. ``documentation`` is a folder
    that `kg docs` wrote, which is put in ``docs/``. Raises KgError for a folder that holds anything else, for what is
    no address, and for documentation that is not there.
    """
    place = Path(place).resolve()
    base = _checked(base)
    if documentation and not (documentation / "index.html").is_file():
        raise KgError("error.file.missing", path=documentation / "index.html")
    _check_free(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    with replacing_folder(place, is_synced=False) as made:
        made.mkdir()
        site = _Site(Pages(graph, STILL), made, base)
        quads = graph.quads()
        things = list(site.pages.things(quads))
        site.pages.make_ready()
        _carry_out(site, [*_parts(site, quads, things), *_pages(site, things)])
        if documentation:
            shutil.copytree(documentation, made / "docs")
        files = sum(len(names) for _, _, names in os.walk(made))
        told = {"perimeter": "site", "version": __version__, "base": base, "things": len(things), "files": files + 1}
        (made / _MARKER).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return {"things": len(things), "files": files + 1}


def _carry_out(site: _Site, parts: Sequence[Callable[[], object]]) -> None:
    """Write all parts of a site, on all cores where a process can be copied: each takes the next that is left."""
    if sys.platform != "linux" or len(parts) < _FEW:
        for part in parts:
            part()
        return
    context = multiprocessing.get_context("fork")
    turn = context.Value("i", 0)

    def share() -> None:
        while True:
            with turn.get_lock():
                number, turn.value = turn.value, turn.value + 1
            if number >= len(parts):
                return
            parts[number]()

    gc.freeze()  # what all of them hold stays in one place
    try:
        running = [context.Process(target=share) for _ in range(os.cpu_count() or 1)]
        for one in running:
            one.start()
        for one in running:
            one.join()
    finally:
        gc.unfreeze()
    if any(one.exitcode for one in running):
        raise KgError("error.file.not_written", path=site.folder, reason="?")


def _pages(site: _Site, things: Sequence[str]) -> Iterator[Callable[[], object]]:
    """Yield what writes the pages of a few things at a time."""
    for start in range(0, len(things), _AT_A_TIME):
        yield partial(_write_things, site, things[start : start + _AT_A_TIME])


def _write_things(site: _Site, things: Sequence[str]) -> None:
    for iri in things:
        _write_thing(site, iri)


def _write_thing(site: _Site, iri: str) -> None:
    path = path_of(iri) or ""
    for language in languages():
        site.put(file_of(path, "html", language), site.pages.write(iri, "html", language))
    for name in STILL:
        site.put(file_of(path, EXTENSIONS[name]), site.pages.write(iri, name))
    for name in MEDIA if site.pages.is_cited(iri) else ():
        site.put(file_of(path, FORMATS[name]), site.pages.write(iri, name))


def _parts(site: _Site, quads: Sequence[ox.Quad], things: Sequence[str]) -> Iterator[Callable[[], object]]:
    """Yield what writes all but the pages of things, the longest first."""
    yield partial(_write_dumps, site, quads)
    for one in questions().values():
        yield partial(_write_question, site, one)
    yield partial(site.pages.graph.explore, path=site.folder / "index.html")
    yield partial(_write_rest, site, things)


def _write_dumps(site: _Site, quads: Sequence[ox.Quad]) -> None:
    for name, form in _DUMPS.items():
        site.put(f"download/{name}", write_quads(quads, form))
    site.put("download/SHA256SUMS", _digests(site.folder / "download", _DUMPS))


def _write_question(site: _Site, one: Question) -> None:
    """Write the page of a question in each language, with the answer to its example."""
    for language in languages():
        try:
            answer = site.pages.graph.ask(one.name, language=language, **dict(one.example))  # type: ignore[arg-type]
        except KgError:  # the data do not hold what the example is about
            answer = None
        content = question_html(site.pages, one, answer, language, Given(one.example, is_still=True))
        site.put(file_of(f"questions/{one.name}", "html", language), content)


def _write_rest(site: _Site, things: Sequence[str]) -> None:
    site.put("style.css", style())
    for language in languages():
        site.put(file_of("questions", "html", language), questions_html(site.pages, questions(), language))
    site.put("llms.txt", llms_text(site.pages, site.base, is_served=False))
    site.put("feed.atom", feed(site.pages, site.base))
    site.put("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.base}sitemap.xml\n".encode())
    for place, content in _lists(site.base, things):
        site.put(place, content)


def _digests(folder: Path, names: Mapping[str, str]) -> bytes:
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    return "".join(lines).encode()


def _lists(base: str, things: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the list of all pages; where they are too many for one, several and a list of these."""
    places = places_of(things)
    if len(places) <= MOST_LISTED:
        yield "sitemap.xml", sitemap(base, places)
        return
    parts = [places[start : start + MOST_LISTED] for start in range(0, len(places), MOST_LISTED)]
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts, 1)]
    yield from ((name, sitemap(base, part)) for name, part in zip(names, parts, strict=True))
    yield "sitemap.xml", sitemap_index(base, names)


def _checked(base: str) -> str:
    """Return an address that ends with a stroke. Raises KgError for what a browser could take for anything else."""
    if not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~/-]*)?", base):
        raise KgError("error.publish.base", text=base)
    return base if base.endswith("/") else f"{base}/"


def _check_free(place: Path) -> None:
    """Raise KgError unless a folder is new, empty or an earlier site, and nobody stands in it."""
    if not place.exists():
        return
    check_not_within(place)
    if not place.is_dir() or (any(place.iterdir()) and not (place / _MARKER).is_file()):
        raise KgError("error.publish.folder_taken", path=place)
    sweep(place.parent)
