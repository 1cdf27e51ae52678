"""Load the record, ask it eight plain queries, make data frames and draw its network: ours beside what people use.

python benchmarks/peers.py [ROUNDS] [PYTHON]

Beside ours: pyoxigraph by hand, rdflib, rdflib over Oxigraph (oxrdflib), kglab, the native `oxigraph` command, and the
pages of pyvis and ipysigma. PYTHON is the interpreter of an environment that has them (pip install oxrdflib kglab
ipysigma pyvis); what is not there is left out. Everyone gets the same N-Quads in a process of its own; kglab, which
knows no named graphs, is not asked for evidence. Prints for each the seconds to load, and of the eight queries the
median of ROUNDS after one that does not count: answered, which is rows counted, and as data frames; with the geometric
mean of the ratios to ours. Then a query from the start of a process to its rows, over a store on disk, and how long a
page of the network takes to write, and how large it is.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

QUERIES = {
    "point": "SELECT ?label WHERE { ent:norad rdfs:label ?label }",
    "list": "SELECT ?one ?label WHERE { ?one a sec:Operation ; rdfs:label ?label . FILTER(LANG(?label) = 'en') }",
    "join": "SELECT ?one ?two WHERE { ?one sec:isPartyTo ?in . ?two sec:isPartyTo ?in FILTER(STR(?one) < STR(?two)) }",
    "evidence": "SELECT ?who ?says WHERE { GRAPH ?p { ?who sec:participatesIn ?in } ?p sec:says ?says }",
    "path": "SELECT DISTINCT ?other WHERE { ent:rcmp sec:isTiedTo/sec:isTiedTo ?other }",
    "per year": "SELECT ?year (COUNT(?tie) AS ?number) WHERE { ?tie a sec:Tie ; sec:startDate ?year } GROUP BY ?year",
    "absence": "SELECT ?one WHERE { ?one a sec:Agreement . FILTER NOT EXISTS { ?who sec:isPartyTo ?one } }",
    "text": "SELECT ?passage WHERE { ?passage sec:says ?said . FILTER(CONTAINS(LCASE(?said), 'arctic')) }",
}
"""A query of each sort."""
ROOT = Path(__file__).parent.parent
Asked = tuple[Callable[[str], int], Callable[[str], Any]]
"""Answers a query and counts its rows, and makes a data frame of it."""


def ours(dump: str, prefixes: dict[str, str]) -> Asked:
    import kg

    graph = kg.load(dump)
    return lambda text: len(graph.query(text)), lambda text: graph.query(text).to_pandas()


def by_hand(dump: str, prefixes: dict[str, str]) -> Asked:
    import pandas
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(path=dump, format=pyoxigraph.RdfFormat.N_QUADS)

    def frame(text: str) -> Any:
        solutions = store.query(text, prefixes=prefixes)
        names = [variable.value for variable in solutions.variables]
        return pandas.DataFrame([[term and term.value for term in row] for row in solutions], columns=names)

    return lambda text: sum(1 for _ in store.query(text, prefixes=prefixes)), frame


def of_rdflib(dump: str, prefixes: dict[str, str], store: str = "default") -> Asked:
    import pandas
    import rdflib

    dataset = rdflib.Dataset(store=store)
    dataset.parse(dump, format="ox-nq" if store == "Oxigraph" else "nquads")
    names = {name: rdflib.Namespace(iri) for name, iri in prefixes.items()}

    def frame(text: str) -> Any:
        found = dataset.query(text, initNs=names)
        return pandas.DataFrame([[term and str(term) for term in row] for row in found], columns=map(str, found.vars))

    return lambda text: len(list(dataset.query(text, initNs=names))), frame


def of_oxrdflib(dump: str, prefixes: dict[str, str]) -> Asked:
    import oxrdflib  # noqa: F401

    return of_rdflib(dump, prefixes, "Oxigraph")


def of_kglab(dump: str, prefixes: dict[str, str]) -> Asked:
    import kglab
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(dump, format="nquads")
    triples = rdflib.Graph()
    for triple in dataset.default_graph:
        triples.add(triple)
    graph = kglab.KnowledgeGraph(namespaces=prefixes, import_graph=triples)
    return lambda text: len(list(graph.query(text))), graph.query_as_df


def page_of_ours(edges: list[list[Any]], path: str) -> None:
    import networkx

    from kg.explorer.page import explore_network
    from kg.network.network import Network

    network = Network(networkx.Graph())
    network.add_weighted_edges_from(map(tuple, edges))
    explore_network(network, path)


def page_of_pyvis(edges: list[list[Any]], path: str) -> None:
    import networkx
    from pyvis.network import Network

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_weighted_edges_from(map(tuple, edges))
    page = Network(cdn_resources="in_line")
    page.from_nx(graph)
    Path(path).write_text(page.generate_html(), encoding="utf-8")


def page_of_ipysigma(edges: list[list[Any]], path: str) -> None:
    import networkx
    from ipysigma import Sigma

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_weighted_edges_from(map(tuple, edges))
    Sigma.write_html(graph, path)


ENGINES = {
    "ours": ours,
    "pyoxigraph by hand": by_hand,
    "oxrdflib": of_oxrdflib,
    "rdflib": of_rdflib,
    "kglab": of_kglab,
}
PAGES = {"ours": page_of_ours, "pyvis": page_of_pyvis, "ipysigma": page_of_ipysigma}


def ask_alone(name: str, dump: str, rounds: int, prefixes: dict[str, str]) -> dict[str, Any]:
    """Load and ask by one engine; seconds, and how many rows were found."""
    start = time.perf_counter()
    answered, frame = ENGINES[name](dump, prefixes)
    told: dict[str, Any] = {"load": time.perf_counter() - start, "rows": {}, "answered": {}, "frames": {}}
    for query, text in QUERIES.items():
        if name == "kglab" and "GRAPH" in text:
            continue
        told["rows"][query] = answered(text)
        told["answered"][query] = _median(lambda text=text: answered(text), rounds)
        frame(text)
        told["frames"][query] = _median(lambda text=text: frame(text), rounds)
    return told


def _median(run: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def draw_alone(name: str, edges: str, path: str) -> dict[str, Any]:
    """Write a page by one library; seconds and MB."""
    given = json.loads(Path(edges).read_text(encoding="utf-8"))
    PAGES[name](given[:3], path)  # what is loaded is not what is timed
    start = time.perf_counter()
    PAGES[name](given, path)
    text = Path(path).read_text(encoding="utf-8")
    return {"write": time.perf_counter() - start, "MB": len(text) / 1e6}


def in_a_process(python: str, *given: str) -> Any:
    """Return what one of these functions finds in a process of its own, None where what it needs is not there."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run([python, __file__, "--alone", *given], capture_output=True, text=True, env=environment)
    if done.returncode:
        print(f"{given[1]} is left out: {(done.stderr.splitlines() or ['it ended'])[-1]}")
        return None
    return json.loads(done.stdout.splitlines()[-1])


def cold(dump: Path, place: Path, rounds: int) -> dict[str, float]:
    """Return the seconds from the start of a process to the rows of a query over a store on disk."""
    import shutil

    from kg.vocabulary import PREFIXES

    text = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items()) + QUERIES["list"]
    by_script = f"import pyoxigraph; print(len(list(pyoxigraph.Store.read_only({str(place)!r}).query({text!r}))))"
    commands = {
        "ours": [sys.executable, "-m", "kg", "query", "--store", str(place), text],
        "pyoxigraph by hand": [sys.executable, "-c", by_script],
    }
    native = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if native:
        query = ["--query", text, "--results-format", "csv"]
        commands["oxigraph, the command"] = [native, "query", "--location", str(place), *query]
    run = {
        name: lambda command=command: subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        for name, command in commands.items()
    }
    for each in run.values():
        each()
    times: dict[str, list[float]] = {name: [] for name in run}
    for _ in range(rounds):
        for name, each in run.items():
            times[name].append(_median(each, 1))
    return {name: statistics.median(each) for name, each in times.items()}


def main(rounds: int, python: str) -> None:
    """Run all in turn and print the table."""
    import kg
    from kg.graph import build
    from kg.vocabulary import PREFIXES

    with tempfile.TemporaryDirectory() as folder:
        dump, place, edges = Path(folder, "all.nq"), Path(folder, "store"), Path(folder, "edges.json")
        graph = kg.load()
        graph.write(dump)
        network = [[*ends, edge["weight"]] for *ends, edge in graph.network().edges(data=True)]
        edges.write_text(json.dumps(network), encoding="utf-8")
        build(place)
        found = {}
        for name in ENGINES:
            given = (name, str(dump), str(rounds), json.dumps(PREFIXES))
            told = in_a_process(sys.executable if name == "ours" else python, "ask_alone", *given)
            if told:
                found[name] = told
        tell_queries(found)
        for name, taken in cold(dump, place, rounds).items():
            print(f"{'cold: ' + name:32} {taken:8.3f} s")
        for name in PAGES:
            path = str(Path(folder, f"{name}.html"))
            told = in_a_process(sys.executable if name == "ours" else python, "draw_alone", name, str(edges), path)
            if told:
                print(f"{f'page of {len(network):,} edges: {name}':32} {told['write']:8.3f} s   {told['MB']:.1f} MB")


def tell_queries(found: dict[str, dict[str, Any]]) -> None:
    """Print what each engine took, and where it found other numbers of rows."""
    base = found["ours"]
    for name, told in found.items():
        others = [query for query, rows in told["rows"].items() if rows != base["rows"][query]]
        print(f"{name + ': load':32} {told['load']:8.3f} s   {told['load'] / base['load']:8.2f} × ours")
        for way in ("answered", "frames"):
            ratios = [taken / base[way][query] for query, taken in told[way].items()]
            mean = math.exp(statistics.fmean(map(math.log, ratios)))
            print(f"{f'{name}: {len(ratios)} {way}':32} {sum(told[way].values()):8.3f} s   {mean:8.2f} × ours")
        if others:
            print(f"{name}: another number of rows for {', '.join(others)}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        what, which, *rest = sys.argv[2:]
        if what == "ask_alone":
            print(json.dumps(ask_alone(which, rest[0], int(rest[1]), json.loads(rest[2]))))
        else:
            print(json.dumps(draw_alone(which, *rest)))
    else:
        given = sys.argv[1:]
        main(int(given[0]) if given else 5, given[1] if len(given) > 1 else sys.executable)
