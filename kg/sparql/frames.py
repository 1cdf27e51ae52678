"""Tables as data frames: columns read by Arrow from the answer as it is held, typed where all of a column allows."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.optional import import_optional
from kg.rdf.formats import source_date, xml_text
from kg.vocabulary import SHARED_PREFIXES

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from kg.sparql.table import Table

_XSD = SHARED_PREFIXES["xsd"]
_ARROW_TYPES = {
    f"{_XSD}integer": "int64",
    f"{_XSD}decimal": "float64",
    f"{_XSD}double": "float64",
    f"{_XSD}float": "float64",
    f"{_XSD}boolean": "bool",
    f"{_XSD}date": "date32",
}
_TERM = r'(?s)^<([^<>]*)>$|^"(.*)"(?:@[A-Za-z0-9-]+|\^\^<[^<>]*>)?$'
_NUMBER = rf'^([^"<_].*)$|^"([^"\\]*)"\^\^<{re.escape(_XSD)}(?:integer|decimal|double|float)>$'
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_EARLIEST = datetime.datetime(1980, 1, 1)
"""What a part of a workbook says where no date is told: the earliest that it can."""

_MOST_WORKSHEET_ROWS, _MOST_CELL_CHARACTERS, _WIDEST_COLUMN = 1_048_576, 32_767, 60


def to_pandas(table: Table) -> pandas.DataFrame:
    """Return a table as a pandas DataFrame; without pyarrow, more slowly, by way of its rows."""
    pandas = import_optional("pandas")
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        return pandas.DataFrame(table.rows, columns=table.columns)
    arrow = to_arrow(table)
    if not table.columns:
        return pandas.DataFrame(index=range(len(table)))
    frame = arrow.to_pandas(date_as_object=False)
    whole = {"int64": pandas.Int64Dtype(), "bool": pandas.BooleanDtype()}
    for name in table.columns:
        column = arrow[name]
        if column.null_count and str(column.type) in whole:  # pandas would make floats and objects of them
            frame[name] = column.to_pandas(types_mapper=lambda kind: whole[str(kind)])
    return frame


def to_polars(table: Table) -> polars.DataFrame:
    """Return a table as a polars DataFrame."""
    frame: polars.DataFrame = import_optional("polars").from_arrow(to_arrow(table))
    return frame


def to_arrow(table: Table) -> pyarrow.Table:
    """Return a table as an Arrow table: IRIs and strings as strings, numbers, booleans and dates typed by column.

    A column is typed when all its cells are of one kind: integers are int64, decimals and doubles float64. What
    is mixed, or too large, stays a string as it is written. An unbound cell is null, an empty string is not.
    """
    arrow = import_optional("pyarrow")
    if not table.columns:
        return arrow.table({})
    return arrow.table([_typed(column) for column in _columns(table).columns], names=table.columns)


def to_parquet(table: Table, facts: Mapping[str, str] | None = None) -> bytes:
    """Return a table as a Parquet file, its columns typed, with facts about it in its metadata."""
    parquet = import_optional("pyarrow.parquet")
    arrow = to_arrow(table)
    if facts:
        arrow = arrow.replace_schema_metadata(dict(facts))
    out = io.BytesIO()
    parquet.write_table(arrow, out)
    return out.getvalue()


def to_workbook(tables: Mapping[str, Table]) -> bytes:
    """Return tables as an Excel workbook, a worksheet each by its name. Raises KgError for what a sheet cannot hold."""
    openpyxl = import_optional("openpyxl")
    book = openpyxl.Workbook(write_only=True)
    sheets = [_sheet(book, name, table) for name, table in tables.items()]
    for worksheet, rows in sheets:  # only now that nothing is refused: a worksheet half written cannot be abandoned
        for row in rows:
            worksheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return _dated(out.getvalue())


def _sheet(book: Any, name: str, table: Table) -> tuple[Any, list[list[Any]]]:
    """Return a worksheet with its head in sight, columns as wide as they need and a filter over each; and its rows."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    if len(table) >= _MOST_WORKSHEET_ROWS:
        raise KgError("error.format.sheet_rows", most=_MOST_WORKSHEET_ROWS - 1)
    worksheet = book.create_sheet(name)
    worksheet.freeze_panes = "A2"
    columns = [get_column_letter(place + 1) for place in range(len(table.columns))]
    if columns:
        worksheet.auto_filter.ref = f"A1:{columns[-1]}{len(table) + 1}"
    for place, letter in enumerate(columns):
        longest = max(len(str(row[place] or "")) for row in [table.column_labels, *table.rows])
        worksheet.column_dimensions[letter].width = min(max(longest + 2, 8), _WIDEST_COLUMN)
    rows = [
        [_worksheet_cell(worksheet, value, column, number) for column, value in zip(table.columns, row, strict=True)]
        for number, row in enumerate([table.column_labels, *table.rows], start=1)
    ]
    for cell in rows[0]:
        cell.font = Font(bold=True)
    return worksheet, rows


def _dated(book: bytes) -> bytes:
    """Return a workbook that says of itself and its parts that they were written at the date of the source."""
    import zipfile

    moment = max(source_date() or _EARLIEST, _EARLIEST)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for part in read.infolist():
            content = read.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", f">{moment:%Y-%m-%dT%H:%M:%SZ}<".encode(), content)
            written.writestr(zipfile.ZipInfo(part.filename, moment.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _columns(table: Table) -> pyarrow.Table:
    """Read the cells as they are written, each a string or null; a line longer than a block needs one large block."""
    import pyarrow as arrow
    from pyarrow import csv

    names = [str(place) for place in range(len(table.columns))]
    parse = csv.ParseOptions(delimiter="\t", quote_char=False, double_quote=False, ignore_empty_lines=False)
    convert = csv.ConvertOptions(
        column_types=dict.fromkeys(names, arrow.large_string()), null_values=[""], strings_can_be_null=True
    )
    for block in (1 << 20, len(table.tsv) + 1):
        read = csv.ReadOptions(column_names=names, skip_rows=1, block_size=block)
        try:
            return csv.read_csv(io.BytesIO(table.tsv), read, parse, convert)
        except arrow.ArrowInvalid:
            if block > len(table.tsv):
                raise
    raise AssertionError


def _typed(cells: pyarrow.ChunkedArray) -> pyarrow.ChunkedArray:
    """Return a column decoded: quickly where all cells are alike, else by patterns."""
    import pyarrow as arrow
    import pyarrow.compute as compute

    if cells.null_count == len(cells):
        return cells
    first = cells[compute.index(compute.is_valid(cells), True).as_py()].as_py()
    opening, tail = first[0], first[max(first.rfind('"'), 0) :] if first[0] == '"' else ">"
    if opening not in '<"':
        return _bare(cells)
    alike = compute.and_(compute.starts_with(cells, opening), compute.ends_with(cells, tail))
    if not compute.all(alike).as_py() or compute.any(compute.starts_with(cells, "<<")).as_py():
        return _mixed(cells)
    inside = compute.binary_slice(cells.cast(arrow.large_binary()), 1, -len(tail))  # both ends are ASCII
    text = inside.cast(arrow.large_string(), safe=False)
    kind = _ARROW_TYPES.get(tail[4:-1]) if tail.startswith('"^^<') else None
    typed = _cast(text, kind) if kind else None
    return typed if typed is not None else _unescaped(text) if opening == '"' else text


def _bare(cells: pyarrow.ChunkedArray) -> pyarrow.ChunkedArray:
    """Decode a column that begins with a number or a boolean, or a blank node."""
    import pyarrow as arrow
    import pyarrow.compute as compute

    booleans = arrow.array(["true", "false", None], arrow.large_string())
    if compute.all(compute.is_in(cells, booleans)).as_py():
        return cells.cast(arrow.bool_())
    found = _cast(cells, "int64")
    if found is None and compute.any(compute.match_substring_regex(cells, "[.eE]")).as_py():
        found = _cast(cells, "float64")
    return _mixed(cells) if found is None else found


def _mixed(cells: pyarrow.ChunkedArray) -> pyarrow.ChunkedArray:
    """Decode a column of several kinds: numbers of several types as float64, all else as strings."""
    import pyarrow.compute as compute

    numbers = compute.all(compute.match_substring_regex(cells, _NUMBER)).as_py()
    if (
        numbers
        and compute.any(compute.match_substring_regex(cells, r"^[^\"]*[.eE]|(?:decimal|double|float)>$")).as_py()
    ):
        texts = compute.replace_substring_regex(cells, _NUMBER, r"\1\2")
        found = _cast(texts, "float64")
        if found is not None:
            return found
    return _unescaped(compute.replace_substring_regex(cells, _TERM, r"\1\2"))


def _cast(texts: pyarrow.ChunkedArray, kind: str) -> pyarrow.ChunkedArray | None:
    import pyarrow as arrow

    try:
        return texts.cast(getattr(arrow, {"bool": "bool_"}.get(kind, kind))())
    except arrow.ArrowInvalid:  # “abc” as an integer, a date with a time zone, more than 64 bits
        return None


def _unescaped(texts: pyarrow.ChunkedArray) -> pyarrow.ChunkedArray:
    """Undo the escapes of a column, touching only the cells that have any."""
    import pyarrow as arrow
    import pyarrow.compute as compute

    escaped = compute.match_substring(texts, "\\")
    if not compute.any(escaped).as_py():
        return texts
    plain = [_unescape(text.as_py()) for text in texts.filter(escaped)]
    mask = compute.fill_null(escaped, False).combine_chunks()
    done = compute.replace_with_mask(texts.combine_chunks(), mask, arrow.array(plain, arrow.large_string()))
    return arrow.chunked_array([done])


def _unescape(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])

    return re.sub(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", character, text)


def _worksheet_cell(worksheet: Any, value: Any, column: str, row: int) -> Any:
    """Return a cell that holds a value and nothing else: no string becomes a formula or an error code."""
    from decimal import Decimal

    from openpyxl.cell import WriteOnlyCell

    number = isinstance(value, int | float | Decimal) and -(10**15) < value < 10**15
    date = isinstance(value, datetime.date) and value.year >= 1901
    if value is None or number or date:
        return value
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if len(text) > _MOST_CELL_CHARACTERS:
        raise KgError("error.format.sheet_cell", column=column, row=row, most=_MOST_CELL_CHARACTERS)
    if text != xml_text(text):
        raise KgError("error.format.sheet_characters", column=column, row=row)
    cell = WriteOnlyCell(worksheet, text)
    cell.data_type = "s"
    return cell
