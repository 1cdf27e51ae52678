"""A table with its evidence, as each format can hold it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

import kg
from kg.questions.ask import Answer
from kg.record.cited import cited_file
from kg.record.evidence import Passage
from kg.record.evidence_reader import read_passages
from kg.sparql.table import read_csv

TOLD = ["source_title", "source_publisher", "source_date", "source_address", "source_words", "source_reading"]


@pytest.fixture(scope="module")
def asked(mini: kg.KnowledgeGraph) -> tuple[Answer, dict[str, Passage]]:
    answer = mini.ask("partners", of="norad")
    return answer, read_passages(mini.engine, answer.passages())


def test_csv_and_json_tell_of_each_source_on_a_line_of_its_own(asked: tuple[Answer, dict[str, Passage]]) -> None:
    _, passages = asked
    head, *rows = read_csv(cited_file(*asked, "csv").decode("utf-8-sig"))
    assert head[-6:] == TOLD
    place = head.index("passages")
    for row in rows:
        cited = [passages[iri] for iri in row[place].split()]
        assert row[-6].split("\n") == [passage.document.title for passage in cited]
        assert row[-3].split("\n") == [passage.address for passage in cited]
    (first, *_) = json.loads(cited_file(*asked, "json"))["results"]["bindings"]
    assert first["source_words"]["value"].split("\n")[0] == passages[rows[0][place].split()[0]].says["en"]


def test_a_workbook_has_a_sheet_of_sources_that_the_answer_numbers(asked: tuple[Answer, dict[str, Passage]]) -> None:
    answer, _ = asked
    book = pytest.importorskip("openpyxl").load_workbook(io.BytesIO(cited_file(*asked, "xlsx")))
    assert book.sheetnames == ["answer", "sources", "about"]
    rows = [[cell.value for cell in row] for row in book["sources"]]
    assert {row[1] for row in rows[1:]} == set(answer.passages())
    assert rows[1][5] or rows[1][2]
    assert [cell.value for cell in book["answer"]["E"]][1:][0].startswith("[1]")


@pytest.mark.parametrize(
    ("format_name", "mark", "note"), [("markdown", "[^1]", "\n[^1]: "), ("html", '"#n1"', 'id="n1"')]
)
def test_notes_tell_of_each_source(asked: Any, format_name: str, mark: str, note: str) -> None:
    told = cited_file(*asked, format_name, [("question", "Who?")]).decode()
    assert mark in told
    assert told.count(note) == 1
    assert "read again" in told
