"""What the commands have in common: where they read the graph, and the options that several of them take."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import answer_language
from kg.cli.process import set_deadline
from kg.errors import KgError
from kg.messages import languages, message
from kg.rdf.extensions import check_ending, check_place, is_dump

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

_FOLDER_ALONE = "A folder of data instead of the one that ships."
FOLDER_OF_DATA = click.option("--data", type=click.Path(), metavar="DIR", help=_FOLDER_ALONE)
DATA = click.option(
    "--data",
    type=click.Path(),
    metavar="PLACE",
    help="A folder of data instead of the one that ships, or a file with a whole dataset: .nq, .trig, .ttl …",
)


class _Language(click.Choice[str]):
    """A language of our own texts, or where a graph is read, any tag: those of its data are known when it is open."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the tag of the language."""
        reads_data = ctx is not None and any(one.name == "data" for one in ctx.command.params)
        if reads_data and re.fullmatch(r"[a-z]{2,3}", str(value)):
            return str(value)
        return super().convert(value, param, ctx)


LANGUAGE = click.option(
    "--language",
    type=_Language(languages()),
    default="en",
    show_default=True,
    callback=answer_language,
    is_eager=True,
    envvar="PERIMETER_LANGUAGE",
    help="Language of the answer.",
)
FORMAT = click.option(
    "--format",
    "format_name",
    metavar="NAME",
    is_eager=True,
    help="csv, tsv, json, xml, markdown, xlsx, parquet; for graphs turtle, ntriples, jsonld, …",
)
TEXT_FORMAT = click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "markdown", "md", "html", "json"]),
    is_eager=True,
    help="How it is told; text unless told otherwise.",
)
_AS_OF = click.option(
    "--as-of", metavar="DATE", help="Only what was in effect on a date: 2001, 2001-09, 2001-09-11 or today."
)
_BETWEEN = click.option("--between", nargs=2, metavar="DATE DATE", help="Only what was in effect between two dates.")
LIMIT = click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many rows.")
TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    callback=set_deadline,
    expose_value=False,
    is_eager=True,
    help="Give up after so long.",
)
ALLOW_SERVICE = click.option(
    "--allow-service",
    multiple=True,
    metavar="ADDRESS",
    help="A server that the query may ask by SERVICE; nothing is sent to any other. May be given several times.",
)
MEMORY = click.option(
    "--memory",
    type=click.IntRange(min=1),
    default=2000,
    show_default=True,
    metavar="MB",
    help="Give up when the query takes more memory.",
)
SERVER = "kg.server"
"""Under what the context of a command keeps the address of the server that it asks."""
FOLDER = "kg.folder"
"""Under what it keeps the folder of data that it reads, empty for the one that ships; None where it reads none."""


def out(*endings: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option that names a file to write; the ``endings`` that it may have name the format.

    A place where no file can be is told before anything is computed, and so is an ending that names no format,
    unless --format names one.
    """

    def checked(context: click.Context, _option: click.Parameter, path: str | None) -> str | None:
        if path:
            check_place(path)
            if not context.params.get("format_name"):
                check_ending(path, endings)
        return path

    named = ", ".join(endings)
    told = f"Write to a file (- is standard output, .gz at the end packs it); its ending names the format: {named}."
    return click.option("-o", "--output", type=click.Path(), metavar="FILE", callback=checked, help=told)


class RenamedOption(click.Option):
    """An option that still hears the name it had before, which no help and no completion shows."""

    def __init__(self, *names: Any, old: str, **told: Any) -> None:
        super().__init__(*names, **told)
        self._old = old

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        """Have the parser know both names."""
        shown, self.opts = self.opts, [*self.opts, self._old]
        super().add_to_parser(parser, ctx)
        self.opts = shown


class RenamedChoice(click.Choice[str]):
    """A choice of words that still hears those it had before."""

    def __init__(self, choices: Sequence[str], old: Mapping[str, str]) -> None:
        super().__init__(choices)
        self._old = old

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word of today."""
        return super().convert(self._old.get(value, value), param, ctx)


@dataclass(frozen=True)
class Source:
    """Where a command reads the graph: a folder of data, a store on disk, or a server; all, or what was read again."""

    data: str | None = None
    store: str | None = None
    endpoint: str | None = None
    read_again: bool = False


def period_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options ``as_of`` and ``between``."""
    return _AS_OF(_BETWEEN(command))


def source_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say where the graph is, as its one parameter ``source``."""

    @wraps(command)
    def run(*, data: str | None, store: str | None, endpoint: str | None, read_again: bool, **given: Any) -> None:
        other = endpoint or (data if data and is_dump(Path(data)) else None)
        click.get_current_context().meta.update({SERVER: other, FOLDER: None if store or other else data or ""})
        command(source=Source(data, store, endpoint, read_again), **given)

    at_endpoint = click.option("--endpoint", metavar="URL", help="Ask a SPARQL 1.1 server instead.")
    at_store = click.option("--store", type=click.Path(), metavar="DIR", help="Ask a store that `kg build` wrote.")
    only = click.option("--read-again", is_flag=True, help="Count only what was read again on its page.")
    return only(DATA(at_store(at_endpoint(run))))


def open_graph(source: Source, meanwhile: Callable[[], object] | None = None) -> KnowledgeGraph:
    """Open the graph for one question: over its snapshot on disk; ``meanwhile`` that is made, if need be."""
    from kg.graph import open_read_only

    graph = open_read_only(source.data, store=source.store, endpoint=source.endpoint, meanwhile=meanwhile)
    context = click.get_current_context(silent=True)  # there is none while the shell has names completed
    wanted = answer_language(context) if context else "en"
    if wanted not in languages() and wanted not in graph.languages:
        raise KgError("error.language.unknown", text=wanted, choices=", ".join(graph.languages))
    return _part(graph, source)


def load_graph(source: Source, meanwhile: Callable[[], object] | None = None) -> KnowledgeGraph:
    """Open the graph for what reads all of it: the record as it is kept, or in memory to make it."""
    graph = open_graph(source, meanwhile)
    if not graph.engine.keeps:
        graph.engine.hold_in_memory()
    return graph


def _part(graph: KnowledgeGraph, source: Source) -> KnowledgeGraph:
    """Return the part of a graph that a command asks, and tell that it is one."""
    if not source.read_again:
        return graph
    click.echo(message("caveat.read_again", answer_language(click.get_current_context())), err=True)
    return graph.read_again
