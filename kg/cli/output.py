"""Where answers go: to a terminal as a person reads them, to a pipe or a file as a program does."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.process import cancel_deadline
from kg.errors import KgError
from kg.language import column_labels
from kg.rdf.extensions import STANDARD_OUTPUT, ending

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.record.evidence import Passage
    from kg.render.report import Report
    from kg.sparql.files import Facts
    from kg.sparql.table import Table

_LANGUAGE = "kg.language"


def format_of(name: str | None, output: str | None) -> str | None:
    """Return the format that was asked for by name or by the extension of a file, None for neither."""
    return name or (ending(output).removeprefix(".") if output else None) or None


def is_read(name: str | None, output: str | None) -> bool:
    """Tell whether an answer is for a person's eyes: on a terminal, in no format that a program asked for."""
    return not name and not output and sys.stdout.isatty()


def is_file(output: str | None) -> bool:
    """Tell whether an answer goes into a file, which people open, and not to a program."""
    return bool(output) and output != STANDARD_OUTPUT


def emit_table(table: Table, name: str | None, output: str | None, facts: Facts = ()) -> None:
    """Show a table, or write it in a format; what limits the answer goes to standard error.

    A file says of itself the ``facts`` that its format has a place for.
    """
    from kg.rdf.formats import table_format
    from kg.sparql.files import table_file

    if is_read(name, output):
        from kg.render.text import print_table

        cancel_deadline()
        print_table(table, answer_language(click.get_current_context()))
    else:
        wanted = table_format(format_of(name, output) or "csv")
        language = answer_language(click.get_current_context())
        emit(table_file(table, wanted, facts, language) if is_file(output) else table.serialize(wanted), output, wanted)
    for caveat in table.caveats:
        tell_aside(caveat)


def emit_cited(
    table: Table, passages: dict[str, Passage], place: tuple[str, str | None], facts: Facts, *, language: str
) -> None:
    """Write a table with the evidence for its rows, in whichever form a format has for it, and tell its caveats.

    ``place`` is the name of the format and the file.
    """
    from kg.rdf.formats import table_format
    from kg.record.cited import cited_file
    from kg.render.text import clean

    wanted, output = place
    name = wanted if wanted == "html" else table_format(wanted)
    emit(cited_file(table, passages, name, facts, language), output, name)
    for caveat in table.caveats:
        click.echo(clean(caveat), err=True)


def with_labels(table: Table, language: str) -> Table:
    """Return one of our own tables with the labels of its columns in a language."""
    return table.with_labels(column_labels(table.columns, language))


def answer_language(context: click.Context, _option: click.Parameter | None = None, language: str = "") -> str:
    """Return the language that a command was asked to answer in; an option sets it, for what goes wrong too."""
    if language:
        context.meta[_LANGUAGE] = language
    return str(context.meta.get(_LANGUAGE, "en"))


def file_facts(graph: KnowledgeGraph, output: str | None, language: str, **more: str) -> Facts:
    """Return what a file says of itself: what is in it, and the data that it comes from. Nothing for a program."""
    if not is_file(output):
        return ()
    from kg.record.dataset import fact_lines, read_dataset

    told = {key: value for key, value in more.items() if value}
    return fact_lines({**told, **read_dataset(graph.engine).facts(language)}, language)


def report_format(name: str | None, output: str | None) -> str | None:
    """Return the format of what is told in sentences, None for plain text."""
    wanted = format_of(name, output)
    return None if wanted in ("text", "txt") else wanted


def emit_report(graph: KnowledgeGraph, report: Report, wanted: str, output: str | None) -> None:
    """Write what is told in sentences in a format, with its sources."""
    from dataclasses import replace

    from kg.render.report import report_file

    facts = file_facts(graph, output, report.language)
    emit(report_file(replace(report, facts=facts), wanted), output)


def emit_page(graph: KnowledgeGraph, part: Any, output: str | None) -> None:
    """Write the page of a part of the graph to a file or to standard output."""
    if is_file(output):
        graph.explore(part, output)
        return
    with tempfile.TemporaryDirectory() as folder:
        emit(graph.explore(part, Path(folder) / "page.html").path.read_bytes(), output)


def emit(content: bytes, output: str | None, format_name: str = "") -> None:
    """Write to a file, or to standard output; a terminal gets no control characters, and nothing but text."""
    if output and is_file(output):
        from kg.rdf.formats import save

        save(output, content)
        return
    if sys.stdout.isatty():
        from kg.rdf.formats import NOT_TEXT

        if format_name in NOT_TEXT:
            raise KgError("error.format.binary_on_terminal", name=format_name)
        sys.stdout.write(cleaned(content.decode("utf-8", "replace")))
        return
    sys.stdout.buffer.write(content)


def emit_prose(text: str, output: str | None = None) -> None:
    """Write what a person reads to a file or to standard output: on a terminal in its width, with bold heads."""
    from kg.render.lines import takes_bold, with_bold_heads, wrapped

    if output or not sys.stdout.isatty():
        emit(text.encode(), output)
        return
    told = wrapped(cleaned(text), shutil.get_terminal_size().columns)
    sys.stdout.write(with_bold_heads(told) if takes_bold() else told)


def tell_aside(text: str) -> None:
    """Tell on standard error what limits an answer, in the width of the terminal."""
    from kg.render.lines import wrapped

    told = cleaned(text)
    click.echo(wrapped(told, shutil.get_terminal_size().columns) if sys.stderr.isatty() else told, err=True)


def cleaned(text: str) -> str:
    """Return a text without control characters."""
    from kg.render.text import clean

    return clean(text)
