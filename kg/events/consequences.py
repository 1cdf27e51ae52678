"""What follows from the claims of events by the rules of the ontology, said as each comes, without the whole at hand.

``ontology/rules/`` says the same of any data; a test holds that both give the same quads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.events.cameo import TABLES
from kg.events.claims import PUBLISHER, TYPE, term
from kg.rdf.dataset import derive, load_files
from kg.rdf.folders import Folders
from kg.vocabulary import BASE, SHARED_PREFIXES

_SUBPROPERTY, _SUBCLASS = (ox.NamedNode(SHARED_PREFIXES["rdfs"] + name) for name in ("subPropertyOf", "subClassOf"))
_SYMMETRIC = ox.NamedNode(SHARED_PREFIXES["owl"] + "SymmetricProperty")


class Consequences:
    """The default graph of a data set of events: the ontology, each claim, and what follows from it."""

    def __init__(self) -> None:
        folders = Folders.find()
        store = load_files([*sorted(folders.ontology.glob("*.ttl")), TABLES / "terms.ttl"])
        derive(store, folders.part("rules"))
        self.ontology: list[ox.Quad] = list(store)
        self._wider = {**_above(self.ontology, _SUBPROPERTY), **_above(self.ontology, _SUBCLASS)}
        self._symmetric = {quad.subject for quad in self.ontology if quad.object == _SYMMETRIC}
        sectors = store.quads_for_pattern(None, term("hasSector"), None, None)
        self._sector: dict[object, ox.NamedNode] = {
            quad.subject: quad.object for quad in sectors if isinstance(quad.object, ox.NamedNode)
        }
        self._countries: defaultdict[str, set[object]] = defaultdict(set)

    def of(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Yield what quads state, their claims in the default graph too, and what follows."""
        for quad in quads:
            yield quad
            subject, said, about = quad.subject, quad.predicate, quad.object
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                yield ox.Quad(subject, said, about)
            if said == TYPE:
                yield from (ox.Quad(subject, TYPE, wider) for wider in self._wider.get(about, ()))
            elif said in self._wider:
                yield from self._relations(subject, said, about)
            elif said == term("startDate"):
                yield ox.Quad(subject, term("earliestStart"), about)
            elif said == term("endDate"):
                yield ox.Quad(subject, term("latestEnd"), about)
            elif said == PUBLISHER:
                yield ox.Quad(subject, term("hasVoice"), about)
            elif said == term("hasKind") and about in self._sector:
                yield ox.Quad(subject, term("hasSector"), self._sector[about])
            elif said == term("hasCountry") and isinstance(about, ox.NamedNode):
                self._countries[about.value].add(subject)

    def _relations(self, subject: object, relation: ox.NamedNode, other: object) -> Iterator[ox.Quad]:
        pairs = [(subject, other), (other, subject)] if relation in self._symmetric else [(subject, other)]
        for one, two in pairs:
            for said in (relation, *self._wider[relation]):
                yield ox.Quad(one, said, two)  # type: ignore[arg-type]

    def at_the_end(self) -> Iterator[ox.Quad]:
        """Yield what only the whole tells: the two countries that most entities have."""
        counted = Counter({country: len(entities) for country, entities in self._countries.items()})
        most = sorted(counted, key=lambda country: (-counted[country], country))[:2]
        if len(most) == 2:
            about = ox.NamedNode(BASE)
            for name, country in zip(("hasFirstCountry", "hasSecondCountry"), sorted(most), strict=True):
                yield ox.Quad(about, term(name), ox.NamedNode(country))


def _above(quads: Iterable[ox.Quad], predicate: ox.NamedNode) -> Mapping[object, tuple[ox.NamedNode, ...]]:
    """Return by each subject of a predicate all that is above it."""
    direct: defaultdict[object, list[ox.NamedNode]] = defaultdict(list)
    for quad in quads:
        if quad.predicate == predicate and isinstance(quad.object, ox.NamedNode):
            direct[quad.subject].append(quad.object)

    def above(thing: object) -> Iterator[ox.NamedNode]:
        for wider in direct.get(thing, ()):
            yield wider
            yield from above(wider)

    return {thing: tuple(dict.fromkeys(above(thing))) for thing in direct}
