"""Commands that tell: one entity, why two are tied, how they are connected, what changed."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import click

from kg.cli.completion import entity_names, kinds, topics
from kg.cli.options import (
    FORMAT,
    LANGUAGE,
    TEXT_FORMAT,
    RenamedOption,
    Source,
    load_graph,
    open_graph,
    out,
    period_options,
    source_options,
)
from kg.cli.output import (
    emit,
    emit_cited,
    emit_prose,
    emit_report,
    emit_table,
    file_facts,
    format_of,
    report_format,
    with_labels,
)
from kg.dates import given_day
from kg.language import colon, date_text
from kg.messages import message
from kg.rdf.extensions import REFERENCE_ENDINGS, TABLE_ENDINGS, TEXT_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph import KnowledgeGraph
    from kg.sparql.files import Facts
    from kg.sparql.table import Table


@click.command()
@click.argument("text")
@source_options
@LANGUAGE
@FORMAT
@out(*TABLE_ENDINGS)
def find(text: str, source: Source, *, language: str, format_name: str | None, output: str | None) -> None:
    """Find entities by name, abbreviation or id, in either language; else by what describes them, or a date.

    \b
    kg find "ice pact"
    kg find "11 September"
    """
    graph = open_graph(source)
    table = graph.find(text, language=language)
    if not table.rows:
        from kg.questions.usage import usage_hints

        with usage_hints(graph.names):
            raise graph.names.unknown(text)
    emit_table(table, format_name, output)


@click.command()
@click.argument("name", shell_complete=entity_names)
@period_options
@click.option("--all", "whole", is_flag=True, help="Everything on record, with all that each passage says.")
@source_options
@LANGUAGE
@TEXT_FORMAT
@out(*TEXT_ENDINGS)
def show(name: str, source: Source, language: str, whole: bool, **options: Any) -> None:
    """Show one entity: what matters first, with a passage for each sentence; --all shows everything on record.

    A file of Markdown, HTML or JSON holds everything, with the sources as footnotes.

    \b
    kg show norad
    kg show "ICE Pact" --all
    kg show GRC --language fr --as-of 2001-09-11
    kg show norad -o norad.md
    """
    wanted, output = report_format(options.pop("format_name"), options["output"]), options.pop("output")
    graph = open_graph(source)
    entity = graph.entity(name, **options)
    if wanted is None:
        emit_prose(entity.tell(language, whole), output)
    else:
        from kg.render.reports import entity_report

        emit_report(graph, entity_report(entity, graph.labels, language), wanted, output)


@click.command()
@click.argument("name", shell_complete=entity_names)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["markdown", "bibtex", "ris", "csl-json"]),
    is_eager=True,
    help="For reading, or for a program that keeps references; Markdown unless told otherwise.",
)
@source_options
@LANGUAGE
@out(*REFERENCE_ENDINGS)
def cite(name: str, source: Source, language: str, format_name: str | None, output: str | None) -> None:
    """Cite an entity, a document, a passage or a claim, for a bibliography.

    Of an entity, its address here and each document that speaks of it; of a claim, the passages that make it.

    \b
    kg cite norad
    kg cite norad -o norad.bib
    kg cite wikipedia-norad/p2 --format ris
    """
    wanted = format_of(format_name, output) or "markdown"
    emit(open_graph(source).cite(name, wanted, language).encode(), output)


@click.command()
@click.argument("first", shell_complete=entity_names)
@click.argument("second", shell_complete=entity_names)
@period_options
@source_options
@LANGUAGE
@TEXT_FORMAT
@out(*TEXT_ENDINGS)
def why(first: str, second: str, source: Source, language: str, **options: Any) -> None:
    """Say why two entities are tied, and which passages say so."""
    from kg.render.sentences import tell_reasons

    wanted, output = report_format(options.pop("format_name"), options["output"]), options.pop("output")
    graph = open_graph(source)
    reasons = graph.why(first, second, **options)
    if wanted is None:
        emit_prose(tell_reasons(reasons, graph.labels, language), output)
    else:
        from kg.render.reports import reasons_report

        emit_report(graph, reasons_report(reasons, graph.labels, language), wanted, output)
    if not reasons and all(_is_actor(graph, end) for end in (reasons.first, reasons.second)):
        click.echo(message("explanation.see_path", language, ends=shlex.join([first, second])), err=True)


@click.command()
@click.argument("first", shell_complete=entity_names)
@click.argument("second", shell_complete=entity_names)
@period_options
@click.option(
    "--actors",
    cls=RenamedOption,
    old="--lens",
    type=click.Choice(["organizations", "countries", "all"]),
    help="Which actors a path may lead over; organizations, unless one of the two is a country.",
)
@click.option(
    "--most", "-k", type=click.IntRange(min=1), default=3, show_default=True, help="How many paths of each kind."
)
@source_options
@LANGUAGE
@TEXT_FORMAT
@out(*TEXT_ENDINGS)
def path(first: str, second: str, source: Source, language: str, **options: Any) -> None:
    """Tell how two entities are connected: the shortest and the strongest paths, step by step.

    A file of Markdown, HTML or JSON holds all the reasons of each step.
    """
    from kg.render.paths import tell_paths

    wanted, output = report_format(options.pop("format_name"), options["output"]), options.pop("output")
    graph = load_graph(source)
    paths, passages = graph.path(first, second, **options), graph.record.passages
    if wanted is None:
        emit_prose(tell_paths(paths, passages, graph.labels, language), output)
    else:
        from kg.render.reports import paths_report

        emit_report(graph, paths_report(paths, passages, graph.labels, language), wanted, output)


@click.command()
@click.argument("first")
@click.argument("second")
@click.option(
    "--around",
    metavar="NAME",
    multiple=True,
    shell_complete=entity_names,
    help="Only what has to do with an entity; of a threat or a topic, with what addresses it.",
)
@click.option("--topic", metavar="NAME", shell_complete=topics, help="Only what is about a topic.")
@click.option("--kind", metavar="NAME", shell_complete=kinds, help="Only what has to do with a thing of a kind.")
@click.option("--evidence", is_flag=True, help="Also tell what the passages say.")
@click.option("--iri", is_flag=True, help="In a table, IRIs instead of labels.")
@source_options
@LANGUAGE
@FORMAT
@out(*TABLE_ENDINGS)
def diff(first: str, second: str, source: Source, **options: Any) -> None:
    """Say what changed from one date to another: what began and ended, new parents and names.

    Both are included: `kg diff 2024 2024` tells what changed in 2024, `kg diff 2024 today` what did since 1 January
    2024. With --format or -o it is a table.

    \b
    kg diff 2023 2024 --around norad
    kg diff 2024 today --around fentanyl-trafficking
    kg diff 2025 2025 --kind exercise
    kg diff 2001-09-11 today --around cbsa --evidence
    """
    from kg.render.changes import in_words, tell_changes

    graph, language = load_graph(source), options["language"]
    changes = graph.diff(first, second, options["around"], options["topic"], kind=options["kind"])
    if options["format_name"] or options["output"]:
        shown = changes if options["iri"] else in_words(graph.labelled(changes, language), language)
        facts = file_facts(graph, options["output"], language)
        _emit_changes(graph, with_labels(shown, language), facts, options)
        return
    record = graph.record
    start, end = (date_text(given_day(date, last), language) for date, last in ((first, False), (second, True)))
    told = tell_changes(
        changes, record.claims, record.passages, graph.labels, language=language, evidence=options["evidence"]
    )
    period = message("change.period", language, start=start, end=end)
    emit_prose(f"{period}{colon(language)}\n\n{told}")


def _emit_changes(graph: KnowledgeGraph, table: Table, facts: Facts, options: Mapping[str, Any]) -> None:
    """Write changes as a table: with their evidence where it is wanted, else with the passages for a program."""
    output, wanted = options["output"], format_of(options["format_name"], options["output"])
    if options["evidence"] and wanted:
        emit_cited(table, graph.record.passages, (wanted, output), facts, language=options["language"])
        return
    is_to_be_read = wanted in ("markdown", "md") and not options["iri"]
    emit_table(table.without("passages") if is_to_be_read else table, options["format_name"], output, facts)


def _is_actor(graph: KnowledgeGraph, iri: str) -> bool:
    """Tell whether paths lead over an entity: path knows actors only."""
    from kg.record.identity import members

    return bool(members(graph.engine, [iri], "Actor"))
