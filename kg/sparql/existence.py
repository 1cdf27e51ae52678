"""EXISTS and NOT EXISTS, asked step by step.

The engine plans what stands within EXISTS as if nothing were known yet, and may begin with all documents for each row.
A chain of one-step EXISTS begins with what the row knows, and holds of the same rows: a conjunction may be looked for
in any order, and a filter asked as soon as all that it names is there. What is not plainly a conjunction stays as it
is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count, pairwise

from kg.rdf.query_text import asks_servers, blank_out

_MOST_SIGNS, _MOST_STEPS = 10_000, 12
"""How long a query, and a chain, may be to be rewritten: what people write is shorter."""

_NAME = r"(?:[\w-]{0,60}:(?:[\w%~-]|\.(?=[\w%~-]))*|~+)"
_STEP = rf"\^?(?:{_NAME}|a(?![\w:]))"
_TERM = re.compile(rf"[?$]\w+|~+(?:@[\w-]+|\^\^{_NAME})|{_NAME}|\d+\b(?!\.\d)|(?:true|false)\b")
_VERB = re.compile(rf"[?$]\w+|(?:{_STEP}|[/|!*+]|\?(?!\w)|\((?:[^()]|\([^()]*\))*\))+")
_SEQUENCE = re.compile(rf"{_STEP}(?:/{_STEP})+")
_EXISTS = re.compile(r"(?<![?$:\w.-])EXISTS\s*(?=\{)", re.IGNORECASE)
_FILTER = re.compile(r"FILTER\b\s*(?:NOT\s+EXISTS\s*|EXISTS\s*|[\w:]*\s*)(?=[{(])", re.IGNORECASE)
_GRAPH = re.compile(r"GRAPH\s*([?$]\w+|~+|[\w-]{0,60}:[\w-]*)\s*(?=\{)", re.IGNORECASE)
_VALUES = re.compile(r"VALUES\s*[?$]\w+\s*(?=\{)", re.IGNORECASE)
_OPENS_GRAPH = re.compile(r"GRAPH\s{0,99}[^\s{}]{1,400}\s{0,99}$", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:OPTIONAL|UNION|BIND|SELECT|MINUS)\b", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")
_SPACE, _STOP = re.compile(r"\s*"), re.compile(r"\.")


class _NotPlain(Exception):
    """A group is more than triples, graphs, values of a variable, and filters."""


@dataclass(frozen=True)
class _Part:
    """A part of a query, beside it the same with strings, IRIs and comments blanked out."""

    text: str
    bare: str

    def __getitem__(self, place: slice) -> _Part:
        return _Part(self.text[place], self.bare[place])

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(_VARIABLE.findall(self.bare))


def step_by_step(text: str) -> str:
    """Return a query of the same answer in which each EXISTS begins with what is known.

    >>> step_by_step("ASK { ?a ?p ?b FILTER EXISTS { ?d :of :x . GRAPH ?g { ?a ?p ?b } ?g :in ?d } }")[15:]
    'FILTER EXISTS { GRAPH ?g { ?a ?p ?b } FILTER EXISTS { ?g :in ?d FILTER EXISTS { ?d :of :x } } } }'
    """
    return text if len(text) > _MOST_SIGNS or asks_servers(text) else _whole_rewritten(text)


@lru_cache(maxsize=128)
def _whole_rewritten(text: str) -> str:
    """Rewrite a query; the last ones are kept, as our own queries are asked again and again."""
    prefix = next(f"step{number}_" for number in count() if f"step{number}_" not in text)
    try:
        return _rewritten(_Part(text, blank_out(text)), frozenset(), (f"?{prefix}{number}" for number in count()))
    except _NotPlain:
        return text


def looks_anew(text: str) -> bool:
    """Tell whether a query holds an EXISTS that stays as it is, which the engine may look for at length in each row.

    >>> looks_anew("ASK { ?a ?p ?b FILTER EXISTS { ?a ?q ?c OPTIONAL { ?c ?r ?b } } }")
    True
    """
    bare = blank_out(text)
    try:
        return any(_OTHER.search(bare, block.start, block.stop) for block in _blocks(bare))
    except _NotPlain:
        return False


def _rewritten(part: _Part, known: frozenset[str], new: Iterator[str]) -> str:
    """Rewrite the outermost EXISTS of a part of a query, where so much is known around it."""
    known |= _around(part).variables
    pieces, done = [], 0
    for block in _blocks(part.bare):
        inner = part[block.start + 1 : block.stop - 1]
        is_plain = not _is_within_graph(part.bare[: block.start])
        pieces += [part.text[done : block.start], _group(inner, known, new) if is_plain else part.text[block]]
        done = block.stop
    return "".join([*pieces, part.text[done:]])


def _group(part: _Part, known: frozenset[str], new: Iterator[str]) -> str:
    """Return what stands within an EXISTS, in braces, as a chain of steps where it can be one."""
    try:
        reader = _Reader(part, known | _around(part).variables, new)
        reader.read()
        return _chain(reader.triples, reader.filters, known)
    except _NotPlain:
        return f"{{{_rewritten(part, known, new)}}}"


def _chain(triples: list[_Part], filters: list[_Part], known: frozenset[str]) -> str:
    """Return a chain of EXISTS in which what is known leads to each step. Raises _NotPlain where it does not."""
    if not 1 < len(triples) <= _MOST_STEPS:
        raise _NotPlain
    waiting, words = list(triples), []
    while waiting:
        connected = [one for one in waiting if one.variables & known]
        if not connected:
            raise _NotPlain
        following = min(connected, key=lambda one: len(one.variables - known))
        waiting.remove(following)
        known |= following.variables
        missing = frozenset().union(*(one.variables for one in waiting)) - known
        asked = [one for one in filters if not one.variables & missing]
        filters = [one for one in filters if one.variables & missing]
        words.append(" ".join(one.text for one in (following, *asked)))
    return "{ " + " FILTER EXISTS { ".join(words) + " }" * len(words)


@dataclass
class _Reader:
    """Reads a group of triples, graphs of triples, values and filters. Raises _NotPlain for anything else."""

    part: _Part
    known: frozenset[str]
    new: Iterator[str]
    triples: list[_Part] = field(default_factory=list)
    filters: list[_Part] = field(default_factory=list)
    place: int = 0

    def read(self) -> None:
        """Read all of it."""
        if "_:" in self.part.bare:  # a blank node is one within a group of triples, and another beyond
            raise _NotPlain
        while self._is_more():
            if found := _FILTER.match(self.part.bare, self.place):
                self._read_filter(found.end())
            elif found := _GRAPH.match(self.part.bare, self.place):
                self._read_graph(found)
            elif found := _VALUES.match(self.part.bare, self.place):
                self._read_values(found)
            else:
                self._read_triples()
            self._skips(".")

    def _read_filter(self, opening: int) -> None:
        piece = self.part[self.place : _closing(self.part.bare, opening)]
        self.place += len(piece.text)
        self.filters.append(_Part(_rewritten(piece, self.known, self.new), piece.bare))

    def _read_values(self, found: re.Match[str]) -> None:
        end = _closing(self.part.bare, found.end())
        self.triples.append(self.part[self.place : end])
        self.place = end

    def _read_graph(self, found: re.Match[str]) -> None:
        self.place = _closing(self.part.bare, found.end())
        name = self.part[found.start(1) : found.end(1)]
        within = _Reader(self.part[found.end() + 1 : self.place - 1], self.known, self.new)
        within.read()
        if within.filters or not within.triples or any("{" in one.bare for one in within.triples):
            raise _NotPlain
        for one in within.triples:
            self.triples.append(_Part(f"GRAPH {name.text} {{ {one.text} }}", f"GRAPH {name.bare} {{ {one.bare} }}"))

    def _read_triples(self) -> None:
        """Read what is said of one subject, up to a full stop or what may follow without one."""
        subject = self._take(_TERM)
        while True:
            verb = self._take(_VERB)
            self._add(subject, verb, self._take(_TERM))
            while self._skips(","):
                self._add(subject, verb, self._take(_TERM))
            if not self._skips(";"):
                break
        ends = (_STOP, _FILTER, _GRAPH, _VALUES)
        if self._is_more() and not any(one.match(self.part.bare, self.place) for one in ends):
            raise _NotPlain

    def _add(self, subject: _Part, verb: _Part, value: _Part) -> None:
        """Add a triple; a path of several steps becomes as many."""
        cuts = [-1, len(verb.bare)]
        if _SEQUENCE.fullmatch(verb.bare):
            cuts[1:1] = [place for place, sign in enumerate(verb.bare) if sign == "/"]
        steps = [verb[before + 1 : after] for before, after in pairwise(cuts)]
        between = [_Part(name, name) for _, name in zip(steps[1:], self.new, strict=False)]
        for ends in zip([subject, *between], steps, [*between, value], strict=True):
            self.triples.append(_Part(" ".join(one.text for one in ends), " ".join(one.bare for one in ends)))

    def _take(self, pattern: re.Pattern[str]) -> _Part:
        self._is_more()
        found = pattern.match(self.part.bare, self.place)
        if not found:
            raise _NotPlain
        self.place = found.end()
        return self.part[found.start() : found.end()]

    def _skips(self, sign: str) -> bool:
        is_there = self._is_more() and self.part.bare[self.place] == sign
        self.place += is_there
        return is_there

    def _is_more(self) -> bool:
        """Go to where something stands, and tell whether there is such a place."""
        found = _SPACE.match(self.part.bare, self.place)
        self.place = found.end() if found else self.place
        return self.place < len(self.part.bare)


def _around(part: _Part) -> _Part:
    """Return a part without what stands within its EXISTS."""
    for block in _blocks(part.bare):
        part = _Part(part.text, part.bare[: block.start] + " " * (block.stop - block.start) + part.bare[block.stop :])
    return part


def _blocks(bare: str) -> Iterator[slice]:
    """Yield the outermost blocks of EXISTS, with their braces."""
    place = 0
    while found := _EXISTS.search(bare, place):
        place = _closing(bare, found.end())
        yield slice(found.end(), place)


def _closing(bare: str, opening: int) -> int:
    """Return the place after the bracket that closes another."""
    depth = 0
    for place in range(opening, len(bare)):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(bare[place], 0)
        if not depth:
            return place + 1
    raise _NotPlain


def _is_within_graph(before: str) -> bool:
    """Tell whether what follows a text is within the braces of a GRAPH."""
    opened: list[bool] = []
    for place, sign in enumerate(before):
        if sign == "{":
            opened.append(bool(_OPENS_GRAPH.search(before, max(0, place - 500), place)))
        elif sign == "}" and opened:
            opened.pop()
    return any(opened)
