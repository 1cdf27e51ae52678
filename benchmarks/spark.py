"""Make the network of participations in process and on Spark, side by side.

python benchmarks/spark.py [COUNT] [ROUNDS] [MASTER] [WAY]

Needs pyspark and Java besides (pip install 'perimeter-kg[spark]'). Writes COUNT seeded participations with heavy tails,
those of benchmarks/projection.py, as a dataset in N-Quads: actors take part in collaborations, half of which have
dates. Each way reads that file, makes all pairs with their reasons, and degree, strength, components and PageRank; in
process the network is bare, and Spark writes all of it as Parquet besides. Every round runs both in turn, each in a
process of its own; WAY ("in process" or "Spark") is run alone, where the other has no room. Prints medians of the
seconds with what was imported and begun, the ratio, the peak of memory (of Spark, Python and Java together), and
whether pairs, weights, degrees, components and ranks are the same.
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
from pathlib import Path

from projection import made_up

from kg.vocabulary import BASE, ENTITY, SHARED_PREFIXES, TERM

TYPE, YEAR = SHARED_PREFIXES["rdf"] + "type", SHARED_PREFIXES["xsd"] + "gYear"
MEMORY = os.environ.get("SPARK_MEMORY", "4g")
Told = dict[str, float]


def write_dataset(count: int, target: Path) -> None:
    """Write participations as a whole dataset: the ontology, who and what there is, and ten claims a passage."""
    import kg

    kg.load().write(target, only="ontology")
    actors, settings = made_up(count)
    with target.open("a", encoding="utf-8") as out:
        for actor in sorted(set(actors.tolist())):
            for name in ("Entity", "Actor", "Organization"):
                out.write(f"<{ENTITY}a{actor}> <{TYPE}> <{TERM}{name}> .\n")
        for setting in sorted(set(settings.tolist())):
            for name in ("Entity", "Setting", "Collaboration"):
                out.write(f"<{ENTITY}s{setting}> <{TYPE}> <{TERM}{name}> .\n")
            if setting % 2:
                out.write(f'<{ENTITY}s{setting}> <{TERM}earliestStart> "{1950 + setting % 70}"^^<{YEAR}> .\n')
        for place, (actor, setting) in enumerate(zip(actors.tolist(), settings.tolist(), strict=True)):
            claim = f"<{ENTITY}a{actor}> <{TERM}takesPartIn> <{ENTITY}s{setting}>"
            out.write(f"{claim} .\n{claim} <{BASE}source/p{place // 10}> .\n")


def in_process(dataset: Path) -> Told:
    import kg
    from kg.graphs.conversion import to_igraph
    from kg.network.network import NetworkFilter
    from kg.network.projection import build_network

    network = build_network(kg.load(dataset).record, NetworkFilter(), is_bare=True)
    reasons = sum(len(edge["reasons"]) for *_, edge in network.edges(data=True))
    graph = to_igraph(network)
    ranks = graph.pagerank(damping=0.85, weights="weight")
    return {
        "pairs": network.number_of_edges(),
        "reasons": reasons,
        "weight": math.fsum(graph.es["weight"]),
        "degrees": sum(graph.degree()),
        "strength": math.fsum(graph.strength(weights="weight")),
        "components": len(graph.connected_components()),
        "squared ranks": math.fsum(rank * rank for rank in ranks),
    }


def on_spark(dataset: Path, folder: Path, master: str) -> Told:
    from kg.spark.network import write_network
    from kg.spark.session import start_session

    settings = {"spark.driver.memory": MEMORY, "spark.sql.shuffle.partitions": "8", "spark.local.dir": str(folder)}
    session = start_session(master, {**settings, "spark.ui.showConsoleProgress": "false"})
    write_network(session, str(dataset), str(folder / "out"))
    for name in ("edges", "actors"):
        session.read.parquet(str(folder / "out" / name)).createOrReplaceTempView(name)
    edges = session.sql("SELECT count(*), sum(reasons), sum(weight) FROM edges").first()
    actors = session.sql(
        "SELECT sum(degree), sum(strength), count(DISTINCT component), sum(pagerank * pagerank) FROM actors"
    ).first()
    names = ("pairs", "reasons", "weight", "degrees", "strength", "components", "squared ranks")
    return dict(zip(names, map(float, (*edges, *actors)), strict=True))


def peak_of_processes() -> float:
    """Return the most MiB that this process and those that it began have held, each at its own time."""
    parents, peaks = {}, {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        parents[int(lines["Pid"])] = int(lines["PPid"])
        peaks[int(lines["Pid"])] = int(lines.get("VmHWM", "0 kB").split()[0]) / 1024
    own, waiting = 0.0, [os.getpid()]
    while waiting:
        process = waiting.pop()
        own += peaks.get(process, 0.0)
        waiting += [child for child, parent in parents.items() if parent == process]
    return own


def run_alone(way: str, dataset: Path, folder: Path, master: str) -> None:
    start = time.perf_counter()
    told = in_process(dataset) if way == "in process" else on_spark(dataset, folder, master)
    print(json.dumps({**told, "seconds": time.perf_counter() - start, "MiB": peak_of_processes()}))


def main(count: int, rounds: int, master: str, ways: tuple[str, ...]) -> None:
    """Run the ways in turn and print medians, the ratio, and what differs."""
    runs: dict[str, list[Told]] = {way: [] for way in ways}
    with tempfile.TemporaryDirectory() as place:
        dataset = Path(place) / "all.nq"
        write_dataset(count, dataset)
        print(f"{count:,} participations, {dataset.stat().st_size / 2**20:,.0f} MiB of N-Quads, Spark on {master}")
        for _ in range(rounds):
            for way, told in runs.items():
                command = [sys.executable, __file__, "--alone", way, str(dataset), place, master]
                environment = {**os.environ, "XDG_CACHE_HOME": f"{place}/cache"}
                done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
                told.append(json.loads(done.stdout))
    first = runs[ways[0]][0]
    for name in (one for one in first if one not in ("seconds", "MiB")):
        found = [told[name] for each in runs.values() for told in each]
        same = all(math.isclose(one, first[name], rel_tol=1e-5 if "ranks" in name else 1e-9) for one in found)
        told_of = "" if len(found) == 1 else "the same" if same else f"DIFFERS: {found}"
        print(f"  {name:14} {first[name]:18,.6f}  {told_of}")
    base = statistics.median(told["seconds"] for told in runs[ways[0]])
    for way, each in runs.items():
        seconds, peak = (statistics.median(told[name] for told in each) for name in ("seconds", "MiB"))
        print(f"  {way:14} {seconds:9.1f} s  {seconds / base:6.2f} × {ways[0]}  {peak:8,.0f} MiB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        run_alone(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]), sys.argv[5])
    else:
        given = sys.argv[1:]
        main(
            int(given[0]) if given else 100_000,
            int(given[1]) if len(given) > 1 else 1,
            given[2] if len(given) > 2 else "local[2]",
            (given[3],) if len(given) > 3 else ("in process", "Spark"),
        )
