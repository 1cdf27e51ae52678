"""Commands that draw: the network as edges or as a page."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.filters import filter_options
from kg.cli.options import LANGUAGE, RenamedChoice, Source, load_graph, out, source_options
from kg.cli.output import emit_table, with_labels
from kg.rdf.extensions import TABLE_ENDINGS
from kg.vocabulary import local_name


@click.command()
@click.option(
    "--mode",
    type=RenamedChoice(["one-mode", "two-mode"], {"shared": "one-mode", "between": "two-mode"}),
    default="one-mode",
    show_default=True,
    help="Join actors by what they share, or keep it between them.",
)
@filter_options
@source_options
@LANGUAGE
@out(*TABLE_ENDINGS, ".graphml", ".gexf", ".html")
def network(source: Source, output: str | None, language: str, **filters: Any) -> None:
    """Write the network: a table of edges (csv, xlsx …), all of it (graphml, gexf, json), or a page (html)."""
    from kg.network.files import is_written_whole, write_network
    from kg.network.tables import edge_table

    graph = load_graph(source)
    made = graph.network(**filters)
    if output and is_written_whole(output):
        write_network(made, output)
    elif output and output.endswith(".html"):
        graph.explore(made, output)
    else:
        emit_table(with_labels(edge_table(made, graph.labels, language), language), None, output)


@click.command()
@source_options
@out(".html")
def explore(source: Source, output: str | None) -> None:
    """Open the network in the browser: one page that works offline. Without a screen, say where the page is."""
    from kg.cli.process import has_screen
    from kg.explorer.payload import unknown_ends

    graph = load_graph(source)
    path = graph.explore(path=output).path.resolve()
    click.echo(f"The explorer is in {path}", err=True)
    strange = [local_name(iri) for iri in unknown_ends(graph.record)]
    if strange:
        told = ", ".join(strange[:5]) + (" …" if len(strange) > 5 else "")
        click.echo(f"Not shown, since the ontology knows no class of theirs: {told}. kg check says more.", err=True)
    if output is None and has_screen():
        import webbrowser

        webbrowser.open(path.as_uri())
