"""Rows of GDELT 2.0 event files: read one by one, from files as they are published, and judged cell by cell.

A file has a row a line, no header, and 61 columns that tabs part. It may be packed by zip, as GDELT publishes it, or by
gzip. No more than a line of it is held. What is no row of events is no error of the whole: it says why it is left out.
"""

from __future__ import annotations

import contextlib
import datetime
import gzip
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, cast

from kg.errors import DataError, KgError
from kg.rdf.extensions import PACKED

COLUMNS = 61
"""How many columns a row of GDELT 2.0 events has, from GlobalEventID to SOURCEURL."""

_ID, _DAY, _CODE, _ROOT, _CLASS, _ADDED, _ADDRESS = 0, 1, 26, 28, 29, 59, 60
_ACTORS = (5, 15)
"""Where the columns of each actor begin: code, name, country, known group, ethnicity, two religions, three types."""

_LONGEST = 1 << 16
"""Bytes of a line beyond which it is no row: the longest that GDELT publishes have a few thousand."""

_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]")


class Party(NamedTuple):
    """An actor as a row has it: its code, the name that the report gives it, and the parts of the code."""

    code: str
    name: str
    country: str
    group: str
    is_people: bool
    """Whether the row describes it by ethnicity or religion."""


class Row(NamedTuple):
    """What is taken of a row."""

    id: str
    day: str
    first: Party
    second: Party
    code: str
    address: str


class LeftOut(Exception):
    """A row that is left out, and by which rule: the end of a key in the catalogue."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file, packed or not, without their ends; one that is too long comes as its beginning.

    Raises DataError for a file that cannot be read or unpacked, KgError for one that is not there.
    """
    if not path.is_file():
        raise KgError("error.file.is_folder" if path.is_dir() else "error.file.missing", path=path)
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as packed:
                for member in packed.infolist():
                    if not member.is_dir():
                        with packed.open(member) as file:
                            yield from _lines(file)
        else:
            with cast("IO[bytes]", gzip.open(path)) if path.suffix.lower() == PACKED else path.open("rb") as file:
                yield from _lines(file)
    except (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError) as error:
        raise DataError("error.data.not_read", path, reason=getattr(error, "strerror", None) or str(error)) from None


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(_LONGEST):
        if len(line) == _LONGEST and not line.endswith(b"\n"):
            while (rest := file.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
        yield line.rstrip(b"\r\n")


def read_row(line: bytes) -> Row:
    """Return what a line says. Raises LeftOut for one that is no row, or no event of cooperation between two.

    >>> cells = [b""] * COLUMNS
    >>> cells[0], cells[1], cells[26], cells[28], cells[29] = b"1", b"20240503", b"042", b"04", b"1"
    >>> cells[5], cells[7], cells[15], cells[17] = b"CAN", b"CAN", b"USA", b"USA"
    >>> cells[59], cells[60] = b"20240504001500", b"https://example.org/a"
    >>> read_row(b"\\t".join(cells)).day
    '2024-05-03'
    >>> read_row(b"CAN\\tUSA")
    Traceback (most recent call last):
    kg.events.rows.LeftOut: columns
    """
    if line.count(b"\t") != COLUMNS - 1 or len(line) >= _LONGEST:
        raise LeftOut("columns")
    try:
        cells = line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        raise LeftOut("encoding") from None
    if not re.fullmatch(r"[0-9]{1,20}", cells[_ID], re.ASCII):
        raise LeftOut("id")
    code = cells[_CODE].strip()
    if not re.fullmatch(r"[0-9]{2,4}", code, re.ASCII) or cells[_ROOT].strip() not in (code[:2], ""):
        raise LeftOut("code")
    if not "03" <= code[:2] <= "08":
        raise LeftOut("not_cooperation")
    if cells[_CLASS].strip() not in ("1", "2"):
        raise LeftOut("class")
    day = _day(cells[_DAY], cells[_ADDED])
    first, second = (_party(cells[start : start + 10]) for start in _ACTORS)
    return Row(str(int(cells[_ID])), day, first, second, code, cells[_ADDRESS].strip(" "))


def _day(told: str, added: str) -> str:
    """Return the day of an event. Raises LeftOut for none, or one after that on which it was added."""
    with contextlib.suppress(ValueError):
        day = _date(told)
        if datetime.date(1600, 1, 1) <= day <= _date(added[:8]):
            return day.isoformat()
    raise LeftOut("date")


def _date(text: str) -> datetime.date:
    if not re.fullmatch(r"[0-9]{8}", text, re.ASCII):
        raise ValueError(text)
    return datetime.date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _party(cells: list[str]) -> Party:
    code, name, country, group, *people = (cell.strip() for cell in cells[:7])
    if not code:
        raise LeftOut("one_actor")
    if not re.fullmatch(r"[A-Z0-9]{3,30}", code, re.ASCII):
        raise LeftOut("actor")
    return Party(code, cleaned(name), country, group, any(people))


def cleaned(text: str) -> str:
    """Return a text without signs that nobody sees, its spaces made even, and no longer than a name is.

    >>> cleaned("PORT\\x1b[31m  BOARD")
    'PORT[31m BOARD'
    """
    return " ".join(_HIDDEN.sub("", text).split())[:120]
