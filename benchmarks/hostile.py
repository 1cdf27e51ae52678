"""Ask queries that are meant to hang, crash or eat memory, and see that each ends in time, in one sentence.

python benchmarks/hostile.py [MUTANTS] [WORD]

Each query is asked by ``kg query --timeout 2``, which is to end within 3 seconds of its start, and by a ``kg query``
that is interrupted after one second, which is to end within a second of that; MUTANTS is how many are made from the
others, and WORD keeps those whose names hold it. Prints what took longest and what failed.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.sparql.hostile_queries import corpus, mutants  # noqa: E402

KG = [sys.executable, "-m", "kg", "query", "--data", str(ROOT / "tests" / "mini")]
SEED = 20_261_129


@dataclass(frozen=True)
class Outcome:
    """How one run ended: after how many seconds, with which code, and what was wrong with it."""

    name: str
    seconds: float
    code: int
    fault: str


def main(many: int, word: str) -> None:
    """Ask all, and print the outcomes."""
    queries = {name: text for name, text in (corpus() | mutants(SEED, many)).items() if word in name}
    usual = _seconds_of([*KG, "ASK {}"])
    print(f"{len(queries)} queries; a harmless one takes {usual:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "query.rq")
        timed, interrupted = [], []
        for name, text in queries.items():
            path.write_text(text, encoding="utf-8")
            timed.append(_timed(name, path, usual))
            interrupted.append(_interrupted(name, path))
            for one in (timed[-1], interrupted[-1]):
                if one.fault:
                    print(f"  {one.name}: {one.fault} ({one.seconds:.2f} s, code {one.code})", flush=True)
    for title, outcomes in {"--timeout 2": timed, "Ctrl-C": interrupted}.items():
        worst = max(outcomes, key=lambda one: one.seconds)
        faults = sum(bool(one.fault) for one in outcomes)
        print(f"{title:12} {faults} faults of {len(outcomes)}; longest {worst.seconds:.2f} s ({worst.name})")


def _seconds_of(command: list[str]) -> float:
    started = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - started


def _timed(name: str, path: Path, usual: float) -> Outcome:
    """Ask with a limit on time; the time is counted from where the command would begin to ask."""
    started = time.monotonic()
    command = [*KG, str(path), "--timeout", "2", "--limit", "5"]
    try:
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return Outcome(name, 60, -1, "no end")
    seconds = time.monotonic() - started - usual
    return Outcome(name, seconds, ended.returncode, _fault(ended.returncode, ended.stderr, seconds > 3, (0, 2)))


def _interrupted(name: str, path: Path) -> Outcome:
    with subprocess.Popen([*KG, str(path)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr
        try:
            process.wait(1)
            return Outcome(
                name, 0, process.returncode, _fault(process.returncode, process.stderr.read(), False, (0, 2))
            )
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        sent = time.monotonic()
        try:
            _, said = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            return Outcome(name, 60, -1, "no end")
        seconds = time.monotonic() - sent
        return Outcome(name, seconds, process.returncode, _fault(process.returncode, said, seconds > 1, (0, 2, 130)))


def _fault(code: int, said: bytes, is_late: bool, codes: tuple[int, ...]) -> str:
    if b"Traceback" in said:
        return "a traceback"
    if code not in codes:
        return f"the code {code}"
    return "late" if is_late else ""


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0, sys.argv[2] if len(sys.argv) > 2 else "")
