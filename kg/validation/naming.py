"""Names held against words: whether a document has a word for what its claims are about, and for its own title."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import pyoxigraph as ox

from kg.language import without_accents
from kg.rdf.files import ParsedFiles, iri_of
from kg.validation.findings import Finding, finding
from kg.vocabulary import ENTITY, SHARED_PREFIXES, SOURCE, TERM, shorten

RULES = {"title-of-another": "a document whose title is another’s, and shares little with its own words"}
REVIEWS = {
    "name-not-in-document": "a claim about something that no word of its document names",
    "title-unlike-its-document": "a title of which the document has no word",
}
"""The rules of this module, and what they find; reviews need judgement."""

_NAMES = {SHARED_PREFIXES["rdfs"] + "label", SHARED_PREFIXES["skos"] + "altLabel", TERM + "abbreviation"}
_TEXTS = {TERM + name for name in ("locator", "says", "section", "textFragment")}
_TITLE, _PUBLISHER, _ADDRESS = (
    SHARED_PREFIXES["dcterms"] + "title",
    SHARED_PREFIXES["dcterms"] + "publisher",
    SHARED_PREFIXES["schema"] + "url",
)
_TYPE = SHARED_PREFIXES["rdf"] + "type"
_ALIKE = ("and", "aux", "dans", "des", "entre", "for", "frontière", "les", "pour", "sur", "the", "with")
_JOINING = frozenset(word[:4] for word in _ALIKE)
_LEAST = 0.1
"""What a word weighs at least that nearly every document has."""
_ENOUGH, _ENOUGH_OF_TITLE, _LITTLE_OF_TITLE = 0.2, 0.001, 0.08
"""What share of a name, by weight, has to stand in a document."""
_FEWEST = 50
"""In fewer documents every word is rare, so that none of a name tells anything."""


@dataclass
class _Documents:
    """The words of each document, the names of entities, and which documents relate them."""

    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    titles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    of_passage: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    relations: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    publishers: set[tuple[str, str]] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    weighed: dict[str, dict[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, content: ParsedFiles) -> _Documents:
        """Read what some files say."""
        found, said = cls(), list[tuple[str, str]]()
        for quad in content.quads:
            subject, name, value = iri_of(quad.subject), quad.predicate.value, quad.object
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                if isinstance(value, ox.NamedNode) and subject.startswith(ENTITY) and value.value.startswith(ENTITY):
                    found.relations[quad.graph_name.value].append((subject, name, value.value))
            elif isinstance(value, ox.NamedNode):
                if name == TERM + "isPassageOf":
                    found.of_passage[subject] = value.value
                elif name in (_PUBLISHER, TERM + "isTextOf"):
                    found.publishers.add((subject, value.value))
                elif name == _TYPE and value.value == TERM + "Country":
                    found.countries.add(subject)
            elif isinstance(value, ox.Literal):
                if name in _NAMES:
                    found.names[subject].append(value.value)
                elif name in _TEXTS:
                    said.append((subject, value.value))
                elif name == _TITLE:
                    found.titles[subject].append(value.value)
                elif name == _ADDRESS:
                    found.texts[subject].append(re.sub(r"[\W_]+", " ", value.value))
        for passage, text in said:
            found.texts[found.of_passage.get(passage, passage)].append(text)
        for document in {*found.titles, *found.of_passage.values()}:
            found.texts[document].append(document.removeprefix(SOURCE).replace("-", " "))
        return found

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """The beginnings of the words of each document, without its title."""
        return {document: _beginnings(" ".join(texts)) for document, texts in self.texts.items()}

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much a word tells: the rarer, the more."""
        counts = Counter(word for words in self.words.values() for word in words)
        return {word: max(math.log(len(self.words) / (1 + count)), _LEAST) for word, count in counts.items()}

    def share(self, name: str, words: Set[str]) -> float:
        """Return what share of a name, by the weight of its words, is among some words."""
        weights = self.weighed.get(name)
        if weights is None:
            rarest = math.log(len(self.words) + 1)
            own = _beginnings(name) - _JOINING
            weights = self.weighed[name] = {word: self.weights.get(word, rarest) for word in own}
        return sum(weight for word, weight in weights.items() if word in words) / (sum(weights.values()) or 1)

    def about(self, document: str) -> Iterator[str]:
        """Yield the entities that the passages of a document relate."""
        for passage in self.passages.get(document, ()):
            for subject, _, value in self.relations[passage]:
                yield from (subject, value)

    @cached_property
    def passages(self) -> dict[str, list[str]]:
        """The passages of each document that relate entities."""
        found: dict[str, list[str]] = defaultdict(list)
        for passage in self.relations:
            if passage in self.of_passage:
                found[self.of_passage[passage]].append(passage)
        return found

    @cached_property
    def partners(self) -> dict[str, dict[str, set[str]]]:
        """What each entity is related to, countries left out, with the documents that say so."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for passage, relations in self.relations.items():
            document = self.of_passage.get(passage, "")
            for subject, _, value in relations:
                if not {subject, value} & self.countries:
                    found[subject][value].add(document)
                    found[value][subject].add(document)
        return found


def naming_findings(content: ParsedFiles) -> Iterator[Finding]:
    """Yield a finding for each document that seems to have the title of another."""
    documents = content.once(_Documents.of)
    owners: dict[str, list[str]] = defaultdict(list)
    for document, titles in documents.titles.items():
        for title in titles:
            owners[title].append(document)
    for title, sharing in owners.items():
        for document in sharing if len(sharing) > 1 else ():
            if documents.share(title, documents.words[document]) < _LITTLE_OF_TITLE:
                others = ", ".join(shorten(one) for one in sharing if one != document)
                message = f"Correct dcterms:title: “{title}” is that of {others}, and the passages have little of it."
                yield finding(content, document, "title-of-another", message)


def naming_reviews(content: ParsedFiles) -> Iterator[Finding]:
    """Yield what an editor should look at: names that no word of their document shares."""
    documents = content.once(_Documents.of)
    for document, titles in documents.titles.items():
        if not content.is_asked_for(document):
            continue
        if _most_shared(documents, titles, documents.words[document]) < _ENOUGH_OF_TITLE:
            message = f"No passage has a word of the title, “{titles[0]}”: see whether it is that of this document."
            yield finding(content, document, "title-unlike-its-document", message)
    for document, passages in documents.passages.items() if len(documents.words) >= _FEWEST else ():
        words = documents.words[document] | _beginnings(" ".join(documents.titles[document]))
        for passage in filter(content.is_asked_for, passages):
            for relation in documents.relations[passage]:
                for end in (relation[0], relation[2]):
                    if _is_strange(documents, document, end, words):
                        message = (
                            f"No word of the document names {shorten(end)}, and no other document relates it to what"
                            f" this one is about: see whether the passage says {' '.join(map(shorten, relation))}."
                        )
                        yield finding(content, relation[0], "name-not-in-document", message, passage)


def _is_strange(documents: _Documents, document: str, entity: str, words: Set[str]) -> bool:
    """Tell whether nothing in a document leads to an entity: no name, no publisher, none of its partners elsewhere."""
    if entity in documents.countries or not documents.names[entity] or (document, entity) in documents.publishers:
        return False
    if _most_shared(documents, documents.names[entity], words) >= _ENOUGH:
        return False
    partners = documents.partners[entity]
    return not any(partners.get(other, set()) - {document} for other in documents.about(document))


def _most_shared(documents: _Documents, names: Iterable[str], words: Set[str]) -> float:
    return max((documents.share(name, words) for name in names), default=0)


@lru_cache(maxsize=1 << 14)  # a name is held against each document that relates what it names
def _beginnings(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text, without accents; short ones are acronyms or numbers."""
    words = re.findall(r"\w+", without_accents(text).replace(".", ""))
    return frozenset(word[:4].lower() for word in words if len(word) > 2 or word.isupper() or word.isdecimal())
