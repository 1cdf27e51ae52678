"""Pieces of Markdown, as MyST reads it, made safe: no text from the data is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&^:-])")


def plain(text: str) -> str:
    """Return a text that stands in a page as it is, on one line.

    >>> print(plain("R*D [1]"))
    R\\*D \\[1\\]
    """
    return _MARKUP.sub(r"\\\1", re.sub(r"\s+", " ", text))


def prose(text: str) -> str:
    """Return a text of ours, on one line, in which only `code` is markup.

    >>> print(prose("`kg ask` *or* `kg query`"))
    `kg ask` \\*or\\* `kg query`
    """
    return "".join(part if part.startswith("`") else plain(part) for part in re.split(r"(`[^`]+`)", text))


def code(text: str) -> str:
    """Return a text as code within a line.

    >>> code("sec:isPartOf")
    '`sec:isPartOf`'
    """
    return f"`{' '.join(text.replace('`', chr(0x2BB)).split())}`"


def french(text: str) -> str:
    """Return a text that is marked as French."""
    return f"[{plain(text)}]{{.language-fr}}"


def link(words: str, target: str) -> str:
    """Return a link to a target of ours, ``name``, or to an address; ``words`` are markup already."""
    return f"[{words}](<{target if '://' in target or '.html' in target else f'#{target}'}>)"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; heads and cells are markup already."""
    lines = [[re.sub(r"(?<!\\)\|", r"\\|", cell) or " " for cell in line] for line in (heads, *rows)]
    lines.insert(1, ["---"] * len(heads))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def fence(language: str, text: str) -> str:
    """Return a block of code, behind a fence that no line of it can close."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    bars = "`" * (longest + 1)
    return f"{bars}{language}\n{text.strip(chr(10))}\n{bars}\n"


def fields(pairs: Iterable[tuple[str, str | Sequence[str]]]) -> str:
    """Return a list of names with what they hold: one piece of markup, or several, each on a line of its own."""
    lines = []
    for name, value in pairs:
        if isinstance(value, str):
            lines.append(f":{name}: {value}")
        elif len(value) == 1:
            lines.append(f":{name}: {value[0]}")
        else:
            lines += [f":{name}:", *(f"    - {one}" for one in value)]
    return "\n".join(lines) + "\n"


def contents(pages: Iterable[str]) -> str:
    """Return the directive that puts pages below this one; the reader sees them in the sidebar."""
    return "\n".join(["```{toctree}", ":hidden:", *pages, "```"]) + "\n"
