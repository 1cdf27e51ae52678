"""Why two entities are tied: their direct ties, and what they both take part in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.engine import Engine
from kg.entities import Tie, assemble_ties, read_relations
from kg.evidence import Passage, read_claims_about, read_passages
from kg.vocabulary import TERM


@dataclass(frozen=True)
class Shared:
    """Something that both entities are tied to, with the ties of each."""

    through: str
    first: tuple[Tie, ...]
    second: tuple[Tie, ...]


@dataclass(frozen=True)
class Reasons:
    """The answer to *why*: direct ties, what is shared, and the passages."""

    first: str
    second: str
    direct: tuple[Tie, ...]
    shared: tuple[Shared, ...]
    passages: dict[str, Passage] = field(hash=False)
    engine: Engine = field(compare=False, repr=False)

    @property
    def publishers(self) -> int:
        """How many publishers the passages come from; pages of one publisher are not independent."""
        return len({passage.document.publisher.casefold() for passage in self.passages.values()})

    @property
    def governments(self) -> tuple[str, ...]:
        """The governments whose own documents are among the passages."""
        spoken = {country for passage in self.passages.values() for country in passage.document.speaks_for}
        return tuple(sorted(spoken))

    def __bool__(self) -> bool:
        return bool(self.direct or self.shared)

    def _repr_html_(self) -> str:
        from kg.views.notebook import reasons_html

        return reasons_html(self)


def find_reasons(engine: Engine, first: str, second: str) -> Reasons:
    """Return why two entities, given by IRI, are tied."""
    claims = read_claims_about(engine, [first, second])
    relations = read_relations(engine)
    ties = assemble_ties(claims, relations)
    direct = tuple(tie for tie in ties if {tie.subject, tie.object} == {first, second})
    through: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    for tie in ties:
        if relations[tie.relation].joins == "through" and tie.subject in (first, second):
            through[tie.object][tie.subject].append(tie)
    collaborations = _collaborations(engine, through)
    shared = tuple(
        Shared(iri, tuple(parties[first]), tuple(parties[second]))
        for iri, parties in sorted(through.items())
        if iri in collaborations and first in parties and second in parties
    )
    used = [*direct, *(tie for one in shared for tie in (*one.first, *one.second))]
    passages = read_passages(engine, {passage for tie in used for passage in tie.passages})
    return Reasons(first, second, direct, shared, passages, engine)


def _collaborations(engine: Engine, iris: dict[str, dict[str, list[Tie]]]) -> set[str]:
    if not iris:
        return set()
    query = f"SELECT ?thing WHERE {{ ?thing a <{TERM}Collaboration> }}"
    table = engine.table(query, {"thing": [ox.NamedNode(iri) for iri in sorted(iris)]})
    return {str(row[0]) for row in table.rows}
