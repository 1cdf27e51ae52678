"""What things are called in each language, and tables with labels in place of IRIs."""

from __future__ import annotations

import copy
from collections import ChainMap, defaultdict
from collections.abc import Mapping, MutableMapping

import pyoxigraph as ox

from kg.grammar import Noun, noun
from kg.language import in_each
from kg.messages import message
from kg.rdf.terms import Term
from kg.record.concepts import marked
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.sparql.table import Table
from kg.vocabulary import BASE, SHARED_PREFIXES, local_name

_OTHERS = {
    SHARED_PREFIXES["skos"] + "definition": "common.definition",
    SHARED_PREFIXES["foaf"] + "homepage": "common.home_page",
}
"""Properties of other vocabularies, and our words for them."""


class Labels:
    """The label of everything that has one, by language, English where a language lacks one.

    ``over`` are the statuses of what has ended, by which sentences tell what follows from what contradicts it.
    """

    def __init__(self, engine: Engine) -> None:
        self._by_thing: MutableMapping[str, dict[str, str]] = defaultdict(dict)
        for thing, label in engine.terms(lookup("labels")):
            if isinstance(label, ox.Literal) and isinstance(thing, ox.NamedNode | ox.BlankNode):
                self._by_thing[thing.value].setdefault(label.language or "en", label.value)
        self._whole: Labels = self
        self.over = frozenset(marked(engine, "isOver"))

    @classmethod
    def none(cls) -> Labels:
        """Return labels that know of nothing, for what has lost the graph that it came from."""
        known = cls.__new__(cls)
        known._by_thing, known._whole, known.over = {}, known, frozenset()
        return known

    def of(self, iri: str, language: str = "en") -> str:
        """Return the label in a language, else in English, else the last part of the IRI."""
        labels = self._by_thing.get(iri, {})
        return labels.get(language) or in_each(labels, [language], local_name(iri))[0]

    def all(self, iri: str) -> Mapping[str, str]:
        """Return the labels of a thing by language."""
        return self._by_thing.get(iri, {})

    def noun(self, iri: str, language: str = "en") -> Noun:
        """Return the label for a sentence; what stands for it has its article."""
        return noun(self._whole.of(iri, language), language, self.of(iri, language))

    def with_names(self, iri: str, names: Mapping[str, str]) -> Labels:
        """Return the same labels but for one thing, which goes by other names in the languages that have one."""
        other = copy.copy(self)
        other._by_thing = ChainMap({iri: {**self.all(iri), **names}}, self._by_thing)
        return other


def read_labels(engine: Engine) -> Labels:
    """Return the labels of a graph, read once."""
    return engine.derived("labels", lambda: Labels(engine))


def labelled(table: Table, labels: Labels, language: str = "en") -> Table:
    """Return a table with labels in place of those IRIs of ours that have one; its caveats stay.

    Two properties of other vocabularies that tell what an entity is have words of ours.
    """

    def words(term: Term | None) -> Term | str | None:
        if isinstance(term, ox.NamedNode) and term.value in _OTHERS:
            return message(_OTHERS[term.value], language)
        known = isinstance(term, ox.NamedNode) and term.value.startswith(BASE) and labels.all(term.value)
        return labels.of(term.value, language) if known and isinstance(term, ox.NamedNode) else term

    return table.with_rows([words(term) for term in row] for row in table.terms)
