"""Damage caches and stores in many ways and kill commands at many moments; count what kg makes of it.

python benchmarks/damage.py [COUNT] [SEED] [KILLS]

After each damage kg is asked twice. An answer is *right* (a snapshot heals by itself) or *told* (a store is refused in
one sentence that says what to do); *wrong* and *dead*, of a signal, a traceback or no end, must be 0. After each kill
what was written is whole, the old or the new, and the next run leaves nothing behind: *half* and *left* must be 0.
"""

from __future__ import annotations

import collections
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.damage import WAYS, damage  # noqa: E402

MINI = ROOT / "tests" / "mini"
QUERY = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?g) AS ?m) { { ?a ?b ?c } UNION { GRAPH ?g { ?a ?b ?c } } }"
MEMORY = 4 << 30
LONGEST = 60


def run(*words: str | Path, cache: Path, seconds: float = LONGEST) -> subprocess.CompletedProcess[str] | None:
    """Run kg with a cache of its own; None where it had to be killed."""
    try:
        return subprocess.run(
            [sys.executable, "-m", "kg", *map(str, words)],
            cwd=ROOT,
            env=os.environ | {"XDG_CACHE_HOME": str(cache)},
            capture_output=True,
            text=True,
            timeout=seconds,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        )
    except subprocess.TimeoutExpired:
        return None


def verdict(ended: subprocess.CompletedProcess[str] | None, expected: str) -> str:
    """Say what became of a question."""
    if ended is None or ended.returncode not in (0, 2) or "Traceback" in ended.stderr:
        return "dead"
    if ended.returncode == 2:
        return "told" if ended.stderr.startswith("kg: The store ") or "perimeter.json" in ended.stderr else "wrong"
    return "right" if ended.stdout == expected else "wrong"


def damages(count: int, chance: random.Random, work: Path) -> collections.Counter[tuple[str, str, str]]:
    """Damage a snapshot or a store so many times, and count the answers by place and way."""
    cache, kept = work / "cache", work / "kept"
    run("build", kept, "--data", MINI, cache=cache)
    expected = run("query", QUERY, "--data", MINI, cache=cache)
    assert expected is not None and expected.returncode == 0
    told: collections.Counter[tuple[str, str, str]] = collections.Counter()
    for _ in range(count):
        place, way = chance.choice(("cache", "store")), chance.choice(sorted(WAYS))
        if place == "store":
            folder = work / "store"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(kept, folder)
            words: tuple[str | Path, ...] = ("query", QUERY, "--store", folder)
        else:
            (folder,) = (cache / "perimeter").iterdir()
            words = ("query", QUERY, "--data", MINI)
        what = damage(folder, way, chance)
        first, second = (verdict(run(*words, cache=cache), expected.stdout) for _ in range(2))
        bad = [one for one in (first, second) if one in ("wrong", "dead")] or (place == "cache" and second != "right")
        if bad:
            print(f"{place}: {what}: {first}, then {second}", flush=True)
        told[place, way, first] += 1
    return told


def kills(count: int, chance: random.Random, work: Path) -> collections.Counter[str]:
    """Kill commands at random moments, and count half files and leftovers after the next run."""
    cache, out, data = work / "cache", work / "out", work / "data"
    out.mkdir()
    shutil.copytree(MINI, data)
    commands: list[tuple[str | Path, ...]] = [
        ("query", "ASK {}", "--data", data),
        ("build", out / "store", "--data", data),
        ("write", out / "all.nq", "--data", data),
        ("network", "--lens", "all", "--data", data, "-o", out / "n.graphml"),
        ("network", "--lens", "all", "--data", data, "-o", out / "n.gexf"),
        ("format", data),
    ]
    longest = 0.0
    for words in commands:
        start = time.monotonic()
        run(*words, cache=cache)
        longest = max(longest, time.monotonic() - start)
    whole = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    names = {path.name for path in out.iterdir()}
    texts = {path: path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}
    told: collections.Counter[str] = collections.Counter()
    for number in range(count):
        words = commands[number % len(commands)]
        if words[0] == "query":
            shutil.rmtree(cache / "perimeter", ignore_errors=True)
        if words[0] == "format":
            for path, text in texts.items():
                path.write_bytes(text.replace(b" ;\n", b";\n"))
        told[
            "killed" if run(*words, cache=cache, seconds=chance.uniform(0.05, longest * 1.2)) is None else "ended"
        ] += 1
        half = [name for name, content in whole.items() if (out / name).read_bytes() != content]
        for path, text in texts.items():
            half += [str(path)] if path.read_bytes() not in (text, text.replace(b" ;\n", b";\n")) else []
        run(*words, cache=cache)
        asked = run("query", QUERY, "--store", out / "store", cache=cache)
        half += [] if asked is not None and asked.returncode == 0 else ["store"]
        left = {path.name for path in out.iterdir()} - names
        left |= {path.name for path in (cache / "perimeter").iterdir() if path.name.startswith(".")}
        left |= {path.name for path in data.rglob("*")} - {path.name for path in [*texts, *data.rglob("*/")]}
        told["half"] += bool(half)
        told["left"] += bool(left)
        if half or left:
            print(f"{words[0]}: half {half}, left {left}", flush=True)
    return told


def main(count: int, seed: int, killed: int) -> None:
    """Print the counts by way, and the totals."""
    with tempfile.TemporaryDirectory() as folder:
        told = damages(count, random.Random(seed), Path(folder))
    for place in ("cache", "store"):
        for way in sorted(WAYS):
            found = {word: told[place, way, word] for word in ("right", "told", "wrong", "dead")}
            print(f"{place:6} {way:8} " + "  ".join(f"{word} {number:4}" for word, number in found.items()))
    for word in ("right", "told", "wrong", "dead"):
        print(f"{word:6} {sum(number for key, number in told.items() if key[2] == word):5}")
    with tempfile.TemporaryDirectory() as folder:
        ends = kills(killed, random.Random(seed), Path(folder))
    print(", ".join(f"{word} {ends[word]}" for word in ("killed", "ended", "half", "left")))


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] + ["700", "1", "200"][len(sys.argv) - 1 :])))
