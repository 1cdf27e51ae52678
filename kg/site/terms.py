"""What is known of each term of the ontology: words, place, rules, an example, and the questions that use it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.graph import KnowledgeGraph
from kg.questions.catalogue import Question, questions
from kg.rdf.files import ParsedFiles, iri_of
from kg.rdf.terms import Term
from kg.record.evidence import Claim
from kg.vocabulary import CONCEPTS, OWN_PREFIXES, SHARED_PREFIXES, TERM, local_name

_SCHEMA = tuple(OWN_PREFIXES[prefix] for prefix in ("sec", *CONCEPTS))
_SH, _OWL = SHARED_PREFIXES["sh"], SHARED_PREFIXES["owl"]
_TYPE = SHARED_PREFIXES["rdf"] + "type"


class Terms:
    """The ontology of a graph that is made of files, with examples from its data."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        assert graph.folders is not None
        self.labels = graph.labels
        self.said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        """What is said of each term and concept, by the last part of the property."""
        self.members: dict[str, list[str]] = defaultdict(list)
        """The things of each class."""
        self.examples: dict[str, Claim] = {}
        """For each property one claim: with a label at both ends if there is one, and made by the most passages.

        Of equal ones it is the first by name, whatever the order in which a store holds them.
        """
        self._best: dict[str, tuple[bool, bool, int]] = {}
        self.stated: Counter[str] = Counter()
        """How many claims there are with each property."""
        self.told: Counter[str] = Counter()
        """How many claims there are about each thing."""
        self._read(graph)
        self.rules = dict(_rules(graph.folders.part("shapes")))
        """The messages of the shapes that look at each term, by the name of the rule."""
        self.questions = _uses(questions().values())
        """The names of the questions that use each term."""

    def text(self, iri: str, name: str, language: str) -> str:
        """Return the label or definition of a term in a language, empty when it has none."""
        values = self.said[iri][name]
        return next((one.value for one in values if isinstance(one, ox.Literal) and one.language == language), "")

    def links(self, iri: str, name: str) -> list[str]:
        """Return the IRIs that a property of a term leads to, in order."""
        return sorted(one.value for one in self.said[iri][name] if isinstance(one, ox.NamedNode))

    def of_type(self, *names: str) -> list[str]:
        """Return our terms that OWL calls by one of some names, in order."""
        wanted = {_OWL + name for name in names}
        return [iri for iri in sorted(self.said) if iri.startswith(TERM) and wanted & set(self.links(iri, "type"))]

    def below(self, iri: str, name: str) -> list[str]:
        """Return the terms that specialise one directly, by ``subClassOf`` or ``subPropertyOf``."""
        return [other for other in sorted(self.said) if iri in self.links(other, name)]

    def schemes(self) -> list[str]:
        """Return the schemes of concepts, the largest first."""
        found = [iri for iri in self.said if SHARED_PREFIXES["skos"] + "ConceptScheme" in self.links(iri, "type")]
        return sorted(found, key=lambda iri: (-len(self.concepts(iri)), iri))

    def concepts(self, scheme: str) -> list[str]:
        """Return the concepts of a scheme: by rank where they have one, else by name."""
        found = [iri for iri in self.said if scheme in self.links(iri, "inScheme")]
        return sorted(found, key=lambda iri: (self.number(iri, "rank"), iri))

    def number(self, iri: str, name: str) -> int:
        """Return the rank or the place in the legend of a term, 0 when it has none."""
        return min((int(one.value) for one in self.said[iri][name] if isinstance(one, ox.Literal)), default=0)

    def _read(self, graph: KnowledgeGraph) -> None:
        for claim in graph.record.claims:
            self.stated[claim.predicate] += 1
            self.told[claim.subject] += 1
            self._suggest(claim)
        for quad in graph.quads():
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                continue
            subject, predicate, value = iri_of(quad.subject), quad.predicate.value, quad.object
            assert not isinstance(value, ox.Triple)
            if subject.startswith(_SCHEMA):
                self.said[subject][local_name(predicate)].append(value)
            elif predicate == _TYPE:
                self.members[value.value].append(subject)
            else:
                self._suggest(Claim(subject, predicate, value, ()))

    def _suggest(self, claim: Claim) -> None:
        """Keep a claim as the example of its property when it is a better one than what is there."""
        known, worth = self.examples.get(claim.predicate), self._worth(claim)
        best = self._best.get(claim.predicate, worth)
        if known is None or worth > best or (worth == best and _by_name(claim) < _by_name(known)):
            self.examples[claim.predicate], self._best[claim.predicate] = claim, worth

    def _worth(self, claim: Claim) -> tuple[bool, bool, int]:
        ends = [claim.subject, *([] if isinstance(claim.object, ox.Literal) else [claim.object.value])]
        french = isinstance(claim.object, ox.Literal) and claim.object.language == "fr"
        return all(self.labels.all(end) for end in ends), not french, len(claim.passages)


def _by_name(claim: Claim) -> tuple[str, str]:
    return claim.subject, str(claim.object)


def _uses(asked: Iterable[Question]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for question in asked:
        query = "\n".join(line for line in question.text.splitlines() if not line.startswith("#"))
        for name in sorted(set(re.findall(r"\bsec:(\w+)", query))):
            found[TERM + name].append(question.name)
    return found


def _rules(files: list[Path]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each term with the rules that look at it: shapes whose path names it or whose target it is."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    shapes: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in ParsedFiles.of(files).quads:
        assert not isinstance(quad.object, ox.Triple)
        shapes[iri_of(quad.subject)][quad.predicate.value].append(quad.object)
    owners = {part.value: shape for shape, said in shapes.items() for part in said[_SH + "property"]}
    for shape, said in list(shapes.items()):
        message = next((one.value for one in said[_SH + "message"]), "")
        if message:
            targets = [*said[_SH + "targetClass"], *shapes[owners.get(shape, shape)][_SH + "targetClass"]]
            for iri in {one.value for one in targets} | set(_named(shapes, said[_SH + "path"])):
                found[iri][local_name(shape)] = message
    yield from found.items()


def _named(shapes: dict[str, dict[str, list[Term]]], path: Iterable[Term]) -> Iterator[str]:
    """Yield the properties that a path names, however deep in it."""
    for part in path:
        if isinstance(part, ox.NamedNode):
            yield part.value
        elif isinstance(part, ox.BlankNode):
            yield from _named(shapes, [one for values in list(shapes[part.value].values()) for one in values])
