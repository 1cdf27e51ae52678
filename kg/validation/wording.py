"""What passages say, held against their claims and their other language: numbers, and words that should be shared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

import pyoxigraph as ox

from kg.language import without_accents
from kg.rdf.files import ParsedFiles, graph_of, iri_of
from kg.validation.findings import Finding, finding
from kg.validation.numerals import in_digits, in_words, numbers
from kg.vocabulary import ENTITY, LANGUAGES, SHARED_PREFIXES, TERM, shorten

RULES = {
    "coordinates-not-in-words": "a latitude or a longitude that its passage does not say",
    "figure-hedged-in-words": "a figure whose number its passage hedges, without a hedge of its own",
    "figure-not-in-words": "a figure whose number its passage does not say",
    "figure-unit-plural": "a figure below two with its French unit in the plural",
    "numbers-differ": "a number of a passage that only one of its languages has",
    "passage-repeats-nearly": "a passage that claims what another does, in nearly the same words",
}
REVIEWS = {
    "french-of-another": "a French sentence that shares no word with the English one",
    "unit-not-in-words": "a figure whose unit has no word in its passage",
    "words-of-another": "a sentence that shares no word with the names of what its claim is about",
}
"""The rules of this module, and what they find; reviews need judgement."""

_NAMES = {SHARED_PREFIXES["rdfs"] + "label", SHARED_PREFIXES["skos"] + "altLabel", TERM + "abbreviation"}
_SINGULAR_IN_S = ("fois", "mois", "pays")
_VALUES = {TERM + "value", TERM + "upperValue"}
_COORDINATES = {SHARED_PREFIXES["geo"] + "lat", SHARED_PREFIXES["geo"] + "long"}
_HEDGED = re.compile(
    r"\b(about|approximately|around|roughly|some|nearly|almost|close to|(?:no )?(?:more|less|fewer) than"
    r"|(?<!spread )over|at (?:least|most)|up to|as many as|under)\s+"
    r"(?:(?:US|C|CA) ?)?\$?(\d[\d.,]*(?: (?:thousand|million|billion)\b)?)",
    re.IGNORECASE,
)
"""A hedge and the number after it, in English."""
_MONEY = re.compile(r"[$¢£€]|\b(CAD|USD|AUD)\b|dollar|cent|euro|pound|livre|million|milliard|billion", re.IGNORECASE)
_CALLED_BY_KIND = {"aer", "air", "arm", "fir", "mil", "par", "per", "peo", "pou", "sol"}
"""Beginnings of units whose things a sentence calls by their kind or type: aircraft, firearms, personnel, people."""
_NEARLY = 0.85
"""What share of the words of two passages is nearly all."""


@dataclass
class Passages:
    """What passages say and claim, and the names of what they are about."""

    says: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    claims: dict[str, list[ox.Quad]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    titles: dict[str, str] = field(default_factory=dict)
    read_again: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, content: ParsedFiles) -> Passages:
        """Return the passages of some files."""
        found, documents = cls(), dict[str, str]()
        sections: dict[str, str] = defaultdict(str)
        for quad in content.quads:
            subject, name, value = iri_of(quad.subject), quad.predicate.value, quad.object
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                found.claims[quad.graph_name.value].append(quad)
            elif name == TERM + "isPassageOf" and isinstance(value, ox.NamedNode):
                documents[subject] = value.value
            elif name == TERM + "readOn":
                found.read_again.add(subject)
            elif isinstance(value, ox.Literal) and value.language in LANGUAGES:
                if name == TERM + "says":
                    found.says[subject][value.language] = value.value
                elif name in _NAMES:
                    found.names[subject][value.language].append(value.value)
                elif name in (SHARED_PREFIXES["dcterms"] + "title", TERM + "section"):
                    sections[subject] += f" {value.value}"
        found.titles = {passage: sections[passage] + sections[document] for passage, document in documents.items()}
        return found

    def about(self, passage: str) -> set[str]:
        """Return the entities that a passage makes claims on."""
        ends = (end for quad in self.claims[passage] for end in (quad.subject, quad.object))
        return {end.value for end in ends if isinstance(end, ox.NamedNode) and end.value.startswith(ENTITY)}


def wording_findings(content: ParsedFiles) -> Iterator[Finding]:
    """Yield a finding for each figure and number that does not stand where it should."""
    passages = content.once(Passages.of)
    for passage, texts in passages.says.items():
        if not content.is_asked_for(passage):
            continue
        yield from _unsaid_numbers(content, passages.claims[passage], texts)
        yield from _unclaimed_hedges(content, passages.claims[passage], texts.get("en", ""))
        yield from _plural_units(content, passages.claims[passage])
        if set(texts) == {"en", "fr"}:
            yield from _differing_numbers(content, passages, passage)
    yield from _repeated_passages(content, passages)


def wording_reviews(content: ParsedFiles) -> Iterator[Finding]:
    """Yield what an editor should look at: sentences whose words seem to belong elsewhere."""
    passages = content.once(Passages.of)
    for passage, texts in passages.says.items():
        if not content.is_asked_for(passage):
            continue
        if set(texts) == {"en", "fr"} and not _shares_words(passages, passage, texts):
            message = "The French shares no word with the English: see whether it is its translation."
            yield finding(content, passage, "french-of-another", message)
        yield from _unsaid_units(content, passages.claims[passage], texts)
        if passage in passages.read_again:
            yield from _strange_claims(content, passages, passage)


def _unsaid_numbers(content: ParsedFiles, claims: list[ox.Quad], texts: dict[str, str]) -> Iterator[Finding]:
    for quad in claims:
        value = quad.object.value if isinstance(quad.object, ox.Literal) else ""
        is_coordinate = quad.predicate.value in _COORDINATES
        value = value.removeprefix("-") if is_coordinate else value  # in words it is west or south
        if quad.predicate.value not in _VALUES | _COORDINATES or not re.fullmatch(r"\d+(\.\d+)?", value):
            continue
        silent = [language for language in sorted(texts) if Decimal(value) not in numbers(texts[language], language)]
        if silent and isinstance(quad.graph_name, ox.NamedNode):
            message = f"The passage ({', '.join(silent)}) does not say {value}: correct the one or the other."
            rule = "coordinates-not-in-words" if is_coordinate else "figure-not-in-words"
            yield finding(content, iri_of(quad.subject), rule, message, quad.graph_name.value)


def _unclaimed_hedges(content: ParsedFiles, claims: list[ox.Quad], english: str) -> Iterator[Finding]:
    """What a sentence says of a number, a figure says too: about 120 is not 120."""
    hedged = {iri_of(quad.subject) for quad in claims if quad.predicate.value == TERM + "hasHedge"}
    for quad in claims:
        value = quad.object.value if isinstance(quad.object, ox.Literal) else ""
        figure = iri_of(quad.subject)
        if quad.predicate.value != TERM + "value" or figure in hedged or not re.fullmatch(r"\d+(\.\d+)?", value):
            continue
        for word, number in _HEDGED.findall(english):
            if Decimal(value) in numbers(number, "en"):
                message = f"Give it the sec:hasHedge of “{word} {number.strip()}”, or correct the passage."
                yield finding(content, figure, "figure-hedged-in-words", message, graph_of(quad))
                break


def _unsaid_units(content: ParsedFiles, claims: list[ox.Quad], texts: dict[str, str]) -> Iterator[Finding]:
    """What is counted has a word in the sentence, but for people and things that are called by their kind."""
    counted = {
        (iri_of(quad.subject), quad.object.language): quad.object.value
        for quad in claims
        if quad.predicate.value == TERM + "quantity" and isinstance(quad.object, ox.Literal)
    }
    for quad in claims:
        unit = quad.object
        if quad.predicate.value != TERM + "unit" or not isinstance(unit, ox.Literal) or unit.language not in texts:
            continue
        figure, said = iri_of(quad.subject), texts[unit.language]
        words = f"{said} {counted.get((figure, unit.language), '')}"
        is_money = unit.value.isupper() or "dollar" in unit.value
        is_said = bool(_MONEY.search(words)) if is_money else bool(_openings(unit.value) & _openings(words))
        if not is_said and not _openings(unit.value) & _CALLED_BY_KIND:
            message = f"The passage has no word of the unit “{unit.value}”: see whether it counts that."
            yield finding(content, figure, "unit-not-in-words", message, graph_of(quad))


def _repeated_passages(content: ParsedFiles, passages: Passages) -> Iterator[Finding]:
    """Two passages of a document that claim the same may say it in other words, and not in nearly the same."""
    alike: dict[tuple[str, frozenset[tuple[str, ...]]], list[str]] = defaultdict(list)
    for passage, claims in passages.claims.items():
        made = frozenset((str(quad.subject), quad.predicate.value, str(quad.object)) for quad in claims)
        alike[passage.rpartition("/")[0], made].append(passage)
    for group in alike.values():
        for place, passage in enumerate(group):
            own = set(re.findall(r"\w+", passages.says[passage].get("en", "").lower()))
            for other in group[:place]:
                words = set(re.findall(r"\w+", passages.says[other].get("en", "").lower()))
                if own != words and len(own & words) > _NEARLY * len(own | words):
                    message = f"Merge the passages: {shorten(other)} claims the same, in nearly the same words."
                    yield finding(content, passage, "passage-repeats-nearly", message)


def _openings(text: str) -> set[str]:
    return {word[:3].lower() for word in re.findall(r"\w+|%", without_accents(text))}


def _plural_units(content: ParsedFiles, claims: list[ox.Quad]) -> Iterator[Finding]:
    """French has the plural from two on: 0,74 livre, 1,73 kilogramme."""
    largest: dict[str, Decimal] = defaultdict(Decimal)
    for quad in claims:
        if quad.predicate.value in _VALUES and isinstance(quad.object, ox.Literal):
            value = quad.object.value if re.fullmatch(r"\d+(\.\d+)?", quad.object.value) else "2"
            largest[iri_of(quad.subject)] = max(largest[iri_of(quad.subject)], Decimal(value))
    for quad in claims:
        figure, unit = iri_of(quad.subject), quad.object
        if quad.predicate.value == TERM + "unit" and isinstance(unit, ox.Literal) and unit.language == "fr":
            word = unit.value.split(" ")[0]
            if 0 < largest[figure] < 2 and word[-1:] in ("s", "x") and word not in _SINGULAR_IN_S:
                message = f"Write the unit “{unit.value}” in the singular: the number is below two."
                yield finding(content, figure, "figure-unit-plural", message, graph_of(quad))


def _differing_numbers(content: ParsedFiles, passages: Passages, passage: str) -> Iterator[Finding]:
    """A name may have a number in one language only, so those of names count for both."""
    texts = passages.says[passage]
    digits = {language: in_digits(texts[language], language) for language in texts}
    for one, other in (("en", "fr"), ("fr", "en")):
        alone = digits[one] - digits[other]
        alone = alone and alone - in_words(texts[other], other)
        alone = alone and alone - _numbers_of_names(passages, passage)
        if alone:
            told = ", ".join(f"{number:f}" for number in sorted(alone))
            message = f"Say the same numbers in both languages: {told} stands in “{one}” only."
            yield finding(content, passage, "numbers-differ", message)


def _numbers_of_names(passages: Passages, passage: str) -> set[Decimal]:
    return {
        number
        for entity in passages.about(passage)
        for language, names in passages.names[entity].items()
        for name in names
        for number in numbers(name, language)
    }


def _shares_words(passages: Passages, passage: str, texts: dict[str, str]) -> bool:
    english, french = _stems(texts["en"]), _stems(texts["fr"])
    return (
        bool(english & french)
        or any(one in english and other in french for one, other in _PAIRS)
        or any(
            all(_is_named(passages.names[entity][language], texts[language]) for language in LANGUAGES)
            for entity in passages.about(passage)
        )
    )


def _strange_claims(content: ParsedFiles, passages: Passages, passage: str) -> Iterator[Finding]:
    """A relation of which neither end has a word in the passage, its section or the title of the document."""
    words = _stems(" ".join([*passages.says[passage].values(), passages.titles.get(passage, "")]))
    for quad in passages.claims[passage]:
        ends = [end.value for end in (quad.subject, quad.object) if isinstance(end, ox.NamedNode)]
        if len(ends) == 2 and all(end.startswith(ENTITY) for end in ends):
            names = [name for end in ends for texts in passages.names[end].values() for name in texts]
            if not words & set().union(*map(_stems, names)):
                message = (
                    f"The passage has no word of the names of {shorten(ends[0])} and {shorten(ends[1])}:"
                    f" see whether it says that one {shorten(quad.predicate.value)} the other."
                )
                yield finding(content, ends[0], "words-of-another", message, passage)


def _is_named(names: list[str], text: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names)


@lru_cache(maxsize=1 << 14)  # a name is held against each passage about what it names
def _stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text, which English and French often share; acronyms too."""
    words = re.findall(r"\w+", without_accents(text))
    return frozenset(word[:4].lower() for word in words if len(word) > 3 or word.isupper() or word.isdecimal())


_PAIRS = (
    ("unit", "etat"),
    ("us", "etat"),
    ("amer", "etat"),
    ("agre", "acco"),
    ("agre", "ente"),
    ("airc", "avio"),
    ("army", "arme"),
    ("bord", "fron"),
    ("both", "deux"),
    ("coas", "gard"),
    ("each", "chaq"),
    ("fire", "arme"),
    ("head", "quar"),
    ("navy", "mari"),
    ("ship", "navi"),
    ("two", "deux"),
)
"""Beginnings of words of the field that mean the same and do not look it."""
