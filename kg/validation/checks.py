"""All that is wrong with the data: what the shapes, the checks, the literals and the texts complain of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.collector import collector_paused
from kg.errors import DataError
from kg.rdf.dataset import assemble
from kg.rdf.files import Node, ParsedFiles, iri_of
from kg.rdf.folders import Folders
from kg.rdf.places import Statement, statements
from kg.rdf.worker import beside
from kg.record.dataset import listed_languages
from kg.record.stories import story_files
from kg.sparql.engine import Engine
from kg.validation.datatypes import literal_findings
from kg.validation.drafts import RULES as DRAFT_RULES
from kg.validation.drafts import draft_findings
from kg.validation.findings import Finding, finding
from kg.validation.languages import in_languages
from kg.validation.naming import RULES as NAMING_RULES
from kg.validation.naming import naming_findings, naming_reviews
from kg.validation.passage_ranges import text_findings
from kg.validation.queries import query_findings
from kg.validation.shapes import shape_findings
from kg.validation.stories import RULES as STORY_RULES
from kg.validation.stories import story_findings
from kg.validation.terms import RULES as TERM_RULES
from kg.validation.terms import term_findings
from kg.validation.translations import RULES as TRANSLATION_RULES
from kg.validation.translations import translation_findings
from kg.validation.wording import RULES as WORDING_RULES
from kg.validation.wording import wording_findings, wording_reviews
from kg.validation.writing import RULES as WRITING_RULES
from kg.validation.writing import writing_findings
from kg.vocabulary import CLAIMED, LANGUAGES, OWN_PREFIXES, SHARED_PREFIXES, TERM, local_name, shorten

_MUCH = 20_000
"""Of how many statements a copy of the process takes less time to begin than it saves."""
_SH, _STANDING = SHARED_PREFIXES["sh"], OWN_PREFIXES["standing"]


@dataclass(frozen=True)
class Judgement:
    """What is found over a graph's files, in order: faults, and what an editor should look at and may be right."""

    findings: list[Finding] = field(default_factory=list)
    to_review: list[Finding] = field(default_factory=list)


def check(folders: Folders, sources: Path | None = None, only: Path | None = None) -> list[Finding]:
    """Return all findings over a graph's files, in order; none means that the data is good.

    ``sources`` is a folder with the texts of documents: passages are then compared with them. ``only`` is a file or a
    folder: the whole graph is read, and what is found in there is returned. A file from elsewhere is judged as if it
    were among the data, in place of one of its name.
    """
    return judge(folders, sources, only, review=False).findings


@collector_paused()
def judge(folders: Folders, sources: Path | None = None, only: Path | None = None, *, review: bool = True) -> Judgement:
    """Return what ``check`` finds and, with ``review``, what an editor should look at; nothing of that where a file
    cannot be read.
    """
    content, broken = _read(folders, only)
    shapes, unread = _parsed(folders.part("shapes"))
    broken += unread
    if broken:
        return Judgement(within(only, broken) or broken)
    content.only = only
    languages = listed_languages(content.quads)
    if only is not None and only.suffix == ".yaml":
        return Judgement(sorted(story_findings(only, content, languages)))
    try:
        engine = Engine(assemble(content.quads, folders.part("rules")))
    except DataError as error:
        return Judgement([unreadable(error)])

    def by_texts() -> Judgement:
        found = _by_texts(engine, folders, content, languages, sources)
        return Judgement(found, _reviews(engine, folders, content) if review else [])

    # what shapes and queries find takes as long; the engine of the shapes has threads, which a copy would be without
    texts = beside(by_texts, by_texts) if len(content.quads) > _MUCH else by_texts
    found = [
        *shape_findings(engine, in_languages(shapes, languages), content, _judged(folders, content, only)),
        *query_findings(engine, folders.part("checks"), content),
    ]
    told = texts()
    return Judgement(within(only, [*found, *told.findings]), within(only, told.to_review))


def _reviews(engine: Engine, folders: Folders, content: ParsedFiles) -> list[Finding]:
    """Return what rules find that only judgement can apply, so that none is a fault."""
    queried = query_findings(engine, folders.part("reviews"), content)
    return [*queried, *wording_reviews(content), *naming_reviews(content)]


def _by_texts(
    engine: Engine, folders: Folders, content: ParsedFiles, languages: Sequence[str], sources: Path | None
) -> list[Finding]:
    """Return what is wrong with the files as texts, and with the texts in them."""
    found = [
        *term_findings(folders, content),
        *literal_findings(content),
        *draft_findings(content),
        *writing_findings(content),
        *wording_findings(content),
        *naming_findings(content),
        *translation_findings(content),
        *_misplaced_claims(content),
        *_nameless(folders, content),
        *_layout_findings(folders, content),
        *(one for path in story_files(folders.data) for one in story_findings(path, content, languages)),
    ]
    return found if sources is None else [*found, *text_findings(engine, sources, content)]


def within(only: Path | None, found: Iterable[Finding]) -> list[Finding]:
    """Return findings in order, each once: those in a file or folder only, where one is named."""
    return sorted({finding for finding in found if only is None or _is_within(Path(finding.path), only)})


def unreadable(error: DataError) -> Finding:
    """Return what cannot be read, or asked, as a finding."""
    name = Path(error.path).name
    told = error.reason()
    while told.startswith(f"{name}: "):  # the place says it already
        told = told.removeprefix(f"{name}: ")
    reason = f"column {error.column}: {told}" if error.column else told
    return Finding(error.path, error.line, name, "syntax", reason)


def _files(folders: Folders, only: Path | None) -> list[Path]:
    """Return the files to read: those of the folders, and a data file from elsewhere in place of one of its name."""
    files = folders.files()
    homes = (folders.ontology, folders.data)
    if only is None or not only.is_file() or any(only.is_relative_to(home) for home in homes):
        return files
    if only.suffix in (".yaml", ".rq"):
        return files
    return [path for path in files if path.name != only.name or path.parent == folders.ontology] + [only]


def _judged(folders: Folders, content: ParsedFiles, only: Path | None) -> set[Node] | None:
    """Return what is to be judged by shapes, None for all: not an ontology that is in other languages than the data."""
    if only is None and set(listed_languages(content.quads)) == set(LANGUAGES):
        return None
    place, apart = (only, None) if only else (None, folders.ontology)
    return {
        node
        for path, own in content.subjects.items()
        if (place is None or _is_within(path, place)) and (apart is None or not _is_within(path, apart))
        for node in own
    }


def _is_within(path: Path, place: Path) -> bool:
    return path == place or place in path.parents


def rule_names(folders: Folders) -> list[str]:
    """Return the names of all rules: those of shapes and queries, and those of this module."""
    shapes = ParsedFiles.of(folders.part("shapes"))
    named = {
        local_name(iri_of(quad.subject))
        for quad in shapes.quads
        if quad.predicate.value == _SH + "message" and isinstance(quad.subject, ox.NamedNode)
    }
    queries = {path.stem for path in folders.part("checks")}
    return sorted(named | queries | set(_OWN_RULES))


_OWN_RULES = {
    "syntax": "the file cannot be read",
    "shape-targets-nothing": "a shape whose target no thing has",
    "shape-term-unknown": "a term of SHACL that does not exist",
    "literal-ill-typed": "a value that its datatype does not allow",
    "claim-outside-passage": "a claim on an entity that is not in a passage",
    "claims-in-no-passage": "a graph that is not a passage",
    "thing-without-name": "a blank node among the data",
    "file-in-wrong-place": "a document that is not in the file of its name, or in the folder of another standing",
    "passage-range": "a character range that the text does not have",
    "passage-hash": "a digest that is not that of the text",
    **DRAFT_RULES,
    **TERM_RULES,
    **WRITING_RULES,
    **WORDING_RULES,
    **NAMING_RULES,
    **TRANSLATION_RULES,
    **STORY_RULES,
}


def _read(folders: Folders, only: Path | None) -> tuple[ParsedFiles, list[Finding]]:
    return _parsed(_files(folders, only))


def _parsed(files: Iterable[Path]) -> tuple[ParsedFiles, list[Finding]]:
    """Return what files say, and a finding for each that cannot be read."""
    content, broken = ParsedFiles(), []
    for path in files:
        try:
            content.add(path)
        except DataError as error:
            broken.append(unreadable(error))
    if not broken:
        broken += map(unreadable, content.faults())
    return content, broken


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
        elif isinstance(quad.graph_name, ox.BlankNode):
            message = (
                f"{shorten(predicate)} is claimed in a graph without a name; give it that of the passage that says so."
            )
            yield finding(content, subject, "claims-in-no-passage", message, quad.graph_name.value)
        elif quad.graph_name.value not in passages:
            name = shorten(quad.graph_name.value)
            message = f"{name} holds claims but is not a sec:Passage; describe the passage beside its graph."
            yield finding(content, subject, "claims-in-no-passage", message, quad.graph_name.value)


def _nameless(folders: Folders, content: ParsedFiles) -> Iterator[Finding]:
    """What has no name cannot be cited, found or tied; the ontology has such things, for restrictions and lists."""
    homes = (folders.ontology, folders.data / "ontology")
    holders = {iri_of(quad.subject) for quad in content.quads if isinstance(quad.object, ox.BlankNode)}
    for path, subjects in content.subjects.items():
        is_held = any(isinstance(node, ox.BlankNode) or iri_of(node) in holders for node in subjects)
        if is_held and not any(map(path.is_relative_to, homes)):
            nameless = [one for one in statements(path) if one.is_nameless]
            told = _highest(nameless)
            first = {(one.line if one.value.startswith(_BLANK) else one.block): one for one in reversed(nameless)}
            yield from (_without_name(path, line, one) for line, one in first.items() if one.subject in told)


def _highest(nameless: Sequence[Statement]) -> set[str]:
    """Return the subjects that hang on no label of another; of labels that hang on each other only, the first."""
    values: dict[str, list[str]] = {}
    for one in nameless:
        values.setdefault(one.subject, []).append(one.value)
    held = {value for ours in values.values() for value in ours if value.startswith("_:")}
    highest: set[str] = set()
    seen: set[str] = set()
    for subject in sorted(values, key=held.__contains__):  # those that nothing holds go first
        if subject not in seen:
            highest.add(subject)
            waiting = [subject]
            while waiting:
                below = waiting.pop()
                if below not in seen:
                    seen.add(below)
                    waiting += values.get(below, ())
    return highest


_BLANK = ("_:", "[", "(")
_CLOSED = {"[": "[]", "(": "()"}


def _without_name(path: Path, line: int, one: Statement) -> Finding:
    subject = _CLOSED.get(one.subject) or (one.subject if one.subject.startswith("_:") else shorten(one.subject))
    where = f"{shorten(one.predicate)}: " if one.predicate else ""
    message = f"{where}give what stands here a name, or leave it out; a blank node has none."
    return Finding(str(path), line, subject, "thing-without-name", message)


def _layout_findings(folders: Folders, content: ParsedFiles) -> Iterator[Finding]:
    folder = folders.data / "documents"
    for path, own in content.subjects.items():
        wanted = f"src:{path.stem}"
        if folder in path.parents and wanted not in {shorten(iri_of(node)) for node in own}:
            message = f"the file must describe {wanted}, the document of its own name."
            yield Finding(str(path), 1, wanted, "file-in-wrong-place", message)
    standings = {iri.removeprefix(_STANDING) for iri in content.file_of if iri.startswith(_STANDING)}
    for quad in content.quads:
        if quad.predicate.value != TERM + "hasStanding" or not isinstance(quad.object, ox.NamedNode):
            continue
        document, standing = iri_of(quad.subject), local_name(quad.object.value)
        home = content.file_of[document].parent
        if folder in home.parents and home.name in standings - {standing}:
            message = f"a document of sec:hasStanding standing:{standing} is in documents/{standing}/: correct the one."
            yield finding(content, document, "file-in-wrong-place", message)
