"""Ask every question of memory, a store on disk, an Oxigraph server and Virtuoso, and compare the answers.

python benchmarks/engines.py [--as-of DATE]

Prints a table of equal and different, with the seconds that each answer took; what is not installed is left out.
With --as-of only the questions that know time are asked. Ends with 1 when an answer differs.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import kg
from kg.errors import KgError
from kg.graph import KnowledgeGraph, build
from kg.questions.ask import Answer
from kg.questions.catalogue import questions
from tests import servers


def main(as_of: str | None) -> int:
    """Print the table; the number of answers that differ."""
    memory = kg.load()
    with contextlib.ExitStack() as running, tempfile.TemporaryDirectory() as folder:
        others = engines(memory, Path(folder), running)
        print(f"{'question':24} rows  " + "".join(f"{name:>20}" for name in others))
        different = 0
        for one in questions().values():
            if as_of and "#when" not in one.text:
                continue
            expected = memory.ask(one.name, as_of=as_of, **one.example)
            told = [compared(graph, one.name, as_of, expected) for graph in others.values()]
            different += sum(not words.startswith("equal") for words in told)
            print(f"{one.name:24} {len(expected):4}  " + "".join(f"{words:>20}" for words in told), flush=True)
    print(f"{different} different")
    return different


def engines(memory: KnowledgeGraph, folder: Path, running: contextlib.ExitStack) -> dict[str, KnowledgeGraph]:
    """Return the same record on the other engines of this machine."""
    build(folder / "store")
    (folder / "virtuoso").mkdir()
    found = {"disk": kg.load(store=folder / "store")}
    makers = {
        "oxigraph serve": lambda: servers.oxigraph(memory.quads()),
        "Virtuoso": lambda: servers.virtuoso(memory.quads(), folder / "virtuoso"),
    }
    for name, make in makers.items():
        try:
            found[name] = kg.load(endpoint=running.enter_context(make()))
        except servers.NotInstalled as reason:
            print(f"{name} is left out: {reason}")
    return found


def compared(graph: KnowledgeGraph, name: str, as_of: str | None, expected: Answer) -> str:
    """Say whether an answer has the same columns, rows and caveats in the same order, and how long it took."""
    start = time.perf_counter()
    try:
        found = graph.ask(name, as_of=as_of, **expected.question.example)
    except KgError as error:
        return f"refused: {str(error)[:60]}"
    is_equal = (found.columns, found.terms, found.caveats) == (expected.columns, expected.terms, expected.caveats)
    return f"{'equal' if is_equal else 'DIFFERENT'} {time.perf_counter() - start:6.2f} s"


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[2] if sys.argv[1:2] == ["--as-of"] else None)))
