"""Time whole commands from start to end, beside a bare script of the engine's, rdflib alone and `import click`.

python benchmarks/commands.py [ROUNDS]

Every round runs all in turn. Prints the median of the processor's time, user and system, with the least and the most in
brackets, the ratio to what stands beside it, and the median of how long one waits: two processors work at some. The
snapshot and what is derived are there, as after any first call. "After a change" begins with what an earlier state of
the data has left, in a copy of them; "with nothing kept" without.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from kg.graph import open_read_only
from kg.rdf.folders import Folders

_PR_SET_CHILD_SUBREAPER = 36
ROOT = Path(__file__).parent.parent
QUERY = "SELECT ?who WHERE { ?who sec:isPartyTo ent:ice-pact }"
BARE = """
import sys, pyoxigraph
rows = pyoxigraph.Store.read_only(sys.argv[1]).query(sys.argv[2], prefixes={
    "sec": "https://w3id.org/perimeter/term/", "ent": "https://w3id.org/perimeter/entity/"})
print(*(row[0].value for row in rows), sep="\\n")
"""
_UNTIED = ("rcmp", "cbp", "uscg")
"""Who gets a new tie, a round each."""
BESIDE = {
    "kg query": "bare pyoxigraph script",
    "kg --help": "import click",
    "kg ask partners --of rcmp": "kg query",
    "kg show norad": "kg query",
    "kg why rcmp cbp": "kg query",
    "kg network -o x.graphml": "kg query",
    "kg explore -o x.html": "kg query",
}


def main(rounds: int) -> None:
    """Run all in turn and print medians and ratios."""
    adopt_what_is_left()
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        os.environ["XDG_CACHE_HOME"] = str(cache)
        _ = open_read_only().engine.store  # written by then
        (snapshot,) = (cache / "perimeter").iterdir()
        commands = _commands(Path(folder), str(snapshot))
        first = {name: seconds(commands[name]) for name in BESIDE}  # makes what is kept, as any first call does
        times: dict[str, list[Spent]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(seconds(command))
        for name, found in times.items():
            _tell(name, found, times.get(BESIDE.get(name, ""), []))
        for name in ("kg network -o x.graphml", "kg explore -o x.html"):
            _tell(f"{name}, with nothing kept but the snapshot", [first[name]], times["kg query"])
        for what, found in _after_changes(Path(folder), min(rounds, 3)).items():
            _tell(f"kg explore -o x.html, after {what}", found, times["kg query"])
        shutil.rmtree(cache)
        _tell("kg explore -o x.html, with nothing kept", [seconds(commands["kg explore -o x.html"])], times["kg query"])


def _after_changes(folder: Path, rounds: int) -> dict[str, list[Spent]]:
    """Return how long the explorer of a copy of the data takes after a change of a sentence, and after a new tie."""
    data = folder / "data"
    shutil.copytree(Folders.find().data, data)
    changed = data / "documents" / "treaty-text" / "arctic-cooperation-1988-fr.trig"
    command = [sys.executable, "-m", "kg", "explore", "--data", str(data), "-o", str(folder / "changed.html")]
    seconds(command)
    text = changed.read_text(encoding="utf-8")
    found: dict[str, list[Spent]] = {"a change of a sentence": [], "a new tie": []}
    for number in range(rounds):
        changed.write_text(text.replace("of the two countries", f"of both countries ({number})", 1), encoding="utf-8")
        found["a change of a sentence"].append(seconds(command))
        with changed.open("a", encoding="utf-8") as file:
            file.write(f":p1 {{ ent:{_UNTIED[number]} sec:isPartyTo ent:arctic-cooperation-agreement-1988 }}\n")
        found["a new tie"].append(seconds(command))
    return found


def _commands(folder: Path, snapshot: str) -> dict[str, list[str]]:
    python = [sys.executable, "-c"]
    commands = {"import click": [*python, "import click"], "bare pyoxigraph script": [*python, BARE, snapshot, QUERY]}
    for name in BESIDE:
        words = [str(folder / word) if word.startswith("x.") else word for word in name.split()[1:]]
        commands[name] = [sys.executable, "-m", "kg", *words, *([QUERY] if name == "kg query" else [])]
    return commands


class Spent(NamedTuple):
    """Seconds of the processor's time, and those that one waits."""

    processor: float
    waited: float


def seconds(command: list[str]) -> Spent:
    """Return how long the processor works for a command that must succeed, and its copies, and how long one waits."""
    began = time.perf_counter()
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    waited, worked = time.perf_counter() - began, used.ru_utime + used.ru_stime
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {started.returncode}")
    with contextlib.suppress(ChildProcessError):  # until none is left
        while True:
            used = os.wait4(-1, 0)[2]
            worked += used.ru_utime + used.ru_stime
    return Spent(worked, waited)


def adopt_what_is_left() -> None:
    """Become the parent of processes that a command leaves behind, such as copies of itself that end when it does."""
    with contextlib.suppress(OSError, AttributeError):  # Linux has this
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _tell(name: str, found: list[Spent], beside: list[Spent]) -> None:
    worked, waited = [one.processor for one in found], statistics.median(one.waited for one in found)
    median = statistics.median(worked)
    ratio = f"{median / statistics.median(one.processor for one in beside):6.2f} ×" if beside else ""
    spread = f"({min(worked):.3f}-{max(worked):.3f})"
    print(f"{name:56} {median:7.3f} s {spread} {ratio:8} waited {waited:.3f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
