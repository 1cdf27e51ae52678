"""Time evidence queries as people write them, over the record that ships: in memory, from disk, and by rdflib.

python benchmarks/evidence.py [ROUNDS] [SECONDS]

Prints the median in milliseconds of the processor's time for each of tests/sparql/evidence/, and how long rdflib takes
for the same text, once, ended after SECONDS; with 0 it is left out. Then the median and the slowest of all.
"""

from __future__ import annotations

import statistics
import sys
import warnings
from pathlib import Path

import rdflib

from benchmarks.questions import by_rdflib, median
from kg.graph import load, open_read_only
from kg.rdf.formats import write_quads
from kg.vocabulary import PREFIXES

QUERIES = sorted((Path(__file__).parent.parent / "tests" / "sparql" / "evidence").glob("*.rq"))


def main(rounds: int, most_seconds: float) -> None:
    """Print a line for each query, then for all."""
    warnings.simplefilter("ignore")
    engines = {"in memory": load().engine, "from disk": open_read_only().engine}
    dataset = rdflib.Dataset()
    if most_seconds:
        dataset.parse(data=write_quads(engines["in memory"].quads(), "nquads").decode(), format="nquads")
    found: dict[str, list[float]] = {place: [] for place in engines}
    for path in QUERIES:
        text = path.read_text(encoding="utf-8")
        for place, engine in engines.items():
            found[place].append(median(lambda engine=engine, text=text: engine.table(text), rounds))
            print(f"{path.stem + ', ' + place:48} {found[place][-1]:7.1f} ms", flush=True)
        if most_seconds:
            prologue = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in PREFIXES.items())
            slow = by_rdflib(dataset, prologue + text, most_seconds)
            told = f"{1000 * slow:7.1f} ms" if slow else f"no answer after {most_seconds:g} s"
            print(f"{path.stem + ', rdflib':48} {told}", flush=True)
    for place, times in found.items():
        print(f"{'median of all, ' + place:48} {statistics.median(times):7.1f} ms")
        print(f"{'slowest, ' + place:48} {max(times):7.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5, float(sys.argv[2]) if len(sys.argv) > 2 else 20)
