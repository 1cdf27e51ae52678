"""All that is wrong with the data: what the shapes, the checks, the literals and the texts complain of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError
from kg.rdf.dataset import assemble
from kg.rdf.files import Folders, ParsedFiles, data_files, iri_of, read_file, text_of
from kg.record.stories import story_files
from kg.sparql.engine import Engine
from kg.validation.datatypes import literal_findings
from kg.validation.drafts import RULES as DRAFT_RULES
from kg.validation.drafts import draft_findings
from kg.validation.findings import Finding, finding
from kg.validation.passage_ranges import text_findings
from kg.validation.queries import query_findings
from kg.validation.shapes import read_shapes, shape_findings
from kg.validation.stories import RULES as STORY_RULES
from kg.validation.stories import story_findings
from kg.validation.terms import RULES as TERM_RULES
from kg.validation.terms import term_findings
from kg.validation.wording import RULES as WORDING_RULES
from kg.validation.wording import wording_findings, wording_reviews
from kg.validation.writing import RULES as WRITING_RULES
from kg.validation.writing import writing_findings
from kg.vocabulary import CLAIMED, SHARED_PREFIXES, TERM, local_name, shorten

_SH = SHARED_PREFIXES["sh"]


def check(folders: Folders, sources: Path | None = None, only: Path | None = None) -> list[Finding]:
    """Return all findings over a graph's files, in order; none means that the data is good.

    ``sources`` is a folder with the texts of documents: passages are then compared with them. ``only`` is one
    file: the whole graph is read, and what is found in that file is returned.
    """
    content, broken = _read(folders)
    if broken:
        return [finding for finding in broken if only is None or finding.path == str(only)] or broken
    if only is not None and only.suffix == ".yaml":
        return sorted(story_findings(only, content))
    try:
        engine = Engine(assemble(content.quads, folders.ontology / "rules"))
    except DataError as error:
        return [_unreadable(error)]
    near = _described_in(only)
    found = [
        *shape_findings(engine, folders.ontology / "shapes", content, near),
        *query_findings(engine, folders.ontology / "checks", content),
        *term_findings(folders.ontology, content),
        *literal_findings(content),
        *draft_findings(content),
        *writing_findings(content),
        *wording_findings(content),
        *_misplaced_claims(content),
        *_layout_findings(folders),
        *(one for path in story_files(folders.data) for one in story_findings(path, content)),
    ]
    if sources is not None:
        found += text_findings(engine, sources, content)
    return _shown(found, near)


def review(folders: Folders, only: Path | None = None) -> list[Finding]:
    """Return what an editor should look at, in order: rules that only judgement can apply, so that none is a fault.

    Raises DataError for a file that cannot be read.
    """
    if only is not None and only.suffix == ".yaml":
        return []
    content, near = ParsedFiles.of(folders.files()), _described_in(only)
    engine = Engine(assemble(content.quads, folders.ontology / "rules"))
    return _shown([*query_findings(engine, folders.ontology / "reviews", content), *wording_reviews(content)], near)


def _described_in(only: Path | None) -> set[str] | None:
    """Return the things with a name that a file speaks of, None where no file is named."""
    if only is None:
        return None
    return {quad.subject.value for quad in read_file(only) if isinstance(quad.subject, ox.NamedNode)}


def _shown(found: Iterable[Finding], near: set[str] | None) -> list[Finding]:
    """Return findings in order, each once; of some things only, where they are named."""
    shown = None if near is None else {shorten(subject) for subject in near}
    return sorted({finding for finding in found if shown is None or finding.subject in shown})


def rule_names(folders: Folders) -> list[str]:
    """Return the names of all rules: those of shapes and queries, and those of this module."""
    shapes = read_shapes(folders.ontology / "shapes")
    named = {
        local_name(iri_of(quad.subject))
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
    **DRAFT_RULES,
    **TERM_RULES,
    **WRITING_RULES,
    **WORDING_RULES,
    **STORY_RULES,
}


def _read(folders: Folders) -> tuple[ParsedFiles, list[Finding]]:
    content, broken = ParsedFiles(), []
    for path in folders.files():
        try:
            content.add(path)
        except DataError as error:
            broken.append(_unreadable(error))
    return content, broken


def _unreadable(error: DataError) -> Finding:
    reason = f"column {error.column}: {error.reason()}" if error.column else error.reason()
    return Finding(error.path, error.line, Path(error.path).name, "syntax", reason)


def _misplaced_claims(content: ParsedFiles) -> Iterator[Finding]:
    passages = {
        iri_of(quad.subject)
        for quad in content.quads
        if isinstance(quad.object, ox.NamedNode) and quad.object.value == TERM + "Passage"
    }
    identity = {iri_of(quad.subject) for quad in content.quads if quad.predicate.value == TERM + "isIdentity"}
    for quad in content.quads:
        subject, predicate = iri_of(quad.subject), quad.predicate.value
        if isinstance(quad.graph_name, ox.DefaultGraph):
            if subject.startswith(CLAIMED) and predicate not in identity:
                message = f"{shorten(predicate)} is a claim; move it into the graph of the passage that says it."
                yield finding(content, subject, "claim-outside-passage", message)
        elif quad.graph_name.value not in passages:
            name = shorten(quad.graph_name.value)
            message = f"{name} holds claims but is not a sec:Passage; describe the passage beside its graph."
            yield finding(content, subject, "claims-in-no-passage", message)


def _layout_findings(folders: Folders) -> Iterator[Finding]:
    folder = folders.data / "documents"
    for path in data_files(folder) if folder.is_dir() else ():
        wanted = f"src:{path.stem}"
        text = text_of(path)
        if not re.search(rf"^{re.escape(wanted)}\s*$", text, re.MULTILINE):
            message = f"the file must describe {wanted}, the document of its own name."
            yield Finding(str(path), 1, wanted, "file-in-wrong-place", message)
