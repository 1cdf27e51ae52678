"""The queries of the library say of their columns what the record answers, by which a server is judged."""

from __future__ import annotations

import re

import pytest

import kg
from kg.sparql.lookups import LOOKUPS, lookup
from kg.sparql.replies import check_columns

NAMES = sorted(path.stem for path in LOOKUPS.glob("*.rq"))
TOLD = re.compile(r"^# (?:iri|text|number|boolean)(?: or nothing)?: (.*)$", re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_told_of_the_columns_holds(shipped: kg.KnowledgeGraph, name: str) -> None:
    table = shipped.engine.table(lookup(name))
    check_columns(table, lookup(name), "here")
    told = {column for line in TOLD.findall(lookup(name)) for column in line.split()}
    assert told <= {f"?{column}" for column in table.columns}


def test_nearly_all_say_something() -> None:
    assert [name for name in NAMES if not TOLD.search(lookup(name))] == ["texts-in-a-language", "values"]
