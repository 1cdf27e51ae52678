"""What SHACL complains of, and what is wrong with the shapes themselves."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.rdf.files import Node, ParsedFiles, iri_of
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.validation.findings import Finding, finding
from kg.vocabulary import BASE, CLAIMED, SHARED_PREFIXES, SOURCE, local_name, shorten

_SH = SHARED_PREFIXES["sh"]
_NAMELESS = "urn:nameless:"
_TYPE = ox.NamedNode(SHARED_PREFIXES["rdf"] + "type")


def shape_findings(
    engine: Engine, shapes: ParsedFiles, content: ParsedFiles, near: set[Node] | None
) -> Iterator[Finding]:
    """Yield what the shapes complain of, with ``near`` in some things only, and what is wrong with them themselves."""
    unknown = list(_unknown_shape_terms(shapes))
    yield from unknown
    yield from _idle_shapes(engine, shapes)
    if unknown:
        return
    messages = {
        iri_of(quad.subject): quad.object.value
        for quad in shapes.quads
        if quad.predicate.value == _SH + "message" and isinstance(quad.object, ox.Literal)
    }
    within = None if near is None else {iri_of(node) for node in near}
    for focus, shape, value in _violations(engine, shapes, near):
        if within is not None and focus not in within:
            continue
        named = shapes.named(shape)
        message = messages.get(shape) or messages.get(named, "The shape is not met.")
        shown = f" Found: {value}." if value not in ("", focus) else ""
        passage = _passage_of(content, focus, value)
        yield finding(content, focus, local_name(named), message + shown, passage)


def _passage_of(content: ParsedFiles, focus: str, value: str) -> str:
    """Return the passage that claims the value of a thing, none when it is not from a claim."""
    for quad in content.quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph) and iri_of(quad.subject) == focus:
            claimed = getattr(quad.object, "value", "")
            if value == claimed or value.startswith(f'"{claimed}"'):
                return quad.graph_name.value
    return ""


def _violations(engine: Engine, shapes: ParsedFiles, near: set[Node] | None) -> Iterator[tuple[str, str, str]]:
    """Yield focus node, shape and value of each violation, as the SHACL engine finds them.

    With ``near``, only things of that set and what they touch are looked at, so that one file is checked at once.
    """
    import pyrudof

    session = _session()
    try:
        session.read_shacl(_text(_with_names(shapes.quads)), pyrudof.ShaclFormat.NTriples)
    except pyrudof.RudofError as error:
        raise KgError("error.check.shapes", reason=error) from None
    session.begin_staging()
    try:
        session.read_data(_text(_triples(engine.store, near)), pyrudof.RDFFormat.NTriples, merge=True)
        entries = list(session.validate_shacl())
    except pyrudof.ValidationError as error:
        raise KgError("error.check.shapes", reason=error) from None
    finally:
        session.rollback_staging()  # the next check begins on nothing of this one
    for entry in entries:
        focus, shape = str(entry.focus_node), str(entry.source_shape)
        if not focus.startswith("_:"):  # that it has no name is all that is told of such a thing
            yield focus, shape.removeprefix(_NAMELESS), entry.value or ""


_KEPT = threading.local()


def _session() -> Any:
    """Return the SHACL engine of this thread: a new one takes longer to begin than to judge a small world."""
    import pyrudof

    if not hasattr(_KEPT, "session"):
        _KEPT.session = pyrudof.Rudof(pyrudof.RudofConfig())
        _KEPT.session.read_data("<urn:a> <urn:a> <urn:a> .", pyrudof.RDFFormat.NTriples)  # frames begin on some data
    return _KEPT.session


def _with_names(quads: list[ox.Quad]) -> list[ox.Triple]:
    """Return the statements of shapes, those without a name within others with one that comes back with a violation."""
    names = {
        quad.object: ox.NamedNode(_NAMELESS + quad.object.value)
        for quad in quads
        if quad.predicate.value == _SH + "property" and isinstance(quad.object, ox.BlankNode)
    }

    def named(term: Any) -> Any:
        return names.get(term, term)

    return [ox.Triple(named(quad.subject), quad.predicate, named(quad.object)) for quad in quads]


def _triples(store: ox.Store, near: set[Node] | None) -> list[ox.Triple]:
    """Return the merged triples; or the terms, what is said of some things or points at them, and types around them."""
    default = ox.DefaultGraph()
    every = [quad.triple for quad in store.quads_for_pattern(None, None, None, default)]
    if near is None:
        return every
    found = {triple: None for triple in every if not iri_of(triple.subject).startswith((*CLAIMED, SOURCE))}
    touched: dict[Node, None] = {}
    for node in sorted(near, key=str):
        for quad in (
            *store.quads_for_pattern(node, None, None, default),
            *store.quads_for_pattern(None, None, node, default),
        ):
            found[quad.triple] = None
            touched.update((term, None) for term in (quad.subject, quad.object) if isinstance(term, Node))
    for term in touched:
        for quad in store.quads_for_pattern(term, _TYPE, None, default):
            found[quad.triple] = None
    return list(found)


def _text(triples: list[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _unknown_shape_terms(shapes: ParsedFiles) -> Iterator[Finding]:
    for quad in shapes.quads:
        for term in (quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(_SH):
                name = term.value.removeprefix(_SH)
                if name not in SHAPE_TERMS:
                    message = f"SHACL Core has no term sh:{name}; it would be passed over in silence."
                    yield finding(shapes, iri_of(quad.subject), "shape-term-unknown", message)


_SHAPE_WORDS = """
NodeShape PropertyShape property node path targetClass targetSubjectsOf targetObjectsOf targetNode message
inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath
class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive
minLength maxLength pattern flags languageIn uniqueLang equals disjoint lessThan lessThanOrEquals
not and or xone qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint
closed ignoredProperties hasValue in
BlankNode IRI Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral
"""
SHAPE_TERMS = frozenset(re.findall(r"\w+", _SHAPE_WORDS))
"""The terms of SHACL Core, all that the engine carries out; sh:severity and sh:deactivated would hide a finding."""


def _idle_shapes(engine: Engine, shapes: ParsedFiles) -> Iterator[Finding]:
    """A target that is neither declared nor in use is misspelt; data without such things is no fault."""
    named = {quad.object.value for quad in shapes.quads if isinstance(quad.object, ox.NamedNode)}
    targets: dict[str, list[str]] = {shape: [] for shape in sorted(_shape_names(shapes))}
    for quad in shapes.quads:
        if local_name(quad.predicate.value) in _TARGETS and isinstance(quad.object, ox.NamedNode):
            targets.setdefault(iri_of(quad.subject), []).append(quad.object.value)
    wanted = [ox.NamedNode(target) for target in sorted({target for own in targets.values() for target in own})]
    known = set(map(str, engine.table(lookup("declared-terms"), {"term": wanted}).column("term")))
    for shape, own in targets.items():
        unknown = [target for target in own if target not in known]
        if not own and shape not in named:
            message = "Give the shape a target, or name it in another shape; nothing is held against it."
            yield finding(shapes, shape, "shape-targets-nothing", message)
        if any(target.startswith(BASE) for target in unknown) or (own and unknown == own):
            message = f"Correct the target; nothing has or declares {', '.join(map(shorten, unknown))}."
            yield finding(shapes, shape, "shape-targets-nothing", message)


_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")


def _shape_names(shapes: ParsedFiles) -> set[str]:
    kinds = {_SH + "NodeShape", _SH + "PropertyShape"}
    return {
        iri_of(quad.subject)
        for quad in shapes.quads
        if isinstance(quad.subject, ox.NamedNode)
        and (quad.object.value if isinstance(quad.object, ox.NamedNode) else "") in kinds
    }
