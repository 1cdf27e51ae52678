"""Rows of event files: what is taken of them, what is left out, and files that cannot be read."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from kg.errors import DataError, KgError
from kg.events.rows import LeftOut, cleaned, read_lines, read_row
from tests.events.made_up import KEPT, LEFT_OUT, line


def test_the_cells_are_taken_from_their_columns() -> None:
    row = read_row(KEPT[8].encode())
    assert row.id == "9"
    assert row.day == "2024-05-07"
    assert row.code == "045"
    assert row.address == "https://news.example.org/9"
    assert row.first[:4] == ("IGOUNO", "UNITED NATIONS", "", "UNO")
    assert row.second[:3] == ("NOR", "", "NOR")


@pytest.mark.parametrize(
    ("day", "added"),
    [("2024-05-03", "20240601001500"), ("20240503", ""), ("15000101", "20240601"), ("20240602", "20240601001500")],
)
def test_a_day_that_is_none_or_lies_after_its_record_is_left_out(day: str, added: str) -> None:
    with pytest.raises(LeftOut, match="date"):
        read_row(line(1, day, "CAN", "042", "FIN", added=added).encode())


@pytest.mark.parametrize("reason", ["not_cooperation", "one_actor", "date", "actor", "class", "id", "columns"])
def test_a_row_says_why_it_is_left_out(reason: str) -> None:
    with pytest.raises(LeftOut, match=f"^{reason}$"):
        read_row(LEFT_OUT[reason].encode())


@pytest.mark.parametrize("code", ["", "4", "04x", "٠٤٢", "04200"])
def test_a_code_that_is_none_is_left_out(code: str) -> None:
    with pytest.raises(LeftOut, match="code"):
        read_row(line(1, "20240503", "CAN", code, "FIN").encode())


def test_a_code_unlike_its_root_is_left_out() -> None:
    with pytest.raises(LeftOut, match="code"):
        read_row(line(1, "20240503", "CAN", "042", "FIN", root="19").encode())


def test_what_is_not_utf8_is_left_out() -> None:
    with pytest.raises(LeftOut, match="encoding"):
        read_row(KEPT[0].replace("OTTAWA", "QUÉBEC").encode("latin-1"))


def test_a_name_loses_what_nobody_sees_and_what_is_too_long() -> None:
    assert cleaned(" PORT\x00 \u202eBOARD\u200b ") == "PORT BOARD"
    assert len(cleaned("A" * 5000)) == 120


def test_a_line_without_end_is_one_row_that_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.CSV").write_bytes(b"x\t" * 1_000_000 + b"\n" + KEPT[0].encode())
    first, second = read_lines(tmp_path / "a.CSV")
    with pytest.raises(LeftOut, match="columns"):
        read_row(first)
    assert read_row(second).id == "1"


def test_packed_files_have_the_same_lines(tmp_path: Path) -> None:
    content = ("\r\n".join(KEPT)).encode()
    (tmp_path / "a.export.CSV").write_bytes(content)
    (tmp_path / "a.CSV.gz").write_bytes(gzip.compress(content))
    with zipfile.ZipFile(tmp_path / "a.export.CSV.zip", "w") as packed:
        packed.writestr("a.export.CSV", content)
    found = [list(read_lines(path)) for path in sorted(tmp_path.iterdir())]
    assert found[0] == [one.encode() for one in KEPT]
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("name", ["a.CSV.zip", "a.CSV.gz"])
def test_a_packed_file_that_is_damaged_is_told(tmp_path: Path, name: str) -> None:
    whole = tmp_path / f"whole{Path(name).suffix}"
    if name.endswith("zip"):
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("a", "\n".join(KEPT))
    else:
        whole.write_bytes(gzip.compress("\n".join(KEPT).encode()))
    (tmp_path / name).write_bytes(whole.read_bytes()[:200])
    with pytest.raises(DataError, match=name):
        list(read_lines(tmp_path / name))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"There is no file .*none\.CSV"):
        list(read_lines(tmp_path / "none.CSV"))
    with pytest.raises(KgError, match="is a folder"):
        list(read_lines(tmp_path))
