"""No regular expression takes longer over a text than the text is long: none can be made to hang."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from kg.errors import LimitExceeded
from kg.rdf.limits import Limits
from kg.rdf.worker import CAN_FORK, Workers
from tests.worlds import ROOT

CALLS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
LENGTH = 10_000
"""Of a text: what takes its square is noticed, and what takes twice as long for each character all the more."""

SECONDS = 0.3
AT_ONCE = 40
"""How many patterns a process tries: to make one takes as long as to try a pattern."""
SHORT, QUICK = 1_000, 0.000_1
"""A text so short takes a pattern 0.003 seconds where the long one takes SECONDS by its square, and 0.0003 by its cube:
what is done sooner is not tried at length."""

UNITS = [
    "#",
    "<",
    "<<",
    "(",
    "{",
    "[",
    '"',
    '"""',
    "'",
    "'''",
    "\\",
    '\\"',
    '"\\',
    "!",
    "! ",
    "+",
    "a",
    "a-",
    "a.",
    "a:",
    "é",
]
UNITS += [
    "PREFIX ",
    "PREFIX a:<",
    "CONSTRUCT {",
    "# \n",
    "#\r",
    "<a",
    "\n",
    " ",
    "\t",
    "1",
    "1.",
    "0-",
    "%",
    "?",
    "@",
    "_",
]
UNITS += [
    "SERVICE ",
    '"value" : ',
    "<a,",
    "a,",
    "}",
    ")",
    "\\u",
    "//",
    "/",
    "*",
    "|",
    "`",
    "_ ",
    "* ",
    "](",
    "![",
    "&",
    "{a",
]
TAILS = ["", "\x00", "!", "\n", ">", "}"]


@cache
def patterns() -> dict[str, tuple[str | bytes, int, bool]]:
    """The patterns in the code, by their place, with their flags, and whether they are tried at one place alone."""
    return {place: found for path in sorted((ROOT / "kg").rglob("*.py")) for place, found in in_file(path.as_posix())}


def in_file(path: str) -> Iterator[tuple[str, tuple[str | bytes, int, bool]]]:
    with open(path, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in CALLS:
            is_of_re = isinstance(call.func.value, ast.Name) and call.func.value.id == "re"
            if is_of_re and call.args and (text := constant(call.args[0], named)) is not None:
                place = f"{path.removeprefix(ROOT.as_posix() + '/')}:{call.lineno}"
                yield place, (text, flags(call), uses(tree, call) <= {"match", "fullmatch"})


def uses(tree: ast.AST, call: ast.Call) -> set[str]:
    """What is done with a pattern: the name of the function, or those of the methods of what it is assigned to."""
    assert isinstance(call.func, ast.Attribute)
    if call.func.attr != "compile":
        return {call.func.attr}
    names = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and node.value is call
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    methods = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names
    }
    return methods or {"finditer"}


def constant(node: ast.expr, named: dict[str, ast.expr]) -> str | bytes | None:
    """A pattern that is written out, there or under a name; what else an f-string puts in is taken for a word."""
    if isinstance(node, ast.Name) and node.id in named:
        return constant(named[node.id], {})
    if isinstance(node, ast.FormattedValue):
        return constant(node.value, named) or "word"
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(constant(part, named)) for part in node.values)
    return None


def flags(call: ast.Call) -> int:
    named = {node.attr for node in ast.walk(call) if isinstance(node, ast.Attribute)}
    return sum(getattr(re, name) for name in named & {"IGNORECASE", "DOTALL", "MULTILINE"})


def slowest(pattern: str | bytes, pattern_flags: int, is_anchored: bool) -> tuple[float, str]:
    """The seconds that a pattern takes at most over texts that repeat something, and what that is."""
    compiled = re.compile(pattern, pattern_flags)
    worst = (0.0, "")
    for unit in [*UNITS, *pieces(pattern)]:
        for tail in TAILS:
            if seconds_over(compiled, unit * (SHORT // len(unit)) + tail, is_anchored) < QUICK:
                continue
            seconds = seconds_over(compiled, unit * (LENGTH // len(unit)) + tail, is_anchored)
            worst = max(worst, (seconds, unit + "…" + tail))
            if worst[0] > SECONDS:
                return worst
    return worst


def seconds_over(compiled: re.Pattern[Any], text: str, is_anchored: bool) -> float:
    given = text.encode() if isinstance(compiled.pattern, bytes) else text
    started = time.process_time()
    compiled.match(given)
    for _ in () if is_anchored else compiled.finditer(given):
        pass
    return time.process_time() - started


def pieces(pattern: str | bytes) -> list[str]:
    """The words of a pattern itself, which are what it begins to match."""
    text = pattern.decode() if isinstance(pattern, bytes) else pattern
    words = re.findall(r"[A-Za-z<>\"'#:=]{2,}", re.sub(r"\\.|\(\?P?<\w+>", " ", text))
    return sorted({part for word in words for part in (word, f"{word} ", f"{word}:")})[:24]


def slow_ones(some: dict[str, tuple[str | bytes, int, bool]]) -> dict[str, tuple[str | bytes, str, float]]:
    """Those of some patterns that are slow, tried in one process; each in its own where they do not all end in time."""
    try:
        told = Workers().call(all_of, (list(some.values()),), Limits(seconds=60))
    except LimitExceeded:
        if len(some) == 1:
            return {place: (given[0], "a text", 60.0) for place, given in some.items()}
        return {name: slow for place, given in some.items() for name, slow in slow_ones({place: given}).items()}
    return {
        place: (given[0], text, seconds)
        for (place, given), (seconds, text) in zip(some.items(), told, strict=True)
        if seconds > SECONDS
    }


def all_of(some: list[tuple[str | bytes, int, bool]]) -> list[tuple[float, str]]:
    return [slowest(*given) for given in some]


@pytest.mark.skipif(not CAN_FORK, reason="what hangs can be ended where processes fork")
def test_no_pattern_takes_longer_than_its_text_is_long() -> None:
    found = list(patterns().items())
    assert len(found) > 60
    slow = [slow_ones(dict(found[place : place + AT_ONCE])) for place in range(0, len(found), AT_ONCE)]
    assert [one for one in slow if one] == []


def test_a_pattern_that_can_be_made_to_hang_is_noticed_among_others(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(seconds=3)
    monkeypatch.setitem(globals(), "Limits", lambda seconds: limits)
    some = {"good": ("a+b", 0, False), "hangs": (r"(?:\s|#[^\n\r]*)*SELECT", 0, False)}
    assert list(slow_ones(some)) == ["hangs"]


def test_a_pattern_that_can_be_made_to_hang_is_noticed() -> None:
    for pattern in (r"(?:\s|#[^\n\r]*)*SELECT", r"[\w.-]*:x"):
        try:
            seconds, _ = Workers().call(slowest, (pattern, 0, False), Limits(seconds=3))
        except LimitExceeded:
            seconds = 3.0
        assert seconds > SECONDS
