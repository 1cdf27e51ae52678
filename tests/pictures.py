"""Pictures held by comparison: what is drawn must be what is kept in tests/pictures, to the letter.

After a change that is meant: python -m pytest --renew-pictures -k picture, then look at them before they are committed.
"""

from __future__ import annotations

import re

from tests.worlds import TESTS

KEPT = TESTS / "pictures"


def compare(name: str, picture: str, *, renew: bool) -> None:
    """Compare an SVG with the one that is kept under a name, or keep it from now on."""
    place, drawn = KEPT / f"{name}.svg", in_lines(picture)
    if renew:
        place.parent.mkdir(exist_ok=True)
        place.write_text(drawn, encoding="utf-8")
    assert drawn.splitlines() == place.read_text(encoding="utf-8").splitlines()


def in_lines(picture: str) -> str:
    """Put each element on a line, and leave out the digits that differ between processors."""
    rounded = re.sub(r"-?\d+\.\d{3,}(?:e-\d+)?", lambda number: f"{float(number[0]):.2f}", picture)
    return rounded.replace("><", ">\n<").strip() + "\n"
