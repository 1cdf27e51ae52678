"""Time a SELECT from process start to rows: kg, a short pyoxigraph script, and rdflib alone, over the same files.

python benchmarks/cold_query.py [ROUNDS]

Prints the median of each in seconds and the ratios to kg; every round runs all three in turn.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BASE = "https://w3id.org/perimeter"
QUERY = f"SELECT ?who WHERE {{ ?who <{BASE}/term/isPartyTo> <{BASE}/entity/ice-pact> }}"
PYOXIGRAPH = f"""
import pathlib, pyoxigraph
store = pyoxigraph.Store()
for folder in ("ontology", "data"):
    for path in pathlib.Path(r"{ROOT}", folder).rglob("*"):
        if path.suffix in (".ttl", ".trig"):
            store.bulk_load(path=str(path))
rows = store.query('''{QUERY}''', use_default_graph_as_union=True)
print(len(set(tuple(row) for row in rows)))
"""
RDFLIB = f"""
import pathlib, rdflib
data = rdflib.Dataset(default_union=True)
for folder in ("ontology", "data"):
    for path in pathlib.Path(r"{ROOT}", folder).rglob("*"):
        if path.suffix in (".ttl", ".trig"):
            data.parse(path, format="trig")
print(len(set(data.query('''{QUERY}'''))))
"""


def main(rounds: int) -> None:
    """Run all contestants in turn and print medians and ratios."""
    kg = [sys.executable, "-m", "kg", "query", QUERY]
    contestants = {
        "kg query": kg,
        "pyoxigraph script": [sys.executable, "-c", PYOXIGRAPH],
        "rdflib script": [sys.executable, "-W", "ignore", "-c", RDFLIB],
    }
    subprocess.run(kg, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # makes the snapshot, as any first call does
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(rounds):
        for name, command in contestants.items():
            if name.startswith("rdflib") and number >= 3:
                continue
            start = time.perf_counter()
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(each) for name, each in times.items()}
    for name, median in medians.items():
        print(f"{name:20} {median:7.3f} s   {median / medians['kg query']:6.1f} × kg query")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
