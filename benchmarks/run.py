"""Run the benchmarks, each in a process of its own, and print one table.

python benchmarks/run.py [PART …] [--whole] [-o FILE.json]

A PART is the name of a benchmark beside this file: commands, evidence, cold_query, questions, load, peers, frames,
measures, projection, explorer, events, scale, engines; without any all run. They run in a few rounds unless told to run
as a --whole. What needs a library or a program that is not here is left out, and says why. The JSON holds the rows, all
that was printed, and machine and versions.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).parent
QUICK = {
    "commands": ["3"],
    "evidence": ["1", "0"],
    "cold_query": ["1"],
    "questions": ["1", "1"],
    "load": ["1"],
    "peers": ["1"],
    "frames": ["1"],
    "measures": ["1"],
    "projection": ["1", "5"],
    "explorer": ["1"],
    "events": ["20000"],
    "scale": ["100000"],
    "engines": [],
}
"""The benchmarks, with what each is given for a short run."""

LIBRARIES = (
    "pyoxigraph",
    "rdflib",
    "networkx",
    "igraph",
    "pyvis",
    "polars",
    "pyarrow",
    "pandas",
    "scipy",
    "playwright",
)
_ROW = re.compile(r"^ *(?P<what>.*?\S)[ :]+(?P<time>[\d.,]+) (?P<unit>ms|s)\b *(?P<more>.*)$")


@dataclass(frozen=True)
class Row:
    """What a benchmark says of one thing that it timed; ``beside`` is its spread, and the ratio to others."""

    part: str
    what: str
    seconds: float
    beside: str


def rows_of(part: str, printed: str) -> list[Row]:
    """Return the rows in what a benchmark prints.

    >>> rows_of("load", "pyoxigraph: load the files     0.52 s   1.0 ×")
    [Row(part='load', what='pyoxigraph: load the files', seconds=0.52, beside='1.0 ×')]
    """
    found = (_ROW.match(line) for line in printed.splitlines())
    scale = {"ms": 1000, "s": 1}
    return [
        Row(part, row["what"], float(row["time"].replace(",", "")) / scale[row["unit"]], row["more"])
        for row in found
        if row
    ]


def machine() -> dict[str, str]:
    """Return what the figures depend on: the machine, how busy it is, and the versions."""
    told = {"system": platform.platform(), "processors": str(os.cpu_count()), "python": platform.python_version()}
    if hasattr(os, "getloadavg"):
        told["waiting processes"] = f"{os.getloadavg()[0]:.1f}"
    for name in LIBRARIES:
        try:
            told[name] = version(name)
        except PackageNotFoundError:
            told[name] = "-"
    return told


def run(part: str, whole: bool) -> tuple[str, str]:
    """Return what a benchmark prints, and why it was left out where it did not come to its end."""
    given = [] if whole else QUICK[part]
    environment = os.environ | {"PYTHONPATH": str(HERE.parent)}
    done = subprocess.run(
        [sys.executable, str(HERE / f"{part}.py"), *given],
        cwd=HERE.parent,
        env=environment,
        capture_output=True,
        text=True,
    )
    last = (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
    return done.stdout, last if done.returncode else ""


def main() -> None:
    """Run what was asked for, print the table, and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[[], *QUICK], default=[])
    parser.add_argument("--whole", action="store_true", help="as many rounds as each benchmark runs by itself")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write JSON, too")
    given = parser.parse_args()
    told = {"machine": machine(), "rows": [], "left out": {}, "printed": {}}
    print("  ".join(f"{name} {value}" for name, value in told["machine"].items()))
    for part in given.parts or QUICK:
        printed, fault = run(part, given.whole)
        for row in rows_of(part, printed):
            print(f"{row.part:11} {row.what:58} {row.seconds:9.4f} s  {row.beside}", flush=True)
            told["rows"].append(asdict(row))
        told["printed"][part] = printed
        if fault:
            print(f"{part:11} left out: {fault}", flush=True)
            told["left out"][part] = fault
    if given.output:
        given.output.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
