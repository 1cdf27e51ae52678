"""Text in Markdown, in which no text of the data is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.language import colon

_ADDRESS = re.compile(r"(https?://[^\s<>]+)")
_MARKUP = re.compile(r"([\\`*\[\]<>|~$&]|(?<![^\W_])_|_(?![^\W_]))")
_OPENING = re.compile(r"^(\d+)([.)])(?=\s|$)|^([#+=-])(?=[\s#=-]|$)")


def markdown_text(text: str) -> str:
    """Return a text as it stands in Markdown, on one line; an address of the web is a link.

    >>> print(markdown_text("- a*b | <c> https://example.org/d_e"))
    \\- a\\*b \\| \\<c\\> <https://example.org/d_e>
    """
    parts = _ADDRESS.split(re.sub(r"[ \t\r\n]+", " ", text))
    told = "".join(
        f"<{part.replace('|', '%7C')}>" if place % 2 else _MARKUP.sub(r"\\\1", part) for place, part in enumerate(parts)
    )
    return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", told)


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose cells are Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def markdown_facts(facts: Sequence[tuple[str, str]], language: str = "en") -> str:
    """Return what a file says of itself, as it stands at its foot; nothing for nothing."""
    lines = [f"- {markdown_text(label)}{colon(language)} {markdown_text(value)}\n" for label, value in facts]
    return "".join(["\n---\n\n", *lines]) if lines else ""
