"""What is wrong in a data file is told as what was most likely meant."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.rdf.files import read_file

GOOD = '@prefix ex: <http://e.x/> .\nex:a ex:b "x" .\n'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (gzip.compress(GOOD.encode()), "1:1: is packed by gzip; unpack it"),
        (GOOD.encode("utf-16"), "1:1: is in UTF-16; save it as UTF-8"),
        (GOOD.encode("utf-16-be"), "1:1: is in UTF-16; save it as UTF-8"),
        (b"\n<!DOCTYPE html>\n<html>", "1:1: is a web page; save the data that it offers"),
        (b'{"@id": "http://a"}', "1:1: is JSON; if that is JSON-LD, let its name end in .jsonld"),
        (b'[ {"@id": "http://a"} ]', "1:1: is JSON; if that is JSON-LD, let its name end in .jsonld"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(content)
    with pytest.raises(DataError, match=told.replace(".", r"\.")):
        list(read_file(path))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"```turtle\n{GOOD}```\n", "1:1: this stands between the marks of a Markdown text"),
        (f"{GOOD}```\n", "3:1: this stands between the marks of a Markdown text"),
        (f"{GOOD}<<<<<<< HEAD\n{GOOD}=======\n>>>>>>> other\n", "3:1: a merge was not settled here"),
        (f"{GOOD}=======\n{GOOD}>>>>>>> other\n", "3:1: a merge was not settled here"),
        (f"{GOOD}ex:a &lt; ex:b .\n", "3:6: this is a sign as a web page writes it"),
        (f'{GOOD}ex:a ex:b "y"@en_CA .\n', "3:17: a language is written with a hyphen"),
        (f"{GOOD}ex:a ex:b “y” .\n", "3:11: holds a curly quotation mark"),
        (f'{GOOD}ex:a ex:b "a &lt; b"@en ex:c .\n', "3:25: "),
    ],
)
def test_what_a_line_holds_in_place_of_what_is_meant_is_told(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as fault:
        list(read_file(path))
    assert f"a.ttl:{told}" in str(fault.value)


@pytest.mark.parametrize("text", ["a &lt; b", "x@en_CA", "```", "======="])
def test_within_a_text_all_of_it_may_stand(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(f'{GOOD}ex:a ex:c """{text}\n{text}""" .\n', encoding="utf-8")
    assert len(list(read_file(path))) == 2
