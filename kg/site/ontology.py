"""The pages of the ontology: each class, relation, property and concept, in both languages, with its use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.questions.catalogue import question
from kg.rdf.terms import show
from kg.site.markdown import code, contents, fields, french, link, plain, table
from kg.site.terms import Terms
from kg.validation.wording import REVIEWS
from kg.validation.wording import RULES as WORDING_RULES
from kg.validation.writing import RULES as WRITING_RULES
from kg.vocabulary import BASE, OWN_PREFIXES, TERM, local_name, shorten

_TIED = TERM + "isTiedTo"
_HEADINGS = {
    "Passage": "Of passages",
    "Document": "Of documents",
    "Tie": "Of ties",
    "Figure": "Of figures",
    "Event": "Of events",
    "Concept": "Of terms and concepts",
    "Property": "Of terms and concepts",
    "ObjectProperty": "Of terms and concepts",
}
_OPENING = """# The ontology

*What may be said*: {classes} classes, {properties} properties and {concepts} concepts, each with its words in English
and French. Few classes, many kinds: a class has properties or rules of its own; a finer difference is a concept.
Every relation of the network stands in one tree under `sec:isTiedTo`, and that tree is the legend of every picture.

| page | what stands there |
| --- | --- |
| [Classes](classes.md) | what a thing can be |
| [Relations](relations.md) | how two things are tied: the lines of the network, by family |
| [Properties](properties.md) | what else is said of things, passages and documents |
| [Concepts](concepts.md) | kinds, topics, statuses, standings of documents, hedges |
| [Rules](rules.md) | what follows from what is written, and what is refused |

## Prefixes

They need no declaration in `kg query`, in a notebook or in the files of questions.

"""


def ontology_pages(terms: Terms, folder: Path) -> dict[str, str]:
    """Return the pages by name; ``folder`` holds the checks and the rules of the ontology."""
    return {
        "ontology/index.md": _index(terms),
        "ontology/classes.md": _classes(terms),
        "ontology/relations.md": _relations(terms),
        "ontology/properties.md": _properties(terms),
        "ontology/concepts.md": _concepts(terms),
        "ontology/rules.md": _rules(terms, folder),
    }


def target(iri: str) -> str:
    """Return the name by which pages link to a term: ``term-takespartin``."""
    return f"term-{local_name(iri).lower()}"


def _index(terms: Terms) -> str:
    counts = {
        "classes": len(terms.of_type("Class")),
        "properties": len(_all_properties(terms)),
        "concepts": sum(len(terms.concepts(scheme)) for scheme in terms.schemes()),
    }
    prefixes = [(code(f"{name}:"), code(namespace)) for name, namespace in OWN_PREFIXES.items()]
    pages = contents(["classes", "relations", "properties", "concepts", "rules"])
    return f"{_OPENING.format(**counts)}{table(['prefix', 'begins'], prefixes)}\n{pages}"


def _classes(terms: Terms) -> str:
    parts = ["# Classes\n\nWhat a thing can be. A thing of a class is also one of every class above it.\n"]
    return "\n".join([*parts, *(_section(terms, iri, 2) for iri in terms.of_type("Class"))])


def _relations(terms: Terms) -> str:
    families = sorted(terms.below(_TIED, "subPropertyOf"), key=lambda iri: terms.number(iri, "legendOrder") or 99)
    parts = [
        "# Relations\n\nHow two things are tied. A relation of a family implies the family, and any family implies "
        f"{_term(_TIED)}. Read them as subject, verb, object; there are no inverses.\n",
        _section(terms, _TIED, 2),
    ]
    for family in families:
        parts.append(_section(terms, family, 2))
        parts += [_section(terms, iri, 3) for iri in terms.below(family, "subPropertyOf")]
    return "\n".join(parts)


def _properties(terms: Terms) -> str:
    ties = {_TIED, *_under(terms, _TIED)}
    groups: dict[str, list[str]] = defaultdict(list)
    for iri in _all_properties(terms):
        if iri not in ties:
            groups[_group(terms, iri)].append(iri)
    parts = ["# Properties\n\nWhat is said of things besides their relations.\n"]
    for name in sorted(groups):
        parts += [f"## {name}\n", *(_section(terms, iri, 3) for iri in groups[name])]
    return "\n".join(parts)


def _concepts(terms: Terms) -> str:
    parts = ["# Concepts\n\nThe finer differences. A new one is a few lines in `ontology/concepts.ttl`.\n"]
    for iri in terms.schemes():
        heading = f"({target(iri)})=\n\n## {plain(terms.text(iri, 'label', 'en'))}\n"
        heads = [
            "concept",
            "what it means",
            *(["of the class"] if any(terms.links(one, "appliesTo") for one in terms.concepts(iri)) else []),
        ]
        rows = [_concept(terms, one)[: len(heads)] for one in terms.concepts(iri)]
        parts += [heading, _words(terms, iri), table(heads, rows)]
    return "\n".join(parts)


def _concept(terms: Terms, iri: str) -> tuple[str, str, str]:
    english = f"**{plain(terms.text(iri, 'label', 'en'))}** — {plain(terms.text(iri, 'definition', 'en'))}"
    classes = ", ".join(map(_term, terms.links(iri, "appliesTo")))
    return code(shorten(iri)), f"{english}<br>{_in_french(terms, iri)}", classes


def _rules(terms: Terms, folder: Path) -> str:
    messages = {name: message for rules in terms.rules.values() for name, message in rules.items()}
    shapes = [(code(name), plain(messages[name])) for name in sorted(messages)]
    checks = [(code(path.stem), plain(_opening_comment(path))) for path in sorted((folder / "checks").glob("*.rq"))]
    derived = [(code(path.stem), plain(_opening_comment(path))) for path in sorted((folder / "rules").glob("*.rq"))]
    texts = [(code(name), plain(what)) for name, what in sorted({**WRITING_RULES, **WORDING_RULES}.items())]
    looks = [(path.stem, _opening_comment(path)) for path in (folder / "reviews").glob("*.rq")]
    reviews = [(code(name), plain(what)) for name, what in sorted([*looks, *REVIEWS.items()])]
    return "\n".join(
        [
            "# Rules\n",
            "## What follows from what is written\n",
            "Derived once, in this order, and added to the merge; never to the graph of a passage.\n",
            table(["rule", "what it adds"], derived),
            "## What is refused: shapes\n",
            "`kg check` names the place and tells the editor what to do, in these words.\n",
            table(["rule", "what to do"], shapes),
            "## What is refused: checks\n",
            "What SHACL says badly, as a query that finds nothing when all is well.\n",
            table(["check", "what it holds"], checks),
            "## What is refused: texts\n",
            "How texts are written, and what passages say held against their claims and their other language.\n",
            table(["rule", "what it finds"], texts),
            "## What is worth a second look\n",
            "`kg check --review` lists it: only judgement can tell it from what is right.\n",
            table(["review", "what it lists"], reviews),
        ]
    )


def _section(terms: Terms, iri: str, level: int) -> str:
    """Return the section of one class or property."""
    label = plain(terms.text(iri, "label", "en"))
    heading = f"({target(iri)})=\n\n{'#' * level} {label} {code(shorten(iri))}\n"
    return f"{heading}\n{_words(terms, iri)}\n{fields(_facts(terms, iri))}"


def _words(terms: Terms, iri: str) -> str:
    """Return the definition in English, and label and definition in French."""
    return f"{plain(terms.text(iri, 'definition', 'en'))}\n\n{_in_french(terms, iri)}\n"


def _in_french(terms: Terms, iri: str) -> str:
    label, definition = (french(terms.text(iri, name, "fr")) for name in ("label", "definition"))
    return f"**{label}** — {definition}"


def _facts(terms: Terms, iri: str) -> Iterator[tuple[str, str | list[str]]]:
    places = {
        "Kind of": [*terms.links(iri, "subClassOf"), *terms.links(iri, "subPropertyOf")],
        "Covers": [*terms.below(iri, "subClassOf"), *terms.below(iri, "subPropertyOf")],
        "From": terms.links(iri, "domainIncludes"),
        "To": terms.links(iri, "rangeIncludes"),
        "Taken from": terms.links(iri, "source"),
        "Like": [*terms.links(iri, "closeMatch"), *terms.links(iri, "exactMatch")],
    }
    for name, found in places.items():
        if found:
            yield name, ", ".join(map(_term, found))
    if iri in terms.rules:
        yield "Rules", [plain(message) for message in dict.fromkeys(terms.rules[iri].values())]
    if iri in terms.members:
        yield "On record", f"{len(terms.members[iri]):,}, such as {_member(terms, iri)}"
    if iri in terms.examples:
        yield "Example", _example(terms, iri)
    if terms.stated[iri]:
        yield "On record", f"{terms.stated[iri]:,} claim{'' if terms.stated[iri] == 1 else 's'}"
    if terms.questions.get(iri):
        asked = [link(plain(question(name).title["en"]), f"question-{name}") for name in terms.questions[iri]]
        yield "Questions", " · ".join(asked)


def _member(terms: Terms, iri: str) -> str:
    """Return one thing of a class in words: the one of which most is told."""
    found = min(terms.members[iri], key=lambda one: (-terms.told[one], one))
    labelled = terms.labels.all(found)
    return f"{plain(terms.labels.of(found))} {code(shorten(found))}" if labelled else code(shorten(found))


def _example(terms: Terms, iri: str) -> str:
    claim = terms.examples[iri]
    value = claim.object
    end = plain(f"“{value.value}”") if isinstance(value, ox.Literal) else _thing(terms, value.value)
    passages = len(claim.passages)
    count = f" ({passages} passage{'' if passages == 1 else 's'})" if passages else ""
    return f"{_thing(terms, claim.subject)} *{plain(terms.labels.of(iri))}* {end}{count}"


def _thing(terms: Terms, iri: str) -> str:
    if terms.labels.all(iri):
        return plain(terms.labels.of(iri))
    return code(shorten(iri) if iri.startswith(BASE) else show(ox.NamedNode(iri)))


def _term(iri: str) -> str:
    """Return a link to the section of a term of ours, or another vocabulary's term as it is."""
    return link(code(shorten(iri)), target(iri)) if iri.startswith(TERM) else code(shorten(iri))


def _all_properties(terms: Terms) -> list[str]:
    return terms.of_type("ObjectProperty", "DatatypeProperty", "AnnotationProperty")


def _under(terms: Terms, iri: str) -> Iterator[str]:
    for one in terms.below(iri, "subPropertyOf"):
        yield one
        yield from _under(terms, one)


def _group(terms: Terms, iri: str) -> str:
    """Return the heading that a property stands under: that of the things it is said of."""
    names = {local_name(one) for one in terms.links(iri, "domainIncludes")}
    for wanted, heading in _HEADINGS.items():
        if wanted in names:
            return heading
    return "Of things"


def _opening_comment(path: Path) -> str:
    """Return the comment that a query begins with."""
    lines: Iterable[str] = path.read_text(encoding="utf-8").splitlines()
    comment = []
    for line in lines:
        if not line.startswith("#"):
            break
        comment.append(line.removeprefix("#").strip())
    return " ".join(comment)
