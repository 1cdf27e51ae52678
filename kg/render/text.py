"""Tables as a terminal shows them, and text made safe for it."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING, Literal

from kg.messages import message
from kg.rdf.terms import show

if TYPE_CHECKING:
    from rich.table import Table as RichTable

    from kg.sparql.table import Table

_WIDTH = 140
"""The width of a table that is not shown on a terminal."""

_FRAME = 3
"""The lines that a table takes beside its rows: header, rule, count."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return a text without control characters, so that data never steers a terminal.

    >>> clean("a\\x1b[31mb")
    'a�[31mb'
    """
    return _CONTROL.sub("\ufffd", text)


def table_text(table: Table, width: int | None = None, language: str = "en") -> str:
    """Return a table as lines of text of a width."""
    from rich.console import Console

    out = io.StringIO()
    Console(file=out, width=width or _WIDTH, no_color=True, highlight=False).print(_drawn(table))
    return f"{out.getvalue()}{_count(table, language)}\n"


def print_table(table: Table, language: str = "en") -> None:
    """Print a table to the terminal, as wide as it is; page by page when it is longer than the screen."""
    from rich.console import Console

    console = Console(highlight=False)
    if len(table) + _FRAME <= console.height:  # else it is longer than the screen, however short its cells
        with console.capture() as drawn:
            console.print(_drawn(table))
        if drawn.get().count("\n") < console.height - 1:
            sys.stdout.write(drawn.get() + f"{_count(table, language)}\n")
            return
    import click

    click.echo_via_pager(table_text(table, console.width, language))


def _drawn(table: Table) -> RichTable:
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for place, column in enumerate(table.column_labels):
        number = all(isinstance(row[place], int | float | None) for row in table.rows)
        longest = max((len(show(row[place])) for row in table.terms), default=0)
        justify: Literal["left", "right"] = "right" if number else "left"
        width = longest if number else None  # a header may fold, a number never
        drawn.add_column(Text(clean(column)), overflow="fold", justify=justify, min_width=width)
    for row in table.terms:
        drawn.add_row(*(Text(clean(show(term))) for term in row))
    return drawn


def _count(table: Table, language: str) -> str:
    return message("text.rows", language, count=len(table))
