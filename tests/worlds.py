"""The worlds that the tests ask, and what makes and asks them: places, types, and a maker of small ones."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import kg
from kg.vocabulary import PREFIXES

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests"
MINI = TESTS / "mini"

MakeGraph = Callable[[str], kg.KnowledgeGraph]
RunKg = Callable[..., "subprocess.CompletedProcess[bytes]"]


def write_world(folder: Path, text: str) -> Path:
    """Write a folder of data that is one TriG file in which all our prefixes are declared."""
    folder.mkdir(exist_ok=True)
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    (folder / "world.trig").write_text(head + text, encoding="utf-8")
    return folder
