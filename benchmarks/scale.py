"""Time loading, queries, record, network and page of made-up records of growing size, and fit how cost grows.

python benchmarks/scale.py [LARGEST] [RDFLIB_UP_TO]

Sizes go from ten thousand quads by about three each time up to LARGEST (a million unless told otherwise), each in
processes of their own. Prints seconds of the processor, the peak of memory, ratios to pyoxigraph used by hand over the
same quads, and to rdflib up to a size (100,000 unless told otherwise). Beyond two million quads the page shows the
best connected alone. For each part it prints the power that fits how its seconds grow with the quads, from thirty
thousand on: 1 is in proportion, and n·log n looks like 1.08. The edges of the network are what the page and the network
have to tell: these worlds get denser as they grow.
"""

from __future__ import annotations

import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from made_up import write_world

from kg.vocabulary import PREFIXES

QUERIES = {
    "point": "SELECT ?label WHERE { ent:agency-0 rdfs:label ?label }",
    "list": "SELECT ?one ?label WHERE { ?one a sec:Operation ; rdfs:label ?label . FILTER(LANG(?label) = 'en') }",
    "join": "SELECT ?one ?two WHERE { ?one sec:isPartyTo ?in . ?two sec:isPartyTo ?in FILTER(STR(?one) < STR(?two)) }",
    "evidence": "SELECT ?who ?says WHERE { GRAPH ?p { ?who sec:participatesIn ent:exercise-1 } ?p sec:says ?says }",
    "path": "SELECT DISTINCT ?other WHERE { ent:agency-1 sec:cooperatesWith/sec:cooperatesWith ?other }",
    "per year": "SELECT ?year (COUNT(?tie) AS ?number) WHERE { ?tie a sec:Tie ; sec:startDate ?year } GROUP BY ?year",
    "absence": "SELECT ?one WHERE { ?one a sec:Agreement . FILTER NOT EXISTS { ?who sec:isPartyTo ?one } }",
    "text": "SELECT ?passage WHERE { ?passage sec:says ?said . FILTER(CONTAINS(?said, 'Arctic Command Agency')) }",
}
"""A query of each sort."""
WAYS = ("answered", "answered by hand", "read term by term", "read term by term by hand")
_LEAST_ROUNDS, _MOST_ROUNDS, _LEAST_SECONDS = 3, 2_000, 0.3
_FIRST = 10_000


def seconds(function: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds of the processor that a function takes, of this process and those that it begins."""
    before, found = _used(), function()
    return _used() - before, found


def _used() -> float:
    spent = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def _median(function: Callable[[], Any]) -> float:
    """Return the median of at least three runs after a first one, and of as many as take a while together."""
    function()
    taken: list[float] = []
    while len(taken) < _LEAST_ROUNDS or (sum(taken) < _LEAST_SECONDS and len(taken) < _MOST_ROUNDS):
        taken.append(seconds(function)[0])
    return statistics.median(taken)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def load_by_hand(dump: str) -> dict[str, float]:
    """Load a file of quads with pyoxigraph alone."""
    store = ox.Store()
    taken, _ = seconds(lambda: store.bulk_load(path=dump, format=ox.RdfFormat.N_QUADS))
    return {"load": taken, "memory": _peak()}


def load_ours(dump: str) -> dict[str, float]:
    """Load the same file as a graph."""
    import kg

    taken, _ = seconds(lambda: kg.load(dump))
    return {"load": taken, "memory": _peak()}


def measure(folder: str, rdflib_up_to: str) -> dict[str, Any]:
    """Time what is made of a folder of data."""
    from kg.collector import collect_rarely
    from kg.graph import KnowledgeGraph
    from kg.rdf.dataset import build
    from kg.rdf.folders import Folders
    from kg.sparql.engine import Engine

    collect_rarely()
    folders = Folders.find(folder)
    taken: dict[str, float] = {}
    taken["load: read, merge, apply rules"], store = seconds(lambda: build(folders))
    graph = KnowledgeGraph(Engine(store, folders.part("rules")), folders)
    found: dict[str, Any] = {"quads": len(store), "rdflib": {}} | {way: {} for way in WAYS}
    for name, text in QUERIES.items():
        ways: list[Callable[[], Any]] = [
            lambda text=text: len(graph.engine.table(text)),
            lambda text=text: sum(1 for _ in store.query(text, prefixes=PREFIXES)),
            lambda text=text: len(graph.engine.table(text).terms),
            lambda text=text: [tuple(row) for row in store.query(text, prefixes=PREFIXES)],
        ]
        for way, ask in zip(WAYS, ways, strict=True):
            found[way][name] = _median(ask)
    if len(store) <= int(rdflib_up_to):
        found["rdflib"] = _by_rdflib(store)
    taken["record"], _ = seconds(lambda: graph.record)
    taken["network, with its reasons"], network = seconds(graph.network)
    taken["page"], _ = seconds(lambda: graph.explore(path=Path(folder, "page.html")))
    dump = Path(folder, "all.nq")
    store.dump(str(dump), format=ox.RdfFormat.N_QUADS)
    return found | {"taken": taken, "memory": _peak(), "network": [len(network), network.number_of_edges()]}


def _by_rdflib(store: ox.Store) -> dict[str, float]:
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(data=store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    namespaces = {name: rdflib.Namespace(iri) for name, iri in PREFIXES.items()}
    return {
        name: seconds(lambda text=text: len(dataset.query(text, initNs=namespaces)))[0]
        for name, text in QUERIES.items()
    }


def _apart(what: str, *given: str) -> Any:
    """Return what one of these functions finds in a process of its own."""
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"XDG_CACHE_HOME": cache, "PYTHONPATH": str(Path(__file__).parent.parent)}
        command = [sys.executable, __file__, "--apart", what, *given]
        done = subprocess.run(command, check=True, capture_output=True, env=environment)
    return json.loads(done.stdout)


def exponent(sizes: list[int], taken: list[float]) -> float:
    """Return by what power of the size seconds grow: the slope of the logarithms, by least squares."""
    return statistics.linear_regression(
        [math.log(one) for one in sizes], [math.log(max(one, 1e-4)) for one in taken]
    ).slope


def _geometric(taken: dict[str, float], beside: dict[str, float]) -> float:
    """Return the geometric mean of ratios, query by query."""
    return math.exp(statistics.fmean(math.log(taken[name] / max(beside[name], 1e-6)) for name in QUERIES))


def main(largest: int, rdflib_up_to: int) -> None:
    """Print the lines of each size, and how cost grows."""
    sizes: list[int] = []
    grown: dict[str, list[float]] = defaultdict(list)
    wanted = _FIRST
    while wanted <= largest:
        with tempfile.TemporaryDirectory() as place:
            folder, dump = str(Path(place, "data")), str(Path(place, "data", "all.nq"))
            write_world(Path(folder), wanted)
            found = _apart("measure", folder, str(rdflib_up_to))
            by_hand, ours = (_apart(name, dump) for name in ("load_by_hand", "load_ours"))
        size, (actors, edges) = found["quads"], found["network"]
        print(f"{size:,} quads; a network of {actors:,} actors and {edges:,} edges")
        _tell("one file, loaded by hand", by_hand["load"])
        ratio, memory = (ours[name] / by_hand[name] for name in ("load", "memory"))
        _tell("one file, by kg.load", ours["load"], f"{ratio:6.2f} × by hand, with {memory:.2f} × its memory")
        for name, taken in found["taken"].items():
            _tell(name, taken)
        asked, slow = found[WAYS[0]], found["rdflib"]
        for way, beside in (WAYS[:2], WAYS[2:]):
            _tell(
                f"eight queries, {way}",
                sum(found[way].values()),
                f"{_geometric(found[way], found[beside]):6.2f} × by hand",
            )
        if slow:
            _tell("eight queries, rdflib", sum(slow.values()), f"{_geometric(slow, asked):6.1f} × ours")
        print(f"  the peak of memory is {found['memory']:.0f} MB", flush=True)
        if wanted > _FIRST:
            sizes.append(size)
            told = {"edges of the network": edges, **found["taken"], "eight queries": sum(asked.values())}
            for name, taken in told.items():
                grown[name].append(taken)
        wanted = _next(wanted)
    if len(sizes) > 1:
        for name, taken in grown.items():
            print(f"{name:42} grows with the power {exponent(sizes[: len(taken)], taken):.2f} of the quads")


def _tell(name: str, taken: float, more: str = "") -> None:
    print(f"  {name:40} {taken:9.3f} s {more}")


def _next(size: int) -> int:
    """Return the next size: 10,000, 30,000, 100,000 and so on."""
    return size * 3 if str(size).startswith("1") else size // 3 * 10


if __name__ == "__main__":
    if sys.argv[1:2] == ["--apart"]:
        print(json.dumps(globals()[sys.argv[2]](*sys.argv[3:])))
    else:
        main(*(int(word) for word in [*sys.argv[1:3], *("1000000", "100000")[len(sys.argv) - 1 :]]))
