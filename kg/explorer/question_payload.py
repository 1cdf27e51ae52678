"""What the page needs to answer questions: the catalogue, and the ontology as far as queries look at it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.language import phrase
from kg.questions.catalogue import Question, questions
from kg.sparql.lookups import lookup
from kg.vocabulary import LANGUAGES, PREFIXES, TERM, local_name

if TYPE_CHECKING:
    from kg.sparql.engine import Engine

_CAVEATS = ("none found", "no time", "over left out", "over some day", "undated left out", "undated rows")


def catalogue_content() -> dict[str, Any]:
    """Return the questions with their forms and queries, in the order of their numbers, and what answers say."""
    return {
        "questions": [_question(one) for one in questions().values()],
        "caveats": {name: [phrase(name, language) for language in LANGUAGES] for name in _CAVEATS},
        "prefixes": PREFIXES,
    }


def _question(one: Question) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": _pair(one.title),
        "question": _pair(one.question),
        "parameters": [[each.name, each.kind, each.default] for each in one.parameters],
        "columns": {name: _pair(heads) for name, heads in one.columns.items()},
        "example": dict(one.example),
        "undated": one.undated,
        "then": one.then,
        "text": "\n".join(line for line in one.text.splitlines() if not line.startswith("# ")),
    }


def _pair(by_language: Any) -> list[str]:
    return [by_language[language] for language in LANGUAGES]


def read_ontology(engine: Engine) -> dict[str, dict[str, list[Any]]]:
    """Return what the ontology says of each of our terms, by local names."""
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for term, name, value in engine.table(lookup("ontology")).terms:
        assert term is not None and name is not None and value is not None
        own = found[local_name(term.value)][local_name(name.value)]
        if value not in own:
            own.append(value)
    return found


def ontology_content(engine: Engine) -> dict[str, Any]:
    """Return what is wider than each class, and the words of the properties that are no relations of the network."""
    ontology = read_ontology(engine)
    wider = {
        name: local_name(own["subClassOf"][0].value)
        for name, own in ontology.items()
        if own["subClassOf"] and own["subClassOf"][0].value.startswith(TERM)
    }
    properties = {
        name: _labels(own["label"])
        for name, own in ontology.items()
        if name[0].islower() and not own["subPropertyOf"] and name != "isTiedTo"
    }
    return {"wider": wider, "properties": properties}


def relation_content(engine: Engine) -> dict[str, dict[str, Any]]:
    """Return for each relation what is above it, how it joins actors itself, its order, and whether it is symmetric."""
    ontology = read_ontology(engine)
    relations = {name: own for name, own in ontology.items() if own["subPropertyOf"] or name == "isTiedTo"}
    return {name: {key: value for key, value in _relation(own).items() if value} for name, own in relations.items()}


def _relation(own: dict[str, list[Any]]) -> dict[str, Any]:
    return {
        "label": _labels(own["label"]),
        "above": next((local_name(above.value) for above in own["subPropertyOf"]), ""),
        "joins": next((joins.value for joins in own["joinsActors"]), ""),
        "order": next((int(order.value) for order in own["legendOrder"]), 0),
        "symmetric": int(any(local_name(kind.value) == "SymmetricProperty" for kind in own["type"])),
    }


def _labels(terms: list[Any]) -> list[str]:
    by_language = {getattr(term, "language", None) or "en": term.value for term in terms}
    english = by_language.get("en", "")
    return [english, by_language.get("fr", english)]
