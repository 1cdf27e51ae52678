"""What is wrong with the data: syntax, shapes, checks, literals, and passages against the texts they stand in."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.dataset import assemble
from kg.engine import Engine
from kg.errors import DataError, KgError
from kg.store import Content, Folders, data_files, name_of, read_file, text_of
from kg.vocabulary import BASE, SHARED_PREFIXES, SOURCE, TERM, local_name, shorten

_SH, _XSD = SHARED_PREFIXES["sh"], SHARED_PREFIXES["xsd"]
_TYPE = ox.NamedNode(SHARED_PREFIXES["rdf"] + "type")


@dataclass(frozen=True, order=True)
class Finding:
    """Something that a rule complains of: where, about what, which rule, and what to do."""

    path: str
    line: int
    subject: str
    rule: str
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.subject}: {self.message} [{self.rule}]"


def check(folders: Folders, sources: Path | None = None, only: Path | None = None) -> list[Finding]:
    """Return all findings over a graph's files, in order; none means that the data is good.

    ``sources`` is a folder with the texts of documents: passages are then compared with them. ``only`` is one
    file: the whole graph is read, and what is found in that file is returned.
    """
    content, broken = _read(folders)
    if broken:
        return [finding for finding in broken if only is None or finding.path == str(only)] or broken
    engine = Engine(assemble(content.quads, folders.ontology / "rules"))
    near = None if only is None else {name_of(quad.subject) for quad in read_file(only)}
    found = [
        *_shape_findings(engine, folders.ontology / "shapes", content, near),
        *_query_findings(engine, folders.ontology / "checks", content),
        *_literal_findings(content),
        *_misplaced_claims(content),
        *_layout_findings(folders),
    ]
    if sources is not None:
        found += _source_findings(engine, sources, content)
    shown = None if near is None else {shorten(subject) for subject in near}
    return sorted({finding for finding in found if shown is None or finding.subject in shown})


def rule_names(folders: Folders) -> list[str]:
    """Return the names of all rules: those of shapes and queries, and those of this module."""
    shapes = _shapes(folders.ontology / "shapes")
    named = {
        local_name(name_of(quad.subject))
        for quad in shapes.quads
        if quad.predicate.value == _SH + "message" and isinstance(quad.subject, ox.NamedNode)
    }
    queries = {path.stem for path in (folders.ontology / "checks").glob("*.rq")}
    return sorted(named | queries | set(_OWN_RULES))


_OWN_RULES = {
    "syntax": "the file cannot be read",
    "shape-targets-nothing": "a shape whose target no thing has",
    "shape-term-unknown": "a term of SHACL that does not exist",
    "literal-ill-typed": "a value that its datatype does not allow",
    "claim-outside-passage": "a claim on an entity that is not in a passage",
    "claims-in-no-passage": "a graph that is not a passage",
    "file-in-wrong-place": "a document that is not in the file of its name",
    "passage-range": "a character range that the text does not have",
    "passage-hash": "a digest that is not that of the text",
}


def _read(folders: Folders) -> tuple[Content, list[Finding]]:
    content, broken = Content(), []
    for path in folders.files():
        try:
            content.add(path)
        except DataError as error:
            message = str(error).removeprefix(f"{path}:{error.line}:{error.column}: ").removeprefix(f"{path}: ")
            place = f"column {error.column}: {message}" if error.column else message
            broken.append(Finding(str(path), error.line, path.name, "syntax", place))
    return content, broken


def _finding(content: Content, subject: str, rule: str, message: str, passage: str = "") -> Finding:
    path = content.places.get(passage or subject)
    line = line_of(path, subject, passage)
    return Finding(str(path or "(derived)"), line, shorten(subject), rule, _IRI.sub(_short_form, message))


_IRI = re.compile(r"(?<!<)https?://[\w.~/#-]*\w")


def _short_form(found: re.Match[str]) -> str:
    short = shorten(found[0])
    return found[0] if short.startswith("<") else short


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


def _shapes(folder: Path) -> Content:
    return Content.of(data_files(folder))


def _shape_findings(engine: Engine, folder: Path, content: Content, near: set[str] | None) -> Iterator[Finding]:
    shapes = _shapes(folder)
    unknown = list(_unknown_shape_terms(shapes))
    yield from unknown
    yield from _idle_shapes(engine, shapes)
    if unknown:
        return
    messages = {
        name_of(quad.subject): quad.object.value
        for quad in shapes.quads
        if quad.predicate.value == _SH + "message" and isinstance(quad.object, ox.Literal)
    }
    for focus, shape, value in _violations(engine, shapes, near):
        if near is not None and focus not in near:
            continue
        message = messages.get(shape, "The shape is not met.")
        shown = f" Found: {value}." if value not in ("", focus) else ""
        passage = _passage_of(content, focus, value)
        yield _finding(content, focus, local_name(shape), message + shown, passage)


def _passage_of(content: Content, focus: str, value: str) -> str:
    """Return the passage that claims the value of a thing, none when it is not from a claim."""
    for quad in content.quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph) and name_of(quad.subject) == focus:
            claimed = getattr(quad.object, "value", "")
            if value == claimed or value.startswith(f'"{claimed}"'):
                return quad.graph_name.value
    return ""


def _violations(engine: Engine, shapes: Content, near: set[str] | None) -> Iterator[tuple[str, str, str]]:
    """Yield focus node, shape and value of each violation, as the SHACL engine finds them.

    With ``near``, only things of that set and what they touch are looked at, so that one file is checked at once.
    """
    import pyrudof

    session = pyrudof.Rudof(pyrudof.RudofConfig())
    try:
        session.read_shacl(_text([quad.triple for quad in shapes.quads]), pyrudof.ShaclFormat.NTriples)
    except pyrudof.ShaclError as error:
        raise KgError(f"The shapes in ontology/shapes/ cannot be understood: {error}") from None
    session.read_data(_text(_triples(engine.store, near)), pyrudof.RDFFormat.NTriples)
    for entry in session.validate_shacl():
        yield str(entry.focus_node), str(entry.source_shape), entry.value or ""


def _triples(store: ox.Store, near: set[str] | None) -> list[ox.Triple]:
    """Return the merged triples; or the terms, what is said of some things or points at them, and types around them."""
    default = ox.DefaultGraph()
    every = [quad.triple for quad in store.quads_for_pattern(None, None, None, default)]
    if near is None:
        return every
    found = {triple: None for triple in every if not name_of(triple.subject).startswith((*_CLAIMED, SOURCE))}
    touched: dict[ox.NamedNode, None] = {}
    for node in map(ox.NamedNode, sorted(near)):
        for quad in (
            *store.quads_for_pattern(node, None, None, default),
            *store.quads_for_pattern(None, None, node, default),
        ):
            found[quad.triple] = None
            touched.update((term, None) for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode))
    for term in touched:
        for quad in store.quads_for_pattern(term, _TYPE, None, default):
            found[quad.triple] = None
    return list(found)


def _text(triples: list[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _unknown_shape_terms(shapes: Content) -> Iterator[Finding]:
    for quad in shapes.quads:
        for term in (quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(_SH):
                name = term.value.removeprefix(_SH)
                if name not in _SHAPE_TERMS:
                    message = f"SHACL Core has no term sh:{name}; it would be passed over in silence."
                    yield _finding(shapes, name_of(quad.subject), "shape-term-unknown", message)


_SHAPE_WORDS = """
NodeShape PropertyShape property node path targetClass targetSubjectsOf targetObjectsOf targetNode message
inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath
class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive
minLength maxLength pattern flags languageIn uniqueLang equals disjoint lessThan lessThanOrEquals
not and or xone qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint
closed ignoredProperties hasValue in
BlankNode IRI Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral
"""
_SHAPE_TERMS = frozenset(re.findall(r"\w+", _SHAPE_WORDS))
"""The terms of SHACL Core, all that the engine carries out; sh:severity and sh:deactivated would hide a finding."""


def _idle_shapes(engine: Engine, shapes: Content) -> Iterator[Finding]:
    """A target that is neither declared nor in use is misspelt; data without such things is no fault."""
    named = {quad.object.value for quad in shapes.quads if isinstance(quad.object, ox.NamedNode)}
    targets: dict[str, list[str]] = {shape: [] for shape in sorted(_shape_names(shapes))}
    for quad in shapes.quads:
        if local_name(quad.predicate.value) in _TARGETS and isinstance(quad.object, ox.NamedNode):
            targets.setdefault(name_of(quad.subject), []).append(quad.object.value)
    for shape, own in targets.items():
        unknown = [target for target in own if not engine.answer(_KNOWN.format(target))]
        if not own and shape not in named:
            message = "Give the shape a target, or name it in another shape; nothing is held against it."
            yield _finding(shapes, shape, "shape-targets-nothing", message)
        if any(target.startswith(BASE) for target in unknown) or (own and unknown == own):
            message = f"Correct the target; nothing has or declares {', '.join(map(shorten, unknown))}."
            yield _finding(shapes, shape, "shape-targets-nothing", message)


_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_KNOWN = "ASK {{ {{ ?thing a <{0}> }} UNION {{ ?thing <{0}> ?value }} UNION {{ <{0}> a ?class }} }}"


def _shape_names(shapes: Content) -> set[str]:
    kinds = {_SH + "NodeShape", _SH + "PropertyShape"}
    return {
        name_of(quad.subject)
        for quad in shapes.quads
        if isinstance(quad.subject, ox.NamedNode)
        and (quad.object.value if isinstance(quad.object, ox.NamedNode) else "") in kinds
    }


def _query_findings(engine: Engine, folder: Path, content: Content) -> Iterator[Finding]:
    """Each check selects ?focus and ?message, and ?passage where the fault is in a claim; a row is a finding."""
    for path in sorted(folder.glob("*.rq")):
        for focus, message, *passage in engine.table(path.read_text(encoding="utf-8")).rows:
            yield _finding(content, str(focus), path.stem, str(message), *(str(one or "") for one in passage))


def _literal_findings(content: Content) -> Iterator[Finding]:
    for quad in content.quads:
        value = quad.object
        if isinstance(value, ox.Literal) and not _well_typed(value):
            datatype = shorten(value.datatype.value)
            message = f"“{value.value}” is not a value of {datatype}; correct the value or the datatype."
            yield _finding(content, name_of(quad.subject), "literal-ill-typed", message)


def _well_typed(literal: ox.Literal) -> bool:
    datatype = literal.datatype.value.removeprefix(_XSD)
    pattern = _LEXICAL.get(datatype)
    if pattern is None:
        return True
    if not pattern.fullmatch(literal.value):
        return False
    if datatype in ("date", "gYearMonth"):
        try:
            datetime.date.fromisoformat((literal.value + "-01")[:10])
        except ValueError:
            return False
    return True


_LEXICAL = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "gYearMonth": re.compile(r"\d{4}-\d\d"),
    "gYear": re.compile(r"\d{4}"),
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "double": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN"),
    "boolean": re.compile(r"true|false|1|0"),
    "anyURI": re.compile(r"\S+"),
}

_IDENTITY = {
    *(SHARED_PREFIXES["rdfs"] + name for name in ("label",)),
    *(SHARED_PREFIXES["skos"] + name for name in ("altLabel", "definition")),
    *(TERM + name for name in ("abbreviation", "hasKind", "hasTopic", "hasNameOrigin", "identifier")),
    SHARED_PREFIXES["foaf"] + "homepage",
    SHARED_PREFIXES["rdf"] + "type",
}
"""What may be said of an entity outside a passage: who or what it is, and nothing that a source must say."""

_CLAIMED = tuple(BASE + name for name in ("entity/", "tie/", "figure/", "event/"))


def _misplaced_claims(content: Content) -> Iterator[Finding]:
    passages = {
        name_of(quad.subject)
        for quad in content.quads
        if isinstance(quad.object, ox.NamedNode) and quad.object.value == TERM + "Passage"
    }
    for quad in content.quads:
        subject, predicate = name_of(quad.subject), quad.predicate.value
        if isinstance(quad.graph_name, ox.DefaultGraph):
            if subject.startswith(_CLAIMED) and predicate not in _IDENTITY:
                message = f"{shorten(predicate)} is a claim; move it into the graph of the passage that says it."
                yield _finding(content, subject, "claim-outside-passage", message)
        elif quad.graph_name.value not in passages:
            name = shorten(quad.graph_name.value)
            message = f"{name} holds claims but is not a sec:Passage; describe the passage beside its graph."
            yield _finding(content, subject, "claims-in-no-passage", message)


def _layout_findings(folders: Folders) -> Iterator[Finding]:
    folder = folders.data / "documents"
    for path in data_files(folder) if folder.is_dir() else ():
        wanted = f"src:{path.stem}"
        text = text_of(path)
        if not re.search(rf"^{re.escape(wanted)}\s*$", text, re.MULTILINE):
            message = f"the file must describe {wanted}, the document of its own name."
            yield Finding(str(path), 1, wanted, "file-in-wrong-place", message)


def _source_findings(engine: Engine, sources: Path, content: Content) -> Iterator[Finding]:
    query = """SELECT ?passage ?document ?file ?digest ?start ?end WHERE {
      ?document sec:fileName ?file ; sec:sha256 ?digest .
      ?passage sec:isPassageOf ?document ; oa:start ?start ; oa:end ?end .
    } ORDER BY ?passage"""
    for passage, document, name, digest, start, end in engine.table(query).rows:
        path = sources / str(name)
        if not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            message = f"sec:sha256 is not the digest of {name}; read the text again and set the ranges anew."
            yield _finding(content, str(document), "passage-hash", message)
            continue
        first, last = int(str(start)), int(str(end))
        part = text_of(path)[first:last]
        if not (0 <= first < last) or len(part) != last - first or part != part.strip():
            message = f"characters {first} to {last} of {name} are not a stretch of text without outer spaces."
            yield _finding(content, str(passage), "passage-range", message)


def uncovered(text: str, ranges: Iterable[tuple[int, int]]) -> list[str]:
    """Return the stretches of a text that no range covers and that hold a letter or a digit.

    >>> uncovered("One. Two.", [(0, 4)])
    ['Two.']
    """
    left, place = [], 0
    for start, end in sorted(ranges):
        left.append(text[place:start])
        place = max(place, end)
    left.append(text[place:])
    return [part.strip() for part in left if re.search(r"\w", part)]
