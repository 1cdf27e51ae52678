"""Where answers go: to a terminal as a person reads them, to a pipe or a file as a program does."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.process import cancel_deadline
from kg.errors import KgError
from kg.language import column_labels

if TYPE_CHECKING:
    from kg.sparql.table import Table

_LANGUAGE = "kg.language"


def format_of(name: str | None, output: str | None) -> str | None:
    """Return the format that was asked for by name or by the extension of a file, None for neither."""
    return name or (Path(output).suffix.removeprefix(".") if output else None) or None


def is_read(name: str | None, output: str | None) -> bool:
    """Tell whether an answer is for a person's eyes: on a terminal, in no format that a program asked for."""
    return not name and not output and sys.stdout.isatty()


def emit_table(table: Table, name: str | None, output: str | None) -> None:
    """Show a table, or write it in a format; what limits the answer goes to standard error."""
    from kg.rdf.formats import NOT_TEXT, table_format

    if is_read(name, output):
        from kg.render.text import print_table

        cancel_deadline()
        print_table(table, answer_language(click.get_current_context()))
    else:
        wanted = table_format(format_of(name, output) or "csv")
        if wanted in NOT_TEXT and not output and sys.stdout.isatty():
            raise KgError("error.format.binary_on_terminal", name=wanted)
        emit(table.serialize(wanted), output)
    for caveat in table.caveats:
        tell_aside(caveat)


def with_labels(table: Table, language: str) -> Table:
    """Return one of our own tables with the labels of its columns in a language."""
    return table.with_labels(column_labels(table.columns, language))


def answer_language(context: click.Context, _option: click.Parameter | None = None, language: str = "") -> str:
    """Return the language that a command was asked to answer in; an option sets it, for what goes wrong too."""
    if language:
        context.meta[_LANGUAGE] = language
    return str(context.meta.get(_LANGUAGE, "en"))


def emit(content: bytes, output: str | None) -> None:
    """Write to a file, or to standard output; a terminal gets no control characters."""
    if output:
        from kg.rdf.formats import save

        save(output, content)
        return
    if sys.stdout.isatty():
        sys.stdout.write(cleaned(content.decode("utf-8", "replace")))
        return
    sys.stdout.buffer.write(content)


def emit_prose(text: str) -> None:
    """Write what a person reads to standard output: on a terminal in its width, with bold heads."""
    from kg.render.lines import takes_bold, with_bold_heads, wrapped

    if not sys.stdout.isatty():
        emit(text.encode(), None)
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
