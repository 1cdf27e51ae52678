"""Time every question over the record that ships: in process, and its query by rdflib's own engine on the same data.

python benchmarks/questions.py [ROUNDS] [SECONDS]

Prints the median of asking by name in milliseconds (for a question that knows time, also --as-of 2010, for which
the answer of all time is asked as well), the median of its query alone, and how many times as long rdflib takes for
that query, once, in a process that is ended after SECONDS. Times are of the processor, so that what else the
machine does counts little.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection

import rdflib

import kg
from kg.questions.ask import resolve
from kg.questions.catalogue import Question, questions
from kg.questions.template import as_it_runs
from kg.rdf.formats import write_quads


def main(rounds: int, most_seconds: float) -> None:
    """Print a line for each question, then the slowest."""
    graph = kg.load()
    warnings.simplefilter("ignore")
    dataset = rdflib.Dataset()
    dataset.parse(data=write_quads(graph.quads(), "nquads").decode(), format="nquads")
    print(f"{'question':24} {'asked':>9} {'as of 2010':>11} {'query':>9}   rdflib")
    asked: dict[str, float] = {}
    for one in questions().values():
        text = as_it_runs(one, resolve(graph.names, one, one.example))
        asked[one.name] = median(lambda one=one: graph.ask(one.name, **one.example), rounds)
        then = f"{in_time(graph, one, rounds):8.1f} ms" if "#when" in one.text else ""
        query = median(lambda text=text: graph.engine.table(text), rounds)
        slow = by_rdflib(dataset, text, most_seconds)
        told = f"{1000 * slow / query:6.0f} ×" if slow else f"over {1000 * most_seconds / query:.0f} × (ended)"
        print(f"{one.name:24} {asked[one.name]:6.1f} ms {then:>11} {query:6.1f} ms   {told}", flush=True)
    slowest = max(asked, key=lambda name: asked[name])
    late = sum(milliseconds > 50 for milliseconds in asked.values())
    print(f"slowest: {slowest}, {asked[slowest]:.1f} ms; {late} of {len(asked)} take more than 50 ms")


def in_time(graph: kg.KnowledgeGraph, one: Question, rounds: int) -> float:
    """Return the median in milliseconds of a question asked for a period."""
    return median(lambda: graph.ask(one.name, as_of="2010", **one.example), rounds)


def median(run: Callable[[], object], rounds: int) -> float:
    """Return the median time in milliseconds, after one run that does not count."""
    run()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return 1000 * statistics.median(times)


def by_rdflib(dataset: rdflib.Dataset, text: str, most_seconds: float) -> float | None:
    """Return the seconds that rdflib takes; None when it was ended or failed."""
    here, there = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=answer, args=(dataset, text, there))
    child.start()
    there.close()
    try:
        return float(here.recv()) if here.poll(most_seconds) else None
    except EOFError:
        return None
    finally:
        child.kill()
        child.join()


def answer(dataset: rdflib.Dataset, text: str, told: Connection) -> None:
    """Answer a query by rdflib and tell how long it took."""
    start = time.process_time()
    list(dataset.query(text))
    told.send(time.process_time() - start)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9, float(sys.argv[2]) if len(sys.argv) > 2 else 20)
