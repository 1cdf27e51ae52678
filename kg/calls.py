"""How a call is written for the reader of an error: as a command line, or in Python, whichever door was used."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

_DOORS = ["python"]
"""The doors that were entered; the last one is spoken at."""
_IN_PYTHON = {"show": "entity"}
"""What a command is called in Python, where that is another word."""


@contextmanager
def speaking(door: str) -> Iterator[None]:
    """Write calls within as they are made at a door: "shell", which servers and assistants tell too, or "python"."""
    _DOORS.append(door)
    try:
        yield
    finally:
        _DOORS.pop()


def parameter_text(name: str) -> str:
    """Return a parameter as it is given.

    >>> parameter_text("of")
    'of='
    """
    return f"--{name.replace('_', '-')}" if _is_shell() else f"{name}="


_NOTHING: Mapping[str, str] = MappingProxyType({})


def call_text(
    command: str, *names: str, given: Mapping[str, str] = _NOTHING, left: Mapping[str, str] = _NOTHING
) -> str:
    """Return a call with what it is about and the parameters ``given``, as it is written.

    ``left`` are parameters that the reader is to fill, each with the words that stand for its value.

    >>> call_text("ask", "partners", given={"of": "fintrac"}), call_text("show", "ICE Pact")
    ('graph.ask("partners", of="fintrac")', 'graph.entity("ICE Pact")')
    """
    if _is_shell():
        options = [f"{parameter_text(name)} {shlex.quote(value)}" for name, value in given.items()]
        open_options = [f"{parameter_text(name)} {words}" for name, words in left.items()]
        return " ".join(["kg", command, *map(shlex.quote, names), *options, *open_options])
    named = [f"{name}={_literal(value)}" for name, value in {**given, **left}.items()]
    return f"graph.{_IN_PYTHON.get(command, command)}({', '.join([*map(_literal, names), *named])})"


def help_text(question: str) -> str:
    """Return the call that tells all of a question.

    >>> help_text("brokers")
    'graph.questions["brokers"]'
    """
    return f"kg ask {shlex.quote(question)} --help" if _is_shell() else f"graph.questions[{_literal(question)}]"


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _is_shell() -> bool:
    return _DOORS[-1] == "shell"
