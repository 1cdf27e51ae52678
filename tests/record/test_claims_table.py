"""All claims as a table and a database: each in each of its passages, exactly what the graph says."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import pytest

import kg
from kg.vocabulary import SOURCE
from tests.worlds import MINI, RunKg


@pytest.fixture(scope="module")
def table(mini: kg.KnowledgeGraph) -> kg.Table:
    return mini.claims()


def test_a_row_is_a_claim_in_a_passage(mini: kg.KnowledgeGraph, table: kg.Table) -> None:
    claims = list(mini.record.claims)
    assert len(table) == sum(len(claim.passages) for claim in claims) > len(claims) / 2
    pairs = set(zip(table.column("claim"), table.column("passage"), strict=True))
    assert pairs == {(claim.name, iri.removeprefix(SOURCE)) for claim in claims for iri in claim.passages}
    assert len(pairs) == len(table)


def test_a_row_has_names_words_document_and_state(table: kg.Table) -> None:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    (found,) = [row for row in rows if row["subject"] == "ent:canada" and row["property"] == "sec:isMemberOf"][:1]
    assert found["value_name"] == "North American Aerospace Defense Command"
    assert found["says"]
    assert found["title"]
    assert found["reading"] in ("whole", "part", "unread", "not_found")


def test_names_are_in_the_language_asked_for(mini: kg.KnowledgeGraph) -> None:
    assert "Gendarmerie royale du Canada" in mini.claims("fr").column("subject_name")


def test_the_command_line_writes_tables_and_a_database(
    run_kg: RunKg, mini: kg.KnowledgeGraph, table: kg.Table, tmp_path: Path
) -> None:
    for name in ("claims.csv", "claims.xlsx", "claims.parquet", "claims.db"):
        done = run_kg("write", tmp_path / name, "--data", MINI)
        assert done.returncode == 0, done.stderr
    with (tmp_path / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        held = list(csv.DictReader(file))
    assert [row["claim"] for row in held] == table.column("claim")
    assert list(held[0]) == table.columns
    pandas = pytest.importorskip("pandas")
    assert list(pandas.read_parquet(tmp_path / "claims.parquet")["claim"]) == table.column("claim")
    assert (tmp_path / "claims.db").read_bytes() == mini.write(tmp_path / "again.db").read_bytes()


def test_the_database_joins_claims_to_pages_and_finds_words(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    with sqlite3.connect(mini.write(tmp_path / "claims.db")) as base:
        assert base.execute("SELECT COUNT(*) FROM evidence").fetchone() == (len(mini.claims()),)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (name,) = base.execute("SELECT name_fr FROM entities WHERE id = 'ent:rcmp'").fetchone()
        assert name == "Gendarmerie royale du Canada"
        words = "SELECT says_fr FROM passages_fts WHERE passages_fts MATCH 'opération'"
        assert any("opération" in said for (said,) in base.execute(words))
        assert dict(base.execute("SELECT what, value FROM about").fetchall())
