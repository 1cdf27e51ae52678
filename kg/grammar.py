"""Names as they stand in a sentence: with their article, and with the verb that agrees with them.

What a name needs is told by the message catalogue of its language, by how the name begins: ``grammar.feminine`` and
its like. French is the language of ours that has such words; elsewhere names and verbs stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.language import quoted
from kg.messages import message

_ARTICLES = {
    "masculine": "le",
    "feminine": "la",
    "plural_masculine": "les",
    "plural_feminine": "les",
    "infinitive": "de",
    "title": "",
    "bare": "",
}
_CONTRACTED = {"à le ": "au ", "à les ": "aux ", "de le ": "du ", "de les ": "des "}
_ORDINAL = re.compile(r"(\d{1,4}(re|er|e)|premier|première|deuxième|troisième|quatrième) ")
_MILLIONS = re.compile(r"(^|[^\d.,])[1-9]\d{0,2}(\D\d{3})*(\D000){2}$")
_VOWEL = re.compile(r"[aàâæeéèêëiîïoôœuùûü]", re.IGNORECASE)


@dataclass(frozen=True)
class Noun:
    """A name as it is shown, with its article, what leads to it as a place, and whether it is feminine and plural.

    ``spoken`` is the name as it is heard, where it is shown with signs before it.
    """

    name: str
    article: str = ""
    place: str = ""
    is_feminine: bool = False
    is_plural: bool = False
    spoken: str = ""

    def after(self, verb: str) -> str:
        """Return a verb with what leads to the name: an article, contracted with “à” or “de”, elided before a vowel.

        >>> noun("Forces armées canadiennes", "fr").after("fait partie de"), noun("Canada", "fr").after("appuie")
        ('fait partie des ', 'appuie le ')
        >>> [noun(name, "fr").after("se trouve à") for name in ("Suède", "État de Washington")]
        ['se trouve en ', 'se trouve dans l’']
        """
        before, _, last = verb.rpartition(" ")
        elided = "d’" if last == "de" and self.article in ("", "de") and self._begins_with_vowel else ""
        lead = f"{last} {self._lead(last)}"
        if self.place and before.startswith("se ") and last == "à":
            lead = f"{self.place} " + (self._lead(last) if self.place == "dans" else "")
        told = elided or _CONTRACTED.get(lead, lead)
        return f"{before} {told}" if before else told

    @property
    def first(self) -> str:
        """What leads to the name at the beginning of a sentence.

        >>> noun("Agence spatiale canadienne", "fr").first, noun("Canadian Space Agency", "en").first
        ('L’', '')
        """
        return self._lead("").capitalize()

    @property
    def named(self) -> str:
        """The name with its article.

        >>> noun("États-Unis", "fr").named
        'les États-Unis'
        """
        return self._lead("") + self.name

    @property
    def _begins_with_vowel(self) -> bool:
        return _VOWEL.match(self.spoken or self.name) is not None

    def _lead(self, word: str) -> str:
        """Return the article after a word: an infinitive has one after “but” alone."""
        if not self.article or (self.article == "de" and word != "but"):
            return ""
        elides = self.article != "les" and self._begins_with_vowel
        return f"{self.article[0]}’" if elides else f"{self.article} "


def noun(name: str, language: str, shown: str = "") -> Noun:
    """Return a name for a sentence; ``shown`` is what stands for it, such as its abbreviation.

    >>> noun("Gendarmerie royale du Canada", "fr", "GRC").first, noun("11e Force aérienne", "fr").first
    ('La ', 'La ')

    What is a common noun before a name of its own has a small letter: « l’opération NANOOK ».

    >>> noun("Opération NANOOK", "fr").named, noun("Trafic de fentanyl", "fr").after("lutte contre")
    ('l’opération NANOOK', 'lutte contre le ')

    A title has no article but stands in quotation marks:

    >>> noun("Notre Nord, fort et libre", "fr").name
    '«\\xa0Notre Nord, fort et libre\\xa0»'
    """
    kind = _beginning(name, _kinds(language)) or "bare"
    place = _beginning(name, _listed("places", language))
    told = shown or name
    if kind == "title" and told == name:
        told = quoted(name, language)
    elif told == name and _beginning(name, _lowered(language)):
        told = name[0].lower() + name[1:]
    return Noun(told, _ARTICLES[kind], place, kind.endswith("feminine"), kind.startswith("plural"))


def with_unit(number: str, unit: str, language: str) -> str:
    """Return a number as it is shown with its unit: in French round millions lead to it by « de ».

    >>> with_unit("7\xa0000\xa0000", "dollars", "fr"), with_unit("7,000,000", "dollars", "en")
    ('7\xa0000\xa0000 de dollars', '7,000,000 dollars')

    A code follows as it stands:

    >>> with_unit("7\xa0000\xa0000", "USD", "fr"), with_unit("1\xa0500\xa0000", "dollars", "fr")
    ('7\xa0000\xa0000 USD', '1\xa0500\xa0000 dollars')
    """
    lead = message("grammar.millions", language)
    if lead and unit[:1].islower() and _MILLIONS.search(number):
        unit = Noun(unit).after(lead) + unit
    return " ".join(filter(None, (number, unit)))


def without_object(verb: str, language: str) -> str:
    """Return a verb whose object is named elsewhere: where a preposition would be left behind, a pronoun stands for it.

    >>> without_object("participe à", "fr"), without_object("est membre de", "fr"), without_object("dirige", "fr")
    ('y participe', 'en est membre', 'dirige')
    >>> without_object("takes part in", "en"), without_object("leads", "en")
    ('takes part in it', 'leads')
    """
    before, _, last = verb.rpartition(" ")
    pronoun, after = (_listed(key, language).get(last) for key in ("pronouns", "pronouns_after"))
    if before and (pronoun or after):
        return f"{pronoun} {before}" if pronoun else f"{verb} {after}"
    return verb


def agreeing(verb: str, subject: Noun, language: str) -> str:
    """Return a verb of the third person that agrees with its subject.

    >>> agreeing("est régi par", noun("Forces armées canadiennes", "fr"), "fr")
    'sont régies par'
    """
    words = verb.split(" ")
    at = int(words[0] in ("se", "s"))
    if words[at] == "est" and subject.is_feminine and words[at + 1][-1] in "éiu":
        words[at + 1] += "e"
    if subject.is_plural:
        if words[at] == "est":
            words[at + 1] += "s"
        regular = words[at] + "nt" if words[at].endswith("e") else words[at]
        words[at] = _listed("plural_verbs", language).get(words[at], regular)
    return " ".join(words)


def _beginning(name: str, known: Mapping[str, str]) -> str:
    """Return what is known of the longest beginning of a name, an ordinal number left aside; "" where nothing is."""
    words = _ORDINAL.sub("", name.casefold(), count=1).split()
    beginnings = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((known[one] for one in beginnings if one in known), "")


@cache
def _kinds(language: str) -> Mapping[str, str]:
    """Return the kind of noun that names with a beginning are."""
    return {one: kind for kind in _ARTICLES for one in message(f"grammar.{kind}", language).split("; ") if one}


@cache
def _lowered(language: str) -> Mapping[str, str]:
    """Return the beginnings of names that have no capital within a sentence."""
    return {one: one for one in message("grammar.lowered", language).split("; ") if one}


@cache
def _listed(key: str, language: str) -> Mapping[str, str]:
    """Return what is listed by pairs: a beginning or a verb, and what goes with its last word."""
    pairs = (pair.rpartition(" ") for pair in message(f"grammar.{key}", language).split("; "))
    return {word: told for word, _, told in pairs if word}
