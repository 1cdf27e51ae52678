"""Where in a Turtle or TriG file each statement stands, which the parser does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import urljoin

from kg.vocabulary import SHARED_PREFIXES

_TYPE = SHARED_PREFIXES["rdf"] + "type"
_TOKEN = re.compile(
    r"(?P<space>[\s\ufeff]+|#[^\n]*)"
    r"|(?P<iri><[^<>\s]*>)"
    r'|(?P<text>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')'
    r"|(?P<mark>\^\^|\.(?!\d)|[;,{}()\[\]])"
    r"|(?P<name>(?:[^\s<>\"'{}()\[\];,#\\.^]|\\.|\.(?=[^\s<>\"'{}()\[\];,#.]))+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)


@dataclass(frozen=True)
class Statement:
    """A statement as a file has it: the lines of its value and of its subject, and its terms as IRIs and texts.

    Within ``[…]`` and ``(…)`` the subject is the thing that they hang on. ``is_nameless`` says that its value, or what
    it is said of at last, is a blank node.
    """

    line: int
    block: int
    graph: str
    subject: str
    predicate: str
    value: str
    is_nameless: bool


def statements(path: Path) -> tuple[Statement, ...]:
    """Return the statements of a file in their order; of what is no Turtle as much as can be made out."""
    try:
        state = path.stat()
    except OSError:
        return ()
    return _statements(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _statements(path: Path, _time: int, _size: int) -> tuple[Statement, ...]:
    return tuple(read_statements(path.read_text(encoding="utf-8", errors="replace")))


def read_statements(text: str) -> Iterator[Statement]:
    """Yield the statements of a text in Turtle or TriG.

    >>> [(one.line, one.value) for one in read_statements("<a:b>\\n  <a:c> 1 ;\\n  <a:d> [ <a:e> 2 ] .")]
    [(2, '1'), (3, '['), (3, '2')]
    """
    reader, line = _Reader(), 1
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "space":
            yield from reader.read(found.lastgroup or "", found[0], line)
        line += found[0].count("\n")


@dataclass(frozen=True)
class _Place:
    """How far a statement has been read, within what brackets."""

    line: int = 0
    subject: str = ""
    predicate: str = ""
    is_nameless: bool = False
    opened_by: str = ""


@dataclass
class _Reader:
    """Reads signs one by one, and knows the place in the statement that each has."""

    prefixes: dict[str, str] = field(default_factory=dict)
    base: str = ""
    graph: str = ""
    now: _Place = field(default_factory=_Place)
    outer: list[_Place] = field(default_factory=list)
    directive: list[str] = field(default_factory=list)
    passed_over: bool = False

    def read(self, kind: str, sign: str, line: int) -> Iterator[Statement]:
        """Take one more sign in; yield the statement that it completes."""
        if self.directive:
            self._direct(kind, sign)
        elif self.passed_over:
            self.passed_over = False  # what follows ^^
        elif kind == "mark":
            yield from self._mark(sign, line)
        elif kind == "name" and sign.startswith("@") and self.now.predicate:
            pass  # a language
        elif not self.now.subject and sign.lower() in ("@prefix", "@base", "prefix", "base"):
            self.directive = [sign.lower().lstrip("@")]
        elif kind in ("iri", "text", "name") and not (sign.upper() == "GRAPH" and not self.now.subject):
            yield from self._term(self._value(kind, sign), sign.startswith("_:"), line)

    def _direct(self, kind: str, sign: str) -> None:
        self.directive.append(sign)
        if kind == "iri":
            address = urljoin(self.base, sign[1:-1])
            if self.directive[0] == "base":
                self.base = address
            else:
                self.prefixes[self.directive[1]] = address
            self.directive = []
        elif len(self.directive) > 3:
            self.directive = []

    def _mark(self, sign: str, line: int) -> Iterator[Statement]:
        if sign == "^^":
            self.passed_over = True
        elif sign in "[(":
            yield from self._term(sign, True, line)
            self.outer.append(self.now)
            inner = self.now.predicate if sign == "(" else ""
            self.now = replace(self.now, predicate=inner, opened_by=sign)
        elif sign in "])" and self.outer:
            self.now = self.outer.pop()
        elif sign == ";":
            self.now = replace(self.now, predicate="")
        elif sign == "{":
            self.graph, self.now = self.now.subject, _Place()
        elif sign in ".}" and not self.outer:
            self.graph, self.now = "" if sign == "}" else self.graph, _Place()

    def _term(self, value: str, is_nameless: bool, line: int) -> Iterator[Statement]:
        if not self.now.subject:
            self.now = _Place(line, value, "", is_nameless)
        elif not self.now.predicate and self.now.opened_by != "(":
            self.now = replace(self.now, predicate=_TYPE if value == "a" else value)
        else:
            nameless = is_nameless or self.now.is_nameless
            yield Statement(line, self.now.line, self.graph, self.now.subject, self.now.predicate, value, nameless)

    def _value(self, kind: str, sign: str) -> str:
        if kind == "text":
            quotes = 3 if sign[:3] in ('"""', "'''") and len(sign) > 5 else 1
            return _unescaped(sign[quotes:-quotes])
        if kind == "iri":
            return urljoin(self.base, _unescaped(sign[1:-1]))
        prefix, colon, local = sign.partition(":")
        if colon and f"{prefix}:" in self.prefixes:
            return self.prefixes[f"{prefix}:"] + re.sub(r"\\(.)", r"\1", local)
        return sign


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda sign: _SIGNS.get(sign[3], sign[3]) if sign[3] else _code(sign[1] or sign[2]), text)


def _code(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number < 0x110000 else "\ufffd"
