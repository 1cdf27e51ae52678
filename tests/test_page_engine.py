"""The engine and the dataset that the page carries, run as its worker runs them, in Deno and without a browser."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import ROOT, MakeGraph
from test_conformance import PINNED, SUITES

import kg
from kg.explorer import build_page
from kg.explorer.dataset_payload import write_dataset
from kg.explorer.payload import payload
from kg.vocabulary import LANGUAGES

SCRIPTS = ROOT / "tests" / "explorer" / "page" / "sparql"
SUITE = "sparql11-query"


def run(script: str, asked: object) -> str:
    """Run one of our scripts in Deno: what it prints for what it is given as JSON."""
    command = [
        build_page.deno(),
        "run",
        "--quiet",
        "--frozen",
        "--allow-read",
        "--config",
        build_page.PAGE / "deno.json",
    ]
    given = json.dumps(asked)
    done = subprocess.run(
        [*command, SCRIPTS / script], input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def dataset_of(graph: kg.KnowledgeGraph) -> set[str]:
    """The quads that the page's worker holds of a graph, as N-Quads."""
    texts = payload(graph)["texts"]
    trig = write_dataset(graph.quads(), texts).decode()
    return set(run("dump_dataset.ts", {"trig": trig, "languages": LANGUAGES, "texts": texts}).splitlines()) - {""}


def in_nquads(graph: kg.KnowledgeGraph) -> set[str]:
    return {f"{quad} ." for quad in graph.quads()}


def test_page_holds_the_quads_of_the_record_and_no_others(shipped: kg.KnowledgeGraph) -> None:
    assert dataset_of(shipped) == in_nquads(shipped)


def test_page_holds_literals_as_they_are(make_graph: MakeGraph) -> None:
    graph = make_graph(
        r"""
        ent:a a sec:Agreement ; rdfs:label "~0"@en , "~1"@fr , "~0" , "say \"~0\"@en" ;
          skos:definition "a\nb\t\"c\" \\ ~1"@en , "d\u0007\u2028e"@fr , "~~7"@en ; sec:startDate "2001"^^xsd:gYear .
        """
    )
    assert dataset_of(graph) == in_nquads(graph)


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
    if not SUITES.is_dir():
        pytest.skip("the W3C's tests are not beside the project")
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.syspath_prepend(str(SUITES))
        yield importlib.import_module("w3c_sparql")
        sys.modules.pop("w3c_sparql", None)


def test_what_fails_in_the_page_is_what_is_known_to_fail(w3c: Any) -> None:
    suite, engine = w3c.Suite(SUITES), OfPage(w3c)
    tests = list(suite.tests(suite.root / w3c.SUITES[SUITE]))
    outcomes(tests, engine, suite, w3c)
    engine.answers = json.loads(run("answer_queries.ts", engine.asked))
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
