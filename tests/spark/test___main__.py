"""The command that makes the network on Spark, and what it refuses in one sentence."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import kg
from kg.spark.__main__ import run


def told(*words: str | Path) -> Result:
    return CliRunner().invoke(run, [*map(str, words)])


def refused(*words: str | Path) -> str:
    """Return the one sentence by which words are refused."""
    result = told(*words)
    assert result.exit_code == 2, result.output
    (sentence,) = result.output.splitlines()
    return sentence


@pytest.fixture
def dataset(mini: kg.KnowledgeGraph, tmp_path: Path) -> Path:
    """The tiny world as N-Quads."""
    return mini.write(tmp_path / "all.nq")


def test_three_tables_are_written_and_written_again(spark: Any, dataset: Path, tmp_path: Path) -> None:
    for _ in range(2):
        result = told(dataset, tmp_path / "out", "--as-of", "2022")
        assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["actors", "edges", "reasons"]
    assert spark.read.parquet(str(tmp_path / "out" / "actors")).columns == [
        "actor",
        "degree",
        "strength",
        "component",
        "pagerank",
    ]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_dataset_that_is_not_there(spark: Any, tmp_path: Path) -> None:
    assert refused(tmp_path / "none.nq", tmp_path / "out") == f"kg.spark: There is no file {tmp_path}/none.nq."
    assert not (tmp_path / "out").exists()


def test_what_is_no_dataset(spark: Any, tmp_path: Path) -> None:
    (tmp_path / "some.nq").write_text("<a:s> <a:p> <a:o> .\n")
    assert "describes no relations" in refused(tmp_path / "some.nq", tmp_path / "out")
    (tmp_path / "some.nq").write_text("nothing\n")
    assert "a line that is no N-Quad: nothing" in refused(tmp_path / "some.nq", tmp_path / "out")


def test_what_is_no_date(spark: Any, dataset: Path, tmp_path: Path) -> None:
    assert "“soon” is not a date" in refused(dataset, tmp_path / "out", "--as-of", "soon")


def test_folders_that_cannot_be_written(spark: Any, dataset: Path, tmp_path: Path) -> None:
    assert "there is no folder" in refused(dataset, tmp_path / "none" / "out")
    assert "is a file; name a folder" in refused(dataset, dataset)
    assert "holds other things" in refused(dataset, tmp_path)
    assert "cannot be written" in refused(dataset, "/proc/out")


def test_what_is_no_setting(dataset: Path, tmp_path: Path) -> None:
    assert "“partitions” is no setting of Spark" in refused(dataset, tmp_path / "out", "--set", "partitions")


def test_pyspark_is_named_with_its_extra_where_it_is_absent(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    sentence = refused(dataset, tmp_path / "out")
    assert sentence == "kg.spark: This needs the package pyspark: pip install 'perimeter-kg[spark]'."
