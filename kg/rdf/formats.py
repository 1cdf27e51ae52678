"""The formats that answers and graphs are written in: one table of names, extensions and writers."""

from __future__ import annotations

import datetime
import io
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.rdf.drafts import replace_file
from kg.rdf.extensions import PACKED, check_place
from kg.vocabulary import PREFIXES


@dataclass(frozen=True)
class GraphFormat:
    """A format for triples or quads."""

    name: str
    extensions: tuple[str, ...]
    native: ox.RdfFormat
    holds_graphs: bool = False


GRAPH_FORMATS = (
    GraphFormat("turtle", ("ttl",), ox.RdfFormat.TURTLE),
    GraphFormat("ntriples", ("nt",), ox.RdfFormat.N_TRIPLES),
    GraphFormat("trig", ("trig",), ox.RdfFormat.TRIG, True),
    GraphFormat("nquads", ("nq",), ox.RdfFormat.N_QUADS, True),
    GraphFormat("jsonld", ("jsonld",), ox.RdfFormat.JSON_LD, True),
    GraphFormat("rdfxml", ("rdf", "owl"), ox.RdfFormat.RDF_XML),
)
TABLE_FORMATS = {
    "csv": "csv",
    "tsv": "tsv",
    "json": "json",
    "srj": "json",
    "xml": "xml",
    "srx": "xml",
    "md": "markdown",
}
TABLE_NAMES = ("csv", "tsv", "json", "xml", "markdown", "xlsx", "parquet")
NOT_TEXT = ("xlsx", "parquet", "png", "pdf")
"""The formats that only a file or a program can take."""


_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_boolean(answer: bool, name: str | None = None) -> bytes:
    """Return the answer to an ASK as SPARQL results in JSON or XML, else as a bare word.

    Raises KgError for a format that cannot hold it.

    >>> write_boolean(True, "json")
    b'{"head": {}, "boolean": true}\\n'
    """
    word = str(answer).lower()
    written = {
        "json": f'{{"head": {{}}, "boolean": {word}}}\n',
        "xml": '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/>'
        f"<boolean>{word}</boolean></sparql>\n",
    }
    known = TABLE_FORMATS.get(name or "csv", name or "csv")
    if known not in (*written, "csv", "tsv"):
        raise KgError("error.format.no_boolean", name=name)
    return written.get(known, f"{word}\n").encode()


def graph_format(name: str) -> GraphFormat:
    """Return a graph format by name or extension. Raises KgError that lists the known ones."""
    wanted = name.lower().removeprefix(".")
    for known in GRAPH_FORMATS:
        if wanted == known.name or wanted in known.extensions:
            return known
    names = ", ".join(f"{known.name} (.{known.extensions[0]})" for known in GRAPH_FORMATS)
    raise KgError("error.format.unknown_graph", name=name, known=names)


def table_format(name: str) -> str:
    """Return the name of a table format by name or extension. Raises KgError that lists the known ones."""
    wanted = name.lower().removeprefix(".")
    found = TABLE_FORMATS.get(wanted, wanted)
    if found not in TABLE_NAMES:
        raise KgError("error.format.unknown_table", name=name, known=", ".join(TABLE_NAMES))
    return found


def write_triples(triples: Iterable[ox.Triple], name: str) -> bytes:
    """Return triples in a graph format, sorted, so that the same triples always give the same bytes."""
    known = graph_format(name)
    ordered = sorted(triples, key=str)
    quads = [ox.Quad(triple.subject, triple.predicate, triple.object) for triple in ordered]
    return write_quads(quads, name) if known.holds_graphs else _serialize(ordered, known)


def write_quads(quads: Iterable[ox.Quad], name: str) -> bytes:
    """Return quads in a graph format; a format without graphs gets the default graph only.

    N-Quads and N-Triples come sorted by line, so that equal content has equal bytes.
    """
    known = graph_format(name)
    ordered = sorted(quads, key=str)
    if not known.holds_graphs:
        default = [quad for quad in ordered if quad.graph_name == ox.DefaultGraph()]
        return _serialize([quad.triple for quad in default], known)
    written = _serialize(ordered, known)
    return b"".join(sorted(written.splitlines(keepends=True))) if known.name == "nquads" else written


def save(path: Path | str, content: bytes) -> Path:
    """Write a file whole or not at all, packed where its name ends in ``.gz``.

    Raises KgError when the place cannot be written.
    """
    target = Path(path)
    check_place(target)
    if target.suffix.lower() == PACKED:
        content = packed(content)
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written to, never replaced
            target.write_bytes(content)
        else:
            replace_file(target.resolve(), content)
    except OSError as error:
        raise KgError("error.file.not_written", path=target, reason=error.strerror) from None
    return target


def packed(content: bytes, level: int = 9) -> bytes:
    """Return content packed as hard as told, without name, time and system: the same content has the same bytes.

    ``gzip.compress`` names the system in Python 3.11 and 3.12, and not in 3.13.

    >>> packed(b"the same")[9]
    255
    """
    import gzip

    out = io.BytesIO()
    with gzip.GzipFile("", "wb", level, fileobj=out, mtime=0) as file:
        file.write(content)
    return out.getvalue()


def _serialize(items: list[ox.Quad] | list[ox.Triple], known: GraphFormat) -> bytes:
    written = ox.serialize(items, format=known.native, prefixes=PREFIXES) or b""
    return as_xml(written) if known.name == "rdfxml" else written


def as_xml(written: bytes) -> bytes:
    """Return XML as it is. Raises KgError when it holds control characters, which no reader of XML accepts."""
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]", written):
        raise KgError("error.format.xml_characters")
    return written


def xml_text(text: str) -> str:
    """Return a text for a picture or a network, the signs that XML cannot hold replaced as on a terminal.

    RDF and answers, whose readers take every text to be exact, are refused instead (``as_xml``).

    >>> xml_text("Ca\\x1b[31mnada")
    'Ca�[31mnada'
    """
    return _NOT_XML.sub("\ufffd", text)


def source_date() -> datetime.datetime | None:
    """Return the moment that a file says it was written, which SOURCE_DATE_EPOCH tells; None without it.

    Never today: the same content has the same bytes.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not re.fullmatch(r"\d{1,11}", told, re.ASCII):
        return None
    return datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=int(told))
