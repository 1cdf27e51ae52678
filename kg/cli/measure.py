"""The command that measures a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.completion import entity_names, measure_names
from kg.cli.filters import filter_options
from kg.cli.options import FORMAT, LANGUAGE, LIMIT, Source, load_graph, out, source_options
from kg.cli.output import emit_table, file_facts, with_labels
from kg.rdf.extensions import TABLE_ENDINGS

if TYPE_CHECKING:
    from kg.sparql.table import Table


@click.command()
@click.argument("name", required=False, shell_complete=measure_names)
@click.option("--by", metavar="GROUPING", help="For brokerage: country (the default) or sector.")
@click.option(
    "--of", metavar="NAME", multiple=True, shell_complete=entity_names, help="For removal: the actor that is gone."
)
@click.option("--against", metavar="WHAT", help="Set it against a null-model, or without any one of its documents.")
@filter_options
@source_options
@LIMIT
@LANGUAGE
@FORMAT
@out(*TABLE_ENDINGS)
def measure(name: str | None, source: Source, *, limit: int | None, **options: Any) -> None:
    """Measure the network by NAME; without a name, list the measures.

    What limits the answer goes to standard error: documents, voices, what is undated.

    \b
    kg measure betweenness --as-of 2024
    kg measure brokerage --by sector --against documents
    kg measure change --between 2000 2024
    kg measure removal --of rcmp
    """
    from kg.network.measures.registry import measure as known

    format_name, output = options.pop("format_name"), options.pop("output")
    graph, language = load_graph(source), options["language"]
    table = graph.measure(name, **options) if name else _list(language)
    facts = file_facts(graph, output, language, title=known(name).title(language)) if name else ()
    emit_table(table if limit is None else table.first(limit, language), format_name, output, facts)


def _list(language: str) -> Table:
    from kg.network.measures.registry import MEASURES
    from kg.sparql.table import Table

    rows = [(name, one.title(language)) for name, one in MEASURES.items()]
    return with_labels(Table.of(["name", "measure"], rows), language)
