"""What a text says in French, held against the English: that each is in its language, and names the same months."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from kg.messages import message
from kg.rdf.files import ParsedFiles, graph_of, iri_of
from kg.validation.findings import Finding, finding
from kg.vocabulary import LANGUAGES, SHARED_PREFIXES, TERM, shorten

RULES = {
    "text-in-other-language": "a sentence whose small words are those of the other language",
    "months-differ": "a month that a passage names in only one of its languages",
}
"""The rules of this module, and what they find."""

_SENTENCES = {TERM + name for name in ("quantity", "reasonForNoClaims", "reservation", "says", "summary")}
_SENTENCES.add(SHARED_PREFIXES["skos"] + "definition")
_SMALL_WORDS = {
    "en": re.compile(
        r"\b(?:an|and|are|as|at|be|been|by|for|from|had|has|have|his|in|is|it|its|not|of|on|or|than|that|the|their|they"
        r"|this|to|was|were|which|who|with)\b"
    ),
    "fr": re.compile(
        r"\b(?:au|aux|avec|ce|ces|cette|d|dans|de|des|du|elle|en|entre|est|et|il|ils|l|la|le|les|leur|leurs|n|ou|par"
        r"|pas|pour|qu|que|qui|sa|se|ses|son|sont|sous|sur|un|une)\b"
    ),
}
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|[’']s\b")
"""What may be of another language, and the possessive of English, which looks like a small word of French."""
_FEWEST = 2
"""How many small words of another language tell that a sentence is not in its own."""


def translation_findings(content: ParsedFiles) -> Iterator[Finding]:
    """Yield a finding for each sentence that is not in its language, and for months that differ."""
    says: dict[tuple[str, str], dict[str, ox.Quad]] = defaultdict(dict)
    for quad in content.quads:
        said = quad.object
        if quad.predicate.value in _SENTENCES and isinstance(said, ox.Literal) and said.language in _SMALL_WORDS:
            says[iri_of(quad.subject), quad.predicate.value][said.language] = quad
    for (subject, name), quads in says.items():
        if not content.is_asked_for(subject, *map(graph_of, quads.values())):
            continue
        texts = {tag: quad.object.value for tag, quad in quads.items() if isinstance(quad.object, ox.Literal)}
        if len(set(texts.values())) < len(texts):  # the one is the other: text-not-translated tells it
            continue
        others = {language: other_language(text, language) for language, text in texts.items()}
        for language, other in others.items():
            if other:
                told = f"{shorten(name)}: Write “{language}” in its language: the words are of “{other}”."
                yield finding(content, subject, "text-in-other-language", told, graph_of(quads[language]))
        if name == TERM + "says" and len(texts) > 1 and not any(others.values()):
            yield from _differing_months(content, subject, texts)


def other_language(text: str, language: str) -> str:
    """Return the language that the small words of a text are of, where it is not its own; else nothing.

    >>> other_language("The agencies met in the capital.", "fr"), other_language("Les organismes de la GRC", "fr")
    ('en', '')
    """
    plain = _QUOTED.sub("", text.lower())
    counts = {tag: len(small.findall(plain)) for tag, small in _SMALL_WORDS.items()}
    most = max(counts, key=lambda tag: (counts[tag], tag == language))
    return most if counts[most] >= _FEWEST and counts[most] > counts[language] else ""


def _differing_months(content: ParsedFiles, passage: str, texts: dict[str, str]) -> Iterator[Finding]:
    for one, other in (("en", "fr"), ("fr", "en")):
        alone = months(texts[one], one) - months(texts[other], other, perhaps=True)
        if alone:
            named = ", ".join(_MONTHS[one][month] for month in sorted(alone))
            told = f"Name the same months in both languages: {named} stands in “{one}” only."
            yield finding(content, passage, "months-differ", told)


def months(text: str, language: str, *, perhaps: bool = False) -> set[int]:
    """Return the months that a text names, from 0 on; ``perhaps`` also what may be a name or a verb, as May is.

    >>> months("On 4 May and in March, after 9/11", "en"), months("Theresa May may march", "en")
    ({8, 2, 4}, set())
    """
    found = {_MONTHS[language].index(name.lower()) for name in _NAMED[language].findall(text)}
    if perhaps:
        found |= {place for place, name in enumerate(_MONTHS[language]) if name in text.lower()}
    return found | ({8} if "9/11" in text else set())


_MONTHS = {
    language: [message(f"date.month_name.{number:02}", language).lower() for number in range(1, 13)]
    for language in LANGUAGES
}
_NAMED = {
    "en": re.compile(
        r"\b(January|February|April|June|July|September|October|November|December"
        r"|(?:(?<=\d )|(?<=in ))(?:March|May|August)\b|(?:March|May|August)(?= \d))\b"
    ),
    "fr": re.compile(rf"\b({'|'.join(_MONTHS['fr'])})\b", re.IGNORECASE),
}
"""Names of months; in English those that are words besides only with a number or after “in”."""
