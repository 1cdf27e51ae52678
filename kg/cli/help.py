"""Help in the language of the reader: texts of commands and options, by their English, as a PO file has them."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import click
from click import core, exceptions, parser, types

from kg import messages
from kg.language import colon

_VARIABLES = ("PERIMETER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a language may be set; the first that is set counts."""


class TranslatedHelp(click.HelpFormatter):
    """Writes help in the language that is asked for by --language, else by the environment; else in English."""

    def __init__(self, *sizes: Any, **more: Any) -> None:
        super().__init__(*sizes, **more)
        self._language = help_language(sys.argv[1:], os.environ)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, prefix or f"{self._told('Usage')}{colon(self._language)} ")

    def write_heading(self, heading: str) -> None:
        """Write what stands over a list."""
        self.write(f"{'':>{self.current_indent}}{self._told(heading)}{colon(self._language)}\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs; what is set line by line keeps its lines."""
        super().write_text("\n\n".join(self._told(paragraph) for paragraph in text.split("\n\n")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with what they mean, and usual values."""
        super().write_dl([(name, self._meaning(text)) for name, text in rows], col_max, col_spacing)

    def _meaning(self, text: str) -> str:
        told, bracket, usual = text.partition("  [")
        return (
            self._told(told) + bracket + usual.replace("default: ", f"{self._told('default')}{colon(self._language)} ")
        )

    def _told(self, text: str) -> str:
        """Return a text in the language; one that ends in a list of endings keeps it."""
        plain = " ".join(text.split())
        known = help_texts(self._language)
        before, mark, endings = plain.partition(" format: .")
        if mark and f"{before} format:" in known:
            return f"{known[f'{before} format:']} .{endings}"
        return known.get(plain, text)


def speak(language: str) -> None:
    """Let Click say in a language what is wrong with a command: it asks for its texts by their English."""
    known = help_texts(language)

    def told(text: str) -> str:
        return known.get(text, text)

    def counted(one: str, several: str, count: int) -> str:
        return told(one if count == 1 else several)

    for module in (core, exceptions, parser, types):
        vars(module).update({"_": told, "ngettext": counted})


def help_language(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language of help: what follows --language, else what the environment has set.

    >>> help_language(["find", "--help", "--language", "fr"], {}), help_language(["--help"], {"LANG": "fr_CA.UTF-8"})
    ('fr', 'fr')
    """
    given = re.findall(r"(?:^|\0)--language[=\0](\w+)", "\0".join(words))
    set_to = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    wanted = [*given[-1:], set_to][0][:2]
    return wanted if wanted in messages.languages() else "en"


@cache
def help_texts(language: str) -> Mapping[str, str]:
    """Return the texts of help in a language by their English; none for English itself."""
    path = messages.HELP / f"{language}.json"
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return texts
