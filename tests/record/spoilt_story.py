"""The story of the tiny world, spoilt in one place."""

from __future__ import annotations

from pathlib import Path

from tests.worlds import MINI

GOOD = (MINI / "stories" / "norad.yaml").read_text(encoding="utf-8")


def spoil(folder: Path, old: str, new: str) -> Path:
    assert old in GOOD
    path = folder / "stories" / "norad.yaml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    return path
