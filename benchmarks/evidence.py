"""Time evidence queries as people write them, over the record that ships: in memory, from disk, by others.

python benchmarks/evidence.py [ROUNDS] [SECONDS]

Prints the median in milliseconds of the processor's time for each of tests/sparql/evidence/, and how long Virtuoso,
where it is installed, and rdflib take for the same text: Virtuoso as one waits for it after a first time, with how many
rows it gives of ours, rdflib once; each ended after SECONDS. With 0 both are left out. Then the median and the slowest
of all.
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import tempfile
import time
import warnings
from pathlib import Path

import rdflib

from benchmarks.questions import by_rdflib, median
from kg.errors import KgError
from kg.graph import load, open_read_only
from kg.rdf.formats import write_quads
from kg.rdf.limits import Limits
from kg.sparql.engine import Engine
from kg.vocabulary import PREFIXES
from tests import servers

QUERIES = sorted((Path(__file__).parent.parent / "tests" / "sparql" / "evidence").glob("*.rq"))


def main(rounds: int, most_seconds: float) -> None:
    """Print a line for each query, then for all."""
    warnings.simplefilter("ignore")
    engines = {"in memory": load().engine, "from disk": open_read_only().engine}
    found: dict[str, list[float]] = {place: [] for place in engines}
    with contextlib.ExitStack() as running:
        virtuoso = started(engines["in memory"], running) if most_seconds else None
        dataset = rdflib.Dataset()
        if most_seconds:
            dataset.parse(data=write_quads(engines["in memory"].quads(), "nquads").decode(), format="nquads")
        for path in QUERIES:
            text = path.read_text(encoding="utf-8")
            for place, engine in engines.items():
                found[place].append(median(lambda engine=engine, text=text: engine.table(text), rounds))
                print(f"{path.stem + ', ' + place:48} {found[place][-1]:7.1f} ms", flush=True)
            if virtuoso:
                rows = len(engines["in memory"].table(text))
                print(f"{path.stem + ', Virtuoso':48} {by_virtuoso(virtuoso, text, most_seconds, rows)}", flush=True)
            if most_seconds:
                prologue = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in PREFIXES.items())
                slow = by_rdflib(dataset, prologue + text, most_seconds)
                told = f"{1000 * slow:7.1f} ms" if slow else f"no answer after {most_seconds:g} s"
                print(f"{path.stem + ', rdflib':48} {told}", flush=True)
    for place, times in found.items():
        print(f"{'median of all, ' + place:48} {statistics.median(times):7.1f} ms")
        print(f"{'slowest, ' + place:48} {max(times):7.1f} ms")


def started(memory: Engine, running: contextlib.ExitStack) -> Engine | None:
    """Return Virtuoso with the same quads, None where it is not installed."""
    folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
    try:
        return load(endpoint=running.enter_context(servers.virtuoso(memory.quads(), folder))).engine
    except servers.NotInstalled as reason:
        print(f"Virtuoso is left out: {reason}")
        return None


def by_virtuoso(engine: Engine, text: str, most_seconds: float, expected: int) -> str:
    """Return how long it takes the second time, and how many rows it gives of those that are expected."""
    limits = Limits(most_seconds)
    try:
        first = time.perf_counter()
        engine.answer_within(limits, text)
        begin = time.perf_counter()
        if begin - first < most_seconds / 4:
            rows = len(engine.answer_within(limits, text))
            return f"{1000 * (time.perf_counter() - begin):7.1f} ms, {rows:,} rows of {expected:,}"
        return f"{1000 * (begin - first):7.1f} ms, the first time"
    except KgError as error:
        return f"no answer: {str(error).splitlines()[0][:90]}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5, float(sys.argv[2]) if len(sys.argv) > 2 else 20)
