"""Commands that draw: the network as edges or as a page."""

from __future__ import annotations

from typing import Any

import click

from kg.endings import TABLE_ENDINGS
from kg.views.commands.filters import filter_options
from kg.views.commands.options import LANGUAGE, Source, load_graph, out, source_options
from kg.views.output import emit_table, headed
from kg.vocabulary import local_name


@click.command()
@click.option(
    "--mode",
    type=click.Choice(["shared", "between"]),
    default="shared",
    show_default=True,
    help="Join actors by what they share, or keep it between them.",
)
@filter_options
@source_options
@LANGUAGE
@out(*TABLE_ENDINGS, ".graphml", ".gexf", ".html")
def network(source: Source, output: str | None, language: str, **filters: Any) -> None:
    """Write the network: a table of edges (csv, xlsx …), all of it (graphml, gexf, json), or a page (html)."""
    from kg.measures.listing import edge_table
    from kg.views.edges import is_written_whole, write_network

    mode, lens = filters.pop("mode"), filters.pop("lens")
    graph = load_graph(source)
    made = graph.network(mode, lens, **filters)
    if output and is_written_whole(output):
        write_network(made, output)
    elif output and output.endswith(".html"):
        made.explore(output)
    else:
        emit_table(headed(edge_table(made, graph.labels, language), language), None, output)


@click.command()
@source_options
@out(".html")
def explore(source: Source, output: str | None) -> None:
    """Open the network in the browser: one page that works offline. Without a screen, say where the page is."""
    from kg.views.page import has_screen
    from kg.views.payload import unknown_ends

    graph = load_graph(source)
    path = graph.explore(output).path.resolve()
    click.echo(f"The explorer is in {path}", err=True)
    strange = [local_name(iri) for iri in unknown_ends(graph.record)]
    if strange:
        told = ", ".join(strange[:5]) + (" …" if len(strange) > 5 else "")
        click.echo(f"Not shown, since the ontology knows no class of theirs: {told}. kg check says more.", err=True)
    if output is None and has_screen():
        import webbrowser

        webbrowser.open(path.as_uri())
