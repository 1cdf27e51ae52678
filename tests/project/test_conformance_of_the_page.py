"""The W3C's own tests of SPARQL 1.1 pass in the engine that the page carries as they do in the library's."""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from tests.deno import run_script
from tests.project.test_conformance import PINNED, SUITES

SUITE = "sparql11-query"

pytestmark = pytest.mark.skipif(not SUITES.is_dir(), reason="the W3C's tests are not beside the project")


class OfPage:
    """The engine of the page as the W3C's tests ask it: all are asked at once, and answered from what came."""

    def __init__(self, w3c: Any) -> None:
        self.w3c = w3c
        self.asked: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] | None = None

    def query(self, dataset: Any, text: str, base: str) -> Any:
        if self.answers is None:
            self.asked.append(self._asked(dataset, text, base))
            raise self.w3c.Skip("asked, not yet answered")
        answer = self.answers.pop(0)
        if answer["kind"] == "boolean":
            return answer["holds"]
        if answer["kind"] != "table":
            raise ValueError(answer["message"])
        rows = [[cell and str(_term(cell)) for cell in row] for row in answer["rows"]]
        if "CONSTRUCT" in text.upper() and answer["columns"] == ["subject", "predicate", "object"]:
            return self.w3c.Triples([f"{' '.join(row)} ." for row in rows])
        named = [{name: cell for name, cell in zip(answer["columns"], row, strict=True) if cell} for row in rows]
        return self.w3c.Rows(answer["columns"], named)

    def parse_query(self, text: str, base: str) -> None:
        if self.answers is None:
            self.asked.append({"base": base, "graphs": [], "quads": "", "query": text})
        elif (answer := self.answers.pop(0))["kind"] == "error" and answer["reason"] in ("syntax", "update"):
            raise ValueError(answer["message"])

    def _asked(self, dataset: Any, text: str, base: str) -> dict[str, Any]:
        store = ox.Store()
        graphs: list[tuple[Any, Path]] = [(ox.DefaultGraph(), path) for path in dataset.default]
        graphs += [(ox.NamedNode(iri), path) for iri, path in dataset.named]
        for graph, path in graphs:
            own = "https://w3c.github.io/rdf-tests/sparql/" + path.as_posix().split("/sparql/", 1)[1]
            store.load(path.read_bytes(), format=self.w3c.rdf_format(path), base_iri=own, to_graph=graph)
        quads = (ox.serialize(store, format=ox.RdfFormat.N_QUADS) or b"").decode()
        return {"base": base, "graphs": [iri for iri, _ in dataset.named], "quads": quads, "query": text}


def _term(cell: dict[str, str]) -> Any:
    if cell["type"] == "iri":
        return ox.NamedNode(cell["value"])
    if cell["type"] == "blank":
        return ox.BlankNode(cell["value"])
    datatype = cell.get("datatype")
    return ox.Literal(
        cell["value"], language=cell.get("language"), datatype=ox.NamedNode(datatype) if datatype else None
    )


@pytest.fixture(scope="module")
def w3c() -> Iterator[Any]:
    """The runner of the W3C's tests."""
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.syspath_prepend(str(SUITES))
        yield importlib.import_module("w3c_sparql")
        sys.modules.pop("w3c_sparql", None)


def test_what_fails_in_the_page_is_what_is_known_to_fail(w3c: Any) -> None:
    suite, engine = w3c.Suite(SUITES), OfPage(w3c)
    tests = list(suite.tests(suite.root / w3c.SUITES[SUITE]))
    outcomes(tests, engine, suite, w3c)
    engine.answers = json.loads(run_script("sparql/answer_queries.ts", engine.asked))
    came = outcomes(tests, engine, suite, w3c)
    assert engine.answers == []
    pinned = {line for line in PINNED.read_text(encoding="utf-8").splitlines() if line.startswith(f"{SUITE} ")}
    assert {name for name, outcome in came.items() if outcome == "fail"} == pinned
    assert sum(outcome == "pass" for outcome in came.values()) > 300


def outcomes(tests: list[Any], engine: OfPage, suite: Any, w3c: Any) -> dict[str, str]:
    """What came of each test: pass, fail, or skip for what does not apply."""
    found = {}
    for test in tests:
        name = f"{SUITE} {test.iri.rpartition('/data-sparql11/')[2].replace('/manifest#', '/')}"
        try:
            found[name] = w3c.run_one(test, engine, suite)[0]
        except w3c.Skip:
            found[name] = "skip"
        except Exception:
            found[name] = "fail"
    return found
