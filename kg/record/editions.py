"""Two editions of the data beside each other: what the newer one claims, withdraws and puts otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.record.claims_table import in_order
from kg.record.dataset import Dataset, read_dataset
from kg.record.evidence import Claim, Claims
from kg.record.evidence_reader import read_claims, read_documents, read_passages
from kg.record.identity import read_identity
from kg.record.labels import Labels, read_labels
from kg.sparql.engine import Engine
from kg.sparql.table import Table
from kg.vocabulary import SOURCE, natural_key

COLUMNS = ("change", "subject", "property", "value", "before", "passages")


@dataclass(frozen=True)
class Edition:
    """What an edition of the data holds: its entities, documents, passages and claims."""

    dataset: Dataset
    entities: frozenset[str]
    documents: Mapping[str, str]
    passages: frozenset[str]
    claims: Claims
    labels: Labels

    @classmethod
    def of(cls, engine: Engine) -> Edition:
        """Return the edition that a graph is."""
        documents = {iri: one.title for iri, one in read_documents(engine).items() if iri.startswith(SOURCE)}
        return cls(
            read_dataset(engine),
            frozenset(read_identity(engine)),
            documents,
            frozenset(read_passages(engine)),
            read_claims(engine),
            read_labels(engine),
        )


@dataclass(frozen=True)
class Revision:
    """What changed from an ``old`` edition to a ``new`` one. A row of ``claims`` has the columns ``COLUMNS``."""

    old: Edition
    new: Edition
    claims: Table

    def rows(self, change: str) -> list[tuple[object, ...]]:
        """Return the rows of claims that were "added", "withdrawn" or "changed"."""
        return [row for row in self.claims.terms if isinstance(row[0], ox.Literal) and row[0].value == change]

    def counts(self) -> Table:
        """Return how many entities, documents, passages and claims each edition has, and how many are new and gone."""
        rows = [
            (name, len(before), len(after), len(set(after) - set(before)), len(set(before) - set(after)))
            for name, before, after in (
                ("entities", self.old.entities, self.new.entities),
                ("documents", self.old.documents, self.new.documents),
                ("passages", self.old.passages, self.new.passages),
                ("claims", _keys(self.old.claims), _keys(self.new.claims)),
            )
        ]
        return Table.of(("what", "before", "after", "added", "gone"), rows)


def revision(old: Engine, new: Engine) -> Revision:
    """Return what changed from one edition of the data to another, claim by claim.

    A claim is *added* or *withdrawn*; where a subject has one value less and one value more of a property (a text: in
    a language), it is *changed*, and ``before`` is the old value. Passages are those of the newer edition, of what was
    withdrawn those of the older.

    >>> from kg.graph import load
    >>> graph = load("tests/mini")
    >>> len(revision(graph.engine, graph.engine).claims)
    0
    """
    first, second = Edition.of(old), Edition.of(new)
    rows = sorted(_rows(first.claims, second.claims), key=_order)
    return Revision(first, second, Table.of(COLUMNS, rows))


def _rows(old: Claims, new: Claims) -> Iterator[Sequence[object]]:
    gone, come = _less(old, new), _less(new, old)
    for key in {**gone, **come}:
        before, after = gone.get(key, []), come.get(key, [])
        if len(before) == len(after) == 1:
            yield _row("changed", after[0], before[0].object)
            continue
        yield from (_row("added", claim) for claim in after)
        yield from (_row("withdrawn", claim) for claim in before)


def _less(claims: Claims, others: Claims) -> dict[tuple[str, str, str], list[Claim]]:
    """Return the claims that others lack, by subject, property and the language of the value."""
    known = _keys(others)
    found: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in in_order(claims):
        if _key(claim) not in known:
            language = claim.object.language or "" if isinstance(claim.object, ox.Literal) else ""
            found[claim.subject, claim.predicate, language].append(claim)
    return found


def _key(claim: Claim) -> tuple[str, str, object]:
    return claim.subject, claim.predicate, claim.object


def _keys(claims: Iterable[Claim]) -> set[tuple[str, str, object]]:
    return {_key(claim) for claim in claims}


def _row(change: str, claim: Claim, before: object = None) -> Sequence[object]:
    subject, predicate = ox.NamedNode(claim.subject), ox.NamedNode(claim.predicate)
    return change, subject, predicate, claim.object, before, " ".join(sorted(claim.passages, key=natural_key))


def _order(row: Sequence[object]) -> tuple[object, ...]:
    return natural_key(str(row[1])), str(row[2]), ("changed", "added", "withdrawn").index(str(row[0])), str(row[3])
