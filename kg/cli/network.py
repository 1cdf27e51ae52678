"""Commands that draw: the network as edges or as a page."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kg.cli.filters import filter_options
from kg.cli.options import LANGUAGE, RenamedChoice, Source, load_graph, out, source_options
from kg.cli.output import emit, emit_page, emit_table, format_of, is_file, with_labels
from kg.rdf.extensions import NETWORK_ENDINGS, STANDARD_OUTPUT, WHOLE_ENDINGS
from kg.vocabulary import local_name

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


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
    from kg.network.tables import edge_table, reason_table

    reasons, width = options.pop("reasons"), options.pop("width")
    graph, wanted = load_graph(source), format_of(format_name, output)
    if wanted and wanted != "html" and (is_file(output) or f".{wanted}" in WHOLE_ENDINGS):
        shown = {"language": language, "width": width, "by_reason": reasons}
        emit(_network_file(graph, wanted, options, shown), output, wanted)
        return
    made = graph.network(**options)
    if wanted == "html":
        emit_page(graph, made, output)
    else:
        table = (reason_table if reasons else edge_table)(made, graph.labels, language)
        emit_table(with_labels(table, language), format_name, output)


def _network_file(graph: KnowledgeGraph, wanted: str, options: dict[str, Any], shown: dict[str, Any]) -> bytes:
    """Return a network as a file; the whole one is made once for each state of the data and day."""
    from kg.rdf.derived import made_by, moment

    def made() -> bytes:
        from kg.network.files import network_file

        return network_file(graph.network(**options), wanted, **shown)

    given = click.get_current_context().get_parameter_source
    chosen = any(given(name) not in (ParameterSource.DEFAULT, None) for name in options)
    name = f"network {sorted(options.items(), key=str)} as {wanted} {shown} {moment()} by {made_by()}"
    return made() if chosen else graph.engine.derived(name, made)


def _ready_to_draw() -> None:
    """Load what draws the explorer; who needs what is not there says so."""
    with suppress(ImportError):
        for library in ("kg.explorer.page", "igraph", "pyvis.network"):
            import_module(library)


def _unknown_ends(graph: KnowledgeGraph) -> list[str]:
    from kg.explorer.payload import unknown_ends

    return unknown_ends(graph.record)


@click.command()
@source_options
@out(".html")
def explore(source: Source, output: str | None) -> None:
    """Open the network in the browser: one page that works offline. Without a screen, say where the page is."""
    from kg.cli.process import has_screen

    graph = load_graph(source, _ready_to_draw)
    if output == STANDARD_OUTPUT:
        emit_page(graph, None, output)
        return
    page = graph.explore(path=output)
    path = page.path.resolve()
    click.echo(f"The explorer is in {path}", err=True)
    if page.extent is not None:
        click.echo(f"{page.extent.told()}. Any other part: kg network --around NAME -o part.html.", err=True)
    strange = [local_name(iri) for iri in graph.engine.derived("unknown ends", partial(_unknown_ends, graph))]
    if strange:
        told = ", ".join(strange[:5]) + (" …" if len(strange) > 5 else "")
        click.echo(f"Not shown, since the ontology knows no class of theirs: {told}. kg check says more.", err=True)
    if output is None and has_screen():
        import webbrowser

        webbrowser.open(path.as_uri())
