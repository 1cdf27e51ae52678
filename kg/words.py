"""The words of our own text views in both languages: dates, standings, headings."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal

_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}

_MONTHS_FOLDED = [[month.casefold() for month in months] for months in _MONTHS.values()]

_PHRASES = {
    "about": ("What it is", "De quoi il s’agit"),
    "as of": ("As of {}", "Au {}"),
    "between": ("Between {} and {}", "Entre le {} et le {}"),
    "began": ("Began", "Début"),
    "ended": ("Ended", "Fin"),
    "in all": (
        "In all {} ties, {} figures, {} events, {} passages",
        "En tout {} liens, {} chiffres, {} événements, {} passages",
    ),
    "joined": ("New parent", "Nouveau rattachement"),
    "left": ("Left", "Fin de rattachement"),
    "succeeded": ("Took over", "Succession"),
    "happened": ("Event", "Événement"),
    "parameters": ("Parameters [left out, they are]", "Paramètres [omis, ils valent]"),
    "no parameters": ("none", "aucun"),
    "columns": ("Answers with", "Répond par"),
    "example": ("Example", "Exemple"),
    "about a class": (
        "This question is about an entity of the class “{}”.",
        "Cette question porte sur une entité de la classe « {} ».",
    ),
    "needs": ("“{}” needs {}, {}.", "« {} » demande {}, {}."),
    "is entity": ("“{}” is an entity{}", "« {} » est une entité{}"),
    "is document": ("“{}” is a document{}", "« {} » est un document{}"),
    "is topic": ("“{}” is a topic{}", "« {} » est un thème{}"),
    "is kind": ("“{}” is a kind of thing{}", "« {} » est un genre{}"),
    "is standing": ("“{}” is a kind of document{}", "« {} » est un genre de document{}"),
    "is question": ("“{}” is a question with a name", "« {} » est une question qui a un nom"),
    "none is called": ("No {} is called “{}”.", "{} ne s’appelle « {} »."),
    "definition": ("definition", "définition"),
    "home page": ("home page", "page d’accueil"),
    "did you mean": ("Did you mean {}?", "Vouliez-vous dire {}?"),
    "kind entity": (
        "an entity: id, name or abbreviation, in English or French",
        "une entité : identifiant, nom ou sigle, en français ou en anglais",
    ),
    "kind document": ("a document: id or title", "un document : identifiant ou titre"),
    "kind date": (
        "a date: 2001, 2001-09, 2001-09-11 or today",
        "une date : 2001, 2001-09, 2001-09-11 ou aujourd’hui",
    ),
    "kind topic": (
        "a topic: id or name, as kg coverage lists them",
        "un thème : identifiant ou nom, comme kg coverage les énumère",
    ),
    "kind country": ("a country: id or name", "un pays : identifiant ou nom"),
    "kind kind": ("a kind of thing: id or name", "un genre : identifiant ou nom"),
    "kind standing": ("a kind of document: id or name", "un genre de document : identifiant ou nom"),
    "kind text": ("a text", "un texte"),
    "kind number": ("a whole number", "un nombre entier"),
    "word entity": ("ENTITY", "ENTITÉ"),
    "word document": ("DOCUMENT", "DOCUMENT"),
    "word date": ("DATE", "DATE"),
    "word topic": ("TOPIC", "THÈME"),
    "word country": ("COUNTRY", "PAYS"),
    "word kind": ("KIND", "GENRE"),
    "word standing": ("STANDING", "GENRE"),
    "word text": ("TEXT", "TEXTE"),
    "word number": ("NUMBER", "NOMBRE"),
    "passage": ("passage", "passage"),
    "passages": ("passages", "passages"),
    "both take part": ("{} and {} both take part in {}", "{} et {} prennent tous deux part à {}"),
    "and more": ("… and {} more", "… et {} de plus"),
    "as stated": ("As stated", "Selon les sources"),
    "direct": ("Tied directly", "Liens directs"),
    "documents disagree": ("documents disagree", "les documents divergent"),
    "events": ("Events", "Événements"),
    "figures": ("Figures", "Chiffres"),
    "mentioned": (
        "No name matches; these are described with it, or have an event or a date of that day.",
        "Aucun nom ne correspond; ceux-ci sont décrits avec ces mots, ou ont un événement ou une date de ce jour.",
    ),
    "row": ("{} row", "{} ligne"),
    "rows": ("{} rows", "{} lignes"),
    "cut to one": (
        "Only the first row is given: the answer is cut by the limit.",
        "Seule la première ligne est donnée\u00a0: la réponse est coupée par la limite.",
    ),
    "cut": (
        "Only the first {} rows are given: the answer is cut by the limit.",
        "Seules les {} premières lignes sont données\u00a0: la réponse est coupée par la limite.",
    ),
    "cut triples": (
        "Only {} of {} triples are given: the answer is cut by the limit.",
        "Seuls {} triplets sur {} sont donnés\u00a0: la réponse est coupée par la limite.",
    ),
    "nothing called": ("Nothing in the data is called {}.", "Rien dans les données ne s’appelle {}."),
    "nothing called but": (
        "Nothing in the data is called {}; did you mean {}?",
        "Rien dans les données ne s’appelle {}; vouliez-vous dire {}?",
    ),
    "anything": ("any", "tout"),
    "standing academic": ("academic", "publication savante"),
    "standing encyclopedia": ("encyclopedia", "encyclopédie"),
    "standing government": ("government", "gouvernement"),
    "standing news": ("news", "presse"),
    "standing parliament": ("parliament", "parlement"),
    "standing press-release": ("press release", "communiqué"),
    "standing treaty-text": ("treaty text", "texte de traité"),
    "no country": ("no government's own document", "aucun document d’un gouvernement"),
    "none": (
        "No tie between them is on record here; that is not proof that there is none.",
        "Aucun lien entre les deux n’est consigné ici; cela ne prouve pas qu’il n’y en a aucun.",
    ),
    "changes between": ("After {}, up to {}", "Après le {}, jusqu’au {}"),
    "none found": (
        "None found in these documents; that is not proof that there is none.",
        "Rien dans ces documents; cela ne prouve pas qu’il n’y en a aucun.",
    ),
    "no time": (
        "This question does not turn on time; the dates given were not applied.",
        "Cette question ne dépend pas du temps; les dates données n’ont pas été appliquées.",
    ),
    "query at fault": (
        "The query has a fault at line {}, column {}: {}.",
        "La requête est en faute à la ligne {}, colonne {} : {}.",
    ),
    "query not understood": ("The query cannot be understood: {}", "La requête ne peut être comprise : {}"),
    "expected": ("expected {}", "attendu {}"),
    "a variable": ("a variable", "une variable"),
    "not here": ("this cannot stand here", "ceci ne peut se trouver ici"),
    "no prefix": ("the prefix “{}:” is not declared; ", "le préfixe « {}: » n’est pas déclaré; "),
    "mean a prefix": ("did you mean {}", "vouliez-vous dire {}"),
    "known prefixes": ("the known ones are {}", "ceux qui sont connus sont {}"),
    "not grouped": (
        "a selected variable is not in GROUP BY",
        "une variable choisie n’est pas dans GROUP BY",
    ),
    "all of groups": (
        "“*” cannot be selected from groups; name the variables",
        "« * » ne peut être choisi dans des groupes; nommez les variables",
    ),
    "selected twice": ("a variable is selected twice", "une variable est choisie deux fois"),
    "name in use": ("the name after AS is in use already", "le nom après AS est déjà pris"),
    "no whole iri": ("this is not a whole IRI", "ceci n’est pas un IRI entier"),
    "no language tag": ("this is not a language tag", "ceci n’est pas une étiquette de langue"),
    "only": ("on the word of one government only:", "sur la parole d’un seul gouvernement :"),
    "publishers": ("independent publishers", "éditeurs indépendants"),
    "publisher": ("publisher", "éditeur"),
    "read with": ("read with", "à lire avec"),
    "see path": (
        "kg path {} tells how they are connected through others.",
        "kg path {} dit par quels intermédiaires les deux sont liés.",
    ),
    "shared": ("Both take part in", "Les deux prennent part à"),
    "shortest": ("Shortest ways", "Chemins les plus courts"),
    "since": ("since", "depuis"),
    "sources": ("Sources", "Sources"),
    "sources in short": (
        "Sources ([1]+3 is one passage, and three more that say so)",
        "Sources ([1]+3 est un passage, et trois autres qui le disent)",
    ),
    "spoken": ("governments whose own documents say so:", "gouvernements dont les documents le disent :"),
    "strongest": ("Strongest ways", "Chemins les plus forts"),
    "undated": ("undated", "sans date"),
    "undated shown": (
        "{} of {} ties are undated: nobody can tell whether they were in effect.",
        "{} liens sur {} sont sans date : impossible de dire s’ils étaient en vigueur.",
    ),
    "other standing": (
        "{} of {} rows rest on no document of this kind ({}) and are left out.",
        "{} lignes sur {} ne reposent sur aucun document de ce genre ({}) et sont laissées de côté.",
    ),
    "over left out": (
        "{} of {} are stated to have ended or to be superseded, without a date, and are left out.",
        "{} sur {} sont dits terminés ou remplacés, sans date, et laissés de côté.",
    ),
    "in time": (
        "only what was in effect on a date: 2001, 2001-09, 2001-09-11 or today",
        "seulement ce qui était en vigueur à une date : 2001, 2001-09, 2001-09-11 ou aujourd’hui",
    ),
    "undated left out": (
        "{} of {} are undated and left out.",
        "{} sur {} sont sans date et laissés de côté.",
    ),
    "undated rows": ("{} of {} undated.", "{} sur {} sans date."),
    "until": ("until", "jusqu’à"),
}


_HEADS = {
    "agreements": "accords",
    "change": "changement",
    "date": "date",
    "document": "document",
    "documents": "documents",
    "figure": "chiffre",
    "held": "au corpus",
    "id": "identifiant",
    "kind": "genre",
    "measure": "mesure",
    "name": "nom",
    "number": "nombre",
    "object": "objet",
    "parameters": "paramètres",
    "passages": "passages",
    "question": "question",
    "relation": "relation",
    "since": "depuis",
    "source": "l’un",
    "sources": "documents (identifiants)",
    "steps": "étapes",
    "subject": "sujet",
    "target": "l’autre",
    "through": "par",
    "title": "titre",
    "until": "jusqu’à",
    "weight": "poids",
    "what": "quoi",
}
"""What stands over the columns of our own tables for a reader, in French; in English it is their names."""


def heads(columns: Sequence[str], language: str) -> list[str]:
    """Return what stands over the columns of one of our own tables for a reader.

    >>> heads(["id", "kind"], "fr")
    ['identifiant', 'genre']
    """
    return [_HEADS[column] if language == "fr" else column for column in columns]


def standing_word(standing: str, language: str) -> str:
    """Return the kind of a document as it stands in a citation; one of another data set by its id.

    >>> standing_word("press-release", "fr")
    'communiqué'
    """
    known = _PHRASES.get(f"standing {standing}")
    return known[1 if language == "fr" else 0] if known else standing.replace("-", " ")


def colon(language: str) -> str:
    """Return a colon as it follows a word: in French after a space that does not break."""
    return "\u00a0:" if language == "fr" else ":"


def quoted(text: str, language: str) -> str:
    """Return a text in the quotation marks of a language."""
    return f"« {text} »" if language == "fr" else f"“{text}”"


def either(texts: Sequence[str], language: str) -> str:
    """Return texts as alternatives.

    >>> either(["one", "two", "three"], "en")
    'one, two or three'
    """
    word = "ou" if language == "fr" else "or"
    return f"{', '.join(texts[:-1])} {word} {texts[-1]}" if len(texts) > 1 else "".join(texts)


def phrase(name: str, language: str) -> str:
    """Return one of our own phrases in a language."""
    return _PHRASES[name][1 if language == "fr" else 0]


def date_text(value: str | datetime.date, language: str = "en") -> str:
    """Return a date of any precision as people write it.

    >>> date_text("1958-05-12"), date_text("2024-11", "fr"), date_text("1958")
    ('12 May 1958', 'novembre 2024', '1958')
    """
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", str(value)):
        return str(value)
    parts = str(value).split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS["fr" if language == "fr" else "en"][int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    day = "1er" if language == "fr" and int(parts[2]) == 1 else str(int(parts[2]))
    return f"{day} {month} {parts[0]}"


def date_in_words(text: str) -> str | None:
    """Return a date that is written in words as 2001, 2001-09 or 2001-09-11; None for what is none.

    >>> date_in_words("11 September 2001"), date_in_words("1er octobre 2002"), date_in_words("March 2023")
    ('2001-09-11', '2002-10-01', '2023-03')
    """
    parts = re.sub(r"[,.]|(?<=\d)(st|nd|rd|th|er)\b", " ", text.casefold()).split()
    months = [months.index(word) + 1 for word in parts for months in _MONTHS_FOLDED if word in months][:1]
    numbers = [word for word in parts if word.isdigit()]
    years, days = ([word for word in numbers if (len(word) == 4) == is_year] for is_year in (True, False))
    if len(parts) != len(numbers) + len(months) or not months or len(years) != 1 or len(days) > 1:
        return None
    return "-".join([*years, f"{months[0]:02}", *(day.zfill(2) for day in days)])


def number_text(value: str, language: str = "en") -> str:
    """Return a number with its thousands apart.

    >>> number_text("110000"), number_text("0.5", "fr")
    ('110,000', '0,5')
    """
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", value):
        return value
    grouped = f"{Decimal(value):,}"
    return grouped.translate({ord(","): "\u00a0", ord("."): ","}) if language == "fr" else grouped
