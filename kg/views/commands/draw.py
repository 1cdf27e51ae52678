"""Commands that draw: the network as edges or as a page."""

from __future__ import annotations

from typing import Any

import click

from kg.views.commands.completion import countries, entity_names, families, standings, topics
from kg.views.commands.options import OUT, Source, load_graph, period_options, source_options
from kg.views.output import emit_table
from kg.vocabulary import local_name


@click.command()
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
@period_options
@click.option(
    "--around", metavar="NAME", multiple=True, shell_complete=entity_names, help="Only what lies near an entity."
)
@click.option("--depth", default=1, show_default=True, help="How near: the number of steps.")
@click.option("--topic", metavar="ID", shell_complete=topics, help="Only ties about a topic.")
@click.option("--country", metavar="ID", shell_complete=countries, help="Only ties with a country.")
@click.option("--family", metavar="ID", shell_complete=families, help="Only ties of a family of relations.")
@click.option("--standing", metavar="ID", shell_complete=standings, help="Only ties that a kind of document states.")
@source_options
@OUT
def network(source: Source, output: str | None, **filters: Any) -> None:
    """Write the network as a list of edges (csv, json …), as GraphML with the reasons on each edge, or as a page."""
    from kg.views.edges import write_network

    mode, lens = filters.pop("mode"), filters.pop("lens")
    graph = load_graph(source)
    made = graph.network(mode, lens, **filters)
    if output and output.endswith((".graphml", ".gexf")):
        write_network(made, output)
        return
    if output and output.endswith(".html"):
        made.explore(output)
        return
    from kg.views.edges import edge_table

    emit_table(edge_table(made, graph.labels), None, output)


@click.command()
@source_options
@OUT
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
