"""Commands that bring the graph to the web: a server, or files for any host."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import DATA, SERVER, Source, load_graph
from kg.optional import import_optional


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name that it is known by, as in example.org.")
@click.option("--cors", "any_origin", is_flag=True, help="Let the pages of other sites read from it.")
@click.option(
    "--timeout",
    "seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="The most that a query may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=1),
    default=500,
    show_default=True,
    metavar="MB",
    help="The most memory that a query may take.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    metavar="N",
    help="The most rows or triples of an answer; one that is cut says so.",
)
@click.option(
    "--at-once",
    type=click.IntRange(min=1),
    default=12,
    show_default=True,
    metavar="N",
    help="How many queries are carried out beside each other.",
)
@click.option(
    "--budget",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Seconds of computing a minute for one client; 60 unless only this machine can ask, then any.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="How many processes answer; they share what is loaded, and the limits.",
)
@click.option("--log", is_flag=True, help="Write a line of JSON for each request on standard error.")
@DATA
@click.option("--store", type=click.Path(), metavar="DIR", help="Serve a store that `kg build` wrote.")
@click.option("--endpoint", metavar="URL", help="Serve what a SPARQL 1.1 server holds, which is asked for each answer.")
def serve(
    data: str | None, store: str | None, endpoint: str | None, *, memory: int, budget: float | None, **told: object
) -> None:
    """Serve the graph over HTTP, for reading: SPARQL, questions, and a page for each thing.

    \b
    kg serve
    kg serve --host 0.0.0.0 --name graph.example.org --log
    kg serve --endpoint http://localhost:7878/query
    """
    for package in ("starlette", "uvicorn"):
        import_optional(package)
    from kg.server.run import listen
    from kg.server.run import serve as run
    from kg.server.settings import Settings

    source = Source(data, store, endpoint)
    click.get_current_context().meta[SERVER] = endpoint
    settings = Settings(memory=memory * 1_000_000, budget=budget, **told)  # type: ignore[arg-type]
    listening = listen(settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    place = f"http://{host}:{listening.getsockname()[1]}/"

    def answers() -> None:
        click.echo(f"kg: {place} answers; Ctrl-C ends it.", err=True)

    code = run(lambda: load_graph(source), settings, listening, answers)
    click.get_current_context().exit(code)


@click.command()
@click.argument("place", metavar="DIR", type=click.Path())
@click.option("--base", metavar="URL", help="The address that the site will stand at, for links that name it.")
@click.option("--docs", type=click.Path(), metavar="DIR", help="Documentation that `kg docs` wrote, to go with it.")
@DATA
@click.option("--store", type=click.Path(), metavar="DIR", help="Publish a store that `kg build` wrote.")
def publish(place: str, base: str | None, docs: str | None, data: str | None, store: str | None) -> None:
    """Write the page of each thing as files in a folder, for any host.

    \b
    kg publish site
    kg publish site --base https://example.org/graph/
    """
    from kg.pages.publish import publish as write
    from kg.vocabulary import BASE

    told = write(load_graph(Source(data, store)), place, base or BASE, Path(docs) if docs else None)
    click.echo(f"kg: {place} holds {told['things']:,} things in {told['files']:,} files.", err=True)


@click.command()
@click.argument("place", metavar="DIR", type=click.Path())
@DATA
@click.option("--store", type=click.Path(), metavar="DIR", help="Deposit a store that `kg build` wrote.")
def deposit(place: str, data: str | None, store: str | None) -> None:
    """Write a folder ready for an archive: data, ontology, description, citation, digests.

    The data are N-Quads, a table and a SQLite database; RO-Crate and DataCite metadata describe them.

    \b
    kg deposit perimeter-2026-11
    """
    from kg.pages.deposit import deposit as write

    names = write(load_graph(Source(data, store)), place)
    click.echo(f"kg: {place} holds {len(names)} files: {', '.join(names)}.", err=True)


@click.command()
@click.option("--no-query", is_flag=True, help="Without SPARQL: the questions alone.")
@click.option(
    "--characters",
    type=click.IntRange(min=1_000),
    default=20_000,
    show_default=True,
    metavar="N",
    help="The most characters of an answer; one that is cut says so.",
)
@DATA
@click.option("--store", type=click.Path(), metavar="DIR", help="Answer from a store that `kg build` wrote.")
def mcp(no_query: bool, characters: int, data: str | None, store: str | None) -> None:
    """Answer assistants by the Model Context Protocol, on standard input and output.

    They find, show, explain and ask by name, with the passages behind each row; nothing is changed, and no other server
    is asked.

    \b
    kg mcp
    kg mcp --no-query --data tests/mini
    """
    import asyncio

    import_optional("mcp")
    from kg.assistants.server import run
    from kg.assistants.tools import Allowed
    from kg.collector import collect_as_usual

    graph = load_graph(Source(data, store))
    collect_as_usual()
    asyncio.run(run(graph, Allowed(query=not no_query, characters=characters)))
