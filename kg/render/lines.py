"""Lines of text for a terminal: as wide as it is, folded at spaces, with heads in bold."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator

PAGE = 100
"""The width of what is not shown on a terminal."""


def width_of(text: str) -> int:
    """Return how many cells of a terminal a text takes.

    >>> width_of("né"), width_of("北美")
    (2, 4)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def fold(text: str, width: int, indent: str = "") -> list[str]:
    """Return a text as lines of a width, broken at spaces alone; a word that is longer stays whole.

    >>> fold("Agreement of 1958-05-12 on NORAD", 14)
    ['Agreement of', '1958-05-12 on', 'NORAD']
    """
    if width_of(text) <= width:
        return [text]
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line.strip() and width_of(longer) > width:
            lines.append(line)
            longer = indent + word
        line = longer
    return [*lines, line]


def wrapped(text: str, width: int) -> str:
    """Return lines of text folded to a width, each going on two places further in than it begins.

    >>> print(wrapped("  NORAD is governed by the Agreement", 24))
      NORAD is governed by
        the Agreement
    """
    return "\n".join(piece for line in text.split("\n") for piece in _hanging(line, width))


def listing(named: Iterable[tuple[str, str]]) -> str:
    """Return names and what each stands for as lines, side by side.

    >>> print(listing([("norad", "A command"), ("a", "Another")]))
    norad  A command
    a      Another
    """
    pairs = list(named)
    width = max((width_of(name) for name, _ in pairs), default=0)
    return "\n".join(f"{name:<{width}}  {told}" for name, told in pairs)


def page_width() -> int:
    """Return the width of a page of text: that of the terminal where it is shown on one, and never too wide to read."""
    is_shown = sys.stdout is not None and sys.stdout.isatty()
    return min(PAGE, shutil.get_terminal_size().columns) if is_shown else PAGE


def takes_bold() -> bool:
    """Tell whether the terminal shows bold letters."""
    return os.environ.get("TERM", "dumb") != "dumb" or os.name == "nt"


def bold(text: str) -> str:
    """Return a text that a terminal shows in bold."""
    return f"\x1b[1m{text}\x1b[0m"


def with_bold_heads(text: str) -> str:
    """Return a text whose first line, and each that heads lines further in, is bold on a terminal.

    >>> with_bold_heads("NORAD\\n\\nActs on\\n  NORAD covers …\\nEnd").replace("\\x1b", "^")
    '^[1mNORAD^[0m\\n\\n^[1mActs on^[0m\\n  NORAD covers …\\nEnd'
    """
    lines = text.split("\n")
    heads = [at == 0 or below.startswith(" ") for at, below in enumerate([*lines[1:], ""])]
    return "\n".join(
        bold(line) if is_head and line.strip() and not line.startswith(" ") else line
        for line, is_head in zip(lines, heads, strict=True)
    )


def _hanging(line: str, width: int) -> Iterator[str]:
    rest = line.lstrip(" ")
    indent = line[: len(line) - len(rest)]
    first, *others = fold(rest, width - len(indent), "  ")
    yield indent + first
    yield from (indent + other for other in others)


def _cells(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
