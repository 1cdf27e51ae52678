"""Tables as a terminal shows them, and text made safe for it.

No word, number or date of a table is cut, and nothing is said twice: where its columns have room side by side it is a
grid, else one record stands below the other. Columns without a cell are left out and named below; a cell at the start
of a row that repeats the one above is blank.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from numbers import Number
from typing import TYPE_CHECKING

from kg.language import colon
from kg.messages import format_number, message
from kg.rdf.terms import plain, show
from kg.render.lines import PAGE, bold, fold, takes_bold, width_of

if TYPE_CHECKING:
    from kg.rdf.terms import Term
    from kg.sparql.table import Table

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_GAP, _INDENT, _LABEL_LINES = 2, 2, 4
_HIGH = 4
"""How many lines a row of a grid has on average at most, where records would take fewer."""
_NONE = "–"
"""What an empty cell shows where a blank one would be a repeated one."""
_YEARS = range(1500, 2101)
_HUMP = re.compile(r"(?<=[^\W\dA-Z_])(?=[A-Z])")
"""Where a word begins within a name such as startYear."""
_OF_YEARS = re.compile(r"(?i)(?<![^\W_])(year|yr|y|decade|ann[ée]e|an|décennie|since|until|depuis)s?(?![^\W_])")


def clean(text: str) -> str:
    """Return a text without control characters, so that data never steers a terminal.

    >>> clean("a\\x1b[31mb")
    'a�[31mb'
    """
    return _CONTROL.sub("\ufffd", text)


def table_text(table: Table, width: int | None = None, language: str = "en") -> str:
    """Return a table as lines of text of a width."""
    return "\n".join([*lines_of(table, width or PAGE, language), ""])


def print_table(table: Table, language: str = "en") -> None:
    """Print a table to the terminal, as wide as it is; page by page when it is longer than the screen."""
    width, height = shutil.get_terminal_size()
    lines = lines_of(table, width, language, with_bold=takes_bold())
    if len(lines) < height - 1:
        sys.stdout.write("\n".join([*lines, ""]))
        return
    import click

    click.echo_via_pager(table_text(table, width, language))


@dataclass(frozen=True)
class _Column:
    """A column: what stands over it, and its cells."""

    label: str
    cells: tuple[str, ...]
    is_number: bool = False

    @cached_property
    def least(self) -> int:
        """The width without which a word would be cut."""
        return max((width_of(word) for cell in self.cells for word in cell.split(" ")), default=0)

    @cached_property
    def most(self) -> int:
        """The width beyond which nothing is won."""
        return max([self.label_width, *map(width_of, self.cells)])

    @cached_property
    def label_width(self) -> int:
        """The width in which the label has its words whole, and few lines."""
        longest = max(map(width_of, self.label.split(" ")))
        return max(longest, width_of(self.label) // _LABEL_LINES)


def lines_of(table: Table, width: int, language: str = "en", *, with_bold: bool = False) -> list[str]:
    """Return a table as lines of a width, its heads bold where that is wanted.

    >>> from kg.sparql.table import Table
    >>> print(*lines_of(Table.of(["actor", "ties"], [("norad", 1200), ("rcmp", 9)]), 40), sep="\\n")
    actor   ties
    ────────────
    norad  1,200
    rcmp       9
    2 rows
    """
    columns = [_column(table, place, language) for place in range(len(table.columns))]
    kept = [column for column in columns if any(column.cells)] or columns
    drawn = _Drawn(kept, width, language, with_bold)
    body = drawn.lines()
    notes = []
    empty = [column.label for column in columns if column not in kept]
    if empty:
        notes.append(message("text.empty_columns", language, columns=", ".join(empty)))
    if drawn.repeats:
        notes.append(message("text.repeated", language))
    count = message("text.rows", language, count=len(table))
    return [*body, count, *(fold(" ".join(notes), width) if notes else [])]


def _column(table: Table, place: int, language: str) -> _Column:
    """Return a column of a table as text, its numbers written in a language."""
    label = clean(table.column_labels[place])
    terms = [row[place] for row in table.terms]
    values = [row[place] for row in table.rows]
    told = [value for value in values if value is not None]
    are_numbers = all(isinstance(value, Number) and not isinstance(value, bool) for value in told) and bool(told)
    if are_numbers and not are_years(f"{label} {table.columns[place]}", told):
        cells = [_number(term, language) for term in terms]
    else:
        cells = [_spaced(clean(show(term))) for term in terms]
    return _Column(label, tuple(cells), are_numbers)


def are_years(name: str, values: Sequence[object]) -> bool:
    """Tell whether the numbers of a column are years, which have no thousands: by its name and by what they are.

    >>> are_years("startYear", [1817, 1905]), are_years("value", [1817, 1905]), are_years("years", [65])
    (True, False, False)
    """
    words = _HUMP.sub("_", name)
    return bool(_OF_YEARS.search(words)) and all(isinstance(value, int) and value in _YEARS for value in values)


def _number(term: Term | None, language: str) -> str:
    value = plain(term)
    return "" if value is None else format_number(value, language)  # type: ignore[arg-type]


def _spaced(text: str) -> str:
    """Return a text on one line, its words one space apart; spaces that do not break stay."""
    return re.sub(r"[ \t\n]+", " ", text).strip()


class _Drawn:
    """Columns drawn in a width: as a grid where there is room for one, else record by record."""

    def __init__(self, columns: Sequence[_Column], width: int, language: str, with_bold: bool) -> None:
        self.columns, self.width, self.language, self.with_bold = columns, width, language, with_bold
        self.repeats = False

    def lines(self) -> list[str]:
        """Return the lines; afterwards ``repeats`` tells whether a cell is blank since it repeats the one above."""
        rows = list(zip(*(column.cells for column in self.columns), strict=True))
        grid = self._grid(rows)
        if grid is not None and len(grid) <= _HIGH * len(rows) + 3:
            return grid
        records = list(self._records(rows))
        if grid is not None and len(grid) <= len(records):
            return grid
        self.repeats = False  # there the layout says it
        return records

    def _grid(self, rows: Sequence[tuple[str, ...]]) -> list[str] | None:
        """Return rows side by side, None where a word would have to be cut."""
        heads, legend = self._heads()
        widths = self._widths(heads)
        if widths is None:
            return None
        lines = [*legend, *self._row(heads, widths, as_head=True), "─" * (sum(widths) + _GAP * (len(widths) - 1))]
        above: tuple[str, ...] = ()
        for row in rows:
            same = _same(row, above)
            self.repeats = self.repeats or same > 0
            lines += self._row(_without_repeated(row, above, same), widths)
            above = row
        return lines

    def _heads(self) -> tuple[list[str], list[str]]:
        """Return the labels; those with no room are numbers, and a legend says of what."""
        labels = [column.label for column in self.columns]
        if sum(max(one.least, one.label_width) + _GAP for one in self.columns) - _GAP <= self.width:
            return labels, []
        long = [at for at, one in enumerate(self.columns) if one.label_width > max(one.least, 3)]
        numbers = {at: f"({number})" for number, at in enumerate(long, 1)}
        legend = "  ".join(f"{number} {labels[at]}".replace(" ", "\xa0") for at, number in numbers.items())
        heads = [numbers.get(at, label) for at, label in enumerate(labels)]
        return heads, [line.strip(" ") for line in fold(legend, self.width)]

    def _widths(self, heads: Sequence[str]) -> list[int] | None:
        """Return how wide each column is: what is left beyond the least is shared alike, as far as it is of use."""
        named = [column.label == head for column, head in zip(self.columns, heads, strict=True)]
        widths = [
            max(column.least, column.label_width if is_named else width_of(head))
            for column, head, is_named in zip(self.columns, heads, named, strict=True)
        ]
        spare = self.width - sum(widths) - _GAP * (len(widths) - 1)
        if spare < 0:
            return None
        wanted = sorted((max(column.most - widths[at], 0), at) for at, column in enumerate(self.columns))
        for others, (more, at) in zip(range(len(wanted), 0, -1), wanted, strict=True):
            given = min(more, spare // others)
            widths[at] += given
            spare -= given
        return widths

    def _row(self, cells: Sequence[str], widths: Sequence[int], *, as_head: bool = False) -> list[str]:
        folded = [fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
        height = max(map(len, folded))
        lines = []
        for level in range(height):
            pieces = [lines_[level] if level < len(lines_) else "" for lines_ in folded]
            placed = [
                _placed(piece, width, right=column.is_number, in_bold=as_head and self.with_bold)
                for piece, width, column in zip(pieces, widths, self.columns, strict=True)
            ]
            lines.append((" " * _GAP).join(placed).rstrip(" "))
        return lines

    def _records(self, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
        """Yield a block of lines for each row: the first cell as its head, unless it is that of the row above."""
        first, *others = self.columns
        label_width = min(max((width_of(one.label) for one in others), default=0), self.width // 3)
        label_width = max([label_width, *(one.label_width for one in others)])
        above: str | None = None
        for row in rows:
            if above is not None:
                yield ""
            if row[0] != above:
                for line in fold(f"{first.label}{colon(self.language)} {row[0] or _NONE}", self.width):
                    yield bold(line) if self.with_bold else line
            above = row[0]
            for column, cell in zip(others, row[1:], strict=True):
                if cell:
                    yield from self._field(column.label, cell, label_width)

    def _field(self, label: str, cell: str, label_width: int) -> Iterator[str]:
        """Yield a cell beside its label, or below it where a word has no room there."""
        beside = self.width - _INDENT - label_width - _GAP
        labels = fold(label, label_width)
        if max(map(width_of, cell.split(" "))) > beside:
            yield from (" " * _INDENT + line for line in labels)
            yield from _indented(cell, self.width)
            return
        cells = fold(cell, beside)
        for level in range(max(len(labels), len(cells))):
            left = labels[level] if level < len(labels) else ""
            right = cells[level] if level < len(cells) else ""
            yield f"{' ' * _INDENT}{_placed(left, label_width)}{' ' * _GAP}{right}".rstrip(" ")


def _same(row: Sequence[str], above: Sequence[str]) -> int:
    """Return how many cells at the start of a row repeat those above, one short of all of them."""
    same = 0
    while same < min(len(above), len(row) - 1) and row[same] == above[same] and row[same]:
        same += 1
    return same


def _without_repeated(row: Sequence[str], above: Sequence[str], same: int) -> list[str]:
    """Return a row whose first cells are blank; an empty one that could be taken for a repeated one is marked."""
    shown = ["" if at < same else cell for at, cell in enumerate(row)]
    if above and not shown[same] and above[same]:
        shown[same] = _NONE
    return shown


def _indented(cell: str, width: int) -> Iterator[str]:
    """Yield a text below its label, set in as far as its longest word leaves room."""
    longest = max(map(width_of, cell.split(" ")))
    indent = max(min(2 * _INDENT, width - longest), 0)
    return (" " * indent + line for line in fold(cell, width - indent))


def _placed(text: str, width: int, *, right: bool = False, in_bold: bool = False) -> str:
    space = " " * max(width - width_of(text), 0)
    shown = bold(text) if in_bold and text else text
    return space + shown if right else shown + space
