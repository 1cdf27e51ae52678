"""The text files that are the database: where they are, and what they say."""

from __future__ import annotations

import contextlib
import os
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from mmap import mmap
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from kg.errors import DataError, KgError, KgWarning
from kg.rdf.query_text import MOST_NESTING
from kg.version import PACKAGE
from kg.vocabulary import SHARED_PREFIXES, TERM, shorten

if TYPE_CHECKING:
    from kg.rdf.places import Statement

_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG}
_ENDINGS = tuple(_FORMATS)
_OTHER_RDF = frozenset((".ttl", ".trig", ".rdf", ".owl", ".nt", ".nq", ".n3", ".jsonld"))
_T = TypeVar("_T")
_TYPE = ox.NamedNode(SHARED_PREFIXES["rdf"] + "type")
_RELATION = ox.NamedNode(SHARED_PREFIXES["owl"] + "ObjectProperty")
_TEXTS = {ox.NamedNode(SHARED_PREFIXES["rdfs"] + "label")}
_THINGS = {ox.NamedNode(TERM + name) for name in ("hasObject", "hasRelation", "hasSubject", "isAbout", "isPassageOf")}
_LONGEST = 1_000_000
_MOST_NAMED = 5
Node = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True)
class Folders:
    """The two folders that a graph is made of: what may be said, and what is said."""

    ontology: Path
    data: Path

    @classmethod
    def find(cls, data: Path | str | None = None) -> Folders:
        """Return the folders that came with this package, or ours with another folder of data.

        Raises KgError when there is no such folder, or it holds other things than data.
        """
        home = _home()
        chosen = Path(data) if data else home / "data"
        if not chosen.is_dir():
            raise KgError("error.data.is_file" if chosen.exists() else "error.data.no_folder", path=chosen)
        strange = [path.relative_to(chosen).as_posix() for path in misnamed_files(chosen)]
        if strange:
            told = ", ".join(strange[:_MOST_NAMED]) + (" …" if len(strange) > _MOST_NAMED else "")
            warnings.warn(KgWarning("error.data.misnamed", path=chosen, files=told), stacklevel=2)
        if not _holds_data(chosen) and any(chosen.iterdir()):  # an empty folder is where data begin
            raise KgError("error.data.no_files", path=chosen)
        return cls(home / "ontology", chosen.resolve())

    @classmethod
    def around(cls, path: Path) -> Folders:
        """Return the folders that a file or folder belongs to: those of the data set around it, else that ship.

        A data set is a folder with ``entities/`` and ``documents/``, or any folder that is named itself.
        """
        chosen = path.resolve()
        shipped = cls.find()
        if chosen.is_relative_to(shipped.ontology):
            return shipped
        around = _data_set_of(chosen)
        return cls.find(around) if around else shipped

    def files(self) -> list[Path]:
        """Return the files of both folders in a fixed order: terms and concepts first, shapes left out."""
        shapes = self.data / "ontology" / "shapes"
        terms = sorted(self.ontology.glob("*.ttl"))
        return terms + [path for path in data_files(self.data) if shapes not in path.parents]

    def part(self, name: str) -> list[Path]:
        """Return the files of a part of the ontology: its rules, shapes, checks or reviews.

        Those that ship come first, then those in an ``ontology/`` of the folder of data.
        """
        ending = "*.ttl" if name == "shapes" else "*.rq"
        homes = dict.fromkeys((self.ontology, self.data / "ontology"))
        return [path for home in homes for path in sorted((home / name).glob(ending))]

    @property
    def own_questions(self) -> list[Path]:
        """The files of the questions in the folder of data."""
        return sorted((self.data / "questions").glob("*.rq"))


def _home() -> Path:
    """Return the folder that the shipped data and ontology are in: of a wheel, else of a checkout."""
    shipped = PACKAGE / "_data"
    return shipped if shipped.is_dir() else PACKAGE.parent


def is_shipped(path: Path) -> bool:
    """Tell whether a file of an ontology came with this package, or is a copy of one that did.

    What others wrote may be made to break the engine.
    """
    own = _home() / "ontology"
    if path.is_relative_to(own):
        return True
    same = own / path.parent.name / path.name
    return same.is_file() and same.read_bytes() == path.read_bytes()


def data_files(folder: Path) -> list[Path]:
    """Return the data files below a folder, or the file itself, in a fixed order."""
    if folder.is_file():
        return [folder]
    found = [entry.path for entry in _files_below(folder) if _is_data(entry.name) and entry.is_file()]
    return [Path(path) for path in sorted(found, key=lambda path: path.replace(os.sep, "/"))]


def _holds_data(folder: Path) -> bool:
    return any(_is_data(entry.name) and entry.is_file() for entry in _files_below(folder))


def misnamed_files(folder: Path) -> list[Path]:
    """Return the files that hold RDF by their names, and that are not read as data: a.TTL, a.ttl.txt, a.rdf."""
    found = [entry for entry in _files_below(folder) if not _is_data(entry.name) and _looks_like_rdf(entry.name)]
    return sorted(Path(entry.path) for entry in found if entry.is_file())


def _files_below(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Yield what is in a folder and the folders in it, as far as it can be read; many times faster than a pattern."""
    held: list[os.DirEntry[str]] = []
    with contextlib.suppress(PermissionError, FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        held += entries
    for entry in held:
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(entry.path)
        else:
            yield entry


def _is_data(name: str) -> bool:
    """Tell whether a file holds data by its name; one that begins with its only dot has no ending."""
    return name.endswith(_ENDINGS) and "." in name[1:]


def _looks_like_rdf(name: str) -> bool:
    return not name.startswith(".") and Path(name.lower().removesuffix(".txt")).suffix in _OTHER_RDF


def _data_set_of(path: Path) -> Path | None:
    """Return the nearest folder around a path that is a data set, the path itself where it is a folder of any kind."""
    for place in (path, *path.parents):
        parts = {name for name in ("entities", "documents") if (place / name).is_dir()}
        if len(parts) == 2 or (parts and place == path):
            return place
        if place.name == "entities" and place.is_dir():
            return place.parent
    return path if path.is_dir() else None


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


def read_quads(files: list[Path]) -> list[ox.Quad]:
    """Return what files say, in the order given, without noting where. Raises what ``ParsedFiles.of`` raises.

    >>> len(read_quads(data_files(Path("tests/mini")))) == len(ParsedFiles.of(data_files(Path("tests/mini"))).quads)
    True
    """
    try:
        quads = [quad for path in files for quad in read_file(path)]
    except DataError:
        return ParsedFiles.of(files).quads  # raises for what is wrong first
    if all(map(_is_usable, quads)) and not any(_relating_no_things(quads)):
        return quads
    return ParsedFiles.of(files).quads  # raises, with the place


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
    if text.startswith(b"\xef\xbb\xbf"):
        raise DataError("error.data.byte_order_mark", path, 1, 1)
    if nested_statements(text) > MOST_NESTING:  # the engine's stack would not take them
        raise DataError("error.data.too_deep", path, levels=MOST_NESTING)
    try:
        yield from ox.parse(text, format=_FORMATS[path.suffix], rename_blank_nodes=True)
    except SyntaxError as error:
        from kg.rdf.data_faults import syntax_fault

        _refuse_other_encodings(path, text)
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
    _refuse_other_encodings(path, content)
    return content.decode("utf-8")


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


def _refuse_other_encodings(path: Path, content: bytes) -> None:
    """Raise DataError, with the place, for what is not UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").split("\n")
        byte = f"{content[error.start]:02X}"
        raise DataError("error.data.not_utf8", path, len(before), len(before[-1]) + 1, byte=byte) from None


def _is_usable(quad: ox.Quad) -> bool:
    """Tell whether something here can make sense of a statement that can be read."""
    predicate, said = quad.predicate, quad.object
    if isinstance(said, ox.Literal):
        return predicate not in _THINGS and len(said.value) <= _LONGEST and not isinstance(quad.subject, ox.Triple)
    if isinstance(said, ox.Triple) or isinstance(quad.subject, ox.Triple) or predicate in _TEXTS:
        return False
    return predicate not in _THINGS or isinstance(said, ox.NamedNode)


def _refuse_unusable(quad: ox.Quad, path: Path) -> None:
    """Raise DataError for a statement that can be read, and of which nothing here could make sense."""
    if _is_usable(quad):
        return
    if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
        raise DataError("error.data.about_statement", path, _line(quad, path), **_named(quad))
    if quad.predicate in _TEXTS and not isinstance(quad.object, ox.Literal):
        raise DataError("error.data.not_text", path, _line(quad, path), **_named(quad))
    if quad.predicate in _THINGS and not isinstance(quad.object, ox.NamedNode):
        raise DataError("error.data.not_thing", path, _line(quad, path), **_named(quad))
    if isinstance(quad.object, ox.Literal) and len(quad.object.value) > _LONGEST:
        raise DataError("error.data.too_long", path, _line(quad, path), **_named(quad))


def _line(quad: ox.Quad, path: Path) -> int:
    return line_of(path, iri_of(quad.subject), message=shorten(quad.predicate.value))


def _named(quad: ox.Quad) -> dict[str, str]:
    return {"thing": shown(iri_of(quad.subject)), "property": shorten(quad.predicate.value)}
