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
    "not carried out": ("The query could not be carried out: {0}", "La requête n’a pu être exécutée : {0}"),
    "not reached": (
        "{0} cannot be reached ({1}). Check the address and that it runs.",
        "{0} ne peut être joint ({1}). Vérifiez l’adresse et que le serveur fonctionne.",
    ),
    "only read": (
        "The graph is only read, so that {0} is not carried out: write a SELECT, ASK, CONSTRUCT or DESCRIBE query. "
        "To change what is said, edit the text files of a folder of data (data/README.md says how), then run "
        "kg format and kg check on them.",
        "Le graphe est seulement lu : {0} n’est pas exécuté; écrivez une requête SELECT, ASK, CONSTRUCT ou DESCRIBE. "
        "Pour changer ce qui est dit, modifiez les fichiers texte d’un dossier de données (data/README.md dit "
        "comment), puis passez-les à kg format et à kg check.",
    ),
    "no folder to write in": (
        "{0} cannot be written: there is no folder {1}. Make it first, or name another.",
        "{0} ne peut être écrit : il n’y a pas de dossier {1}. Créez-le d’abord, ou nommez-en un autre.",
    ),
    "not written": ("{0} cannot be written: {1}.", "{0} ne peut être écrit : {1}."),
    "folder to write": (
        "{0} is a folder; name a file in it.",
        "{0} est un dossier; nommez un fichier qui s’y trouve.",
    ),
    "ending": (
        "The ending of {0} names no format here; the known ones are {1}.",
        "La terminaison de {0} ne nomme aucun format ici; celles qui sont connues sont {1}.",
    ),
    "table format": (
        "The format “{0}” is not known for tables; choose {1}.",
        "Le format « {0} » n’est pas connu pour les tableaux; choisissez {1}.",
    ),
    "graph format": (
        "The format “{0}” is not known for graphs; choose {1}.",
        "Le format « {0} » n’est pas connu pour les graphes; choisissez {1}.",
    ),
    "no data folder": (
        "There is no folder {0}. A folder of data holds entities/*.ttl (who and what) and documents/**/*.trig (what "
        "each page says of them); data/README.md tells more.",
        "Il n’y a pas de dossier {0}. Un dossier de données contient entities/*.ttl (qui et quoi) et "
        "documents/**/*.trig (ce que chaque page en dit); data/README.md en dit plus.",
    ),
    "data in a file": (
        "{0} is a file; name a folder of data: it holds entities/*.ttl (who and what) and documents/**/*.trig (what "
        "each page says of them).",
        "{0} est un fichier; nommez un dossier de données : il contient entities/*.ttl (qui et quoi) et "
        "documents/**/*.trig (ce que chaque page en dit).",
    ),
    "no data files": (
        "The folder {0} holds no data: no file there ends in .ttl or .trig. A folder of data holds entities/*.ttl (who "
        "and what) and documents/**/*.trig (what each page says of them); data/README.md tells more.",
        "Le dossier {0} ne contient pas de données : aucun fichier ne s’y termine par .ttl ou .trig. Un dossier de "
        "données contient entities/*.ttl (qui et quoi) et documents/**/*.trig (ce que chaque page en dit); "
        "data/README.md en dit plus.",
    ),
    "no entities": (
        "No entity is described in these data, so that none is called “{0}”. A folder of data needs entities/*.ttl "
        "(who and what) beside documents/**/*.trig (what each page says of them).",
        "Aucune entité n’est décrite dans ces données; aucune ne s’appelle donc « {0} ». Un dossier de données demande "
        "entities/*.ttl (qui et quoi) à côté de documents/**/*.trig (ce que chaque page en dit).",
    ),
    "terminal": (
        "A terminal cannot show {0}; name a file with -o.",
        "Un terminal ne peut montrer {0}; nommez un fichier avec -o.",
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
