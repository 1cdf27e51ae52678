"""Commands that draw: the network as edges or as a page."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.filters import filter_options
from kg.cli.options import LANGUAGE, RenamedChoice, Source, load_graph, out, source_options
from kg.cli.output import emit, emit_page, emit_table, format_of, is_file, with_labels
from kg.rdf.extensions import NETWORK_ENDINGS, STANDARD_OUTPUT, WHOLE_ENDINGS
from kg.vocabulary import local_name


@click.command()
@click.option(
    "--mode",
    type=RenamedChoice(["one-mode", "two-mode"], {"shared": "one-mode", "between": "two-mode"}),
    default="one-mode",
    show_default=True,
    help="Join actors by what they share, or keep it between them.",
)
@click.option("--reasons", is_flag=True, help="In a table, a row for each reason, with its own dates and documents.")
@click.option(
    "--width", type=click.IntRange(200, 20_000), metavar="PIXELS", help="How wide a picture is; 1600 unless told."
)
@filter_options
@source_options
@LANGUAGE
@click.option(
    "--format", "format_name", metavar="NAME", is_eager=True, help="graphml, gexf, json, svg, png, pdf, html, csv, …"
)
@out(*NETWORK_ENDINGS, ".html")
def network(source: Source, *, output: str | None, language: str, format_name: str | None, **options: Any) -> None:
    """Write the network: all of it (graphml, gexf, json), its ties as a table (csv, xlsx …), a picture or a page.

    A picture (svg, png, pdf) has a title, a legend and its credit; a file says which filters made it.

    \b
    kg network --topic arctic -o arctic.gexf --language fr
    kg network --around norad --as-of today -o norad.png --width 2400
    kg network --reasons -o reasons.xlsx
    """
    from kg.network.files import network_file
    from kg.network.tables import edge_table, reason_table

    reasons, width = options.pop("reasons"), options.pop("width")
    graph = load_graph(source)
    made, wanted = graph.network(**options), format_of(format_name, output)
    if wanted == "html":
        emit_page(graph, made, output)
    elif wanted and (is_file(output) or f".{wanted}" in WHOLE_ENDINGS):
        emit(network_file(made, wanted, language=language, width=width, by_reason=reasons), output, wanted)
    else:
        table = (reason_table if reasons else edge_table)(made, graph.labels, language)
        emit_table(with_labels(table, language), format_name, output)


@click.command()
@source_options
@out(".html")
def explore(source: Source, output: str | None) -> None:
    """Open the network in the browser: one page that works offline. Without a screen, say where the page is."""
    from kg.cli.process import has_screen
    from kg.explorer.payload import unknown_ends

    graph = load_graph(source)
    if output == STANDARD_OUTPUT:
        emit_page(graph, None, output)
        return
    path = graph.explore(path=output).path.resolve()
    click.echo(f"The explorer is in {path}", err=True)
    strange = [local_name(iri) for iri in unknown_ends(graph.record)]
    if strange:
        told = ", ".join(strange[:5]) + (" …" if len(strange) > 5 else "")
        click.echo(f"Not shown, since the ontology knows no class of theirs: {told}. kg check says more.", err=True)
    if output is None and has_screen():
        import webbrowser

        webbrowser.open(path.as_uri())
