"""The text files that are the database: what they say, and where a fault in them is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from mmap import mmap
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from kg.errors import DataError
from kg.rdf.query_text import MOST_NESTING
from kg.vocabulary import SHARED_PREFIXES, TERM, shorten

if TYPE_CHECKING:
    from kg.rdf.places import Statement

_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG}
_T = TypeVar("_T")
_TYPE = ox.NamedNode(SHARED_PREFIXES["rdf"] + "type")
_RELATION = ox.NamedNode(SHARED_PREFIXES["owl"] + "ObjectProperty")
TO_TEXTS = {ox.NamedNode(SHARED_PREFIXES["rdfs"] + "label")}
"""The properties whose values can be texts alone."""
TO_THINGS = {ox.NamedNode(TERM + name) for name in ("hasObject", "hasRelation", "hasSubject", "isAbout", "isPassageOf")}
"""The properties whose values can be things with names alone."""
LONGEST = 1_000_000
"""Of how many signs a text may be."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
Node = ox.NamedNode | ox.BlankNode


@dataclass
class ParsedFiles:
    """What some files say: their quads, and which file describes each subject, or else claims something of it.

    ``subjects`` are what each file speaks of, ``graphs`` the files that hold the graphs, ``holders`` what things
    without a name hang on. ``only`` is a file or a folder that alone is asked for, where that is not all.
    """

    quads: list[ox.Quad] = field(default_factory=list)
    file_of: dict[str, Path] = field(default_factory=dict)
    subjects: dict[Path, set[Node]] = field(default_factory=dict)
    graphs: dict[str, Path] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)
    only: Path | None = None
    _within: dict[Path, bool] = field(default_factory=dict, repr=False)
    _made: dict[Callable[[ParsedFiles], object], object] = field(default_factory=dict, repr=False, compare=False)

    def add(self, path: Path) -> None:
        """Read one more file. Raises DataError with the place of a fault, also of what can be read and not be used."""
        self._made.clear()
        own = self.subjects.setdefault(path, set())
        for quad in read_file(path):
            _refuse_unusable(quad, path)
            self.quads.append(quad)
            subject = iri_of(quad.subject)
            if isinstance(quad.subject, Node):
                own.add(quad.subject)
            if isinstance(quad.object, ox.BlankNode):
                self.holders.setdefault(quad.object.value, subject)
            graph = graph_of(quad)
            if graph:
                self.graphs[graph] = path
            if subject not in self.file_of or not graph:
                self.file_of[subject] = path

    def once(self, make: Callable[[ParsedFiles], _T]) -> _T:
        """Return what a function makes of all that was added, made once for all who ask.

        >>> content = ParsedFiles()
        >>> content.once(id) == id(content)
        True
        """
        if make not in self._made:
            self._made[make] = make(self)
        made: _T = self._made[make]  # type: ignore[assignment]
        return made

    def is_asked_for(self, *subjects: str) -> bool:
        """Tell whether one of some subjects and graphs stands in what is asked for; all else is left out.

        >>> ParsedFiles(only=Path("data/a.ttl"), file_of={"a:b": Path("data/a.ttl")}).is_asked_for("a:b")
        True
        """
        if self.only is None:
            return True
        files = (home.get(subject) for subject in subjects for home in (self.graphs, self.file_of))
        return any(path is not None and self._is_within(path) for path in files)

    def _is_within(self, path: Path) -> bool:
        if path not in self._within:
            self._within[path] = self.only is not None and (path == self.only or self.only in path.parents)
        return self._within[path]

    def named(self, subject: str) -> str:
        """Return a subject, or what it hangs on where it has no name itself."""
        subject = subject.removeprefix("_:")
        seen = {subject}
        while (holder := self.holders.get(subject, subject)) not in seen:
            seen.add(holder)
            subject = holder
        return subject

    @classmethod
    def of(cls, files: list[Path]) -> ParsedFiles:
        """Read files in the order given."""
        content = cls()
        for path in files:
            content.add(path)
        for fault in content.faults():
            raise fault
        return content

    def faults(self) -> Iterator[DataError]:
        """Yield an error for each statement by a relation of ours whose ends are not two things with names."""
        for quad in _relating_no_things(self.quads):
            path = self.graphs.get(graph_of(quad)) or self.file_of[iri_of(quad.subject)]
            thing, name = self.named(iri_of(quad.subject)), shorten(quad.predicate.value)
            line = line_of(path, thing, graph_of(quad), name)
            yield DataError("error.data.not_thing", path, line, thing=shown(thing), property=name)


def load_file(path: Path, store: ox.Store) -> int | None:
    """Load a file into a store, and return how long its text is; None where it has to be looked at more closely.

    >>> file = Path("tests/mini/entities/country.ttl")
    >>> load_file(file, ox.Store()) == file.stat().st_size
    True
    """
    try:
        text = path.read_bytes()
        if b"<<" in text or text.startswith(_BYTE_ORDER_MARK):
            return None
        store.load(text, format=_FORMATS[path.suffix])
    except (OSError, KeyError, SyntaxError):
        return None
    return len(text)


def _relating_no_things(quads: list[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield the statements by a relation of ours whose ends are not two things with names."""
    declared = {quad.subject for quad in quads if quad.predicate == _TYPE and quad.object == _RELATION}
    related = {term for term in declared if isinstance(term, ox.NamedNode) and term.value.startswith(TERM)}
    for quad in quads:
        if quad.predicate in related and not (
            isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
        ):
            yield quad


def read_file(path: Path) -> Iterator[ox.Quad]:
    """Yield the quads of a Turtle or TriG file. Raises DataError with the line and column of a fault."""
    if path.suffix not in _FORMATS:
        raise DataError("error.data.extension", path)
    try:
        text = path.read_bytes()
    except OSError as error:
        raise DataError("error.data.not_read", path, reason=error.strerror) from None
    if text.startswith(_BYTE_ORDER_MARK):
        raise DataError("error.data.byte_order_mark", path, 1, 1)
    if nested_statements(text) > MOST_NESTING:  # the engine's stack would not take them
        raise DataError("error.data.too_deep", path, levels=MOST_NESTING)
    try:
        yield from ox.parse(text, format=_FORMATS[path.suffix], rename_blank_nodes=True)
    except SyntaxError as error:
        from kg.rdf.data_faults import syntax_fault

        raise syntax_fault(error, path, text) from None


def nested_statements(text: bytes | mmap) -> int:
    """Return how deep statements about statements are in each other, by their brackets alone.

    >>> nested_statements(b"<<( a b <<( c d e )>> )>> f <<( g h i )>>")
    2
    """
    deepest = depth = 0
    for bracket in re.finditer(rb"<<\(|\)>>", text) if text.find(b"<<(") >= 0 else ():
        depth = depth + 1 if bracket[0] == b"<<(" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def iri_of(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """Return the IRI of a subject, or the label of a blank node."""
    return str(term) if isinstance(term, ox.Triple) else term.value


def shown(subject: str) -> str:
    """Return the short form of a subject; what has no name, and hangs on nothing that has one, is shown as such."""
    return shorten(subject) if ":" in subject else "[]"


def graph_of(quad: ox.Quad) -> str:
    """Return the IRI of the graph of a quad, nothing for the default graph."""
    return "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value


def text_of(path: Path) -> str:
    """Return the text of a file as UTF-8 with its line ends as they are, so that character ranges hold."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError("error.data.not_read", path, reason=error.strerror) from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        from kg.rdf.data_faults import not_utf8

        raise not_utf8(error, path) from None


def line_of(path: Path | None, subject: str, passage: str = "", message: str = "") -> int:
    """Return the line of a file that a message about a subject means, 0 when it cannot be told.

    It is that of the statement whose value or property the message names, else of the block of the subject; with a
    passage, within its graph.
    """
    from kg.rdf.places import statements

    own = [one for one in (statements(path) if path else ()) if one.subject == subject and passage in ("", one.graph)]
    if not own:
        return 0
    best = max(own, key=lambda one: _meant(one, message))  # the first of several
    return best.line if _meant(best, message) else own[0].block


def _meant(one: Statement, message: str) -> int:
    """Say how clearly a message means a statement: by its value and property, its value, its property, or not."""
    by_property = _is_named(one.predicate, message)
    by_value = f"“{one.value}”" in message or f'"{one.value}"' in message or _is_named(one.value, message)
    return 2 * by_value + by_property


def _is_named(iri: str, message: str) -> bool:
    name = shorten(iri)
    if iri in message and name.startswith("<"):
        return ":" in iri
    return name in message and re.search(rf"(?<![\w:-]){re.escape(name)}(?![\w-])", message) is not None


def _is_usable(quad: ox.Quad) -> bool:
    """Tell whether something here can make sense of a statement that can be read."""
    predicate, said = quad.predicate, quad.object
    if isinstance(said, ox.Literal):
        return predicate not in TO_THINGS and len(said.value) <= LONGEST and not isinstance(quad.subject, ox.Triple)
    if isinstance(said, ox.Triple) or isinstance(quad.subject, ox.Triple) or predicate in TO_TEXTS:
        return False
    return predicate not in TO_THINGS or isinstance(said, ox.NamedNode)


def _refuse_unusable(quad: ox.Quad, path: Path) -> None:
    """Raise DataError for a statement that can be read, and of which nothing here could make sense."""
    if _is_usable(quad):
        return
    if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
        raise DataError("error.data.about_statement", path, _line(quad, path), **_named(quad))
    if quad.predicate in TO_TEXTS and not isinstance(quad.object, ox.Literal):
        raise DataError("error.data.not_text", path, _line(quad, path), **_named(quad))
    if quad.predicate in TO_THINGS and not isinstance(quad.object, ox.NamedNode):
        raise DataError("error.data.not_thing", path, _line(quad, path), **_named(quad))
    if isinstance(quad.object, ox.Literal) and len(quad.object.value) > LONGEST:
        raise DataError("error.data.too_long", path, _line(quad, path), **_named(quad))


def _line(quad: ox.Quad, path: Path) -> int:
    return line_of(path, iri_of(quad.subject), message=shorten(quad.predicate.value))


def _named(quad: ox.Quad) -> dict[str, str]:
    return {"thing": shown(iri_of(quad.subject)), "property": shorten(quad.predicate.value)}
