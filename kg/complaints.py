"""What the library says when something is wrong, in both languages: the texts of its errors, by name."""

from __future__ import annotations

COMPLAINTS = {
    "bare word": (
        "“{0}” is not understood here; give parameters as --name value, such as {1} {0}.",
        "« {0} » n’est pas compris ici; donnez les paramètres sous la forme --nom valeur, par exemple {1} {0}.",
    ),
    "busy server": (
        "{0} gave up on the query or is busy ({1}). Ask for less.{2}",
        "{0} a abandonné la requête ou est occupé ({1}). Demandez moins.{2}",
    ),
    "choice": (
        "{0} does not know “{1}”; choose one of {2}.",
        "{0} ne connaît pas « {1} »; choisissez parmi {2}.",
    ),
    "coverage by": (
        "Coverage is counted by {0} or official; not by “{1}”.",
        "La couverture se compte par {0} ou official; non par « {1} ».",
    ),
    "cut answer": (
        "The answer of {0} ends before it is whole: the server cut it, as it does at its own time limit. Ask for less.",
        "La réponse de {0} s’arrête avant la fin\u00a0: le serveur l’a coupée, comme il le fait à sa propre "
        "limite de temps. Demandez moins.",
    ),
    "damaged store": (
        "The store {0} is damaged. Write it with: kg build {0}",
        "La base {0} est endommagée. Écrivez-la avec\u00a0: kg build {0}",
    ),
    "data in a file": (
        "{0} is a file; name a folder of data: it holds entities/*.ttl (who and what) and documents/**/*.trig"
        " (what each page says of them).",
        "{0} est un fichier; nommez un dossier de données\u00a0: il contient entities/*.ttl (qui et quoi) et "
        "documents/**/*.trig (ce que chaque page en dit).",
    ),
    "date": (
        "“{0}” is not a date; write 2001, 2001-09, 2001-09-11 or today.",
        "« {0} » n’est pas une date; écrivez 2001, 2001-09, 2001-09-11 ou aujourd’hui.",
    ),
    "date or two": (
        "Give either a date (as of) or two (between), not both.",
        "Donnez soit une date (as of), soit deux (between), pas les deux.",
    ),
    "dates not apart": (
        "{0} is not after {1}; give the earlier date first.",
        "{0} ne vient pas après {1}; donnez d’abord la date la plus ancienne.",
    ),
    "dates turned round": (
        "{0} is after {1}; give the earlier date first.",
        "{0} vient après {1}; donnez d’abord la date la plus ancienne.",
    ),
    "deep query": (
        "The query is nested deeper than {0} levels.",
        "La requête est imbriquée sur plus de {0} niveaux.",
    ),
    "ending": (
        "The ending of {0} names no format here; the known ones are {1}.",
        "La terminaison de {0} ne nomme aucun format ici; celles qui sont connues sont {1}.",
    ),
    "failed query": ("{0} failed on the query ({1}).{2}", "{0} a échoué sur la requête ({1}).{2}"),
    "file for a store": ("{0} is a file; name a folder.", "{0} est un fichier; nommez un dossier."),
    "folder taken": (
        "{0} holds other things; name an empty or a new folder.",
        "{0} contient autre chose; nommez un dossier vide ou nouveau.",
    ),
    "folder to write": (
        "{0} is a folder; name a file in it.",
        "{0} est un dossier; nommez un fichier qui s’y trouve.",
    ),
    "graph format": (
        "The format “{0}” is not known for graphs; choose {1}.",
        "Le format « {0} » n’est pas connu pour les graphes; choisissez {1}.",
    ),
    "large answer": ("The answer of {0} is larger than {1:,} bytes.", "La réponse de {0} dépasse {1} octets."),
    "long query": ("The query is longer than {0:,} bytes.", "La requête dépasse {0} octets."),
    "mode or lens": (
        "The mode is one of {0}; the lens one of {1}.",
        "Le mode est l’un de {0}; l’optique (lens) l’une de {1}.",
    ),
    "named question": (
        "“{0}” is a question with a name: kg ask {0} answers it.",
        "« {0} » est une question qui a un nom\u00a0: kg ask {0} y répond.",
    ),
    "no address": (
        "The endpoint must be an address such as http://localhost:7878/query.",
        "Le serveur (endpoint) doit être une adresse telle que http://localhost:7878/query.",
    ),
    "no data files": (
        "The folder {0} holds no data: no file there ends in .ttl or .trig. A folder of data holds "
        "entities/*.ttl (who and what) and documents/**/*.trig (what each page says of them); data/README.md "
        "tells more.",
        "Le dossier {0} ne contient pas de données\u00a0: aucun fichier ne s’y termine par .ttl ou .trig. Un "
        "dossier de données contient entities/*.ttl (qui et quoi) et documents/**/*.trig (ce que chaque page "
        "en dit); data/README.md en dit plus.",
    ),
    "no data folder": (
        "There is no folder {0}. A folder of data holds entities/*.ttl (who and what) and documents/**/*.trig"
        " (what each page says of them); data/README.md tells more.",
        "Il n’y a pas de dossier {0}. Un dossier de données contient entities/*.ttl (qui et quoi) et "
        "documents/**/*.trig (ce que chaque page en dit); data/README.md en dit plus.",
    ),
    "no endpoint": (
        "{0} is not a SPARQL endpoint ({1}). Check the address.",
        "{0} n’est pas un serveur SPARQL ({1}). Vérifiez l’adresse.",
    ),
    "no such yes": (
        "An ASK is answered by true or false, which {0} cannot hold; choose json, xml or csv.",
        "Un ASK reçoit pour réponse true ou false, ce que {0} ne peut contenir; choisissez json, xml ou csv.",
    ),
    "no entities": (
        "No entity is described in these data, so that none is called “{0}”. A folder of data needs "
        "entities/*.ttl (who and what) beside documents/**/*.trig (what each page says of them).",
        "Aucune entité n’est décrite dans ces données; aucune ne s’appelle donc « {0} ». Un dossier de "
        "données demande entities/*.ttl (qui et quoi) à côté de documents/**/*.trig (ce que chaque page en "
        "dit).",
    ),
    "no entities in it": (
        "There is nothing to draw: none of the columns {0} holds entities of the record. Select their IRIs, "
        "for example SELECT ?who ?partner.",
        "Il n’y a rien à dessiner\u00a0: aucune des colonnes {0} ne contient d’entités du corpus. Choisissez "
        "leurs IRI, par exemple SELECT ?who ?partner.",
    ),
    "no file": ("There is no file {0}.", "Il n’y a pas de fichier {0}."),
    "no folder to write in": (
        "{0} cannot be written: there is no folder {1}. Make it first, or name another.",
        "{0} ne peut être écrit\u00a0: il n’y a pas de dossier {1}. Créez-le d’abord, ou nommez-en un autre.",
    ),
    "no grouping": (
        "“{0}” takes no grouping (by); brokerage does.",
        "« {0} » ne prend pas de regroupement (by); brokerage en prend un.",
    ),
    "no nodes": (
        "There is nothing to draw: the network has no nodes. Widen its lens, its date or its filters.",
        "Il n’y a rien à dessiner\u00a0: le réseau n’a aucun nœud. Élargissez son optique (lens), sa date ou "
        "ses filtres.",
    ),
    "no number": (
        "This measure has no number to compare: it is empty here.",
        "Cette mesure n’a aucun nombre à comparer\u00a0: elle est vide ici.",
    ),
    "no passages": (
        "This question does not tell its passages, so that its answer has no kind of document.",
        "Cette question ne donne pas ses passages; sa réponse n’a donc pas de genre de document.",
    ),
    "no store": (
        "There is no store {0}. Write it with: kg build {0}",
        "Il n’y a pas de base {0}. Écrivez-la avec\u00a0: kg build {0}",
    ),
    "no ties here": (
        "“{0}” has no ties in this view; widen the lens or the date.",
        "« {0} » n’a aucun lien dans cette vue; élargissez l’optique (lens) ou la date.",
    ),
    "no utf-8": ("{0} is not UTF-8 text.", "{0} n’est pas du texte UTF-8."),
    "no value": ("{0} needs a value; write {0} VALUE.", "{0} demande une valeur; écrivez {0} VALEUR."),
    "nobody is gone": (
        "“{0}” takes no actors (of); “without” does.",
        "« {0} » ne prend pas d’acteurs (of); « without » en prend.",
    ),
    "not a store": (
        "{0} is not a store of ours: it has no readable perimeter.json. Name another folder.",
        "{0} n’est pas une de nos bases\u00a0: on n’y trouve pas de perimeter.json lisible. Nommez un autre dossier.",
    ),
    "not carried out": ("The query could not be carried out: {0}", "La requête n’a pu être exécutée\u00a0: {0}"),
    "not checked": (
        "Only a folder of data can be checked, not a store or an endpoint.",
        "Seul un dossier de données peut être vérifié, ni une base ni un serveur (endpoint).",
    ),
    "not let in": (
        "{0} does not let you in ({1}). Set PERIMETER_USER and PERIMETER_PASSWORD, or PERIMETER_TOKEN, in the"
        " environment.",
        "{0} vous refuse l’accès ({1}). Donnez PERIMETER_USER et PERIMETER_PASSWORD, ou PERIMETER_TOKEN, dans"
        " l’environnement.",
    ),
    "not reached": (
        "{0} cannot be reached ({1}). Check the address and that it runs.",
        "{0} ne peut être joint ({1}). Vérifiez l’adresse et que le serveur fonctionne.",
    ),
    "not read": ("{0} cannot be read: {1}.", "{0} ne peut être lu\u00a0: {1}."),
    "not sparql": (
        "{0} did not answer as a SPARQL endpoint ({1}). Check the address.",
        "{0} n’a pas répondu comme un serveur SPARQL ({1}). Vérifiez l’adresse.",
    ),
    "not written": ("{0} cannot be written: {1}.", "{0} ne peut être écrit\u00a0: {1}."),
    "nothing joins": (
        "Nothing on record here joins “{0}” and “{1}”.",
        "Rien de consigné ici ne relie « {0} » et « {1} ».",
    ),
    "one source": (
        "Name one place to read: a folder of data, a store, or an endpoint.",
        "Nommez un seul endroit à lire\u00a0: un dossier de données, une base ou un serveur (endpoint).",
    ),
    "only read": (
        "The graph is only read, so that {0} is not carried out: write a SELECT, ASK, CONSTRUCT or DESCRIBE "
        "query. To change what is said, edit the text files of a folder of data (data/README.md says how), "
        "then run kg format and kg check on them.",
        "Le graphe est seulement lu\u00a0: {0} n’est pas exécuté; écrivez une requête SELECT, ASK, CONSTRUCT "
        "ou DESCRIBE. Pour changer ce qui est dit, modifiez les fichiers texte d’un dossier de données "
        "(data/README.md dit comment), puis passez-les à kg format et à kg check.",
    ),
    "other store": (
        "{0} was written by another version ({1}). Write it with: kg build {0}",
        "{0} a été écrit par une autre version ({1}). Écrivez-le avec\u00a0: kg build {0}",
    ),
    "package": (
        "This needs the package {0}: pip install 'perimeter-kg[{1}]'.",
        "Ceci demande le paquet {0}\u00a0: pip install perimeter-kg[{1}].",
    ),
    "password in address": (
        "Leave user and password out of the address; set PERIMETER_USER and PERIMETER_PASSWORD instead.",
        "N’écrivez ni nom ni mot de passe dans l’adresse; donnez plutôt PERIMETER_USER et PERIMETER_PASSWORD.",
    ),
    "ranks no actors": (
        "“{0}” ranks no actors; it cannot be set against {1}.",
        "« {0} » ne classe pas d’acteurs; on ne peut l’opposer à {1}.",
    ),
    "refused query": ("{0} refuses the query.{1}", "{0} refuse la requête.{1}"),
    "sent on": (
        "{0} sends the query on to {1}; ask there directly.",
        "{0} renvoie la requête à {1}; adressez-vous-y directement.",
    ),
    "sheet cell": (
        "A cell of a sheet holds {0:,} signs at most; choose csv or parquet.",
        "Une cellule d’une feuille contient au plus {0} signes; choisissez csv ou parquet.",
    ),
    "sheet rows": (
        "A sheet holds {0:,} rows at most; choose csv or parquet.",
        "Une feuille contient au plus {0} lignes; choisissez csv ou parquet.",
    ),
    "sheet signs": (
        "A sheet cannot hold the control characters in this text; choose csv or parquet.",
        "Une feuille ne peut contenir les caractères de commande de ce texte; choisissez csv ou parquet.",
    ),
    "slow server": (
        "{0} did not answer within {1:g} seconds. Ask for less.",
        "{0} n’a pas répondu en {1:g} secondes. Demandez moins.",
    ),
    "table format": (
        "The format “{0}” is not known for tables; choose {1}.",
        "Le format « {0} » n’est pas connu pour les tableaux; choisissez {1}.",
    ),
    "terminal": (
        "A terminal cannot show {0}; name a file with -o.",
        "Un terminal ne peut montrer {0}; nommez un fichier avec -o.",
    ),
    "token": (
        "PERIMETER_TOKEN holds signs that cannot be sent.",
        "PERIMETER_TOKEN contient des signes qui ne peuvent être envoyés.",
    ),
    "two dates": (
        "“{0}” compares two dates (between): the network on the first and on the second.",
        "« {0} » compare deux dates (between)\u00a0: le réseau à la première et à la seconde.",
    ),
    "which question": (
        "Which question? `kg questions` lists them all; for example: kg ask partners --of rcmp",
        "Quelle question? `kg questions` les énumère toutes; par exemple\u00a0: kg ask partners --of rcmp",
    ),
    "who is gone": ("“{0}” needs actors to leave out (of).", "« {0} » demande des acteurs à laisser de côté (of)."),
    "whole number": (
        "“{0}” is not a whole number of 0 or more.",
        "« {0} » n’est pas un nombre entier positif ou nul.",
    ),
    "xml signs": (
        "XML cannot hold the control characters in this text; choose another format.",
        "XML ne peut contenir les caractères de commande de ce texte; choisissez un autre format.",
    ),
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
