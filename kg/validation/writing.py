"""How texts are written: no signs that nobody sees, no spaces too many, French as French is set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pyoxigraph as ox

from kg.rdf.files import ParsedFiles, graph_of, iri_of
from kg.signs import HIDDEN, SIGNS, hidden_place
from kg.validation.findings import Finding, finding
from kg.vocabulary import LANGUAGES, SHARED_PREFIXES, TERM, shorten

RULES = {
    "text-signs": "a sign that cannot be seen, that turns the text after it, or that stands for a lost one",
    "text-spaces": "a space at an end of a text, or two in a row",
    "text-letters": "a letter of another script in a text that is English or French",
    "french-signs": "an apostrophe, quotation mark or space that is not how French is set",
}
"""The rules of this module, and what they find."""

_STRING = ox.NamedNode(SHARED_PREFIXES["xsd"] + "string")
_EXACT = {TERM + "section", SHARED_PREFIXES["dcterms"] + "title"}
"""Properties whose text is that of the page: its apostrophes stay."""


def writing_findings(content: ParsedFiles) -> Iterator[Finding]:
    """Yield a finding for each fault in how a text of the data is written."""
    judged: set[str] = set()
    for quad in content.quads:
        text = quad.object
        for term in (quad.subject, text):
            if isinstance(term, ox.NamedNode) and term.value not in judged:
                judged.add(term.value)
                place = hidden_place(term.value)
                if place is not None:
                    message = f"{shorten(quad.predicate.value)}: {_take_out(term.value, place)}"
                    yield finding(content, iri_of(quad.subject), "text-signs", message, graph_of(quad))
        if isinstance(text, ox.Literal) and (text.language or text.datatype == _STRING):
            if not content.is_asked_for(graph_of(quad), iri_of(quad.subject)):
                continue
            exact = quad.predicate.value in _EXACT
            for rule, fault in text_faults(text.value, text.language or "", exact=exact):
                message = f"{shorten(quad.predicate.value)}: {fault}"
                yield finding(content, iri_of(quad.subject), rule, message, graph_of(quad))


def text_faults(text: str, language: str, *, exact: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the rule and an account of each fault of a text; one that is ``exact`` keeps the punctuation of its page.

    >>> list(text_faults("Two  spaces", "en"))
    [('text-spaces', 'Write one space in “Two  spaces”.')]
    >>> [rule for rule, _ in text_faults("l'accord", "fr")]
    ['french-signs']
    """
    spaced = text.replace("\u00a0", " ").replace("\u202f", " ")  # the no-break spaces of French
    odd = None if spaced.isascii() and spaced.isprintable() else _UNSEEN.search(spaced)
    if odd:
        yield "text-signs", _take_out(text, odd.start())
    if text != text.strip() or "  " in spaced:
        yield "text-spaces", f"Write one space in “{_around(text, _SPACES)}”."
    if language in LANGUAGES and not text.isascii():
        foreign = next((sign for sign in _BEYOND_LATIN.findall(text) if sign.isalpha()), None)
        if foreign:
            name = unicodedata.name(foreign, "a letter").lower()
            yield "text-letters", f"Write a Latin letter for “{foreign}” ({name}) after “{_before(text, foreign)}”."
    if language == "fr" and not exact:
        for pattern, advice in _FRENCH:
            if pattern.search(text):
                yield "french-signs", f"{advice} in “{_around(text, pattern)}”."


_UNSEEN = re.compile(
    "["
    + "".join(SIGNS[kind][0] for kind in (*HIDDEN, "lost"))
    + "\t\n\r\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
_SPACES = re.compile(r"^\s+|\s+$|\s\s+")
_FRENCH = (
    (re.compile("'"), "Write ’ for '"),
    (re.compile('"'), "Write « » for straight quotation marks"),
    (re.compile(r"«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»"), "Put a no-break space inside « »"),
    (re.compile(r"(?<![\u00a0\u202f\s\d]):(?=\s|$)| :"), "Put a no-break space before the colon"),
    (re.compile(r"\s[;!?](?=\s|$)"), "Put no space before ; ! ?"),
    (re.compile(r"\d ?%"), "Put a no-break space before %"),
    (re.compile(r"(?<![\d,])\d{1,3} \d{3}(?![\d,])"), "Put no-break spaces in the number"),
    (
        re.compile(r"\d (?:(?:h|min|kg|km|millions?|milliards?)(?!\w)|\$)|\d\u00a0h \d"),
        "Put a no-break space before the unit",
    ),
    (re.compile(r"\.\.\."), "Write … for three full stops"),
)
"""What French text does not have, and what to do."""
_BEYOND_LATIN = re.compile(r"[^\u0000-\u036f\u1e00-\u1eff\u2000-\u2bff]")
"""Signs that are neither of the blocks of Latin letters nor of those of punctuation and symbols."""


def _take_out(text: str, place: int) -> str:
    name = unicodedata.name(text[place], "control sign").lower()
    return f"Take out U+{ord(text[place]):04X} ({name}) after “{_before(text, text[place])}”."


def _before(text: str, sign: str) -> str:
    return text[: text.index(sign)][-20:].lstrip()


def _around(text: str, pattern: re.Pattern[str]) -> str:
    """Return the place of a fault with a few signs on both sides."""
    found = pattern.search(text)
    return text[max(0, found.start() - 15) : found.end() + 15] if found else text
