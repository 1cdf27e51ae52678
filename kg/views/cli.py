"""The command line: each command is one call of the library with the same name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import __version__
from kg.errors import KgError
from kg.views.ending import end_on_signals, leave, set_deadline
from kg.views.output import cleaned, emit, emit_table, format_of, is_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.catalogue import Parameter
    from kg.graph import KnowledgeGraph

_DATA = click.option("--data", type=click.Path(), metavar="DIR", help="A folder of data instead of the one that ships.")


@dataclass(frozen=True)
class Source:
    """Where a command reads the graph: a folder of data, a store on disk, or a server."""

    data: str | None = None
    store: str | None = None
    endpoint: str | None = None


def _source(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say where the graph is, as its one parameter ``source``."""

    @wraps(command)
    def run(*, data: str | None, store: str | None, endpoint: str | None, **given: Any) -> None:
        command(source=Source(data, store, endpoint), **given)

    at_endpoint = click.option("--endpoint", metavar="URL", help="Ask a SPARQL 1.1 server instead.")
    at_store = click.option("--store", type=click.Path(), metavar="DIR", help="Ask a store that `kg build` wrote.")
    return _DATA(at_store(at_endpoint(run)))


_LANGUAGE = click.option(
    "--language",
    type=click.Choice(["en", "fr"]),
    default="en",
    show_default=True,
    help="Language of the answer.",
)
_OUT = click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE",
    help="Write to a file; the extension names the format.",
)
_FORMAT = click.option(
    "--format",
    "format_name",
    metavar="NAME",
    help="csv, tsv, json, xml, markdown, xlsx, parquet; for graphs turtle, ntriples, jsonld, …",
)
_LIMIT = click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many rows.")
_TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    callback=set_deadline,
    expose_value=False,
    is_eager=True,
    help="Give up after so long.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def kg() -> None:
    """Perimeter: who works with whom to keep North America safe, and which page says so.

    Ask in SPARQL (query), look things up (find, show, why), draw the network (explore, network), and keep the
    data in order (check, format, write).
    """


@kg.command()
@click.argument("text")
@_LIMIT
@_TIMEOUT
@click.option("--labels", "in_labels", is_flag=True, help="Labels instead of IRIs, as on a terminal, in files too.")
@click.option("--iri", is_flag=True, help="IRIs instead of labels on a terminal.")
@_source
@_LANGUAGE
@_FORMAT
@_OUT
def query(text: str, source: Source, *, limit: int | None, output: str | None, **options: Any) -> None:
    """Answer a SPARQL query: its TEXT, a FILE.rq, or - for standard input.

    The prefixes sec:, ent:, src:, kind:, topic: and the common ones (rdfs:, skos:, dcterms: …) are known.

    \b
    kg query 'SELECT ?who WHERE { ?who sec:isPartyTo ent:ice-pact }'
    kg query question.rq -o answer.csv
    """
    from kg.limits import answer_at_most

    graph, asked, format_name = _open(source), _query_text(text), options["format_name"]
    answer = answer_at_most(graph.engine, asked, limit)
    if isinstance(answer, bool):
        emit(f"{str(answer).lower()}\n".encode(), output)
    elif isinstance(answer, list):
        from kg.formats import write_triples

        emit(write_triples(answer[:limit], format_of(format_name, output) or "turtle"), output)
        if limit is not None and len(answer) > limit:
            click.echo(
                f"Only {limit:,} of {len(answer):,} triples are given: the answer is cut by the limit.", err=True
            )
    else:
        if not len(answer) and limit != 0:
            from kg.hints import unknown_names

            answer.notes += unknown_names(graph.engine, asked)
        if options["in_labels"] or (is_read(format_name, output) and not options["iri"]):
            from kg.names import labelled

            answer = labelled(answer, graph.labels, options["language"])
        emit_table(answer, format_name, output)


@kg.command()
@_FORMAT
@_OUT
@_LANGUAGE
def questions(format_name: str | None, output: str | None, language: str) -> None:
    """List the questions that can be asked by name, with their parameters."""
    from kg.catalogue import questions as known
    from kg.table import Table

    rows = [(one.name, one.question[language], " ".join(_parameter_words(one.parameters))) for one in known().values()]
    emit_table(Table.of(["name", "question", "parameters"], rows), format_name, output)


@kg.command()
@click.argument("name", required=False)
@_DATA
@_LANGUAGE
@_FORMAT
@_OUT
def stories(name: str | None, data: str | None, language: str, format_name: str | None, output: str | None) -> None:
    """List the stories that lead through the record; with NAME, tell one with its evidence."""
    from kg.evidence import read_passages
    from kg.stories import named_story
    from kg.table import Table
    from kg.views.storytelling import tell_story

    graph = _open(Source(data))
    if name is None:
        rows = [(one.name, one.title[language], len(one.steps)) for one in graph.stories.values()]
        emit_table(Table.of(["name", "title", "steps"], rows), format_name, output)
        return
    story = named_story(graph.stories, name)
    emit(tell_story(story, read_passages(graph.engine, story.passages), language).encode(), output)


@kg.command(context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
@click.option("--as-of", metavar="DATE", help="Only what was in effect on a date.")
@click.option("--between", nargs=2, metavar="DATE DATE", help="Only what was in effect between two dates.")
@click.option("--evidence", is_flag=True, help="Also tell the passages behind the answer.")
@click.option("--sparql", is_flag=True, help="Print the query as it would run, for any other tool.")
@click.option("--iri", is_flag=True, help="Show IRIs instead of labels.")
@_LIMIT
@_TIMEOUT
@_source
@_LANGUAGE
@_FORMAT
@_OUT
def ask(name: str, words: tuple[str, ...], source: Source, **options: Any) -> None:
    """Ask a question by NAME with its parameters: kg ask partners --of rcmp. `kg questions` lists them all."""
    from kg.views.asking import answer_by_name

    answer_by_name(_open(source), name, _given(words), options, emit_table, emit)


def _parameter_words(parameters: Iterable[Parameter]) -> Iterator[str]:
    for one in parameters:
        word = f"--{one.name.replace('_', '-')} {one.kind.upper()}"
        yield word if one.default is None else f"[{word}]"


def _given(words: tuple[str, ...]) -> dict[str, str]:
    """Return the parameters of a question from words such as ``--of rcmp`` or ``--of=rcmp``."""
    given: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not (equals or rest):
            raise KgError(f"“{word}” is not understood here; give parameters as --name value.")
        given[name.replace("-", "_")] = value if equals else rest.pop(0)
    return given


@kg.command()
@click.argument("text")
@_source
@_FORMAT
@_OUT
def find(text: str, source: Source, format_name: str | None, output: str | None) -> None:
    """Find entities by name, abbreviation or id, in either language."""
    table = _open(source).find(text)
    if not table.rows:
        from kg.errors import UnknownName

        raise UnknownName("entity", text, _open(source).names.nearest(text))
    emit_table(table, format_name, output)


@kg.command()
@click.argument("name")
@_source
@_LANGUAGE
def show(name: str, source: Source, language: str) -> None:
    """Show one entity with every claim on it and the passages that say so."""
    from kg.views.tell import tell_entity

    graph = _open(source)
    emit(tell_entity(graph.entity(name), graph.labels, language).encode(), None)


@kg.command()
@click.argument("first")
@click.argument("second")
@_source
@_LANGUAGE
def why(first: str, second: str, source: Source, language: str) -> None:
    """Say why two entities are tied, and which passages say so."""
    from kg.views.tell import tell_reasons

    graph = _open(source)
    emit(tell_reasons(graph.why(first, second), graph.labels, language).encode(), None)


@kg.command()
@click.argument("first")
@click.argument("second")
@click.option("--as-of", metavar="DATE", help="Only what was in effect on a date.")
@click.option(
    "--lens",
    type=click.Choice(["organizations", "countries", "all"]),
    default="organizations",
    show_default=True,
    help="Which actors a way may lead over.",
)
@_source
@_LANGUAGE
def path(first: str, second: str, as_of: str | None, lens: str, source: Source, language: str) -> None:
    """Tell how two entities are connected: the shortest and the strongest ways, step by step."""
    from kg.views.tell import tell_ways

    graph = _load(source)
    ways = graph.path(first, second, as_of=as_of, lens=lens)
    emit(tell_ways(ways, graph.record.passages, graph.labels, language).encode(), None)


@kg.command()
@click.argument("first")
@click.argument("second")
@click.option("--iri", is_flag=True, help="Show IRIs instead of labels.")
@_source
@_LANGUAGE
@_FORMAT
@_OUT
def diff(first: str, second: str, source: Source, **options: Any) -> None:
    """Say what began and what ended between two dates (2000, 2000-06 or 2000-06-30)."""
    graph = _load(source)
    changes = graph.diff(first, second)
    shown = changes if options["iri"] else graph.labelled(changes, options["language"])
    emit_table(shown, options["format_name"], options["output"])


@kg.command()
@click.option(
    "--mode",
    type=click.Choice(["shared", "between"]),
    default="shared",
    show_default=True,
    help="Join actors by what they share, or keep it between them.",
)
@click.option(
    "--lens",
    type=click.Choice(["organizations", "countries", "all"]),
    default="organizations",
    show_default=True,
    help="Which actors.",
)
@click.option("--as-of", metavar="DATE", help="Only what was in effect on a date (2001, 2001-09 or 2001-09-11).")
@click.option("--around", metavar="NAME", multiple=True, help="Only what lies near an entity.")
@click.option("--depth", default=1, show_default=True, help="How near: the number of steps.")
@click.option("--topic", metavar="ID", help="Only ties about a topic.")
@click.option("--country", metavar="ID", help="Only ties with a country.")
@click.option("--family", metavar="ID", help="Only ties of a family of relations.")
@click.option("--standing", metavar="ID", help="Only ties that a kind of document states.")
@_source
@_OUT
def network(source: Source, output: str | None, **filters: Any) -> None:
    """Write the network as a list of edges (csv, json …) or as GraphML, with the reasons on each edge."""
    from kg.views.edges import write_network

    mode, lens = filters.pop("mode"), filters.pop("lens")
    graph = _load(source)
    made = graph.network(mode, lens, **filters)
    if output and output.endswith((".graphml", ".gexf")):
        write_network(made, output)
        return
    from kg.views.edges import edge_table

    emit_table(edge_table(made, graph.labels), None, output)


@kg.command()
@_source
@_OUT
def explore(source: Source, output: str | None) -> None:
    """Open the network in the browser: one page that works offline. Without a screen, say where the page is."""
    from kg.views.page import has_screen

    path = _load(source).explore(output).resolve()
    click.echo(f"The explorer is in {path}", err=True)
    if output is None and has_screen():
        import webbrowser

        webbrowser.open(path.as_uri())


@kg.command()
@click.argument("file", required=False, type=click.Path())
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="Compare passages with the texts in a folder.",
)
@_DATA
@click.pass_context
def check(context: click.Context, file: str | None, sources: str | None, data: str | None) -> None:
    """Check the data against all rules; with FILE, tell only what is found in it.

    The exit code is 1 when there are findings.
    """
    from kg.checks import check as run
    from kg.store import Folders

    if file and Path(file).is_dir():
        data, file = file, None
    findings = run(Folders.find(data), Path(sources) if sources else None, _existing(file))
    for finding in findings:
        click.echo(cleaned(str(finding)))
    click.echo(f"{len(findings):,} finding{'' if len(findings) == 1 else 's'}", err=True)
    if findings:
        context.exit(1)


@kg.command("format")
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit code 1 when a file is not in form.")
@click.pass_context
def format_files(context: click.Context, paths: tuple[str, ...], only_check: bool) -> None:
    """Write data files in the one canonical form: the PATHS, or all that ship."""
    from kg.canonical import canonical
    from kg.formats import save
    from kg.store import Folders, data_files, text_of

    files = [file for path in paths for file in data_files(Path(path))] or Folders.find().files()
    changed = 0
    for file in files:
        text = canonical(file)
        if text != text_of(file):
            changed += 1
            click.echo(f"{file}: {'is not in form' if only_check else 'written'}")
            if not only_check:
                save(file, text.encode())
    click.echo(f"{changed:,} of {len(files):,} files {'to change' if only_check else 'changed'}", err=True)
    if changed and only_check:
        context.exit(1)


@kg.command()
@click.option(
    "--by",
    default="topic",
    show_default=True,
    help="topic, period, country, standing, class; or official, for counts that documents state.",
)
@_source
@_FORMAT
@_OUT
def coverage(by: str, source: Source, format_name: str | None, output: str | None) -> None:
    """Say how complete and how sure the record is: what is held, undated, single-sourced, on thin ground."""
    emit_table(_load(source).coverage(by), format_name, output)


@kg.command()
@_source
@_FORMAT
@_OUT
def describe(source: Source, format_name: str | None, output: str | None) -> None:
    """Describe the data set for catalogues (VoID, DCAT): licence, version, how much of what."""
    from kg.description import describe as run
    from kg.formats import write_triples

    emit(write_triples(run(_open(source).engine), format_of(format_name, output) or "turtle"), output)


@kg.command()
@click.argument("path", type=click.Path())
@_source
def write(path: str, source: Source) -> None:
    """Write the whole graph, default graph and every passage, to a .nq, .trig or .jsonld file.

    The extensions .ttl, .nt and .rdf hold no graphs: they get the default graph only.
    """
    click.echo(f"Written: {_load(source).write(path)}", err=True)


@kg.command()
@click.argument("folder", type=click.Path(), metavar="DIR")
@_DATA
def build(folder: str, data: str | None) -> None:
    """Write the dataset as a store on disk in DIR, for --store DIR and for `oxigraph serve-read-only`."""
    from kg.graph import build as run

    made = run(folder, data)
    click.echo(f"Written: {folder}, {made['quads']:,} quads, {made['passages']:,} passages", err=True)


@kg.command()
@click.option(
    "-o", "--output", type=click.Path(), metavar="DIR", default="perimeter-docs", show_default=True, help="Where to."
)
@click.option(
    "--execute/--no-execute",
    default=True,
    show_default=True,
    help="Run the notebooks, so that their pages show what the cells show.",
)
@click.pass_context
def docs(context: click.Context, output: str, execute: bool) -> None:
    """Build the documentation: a site that works offline, made from a checkout."""
    from kg.site.build import build_site

    commands = context.find_root().command
    assert isinstance(commands, click.Group)
    start = build_site(_load(Source()), commands, Path(output), execute=execute)
    click.echo(f"The documentation begins at {start.resolve()}", err=True)


def main() -> None:
    """Run the command line: errors are one message and exit code 2, Ctrl-C and a closed pipe end it at once."""
    end_on_signals()
    try:
        code = kg.main(standalone_mode=False)
    except click.Abort:
        leave(130)
    except click.ClickException as error:
        error.show()
        leave(2)
    except KgError as error:
        click.echo(f"kg: {cleaned(str(error))}", err=True)
        leave(2)
    except OSError as error:
        click.echo(f"kg: the answer could not be written: {error.strerror}.", err=True)
        leave(2)
    leave(code if isinstance(code, int) else 0)


def _open(source: Source) -> KnowledgeGraph:
    """Open the graph for one question: over its snapshot on disk, at once."""
    from kg.graph import open_read_only

    return open_read_only(source.data, store=source.store, endpoint=source.endpoint)


def _load(source: Source) -> KnowledgeGraph:
    """Load the graph for what reads all of it: in memory, where queries are many times faster."""
    from kg.graph import load

    return load(source.data, store=source.store, endpoint=source.endpoint)


def _query_text(text: str) -> str:
    from kg.errors import QueryError

    if text == "-":
        return sys.stdin.read()
    if text.endswith((".rq", ".sparql")):
        try:
            return Path(text).read_text(encoding="utf-8")
        except OSError as error:
            raise QueryError(f"{text} cannot be read: {error.strerror}.") from None
        except UnicodeDecodeError:
            raise QueryError(f"{text} is not UTF-8 text.") from None
    return text


def _existing(file: str | None) -> Path | None:
    if file and not Path(file).is_file():
        raise KgError(f"There is no file {file}.")
    return Path(file).resolve() if file else None
