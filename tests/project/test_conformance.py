"""The W3C's own tests of SPARQL 1.1 pass through our engine as they do in the one below it.

The tests are no part of the project; where they are not beside it, these tests are skipped. What is known to fail
is written down in conformance.txt, which may only become shorter.
"""

from __future__ import annotations

import importlib
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.sparql.engine import Engine
from tests.worlds import ROOT

SUITES = ROOT.parent / "shared" / "w3c"
PINNED = Path(__file__).parent / "conformance.txt"
NAMES = ("sparql11-query", "sparql11-results")

pytestmark = pytest.mark.skipif(not SUITES.is_dir(), reason="the W3C's tests are not beside the project")


class Ours:
    """Our engine as the W3C's tests ask it: a base, and terms as text. It only reads: updates do not apply."""

    def __init__(self, w3c: Any) -> None:
        self.w3c = w3c

    def query(self, dataset: Any, text: str, base: str) -> Any:
        answer = Engine(self._store(dataset)).answer(f"BASE <{base}>\n{text}")
        if isinstance(answer, bool):
            return answer
        if isinstance(answer, list):
            return self.w3c.Triples([f"{triple} ." for triple in answer])
        rows = [
            {name: str(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
            for row in answer.terms
        ]
        return self.w3c.Rows(answer.columns, rows)

    def parse_query(self, text: str, base: str) -> None:
        try:
            Engine(ox.Store()).answer(f"BASE <{base}>\n{text}")
        except QueryError as error:
            if "could not be carried out" not in str(error):  # else it was understood
                raise

    def _store(self, dataset: Any) -> ox.Store:
        store = ox.Store()
        graphs: list[tuple[Any, Path]] = [(ox.DefaultGraph(), path) for path in dataset.default]
        graphs += [(ox.NamedNode(iri), path) for iri, path in dataset.named]
        for graph, path in graphs:
            base = "https://w3c.github.io/rdf-tests/sparql/" + path.as_posix().split("/sparql/", 1)[1]
            if isinstance(graph, ox.NamedNode):
                store.add_graph(graph)
            store.load(path.read_bytes(), format=self.w3c.rdf_format(path), base_iri=base, to_graph=graph)
        return store


@pytest.fixture(scope="module")
def w3c() -> Iterator[Any]:
    """The runner of the W3C's tests."""
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.syspath_prepend(str(SUITES))
        yield importlib.import_module("w3c_sparql")
        for name in ("w3c_sparql", "adapters"):
            sys.modules.pop(name, None)


@cache
def outcomes(suite_name: str, engine: Any, w3c: Any) -> dict[str, str]:
    """What came of each test of a suite: pass, fail, or skip for what does not apply."""
    suite = w3c.Suite(SUITES)
    found = {}
    for test in suite.tests(suite.root / w3c.SUITES[suite_name]):
        name = f"{suite_name} {test.iri.rpartition('/data-sparql11/')[2].replace('/manifest#', '/')}"
        try:
            found[name] = w3c.run_one(test, engine, suite)[0]
        except w3c.Skip:
            found[name] = "skip"
        except Exception:
            found[name] = "fail"
    return found


@pytest.fixture(scope="module")
def ours(w3c: Any) -> Ours:
    return Ours(w3c)


@pytest.mark.parametrize("suite", NAMES)
def test_what_fails_is_what_is_known_to_fail(suite: str, ours: Ours, w3c: Any) -> None:
    lines = PINNED.read_text(encoding="utf-8").splitlines()
    pinned = {line for line in lines if line.startswith(f"{suite} ")}
    came = outcomes(suite, ours, w3c)
    print(f"{suite}: {dict(Counter(came.values()))}")
    failed = {name for name, outcome in came.items() if outcome == "fail"}
    assert failed - pinned == set(), "these fail and did not before"
    assert pinned - failed == set(), "these pass now: take them out of conformance.txt"


@pytest.mark.parametrize("suite", NAMES)
def test_our_engine_passes_what_the_one_below_it_passes(suite: str, ours: Ours, w3c: Any) -> None:
    below = outcomes(suite, importlib.import_module("adapters").pyoxigraph(), w3c)
    assert [
        name for name, outcome in outcomes(suite, ours, w3c).items() if outcome == "fail" and below[name] == "pass"
    ] == []
