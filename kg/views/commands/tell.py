"""Commands that tell: one entity, why two are tied, how they are connected, what changed."""

from __future__ import annotations

from typing import Any

import click

from kg.views.commands.options import FORMAT, LANGUAGE, OUT, Source, load_graph, open_graph, source_options
from kg.views.output import emit, emit_table


@click.command()
@click.argument("text")
@source_options
@FORMAT
@OUT
def find(text: str, source: Source, format_name: str | None, output: str | None) -> None:
    """Find entities by name, abbreviation or id, in either language."""
    table = open_graph(source).find(text)
    if not table.rows:
        from kg.errors import UnknownName

        raise UnknownName("entity", text, open_graph(source).names.nearest(text))
    emit_table(table, format_name, output)


@click.command()
@click.argument("name")
@source_options
@LANGUAGE
def show(name: str, source: Source, language: str) -> None:
    """Show one entity with every claim on it and the passages that say so."""
    from kg.views.tell import tell_entity

    graph = open_graph(source)
    emit(tell_entity(graph.entity(name), graph.labels, language).encode(), None)


@click.command()
@click.argument("first")
@click.argument("second")
@source_options
@LANGUAGE
def why(first: str, second: str, source: Source, language: str) -> None:
    """Say why two entities are tied, and which passages say so."""
    from kg.views.tell import tell_reasons

    graph = open_graph(source)
    emit(tell_reasons(graph.why(first, second), graph.labels, language).encode(), None)


@click.command()
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
@source_options
@LANGUAGE
def path(first: str, second: str, as_of: str | None, lens: str, source: Source, language: str) -> None:
    """Tell how two entities are connected: the shortest and the strongest ways, step by step."""
    from kg.views.tell import tell_ways

    graph = load_graph(source)
    ways = graph.path(first, second, as_of=as_of, lens=lens)
    emit(tell_ways(ways, graph.record.passages, graph.labels, language).encode(), None)


@click.command()
@click.argument("first")
@click.argument("second")
@click.option("--iri", is_flag=True, help="Show IRIs instead of labels.")
@source_options
@LANGUAGE
@FORMAT
@OUT
def diff(first: str, second: str, source: Source, **options: Any) -> None:
    """Say what began and what ended between two dates (2000, 2000-06 or 2000-06-30)."""
    graph = load_graph(source)
    changes = graph.diff(first, second)
    shown = changes if options["iri"] else graph.labelled(changes, options["language"])
    emit_table(shown, options["format_name"], options["output"])
