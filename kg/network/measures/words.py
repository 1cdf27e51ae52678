"""The words of measures in both languages: their titles, the heads of their columns, and what limits them."""

from __future__ import annotations

from kg.language import number_text

_HEADS = {
    "above": ("spreads above chance", "écarts au-dessus du hasard"),
    "across": ("pairs joined across", "paires reliées d’un groupe à l’autre"),
    "after": ("after", "après"),
    "alone": ("joined by nobody else", "reliées par lui seul"),
    "american": ("US id", "identifiant (É.-U.)"),
    "american_name": ("US actor", "acteur américain"),
    "as_if": ("as if among so many equals", "comme entre autant d’égaux"),
    "assortativity": ("assortativity", "assortativité"),
    "before": ("before", "avant"),
    "best_rank": ("best rank", "meilleur rang"),
    "betweenness": ("betweenness", "intermédiarité"),
    "beyond": ("draws as high", "tirages aussi élevés"),
    "by": ("by", "selon"),
    "by_chance": ("by chance", "au hasard"),
    "by_strength": ("by strength", "selon la force"),
    "canadian": ("Canadian id", "identifiant (Canada)"),
    "canadian_name": ("Canadian actor", "acteur canadien"),
    "change": ("change", "changement"),
    "clustering": ("clustering", "regroupement"),
    "community": ("community", "communauté"),
    "constraint": ("constraint", "contrainte"),
    "coordinator": ("coordinator", "coordonnateur"),
    "core_number": ("core number", "indice de cœur"),
    "countries": ("countries", "pays"),
    "cut_off": ("cut off", "coupés"),
    "degree": ("tied to", "lié à"),
    "directly": ("direct ties", "liens directs"),
    "effective_size": ("effective size", "taille effective"),
    "efficiency": ("efficiency", "efficacité"),
    "error": ("standard error", "erreur type"),
    "figure": ("figure", "indicateur"),
    "forums": ("forums shared", "forums communs"),
    "gained": ("gained", "gagnés"),
    "gatekeeper": ("gatekeeper", "portier"),
    "gini": ("Gini", "Gini"),
    "group": ("own group", "son groupe"),
    "hangs_on_one": ("hang on one reason", "tiennent à une seule raison"),
    "herfindahl": ("Herfindahl", "Herfindahl"),
    "highest": ("highest", "au plus"),
    "holders": ("holders", "détenteurs"),
    "id": ("id", "identifiant"),
    "in_core": ("in the core", "au cœur"),
    "inside": ("share inside", "part interne"),
    "itinerant": ("itinerant", "itinérant"),
    "kept": ("keeps its rank", "garde son rang"),
    "largest": ("largest", "le plus grand"),
    "liaison": ("liaison", "liaison"),
    "lost": ("lost", "perdus"),
    "lowest": ("lowest", "au moins"),
    "mode": ("mode", "mode"),
    "most_by": ("loses most without", "perd le plus sans"),
    "name": ("name", "nom"),
    "of": ("of", "de"),
    "others": ("{}: others", "{} : autres"),
    "pairs": ("pairs", "paires"),
    "pairs_lost": ("share of pairs lost", "part des paires perdues"),
    "pieces": ("pieces", "morceaux"),
    "places": ("places shared", "lieux communs"),
    "rank": ("rank", "rang"),
    "reached": ("draws that reach it", "tirages qui l’atteignent"),
    "redundancy": ("redundancy", "redondance"),
    "score": ("score", "indice"),
    "share": ("its share", "sa part"),
    "size": ("size", "taille"),
    "spread": ("spread", "écart type"),
    "strength": ("strength", "force"),
    "strength_lost": ("share of strength lost", "part de force perdue"),
    "strongest": ("strongest", "les plus forts"),
    "threats": ("threats shared", "menaces communes"),
    "ties_lost": ("ties lost", "liens perdus"),
    "topics": ("topics", "thèmes"),
    "value": ("value", "valeur"),
    "who": ("who is cut off", "qui est coupé"),
    "who_gained": ("new", "nouveaux"),
    "who_lost": ("gone", "disparus"),
    "without": ("actors without one", "acteurs sans valeur"),
    "worst_rank": ("worst rank", "pire rang"),
}

_NOTES: dict[str, tuple[str, str]] = {
    "after": ("After: {}", "Après : {}"),
    "before": ("Before: {}", "Avant : {}"),
    "chance memberships": (
        "Chance: {} seeded draws in which every actor takes part in as many things, and each has as many parties.",
        "Hasard : {} tirages reproductibles où chacun participe à autant de choses, chacune ayant autant de parties.",
    ),
    "chance ties": (
        "Chance: {} seeded draws in which every actor has as many ties.",
        "Hasard : {} tirages reproductibles où chacun garde son nombre de liens.",
    ),
    "concentration of degree": ("ties of actors", "liens des acteurs"),
    "concentration of documents": ("documents on actors", "documents sur les acteurs"),
    "concentration of publishers": ("pairs that publishers speak of", "paires dont parlent les éditeurs"),
    "concentration of strength": ("strength of actors", "force des acteurs"),
    "core": (
        "{} of {} actors are of the core; the network fits the ideal of a core and a periphery by {} (1 at most).",
        "{} acteurs sur {} forment le cœur; le réseau répond à l’idéal d’un cœur et d’une périphérie à {} (1 au plus).",
    ),
    "figure actors": ("actors", "acteurs"),
    "figure centralization": ("centralization of degree", "centralisation des degrés"),
    "figure clustering": ("share of open triads that close", "part des triades qui se ferment"),
    "figure communities": ("communities", "communautés"),
    "figure density": ("share of all pairs that are tied", "part des paires qui sont liées"),
    "figure largest": ("share of actors in the largest piece", "part des acteurs dans le plus grand morceau"),
    "figure modularity": ("modularity of the communities", "modularité des communautés"),
    "figure pieces": ("pieces", "morceaux"),
    "figure strength": ("sum of weights", "somme des poids"),
    "figure ties": ("tied pairs", "paires liées"),
    "gaps": (
        "{} pairs with no agreement found in these documents, which is not proof that there is none. Searched: {} "
        "Canadian and {} US organizations, {} pairs; {} pairs that share a ground have one of the {} agreements held.",
        "{} paires sans accord trouvé dans ces documents; cela ne prouve pas qu’il n’y en a aucun. Cherché : {} "
        "organismes canadiens et {} américains, {} paires; {} paires qui partagent un terrain ont l’un des {} accords "
        "consignés.",
    ),
    "modularity": (
        "Modularity of this division: {} (0 as by chance, 1 at most).",
        "Modularité de ce partage : {} (0 comme au hasard, 1 au plus).",
    ),
    "stability": (
        "{} of {} documents alone state a tie; without any of the others nothing changes.",
        "{} documents sur {} sont seuls à énoncer un lien; sans l’un des autres, rien ne change.",
    ),
    "without country": ("{} of {} actors have no country on record.", "{} acteurs sur {} sont sans pays consigné."),
    "without sector": (
        "{} of {} actors belong to no sector.",
        "{} acteurs sur {} ne relèvent d’aucun secteur.",
    ),
    "documents": (
        "The ties rest on {} documents of {} publishers.",
        "Les liens reposent sur {} documents de {} éditeurs.",
    ),
    "left out": (
        "{} ties have no start on record and are left out of this date.",
        "{} liens sans date de début consignée sont laissés de côté à cette date.",
    ),
    "undated actors": (
        "{} of {} actors have no dated tie.",
        "{} acteurs sur {} n’ont aucun lien daté.",
    ),
    "undated ties": (
        "{} of {} pairs are tied since an unknown date.",
        "{} paires sur {} sont liées depuis une date inconnue.",
    ),
    "one publisher": (
        "{} of {} pairs rest on the word of one publisher.",
        "{} paires sur {} reposent sur la parole d’un seul éditeur.",
    ),
    "thin": (
        "{} of {} pairs rest on weak sources alone.",
        "{} paires sur {} ne reposent que sur des sources faibles.",
    ),
}


def head(column: str, language: str) -> str:
    """Return what stands over a column for a reader.

    >>> head("name", "fr"), head("by_strength", "en")
    ('nom', 'by strength')
    """
    return _HEADS[column][language == "fr"]


def note(name: str, language: str, *values: object) -> str:
    """Return one sentence on what limits a measure, with its numbers put in.

    >>> note("undated actors", "en", 11, 165)
    '11 of 165 actors have no dated tie.'
    """
    numbers = (number_text(str(value), language) for value in values)
    return _NOTES[name][language == "fr"].format(*numbers)
