"""All claims as a table and as a database: one claim in one passage a row, with the document and how it was read."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.rdf.terms import text_of
from kg.record.evidence import Claim, Document, Passage
from kg.record.evidence_reader import read_claims, read_passages
from kg.record.identity import read_identity
from kg.record.labels import Labels, read_labels
from kg.sparql.engine import Engine
from kg.sparql.table import Table
from kg.vocabulary import SOURCE, local_name, natural_key, shorten

CLAIM_COLUMNS = (
    *("claim", "subject", "subject_name", "property", "property_name", "value", "value_name", "passage", "says"),
    *("place", "reservation", "document", "title", "publisher", "voice", "standing", "issued", "address", "reading"),
    "read_on",
)


def claims_table(engine: Engine, language: str = "en") -> Table:
    """Return every claim of a graph in every passage that makes it: ids and names, the words, the document, the state.

    Subjects, properties and values are in the form that queries have them, such as ``ent:norad``; claims and passages
    are named by what their addresses end with. Rows are in the order of subjects, properties and values.

    >>> from kg.graph import load
    >>> table = claims_table(load("tests/mini").engine)
    >>> [row[1:6] for row in table.rows if row[2] == "Royal Canadian Mounted Police"][0]
    ('ent:rcmp', 'Royal Canadian Mounted Police', 'sec:hasCountry', 'has country', 'ent:canada')
    """
    labels, passages = read_labels(engine), read_passages(engine)
    rows = [
        (*_claim_cells(claim, labels, language), *_passage_cells(passages[iri], labels, language))
        for claim in in_order(read_claims(engine))
        for iri in claim.passages
        if iri in passages
    ]
    return Table.of(CLAIM_COLUMNS, rows)


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims by subject, property and value."""
    return sorted(claims, key=lambda one: (natural_key(one.subject), one.predicate, str(one.object)))


def named_value(claim: Claim, labels: Labels, language: str) -> str:
    """Return the value of a claim as a reader knows it: its name, else what it says."""
    value = claim.object
    return labels.of(value.value, language) if isinstance(value, ox.NamedNode) else text_of(value)


def _claim_cells(claim: Claim, labels: Labels, language: str) -> Iterator[str]:
    yield claim.name
    for iri in (claim.subject, claim.predicate):
        yield shorten(iri)
        yield labels.of(iri, language)
    yield shorten(claim.object.value) if isinstance(claim.object, ox.NamedNode) else text_of(claim.object)
    yield named_value(claim, labels, language)


def _passage_cells(passage: Passage, labels: Labels, language: str) -> Iterator[str | None]:
    document = passage.document
    yield passage.iri.removeprefix(SOURCE)
    yield passage.says.get(language) or passage.says.get("en")
    yield passage.locator.get(language) or passage.locator.get("en") or passage.section or None
    yield passage.reservation.get(language) or passage.reservation.get("en")
    yield from (document.id, document.title, document.publisher.name(language), document.voice.name(language))
    yield from (document.standing or None, document.issued or None, passage.address or None)
    yield from (passage.state, passage.read_on or None)


_TABLES: Mapping[str, tuple[str, ...]] = {
    "entities": ("id TEXT PRIMARY KEY", "name_en TEXT", "name_fr TEXT", "class TEXT", "kind TEXT", "definition TEXT"),
    "documents": (
        *("id TEXT PRIMARY KEY", "title TEXT", "publisher TEXT", "voice TEXT", "standing TEXT", "issued TEXT"),
        *("language TEXT", "address TEXT", "looked_for_on TEXT"),
    ),
    "passages": (
        *("id TEXT PRIMARY KEY", "document TEXT REFERENCES documents(id)", "says_en TEXT", "says_fr TEXT"),
        *("place TEXT", "reservation TEXT", "reading TEXT", "read_on TEXT"),
    ),
    "claims": (
        *("id TEXT", "subject TEXT", "subject_name TEXT", "property TEXT", "property_name TEXT", "value TEXT"),
        *("value_name TEXT", "passage TEXT REFERENCES passages(id)", "PRIMARY KEY (id, passage)"),
    ),
}
_AFTER = """
CREATE INDEX claims_by_subject ON claims(subject);
CREATE INDEX claims_by_value ON claims(value);
CREATE INDEX claims_by_passage ON claims(passage);
CREATE INDEX passages_by_document ON passages(document);
CREATE VIEW evidence AS
  SELECT claims.*, passages.says_en, passages.says_fr, passages.place, passages.reading, passages.read_on,
    documents.id AS document, documents.title, documents.publisher, documents.standing, documents.issued,
    documents.address
  FROM claims JOIN passages ON passages.id = claims.passage JOIN documents ON documents.id = passages.document;
CREATE VIRTUAL TABLE passages_fts USING fts5(says_en, says_fr, content=passages);
INSERT INTO passages_fts(passages_fts) VALUES('rebuild');
"""


def claims_database(engine: Engine, facts: Sequence[tuple[str, str]] = ()) -> bytes:
    """Return a SQLite database of the claims, passages, documents and entities, with what it says of itself.

    Each claim leads to its passage and each passage to its document; the view ``evidence`` holds them side by side,
    ``passages_fts`` finds words in what passages say. The same data give the same tables.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "claims.db"
        base = sqlite3.connect(place)
        try:
            for name, columns in _TABLES.items():
                base.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            base.execute("CREATE TABLE about (what TEXT, value TEXT)")
            base.executemany("INSERT INTO about VALUES (?, ?)", facts)
            for name, rows in _rows(engine).items():
                fields = ", ".join("?" for column in _TABLES[name] if not column.startswith("PRIMARY KEY"))
                base.executemany(f"INSERT INTO {name} VALUES ({fields})", rows)
            base.executescript(_AFTER)
            base.commit()
            base.execute("VACUUM")
        finally:
            base.close()
        return place.read_bytes()


def _rows(engine: Engine) -> dict[str, Iterable[Sequence[str | None]]]:
    labels, passages = read_labels(engine), read_passages(engine)
    documents = {one.document.id: one.document for one in passages.values()}
    claims = in_order(read_claims(engine))
    return {
        "entities": list(_entity_rows(engine, labels)),
        "documents": [_document_row(documents[name]) for name in sorted(documents, key=natural_key)],
        "passages": [_passage_row(passages[iri]) for iri in sorted(passages, key=natural_key)],
        "claims": [
            (*_claim_cells(claim, labels, "en"), iri.removeprefix(SOURCE))
            for claim in claims
            for iri in claim.passages
            if iri in passages
        ],
    }


_WIDE = {"Entity", "Actor", "Setting", "Collaboration"}
"""The classes that say little of a thing which has another."""


def _entity_rows(engine: Engine, labels: Labels) -> Iterator[Sequence[str | None]]:
    for iri, own in sorted(read_identity(engine).items(), key=lambda one: natural_key(one[0])):
        kinds = ", ".join(sorted(local_name(text_of(term)) for term in own.get("hasKind", ())))
        classes = ", ".join(sorted({local_name(text_of(term)) for term in own.get("type", ())} - _WIDE))
        texts = own.get("definition", ())
        told = next((text_of(one) for one in texts if isinstance(one, ox.Literal) and one.language == "en"), None)
        yield shorten(iri), labels.of(iri, "en"), labels.of(iri, "fr"), classes, kinds, told


def _document_row(document: Document) -> Sequence[str | None]:
    named = (document.id, document.title, document.publisher.name(), document.voice.name(), document.standing)
    return (
        *named,
        document.issued or None,
        document.language or None,
        document.address,
        document.looked_for_on or None,
    )


def _passage_row(passage: Passage) -> Sequence[str | None]:
    said = (passage.says.get("en"), passage.says.get("fr"))
    place = passage.locator.get("en") or passage.section or None
    noted = passage.reservation.get("en")
    return (
        passage.iri.removeprefix(SOURCE),
        passage.document.id,
        *said,
        place,
        noted,
        passage.state,
        passage.read_on or None,
    )
