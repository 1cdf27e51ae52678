"""The one form in which data files are written, so that every change reads as what it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError
from kg.rdf.files import iri_of, read_file, text_of
from kg.vocabulary import PREFIXES, SHARED_PREFIXES, SOURCE, natural_key, shorten

_TYPE = SHARED_PREFIXES["rdf"] + "type"
_XSD = SHARED_PREFIXES["xsd"]
_WIDTH = 110
_BARE = {_XSD + "integer": "-?[0-9]+", _XSD + "boolean": "true|false"}
_QUOTED = re.compile(
    r'"{3}(?:[^\\]|\\.)*?"{3}|\'{3}(?:[^\\]|\\.)*?\'{3}|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|\\.',
    re.DOTALL,
)
"""What may hold a # that begins no comment: strings, IRIs, escaped signs in names."""

OFFER = "#?"
"""What begins a line that a draft offers and nobody has confirmed yet."""

Subjects = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]


def canonical(path: Path, *, finish: bool = False) -> str:
    """Return the text of a data file in canonical form, without what a draft still offers when it is to ``finish``.

    One predicate a line, ``a`` first, predicates and blocks in order; in a document the document's block
    comes first, then each passage with its graph. Comment lines at the top are kept. Raises DataError for a
    file that cannot be read, that has blank nodes, or whose comments further down would be lost.
    """
    head = _head(path, finish)
    quads = list(read_file(path))
    for quad in quads:
        for term in (quad.subject, quad.object):
            if not isinstance(term, ox.NamedNode | ox.Literal):
                raise DataError("error.data.blank_node", path)
    return write(quads, path.stem, head)


def write(quads: Iterable[ox.Quad], name: str, head: str = "") -> str:
    """Return quads as canonical Turtle or, when there are named graphs, TriG; ``name`` is the document's id."""
    graphs: dict[str, Subjects] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for quad in dict.fromkeys(quads):
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        graphs[graph][iri_of(quad.subject)][quad.predicate.value].append(quad.object)  # type: ignore[arg-type]
    own = f"{SOURCE}{name}/"
    blocks = []
    subjects = {*graphs.get("", {}), *(graph for graph in graphs if graph)}
    for subject in sorted(subjects, key=lambda iri: _order(iri, own, name)):
        if subject in graphs.get("", {}):
            blocks.append(_block(subject, graphs[""][subject], own, ""))
        if subject in graphs and subject:
            inner = [
                _block(inside, graphs[subject][inside], own, "    ")
                for inside in sorted(graphs[subject], key=lambda iri: natural_key(shorten(iri)))
            ]
            blocks.append(f"{_name(subject, own)} {{\n{''.join(inner)}}}\n")
    body = "\n".join(blocks)
    return f"{head}{_prefixes(body, own)}\n{body}"


def _order(iri: str, own: str, name: str) -> tuple[object, ...]:
    place = 0 if iri == SOURCE + name else 1 if iri.startswith(own) else 2
    return place, natural_key(shorten(iri))


def is_offer(line: str) -> bool:
    """Return whether a line of a data file is one that a draft offers.

    >>> is_offer("#? ent:fbi sec:leads ent:x ."), is_offer("# a comment")
    (True, False)
    """
    return line.lstrip().startswith(OFFER)


def _block(subject: str, predicates: dict[str, list[ox.NamedNode | ox.Literal]], own: str, indent: str) -> str:
    lines = []
    for predicate in sorted(predicates, key=lambda iri: (iri != _TYPE, shorten(iri))):
        word = "a" if predicate == _TYPE else shorten(predicate)
        values = [_term(value, own) for value in sorted(predicates[predicate], key=_value_key)]
        one = f"{indent}    {word} {', '.join(values)}"
        if len(one) > _WIDTH and len(values) > 1:
            one = f"{indent}    {word} " + f",\n{indent}        ".join(values)
        lines.append(one)
    return f"{indent}{_name(subject, own)}\n" + " ;\n".join(lines) + " .\n"


def _value_key(value: ox.NamedNode | ox.Literal) -> tuple[object, ...]:
    if isinstance(value, ox.NamedNode):
        return 0, "", natural_key(shorten(value.value))
    return 1, value.language or "", ((1, 0, value.value),), value.datatype.value


def _name(iri: str, own: str) -> str:
    if iri.startswith(own) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", iri[len(own) :]):
        return ":" + iri[len(own) :]
    return shorten(iri)


def _term(value: ox.NamedNode | ox.Literal, own: str) -> str:
    if isinstance(value, ox.NamedNode):
        return _name(value.value, own)
    bare = _BARE.get(value.datatype.value)
    if bare and re.fullmatch(bare, value.value):
        return value.value
    if value.language or value.datatype.value == _XSD + "string":
        return str(value)
    return f"{ox.Literal(value.value)}^^{shorten(value.datatype.value)}"


def _prefixes(body: str, own: str) -> str:
    bare = re.sub(r'"(?:[^"\\]|\\.?)*+(?:"|\Z)|<[^>]*>', " ", body)
    used = {prefix for prefix in PREFIXES if re.search(rf"(?<![\w:-]){prefix}:", bare)}
    lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(used)]
    if re.search(r"(?<![\w-]):\w", bare):
        lines.insert(0, f"@prefix : <{own}> .\n")
    return "".join(lines)


def _head(path: Path, finish: bool) -> str:
    lines = [line for line in text_of(path).splitlines(keepends=True) if not (finish and is_offer(line))]
    head: list[str] = []
    while lines and (lines[0].startswith("#") or (head and not lines[0].strip())):
        head.append(lines.pop(0))
    bare = _QUOTED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), "".join(lines))
    for number, line in enumerate(bare.split("\n"), len(head) + 1):
        if "#" in line:
            column = line.index("#") + 1
            if is_offer(line):
                raise DataError("error.data.offer", path, number, column)
            raise DataError("error.data.comment", path, number, column)
    return "".join(head).rstrip("\n") + "\n\n" if head else ""
