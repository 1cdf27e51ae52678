"""What the library says when something is wrong, in both languages: the texts of its errors, by name."""

from __future__ import annotations

COMPLAINTS = {
    "date": (
        "“{0}” is not a date; write 2001, 2001-09, 2001-09-11 or today.",
        "« {0} » n’est pas une date; écrivez 2001, 2001-09, 2001-09-11 ou aujourd’hui.",
    ),
    "date or two": (
        "Give either a date (as of) or two (between), not both.",
        "Donnez soit une date (as of), soit deux (between), pas les deux.",
    ),
    "dates turned round": (
        "{0} is after {1}; give the earlier date first.",
        "{0} vient après {1}; donnez d’abord la date la plus ancienne.",
    ),
    "dates not apart": (
        "{0} is not after {1}; give the earlier date first.",
        "{0} ne vient pas après {1}; donnez d’abord la date la plus ancienne.",
    ),
    "no passages": (
        "This question does not tell its passages, so that its answer has no kind of document.",
        "Cette question ne donne pas ses passages; sa réponse n’a donc pas de genre de document.",
    ),
    "whole number": ("“{0}” is not a whole number.", "« {0} » n’est pas un nombre entier."),
}
"""The errors, each in English and in French, with places for what it is about."""

NONE = {
    "command": "Aucune commande",
    "country": "Aucun pays",
    "document": "Aucun document",
    "entity": "Aucune entité",
    "family": "Aucune famille de relations",
    "filter of a network": "Aucun filtre d’un réseau",
    "grouping of brokers": "Aucun regroupement d’intermédiaires",
    "kind": "Aucun genre",
    "kind of document": "Aucun genre de document",
    "measure": "Aucune mesure",
    "parameter": "Aucun paramètre",
    "question": "Aucune question",
    "single entity": "Aucune entité unique",
    "standing": "Aucun genre de document",
    "story": "Aucun récit",
    "thing to set a measure against": "Aucun terme de comparaison d’une mesure",
    "topic": "Aucun thème",
}
"""What a name that nothing carries would be, in French, by the English word for it."""
