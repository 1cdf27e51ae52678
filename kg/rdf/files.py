"""The text files that are the database: where they are, and what they say."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError, KgError, KgWarning
from kg.version import PACKAGE
from kg.vocabulary import SHARED_PREFIXES, TERM, local_name, shorten

_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG}
_OTHER_RDF = frozenset((".ttl", ".trig", ".rdf", ".owl", ".nt", ".nq", ".n3", ".jsonld"))
_TEXTS = {ox.NamedNode(SHARED_PREFIXES["rdfs"] + "label")}
_THINGS = {ox.NamedNode(TERM + name) for name in ("hasObject", "hasRelation", "hasSubject", "isAbout", "isPassageOf")}
_LONGEST = 1_000_000
_MOST_NAMED = 5


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
        shipped = PACKAGE / "_data"
        home = shipped if shipped.is_dir() else PACKAGE.parent
        chosen = Path(data) if data else home / "data"
        if not chosen.is_dir():
            raise KgError("error.data.is_file" if chosen.exists() else "error.data.no_folder", path=chosen)
        strange = [path.relative_to(chosen).as_posix() for path in misnamed_files(chosen)]
        if strange:
            told = ", ".join(strange[:_MOST_NAMED]) + (" …" if len(strange) > _MOST_NAMED else "")
            warnings.warn(KgWarning("error.data.misnamed", path=chosen, files=told), stacklevel=2)
        if not data_files(chosen) and any(chosen.iterdir()):  # an empty folder is where data begin
            raise KgError("error.data.no_files", path=chosen)
        return cls(home / "ontology", chosen.resolve())

    def files(self) -> list[Path]:
        """Return the files of both folders in a fixed order: terms and concepts first, shapes left out."""
        terms = sorted(self.ontology.glob("*.ttl"))
        return terms + data_files(self.data)


def data_files(folder: Path) -> list[Path]:
    """Return the data files below a folder, or the file itself, in a fixed order."""
    if folder.is_file():
        return [folder]
    found = [path for path in folder.rglob("*") if path.suffix in _FORMATS and path.is_file()]
    return sorted(found, key=lambda path: path.as_posix())


def misnamed_files(folder: Path) -> list[Path]:
    """Return the files that hold RDF by their names, and that are not read as data: a.TTL, a.ttl.txt, a.rdf."""
    found = [path for path in folder.rglob("*") if path.suffix not in _FORMATS and _looks_like_rdf(path.name)]
    return sorted(path for path in found if path.is_file())


def _looks_like_rdf(name: str) -> bool:
    return not name.startswith(".") and Path(name.lower().removesuffix(".txt")).suffix in _OTHER_RDF


@dataclass
class ParsedFiles:
    """What some files say: their quads, and which file describes each subject, or else claims something of it."""

    quads: list[ox.Quad] = field(default_factory=list)
    file_of: dict[str, Path] = field(default_factory=dict)

    def add(self, path: Path) -> None:
        """Read one more file. Raises DataError with the place of a fault, also of what can be read and not be used."""
        for quad in read_file(path):
            _refuse_unusable(quad, path)
            self.quads.append(quad)
            subject = iri_of(quad.subject)
            if subject not in self.file_of or isinstance(quad.graph_name, ox.DefaultGraph):
                self.file_of[subject] = path

    @classmethod
    def of(cls, files: list[Path]) -> ParsedFiles:
        """Read files in the order given."""
        content = cls()
        for path in files:
            content.add(path)
        return content


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
    try:
        yield from ox.parse(text, format=_FORMATS[path.suffix])
    except SyntaxError as error:
        _refuse_other_encodings(path, text)
        reason = re.sub(r"^.*?columns? \d+( and \d+)?: ", "", str(error.msg))
        raise DataError("error.data.as_told", path, error.lineno or 0, error.offset or 0, reason=reason) from None


def iri_of(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """Return the IRI of a subject, or the label of a blank node."""
    return str(term) if isinstance(term, ox.Triple) else term.value


def text_of(path: Path) -> str:
    """Return the text of a file as UTF-8 with its line ends as they are, so that character ranges hold."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError("error.data.not_read", path, reason=error.strerror) from None
    _refuse_other_encodings(path, content)
    return content.decode("utf-8")


def line_of(path: Path | None, subject: str, passage: str = "") -> int:
    """Return the line on which the block of a subject begins in a file, 0 when it cannot be told.

    With a passage it is the block within the graph of that passage.
    """
    if path is None:
        return 0
    inside = not passage
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            words = line.split() or [""]
            if inside and words[0] in _written(subject):
                return number
            inside = inside or (words[0] in _written(passage) and words[-1] == "{")
    return 0


def _written(iri: str) -> set[str]:
    return {shorten(iri), f"<{iri}>", f":{local_name(iri)}"}


def _refuse_other_encodings(path: Path, content: bytes) -> None:
    """Raise DataError, with the place, for what is not UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").split("\n")
        byte = f"{content[error.start]:02X}"
        raise DataError("error.data.not_utf8", path, len(before), len(before[-1]) + 1, byte=byte) from None


def _refuse_unusable(quad: ox.Quad, path: Path) -> None:
    """Raise DataError for a statement that can be read, and of which nothing here could make sense."""
    if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
        raise DataError("error.data.about_statement", path, _line(quad, path), **_named(quad))
    if quad.predicate in _TEXTS and not isinstance(quad.object, ox.Literal):
        raise DataError("error.data.not_text", path, _line(quad, path), **_named(quad))
    if quad.predicate in _THINGS and not isinstance(quad.object, ox.NamedNode):
        raise DataError("error.data.not_thing", path, _line(quad, path), **_named(quad))
    if isinstance(quad.object, ox.Literal) and len(quad.object.value) > _LONGEST:
        raise DataError("error.data.too_long", path, _line(quad, path), **_named(quad))


def _line(quad: ox.Quad, path: Path) -> int:
    return line_of(path, iri_of(quad.subject))


def _named(quad: ox.Quad) -> dict[str, str]:
    return {"thing": shorten(iri_of(quad.subject)), "property": shorten(quad.predicate.value)}
